"""Answers about the bot itself: who sees what, who has looked, and what can be asked and set."""

from typing import Final

from bot.conversation.asking import Asked
from bot.policy.access import Permission, Principal, may
from bot.services.context.member_context import MemberContext
from bot.services.context.reports import subject_of
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, always, explained
from bot.services.members.access_log import READ, by_day
from bot.services.members.manager import manager_view

LOOKS: Final = 2
"""Looks that an answer names: the latest."""


def who_sees(ctx: MemberContext, _asked: Asked) -> Explained:
    """Whether somebody manages the member here, and what they see then."""
    manager = manager_view(ctx)
    if manager is None or not may(
        Principal(manager.link.manager_id), Permission.SEE_STANDING, subject_of(manager.link)
    ):
        return explained("who_sees", Offer("settings"))
    return explained("who_sees_manager", Offer("settings"), name=manager.name)


def who_looked(ctx: MemberContext, _asked: Asked) -> Explained:
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


ANSWERS: Final = (
    Answer("who_sees", who_sees),
    Answer("who_looked", who_looked),
    Answer("help", always("help", "help")),
    Answer("courses", always("courses")),
    Answer("settings", always("settings", "settings")),
)
