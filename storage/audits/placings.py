"""Who is in the population of a round, and who is out and why, in pages."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import case, delete, func, update
from sqlalchemy import select as columns
from sqlmodel import col, select

from storage.audits.records import (
    PlacingRecord,
    PlacingRow,
    PopulationCounts,
)
from storage.engine.statements import insert_once, run
from storage.repository import Repository, given, table_of
from storage.row_types import EnrolmentRecord, MemberRecord, columns_of, record
from storage.tables import (
    AuditPlacing,
    AuditRound,
    Enrolment,
    Member,
)

_placing = table_of(AuditPlacing).c
_IN = _placing.out.is_(None)
_OVER = ("closed", "cancelled")


class AuditPlacings(Repository):
    """The placings of one workspace."""

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

    def _in_round(self, round_id: int) -> Any:
        own: Any = _placing.workspace_id == self._workspace_id
        return own & (_placing.round_id == round_id)

    def _all(self, query: Any) -> Sequence[Any]:
        """The rows that a statement finds."""
        return run(self._session, query).all()


def _of_placing() -> list[Any]:
    return columns_of(PlacingRecord, table_of(AuditPlacing))


def new_token() -> str:
    """A member's token: 64 random hexadecimal digits."""
    return secrets.token_hex(32)
