"""Sources with their keys, and the people whom they know. What they sent is `statements`'s."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import col, select, update

from storage.engine.database import Database
from storage.engine.statements import insert_once, run
from storage.repository import Repository, table_of
from storage.row_types import record
from storage.tables import Source, SourcePerson, SourceStatement

IDS_AT_ONCE: Final = 400
"""External ids in one statement."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source without its secret, which nobody is shown again."""

    id: int
    name: str
    key_id: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceKey:
    """What a request of a source is held against. Never shown and never logged."""

    id: int
    workspace_id: str
    name: str
    key_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody as a source calls them; `slack_id` where it is known who that is."""

    id: int
    source_id: int
    external_id: str
    slack_id: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    """Somebody whom nobody has matched yet: how many statements wait, the latest received when."""

    person: PersonRecord
    statements: int
    latest: datetime


class Sources(Repository):
    """The sources of one workspace."""

    def all(self) -> tuple[SourceRecord, ...]:
        """By name, those that are revoked too."""
        query = (
            select(Source).where(Source.workspace_id == self._workspace_id).order_by(Source.name)
        )
        return tuple(record(SourceRecord, row) for row in self._session.exec(query).all())

    def get(self, source_id: int) -> SourceRecord | None:
        return self._one(col(Source.id) == source_id)

    def by_name(self, name: str) -> SourceRecord | None:
        return self._one(col(Source.name) == name)

    def lock(self, source_id: int) -> SourceRecord | None:
        """The source, with nobody else taking anything of it in until the unit ends."""
        return self._one(col(Source.id) == source_id, lock=True)

    def add(self, name: str, key_id: str, secret: str, now: datetime) -> bool:
        """A new source; False where there is one of that name."""
        made = self._insert_once(Source, name=name, key_id=key_id, secret=secret, created_at=now)
        return made is not None

    def renew(self, source_id: int, key_id: str, secret: str, now: datetime) -> None:
        """Another key for a source that was revoked: it may send again."""
        self._change(source_id, key_id=key_id, secret=secret, created_at=now, revoked_at=None)

    def revoke(self, source_id: int, now: datetime) -> None:
        """It may send nothing any more, and its secret is gone."""
        self._change(source_id, secret="", revoked_at=now)

    def people(self, source_id: int) -> dict[str, PersonRecord]:
        """Everybody whom a source knows, by its own id."""
        query = self._people(source_id)
        return {row.external_id: record(PersonRecord, row) for row in self._session.exec(query)}

    def named(self, source_id: int, external_ids: Collection[str]) -> dict[str, PersonRecord]:
        """These people of a source's, by its own id; each is known from here on, and stays until
        the unit ends.
        """
        wanted = [*dict.fromkeys(external_ids)]
        if not wanted:
            return {}
        new = {"workspace_id": self._workspace_id, "source_id": source_id}
        inserting = insert_once(table_of(SourcePerson), self._unit.dialect)
        run(self._session, inserting, [{**new, "external_id": one} for one in wanted])
        found: dict[str, PersonRecord] = {}
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = wanted[start : start + IDS_AT_ONCE]
            query = self._people(source_id).where(col(SourcePerson.external_id).in_(some))
            query = query.with_for_update(read=True, key_share=True)
            found |= {
                row.external_id: record(PersonRecord, row) for row in self._session.exec(query)
            }
        return found

    def person(self, person_id: int) -> PersonRecord | None:
        query = select(SourcePerson).where(
            SourcePerson.workspace_id == self._workspace_id, SourcePerson.id == person_id
        )
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(PersonRecord, row)

    def match(self, person_id: int, slack_id: str | None, email: str | None = None) -> None:
        """Who somebody is: by Slack id, or by an address that Slack is to be asked about; neither
        where it is not known any more.
        """
        self._session.exec(
            update(SourcePerson)
            .where(
                col(SourcePerson.workspace_id) == self._workspace_id,
                col(SourcePerson.id) == person_id,
            )
            .values(slack_id=slack_id, email=email, looked_up_at=None)
        )

    def unknown(self, source_id: int, limit: int, after: int = 0) -> tuple[UnknownPerson, ...]:
        """People of whom something waits and nobody has said who they are, by number."""
        query = (
            select(SourcePerson, func.count(), func.max(SourceStatement.received_at))
            .join(SourceStatement, col(SourceStatement.person_id) == col(SourcePerson.id))
            .where(
                SourcePerson.workspace_id == self._workspace_id,
                SourcePerson.source_id == source_id,
                col(SourcePerson.slack_id).is_(None),
                SourceStatement.state == "waiting",
                col(SourcePerson.id) > after,
            )
            .group_by(*_COLUMNS)
            .order_by(col(SourcePerson.id))
            .limit(limit)
        )
        return tuple(
            UnknownPerson(record(PersonRecord, row), count, latest)
            for row, count, latest in self._session.exec(query).all()
        )

    def waiting(self) -> dict[int, int]:
        """By source, how many statements wait for somebody to say whose they are."""
        query = (
            select(SourceStatement.source_id, func.count())
            .join(SourcePerson, col(SourceStatement.person_id) == col(SourcePerson.id))
            .where(
                SourceStatement.workspace_id == self._workspace_id,
                SourceStatement.state == "waiting",
                col(SourcePerson.slack_id).is_(None),
            )
            .group_by(col(SourceStatement.source_id))
        )
        return dict(self._session.exec(query).all())

    def matched(self) -> dict[int, int]:
        """By source, how many of its people are known here."""
        query = (
            select(SourcePerson.source_id, func.count())
            .where(
                SourcePerson.workspace_id == self._workspace_id,
                col(SourcePerson.slack_id).is_not(None),
            )
            .group_by(col(SourcePerson.source_id))
        )
        return dict(self._session.exec(query).all())

    def _one(self, *conditions: Any, lock: bool = False) -> SourceRecord | None:
        query = select(Source).where(Source.workspace_id == self._workspace_id, *conditions)
        if lock:
            query = query.with_for_update()
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(SourceRecord, row)

    def _people(self, source_id: int) -> Any:
        return (
            select(SourcePerson)
            .where(
                SourcePerson.workspace_id == self._workspace_id,
                SourcePerson.source_id == source_id,
            )
            .order_by(col(SourcePerson.id))
        )

    def _change(self, source_id: int, **columns: Any) -> None:
        self._session.exec(
            update(Source)
            .where(col(Source.workspace_id) == self._workspace_id, col(Source.id) == source_id)
            .values(**columns)
        )


_COLUMNS: Final = tuple(table_of(SourcePerson).columns)


def keys_in_force(database: Database) -> Mapping[str, SourceKey]:
    """The keys of every source that is not revoked, in all workspaces, by their ids."""
    query = select(Source).where(col(Source.revoked_at).is_(None))
    with database.snapshot() as session:
        rows = session.exec(query).all()
        return {
            row.key_id: SourceKey(row.id, row.workspace_id, row.name, row.key_id, row.secret)
            for row in rows
        }


@dataclass(frozen=True, slots=True)
class ToLookUp:
    """Somebody of a source's, of whom Slack is to be asked whose address that is."""

    workspace_id: str
    person_id: int
    email: str = field(repr=False)


def to_look_up(database: Database, before: datetime, limit: int) -> list[ToLookUp]:
    """People of whom nothing but an address is known, which may be the source's own name for them,
    and of whom something waits; those who were not looked up since a moment (real time).
    """
    address = func.coalesce(SourcePerson.email, SourcePerson.external_id)
    waits = (
        select(SourceStatement.id)
        .where(
            col(SourceStatement.person_id) == col(SourcePerson.id),
            SourceStatement.state == "waiting",
        )
        .exists()
    )
    query = (
        select(SourcePerson.workspace_id, SourcePerson.id, address)
        .where(
            col(SourcePerson.slack_id).is_(None),
            address.like("%_@_%"),
            col(SourcePerson.looked_up_at).is_(None) | (col(SourcePerson.looked_up_at) < before),
            waits,
        )
        .order_by(col(SourcePerson.id))
        .limit(limit)
    )
    with database.snapshot() as session:
        return [ToLookUp(*row) for row in session.exec(query).all()]


def looked_up(database: Database, one: ToLookUp, slack_id: str | None, now: datetime) -> None:
    """What Slack has said of an address; None: it is nobody's."""
    with database.transaction() as session:
        session.exec(
            update(SourcePerson)
            .where(
                col(SourcePerson.workspace_id) == one.workspace_id,
                col(SourcePerson.id) == one.person_id,
                col(SourcePerson.slack_id).is_(None),
            )
            .values(slack_id=slack_id, looked_up_at=now)
        )
        session.commit()
