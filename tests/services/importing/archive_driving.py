"""Archives driven without Slack: read as a child process would, and taken in as a job does."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.archive.form import PROOF_FORMAT
from bot.archive.report import Report
from bot.archive.verifying import verify
from bot.clock import Clocks
from bot.delivery.archive_intake import ArchiveIntake, always
from bot.policy.file_quotas import FileQuotas
from bot.policy.schemes.pack_file import load_packs
from bot.readers.archive_results import ArchiveRead
from bot.readers.child.file import File
from bot.readers.child.own_archives import read
from bot.readers.limits import Limits
from bot.readers.results import FileRead
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.data_rights.export import export_json
from bot.services.importing.arrivals import FileFacts
from storage.evidence.store import EvidenceStore
from tests.archives import a_record, no_receipts, packed
from tests.services.harness import SATURDAY, TEAM, ServiceHarness
from tests.services.importing.driving import member_id


def with_store(
    harness: ServiceHarness, folder: Path, quotas: FileQuotas | None = None
) -> EvidenceStore:
    """Gives the workplace a place for files."""
    store = EvidenceStore(str(folder / "evidence"))
    clocks = Clocks(calendar=lambda: harness.now, real=lambda: harness.now)
    harness.contexts = ContextFactory(
        harness.database, clocks, load_packs(), evidence=store, quotas=quotas or FileQuotas()
    )
    return store


def from_elsewhere(name: str = "Ana", **parts: Any) -> dict[str, Any]:
    """A record of another workspace, of somebody of this name."""
    record = a_record("UELSE")
    record["workspace"] = {"id": "T9", "name": "Old Works"}
    record["member"]["name"] = name
    return {**record, **parts}


def read_archive(folder: Path, archive: bytes) -> ArchiveRead:
    """What a child process makes of it, in this process; through what passes between both."""
    out = folder / hashlib.sha256(archive).hexdigest()[:12]
    out.mkdir(exist_ok=True)
    path = out / "file"
    path.write_bytes(archive)
    file = File(path, "a.zip", "archive", "application/zip", out, SATURDAY, Limits())
    plain = json.loads(json.dumps(read(file).plain()))
    found = FileRead.of_plain(plain, out).archive
    assert found is not None
    return found


def give(
    harness: ServiceHarness,
    folder: Path,
    archive: bytes,
    *,
    key: str = "file:9",
    still_ours: Callable[[MemberContext], None] = always,
) -> int:
    """An archive was given and verified; its import's number."""
    found = read_archive(folder, archive)
    assert not found.refused, found.refused
    facts = FileFacts(key, "cpd-archive.zip", hashlib.sha256(archive).hexdigest())
    intake = ArchiveIntake(harness.contexts, None, still_ours)
    number = asyncio.run(intake.take(TEAM, member_id(harness), facts, found))
    assert number is not None
    return number


def exported(harness: ServiceHarness) -> dict[str, Any]:
    """Ana's record as an export has it."""
    with harness.open() as ctx:
        content = b"".join(export_json(ctx.work, ctx.member, ctx.now))
    record: dict[str, Any] = json.loads(content)
    return record


def archive_of(record: dict[str, Any], contents: dict[str, bytes] | None = None) -> bytes:
    """An archive of such a record, which is in no root yet."""
    proof = {"format": PROOF_FORMAT, "chain": record["chain"], "roots": []}
    return packed(record, proof, contents=contents or {})


def checked(folder: Path, record: dict[str, Any]) -> Report:
    """What verifying says of a record alone."""
    path = folder / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return verify(path, (), no_receipts)


def without_clock(read_twice: ArchiveRead) -> ArchiveRead:
    """The same, wherever it was written."""
    return replace(read_twice, entries=None, lines=None, evidence=None)
