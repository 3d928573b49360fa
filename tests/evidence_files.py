"""Files of evidence for tests: bytes in a store, and what is said of them."""

import hashlib
from datetime import date
from pathlib import Path

from bot.services.context.member_context import MemberContext
from bot.services.record.evidence import File, attach_file
from storage.evidence.store import EvidenceStore, Place
from storage.row_types import EntryRecord

PDF = b"%PDF-1.7 This certifies that Ana Ortiz has completed High voltage isolation"


def a_file(name: str = "certificate.pdf", content: bytes = PDF) -> File:
    """A certificate, as it is known once its bytes are kept."""
    return File(hashlib.sha256(content).hexdigest(), len(content), "application/pdf", name)


def put(store: EvidenceStore, ctx: MemberContext, folder: Path, content: bytes = PDF) -> Place:
    """Its bytes in the store, as the member's."""
    file = folder / "downloaded"
    file.write_bytes(content)
    place = Place(ctx.work.workspace_id, ctx.member.id, hashlib.sha256(content).hexdigest())
    store.put(place, file)
    return place


def attached(
    ctx: MemberContext,
    entry: EntryRecord,
    name: str = "certificate.pdf",
    content: bytes = PDF,
    runs_out: date | None = None,
) -> File:
    """A file as evidence of an entry; its bytes are nobody's business here."""
    file = a_file(name, content)
    assert attach_file(ctx, entry, file, runs_out=runs_out)
    return file
