"""Members met by a sweep: pages of candidates, and all that decides about the few.

A sweep walks through every workspace, so nothing here is bound to one; each row says which it
belongs to. Of candidates the little is read that tells most members from those to whom something
may be due; all that decides is read of these alone. The statements are the same for all pages, and
their number grows with pages alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeVar

from sqlmodel import Session

from storage.aggregates import Rhythm, Sums
from storage.nudges.evidence_statements import RUNNING_OUT
from storage.nudges.sweep_statements import (
    CANDIDATES,
    ENROLMENTS,
    EVERYBODY,
    FOLLOW_UPS,
    LAST_DAYS,
    LAST_MEMBER,
    MEMBERS,
    NUDGED_LAST,
    NUDGES,
    OPEN,
    OPEN_ITEMS,
    REMINDED,
    REMINDERS,
    SENT,
    SPENT,
    UNEVALUATED,
    WAITING,
    WANTING_REVIEW,
    WEIGHTS,
)
from storage.schemes.assessments import RHYTHMS, SUMS
from storage.vocabulary import Cadence, EntryStatus, MemberKind

_EAST = timedelta(hours=14)

Found = TypeVar("Found")

YearsWeight = tuple[int | None, int | None, int]
"""A cycle, one of its years, and what counts in it."""


class Candidate(NamedTuple):
    """A member who can be spoken to at all, under one of their schemes, or under none.

    `zone` is the IANA zone that they live by.
    """

    member_id: int
    workspace_id: str
    zone: str
    work_start: int
    work_end: int
    work_days: str
    country: str | None
    cadence: Cadence
    usual_hour: int | None
    paused_until: date | None
    enrolment_id: int | None
    pack: str | None
    enrolled_on: date | None
    cycle_start: date | None
    joined_on: date | None
    opening_cycle: int | None
    opening_year: int | None
    opening_on: date | None
    opening_declined: bool | None
    outcomes: dict[str, dict[str, str]] | None
    earlier: dict[str, list[dict[str, str]]] | None
    category: str | None = None


class Somebody(NamedTuple):
    """A member, whether or not they can be spoken to."""

    member_id: int
    workspace_id: str
    kind: MemberKind
    deactivated: bool


class Reviewed(NamedTuple):
    """A member who wants a weekly review, and their own day on which one was last thought of."""

    member_id: int
    workspace_id: str
    zone: str
    work_start: int
    work_end: int
    work_days: str
    country: str | None
    usual_hour: int | None
    paused_until: date | None
    reviewed_on: date | None
    leaves: Sequence[Mapping[str, str]] = ()


class OpenItem(NamedTuple):
    """An entry that something may be asked about: a draft, a plan (its last day), or logged; or one
    whose evidence runs out, with its number and the evidence's last day.
    """

    member_id: int
    status: EntryStatus | Literal["evidence"]
    day: date | None
    entry_id: int | None = None


class SentRow(NamedTuple):
    """A nudge that was queued and not taken back, as far as it holds another one back; and when its
    member did anything last.
    """

    member_id: int
    kind: str
    period: str
    sent_at: datetime
    snoozed: bool
    last_active_at: datetime | None


@dataclass(frozen=True, slots=True)
class Flags:
    """What on a page may be due whatever its members' standing is.

    `spent` are the members to whom a nudge that counts went lately, `reminded` those whose manager
    has asked.
    """

    spent: frozenset[int]
    reminded: frozenset[int]
    open_items: Sequence[OpenItem]


class SweptMember(NamedTuple):
    """A member who is evaluated: what decides whether they can be spoken to.

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
    usual_hour: int | None
    paused_until: date | None
    snoozed_until: date | None
    reviewed_on: date | None
    last_active_at: datetime | None
    leaves: Sequence[Mapping[str, str]] = ()


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
    outcomes: dict[str, dict[str, str]]
    category: str = ""
    registration: Sequence[Mapping[str, str]] = ()
    earlier: Mapping[str, Sequence[Mapping[str, str]]] = {}


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
    imported: bool = False
    """Whether a row of a file made it, and nothing was changed in it since."""


class FollowUpRow(NamedTuple):
    """What the member wants to be asked about on a day; `kind` is "plan" or "reminder"."""

    id: int
    member_id: int
    entry_id: int
    day: date
    kind: str


class RunningOutRow(NamedTuple):
    """Evidence of a saved entry, and the last day on which it holds; the entry's title with it."""

    member_id: int
    entry_id: int
    last_day: date
    title: str | None


class ReminderRow(NamedTuple):
    """A manager's request that has not been passed on."""

    reminder_id: int
    member_id: int
    manager_id: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found about the members who are evaluated, by member or by enrolment."""

    enrolments: dict[int, list[SweptEnrolment]]
    sums: dict[int, list[Sums]]
    rhythms: dict[int, Rhythm]
    open: dict[int, list[OpenRow]]
    follow_ups: dict[int, list[FollowUpRow]]
    reminders: dict[int, list[ReminderRow]]
    running_out: dict[int, list[RunningOutRow]]
    nudges: dict[int, list[NudgeRow]]


def last_member(session: Session) -> int:
    """The highest number that a member has; 0 where there are none."""
    return _rows(session, LAST_MEMBER)[0][0] or 0


def candidates_between(session: Session, first: int, last: int) -> list[Candidate]:
    """The people numbered from `first` to `last` who can be spoken to at all, in no order."""
    return [Candidate._make(row) for row in _rows(session, CANDIDATES, first=first, last=last)]


def everybody_between(session: Session, first: int, last: int) -> list[Somebody]:
    """The members numbered from `first` to `last`, by number."""
    return [Somebody._make(row) for row in _rows(session, EVERYBODY, first=first, last=last)]


def wanting_review(session: Session, after: int, most: int, now: datetime) -> list[Reviewed]:
    """So many members, by number, who want a weekly review and may not have had this week's."""
    latest = (now + _EAST).date()  # where the day begins first
    monday = latest - timedelta(days=latest.weekday())
    rows = _rows(session, WANTING_REVIEW, after=after, most=most, monday=monday)
    return [Reviewed._make(row) for row in rows]


def nudged_last(session: Session, member_ids: Sequence[int]) -> dict[int, datetime]:
    """When these members were nudged last, what they had planned apart; nobody who never was."""
    if not member_ids:
        return {}
    rows = _rows(session, NUDGED_LAST, members=member_ids)
    return dict(map(tuple, rows))


def flags_between(
    session: Session, first: int, last: int, *, spent_since: datetime, runs_out: tuple[date, date]
) -> Flags:
    """What may be due to the members numbered from `first` to `last`, in three statements; of
    evidence, what runs out between two days.
    """
    page = {"first": first, "last": last}
    return Flags(
        spent=frozenset(row[0] for row in _rows(session, SPENT, **page, since=spent_since)),
        reminded=frozenset(row[0] for row in _rows(session, REMINDED, **page)),
        open_items=[
            OpenItem._make(row)
            for row in _rows(session, OPEN_ITEMS, **page, today=runs_out[0], soon=runs_out[1])
        ],
    )


def weights_of(
    session: Session, enrolment_ids: Sequence[int], oldest_cycle: int
) -> dict[int, list[YearsWeight]]:
    """What counts in a cycle and in those after it, by enrolment."""
    found: dict[int, list[YearsWeight]] = {}
    rows = _rows(session, WEIGHTS, enrolments=enrolment_ids, oldest=oldest_cycle)
    for enrolment_id, cycle, year, weight in rows:
        found.setdefault(enrolment_id, []).append((cycle, year, weight))
    return found


def sums_of(session: Session, enrolment_ids: Sequence[int]) -> dict[int, list[Sums]]:
    """What was added up by subject, by enrolment."""
    return _by(0, Sums._make, _rows(session, SUMS, enrolments=enrolment_ids))


def last_days_of(session: Session, member_ids: Sequence[int], since: date) -> dict[int, date]:
    """When something was done last, by member; nobody who has done nothing since a day."""
    rows = _rows(session, LAST_DAYS, members=member_ids, since=since)
    return dict(map(tuple, rows))


def without_evaluation(
    session: Session, member_ids: Sequence[int], since: date, until: date
) -> frozenset[int]:
    """Those of these members who have done something between two days and not evaluated it."""
    rows = _rows(session, UNEVALUATED, members=member_ids, since=since, until=until)
    return frozenset(row[0] for row in rows)


def sent_to(
    session: Session, member_ids: Sequence[int], since: datetime
) -> dict[int, list[SentRow]]:
    """What these members were told since a moment, by member."""
    return _by(0, SentRow._make, _rows(session, SENT, members=member_ids, since=since))


def members_of(session: Session, member_ids: Sequence[int]) -> list[SweptMember]:
    """Those of these members who can be spoken to at all, by number."""
    rows = _rows(session, MEMBERS, members=member_ids)
    return [SweptMember._make(row) for row in rows]


def facts_of(
    session: Session,
    member_ids: Sequence[int],
    *,
    without_points: Collection[str],
    rhythm_since: date,
    nudges_since: datetime,
    today: date,
) -> Facts:
    """Everything that decides about these members, in eight statements.

    Rhythm is looked at under the packs `without_points` alone: nobody else is asked about it.
    Evidence that ran out before `today` decides nothing.
    """
    members = {"members": member_ids}
    enrolments = _rows(session, ENROLMENTS, **members)
    sums = _rows(session, SUMS, enrolments=[row.id for row in enrolments])
    rhythmic = [row.member_id for row in enrolments if row.pack in without_points]
    rhythms = _rows(session, RHYTHMS, members=rhythmic, since=rhythm_since)
    return Facts(
        enrolments=_by(1, SweptEnrolment._make, enrolments),
        sums=_by(0, Sums._make, sums),
        rhythms={row[0]: Rhythm(*row) for row in rhythms},
        open=_by(1, OpenRow._make, _rows(session, OPEN, **members)),
        follow_ups=_by(1, FollowUpRow._make, _rows(session, FOLLOW_UPS, **members)),
        reminders=_by(1, ReminderRow._make, _rows(session, REMINDERS, **members)),
        running_out=_by(
            0, RunningOutRow._make, _rows(session, RUNNING_OUT, **members, since=today)
        ),
        nudges=_by(1, NudgeRow._make, _rows(session, NUDGES, **members, since=nudges_since)),
    )


def waiting_besides(
    session: Session, entry_ids: Sequence[int], enrolment_ids: Collection[int]
) -> frozenset[int]:
    """Those of these entries that wait under another enrolment than these."""
    rows = _rows(session, WAITING, entries=entry_ids)
    return frozenset(entry_id for entry_id, of in rows if of not in enrolment_ids)


def _by(key: int, make: Callable[[Any], Found], rows: Sequence[Any]) -> dict[int, list[Found]]:
    """The rows by what stands in one of their columns, in the order in which they came."""
    found: dict[int, list[Found]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(make(row))
    return found


def _rows(session: Session, query: Any, **values: Any) -> Sequence[Any]:
    """The rows of a statement as plain tuples; what is in them stands beside it."""
    connection = session.connection()
    return connection.execute(query, values).all()
