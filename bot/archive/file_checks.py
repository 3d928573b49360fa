"""Checks on an archive's files: those that its manifest names, evidence, and receipts."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

from bot.archive.form import (
    EVERY,
    EVIDENCE_NAME,
    FIRST_PAGE_FORMAT,
    HASH,
    MANIFEST,
    MISSHAPEN,
    PAGE,
    PAGE_FORMAT,
    RECEIPT_NAME,
    ROOT_NAME,
    WHYS,
    NotOurs,
    document,
    evidence_name,
    newer_than,
    shown,
)
from bot.archive.held import Standing
from bot.archive.page import page
from bot.archive.proof_checks import ReadReceipt, ReceiptRefused, vouched_by
from bot.archive.reading import ArchiveFile
from bot.archive.record_checks import files_named
from bot.archive.report import Report, several

_MISSING: Final = {
    "not kept": "the store no longer had it",
    "damaged": "the store had other bytes",
    "too large": "there was no room",
}
_GENERATOR: Final = re.compile(r'<meta name="generator" content="([\w-]{1,40})">')
_HEAD_MOST: Final = 1_000


def check_files(
    archive: ArchiveFile, manifest: Mapping[str, Any], written: bytes, report: Report
) -> bool:
    """Each file is the one that the manifest names, and nothing else is there."""
    before = len(report.said)
    named = {str(one["name"]): one for one in manifest["files"]}
    if len(named) != len(manifest["files"]) or document(manifest) != written:
        report.fails("The manifest was edited: it is not written as cpdbot writes it.")
    for name in archive.names:
        if name != MANIFEST and name not in named:
            report.fails(f"{shown(name)} was added: the manifest does not name it.")
    for name, one in named.items():
        if name not in archive:
            report.fails(f"{shown(name)} is missing: the manifest names it.")
        elif archive.sha256(name) != one["sha256"] or archive.size(name) != one["size"]:
            report.fails(f"{shown(name)} is not the file that the manifest names: it was altered.")
        if not _is_ours(name):
            report.fails(f"{shown(name)} is no file of an archive: it was added.")
    for name in sorted(EVERY - {MANIFEST} - named.keys()):
        report.fails(f"{name} is in every archive, and not in this one.")
    if len(report.said) > before:
        return False
    report.holds(f"{several(len(named), 'file')} are those that its manifest names, and no other.")
    return True


def _is_ours(name: str) -> bool:
    patterns = (EVIDENCE_NAME, RECEIPT_NAME, ROOT_NAME)
    return name in EVERY or any(one.fullmatch(name) for one in patterns)


def check_about(manifest: Mapping[str, Any], record: Mapping[str, Any], report: Report) -> None:
    told = {name: manifest.get(name) for name in ("made_at", "workspace", "member")}
    if set(manifest) != {"format", "files", "missing", *told} or told != {
        "made_at": record["exported_at"],
        "workspace": record["workspace"]["id"],
        "member": record["member"]["slack_id"],
    }:
        report.fails("The manifest was edited: it is about another record than the one in here.")


def check_evidence(
    archive: ArchiveFile, manifest: Mapping[str, Any], record: Mapping[str, Any], report: Report
) -> None:
    """Evidence is what the record names, by its bytes; what is not there is said to be missing."""
    try:
        wanted = files_named(record)
        sums = {one["name"]: one["sha256"] for one in manifest["files"]}
        missing = {str(one["sha256"]): str(one["why"]) for one in manifest["missing"]}
        odd = len(missing) != len(manifest["missing"]) or any(
            set(one) != {"sha256", "why"} for one in manifest["missing"]
        )
    except MISSHAPEN as error:
        raise NotOurs("its list of files does not have the form that its format has") from error
    there: dict[str, str] = {}
    before = len(report.said)
    for name in archive.names:
        found = EVIDENCE_NAME.fullmatch(name)
        if found is None:
            continue
        if found[1] in there or evidence_name(found[1], found[2]) != name:
            report.fails(f"{shown(name)} was added: no file is there under two names.")
        there[found[1]] = name
        if found[1] not in wanted:
            report.fails(f"{shown(name)} was added: the record names no such file.")
        elif sums.get(name, found[1]) != found[1]:
            report.fails(f"{shown(name)} is not the file that the record names.")
    for sha256 in sorted(wanted - there.keys() - missing.keys()):
        report.fails(f"The file {sha256}, which the record names, was removed.")
    if odd or not missing.keys() <= wanted - there.keys() or not set(missing.values()) <= {*WHYS}:
        report.fails(
            "The manifest was edited: it misses files that are there, or that nobody names."
        )
    if len(report.said) == before and there:
        report.holds(
            f"{several(len(there), 'file')} of evidence, byte for byte as the record names."
        )
    for sha256, why in missing.items():
        if why in _MISSING and HASH.fullmatch(sha256):
            report.note(f"The file {sha256} is not in it: {_MISSING[why]}, it says.")


def check_page(archive: ArchiveFile, record: Mapping[str, Any], report: Report) -> None:
    """The page, which people read, says what the record says."""
    made = hashlib.sha256()
    told = _page_format(archive)
    try:
        for piece in page(record, told if told == FIRST_PAGE_FORMAT else PAGE_FORMAT):
            made.update(piece)
    except MISSHAPEN as error:
        raise NotOurs("the record does not have the form that its format has") from error
    if archive.sha256(PAGE) == made.hexdigest():
        report.holds(f"{PAGE} is what cpdbot makes of the record.")
    elif newer_than(told, PAGE_FORMAT):
        report.note(
            f"{PAGE} says that a newer cpdbot made it: nothing here can compare it with the "
            "record. Read record.json instead."
        )
    else:
        report.fails(f"{PAGE} is not what cpdbot makes of the record: it was altered.")
    report.note("entries.csv, README.txt and record.schema.json are not compared with the record.")


def _page_format(archive: ArchiveFile) -> str:
    """What a page says that it was made as."""
    start = next(archive.chunks(PAGE), b"")[:_HEAD_MOST]
    found = _GENERATOR.search(start.decode("utf-8", "replace"))
    return "" if found is None else found[1]


def check_receipts(
    archive: ArchiveFile,
    proof: Mapping[str, Any],
    standing: Standing,
    receipts: ReadReceipt,
    report: Report,
) -> None:
    """Receipts that lie beside the proof: each over the root of its own month."""
    named: set[str] = set()
    for one in proof["roots"]:
        root = standing.roots.get(str(one["month"]))
        if root is None:
            continue
        for name in map(str, one["receipts"]):
            named.add(name)
            if name not in archive or not name.startswith(f"receipts/{root.month}-"):
                report.fails(f"{shown(name)}, a receipt for {root.named}, is not there.")
                continue
            try:
                found = receipts(archive.content(name), root.root)
            except ReceiptRefused as refused:
                report.fails(f"{shown(name)} is no receipt for {root.named}: {refused}.")
                continue
            at = f"{found.at:%Y-%m-%d %H:%M:%S} UTC"
            if found.pinned:
                report.vouched = True
                until = vouched_by(root, standing.chain)
                report.holds(f"By the receipt of {at} for {root.named}: {until}")
            else:
                report.note(
                    f"A receipt says that the root of {root.named} was there at {at}. Name its "
                    "authority's root with --tsa-root, and it is checked."
                )
        if one["receipts"] and f"receipts/{root.month}.txt" in archive:
            named.add(f"receipts/{root.month}.txt")
            if archive.content(f"receipts/{root.month}.txt") != root.root.encode():
                report.fails(f"receipts/{root.month}.txt does not hold the root of {root.named}.")
    for name in archive.names:
        if name.startswith("receipts/") and name not in named:
            report.fails(f"{shown(name)} was added: the proof does not name it.")
