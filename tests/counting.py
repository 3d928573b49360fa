"""What a bot that runs in the test's own process asks of its database, transaction by transaction.

What an idle process asks too is left out: whether anything is due, and claims that find nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from bot.app import Runtime

POLL = "SELECT r.id, r.workspace_id, r.lane"
CLAIM = "WITH heads AS"


@dataclass(slots=True)
class Transaction:
    """Its statements, without beginning and end; `idle` while none of them found anything to do."""

    statements: list[str] = field(default_factory=list)
    idle: bool = True


class Ledger:
    """The transactions that have ended, in that order."""

    def __init__(self) -> None:
        self.ended: list[Transaction] = []
        self._open: dict[int, Transaction] = {}
        self._changes: dict[int, int] = {}

    @property
    def statements(self) -> list[str]:
        """All of them, in the order in which their transactions ended."""
        return [statement for one in self.ended for statement in one.statements]

    def around(self, statement: str, times: int) -> None:
        """Statements that went around SQLAlchemy, each in a transaction of its own."""
        self.ended[:0] = [Transaction([statement], idle=False) for _ in range(times)]

    def begin(self, connection: Any) -> None:
        """SQLAlchemy begins a transaction."""
        self._open[id(connection)] = Transaction()

    def before(self, _connection: Any, cursor: Any, *_rest: Any) -> None:
        """A statement is about to be run."""
        self._changes[id(cursor)] = _changed_so_far(cursor)

    def after(self, connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        """A statement was run."""
        before = self._changes.pop(id(cursor), 0)
        if statement.startswith("BEGIN"):
            return
        transaction = self._open.setdefault(id(connection), Transaction())
        transaction.statements.append(statement)
        if statement.startswith(CLAIM):
            transaction.idle &= _changed_by(cursor, before) == 0
        else:
            transaction.idle &= statement.startswith(POLL)

    def end(self, connection: Any) -> None:
        """The transaction ends, one way or the other."""
        transaction = self._open.pop(id(connection), Transaction())
        if transaction.statements and not transaction.idle:
            self.ended.append(transaction)


def _changed_so_far(cursor: Any) -> int:
    return int(getattr(cursor.connection, "total_changes", 0))


def _changed_by(cursor: Any, before: int) -> int:
    """Rows: SQLite's driver counts those of a claim only once they were all fetched."""
    if hasattr(cursor.connection, "total_changes"):
        return int(cursor.connection.total_changes) - before
    return int(cursor.rowcount)


@contextmanager
def counting(runtime: Runtime) -> Iterator[Ledger]:
    """Counts until the block is left, when the ledger is complete."""
    ledger = Ledger()
    listeners: dict[str, Callable[..., Any]] = {
        "begin": ledger.begin,
        "before_cursor_execute": ledger.before,
        "after_cursor_execute": ledger.after,
        "commit": ledger.end,
        "rollback": ledger.end,
    }
    kept = runtime.metrics.counted("events", "kept")
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    try:
        yield ledger
    finally:
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)
    if not any("INTO inbox" in one for one in ledger.statements):
        # On SQLite the inbox goes around SQLAlchemy, with one statement for an event by itself.
        ledger.around("INSERT INTO inbox", runtime.metrics.counted("events", "kept") - kept)
