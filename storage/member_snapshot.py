"""What units ask of a member again and again, read in one statement: schemes, jobs, nudges.

Who changes one of them takes the file out of what the unit has read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, Date, Integer, Text, cast, literal, null, select, union_all

from storage.engine.prepared import prepared
from storage.repository import Repository, given, table_of
from storage.row_types import EnrolmentRecord, JobRoleRecord
from storage.tables import (
    AuditSelection,
    BodyAudit,
    Enrolment,
    Identity,
    JobRole,
    Json,
    Nudge,
    Share,
    WriteUp,
)
from storage.vocabulary import WRITE_UP_OPEN

MEMBERS: Final = "members"
"""What updates of members' own rows are known by to the unit of work."""

LATEST: Final = 6
"""How many nudges back one is still shown anew, and write-ups with them."""

RUNS_OUT: Final = "evidence_runs_out"
"""The kind of nudge about an entry that another entry can settle."""

_enrolment = table_of(Enrolment).c
_job = table_of(JobRole).c
_nudge = table_of(Nudge).c
_write_up = table_of(WriteUp).c
_share = table_of(Share).c
_body_audit = table_of(BodyAudit).c

_ENROLMENT, _JOB, _NUDGE, _WRITE_UP, _DRAWN, _SHARE, _BODY_AUDIT = range(7)
_MOMENT = _nudge.delivered_at.type


def _none(kind: Any) -> Any:
    return cast(null(), kind)


def _marker(kind: int, number: Any, workspace: Any, member: Any) -> Any:
    """That there are rows of a kind for the member, and nothing of them but their numbers."""
    return select(
        literal(kind, Integer),
        number,
        *(_none(Text) for _ in range(3)),
        *(_none(Date) for _ in range(4)),
        *(_none(Integer) for _ in range(2)),
        _none(Boolean),
        *(_none(Json) for _ in range(3)),
        _none(Date),
        _none(_MOMENT),
    ).where(workspace == given("workspace"), member == given("member", member))


_LATEST_NUDGES = (
    select(_nudge.id, _nudge.kind, _nudge.period, _nudge["values"], _nudge.delivered_at)
    .where(
        _nudge.workspace_id == given("workspace"),
        _nudge.member_id == given("member", _nudge.member_id),
    )
    .order_by(_nudge.id.desc())
    .limit(LATEST)
    .subquery("latest")
)
_LATEST_WRITE_UPS = (
    select(_write_up.id, _write_up.state, _write_up.made_at)
    .where(
        _write_up.workspace_id == given("workspace"),
        _write_up.member_id == given("member", _write_up.member_id),
    )
    .order_by(_write_up.id.desc())
    .limit(LATEST)
    .subquery("latest_write_ups")
)
_selection = table_of(AuditSelection).c
MEMBER_FILE = prepared(
    union_all(
        select(
            literal(_ENROLMENT, Integer),
            _enrolment.id,
            _enrolment.pack,
            _enrolment.category,
            _enrolment.grade,
            _enrolment.enrolled_on,
            _enrolment.cycle_start,
            _enrolment.joined_on,
            _enrolment.opening_on,
            _enrolment.opening_cycle,
            _enrolment.opening_year,
            _enrolment.opening_declined,
            _enrolment.outcomes,
            _enrolment.registration,
            _enrolment.earlier,
            _enrolment.start_recorded_on,
            _none(_MOMENT),
        ).where(
            _enrolment.workspace_id == given("workspace"),
            _enrolment.member_id == given("member", _enrolment.member_id),
            _enrolment.ended_on.is_(None),
        ),
        select(
            literal(_JOB, Integer),
            _job.id,
            _job.title,
            _none(Text),
            _none(Text),
            _job.from_date,
            _job.to_date,
            _none(Date),
            _none(Date),
            _none(Integer),
            _none(Integer),
            _none(Boolean),
            _none(Json),
            _none(Json),
            _none(Json),
            _none(Date),
            _none(_MOMENT),
        ).where(
            _job.workspace_id == given("workspace"),
            _job.member_id == given("member", _job.member_id),
        ),
        select(
            literal(_NUDGE, Integer),
            cast(_LATEST_NUDGES.c.id, Identity),
            _LATEST_NUDGES.c.kind,
            _LATEST_NUDGES.c.period,
            _none(Text),
            _none(Date),
            _none(Date),
            _none(Date),
            _none(Date),
            _none(Integer),
            _none(Integer),
            _none(Boolean),
            _LATEST_NUDGES.c["values"],
            _none(Json),
            _none(Json),
            _none(Date),
            _LATEST_NUDGES.c.delivered_at,
        ),
        select(
            literal(_WRITE_UP, Integer),
            cast(_LATEST_WRITE_UPS.c.id, Identity),
            _LATEST_WRITE_UPS.c.state,
            _none(Text),
            _none(Text),
            _none(Date),
            _none(Date),
            _none(Date),
            _none(Date),
            _none(Integer),
            _none(Integer),
            _none(Boolean),
            _none(Json),
            _none(Json),
            _none(Json),
            _none(Date),
            _LATEST_WRITE_UPS.c.made_at,
        ),
        _marker(_DRAWN, _selection.id, _selection.workspace_id, _selection.member_id),
        _marker(_BODY_AUDIT, _body_audit.id, _body_audit.workspace_id, _body_audit.member_id),
        *(
            _marker(_SHARE, _share.id, _share.workspace_id, whose).where(_share.ended_at.is_(None))
            for whose in (_share.member_id, _share.viewer_id)
        ),
    )
)


class AskedAfter(NamedTuple):
    """A follow-up that a nudge has asked about."""

    nudge_id: int
    number: int
    entry_id: int
    at: datetime


class AskedToEvaluate(NamedTuple):
    """An entry of which a nudge has asked what it changed."""

    entry_id: int
    at: datetime


class AskedToComplete(NamedTuple):
    """A saved entry of which a nudge has said what it waits for."""

    entry_id: int
    at: datetime


class GoneQuiet(NamedTuple):
    """A kind of nudge behind whose last one, sent at that moment, there is silence until the member
    does something.
    """

    kind: str
    at: datetime


class UnsettledNudge(NamedTuple):
    """A nudge about a standing, or evidence that runs out, that reached the member, and whose cause
    has not gone yet.
    """

    id: int
    kind: str
    period: str
    delivered_at: datetime

    @property
    def about(self) -> tuple[str, str]:
        """Its kind, and the number of what it is about: its enrolment, a manager's request, the
        entry whose evidence runs out.
        """
        return self.kind, self.period.partition(":")[0].partition("@")[0].partition("~")[0]


class OpenWriteUp(NamedTuple):
    """A time to write something up that is agreed on, or was asked about and not answered."""

    id: int
    state: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Current enrolments, the oldest first; jobs, the latest first; the latest nudges about
    entries, with the numbers of those they show; the follow-ups that were asked about lately, and
    the entries of which it was asked what they changed; what nudges went quiet about; the latest
    nudges about a standing, or evidence that runs out, whose cause has not gone yet; open
    write-ups; and the saved entries that nudges have asked to complete. `drawn`: they were drawn
    in an audit round, some time. `body_audits`: a body has audited them, or does, by their word,
    taken back or not. `shares`: something that nobody has ended is shared by them, or
    with them.
    """

    enrolments: tuple[EnrolmentRecord, ...]
    jobs: tuple[JobRoleRecord, ...]
    nudges: tuple[tuple[int, frozenset[int]], ...]
    asked: tuple[AskedAfter, ...] = ()
    evaluations: tuple[AskedToEvaluate, ...] = ()
    quiet: tuple[GoneQuiet, ...] = ()
    unsettled: tuple[UnsettledNudge, ...] = ()
    write_ups: tuple[OpenWriteUp, ...] = ()
    waiting: tuple[AskedToComplete, ...] = ()
    drawn: bool = False
    shares: bool = False
    body_audits: bool = False


class MemberFiles(Repository):
    """The files of one workspace's members."""

    def of(self, member_id: int) -> MemberFile:
        """One member's."""
        known: MemberFile | None = self._read.get(("file", member_id))
        if known is None:
            self._unit.flush(but=MEMBERS)  # a file holds no column of the member itself
            rows = self._rows(MEMBER_FILE, member=member_id)
            known = self._read["file", member_id] = _file(member_id, rows)
        return known

    def forget(self, member_id: int) -> None:
        """Somebody has changed what stands in it."""
        self._read.pop(("file", member_id), None)


def _file(member_id: int, rows: Any) -> MemberFile:
    enrolments, jobs, nudges, asked, quiet = [], [], [], [], []
    evaluations: list[AskedToEvaluate] = []
    waiting: list[AskedToComplete] = []
    unsettled, write_ups = [], []
    there: set[int] = set()
    for kind, number, *rest in rows:
        if kind == _ENROLMENT:
            enrolments.append(_enrolment_record(number, member_id, *rest))
        elif kind == _JOB:
            jobs.append(JobRoleRecord(number, rest[0], rest[3], rest[4]))
        elif kind in (_DRAWN, _SHARE, _BODY_AUDIT):
            there.add(kind)
        elif kind == _WRITE_UP:
            if rest[0] in WRITE_UP_OPEN:
                write_ups.append(OpenWriteUp(number, rest[0], rest[-1]))
        else:
            values, *_, delivered_at = rest[-5:]
            entries = frozenset(values.get("entries", ()))
            if entries:
                nudges.append((number, entries))
            if delivered_at is not None:
                if "quiet_after" in values:
                    quiet.append(GoneQuiet(values["quiet_after"], delivered_at))
                about_one = entries and rest[0] != RUNS_OUT
                if not (about_one or values.get("follow_ups") or values.get("settled")):
                    unsettled.append(UnsettledNudge(number, rest[0], rest[1], delivered_at))
                asked += [
                    AskedAfter(number, one, entry_id, delivered_at)
                    for one, entry_id in values.get("follow_ups", ())
                ]
                if rest[0] == "waiting_entry":
                    waiting += [AskedToComplete(one, delivered_at) for one in entries]
                evaluations += [
                    AskedToEvaluate(entry_id, delivered_at)
                    for entry_id in values.get("evaluates", ())
                ]
    return MemberFile(
        tuple(sorted(enrolments, key=lambda one: one.id)),
        tuple(sorted(jobs, key=lambda one: (one.from_date, one.id), reverse=True)),
        tuple(sorted(nudges, key=lambda one: one[0], reverse=True)),
        tuple(asked),
        tuple(evaluations),
        tuple(quiet),
        tuple(sorted(unsettled, reverse=True)),
        tuple(sorted(write_ups)),
        tuple(waiting),
        _DRAWN in there,
        _SHARE in there,
        _BODY_AUDIT in there,
    )


def _enrolment_record(number: int, member_id: int, *rest: Any) -> EnrolmentRecord:
    pack, category, grade, enrolled_on, start, joined_on = rest[:6]
    opening_on, cycle, year, declined, outcomes, registration, earlier, told_on = rest[6:14]
    return EnrolmentRecord(
        id=number,
        member_id=member_id,
        pack=pack,
        enrolled_on=enrolled_on,
        ended_on=None,
        cycle_start=start,
        joined_on=joined_on,
        category=category,
        grade=grade,
        opening_cycle=cycle,
        opening_year=year,
        opening_on=opening_on,
        opening_declined=declined,
        outcomes=outcomes or {},
        registration=registration or (),
        earlier=earlier or {},
        start_recorded_on=told_on,
    )
