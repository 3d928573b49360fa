"""Counting what a process asks of its database, transaction by transaction.

What an idle process asks too, whether anything is due, is left out.
"""

from typing import Any, Final

from sqlalchemy import Engine, event

Transaction = tuple[str, ...]
"""Its statements, without beginning and end."""

_POLL: Final = "SELECT r.id, r.workspace_id, r.lane"


class Ledger:
    """Transactions that have ended since they were last `take`n."""

    def __init__(self) -> None:
        self._begun: dict[int, list[str]] = {}
        self._ended: list[Transaction] = []

    def listen(self) -> None:
        """Counts what goes through SQLAlchemy from now on, for as long as the process runs."""
        event.listen(Engine, "begin", self.begin)
        event.listen(Engine, "before_cursor_execute", self.execute)
        event.listen(Engine, "commit", self.end)
        event.listen(Engine, "rollback", self.end)

    def begin(self, connection: Any) -> None:
        """A transaction begins on a connection."""
        self._begun[id(connection)] = []

    def execute(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """A statement is run in it."""
        if not statement.startswith("BEGIN"):
            self._begun.setdefault(id(connection), []).append(statement)

    def end(self, connection: Any) -> None:
        """It ends, one way or the other."""
        statements = self._begun.pop(id(connection), [])
        if statements and not _is_poll(statements):
            self._ended.append(tuple(statements))

    def add(self, statement: str, times: int) -> None:
        """Statements that went around SQLAlchemy, each in a transaction of its own."""
        self._ended += [(statement,)] * times

    def take(self) -> list[Transaction]:
        """What has ended since."""
        taken, self._ended = self._ended, []
        return taken


def _is_poll(statements: list[str]) -> bool:
    return len(statements) == 1 and statements[0].startswith(_POLL)
