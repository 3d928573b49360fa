"""What `cpdbot doctor` says of the evidence store: whether it is there, and holds what it should.

A small file is put there and taken away again; nothing of a member's is read.
"""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from bot.app.evidence import evidence_store, quotas
from bot.app.start import CannotStart
from bot.cli.findings import Finding, note, to_do, well
from bot.figures import several
from bot.policy.file_quotas import MEGABYTE, in_megabytes
from bot.settings import Settings
from storage.engine.database import Database
from storage.evidence.errors import EvidenceUnavailable, Reason
from storage.evidence.store import EvidenceStore, Place
from storage.record.stored_files import newest, totals

LOOKED_AT: Final = 200
"""Files that are looked for in the store, the newest first: it may hold very many."""

_AT_ONCE: Final = 8
_LITTLE_ROOM: Final = 500 * MEGABYTE

_HOW: Final[dict[Reason, str]] = {
    "gone": "Mount it again, or set CPDBOT_EVIDENCE_URL to where it is now.",
    "full": "Make room. Until then no file is kept; those dropped meanwhile are tried again.",
    "refused": "Let this process read, write, list and delete there.",
    "unreachable": "Check the network, the address in CPDBOT_EVIDENCE_URL and its credentials.",
}


def check_evidence(settings: Settings, database: Database) -> Sequence[Finding]:
    """The store, and the newest files that should be in it."""
    try:
        store = evidence_store(settings)
    except CannotStart as error:
        return [to_do(f"evidence: {error}")]
    files, size = totals(database)
    where = f"evidence: {store.told}"
    try:
        if store.folder is not None and not store.folder.is_dir():
            return [_no_folder(where, store.folder, files)]
        store.check()
        missing = _missing(store, database)
    except EvidenceUnavailable as unavailable:
        return [to_do(f"{where}: {unavailable} {_HOW[unavailable.reason]}")]
    held = several(files, "file")
    found = [well(f"{where} holds {held} with {in_megabytes(size) if size else '0 MB'}")]
    if missing:
        found = [
            to_do(
                f"{where}: {missing} of the {min(files, LOOKED_AT)} newest files are not there. "
                "Restore the store from the back-up that belongs to this database, or set "
                "CPDBOT_EVIDENCE_URL to where it is. Their entries still name them."
            )
        ]
    return [*found, *_room(where, store.folder, size, settings)]


def _no_folder(where: str, folder: Path, files: int) -> Finding:
    """Nobody has made it yet, which is well where nothing was ever kept."""
    if files:
        held = several(files, "file")
        return to_do(f"{where} is not there, and {held} should be in it. {_HOW['gone']}")
    above = next(one for one in (folder, *folder.parents) if one.exists())
    if not (above.is_dir() and os.access(above, os.W_OK)):
        return to_do(f"{where} cannot be made. {_HOW['refused']}")
    return well(f"{where}, made when the first file is kept")


def _missing(store: EvidenceStore, database: Database) -> int:
    places = [Place(*one) for one in newest(database, LOOKED_AT)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return sum(not there for there in pool.map(store.has, places))


def _room(where: str, folder: Path | None, size: int, settings: Settings) -> list[Finding]:
    """What will be short soon."""
    found: list[Finding] = []
    if folder is not None and shutil.disk_usage(folder).free < _LITTLE_ROOM:
        found.append(note(f"{where}: less than {in_megabytes(_LITTLE_ROOM)} are free there."))
    if size > quotas(settings).workspace * 9 // 10:
        found.append(
            note(f"{where}: nearly as much as CPDBOT_FILES_WORKSPACE_MB allows one workspace.")
        )
    return found
