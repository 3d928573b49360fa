"""Pages of members, with all that decides who is due a nudge: what a sweep reads and writes.

A sweep walks through every workspace, so nothing here is bound to one; each row says which it
belongs to. A page is a range of member numbers, so that the statements are the same for all pages
and their number grows with pages alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, case, cast, delete, func, select, text, union_all
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import wakes
from storage.queues import insert, run
from storage.records import Rhythm, Sums
from storage.tables import (
    ASSESSMENT_WAITS,
    ENTRY_IS_DISCARDED,
    ENTRY_IS_OPEN,
    Assessment,
    Conversation,
    Enrolment,
    Entry,
    Member,
    Nudge,
    Outbox,
    Reminder,
)
from storage.vocabulary import Cadence, MemberKind

_MEMBER = Member.__table__  # type: ignore[attr-defined]
_ENROLMENT = Enrolment.__table__  # type: ignore[attr-defined]
_ASSESSMENT = Assessment.__table__  # type: ignore[attr-defined]
_ENTRY = Entry.__table__  # type: ignore[attr-defined]
_CONVERSATION = Conversation.__table__  # type: ignore[attr-defined]
_NUDGE = Nudge.__table__  # type: ignore[attr-defined]
_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_REMINDER = Reminder.__table__  # type: ignore[attr-defined]


class SweptMember(NamedTuple):
    """A member met on a page: what decides whether they can be spoken to.

    `zone` is the IANA zone that they live by; `has_entry` is looked at for guests alone.
    """

    id: int
    workspace_id: str
    kind: MemberKind
    has_entry: bool
    zone: str
    work_start: int
    work_end: int
    work_days: str
    country: str | None
    cadence: Cadence
    paused_until: date | None
    snoozed_until: date | None
    last_active_at: datetime | None


class SweptEnrolment(NamedTuple):
    """What an `EnrolmentRecord` holds of a current enrolment, as far as a nudge depends on it."""

    id: int
    member_id: int
    pack: str
    enrolled_on: date
    cycle_start: date | None
    joined_on: date | None
    opening_cycle: int | None
    opening_year: int | None
    opening_on: date | None
    opening_declined: bool


class NudgeRow(NamedTuple):
    """A nudge that was queued and not taken back; `values` are a planned prompt's alone."""

    id: int
    member_id: int
    kind: str
    period: str
    counted: bool
    snoozed: bool
    sent_at: datetime
    values: dict[str, Any] | None


class OpenRow(NamedTuple):
    """An entry that something may be asked about: a draft, a plan, or one that waits."""

    entry_id: int
    member_id: int
    status: str
    day: date | None
    changed_at: datetime
    dialogue: dict[str, Any] | None


class ReminderRow(NamedTuple):
    """A manager's request that has not been passed on."""

    reminder_id: int
    member_id: int
    manager_id: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was found about the members of one page, by member or by enrolment."""

    enrolments: dict[int, list[SweptEnrolment]]
    sums: dict[int, list[Sums]]
    rhythms: dict[int, Rhythm]
    open: dict[int, list[OpenRow]]
    reminders: dict[int, list[ReminderRow]]
    nudges: dict[int, list[NudgeRow]]


@dataclass(frozen=True, slots=True)
class QueuedNudge:
    """A nudge to be queued, with the message that will carry it."""

    workspace_id: str
    member_id: int
    kind: str
    period: str
    budget_week: str | None
    enrolment_id: int | None
    entry_id: int | None
    values: dict[str, Any]
    at: datetime


async def members_after(session: AsyncSession, after: int, limit: int) -> list[SweptMember]:
    """The next page: people who can be spoken to at all, by number."""
    m = _MEMBER.c
    own = select(_ENTRY.c.id).where(_ENTRY.c.member_id == m.id).exists()
    query = (
        select(
            m.id,
            m.workspace_id,
            m.kind,
            case((m.kind == "guest", own), else_=True),
            func.coalesce(func.nullif(m.tz, ""), m.slack_tz),
            m.work_start,
            m.work_end,
            m.work_days,
            m.country,
            m.cadence,
            m.paused_until,
            m.snoozed_until,
            m.last_active_at,
        )
        .where(m.id > after, m.kind != "bot", m.deactivated.is_(False))
        .order_by(m.id)
        .limit(limit)
    )
    return [SweptMember._make(row) for row in await _rows(session, query)]


async def facts_between(
    session: AsyncSession,
    first: int,
    last: int,
    *,
    without_points: Collection[str],
    rhythm_since: date,
    nudges_since: datetime,
) -> PageFacts:
    """Everything about the members numbered from `first` to `last`, in six statements.

    Rhythm is looked at under the packs `without_points` alone: nobody else is asked about it.
    """
    return PageFacts(
        enrolments=await _enrolments(session, first, last),
        sums=await sums_between(session, first, last),
        rhythms=await _rhythms(session, first, last, without_points, rhythm_since),
        open=await _open(session, first, last),
        reminders=await _reminders(session, first, last),
        nudges=await _nudges(session, first, last, nudges_since),
    )


async def sums_between(session: AsyncSession, first: int, last: int) -> dict[int, list[Sums]]:
    """Weights and counts by enrolment, cycle, year and state: the aggregate that all rests on."""
    a = _ASSESSMENT.c
    theirs = select(_ENROLMENT.c.id).where(
        _ENROLMENT.c.member_id.between(first, last), _ENROLMENT.c.ended_on.is_(None)
    )
    # Not a join: SQLite then reads groups off the index one after the other, without sorting.
    # Not a sum as PostgreSQL gives it: a decimal costs as much as all the rest of the row.
    query = (
        select(
            a.enrolment_id,
            a.cycle,
            a.year,
            a.state,
            cast(func.sum(a.weight), BigInteger),
            func.count(),
        )
        .where(a.enrolment_id.in_(theirs))
        .group_by(a.enrolment_id, a.cycle, a.year, a.state)
    )
    found: dict[int, list[Sums]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[0], []).append(Sums._make(row))
    return found


async def queue(session: AsyncSession, nudges: Sequence[QueuedNudge], real: datetime) -> int:
    """Queue these nudges and their messages in two statements; how many were new.

    One that is queued already, or whose member's budget week is spent, is passed over.
    """
    if not nudges:
        return 0
    rows = [
        {
            "workspace_id": one.workspace_id,
            "member_id": one.member_id,
            "kind": one.kind,
            "period": one.period,
            "budget_week": one.budget_week,
            "enrolment_id": one.enrolment_id,
            "entry_id": one.entry_id,
            "values": one.values,
            "at": one.at,
            "cancelled": False,
            "snoozed": False,
        }
        for one in nudges
    ]
    statement = (
        insert(session, _NUDGE)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(_NUDGE.c.id, _NUDGE.c.workspace_id, _NUDGE.c.member_id)
    )
    new = (await run(session, statement)).all()
    if not new:
        return 0
    await run(
        session,
        insert(session, _OUTBOX).values(
            [
                {
                    "workspace_id": row.workspace_id,
                    "member_id": row.member_id,
                    "lane": f"member:{row.member_id}",
                    "dedupe_key": f"nudge:{row.id}",
                    "kind": "nudge",
                    "values": {"nudge_id": row.id},
                    "state": "new",
                    "changed": False,
                    "attempts": 0,
                    "fence": 0,
                    "created_at": real,
                    "due_at": real,
                }
                for row in new
            ]
        ),
    )
    wakes(session, "outbox")
    return len(new)


async def forget_discarded(session: AsyncSession, before: datetime) -> int:
    """Remove drafts that were discarded before a moment; how many."""
    gone = delete(_ENTRY).where(text(ENTRY_IS_DISCARDED), _ENTRY.c.changed_at < before)
    return (await run(session, gone)).rowcount


async def _enrolments(
    session: AsyncSession, first: int, last: int
) -> dict[int, list[SweptEnrolment]]:
    query = (
        select(*(_ENROLMENT.c[name] for name in SweptEnrolment._fields))
        .where(_ENROLMENT.c.member_id.between(first, last), _ENROLMENT.c.ended_on.is_(None))
        .order_by(_ENROLMENT.c.id)
    )
    found: dict[int, list[SweptEnrolment]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(SweptEnrolment._make(row))
    return found


async def _rhythms(
    session: AsyncSession, first: int, last: int, packs: Collection[str], since: date
) -> dict[int, Rhythm]:
    e = _ENTRY.c
    under_them = select(_ENROLMENT.c.member_id).where(
        _ENROLMENT.c.member_id.between(first, last),
        _ENROLMENT.c.pack.in_(packs),
        _ENROLMENT.c.ended_on.is_(None),
    )
    query = (
        select(
            e.member_id,
            func.count(),
            func.max(e.end_date),
            func.sum(case((func.coalesce(e.evaluate, "") == "", 1), else_=0)),
            func.sum(case((e.formality == "formal", 1), else_=0)),
            func.sum(case((e.formality == "informal", 1), else_=0)),
        )
        .where(e.member_id.in_(under_them), e.status == "logged", e.end_date >= since)
        .group_by(e.member_id)
    )
    return {row[0]: Rhythm(*row) for row in await _rows(session, query)}


async def _open(session: AsyncSession, first: int, last: int) -> dict[int, list[OpenRow]]:
    e = _ENTRY.c
    # Two ways in, each by the index over the few that are open: nobody looks at every entry that
    # somebody has ever logged.
    begun = select(e.id).where(e.member_id.between(first, last), text(ENTRY_IS_OPEN))
    waiting = (
        select(_ASSESSMENT.c.entry_id)
        .select_from(_ENROLMENT.join(_ASSESSMENT, _ASSESSMENT.c.enrolment_id == _ENROLMENT.c.id))
        .where(_ENROLMENT.c.member_id.between(first, last), text(ASSESSMENT_WAITS))
    )
    query = (
        select(e.id, e.member_id, e.status, e.end_date, e.changed_at, _CONVERSATION.c.state)
        .select_from(_ENTRY.outerjoin(_CONVERSATION, _CONVERSATION.c.entry_id == e.id))
        .where(e.id.in_(union_all(begun, waiting)), e.status.in_(("draft", "planned", "logged")))
        .order_by(e.changed_at)
    )
    found: dict[int, list[OpenRow]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(OpenRow._make(row))
    return found


async def _reminders(session: AsyncSession, first: int, last: int) -> dict[int, list[ReminderRow]]:
    r = _REMINDER.c
    query = select(r.id, r.member_id, r.manager_id, r.asked_at).where(
        r.member_id.between(first, last), r.settled.is_(False)
    )
    found: dict[int, list[ReminderRow]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(ReminderRow._make(row))
    return found


async def _nudges(
    session: AsyncSession, first: int, last: int, since: datetime
) -> dict[int, list[NudgeRow]]:
    n = _NUDGE.c
    query = (
        select(
            n.id,
            n.member_id,
            n.kind,
            n.period,
            n.budget_week.is_not(None),
            n.snoozed,
            func.coalesce(n.delivered_at, n.at),
            case((n.kind == "planned", n["values"]), else_=None),
        )
        .where(n.member_id.between(first, last), n.at >= since, n.cancelled.is_(False))
        .order_by(n.id)
    )
    found: dict[int, list[NudgeRow]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(NudgeRow._make(row))
    return found


async def _rows(session: AsyncSession, query: Any) -> Sequence[Any]:
    """The rows of a query as plain tuples; what is in them stands beside each caller."""
    return (await run(session, query)).all()
