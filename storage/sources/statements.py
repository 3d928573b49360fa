"""What sources sent: each thing that somebody has done, and the requests that it came with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, func, insert, or_
from sqlmodel import col, delete, select, update

from storage.engine.database import Database
from storage.engine.statements import run
from storage.repository import Repository, defaults_of, table_of
from storage.row_types import record
from storage.tables import (
    Enrolment,
    Entry,
    Member,
    Source,
    SourceDelivery,
    SourcePerson,
    SourceStatement,
)
from storage.vocabulary import StatementState

PAGE: Final = 50
"""Rows in one unit of a sweep: acks wait for it."""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One thing that somebody has done; `content` while nobody has dealt with it."""

    id: int
    source_id: int
    person_id: int
    state: StatementState
    content: Mapping[str, Any] | None
    member_id: int | None
    entry_id: int | None
    times_queued: int
    not_before: date | None
    drafted_on: date | None


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A request that was taken, and what it was answered."""

    key: str
    body_hash: str
    status: int
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who keeps a record here."""

    member_id: int
    slack_id: str


class SourceStatements(Repository):
    """What the sources of one workspace sent."""

    def delivery(self, source_id: int, key: str) -> DeliveryRecord | None:
        """The request that bore this idempotency key."""
        query = select(SourceDelivery).where(
            SourceDelivery.workspace_id == self._workspace_id,
            SourceDelivery.source_id == source_id,
            SourceDelivery.key == key,
        )
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(DeliveryRecord, row)

    def was_signed_so(self, source_id: int, signature: str) -> bool:
        """Whether a request of the source's that was taken bore this very signature."""
        query = select(SourceDelivery.id).where(
            SourceDelivery.workspace_id == self._workspace_id,
            SourceDelivery.source_id == source_id,
            SourceDelivery.signature == signature,
        )
        return self._session.exec(query).first() is not None

    def add_delivery(self, source_id: int, **columns: Any) -> None:
        """A request that is taken with this unit."""
        self._insert_once(SourceDelivery, source_id=source_id, **columns)

    def add(self, source_id: int, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """New statements, with their columns; their numbers in the same order. Their source has to
        be locked, and none of them be known by its `ref`.
        """
        if not rows:
            return []
        table = table_of(SourceStatement)
        own = {"workspace_id": self._workspace_id, "source_id": source_id}
        adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        defaults = defaults_of(SourceStatement)
        given = [{**defaults, **row, **own} for row in rows]
        return list(run(self._session, adding, given).scalars())

    def known(self, source_id: int, refs: Collection[str]) -> dict[str, StatementRecord]:
        """What the source has sent before, by what it is known by."""
        query = select(SourceStatement).where(
            SourceStatement.workspace_id == self._workspace_id,
            SourceStatement.source_id == source_id,
            col(SourceStatement.ref).in_(refs),
        )
        rows = self._session.exec(query).all()
        return {row.ref: record(StatementRecord, row) for row in rows if row.ref is not None}

    def get(self, statement_id: int) -> StatementRecord | None:
        query = select(SourceStatement).where(
            SourceStatement.workspace_id == self._workspace_id,
            SourceStatement.id == statement_id,
        )
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(StatementRecord, row)

    def change(self, one: StatementRecord, **columns: Any) -> bool:
        """Set columns of one that is still in the state in which it was read; whether it was."""
        done = self._session.exec(
            update(SourceStatement)
            .where(
                col(SourceStatement.workspace_id) == self._workspace_id,
                col(SourceStatement.id) == one.id,
                col(SourceStatement.state) == one.state,
            )
            .values(**columns)
        )
        return done.rowcount > 0

    def waiting_of(self, source_id: int) -> int:
        """How many statements of a source wait, for whatever."""
        query = select(func.count()).where(
            SourceStatement.workspace_id == self._workspace_id,
            SourceStatement.source_id == source_id,
            SourceStatement.state == "waiting",
        )
        return self._session.exec(query).one()

    def recipients(self, slack_ids: Collection[str]) -> dict[str, Recipient]:
        """Those of these people who keep a record here, by Slack id."""
        query = select(Member.id, Member.slack_id).where(
            Member.workspace_id == self._workspace_id,
            col(Member.slack_id).in_(slack_ids),
            _keeps_a_record(),
        )
        return {
            slack_id: Recipient(member_id, slack_id)
            for member_id, slack_id in self._session.exec(query).all()
        }

    def keeps_a_record(self, slack_id: str) -> bool:
        """Whether somebody keeps a record here."""
        return slack_id in self.recipients([slack_id])

    def releasable(
        self, today: date, person_id: int | None = None
    ) -> list[tuple[StatementRecord, Recipient]]:
        """A page of what waits although it is known whose it is, and they keep a record here, the
        oldest first; or of that of one of a source's people. What waits for a later day is left.
        """
        query = (
            select(SourceStatement, Member.id, Member.slack_id)
            .join(SourcePerson, col(SourcePerson.id) == col(SourceStatement.person_id))
            .join(Source, col(Source.id) == col(SourceStatement.source_id))
            .join(
                Member,
                and_(
                    col(Member.slack_id) == col(SourcePerson.slack_id),
                    col(Member.workspace_id) == col(SourcePerson.workspace_id),
                ),
            )
            .where(
                SourceStatement.workspace_id == self._workspace_id,
                SourceStatement.state == "waiting",
                col(Source.revoked_at).is_(None),
                or_(
                    col(SourceStatement.not_before).is_(None),
                    col(SourceStatement.not_before) <= today,
                ),
                _keeps_a_record(),
            )
            .order_by(col(SourceStatement.id))
            .limit(PAGE)
        )
        if person_id is not None:
            query = query.where(SourceStatement.person_id == person_id)
        return [
            (record(StatementRecord, row), Recipient(member_id, slack_id))
            for row, member_id, slack_id in self._session.exec(query).all()
        ]

    def drafted_on(self, member_id: int, day: date) -> int:
        """How many drafts of a member's came from sources on their own day."""
        query = select(func.count()).where(
            SourceStatement.workspace_id == self._workspace_id,
            SourceStatement.member_id == member_id,
            SourceStatement.drafted_on == day,
        )
        return self._session.exec(query).one()

    def is_expecting_more(self, member_id: int) -> bool:
        """Whether something about a member stands in their lane."""
        query = select(SourceStatement.id).where(
            SourceStatement.workspace_id == self._workspace_id,
            SourceStatement.member_id == member_id,
            SourceStatement.state == "queued",
        )
        return self._session.exec(query).first() is not None

    def untold(self, member_id: int) -> tuple[StatementRecord, ...]:
        """What became drafts of a member's of which they were not told yet, the oldest first."""
        query = (
            select(SourceStatement)
            .where(
                SourceStatement.workspace_id == self._workspace_id,
                SourceStatement.member_id == member_id,
                SourceStatement.state == "drafted",
            )
            .order_by(col(SourceStatement.id))
        )
        return tuple(record(StatementRecord, row) for row in self._session.exec(query).all())

    def drop_waiting(self, source_id: int, person_id: int | None = None) -> int:
        """What waits of a source, or of one of its people, is dropped, words and all; how many."""
        open_ones = [
            col(SourceStatement.workspace_id) == self._workspace_id,
            col(SourceStatement.source_id) == source_id,
            col(SourceStatement.state).in_(("waiting", "queued")),
        ]
        if person_id is not None:
            open_ones.append(col(SourceStatement.person_id) == person_id)
        dropping = update(SourceStatement).where(*open_ones).values(state="dropped", content=None)
        return self._session.exec(dropping).rowcount

    def forget_member(self, member_id: int, slack_id: str) -> None:
        """Nothing that a source sent about a member is kept any more."""
        people = select(col(SourcePerson.id)).where(
            SourcePerson.workspace_id == self._workspace_id, SourcePerson.slack_id == slack_id
        )
        self._session.exec(
            delete(SourceStatement).where(
                col(SourceStatement.workspace_id) == self._workspace_id,
                or_(
                    col(SourceStatement.member_id) == member_id,
                    col(SourceStatement.person_id).in_(people),
                ),
            )
        )


def _keeps_a_record() -> Any:
    """A person, still here, who is in a scheme or has begun an entry."""
    enrolled = select(Enrolment.id).where(
        col(Enrolment.member_id) == col(Member.id), col(Enrolment.ended_on).is_(None)
    )
    begun = select(Entry.id).where(col(Entry.member_id) == col(Member.id))
    return and_(
        col(Member.kind) != "bot",
        col(Member.deactivated).is_(False),
        or_(enrolled.exists(), begun.exists()),
    )


def who_is_untold(database: Database, after: int, limit: int) -> list[tuple[str, int]]:
    """Members, by workspace and number beyond `after`, with drafts of which they were not told."""
    query = (
        select(SourceStatement.workspace_id, SourceStatement.member_id)
        .where(
            SourceStatement.state == "drafted",
            col(SourceStatement.member_id) > after,
        )
        .distinct()
        .order_by(col(SourceStatement.member_id))
        .limit(limit)
    )
    with database.snapshot() as session:
        return [(workspace, int(member or 0)) for workspace, member in session.exec(query).all()]


def where_something_waits(database: Database) -> list[str]:
    """The workspaces in which a statement waits."""
    query = (
        select(SourceStatement.workspace_id).where(SourceStatement.state == "waiting").distinct()
    )
    with database.snapshot() as session:
        return list(session.exec(query).all())


def drop_old(database: Database, before: datetime, limit: int = PAGE) -> int:
    """What has waited since before a moment (real time) is dropped, words and all; how many."""
    old = (
        select(col(SourceStatement.id))
        .where(SourceStatement.state == "waiting", col(SourceStatement.received_at) < before)
        .limit(limit)
    )
    with database.transaction() as session:
        numbers = list(session.exec(old).all())
        dropped = session.exec(
            update(SourceStatement)
            .where(col(SourceStatement.id).in_(numbers))
            .values(state="dropped", content=None)
        ).rowcount
        session.commit()
    return dropped


def forget_old(database: Database, before: datetime, limit: int = PAGE) -> int:
    """Deletes what was dealt with and received before a moment, requests too, and whoever nobody
    has matched and of whom nothing is left; how many rows.
    """
    statements = select(col(SourceStatement.id)).where(
        col(SourceStatement.received_at) < before,
        col(SourceStatement.state).in_(("told", "dropped")),
    )
    deliveries = select(col(SourceDelivery.id)).where(col(SourceDelivery.received_at) < before)
    left = select(SourceStatement.id).where(col(SourceStatement.person_id) == col(SourcePerson.id))
    nobody = select(col(SourcePerson.id)).where(
        col(SourcePerson.slack_id).is_(None), col(SourcePerson.email).is_(None), ~left.exists()
    )
    gone = 0
    with database.transaction() as session:
        for table, old in (
            (SourceStatement, statements),
            (SourceDelivery, deliveries),
            (SourcePerson, nobody),
        ):
            numbers = list(session.exec(old.limit(limit)).all())
            gone += session.exec(delete(table).where(col(table.id).in_(numbers))).rowcount
        session.commit()
    return gone
