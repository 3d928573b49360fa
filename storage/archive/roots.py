"""Monthly roots as they are shown: to administrators, and to each member with their own proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from bot.archive import merkle
from storage.archive.gathering import chunk_hashes, leaf_hash, written
from storage.engine.statements import run
from storage.repository import Repository, table_of
from storage.tables import ArchiveLeaf, ArchiveReceipt, ArchiveRoot

_root: Final = table_of(ArchiveRoot).c
_LEAVES: Final = table_of(ArchiveLeaf)
_leaf: Final = _LEAVES.c
_receipt: Final = table_of(ArchiveReceipt).c


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """A receipt (DER) of an authority, by its host, and when it says that it saw the root."""

    authority: str
    content: bytes
    stamped_at: datetime


@dataclass(frozen=True, slots=True)
class RootRecord:
    """A month's root over so many members' chains, and its receipts, the oldest first."""

    month: str
    root: str
    leaves: int
    made_at: datetime
    receipts: tuple[ReceiptRecord, ...]


@dataclass(frozen=True, slots=True)
class ProofRecord:
    """That a member's chain is in a month's root: their own leaf as it was hashed, its place from
    0, and the hashes on its way, in hexadecimal.
    """

    root: RootRecord
    index: int
    leaf: str
    path: tuple[str, ...]


class Roots(Repository):
    """The roots of one workspace."""

    def made(self, most: int | None = None) -> tuple[RootRecord, ...]:
        """The roots that are made, the newest first."""
        wanted = (
            select(_root.id, _root.month, _root.root, _root.leaves, _root.made_at)
            .where(_root.workspace_id == self._workspace_id, _root.state == "made")
            .order_by(_root.month.desc())
            .limit(most)
        )
        rows: Sequence[Any] = run(self._session, wanted).all()
        receipts = self._receipts([row.id for row in rows])
        return tuple(self._record(row, receipts) for row in rows)

    def proofs(self, member_id: int) -> tuple[ProofRecord, ...]:
        """A member's proofs, the oldest month first. Nothing of anybody else's is in one but
        hashes of leaves, or over many of them.
        """
        wanted = (
            select(
                _root.id,
                *(_root.month, _root.root, _root.leaves, _root.made_at),
                *(_leaf.position, _leaf.public_id, _leaf.length, _leaf.head),
            )
            .select_from(ArchiveLeaf)
            .join(ArchiveRoot, _root.id == _leaf.root_id)
            .where(
                _leaf.workspace_id == self._workspace_id,
                _leaf.member_id == member_id,
                _root.state == "made",
            )
            .order_by(_root.month)
        )
        rows: Sequence[Any] = run(self._session, wanted).mappings().all()
        receipts = self._receipts([row["id"] for row in rows])
        return tuple(
            ProofRecord(
                RootRecord(
                    row["month"],
                    row["root"],
                    row["leaves"],
                    row["made_at"],
                    receipts.get(row["id"], ()),
                ),
                row["position"],
                written(row["month"], row),
                tuple(one.hex() for one in self._path(row)),
            )
            for row in rows
        )

    def _path(self, row: Any) -> list[bytes]:
        first = row["position"] // merkle.CHUNK * merkle.CHUNK
        wanted = (
            select(_leaf.public_id, _leaf.length, _leaf.head)
            .where(
                _leaf.root_id == row["id"],
                _leaf.position.between(first, first + merkle.CHUNK - 1),
            )
            .order_by(_leaf.position)
        )
        leaves: Sequence[Any] = run(self._session, wanted).mappings().all()
        hashes = [leaf_hash(row["month"], leaf) for leaf in leaves]
        chunks = [bytes.fromhex(one) for one in chunk_hashes(self._session, row["id"])]
        return merkle.chunked_path(row["position"], hashes, chunks)

    def _receipts(self, ids: Sequence[int]) -> dict[int, tuple[ReceiptRecord, ...]]:
        wanted = (
            select(_receipt.root_id, _receipt.authority, _receipt.content, _receipt.stamped_at)
            .where(_receipt.workspace_id == self._workspace_id, _receipt.root_id.in_(ids))
            .order_by(_receipt.id)
        )
        found: dict[int, tuple[ReceiptRecord, ...]] = {}
        rows: Sequence[Any] = run(self._session, wanted).all()
        for root_id, authority, content, stamped_at in rows:
            one = ReceiptRecord(authority, bytes(content), stamped_at)
            found[root_id] = (*found.get(root_id, ()), one)
        return found

    def _record(self, row: Any, receipts: dict[int, tuple[ReceiptRecord, ...]]) -> RootRecord:
        return RootRecord(row.month, row.root, row.leaves, row.made_at, receipts.get(row.id, ()))
