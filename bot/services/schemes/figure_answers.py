"""Answers about what the figures rest on: why they are low, and what a leave does to them."""

from collections.abc import Sequence
from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer
from bot.services.schemes.member_schemes import Scheme, no_scheme, of_schemes

_MOST: Final = 1000


def why_low(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What was logged here in the year of the most urgent scheme; what its account shows may be
    more, and only the member knows.
    """
    if not schemes:
        return no_scheme()
    scheme = schemes[0]
    since = scheme.window.year_start if scheme.window is not None else None
    logged = ctx.work.entries.list(ctx.member.id, ["logged"], since=since, limit=_MOST)
    on = since.isoformat() if since is not None else ""
    values = {"entries": len(logged), "since_then": on, "title": scheme.title}
    lines = [Line("figures_here", values)]
    if not scheme.terms.account:
        return Explained(tuple(lines), (Offer("list"),))
    lines.append(Line("figures_account", {"title": scheme.title}))
    return Explained(tuple(lines), (Offer("opening", scheme.one.enrolment.scheme),))


def keep_credits(_ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What was saved stays; of leave the rules say what they say."""
    if not schemes:
        return no_scheme()
    title = schemes[0].title
    return Explained((Line("credits_stay", {"title": title}), Line("leave_rules")))


ANSWERS: Final = (
    Answer("why_low", of_schemes(why_low)),
    Answer("keep_credits", of_schemes(keep_credits)),
)
