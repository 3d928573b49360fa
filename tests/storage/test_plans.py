"""However long the history, the queues' questions go by an index and look at open rows alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from storage.database import Database
from storage.inbox import Inbox
from storage.jobs import Jobs
from storage.outbox import PARTS, Outbox, PartName
from storage.unit_of_work import look, unit_of_work
from tests.storage.rows import LEASE, NOW, SOON, a_member, a_message, arrival, multiply, put
from tests.storage.sending import Sending

HISTORY = 3000
NUMBER = "CAST(n AS varchar(20))"
PAST = {  # the open row again and again, done with
    "inbox": {"id": "n + 100000", "event_id": NUMBER, "lane": NUMBER, "state": "'done'"},
    "outbox": {
        "id": "n + 100000",
        "dedupe_key": NUMBER,
        "lane": NUMBER,
        "state": "'sent'",
        "entry_id": "n",
        "channel": NUMBER,
        "ts": NUMBER,
    },
    "job": {"id": "n + 100000", "dedupe_key": NUMBER, "lane": NUMBER, "state": "'done'"},
}


class Explained:
    """The plans of the statements that a database was asked."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: list[tuple[str, Any]] = []
        event.listen(Engine, "before_cursor_execute", self._note)

    def close(self) -> None:
        event.remove(Engine, "before_cursor_execute", self._note)

    def _note(self, *call: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = call
        if statement.startswith(("SELECT", "UPDATE", "WITH")):
            self._asked.append((statement, parameters))

    def plan(self) -> str:
        """How the first statement since the last call is carried out."""
        statement, parameters = self._asked[0]
        explain = "EXPLAIN QUERY PLAN " if self._db.dialect == "sqlite" else "EXPLAIN "
        with self._db.transaction() as session:
            connection = session.connection()
            rows = connection.exec_driver_sql(explain + statement, parameters)
            plan = "\n".join(str(row[-1]) for row in rows)
        self._asked.clear()
        return plan


@pytest.fixture
def member(database: Database) -> int:
    return a_member(database)


@pytest.fixture
def explained(database: Database, member: int) -> Iterator[Explained]:
    """A database with a long history and a little to do."""
    inbox = Inbox(database)
    put(inbox, arrival("open"))
    a_message(database, member, "open")
    with unit_of_work(database, "T1") as work:
        work.jobs.ask(member, "export", "open", NOW, {})
        work.commit()
    with database.transaction() as session:
        for table, changed in PAST.items():
            multiply(session, table, HISTORY, **changed)
        session.connection().execute(text("ANALYZE"))
        session.commit()
    asked = Explained(database)
    yield asked
    asked.close()
    inbox.close()


def goes_by_open_rows(plan: str, queue: str) -> bool:
    """Whether rows are found by the partial indexes alone, in a plan of either database; by their
    numbers they are then written to.
    """
    used = set(re.findall(r"(?:ix|pk|uq)_\w+", plan)) - {f"pk_{queue}"}
    of_open_rows = {f"ix_{queue}_due", f"ix_{queue}_lane"}
    return bool(used) and used <= of_open_rows and not re.search(r"SCAN (?!heads)|Seq Scan", plan)


def test_claiming_events_looks_at_open_ones_alone(explained: Explained, database: Database) -> None:
    inbox = Inbox(database)
    assert len(inbox.claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    inbox.close()


def test_claiming_jobs_looks_at_open_ones_alone(explained: Explained, database: Database) -> None:
    assert len(Jobs(database).claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "job"), plan


@pytest.mark.parametrize("part", PARTS)
def test_claiming_messages_looks_at_open_ones_alone(
    explained: Explained, database: Database, part: PartName
) -> None:
    assert len(Sending(database).claim(part)) == (part == "post")
    plan = explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


def test_claiming_one_members_messages_looks_at_their_open_ones_alone(
    explained: Explained, database: Database, member: int
) -> None:
    for part in PARTS:
        Sending(database).claim(part, member_id=member)
        plan = explained.plan()
        assert goes_by_open_rows(plan, "outbox"), plan


def test_asking_what_is_left_for_a_member_looks_at_their_open_messages_alone(
    explained: Explained, database: Database, member: int
) -> None:
    with database.transaction() as session:
        assert Outbox(database).is_anything_left(session, member, NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


def test_asking_whether_anything_is_due_looks_at_open_rows_alone(
    explained: Explained, database: Database
) -> None:
    inbox = Inbox(database)
    assert inbox.is_anything_due(NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    assert Jobs(database).is_anything_due(NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "job"), plan
    for part in PARTS:
        assert Outbox(database).is_anything_due(NOW, part) == (part == "post")
        plan = explained.plan()
        assert goes_by_open_rows(plan, "outbox"), plan
    inbox.close()


def test_showing_an_entry_anew_goes_by_the_entry(explained: Explained, database: Database) -> None:
    with unit_of_work(database, "T1") as work:
        work.messages.show_entry(7, SOON)
        work.write()
    assert "ix_outbox_entry" in explained.plan()


def test_finding_a_message_goes_by_its_place(explained: Explained, database: Database) -> None:
    with look(database, "T1") as work:
        assert work.messages.about_entry("7", "7") == 7
    assert "ix_outbox_message" in explained.plan()
