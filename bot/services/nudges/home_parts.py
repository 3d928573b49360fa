"""What Home shows of nudges: times that were chosen, and what they have gone quiet about."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.policy.working_time import local
from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext


@dataclass(frozen=True, slots=True)
class ChosenTime:
    """When the member wants to write something up, on their own clock; `private`: words were typed
    with it.
    """

    write_up: int
    at: datetime
    private: bool


def _write_ups(ctx: MemberContext) -> tuple[ChosenTime, ...]:
    """Those whose time has not come yet; hardly anybody has one, and nobody more than one."""
    agreed = [one for one in ctx.work.files.of(ctx.member.id).write_ups if one.state == "agreed"]
    found = [ctx.work.write_ups.get(one.id, ctx.member.id) for one in agreed]
    zone = ctx.member.zone
    return tuple(
        ChosenTime(one.id, local(one.at.astimezone(UTC), zone), private=bool(one.words))
        for one in found
        if one is not None
    )


def _quiet_about(ctx: MemberContext) -> tuple[str, ...]:
    answered_at = ctx.member.last_active_at
    return tuple(
        dict.fromkeys(
            one.kind
            for one in ctx.work.files.of(ctx.member.id).quiet
            if answered_at is None or answered_at <= one.at
        )
    )


WRITE_UPS: Final = HomePart("write_ups", _write_ups)
"""Times at which the member wants to write something up."""
QUIET_ABOUT: Final = HomePart("quiet_about", _quiet_about)
"""Kinds of nudges of which none comes until the member does something."""

HOME_PARTS: Final = (WRITE_UPS, QUIET_ABOUT)
