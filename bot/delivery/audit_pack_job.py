"""The pack for a body's audit: read from one snapshot, its document and archive made as those jobs
make them, and brought into the member's conversation as one ZIP.

Killed anywhere it begins anew: the folder that it worked in goes, and a file that was shared is
found by its name. The same record at the same moment gives the same bytes.
"""

import hashlib
import zipfile
from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.archive.form import READ_ME, safe_name
from bot.archive.writing import zip_info
from bot.delivery.archive_file import ROOM, ArchiveFolder
from bot.delivery.bringing import FILES, Bringing
from bot.delivery.document_job import RenderedDocuments
from bot.delivery.evidence_files import later, store_of
from bot.delivery.export_job import append, packed
from bot.delivery.job_runner import Report
from bot.delivery.reading_in_steps import read_in_steps
from bot.delivery.work_folders import work_folder
from bot.documents.model import Document, Evidence, files_in
from bot.documents.rendering import Renderers
from bot.figures import several
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights.archive import Contents
from bot.services.data_rights.audit_pack import DOCUMENT, Pack, Step, read_me, steps
from bot.services.data_rights.documents import Reading
from bot.services.data_rights.export import Piece, Progress
from bot.ui.kit.said import said
from storage.evidence.errors import EvidenceUnavailable, NotKept
from storage.evidence.store import EvidenceStore, Place
from storage.queues.jobs import Job

PREFIX: Final = "cpdbot-audit-pack-"

_ARCHIVE_ROOM: Final = ROOM // 2
"""Bytes that the archive may have in a pack: evidence is in it and beside it."""

_BESIDE: Final = 20_000_000
"""Bytes of a pack that are left for what is no evidence, beside the document."""

_CHUNK: Final = 1024 * 1024


@dataclass(slots=True)
class _Read:
    """What was read, as of one moment; the record's files are in the archive's folder."""

    pack: Pack | None = None
    contents: Contents | None = None
    document: Document | None = None


@dataclass(slots=True)
class _PackFile:
    """The ZIP while it is written, and which files are not in it."""

    path: Path
    missing: list[str] = field(default_factory=list)
    files: int = 0


class AuditPacks:
    """Does jobs of the kind "audit_pack"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing, renderers: Renderers) -> None:
        self._office = contexts
        self._bringing = bringing
        self._rendering = RenderedDocuments(contexts, renderers)

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """The id of the file, and how many of evidence are `missing` in it; no file where the audit
        is none any more.
        """
        async with work_folder(PREFIX) as folder:
            record = folder / "record"
            record.mkdir()
            read = await self._read(job, record, report)
            if read.pack is None or read.contents is None or read.document is None:
                return {FILES: [], "gone": True}
            path: Path | None = None
            if not read.pack.without_private:
                archive = ArchiveFolder(record, read.contents, _ARCHIVE_ROOM)
                path, _ = await packed(self._office, job, archive, report)
            document = await self._rendering.rendered(job, "pdf", read.document, report)
            await report({"step": "pack"})
            made = await self._packed(job, read, folder, path, document)
            channel = await self._bringing.channel_of(
                job, read.contents.slack_id, read.contents.im_channel
            )
            file_id = await self._bringing.bring(
                job,
                channel,
                filename=read.pack.file_name,
                content=made.path,
                comment=_comment(read.pack, read.document),
            )
        await self._bringing.note(job, [file_id])
        missing = {"missing": len(made.missing)} if made.missing else {}
        return {FILES: [file_id], **missing}

    async def _read(self, job: Job, folder: Path, report: Report) -> _Read:
        read = _Read()

        async def take(step: Step) -> None:
            match step:
                case Pack():
                    read.pack = step
                case Contents():
                    read.contents = step
                case Document():
                    read.document = step
                case Reading(done, entries):
                    await report({"step": "entries", "done": done, "of": entries})
                case Piece(file_format, content):
                    await to_thread(append, folder / f"record.{file_format}", content)
                case Progress():
                    pass

        await read_in_steps(self._office, job, lambda ctx: steps(ctx, job.values), take)
        return read

    async def _packed(
        self, job: Job, read: _Read, folder: Path, archive: Path | None, document: bytes
    ) -> _PackFile:
        """Everything in one ZIP."""
        if read.pack is None or read.contents is None or read.document is None:
            raise ValueError("nothing was read")
        made = _PackFile(folder / "pack.zip")
        archive_name = f"archive/{read.contents.file_name}" if archive else ""
        files = files_in(read.document)
        left = ROOM - _BESIDE - len(document)
        if archive is not None:
            left -= (await to_thread(archive.stat)).st_size
        with zipfile.ZipFile(made.path, "w", allowZip64=True) as pack:
            await to_thread(_write, pack, DOCUMENT, document)
            for one in files:
                fetched = folder / "evidence"
                name = f"evidence/{one.number:03}-{safe_name(one.name)}"
                if await self._fetched(job, one, fetched, left):
                    left -= (await to_thread(fetched.stat)).st_size
                    await to_thread(_copy, pack, name, fetched)
                    made.files += 1
                else:
                    made.missing.append(f"[{one.number}] {safe_name(one.name)}")
            if archive is not None:
                await to_thread(_copy, pack, archive_name, archive)
            words = read_me(read.pack, read.document, archive_name, made.missing, made.files)
            await to_thread(_write, pack, READ_ME, words)
        return made

    async def _fetched(self, job: Job, one: Evidence, into: Path, left: int) -> bool:
        """Whether the bytes are to be had, the right ones, and there is room for them."""
        if (one.size or 0) > left:
            return False
        place = Place(job.workspace_id, job.member_id, one.sha256)
        try:
            return await to_thread(_fetch, store_of(self._office), place, into, left)
        except EvidenceUnavailable as unavailable:
            raise later(unavailable) from unavailable


def _comment(pack: Pack, document: Document) -> str:
    """What is said with the file: first of all what of it was given privately."""
    if pack.without_private:
        return said("audit_pack_without_private").text
    if not pack.private:
        return said("audit_pack_here").text
    answers = several(document.private, "answer")
    return said("audit_pack_private", answers=answers, whole=pack.private).text


def _fetch(store: EvidenceStore, place: Place, into: Path, left: int) -> bool:
    told, size = hashlib.sha256(), 0
    try:
        with into.open("wb") as stream:
            for chunk in store.chunks(place):
                size += stream.write(chunk)
                told.update(chunk)
    except NotKept:
        return False
    return told.hexdigest() == place.sha256 and size <= left


def _write(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    pack.writestr(zip_info(name, packed=True), content)


def _copy(pack: zipfile.ZipFile, name: str, path: Path) -> None:
    large = path.stat().st_size >= zipfile.ZIP64_LIMIT
    with (
        path.open("rb") as stream,
        pack.open(zip_info(name, packed=False), "w", force_zip64=large) as into,
    ):
        while chunk := stream.read(_CHUNK):
            into.write(chunk)
