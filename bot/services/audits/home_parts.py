"""What Home shows of rounds: the member's own audits, and entries that an auditor doubts."""

from dataclasses import dataclass
from typing import Final

from bot.policy.audits.body_audit import days_left
from bot.services.audits import body_audit_views, body_audits, reading_views
from bot.services.audits.reading_views import OwnAudit
from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.schemes.doubts import doubted
from bot.services.schemes.scheme_names import body_of, title_of
from storage.audits.body_audits import BodyAuditRecord


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
    return tuple(Doubt(title_of(ctx, pack), count) for pack, count in found.items())


@dataclass(frozen=True, slots=True)
class HomeBodyAudit:
    """A body's audit that goes on: at how many entries an auditor would stop, while it is prepared,
    and whether at credits that were brought in, too (`balance`); `left` are the days until the
    letter's day, None where that is not known.
    """

    audit: BodyAuditRecord
    body: str
    stops: int
    left: int | None
    balance: bool = False


def _body_audits(ctx: MemberContext) -> tuple[HomeBodyAudit, ...]:
    """Nothing is read for whoever was never audited."""
    return tuple(_body_audit(ctx, one) for one in body_audits.open_ones(ctx))


def _body_audit(ctx: MemberContext, one: BodyAuditRecord) -> HomeBodyAudit:
    body, left = body_of(ctx, one.scheme), days_left(one.due_on, ctx.today)
    if one.state != "preparing":
        return HomeBodyAudit(one, body, 0, left)
    found = body_audit_views.counts_of(ctx, one)
    return HomeBodyAudit(one, body, found.stops, left, found.balance)


AUDITS: Final = HomePart("audits", audits)
BODY_AUDITS: Final = HomePart("body_audits", _body_audits)

HOME_PARTS: Final = (AUDITS, BODY_AUDITS)
