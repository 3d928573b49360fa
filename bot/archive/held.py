"""What somebody holds elsewhere, for an archive to be held against: a root or another hash, a
receipt, or an export that was made before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.archive.form import (
    FORMAT,
    HASH,
    MANIFEST,
    MISSHAPEN,
    RECORD,
    RECORD_FORMAT,
    TEXT_MOST,
    NotOurs,
    newer_than,
    plain,
    shown,
)
from bot.archive.proof_checks import MonthRoot, ReadReceipt, ReceiptRefused, vouched_by
from bot.archive.reading import is_zip, opened
from bot.archive.record_checks import Chain, chain_of
from bot.archive.report import Report, several

_DER: Final = b"\x30"
_RECEIPT_MOST: Final = 1024 * 1024
_HASHES: Final = re.compile(r"\b[0-9a-fA-F]{64}\b")


class WrongUse(Exception):  # noqa: N818 - a sentence for whoever verifies
    """What was given to be held against is nothing that can be."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an archive is held against something: its chain, its roots, and its fingerprint, the
    manifest's hash (none of an export alone).
    """

    chain: Chain
    roots: Mapping[str, MonthRoot] = field(default_factory=dict)
    fingerprint: str = ""


def against(given: str, standing: Standing, receipts: ReadReceipt, report: Report) -> None:
    """Hold it against a hash or a file. Raises WrongUse where that is neither."""
    text = given.strip().lower()
    if HASH.fullmatch(text):
        _hashes([text], "", standing, report)
        return
    path = Path(given)
    try:
        if not path.is_file():
            raise WrongUse(f"{shown(given)} is neither a file nor a hash of 64 digits")
        if is_zip(path):
            _earlier(path.name, _record_in(path), standing, report)
            return
        if path.stat().st_size > TEXT_MOST:
            raise WrongUse(f"{shown(path.name)} is too large to be an export")
        content = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{shown(given)} cannot be read") from error
    except NotOurs as error:
        raise WrongUse(f"{shown(path.name)}: {error}") from error
    if content.startswith(_DER) and len(content) <= _RECEIPT_MOST and not _is_text(content):
        _receipt(path.name, content, standing, receipts, report)
    elif content.lstrip().startswith(b"{"):
        _document(path.name, content, standing, report)
    else:
        found = _HASHES.findall(content.decode("utf-8", "replace"))
        if not found:
            raise WrongUse(f"{shown(path.name)} is no root, receipt or export")
        _hashes([one.lower() for one in found], path.name, standing, report)


def _is_text(content: bytes) -> bool:
    """A list of roots may begin with the digit that a receipt begins with."""
    return all(32 <= byte < 127 or byte in b"\t\r\n" for byte in content[:256])


def _document(name: str, content: bytes, standing: Standing, report: Report) -> None:
    try:
        record = plain(content, name)
    except NotOurs as error:
        raise WrongUse(f"{shown(str(error))}") from error
    _earlier(name, record, standing, report)


def _record_in(path: Path) -> Mapping[str, object]:
    """The record of an earlier archive, which its manifest must hold."""
    with opened(path) as archive:
        manifest = plain(archive.content(MANIFEST), MANIFEST) if MANIFEST in archive else {}
        if newer_than(manifest.get("format"), FORMAT):
            raise NotOurs("made by a newer cpdbot")
        if RECORD not in archive or manifest.get("format") != FORMAT:
            raise NotOurs("it is no archive of cpdbot's")
        return plain(archive.content(RECORD), RECORD)


def _hashes(found: Sequence[str], name: str, standing: Standing, report: Report) -> None:
    """Against hashes: of a list of roots, those of months that the archive knows count."""
    chain, known, hit = standing.chain, set(found), False
    for root in standing.roots.values():
        if root.root in known:
            hit = True
            _vouch(report, f"Against the root of {root.named}: {vouched_by(root, chain)}")
    for number, one in enumerate(chain.hashes, start=1):
        if one in known:
            hit = True
            until = several(number, "revision")
            _vouch(report, f"Against the head that you hold: the first {until} stand as they did.")
    if standing.fingerprint in known:
        hit = True
        _vouch(report, "Against the fingerprint that you hold: every file is as it was then.")
    if not hit:
        what = f"No hash in {shown(name)} is" if name else f"{found[0]} is not"
        rest = "a root that its proof leads to, a head of its chain, or its fingerprint"
        report.fails(f"{what} {rest}.")


def _receipt(
    name: str, content: bytes, standing: Standing, receipts: ReadReceipt, report: Report
) -> None:
    """Against a receipt: it must be over one of the roots."""
    why = ""
    for root in standing.roots.values():
        try:
            found = receipts(content, root.root)
        except ReceiptRefused as refused:
            why = str(refused)
            continue
        until = vouched_by(root, standing.chain)
        at = f"{found.at:%Y-%m-%d %H:%M:%S} UTC"
        if found.pinned:
            _vouch(report, f"Against the receipt {shown(name)} of {at}, over {root.named}: {until}")
        else:
            raise WrongUse(f"to check {shown(name)}, name its authority's root with --tsa-root")
        return
    report.fails(f"The receipt {shown(name)} vouches for no root of this archive: {why or 'none'}.")


def _earlier(name: str, record: Mapping[str, object], standing: Standing, report: Report) -> None:
    """Against an earlier export: the chain begins with what it held then."""
    if newer_than(record.get("format"), RECORD_FORMAT):
        raise WrongUse(f"{shown(name)} was made by a newer cpdbot")
    if record.get("format") != RECORD_FORMAT:
        raise WrongUse(f"{shown(name)} is no export of cpdbot's")
    own = Report()
    try:
        then = chain_of(record, own, "that export's")
    except MISSHAPEN as error:
        raise WrongUse(f"{shown(name)} does not have the form of an export") from error
    except NotOurs as error:
        raise WrongUse(f"{shown(name)}: {error}") from error
    if then is None:
        report.fails(f"The earlier export {shown(name)} does not hold itself: {own.said[-1].text}")
        return
    now = standing.chain
    what = f"the export of {shown(then.made_at)}"
    if (then.workspace, then.member) != (now.workspace, now.member):
        report.fails(f"{_cap(what)} is another member's.")
        return
    for number, (before, after) in enumerate(zip(then.hashes, now.hashes, strict=False), start=1):
        if before != after:
            report.fails(
                f"Revision {number} is not the one that {what} held: the chain was written anew."
            )
            return
    if len(then.hashes) > len(now.hashes):
        gone = len(then.hashes) - len(now.hashes)
        report.fails(
            f"{_cap(what)} held {several(gone, 'revision')} more: the newest were cut off."
        )
        return
    if not then.hashes:
        report.note(f"{_cap(what)} held no revision: it vouches for nothing.")
        return
    since = len(now.hashes) - len(then.hashes)
    rest = f" {several(since, 'revision')} came since." if since else ""
    first = several(len(then.hashes), "revision")
    _vouch(report, f"Against {what}: the first {first} are those that it held.{rest}")


def _vouch(report: Report, text: str) -> None:
    report.vouched = True
    report.holds(text)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
