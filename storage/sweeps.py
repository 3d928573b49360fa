"""Pages of members, with all that decides who is due a nudge: what a sweep reads and writes.

A sweep walks through every workspace, so nothing here is bound to one; each row says which it
belongs to. A page is a range of member numbers, so that the statements are the same for all pages
and their number grows with pages alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, case, delete, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import wakes
from storage.queues import insert, run
from storage.records import EnrolmentRecord, MemberRecord, NudgeRecord, Rhythm, Sums
from storage.tables import (
    Assessment,
    Conversation,
    Enrolment,
    Entry,
    Member,
    Nudge,
    Outbox,
    Reminder,
)

_MEMBER = Member.__table__  # type: ignore[attr-defined]
_ENROLMENT = Enrolment.__table__  # type: ignore[attr-defined]
_ASSESSMENT = Assessment.__table__  # type: ignore[attr-defined]
_ENTRY = Entry.__table__  # type: ignore[attr-defined]
_CONVERSATION = Conversation.__table__  # type: ignore[attr-defined]
_NUDGE = Nudge.__table__  # type: ignore[attr-defined]
_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_REMINDER = Reminder.__table__  # type: ignore[attr-defined]


class SweptMember(NamedTuple):
    """A member met on a page; `has_entry` is looked at for guests alone."""

    workspace_id: str
    member: MemberRecord
    has_entry: bool


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

    enrolments: dict[int, list[EnrolmentRecord]]
    sums: dict[int, list[Sums]]
    rhythms: dict[int, Rhythm]
    open: dict[int, list[OpenRow]]
    reminders: dict[int, list[ReminderRow]]
    nudges: dict[int, list[NudgeRecord]]


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


_MEMBER_FIELDS = tuple(field.name for field in fields(MemberRecord))
_ENROLMENT_FIELDS = tuple(field.name for field in fields(EnrolmentRecord))
_NUDGE_FIELDS = tuple(field.name for field in fields(NudgeRecord))


async def members_after(session: AsyncSession, after: int, limit: int) -> list[SweptMember]:
    """The next page: people who can be spoken to at all, by number."""
    own = select(_ENTRY.c.id).where(_ENTRY.c.member_id == _MEMBER.c.id).exists()
    query = (
        select(
            _MEMBER.c.workspace_id,
            case((_MEMBER.c.kind == "guest", own), else_=True),
            *(_MEMBER.c[name] for name in _MEMBER_FIELDS),
        )
        .where(_MEMBER.c.id > after, _MEMBER.c.kind != "bot", _MEMBER.c.deactivated.is_(False))
        .order_by(_MEMBER.c.id)
        .limit(limit)
    )
    return [
        SweptMember(row[0], MemberRecord(*row[2:]), bool(row[1]))
        for row in await _rows(session, query)
    ]


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
    query = (
        select(a.enrolment_id, a.cycle, a.year, a.state, func.sum(a.weight), func.count())
        .select_from(_ENROLMENT.join(_ASSESSMENT, a.enrolment_id == _ENROLMENT.c.id))
        .where(_ENROLMENT.c.member_id.between(first, last), _ENROLMENT.c.ended_on.is_(None))
        .group_by(a.enrolment_id, a.cycle, a.year, a.state)
    )
    found: dict[int, list[Sums]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[0], []).append(
            Sums(row[0], row[1], row[2], row[3], int(row[4]), row[5])
        )
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
    gone = delete(_ENTRY).where(_ENTRY.c.status == "discarded", _ENTRY.c.changed_at < before)
    return (await run(session, gone)).rowcount


async def _enrolments(
    session: AsyncSession, first: int, last: int
) -> dict[int, list[EnrolmentRecord]]:
    query = (
        select(*(_ENROLMENT.c[name] for name in _ENROLMENT_FIELDS))
        .where(_ENROLMENT.c.member_id.between(first, last), _ENROLMENT.c.ended_on.is_(None))
        .order_by(_ENROLMENT.c.id)
    )
    found: dict[int, list[EnrolmentRecord]] = {}
    for row in await _rows(session, query):
        one = EnrolmentRecord(*row)
        found.setdefault(one.member_id, []).append(one)
    return found


async def _rhythms(
    session: AsyncSession, first: int, last: int, packs: Collection[str], since: date
) -> dict[int, Rhythm]:
    e = _ENTRY.c
    under_them = (
        select(_ENROLMENT.c.id)
        .where(
            _ENROLMENT.c.member_id == e.member_id,
            _ENROLMENT.c.pack.in_(packs),
            _ENROLMENT.c.ended_on.is_(None),
        )
        .exists()
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
        .where(
            e.member_id.between(first, last),
            e.status == "logged",
            e.end_date >= since,
            under_them,
        )
        .group_by(e.member_id)
    )
    return {row[0]: Rhythm(*row) for row in await _rows(session, query)}


async def _open(session: AsyncSession, first: int, last: int) -> dict[int, list[OpenRow]]:
    e = _ENTRY.c
    waits = (
        select(_ASSESSMENT.c.entry_id)
        .where(_ASSESSMENT.c.entry_id == e.id, _ASSESSMENT.c.state == "waiting")
        .exists()
    )
    query = (
        select(e.id, e.member_id, e.status, e.end_date, e.changed_at, _CONVERSATION.c.state)
        .select_from(_ENTRY.outerjoin(_CONVERSATION, _CONVERSATION.c.entry_id == e.id))
        .where(
            e.member_id.between(first, last),
            or_(e.status.in_(("draft", "planned")), and_(e.status == "logged", waits)),
        )
        .order_by(e.changed_at)
    )
    found: dict[int, list[OpenRow]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(OpenRow(*row))
    return found


async def _reminders(session: AsyncSession, first: int, last: int) -> dict[int, list[ReminderRow]]:
    r = _REMINDER.c
    query = select(r.id, r.member_id, r.manager_id, r.asked_at).where(
        r.member_id.between(first, last), r.settled.is_(False)
    )
    found: dict[int, list[ReminderRow]] = {}
    for row in await _rows(session, query):
        found.setdefault(row[1], []).append(ReminderRow(*row))
    return found


async def _nudges(
    session: AsyncSession, first: int, last: int, since: datetime
) -> dict[int, list[NudgeRecord]]:
    query = (
        select(*(_NUDGE.c[name] for name in _NUDGE_FIELDS))
        .where(
            _NUDGE.c.member_id.between(first, last),
            _NUDGE.c.at >= since,
            _NUDGE.c.cancelled.is_(False),
        )
        .order_by(_NUDGE.c.id)
    )
    found: dict[int, list[NudgeRecord]] = {}
    for row in await _rows(session, query):
        one = NudgeRecord(*row)
        found.setdefault(one.member_id, []).append(one)
    return found


async def _rows(session: AsyncSession, query: Any) -> Sequence[Any]:
    """The rows of a query as plain tuples; what is in them stands beside each caller."""
    return (await run(session, query)).all()
