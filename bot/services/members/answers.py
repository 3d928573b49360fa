"""Answers about the bot itself: who sees what, who has looked, and what can be asked and set."""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.policy.access import Permission, Principal, may
from bot.services.context.member_context import MemberContext
from bot.services.context.reports import subject_of
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, always, explained
from bot.services.members.access_log import by_day, latest
from bot.services.members.manager import manager_view

LOOKS: Final = 2
"""Looks that an answer names: the latest."""


def who_sees(ctx: MemberContext, _asked: Asked) -> Explained:
    """Whether somebody manages the member here, and what they see then; what a language model is
    sent of theirs.
    """
    name, offers = _who_manages(ctx), (Offer("settings"),)
    if ctx.coach_on:
        return Explained((_seen_by(name), Line("sent_on", _where(ctx))), offers)
    seen = Line("who_sees") if name is None else Line("who_sees_manager", {"name": name})
    return Explained((seen, Line("sent_none")), offers)


def model(ctx: MemberContext, _asked: Asked) -> Explained:
    """Whether it is a language model, what one is sent of the member's as things are now, and who
    sees it here.
    """
    seen = _seen_by(_who_manages(ctx))
    if ctx.coach is None or not ctx.coach_allowed:
        return Explained((Line("model_none"), seen), (Offer("settings"),))
    sent = Line("model_on", _where(ctx)) if ctx.coach_on else Line("model_off")
    return Explained((sent, seen), (Offer("coach"),))


def _who_manages(ctx: MemberContext) -> str | None:
    """The name of whoever sees the member's standing."""
    manager = manager_view(ctx)
    if manager is None:
        return None
    principal = Principal(manager.link.manager_id)
    sees = may(principal, Permission.SEE_STANDING, subject_of(manager.link))
    return manager.name if sees else None


def _seen_by(name: str | None) -> Line:
    """Who sees what of the member's here, in short."""
    return Line("seen_by_nobody") if name is None else Line("seen_by", {"name": name})


def _where(ctx: MemberContext) -> Mapping[str, Any]:
    """Where the coach sends something, and who runs that in the operator's words."""
    if ctx.coach is None:
        return {}
    at = {"model": ctx.coach.model, "host": ctx.coach.host, "run_by": ctx.coach.run_by}
    return {"goes": at}


def who_looked(ctx: MemberContext, _asked: Asked) -> Explained:
    """Who looked at the member's record last, when, and at what: their access log."""
    looks = by_day(latest(ctx), ctx.member.zone)
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


ANSWERS: Final = (
    Answer("who_sees", who_sees),
    Answer("model", model),
    Answer("who_looked", who_looked),
    Answer("help", always("help", "help")),
    Answer("courses", always("courses")),
    Answer("settings", always("settings", "settings")),
)
