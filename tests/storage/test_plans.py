"""However long the history, the queues' questions go by an index and look at open rows alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import SQLModel

from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox, touch
from tests.storage.rows import LEASE, NOW, a_member, a_message, arrival

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
}


class Explained:
    """The plans of the SELECTs and UPDATEs of one table that the database was asked."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: list[tuple[str, Any]] = []
        event.listen(db.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, *call: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = call
        if statement.startswith(("SELECT", "UPDATE")):
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
def explained(database: Database) -> Iterator[Explained]:
    """A database with a long history and a little to do."""
    member = a_member(database)
    inbox = Inbox(database)
    inbox.put(arrival("open"))
    a_message(database, member, "open", lane="open")
    with database.transaction() as session:
        connection = session.connection()
        for table, changed in PAST.items():
            columns = SQLModel.metadata.tables[table].c.keys()
            values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            connection.execute(
                text(
                    "WITH RECURSIVE number (n) AS "
                    f"(SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {HISTORY}) "
                    f"INSERT INTO {table} ({names}) SELECT {values} FROM number, {table} AS t"
                )
            )
        connection.execute(text("ANALYZE"))
        session.commit()
    yield Explained(database)
    inbox.close()


def goes_by_open_rows(plan: str, queue: str) -> bool:
    """Whether nothing but the partial indexes is read, in a plan of either database."""
    used = set(re.findall(r"ix_\w+", plan))
    return used in ({f"ix_{queue}_due"}, {f"ix_{queue}_due", f"ix_{queue}_lane"}) and not re.search(
        r"SCAN|Seq Scan|pk_|uq_", plan
    )


def test_claiming_events_looks_at_open_ones_alone(
    explained: Explained, database: Database
) -> None:
    inbox = Inbox(database)
    assert len(inbox.claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    inbox.close()


def test_claiming_messages_looks_at_open_ones_alone(
    explained: Explained, database: Database
) -> None:
    assert len(Outbox(database).claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


def test_touching_an_entrys_messages_goes_by_the_entry(
    explained: Explained, database: Database
) -> None:
    with database.transaction() as session:
        assert touch(session, workspace_id="T1", now=NOW, entry_id=7) == 1
    assert "ix_outbox_entry" in explained.plan()


def test_finding_a_message_goes_by_its_place(
    explained: Explained, database: Database
) -> None:
    with database.transaction() as session:
        found = Outbox(database).find_message("T1", "7", "7", session=session)
    assert found is not None
    assert "ix_outbox_message" in explained.plan()
