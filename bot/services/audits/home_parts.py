"""What Home shows of rounds: the member's own audits, and entries that an auditor doubts."""

from dataclasses import dataclass
from typing import Final

from bot.services.audits import reading_views, rounds
from bot.services.audits.reading_views import OwnAudit
from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.schemes.doubts import doubted


@dataclass(frozen=True, slots=True)
class Doubt:
    """Entries that an auditor doubts under a scheme whose total stays as it is."""

    title: str
    entries: int


@dataclass(frozen=True, slots=True)
class Audits:
    """The member's open audits, and doubts by scheme."""

    open: tuple[OwnAudit, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def audits(ctx: MemberContext) -> Audits:
    """One look for whoever was never drawn."""
    if not ctx.work.files.of(ctx.member.id).drawn:
        return Audits()
    return Audits(reading_views.own_audits(ctx), doubts(ctx))


def doubts(ctx: MemberContext) -> tuple[Doubt, ...]:
    """What stands beside the totals, scheme by scheme."""
    found = doubted(ctx)
    return tuple(Doubt(rounds.title_of(ctx, pack), count) for pack, count in found.items())


AUDITS: Final = HomePart("audits", audits)

HOME_PARTS: Final = (AUDITS,)
