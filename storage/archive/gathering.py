"""Making the root of a month, a chunk of leaves in each transaction, in any number of processes.

The row of the month is locked while a chunk is added, and says how far it has come: killed
anywhere, or done by two at once, each leaf is there once and the root is made once.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, exists, select
from sqlmodel import Session

from bot.archive import merkle
from bot.archive.form import Leaf
from storage.engine.database import Database
from storage.engine.statements import dialect_of, insert_once, inserting, run
from storage.repository import table_of
from storage.tables import (
    ArchiveChunk,
    ArchiveIdentity,
    ArchiveLeaf,
    ArchiveRoot,
    EntryRevision,
    Member,
    Workspace,
)

_ROOTS: Final = table_of(ArchiveRoot)
_root: Final = _ROOTS.c
_LEAVES: Final = table_of(ArchiveLeaf)
_CHUNKS: Final = table_of(ArchiveChunk)
_IDENTITIES: Final = table_of(ArchiveIdentity)
_identity: Final = _IDENTITIES.c
_member: Final = table_of(Member).c
_REVISIONS: Final = table_of(EntryRevision)
_revision: Final = _REVISIONS.c
_workspace: Final = table_of(Workspace).c


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has ended: "2026-10", and the moment at which it had."""

    name: str
    ended: datetime


def without_root(database: Database, month: Month) -> tuple[str, ...]:
    """The workspaces that were there by then and have no root of that month yet."""
    made = exists().where(
        _root.workspace_id == _workspace.id, _root.month == month.name, _root.state == "made"
    )
    wanted = select(_workspace.id).where(_workspace.created_at < month.ended, ~made)
    with database.snapshot() as session:
        return tuple(run(session, wanted.order_by(_workspace.id)).scalars())


def gather(database: Database, workspace_id: str, month: Month, now: datetime) -> bool:
    """Add a chunk of leaves to a month's tree, or make its root once there are no more; whether
    something is left to be done. `now` is calendar time.
    """
    with database.transaction() as session:
        root = _locked(session, workspace_id, month.name)
        if root["state"] == "made":
            return False
        found = _standing(session, workspace_id, root["gathered_to"], month.ended)
        changes: dict[str, Any] = {}
        if found:
            _add(session, root, found)
            changes = {
                "leaves": root["leaves"] + len(found),
                "gathered_to": found[-1]["member_id"],
            }
        more = len(found) == merkle.CHUNK
        if not more:
            hashes = [bytes.fromhex(one) for one in chunk_hashes(session, root["id"])]
            made = merkle.root(hashes).hex()
            changes |= {"state": "made", "root": made, "made_at": now}
        run(session, _ROOTS.update().where(_root.id == root["id"]).values(**changes))
        session.commit()
        return more


def chunk_hashes(session: Session, root_id: int) -> list[str]:
    """The hashes of a root's chunks, in their order."""
    wanted = select(_CHUNKS.c.hash).where(_CHUNKS.c.root_id == root_id)
    return list(run(session, wanted.order_by(_CHUNKS.c.number)).scalars())


def leaf_hash(month: str, leaf: Mapping[str, Any]) -> bytes:
    """The hash of a leaf, as it is kept."""
    return merkle.leaf_hash(written(month, leaf).encode())


def written(month: str, leaf: Mapping[str, Any]) -> str:
    """A leaf as it is hashed."""
    return Leaf(leaf["public_id"], leaf["length"], leaf["head"], month).written()


def _locked(session: Session, workspace_id: str, month: str) -> Mapping[str, Any]:
    """The row of a month, made where there is none."""
    row = {
        "workspace_id": workspace_id,
        "month": month,
        "state": "gathering",
        "leaves": 0,
        "gathered_to": 0,
        "root": "",
    }
    run(session, insert_once(_ROOTS, dialect_of(session), "workspace_id", "month"), row)
    here = (_root.workspace_id == workspace_id, _root.month == month)
    wanted = select(_ROOTS).where(*here).with_for_update()
    return dict(run(session, wanted).mappings().one())


def _standing(
    session: Session, workspace_id: str, after: int, ended: datetime
) -> list[dict[str, Any]]:
    """Where the next members' chains stood at a moment: those that had begun, a chunk of them."""
    newest = (
        select(_revision.number)
        .where(_revision.member_id == _member.id, _revision.at < ended)
        .order_by(_revision.number.desc())
        .limit(1)
        .correlate(Member.__table__)  # type: ignore[attr-defined]
        .scalar_subquery()
    )
    heads = _REVISIONS.alias("head")
    head = heads.c
    wanted = (
        select(_member.id, _identity.public_id, head.number, head.hash)
        .select_from(Member)
        .join(
            heads,
            and_(head.member_id == _member.id, head.number == newest),
        )
        .outerjoin(ArchiveIdentity, _identity.member_id == _member.id)
        .where(_member.workspace_id == workspace_id, _member.id > after, _member.chain_length > 0)
        .order_by(_member.id)
        .limit(merkle.CHUNK)
    )
    rows: Sequence[Any] = run(session, wanted).all()
    return [
        {"member_id": number, "public_id": known, "length": length, "head": hashed}
        for number, known, length, hashed in rows
    ]


def _add(session: Session, root: Mapping[str, Any], found: list[dict[str, Any]]) -> None:
    """Leaves, as a chunk of their own: all but the last are whole."""
    common = {"workspace_id": root["workspace_id"]}
    nameless = [one for one in found if one["public_id"] is None]
    for one in nameless:
        one["public_id"] = secrets.token_hex(16)
    if nameless:
        names = [
            {**common, "member_id": one["member_id"], "public_id": one["public_id"]}
            for one in nameless
        ]
        run(session, inserting(_IDENTITIES, dialect_of(session)), names)
    leaves = [
        {**common, **one, "root_id": root["id"], "position": root["leaves"] + place}
        for place, one in enumerate(found)
    ]
    run(session, inserting(_LEAVES, dialect_of(session)), leaves)
    hashed = merkle.root([leaf_hash(root["month"], one) for one in found]).hex()
    number = root["leaves"] // merkle.CHUNK
    chunk = {**common, "root_id": root["id"], "number": number, "hash": hashed}
    run(session, inserting(_CHUNKS, dialect_of(session)), chunk)
