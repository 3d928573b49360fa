"""Audit rounds, their people, their populations and their log.

A round is loaded without its log, changed by the rules in `bot.policy.audits`, and saved: the
steps that were taken since are added to the log, and nothing there is ever changed.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, delete, func, insert, update
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.round_facts import Frozen, Round
from storage.audits.plain import attempts_from, attempts_to
from storage.audits.records import (
    PlacingRecord,
    PlacingRow,
    PopulationCounts,
    RoundRecord,
    StepRecord,
)
from storage.engine.statements import insert_once, run
from storage.repository import Repository, given, table_of
from storage.row_types import EnrolmentRecord, MemberRecord, columns_of, record
from storage.tables import (
    AuditPerson,
    AuditPlacing,
    AuditRound,
    AuditStep,
    Enrolment,
    Member,
)

_placing = table_of(AuditPlacing).c
_IN = _placing.out.is_(None)
_OVER = ("closed", "cancelled")


class AuditRounds(Repository):
    """The rounds of one workspace."""

    def add(self, round_: Round, at: Any) -> int:
        """A new round, with the steps in its log; its number as a row."""
        row = AuditRound(
            workspace_id=self._workspace_id,
            number=round_.number,
            scheme=round_.scheme,
            first=round_.period.first,
            last=round_.period.last,
            wanted_count=round_.wanted.count,
            wanted_share=round_.wanted.share,
            lead_id=round_.lead,
            state=round_.state,
            created_at=at,
        )
        self._session.add(row)
        self._session.flush()
        self._log(row.id, round_)
        return row.id

    def next_number(self) -> int:
        """The number of the next round; nobody else in the workspace may add one meanwhile."""
        query = select(func.max(AuditRound.number)).where(
            AuditRound.workspace_id == self._workspace_id
        )
        return (self._session.exec(query).one() or 0) + 1

    def get(self, round_id: int, *, lock: bool = False) -> RoundRecord | None:
        """A round; with `lock`, nobody else changes it until this unit ends."""
        query = self._rounds().where(AuditRound.id == round_id)
        if lock:
            query = query.with_for_update(key_share=True)
        row = self._session.exec(query).one_or_none()
        if row is None:
            return None
        if lock:
            self._session.refresh(row)
        return self._records([row])[0]

    def all(self, limit: int = 50) -> tuple[RoundRecord, ...]:
        """Rounds, the latest first."""
        rows = self._session.exec(self._rounds().order_by(col(AuditRound.id).desc()).limit(limit))
        return self._records(rows.all())

    def under_way(self) -> tuple[RoundRecord, ...]:
        """Rounds that are neither closed nor cancelled."""
        query = self._rounds().where(col(AuditRound.state).not_in(_OVER))
        return self._records(self._session.exec(query.order_by(col(AuditRound.id))).all())

    def ended_before(self, day: date) -> tuple[RoundRecord, ...]:
        """Rounds that ended before a day."""
        query = self._rounds().where(col(AuditRound.ended_on) < day)
        return self._records(self._session.exec(query.order_by(col(AuditRound.id))).all())

    def commitments(self, but: int) -> frozenset[str]:
        """The commitments of every round but one."""
        query = select(AuditRound.attempts).where(
            AuditRound.workspace_id == self._workspace_id, col(AuditRound.id) != but
        )
        return frozenset(
            one.hash
            for kept in self._session.exec(query).all()
            for attempt in attempts_from(kept)
            for one in attempt.commitments
        )

    def save(self, round_id: int, round_: Round, ended_on: date | None = None) -> None:
        """Write the round as it is now, and add its new steps to the log."""
        frozen = round_.frozen
        changed: dict[str, Any] = {
            "lead_id": round_.lead,
            "state": round_.state,
            "in_it": None if frozen is None else frozen.count,
            "size": None if frozen is None else frozen.size,
            "population_hash": None if frozen is None else frozen.hash,
            "frozen_at": None if frozen is None else frozen.at,
            "attempts": attempts_to(round_.attempts),
        }
        if ended_on is not None:
            changed["ended_on"] = ended_on
        self._set(round_id, **changed)
        self._people(round_id, round_)
        self._log(round_id, round_)

    def counting(self, round_id: int, by: str) -> None:
        """A job begins to place everybody anew."""
        self._set(round_id, counted_by=by, counted_on=None)

    def dated(self, round_id: int, on: date) -> None:
        """Everybody was placed as of a day, whatever a job does with it just now."""
        self._set(round_id, counted_on=on)

    def counted(self, round_id: int, on: date) -> None:
        """Everybody is placed, as of a day."""
        self._set(round_id, counted_by="", counted_on=on)

    # The population

    def members_after(
        self, pack: str, category: str, after: int, limit: int
    ) -> tuple[MemberRecord, ...]:
        """A page of those who are, or were, under a scheme, by number."""
        enrolled = columns(col(Enrolment.member_id)).where(
            col(Enrolment.workspace_id) == self._workspace_id, col(Enrolment.pack) == pack
        )
        if category:
            enrolled = enrolled.where(col(Enrolment.category) == category)
        query = (
            columns(*columns_of(MemberRecord, table_of(Member)))
            .where(
                col(Member.workspace_id) == self._workspace_id,
                col(Member.kind) != "bot",
                col(Member.id) > after,
                col(Member.id).in_(enrolled),
            )
            .order_by(col(Member.id))
            .limit(limit)
        )
        return tuple(MemberRecord(*row) for row in self._all(query))

    def enrolments_in(
        self, pack: str, category: str, member_ids: Sequence[int]
    ) -> dict[int, EnrolmentRecord]:
        """The enrolment under a scheme by member: the one that runs, else the last that ended."""
        query = (
            select(Enrolment)
            .where(
                Enrolment.workspace_id == self._workspace_id,
                Enrolment.pack == pack,
                col(Enrolment.member_id).in_(member_ids),
            )
            .order_by(col(Enrolment.ended_on).is_(None), col(Enrolment.id))
        )
        if category:
            query = query.where(Enrolment.category == category)
        rows = self._session.exec(query).all()
        return {row.member_id: record(EnrolmentRecord, row) for row in rows}

    def drop_placings(self, round_id: int, limit: int) -> int:
        """Forget a page of a round's placings; how many."""
        some = (
            columns(_placing.member_id)
            .where(_placing.round_id == round_id, _placing.workspace_id == self._workspace_id)
            .limit(limit)
        )
        gone = delete(AuditPlacing).where(
            col(AuditPlacing.round_id) == round_id,
            col(AuditPlacing.member_id).in_(some.scalar_subquery()),
        )
        return run(self._session, gone).rowcount

    def place(self, round_id: int, rows: Sequence[PlacingRow]) -> None:
        """Keep where these members are; whoever is placed already stays where they are."""
        if not rows:
            return
        values = [
            {
                "round_id": round_id,
                "workspace_id": self._workspace_id,
                "audit_id": "",
                **{name: getattr(one, name) for name in PlacingRow.__slots__},
            }
            for one in rows
        ]
        self._unit.flush()
        placing = insert_once(table_of(AuditPlacing), self._unit.dialect)
        run(self._unit.session, placing, values)

    def counts(self, round_id: int) -> PopulationCounts:
        """How many are in, and out by why."""
        query = (
            columns(_placing.out, func.count(), func.sum(case((_placing.brought_in, 1), else_=0)))
            .where(_placing.round_id == round_id, _placing.workspace_id == self._workspace_id)
            .group_by(_placing.out)
        )
        rows = self._all(query)
        inside = next((row for row in rows if row[0] is None), (None, 0, 0))
        out = {row[0]: row[1] for row in rows if row[0] is not None}
        return PopulationCounts(inside[1], inside[2] or 0, out)

    def lines(self, round_id: int) -> list[str]:
        """The lines of everybody who is in."""
        query = columns(_placing.line).where(self._in_round(round_id), _IN)
        return list(run(self._session, query).scalars())

    def pairs(self, round_id: int) -> list[tuple[str, str]]:
        """Each line with its audit id, of everybody who is in."""
        query = columns(_placing.line, _placing.audit_id).where(self._in_round(round_id), _IN)
        return [(row[0], row[1]) for row in self._all(query)]

    def without_id(self, round_id: int, after: int, limit: int) -> list[int]:
        """A page of the members who are in, from behind a number on, whatever id they have."""
        query = (
            columns(_placing.member_id)
            .where(self._in_round(round_id), _IN, _placing.member_id > after)
            .order_by(_placing.member_id)
            .limit(limit)
        )
        return list(run(self._session, query).scalars())

    def give_ids(self, round_id: int, ids: Sequence[tuple[int, str]]) -> None:
        """Give these members their audit ids, instead of what they have."""
        table = table_of(AuditPlacing)
        giving = (
            table.update()
            .where(self._in_round(round_id), _placing.member_id == given("member"))
            .values(audit_id=given("made"))
        )
        self._unit.flush()
        if ids:
            run(self._unit.session, giving, [{"member": one, "made": made} for one, made in ids])

    def placings(
        self, round_id: int, *, out: str | None = None, after: int = 0, limit: int = 20
    ) -> tuple[tuple[MemberRecord, PlacingRecord], ...]:
        """A page of people with their placing: of those who are out for a reason, or are in."""
        where = _placing.out == out if out is not None else _IN
        query = (
            columns(*columns_of(MemberRecord, table_of(Member)), *_of_placing())
            .join(Member, col(Member.id) == _placing.member_id)
            .where(self._in_round(round_id), where, _placing.member_id > after)
            .order_by(_placing.member_id)
            .limit(limit)
        )
        width = len(MemberRecord.__slots__)
        return tuple(
            (MemberRecord(*row[:width]), PlacingRecord(*row[width:])) for row in self._all(query)
        )

    def placing_of(self, round_id: int, member_id: int) -> PlacingRecord | None:
        """Where one member is."""
        query = columns(*_of_placing()).where(
            self._in_round(round_id), _placing.member_id == member_id
        )
        rows = self._all(query)
        return PlacingRecord(*rows[0]) if rows else None

    def by_audit_ids(self, round_id: int, audit_ids: Iterable[str]) -> tuple[PlacingRecord, ...]:
        """The placings of these ids."""
        query = columns(*_of_placing()).where(
            self._in_round(round_id), _placing.audit_id.in_(list(audit_ids))
        )
        return tuple(PlacingRecord(*row) for row in self._all(query))

    def people_of_ids(self, round_id: int, after: int, limit: int) -> list[tuple[int, str, str]]:
        """A page of those who are in: number, audit id, line."""
        query = (
            columns(_placing.member_id, _placing.audit_id, _placing.line)
            .where(self._in_round(round_id), _IN, _placing.member_id > after)
            .order_by(_placing.member_id)
            .limit(limit)
        )
        return [(row[0], row[1], row[2]) for row in self._all(query)]

    def placings_of_member(self, member_id: int) -> tuple[tuple[int, PlacingRecord], ...]:
        """In which populations a member stands, each with the round's number."""
        query = (
            columns(col(AuditRound.number), *_of_placing())
            .join(AuditRound, col(AuditRound.id) == _placing.round_id)
            .where(
                _placing.workspace_id == self._workspace_id,
                _placing.member_id == member_id,
                col(AuditRound.state) != "drafted",
            )
            .order_by(col(AuditRound.number))
        )
        return tuple((row[0], PlacingRecord(*row[1:])) for row in self._all(query))

    def forget_tokens(self, member_id: int) -> None:
        """Nobody can tell any more which lines are this member's."""
        run(
            self._session,
            update(AuditPlacing)
            .where(
                col(AuditPlacing.workspace_id) == self._workspace_id,
                col(AuditPlacing.member_id) == member_id,
            )
            .values(token=""),
        )

    # The log

    def steps(self, round_id: int, limit: int = 200) -> tuple[StepRecord, ...]:
        """The round's own log, the oldest first; without what became of those drawn."""
        query = (
            select(AuditStep)
            .where(
                AuditStep.workspace_id == self._workspace_id,
                AuditStep.round_id == round_id,
                col(AuditStep.selection_id).is_(None),
            )
            .order_by(col(AuditStep.id).desc())
            .limit(limit)
        )
        rows = self._session.exec(query).all()
        return tuple(record(StepRecord, row) for row in reversed(rows))

    def _rounds(self) -> Any:
        return select(AuditRound).where(AuditRound.workspace_id == self._workspace_id)

    def _in_round(self, round_id: int) -> Any:
        own: Any = _placing.workspace_id == self._workspace_id
        return own & (_placing.round_id == round_id)

    def _all(self, query: Any) -> Sequence[Any]:
        """The rows that a statement finds."""
        return run(self._session, query).all()

    def _set(self, round_id: int, **changed: Any) -> None:
        run(
            self._session,
            update(AuditRound)
            .where(
                col(AuditRound.workspace_id) == self._workspace_id, col(AuditRound.id) == round_id
            )
            .values(**changed),
        )
        self._session.expire_all()

    def _people(self, round_id: int, round_: Round) -> None:
        wanted = {
            *((one, "auditor") for one in round_.auditors),
            *((one, "witness") for one in round_.witnesses),
        }
        query = columns(col(AuditPerson.member_id), col(AuditPerson.role)).where(
            col(AuditPerson.round_id) == round_id
        )
        known = {(row[0], row[1]) for row in self._all(query)}
        for member_id, role in sorted(known - wanted):
            gone = delete(AuditPerson).where(
                col(AuditPerson.round_id) == round_id,
                col(AuditPerson.member_id) == member_id,
                col(AuditPerson.role) == role,
            )
            run(self._session, gone)
        new = [
            {
                "round_id": round_id,
                "member_id": member_id,
                "role": role,
                "workspace_id": self._workspace_id,
            }
            for member_id, role in sorted(wanted - known)
        ]
        if new:
            run(self._session, insert(AuditPerson).values(new))

    def _log(self, round_id: int, round_: Round) -> None:
        rows = [
            {
                "workspace_id": self._workspace_id,
                "round_id": round_id,
                "kind": one.kind,
                "at": one.at,
                "by_id": one.by or None,
                "about_id": one.about,
                "why": one.why,
            }
            for one in round_.log
        ]
        if rows:
            run(self._session, insert(AuditStep), rows)

    def _records(self, rows: Sequence[AuditRound]) -> tuple[RoundRecord, ...]:
        people: dict[int, list[tuple[int, str]]] = {}
        if rows:
            query = columns(
                col(AuditPerson.round_id), col(AuditPerson.member_id), col(AuditPerson.role)
            ).where(col(AuditPerson.round_id).in_([row.id for row in rows]))
            for round_id, member_id, role in self._all(query):
                people.setdefault(round_id, []).append((member_id, role))
        return tuple(_record(row, people.get(row.id, ())) for row in rows)


def _record(row: AuditRound, people: Iterable[tuple[int, str]]) -> RoundRecord:
    frozen = None
    if row.population_hash is not None and row.frozen_at is not None:
        frozen = Frozen(row.in_it or 0, row.size or 0, row.population_hash, row.frozen_at)
    named = list(people)
    round_ = Round(
        row.number,
        row.scheme,
        Period(row.first, row.last),
        SampleSize(row.wanted_count, row.wanted_share),
        row.lead_id,
        state=row.state,  # type: ignore[arg-type]
        auditors=frozenset(one for one, role in named if role == "auditor"),
        witnesses=frozenset(one for one, role in named if role == "witness"),
        frozen=frozen,
        attempts=attempts_from(row.attempts),
    )
    return RoundRecord(row.id, round_, row.counted_by, row.counted_on, row.ended_on)


def _of_placing() -> list[Any]:
    return columns_of(PlacingRecord, table_of(AuditPlacing))


def new_token() -> str:
    """A member's token: 64 random hexadecimal digits."""
    return secrets.token_hex(32)
