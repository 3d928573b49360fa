"""Which roots have no receipt of an authority's yet, and what came of asking for one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, or_, select

from storage.engine.database import Database
from storage.engine.statements import dialect_of, insert_once, run
from storage.repository import table_of
from storage.tables import ArchiveReceipt, ArchiveRoot

_ROOTS: Final = table_of(ArchiveRoot)
_root: Final = _ROOTS.c
_RECEIPTS: Final = table_of(ArchiveReceipt)
_receipt: Final = _RECEIPTS.c


@dataclass(frozen=True, slots=True)
class Unstamped:
    """A root without a receipt; `refused` is why, the last time that one was asked for."""

    id: int
    workspace_id: str
    month: str
    root: str
    refused: str | None


def unstamped(
    database: Database, authority: str, asked_before: datetime | None, most: int
) -> tuple[Unstamped, ...]:
    """So many roots without a receipt of an authority's, the oldest first; those alone that were
    not asked about since a moment (real time), where one is given.
    """
    stamped = exists().where(_receipt.root_id == _root.id, _receipt.authority == authority)
    wanted = select(_root.id, _root.workspace_id, _root.month, _root.root, _root.refused).where(
        _root.state == "made", _root.leaves > 0, ~stamped
    )
    if asked_before is not None:
        wanted = wanted.where(or_(_root.asked_at.is_(None), _root.asked_at < asked_before))
    with database.snapshot() as session:
        rows: Any = run(session, wanted.order_by(_root.month, _root.id).limit(most)).all()
        return tuple(Unstamped(*row) for row in rows)


def keep_receipt(
    database: Database, of: Unstamped, authority: str, content: bytes, stamped_at: datetime
) -> None:
    """Keep a receipt; of two that came at once, the first."""
    row = {
        "workspace_id": of.workspace_id,
        "root_id": of.id,
        "authority": authority,
        "content": content,
        "stamped_at": stamped_at,
    }
    with database.transaction() as session:
        run(session, insert_once(_RECEIPTS, dialect_of(session), "root_id", "authority"), row)
        run(session, _ROOTS.update().where(_root.id == of.id).values(refused=None))
        session.commit()


def note_refusal(database: Database, of: Unstamped, why: str, real: datetime) -> None:
    """There was none, for a reason of ours, at a moment (real time)."""
    with database.transaction() as session:
        change = _ROOTS.update().where(_root.id == of.id).values(refused=why, asked_at=real)
        run(session, change)
        session.commit()
