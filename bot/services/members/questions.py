"""Answers about the bot: who sees what, why it asked or nudged, and how something is done."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.conversation.asking import Asked
from bot.policy.access import Permission, Principal, may
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.answers import Explained, Line, Offer, OfferName, explained
from bot.services.members.access_log import READ, by_day
from bot.services.members.home import manager_view
from bot.services.nudges.questions import why_this
from bot.services.record.dialogue import dialogue_about
from bot.services.record.questions import Scheme
from bot.services.teams.links import subject_of

LOOKS: Final = 2
"""Looks that an answer names: the latest."""

Answer = Callable[[MemberContext, Asked, Sequence[Scheme]], Explained]


def always(name: str, *offers: OfferName) -> Answer:
    """An answer that is the same for everybody."""

    def answer(_context: MemberContext, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
        return explained(name, *(Offer(one) for one in offers))

    return answer


def who_sees(ctx: MemberContext, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """Whether somebody manages the member here, and what they see then."""
    manager = manager_view(ctx)
    if manager is None or not may(
        Principal(manager.link.manager_id), Permission.SEE_STANDING, subject_of(manager.link)
    ):
        return explained("who_sees", Offer("settings"))
    return explained("who_sees_manager", Offer("settings"), name=manager.name)


def who_looked(ctx: MemberContext, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """Who looked at the member's record last, when, and at what: their access log."""
    looks = by_day(ctx.work.teams.access_to(ctx.member.id, READ), ctx.member.zone)
    if not looks:
        return explained("nobody_looked")
    today = ctx.today.isoformat()
    lines = [
        Line(
            "looked",
            {
                "look": [one.viewer_name, one.what, one.at.isoformat(), one.times, one.or_more],
                "zone": ctx.member.zone,
                "today": today,
            },
        )
        for one in looks[:LOOKS]
    ]
    if len(looks) > LOOKS:
        lines.append(Line("looked_before"))
    return Explained(tuple(lines))


def why_question(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What the open question is good for, on which rule."""
    entry = ctx.work.entries.newest_open(ctx.member.id)
    asked = None if entry is None else dialogue_about(ctx, entry).state.open
    if asked is None:
        return explained("why_no_question")
    tested = next((one for one in schemes if one.terms.tests), None)
    if asked in ("evaluate", "more") and tested is not None:
        return explained("why_tests", source=tested.source("entry.tests"), title=tested.title)
    if asked == "minutes":
        counting = next((one for one in schemes if one.terms.rate is not None), None)
        source = counting.source("credit.base_per_hour") if counting else ""
        return explained("why_minutes", source=source)
    if asked in STAGES:
        staged = next((one for one in schemes if one.source("stages")), None)
        return explained("why_stage", source=staged.source("stages") if staged else "")
    return explained(f"why_{asked}" if asked in ("title", "date") else "why_other")


def why_nudge(ctx: MemberContext, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """What the last nudge came for."""
    newest = ctx.work.nudges.newest(ctx.member.id)
    if newest is None:
        return explained("why_no_nudge", Offer("settings"))
    return why_this(ctx, newest)


def pause(ctx: MemberContext, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """How nudges are paused; until when they are."""
    until = ctx.member.paused_until
    if until is not None and until > ctx.today:
        return explained("paused", Offer("settings"), until=until.isoformat())
    return explained("pause", Offer("settings"))


def attach(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How evidence is added, and whether a rule asks for it."""
    asking = next(
        (one for one in schemes if one.pack.rule("entry.evidence", ctx.today) is not None), None
    )
    if asking is None:
        return explained("attach")
    return explained("attach_wanted", source=asking.source("entry.evidence"))
