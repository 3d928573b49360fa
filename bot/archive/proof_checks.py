"""Checks on monthly roots: that the member's chain is in them, and what receipts say of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.archive import merkle
from bot.archive.form import (
    HASH,
    MISSHAPEN,
    MONTH,
    PROOF_FORMAT,
    Leaf,
    NotOurs,
    newer_than,
    shown,
)
from bot.archive.record_checks import Chain
from bot.archive.report import Report, several

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


class ReceiptRefused(Exception):  # noqa: N818 - a clause for whoever verifies
    """A receipt is none, or says nothing of this root; the text says why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: when its authority saw a root, and whether a certificate that somebody
    has pinned stands behind it.
    """

    at: datetime
    pinned: bool


ReadReceipt = Callable[[bytes, str], Receipt]
"""Reads a receipt (DER) over a root (hexadecimal). Raises ReceiptRefused."""


@dataclass(frozen=True, slots=True)
class MonthRoot:
    """A root that holds so many of the chain's revisions, as its proof shows."""

    month: str
    root: str
    length: int

    @property
    def named(self) -> str:
        """ "October 2026"."""
        year, month = self.month.split("-")
        return f"{_MONTHS[int(month) - 1]} {year}"


def checked(proof: Mapping[str, Any], chain: Chain, report: Report) -> dict[str, MonthRoot]:
    """The roots that hold the chain, by month. Raises NotOurs."""
    if newer_than(proof.get("format"), PROOF_FORMAT):
        raise NotOurs(f"made by a newer cpdbot: its proof is {shown(str(proof['format']))}")
    if proof.get("format") != PROOF_FORMAT:
        raise NotOurs("its proof.json is of no format of ours")
    found: dict[str, MonthRoot] = {}
    try:
        if proof["chain"] != {"length": len(chain.hashes), "head": chain.head}:
            report.fails("proof.json is about another chain than the record's.")
        for one in proof["roots"]:
            root = _root(one, chain, report)
            if root is not None:
                found[root.month] = root
    except MISSHAPEN as error:
        raise NotOurs("its proof.json does not have the form that its format has") from error
    if found:
        first, last = min(found), max(found)
        months = (
            found[last].named if first == last else f"{found[first].named} … {found[last].named}"
        )
        report.holds(
            f"Its chain is in {several(len(found), 'monthly root')} ({months}): by the last, "
            f"{_stood(found[last].length, chain)}."
        )
    elif report.well:
        report.note("No monthly root holds it yet: the first is made when a month has ended.")
    return found


def vouched_by(root: MonthRoot, chain: Chain) -> str:
    """What follows for the chain where somebody holds a root."""
    younger = len(chain.hashes) - root.length
    rest = f" The other {younger:,} came after it." if younger else ""
    return f"{_stood(root.length, chain)} when it was made.{rest}"


def _stood(length: int, chain: Chain) -> str:
    total = len(chain.hashes)
    if length == total:
        return f"all {several(total, 'revision')} stood" if total > 1 else "its one revision stood"
    return f"the first {length:,} of its {several(total, 'revision')} stood"


def _root(one: Mapping[str, Any], chain: Chain, report: Report) -> MonthRoot | None:
    month = str(one["month"])
    if not (MONTH.fullmatch(month) and HASH.fullmatch(str(one["root"]))):
        raise ValueError(month)
    if not all(isinstance(name, str) for name in one["receipts"]):
        raise TypeError(month)
    written = str(one["leaf"])
    leaf = Leaf(**json.loads(written))
    root = MonthRoot(month, one["root"], leaf.length)
    if leaf.written() != written or leaf.month != month:
        report.fails(f"The proof for {root.named} is of another month, or was altered.")
        return None
    stands = isinstance(leaf.length, int) and 1 <= leaf.length <= len(chain.hashes)
    if not stands or chain.hashes[leaf.length - 1] != leaf.head:
        report.fails(
            f"The proof for {root.named} is not of this chain: it is another member's, or the "
            "chain was written anew since."
        )
        return None
    path = [bytes.fromhex(step) for step in one["path"]]
    hashed = merkle.leaf_hash(written.encode())
    found = merkle.root_by(hashed, int(one["index"]), int(one["leaves"]), path)
    if found is None or found.hex() != root.root:
        report.fails(f"The proof for {root.named} does not lead to the root that it names.")
        return None
    return root
