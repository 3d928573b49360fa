"""A record of 300 entries with 100 files becomes an archive, and is verified: time and memory."""

import hashlib
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.databases import Databases
from bot.archive.verifying import verify
from bot.clock import Clocks
from bot.delivery.archive_file import ArchiveFolder
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.data_rights import export
from bot.services.data_rights.archive import contents
from bot.services.data_rights.export import Piece
from bot.services.record.evidence import File, attach_file
from bot.services.record.revisions import chain_revision
from bot.timestamps.receipts import Reader
from storage.engine.database import Database, Dialect
from storage.evidence.store import EvidenceStore, Place

TEAM = "TBENCH"
WHO = Actor(TEAM, "UARCHIVE")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in the record: entries, files, and bytes of each file."""

    entries: int
    files: int
    bytes: int = 500_000


def measure(databases: Databases, dialect: Dialect, size: Size, run_folder: Path) -> dict[str, Any]:
    """Seconds and peak megabytes of Python's memory, to write an archive and to verify it."""
    url = databases.empty(dialect, "archive")
    database = Database(url)
    try:
        return {"dialect": dialect, **_measured(database, run_folder / f"archive-{dialect}", size)}
    finally:
        database.close()
        databases.drop(url)


def _measured(database: Database, folder: Path, size: Size) -> dict[str, Any]:
    folder.mkdir(parents=True)
    contexts = ContextFactory(database, Clocks(), load_packs())
    store = EvidenceStore(str(folder / "evidence-store"))
    _fill(contexts, store, folder, size)
    work = folder / "work"
    work.mkdir()
    written, written_mb = _timed(lambda: _write(contexts, store, work))
    path = work / "archive.zip"
    verified, verified_mb = _timed(lambda: _check(path))
    return {
        "entries": size.entries,
        "files": size.files,
        "archive_mb": path.stat().st_size / 1e6,
        "write_seconds": written,
        "write_peak_mb": written_mb,
        "verify_seconds": verified,
        "verify_peak_mb": verified_mb,
    }


def _fill(contexts: ContextFactory, store: EvidenceStore, folder: Path, size: Size) -> None:
    with contexts.open(WHO, Origin("bench:archive")) as ctx:
        ctx.work.undo.be_silent()
        for number in range(size.entries):
            entry = ctx.work.entries.add(
                ctx.member.id,
                "logged",
                ctx.now,
                source_key=None,
                title=f"Course {number}",
                start_date=ctx.today,
                end_date=ctx.today,
                minutes=120,
                evaluate="I prove dead before I touch the pack, on every job. " * 10,
            )
            if entry is None:
                raise RuntimeError("an entry was there before")
            chain_revision(ctx, entry, "saved")
            if number < size.files:
                _attach(ctx, store, folder, entry, os.urandom(size.bytes))
        ctx.commit()


def _attach(
    ctx: MemberContext, store: EvidenceStore, folder: Path, entry: Any, content: bytes
) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    file = folder / "file"
    file.write_bytes(content)
    store.put(Place(TEAM, ctx.member.id, sha256), file)
    attach_file(ctx, entry, File(sha256, len(content), "application/pdf", f"{sha256[:8]}.pdf"))


def _write(contexts: ContextFactory, store: EvidenceStore, folder: Path) -> None:
    with contexts.open(WHO, Origin("bench:export")) as ctx:
        made, member_id = contents(ctx, None), ctx.member.id
        for piece in export.pieces(ctx):
            if isinstance(piece, Piece):
                with (folder / f"record.{piece.format}").open("ab") as stream:
                    stream.write(piece.content)
    archive = ArchiveFolder(folder, made)
    for file in archive.begin():
        archive.add_evidence(store, Place(TEAM, member_id, file.sha256), file)
    archive.finish()


def _check(path: Path) -> None:
    report = verify(path, (), Reader())
    if not report.well:
        raise RuntimeError(str(report.said))


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    tracemalloc.start()
    began = perf_counter()
    work()
    seconds = perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak
