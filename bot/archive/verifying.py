"""Verifying an archive, or the record alone: what holds, what does not, and against what.

Nothing of a database, of settings or of the network is needed, and nothing is written to disk.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.archive import proof_checks, record_checks
from bot.archive.file_checks import (
    check_about,
    check_evidence,
    check_files,
    check_page,
    check_receipts,
)
from bot.archive.form import (
    FORMAT,
    MANIFEST,
    MISSHAPEN,
    PAGE,
    PROOF,
    RECORD,
    RECORD_FORMAT,
    TEXT_MOST,
    NotOurs,
    newer_than,
    plain,
    shown,
)
from bot.archive.held import Standing, against
from bot.archive.proof_checks import ReadReceipt
from bot.archive.reading import ArchiveFile, is_zip, opened
from bot.archive.report import Report


def verify(path: Path, held: Sequence[str], receipts: ReadReceipt) -> Report:
    """What there is to say of an archive, or of an export's JSON document; `held` is what it is
    held against. Raises WrongUse for that, and OSError where `path` cannot be read.
    """
    report = Report()
    standing: Standing | None = None
    try:
        standing = _archive(path, receipts, report) if is_zip(path) else _export(path, report)
    except NotOurs as error:
        report.fails(f"{_begun(str(error))}.")
    if standing is not None:
        for one in held:
            against(one, standing, receipts, report)
    elif held:
        report.note("It was not held against anything: there is no whole chain to do that with.")
    return report


def _export(path: Path, report: Report) -> Standing | None:
    if path.stat().st_size > TEXT_MOST:
        raise NotOurs("it is no ZIP file, and too large for the record alone")
    content = path.read_bytes()
    if not content.lstrip().startswith(b"{"):
        raise NotOurs("it is neither an archive (a ZIP file) nor an export's JSON document")
    chain = _record(plain(content, "it"), report)
    return None if chain is None else Standing(chain)


def _record(record: Mapping[str, Any], report: Report) -> record_checks.Chain | None:
    if newer_than(record.get("format"), RECORD_FORMAT):
        raise NotOurs(f"made by a newer cpdbot: its record is {shown(str(record['format']))}")
    if record.get("format") != RECORD_FORMAT:
        raise NotOurs("its record is of no format of ours")
    return record_checks.checked(record, report)


def _archive(path: Path, receipts: ReadReceipt, report: Report) -> Standing | None:
    with opened(path) as archive:
        if MANIFEST not in archive:
            raise NotOurs("it is a ZIP file, but no archive of cpdbot's: it has no manifest.json")
        written = archive.content(MANIFEST)
        manifest = plain(written, MANIFEST)
        if newer_than(manifest.get("format"), FORMAT):
            raise NotOurs(f"made by a newer cpdbot: it is {shown(str(manifest['format']))}")
        if manifest.get("format") != FORMAT:
            raise NotOurs("its manifest is of no format of ours")
        try:
            sound = check_files(archive, manifest, written, report)
        except MISSHAPEN as error:
            raise NotOurs("its manifest does not have the form that its format has") from error
        if RECORD not in archive:
            return None
        record = plain(archive.content(RECORD), RECORD)
        chain = _record(record, report)
        if chain is None:
            return None
        check_evidence(archive, manifest, record, report)
        check_about(manifest, record, report)
        if PAGE in archive:
            check_page(archive, record, report)
        roots = {}
        if PROOF in archive:
            proof = plain(archive.content(PROOF), PROOF)
            roots = proof_checks.checked(proof, chain, report)
            check_receipts(archive, proof, Standing(chain, roots), receipts, report)
    fingerprint = hashlib.sha256(written).hexdigest() if sound else ""
    if sound:
        report.note(f"Its fingerprint, the hash of its manifest, is {fingerprint}.")
    return Standing(chain, roots, fingerprint)


def record_in(archive: ArchiveFile) -> Mapping[str, Any]:
    """The record of an archive that was verified. Raises NotOurs."""
    return plain(archive.content(RECORD), RECORD)


def _begun(text: str) -> str:
    """With a capital, unless it begins with the name of a file."""
    first = text.partition(" ")[0]
    return text if "." in first or "/" in first else text[:1].upper() + text[1:]
