"""However long the history, the queues' questions go by an index and look at open rows alone."""

import re
from collections.abc import AsyncIterator
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

    async def plan(self) -> str:
        """How the first statement since the last call is carried out."""
        statement, parameters = self._asked[0]
        explain = "EXPLAIN QUERY PLAN " if self._db.dialect == "sqlite" else "EXPLAIN "
        async with self._db.transaction() as session:
            connection = await session.connection()
            rows = await connection.exec_driver_sql(explain + statement, parameters)
            plan = "\n".join(str(row[-1]) for row in rows)
        self._asked.clear()
        return plan


@pytest.fixture
async def explained(database: Database) -> AsyncIterator[Explained]:
    """A database with a long history and a little to do."""
    member = await a_member(database)
    inbox = Inbox(database)
    await inbox.put(arrival("open"))
    await a_message(database, member, "open", lane="open")
    async with database.transaction() as session:
        connection = await session.connection()
        for table, changed in PAST.items():
            columns = SQLModel.metadata.tables[table].c.keys()
            values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            await connection.execute(
                text(
                    "WITH RECURSIVE number (n) AS "
                    f"(SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {HISTORY}) "
                    f"INSERT INTO {table} ({names}) SELECT {values} FROM number, {table} AS t"
                )
            )
        await connection.execute(text("ANALYZE"))
        await session.commit()
    yield Explained(database)
    await inbox.close()


def goes_by_open_rows(plan: str, queue: str) -> bool:
    """Whether nothing but the partial indexes is read, in a plan of either database."""
    used = set(re.findall(r"ix_\w+", plan))
    return used in ({f"ix_{queue}_due"}, {f"ix_{queue}_due", f"ix_{queue}_lane"}) and not re.search(
        r"SCAN|Seq Scan|pk_|uq_", plan
    )


async def test_claiming_events_looks_at_open_ones_alone(
    explained: Explained, database: Database
) -> None:
    inbox = Inbox(database)
    assert len(await inbox.claim(NOW, 10, LEASE)) == 1
    plan = await explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    await inbox.close()


async def test_claiming_messages_looks_at_open_ones_alone(
    explained: Explained, database: Database
) -> None:
    assert len(await Outbox(database).claim(NOW, 10, LEASE)) == 1
    plan = await explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


async def test_touching_an_entrys_messages_goes_by_the_entry(
    explained: Explained, database: Database
) -> None:
    async with database.transaction() as session:
        assert await touch(session, workspace_id="T1", now=NOW, entry_id=7) == 1
    assert "ix_outbox_entry" in await explained.plan()


async def test_finding_a_message_goes_by_its_place(
    explained: Explained, database: Database
) -> None:
    async with database.transaction() as session:
        found = await Outbox(database).find_message("T1", "7", "7", session=session)
    assert found is not None
    assert "ix_outbox_message" in await explained.plan()
