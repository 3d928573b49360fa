"""Leases on what only one process may do at a time, such as a sweep; the queues have their own.

The fence that a lease comes with rises each time it is taken, so that an old holder who wakes
up late is told from the new one.
"""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import SQLModel

from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.engine.statements import dialect_of, inserting, run

_LEASE = SQLModel.metadata.tables["lease"]


def acquire(db: Database, name: str, holder: str, now: datetime, ttl: timedelta) -> int | None:
    """Takes the lease and returns its fence; None while it is held, by whomever.

    `holder` is for the operator to read. Raises `StorageUnavailable`.
    """
    with db.transaction() as session:
        statement = inserting(_LEASE, dialect_of(session)).values(
            name=name, holder=holder, fence=1, until=now + ttl
        )
        statement = statement.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": holder, "fence": _LEASE.c.fence + 1, "until": now + ttl},
            where=_LEASE.c.until <= now,
        )
        taken = run(session, statement.returning(_LEASE.c.fence))
        fence: int | None = taken.scalar_one_or_none()
        session.commit()
    return fence


def renew(db: Database, name: str, fence: int, now: datetime, ttl: timedelta) -> None:
    """Keeps the lease for another `ttl`. Raises `LeaseLost` when somebody else has it now."""
    if not _extend(db, name, fence, now + ttl):
        raise LeaseLost(f"The lease {name} was lost.")


def release(db: Database, name: str, fence: int, now: datetime) -> None:
    """Gives the lease up, so that nobody has to wait for its end; nothing if it was lost."""
    _extend(db, name, fence, now)


def _extend(db: Database, name: str, fence: int, until: datetime) -> bool:
    mine = update(_LEASE).where(_LEASE.c.name == name, _LEASE.c.fence == fence)
    with db.transaction() as session:
        done = run(session, mine.values(until=until))
        session.commit()
    return done.rowcount == 1
