"""The errors that storage raises, and how a driver's error is read; no words of a member's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

Reason = Literal["locked", "read_only", "gone", "full", "busy", "slow", "disconnected"]

_SENTENCES: dict[Reason, str] = {
    "locked": "The database is locked by somebody else.",
    "read_only": "The database can only be read.",
    "gone": "The database is not where it was.",
    "full": "The database has no room left.",
    "busy": "Every connection to the database is in use.",
    "slow": "The database takes too long.",
    "disconnected": "The database cannot be reached.",
}

# https://www.sqlite.org/rescode.html; the low byte is the kind
_SQLITE: dict[int, Reason] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_CORRUPT: "gone",
    sqlite3.SQLITE_NOTADB: "gone",
    sqlite3.SQLITE_FULL: "full",
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest prefix decides
_POSTGRES: dict[str, Reason] = {
    "08": "disconnected",
    "25006": "read_only",
    "25P03": "disconnected",
    "3D000": "gone",
    "40": "locked",
    "53300": "busy",
    "53": "full",
    "55P03": "locked",
    "57014": "slow",
    "57P": "disconnected",
    "58": "gone",
}


class StorageUnavailable(Exception):  # noqa: N818 - named after what it says, not what it is
    """The database cannot do it now and may later; nothing of the transaction was kept, unless it
    was lost `in_commit`, when nobody knows.
    """

    def __init__(self, reason: Reason, *, in_commit: bool = False) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason
        self.in_commit = in_commit


class StatementRefused(Exception):  # noqa: N818 - as above
    """The database would never do it: a mistake of ours, told without the values it was about."""


class LeaseLost(Exception):  # noqa: N818 - as above
    """Somebody else took the row or the sweep meanwhile: what was done under it must not count."""


@contextmanager
def translated(*, in_commit: bool = False) -> Iterator[None]:
    """Turns the drivers' errors into `StorageUnavailable`, "not now", or `StatementRefused`.

    A driver's own error quotes rows, and so people's words, which must not reach a log.
    """
    try:
        yield
    except PoolExhausted as error:
        raise StorageUnavailable("busy") from error
    except DBAPIError as error:
        why = _reason(error)
        if why is not None:
            raise StorageUnavailable(why, in_commit=in_commit) from error
        raise StatementRefused(_without_values(error.orig)) from None
    except sqlite3.Error as error:
        why = _sqlite_reason(error)
        if why is not None:
            raise StorageUnavailable(why, in_commit=in_commit) from error
        raise StatementRefused(_without_values(error)) from None


def _reason(error: DBAPIError) -> Reason | None:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_reason(error.orig)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return next((_POSTGRES[state[:n]] for n in (5, 3, 2) if state[:n] in _POSTGRES), None)
    # No code: the server could not give one, as there was no connection, or it was lost.
    lost = error.connection_invalidated or isinstance(error, OperationalError)
    return "disconnected" if lost else None


def _sqlite_reason(error: sqlite3.Error) -> Reason | None:
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def _without_values(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    state = getattr(error, "sqlstate", None) or ""
    if isinstance(error, sqlite3.Error):
        telling = name == "SQLITE_ERROR" or name.startswith("SQLITE_CONSTRAINT")
        message = str(error)
    else:  # of these two classes the first line names columns and constraints, and no values
        telling = state.startswith(("23", "42"))
        message = getattr(getattr(error, "diag", None), "message_primary", None) or ""
    return f"{name}: {message}" if telling else f"{name} {state}".strip()
