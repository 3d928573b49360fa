"""What inbox, outbox and jobs share: claiming rows lane by lane, fencing, counting and forgetting.

A row is *open* while somebody has to do something about it. A claim leases it: until the lease
runs out nobody else takes it, and its fence, one higher with each claim, tells an old holder
from the new one. Only the oldest open row of a lane can be claimed, so a lane keeps its order
even while its head waits to be tried again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Protocol

from sqlalchemy import (
    ColumnElement,
    Integer,
    RowMapping,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    true,
    union_all,
    update,
)
from sqlmodel import Session

from storage.engine.database import Database, wakes
from storage.engine.errors import LeaseLost
from storage.engine.id_lists import in_ids, in_words
from storage.engine.prepared import prepared
from storage.engine.signals import QueueName
from storage.engine.statements import run
from storage.tables import words

PAGE: Final = 500
"""Rows in one deletion: short enough to let a writer in between."""

Condition = Callable[[Any], ColumnElement[bool]]
"""Says something of rows, given their table's columns."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are claimed apart from the others. Unless they are `in_order`, each is a lane of
    its own. They wait while `waits` holds.
    """

    belongs: Condition
    in_order: bool = True
    waits: Condition | None = None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How a queue stands: open rows, those set aside, and since when the oldest open one waits."""

    open: int
    aside: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many rows were set aside for one reason: a type or a code with an id, no words.

    `kind` is the rows' own; empty where the queue has no kinds.
    """

    kind: str
    error: str
    rows: int


class Claimed(Protocol):
    """What fencing needs to know of an item."""

    @property
    def id(self) -> int: ...
    @property
    def fence(self) -> int: ...


def given(table: Table, column: str) -> Any:
    """A value that a prepared statement is given, under its column's name, when it is run."""
    return bindparam(f"new_{column}", type_=table.c[column].type)


@dataclass(frozen=True, eq=False)
class Queue:
    """A table with the queue's columns, the states in which a row is open, and the leased one.

    With `followers` a claim takes along what stands ready behind the head of a lane, in that other
    leased state. `also` is written to each row with the lease.
    """

    name: QueueName
    table: Table
    open: Sequence[str]
    leased: str
    followers: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    also: Mapping[str, Any] = field(default_factory=dict)

    def is_open(self, alias: str) -> ColumnElement[bool]:
        """The partial indexes' own condition.

        In words and not in parameters, or neither database sees that the index holds.
        """
        return text(f"{alias}.state IN ({words(self.open)})")  # type: ignore[return-value]

    def claim(
        self,
        session: Session,
        *,
        now: datetime,
        limit: int,
        lease: timedelta,
        part: str = "",
        lane: str | None = None,
        but: Sequence[str] = (),
    ) -> Sequence[RowMapping]:
        """Leases due rows, those of up to `limit` lanes, and returns them as they are then.

        `part` names one of the queue's parts, `lane` the only one to look at, `but` workspaces
        that are passed over. The longest due lane comes first, and within a lane the oldest row.
        """
        values = {
            "now": now,
            "most": limit,
            "until": now + lease,
            "the_lane": lane,
            "but": but,
        }
        claiming = self._claim(part, lane is not None, bool(but))
        claimed = run(session, claiming, values).mappings().all()
        heads = {row["lane"]: (row["due_at"], row["id"]) for row in reversed(_by_number(claimed))}
        return sorted(claimed, key=lambda row: (*heads[row["lane"]], row["id"]))

    def anything_due(self, session: Session, now: datetime, part: str = "") -> bool:
        """Whether a claim would find something, asked without taking any lock."""
        return run(session, self._anything(part), {"now": now, "most": 1}).first() is not None

    @lru_cache  # noqa: B019 - there are three queues, and they live as long as the process
    def _claim(self, part: str, of_lane: bool, but: bool) -> Any:
        """Built once: the queues are asked all day long."""
        row = self.table.c
        # Found first and for good: joined with it, PostgreSQL may look for due rows once a row.
        heads = (
            self._due(part, of_lane=of_lane, but=but)
            .with_for_update(skip_locked=True, of=self.table.alias("r"))
            .cte("heads")
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        claimed: Any = select(heads.c.id)
        state: Any = self.leased
        if self.followers and part and self.parts[part].in_order:
            state = case((row.id.in_(claimed), self.leased), else_=self.followers)
            # In one list: between two that either may hold, PostgreSQL reads every row there is.
            claimed = union_all(claimed, self._behind(heads, part))
        return prepared(
            update(self.table)
            # Whoever had a row locked meanwhile may have taken it back. Not the column itself:
            # SQLite would go through all open rows by its index.
            .where(
                row.id.in_(claimed), text(f"{self.table.name}.state || '' IN ({words(self.open)})")
            )
            .values(
                state=state,
                lease_until=bindparam("until", type_=row.lease_until.type),
                fence=row.fence + 1,
                attempts=row.attempts + 1,
                **self.also,
            )
            .returning(*row)
        )

    @lru_cache  # noqa: B019 - as above
    def _anything(self, part: str) -> Any:
        return prepared(self._due(part, of_lane=False, but=False))

    def _due(self, name: str, *, of_lane: bool, but: bool) -> Any:
        """Number and lane of the rows due at `now` that head a lane, at most `most`."""
        row, older = self.table.alias("r"), self.table.alias("o")
        now = bindparam("now", type_=row.c.due_at.type)
        part = self.parts[name] if name else _EVERYTHING
        conditions = [part.belongs(row.c)]
        if of_lane:
            conditions.append(row.c.lane == bindparam("the_lane", type_=row.c.lane.type))
        if but:
            conditions.append(not_(in_words(row.c.workspace_id, "but")))
        if part.waits is not None:
            conditions.append(not_(part.waits(row.c)))
        before = exists().where(
            older.c.workspace_id == row.c.workspace_id,
            older.c.lane == row.c.lane,
            older.c.id < row.c.id,
            self.is_open("o"),
            part.belongs(older.c),
        )
        if part.in_order:
            conditions.append(~before)
        return (
            select(row.c.id, row.c.workspace_id, row.c.lane)
            .where(
                self.is_open("r"),
                row.c.due_at <= now,
                or_(row.c.lease_until.is_(None), row.c.lease_until <= now),
                *conditions,
            )
            .order_by(row.c.due_at, row.c.id)
            .limit(bindparam("most", type_=Integer))
        )

    def _behind(self, heads: Any, part: str) -> Any:
        """The numbers of what stands ready behind these heads, up to the first that does not."""
        row, between = self.table.alias("f"), self.table.alias("b")
        now = bindparam("now", type_=row.c.due_at.type)
        belongs = (self.parts[part] if part else _EVERYTHING).belongs

        def ready(each: Any) -> ColumnElement[bool]:
            return and_(each.state == "new", each.due_at <= now)

        in_the_way = exists().where(
            between.c.workspace_id == row.c.workspace_id,
            between.c.lane == row.c.lane,
            between.c.id < row.c.id,
            between.c.id > heads.c.id,
            self.is_open("b"),
            belongs(between.c),
            not_(ready(between.c)),
        )
        return (
            select(row.c.id)
            .join(
                heads,
                and_(heads.c.workspace_id == row.c.workspace_id, heads.c.lane == row.c.lane),
            )
            .where(
                row.c.id > heads.c.id,
                self.is_open("f"),
                ready(row.c),
                belongs(row.c),
                ~in_the_way,
            )
        )

    def changing(self, **values: Any) -> Any:
        """A statement, to be built once, that writes these values to one row under lease.

        It gives the lease up unless `lease_until` says otherwise. Values that are only known
        when it is run are `given`.
        """
        row = self.table.c
        leased = (self.leased, self.followers) if self.followers else (self.leased,)
        held = (
            row.id == bindparam("the_id", type_=row.id.type),
            row.fence == bindparam("the_fence", type_=row.fence.type),
            text(f"{self.table.name}.state IN ({words(leased)})"),
        )
        return prepared(update(self.table).where(*held).values({"lease_until": None} | values))

    def change(self, session: Session, changing: Any, item: Claimed, **values: Any) -> None:
        """Runs a `changing` statement on a row that we still hold.

        Raises `LeaseLost` when somebody else has taken it since, or settled it.
        """
        named = {f"new_{name}": value for name, value in values.items()}
        done = run(session, changing, {**named, "the_id": item.id, "the_fence": item.fence})
        if done.rowcount == 0:
            raise LeaseLost(f"The lease on row {item.id} of {self.table.name} was lost.")

    def reopen_aside(self, db: Database, now: datetime, **values: Any) -> int:
        """Puts every row that was set aside back in its place, to be tried anew; how many."""
        again = update(self.table).where(self.table.c.state == "aside")
        with db.transaction() as session:
            done = run(session, again.values(attempts=0, due_at=now, **values))
            wakes(session, self.name)
            session.commit()
        return done.rowcount

    def aside(self, db: Database) -> list[SetAside]:
        """What was set aside, by reason."""
        row = self.table.c
        kind = row.kind if "kind" in row else literal("")
        error = func.coalesce(row.error, "")
        found = (
            select(kind, error, func.count())
            .where(row.state == "aside")
            .group_by(kind, error)
            .order_by(kind, error)
        )
        with db.snapshot() as session:
            rows: Sequence[Any] = run(session, found).all()
        return [SetAside(*each) for each in rows]

    def counts(self, db: Database, since: str) -> QueueCounts:
        """How the queue stands; `since` is the column that says when a row came."""
        table = self.table
        with db.snapshot() as session:
            waiting = select(func.count(), func.min(table.c[since])).where(self.is_open(table.name))
            row: Sequence[Any] = run(session, waiting).one()
            aside = select(func.count()).select_from(table).where(text("state = 'aside'"))
            return QueueCounts(row[0], run(session, aside).scalar_one(), row[1])

    def old(self, session: Session, after: int, *conditions: ColumnElement[bool]) -> list[int]:
        """The numbers of a page of rows that meet the conditions, from behind a number on."""
        row = self.table.c
        page = select(row.id).where(row.id > after, *conditions).order_by(row.id).limit(PAGE)
        return list(run(session, page).scalars())

    def forget(self, session: Session, ids: Sequence[int], *conditions: ColumnElement[bool]) -> int:
        """Deletes those of these rows that still meet the conditions; how many."""
        gone = delete(self.table).where(in_ids(self.table.c.id, "gone"), *conditions)
        return run(session, gone, {"gone": ids}).rowcount


_EVERYTHING: Final = Part(lambda _row: true())


def _by_number(rows: Sequence[RowMapping]) -> list[RowMapping]:
    return sorted(rows, key=lambda row: row["id"])
