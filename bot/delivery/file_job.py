"""A dropped file: fetched from Slack, looked at by a process of its own, shown to the scanner where
there is one, and kept. What follows is decided in its member's lane, by `bot.services.evidence`.

Killed anywhere it begins anew: the folder that it worked in goes, what is kept is known by its
hash, and bytes without a row are swept.
"""

import asyncio
import hashlib
from asyncio import to_thread, wrap_future
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.conversation.transcripts import words_in
from bot.delivery.archive_intake import ArchiveIntake
from bot.delivery.downloads import (
    Downloads,
    ExternalFile,
    FileGone,
    FileRefused,
    FileTooLarge,
    NoAccess,
)
from bot.delivery.evidence_files import keep, later, store_of
from bot.delivery.import_jobs import Intake
from bot.delivery.job_runner import Report
from bot.delivery.slack import NotNow
from bot.delivery.virus_scan import Scanner
from bot.delivery.work_folders import work_folder
from bot.policy.file_quotas import in_megabytes
from bot.readers.archive_results import ArchiveRead
from bot.readers.reading import Readers
from bot.readers.results import FileRead
from bot.services.context.dropped_files import DroppedFile
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.evidence import documents
from bot.services.evidence.arrivals import say_how_far
from bot.services.evidence.results import FLAW, WAITS, FileResult
from bot.services.importing.arrivals import FileFacts
from bot.services.record.evidence import check_room, file_name, keep_file
from bot.services.record.file_requests import Purpose, group_of
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import Place
from storage.queues.jobs import Job, Jobs

PREFIX: Final = "cpdbot-file-"
SHOWN_AFTER: Final = 3.0
"""Seconds after which it is said that a file is being read."""

TRANSCRIPT_TRIES: Final = 3
"""How often a voice clip is looked at whose transcript is still being made."""

DOCUMENT_MOST: Final = 200_000
"""Bytes of a document of rules."""

_KEPT: Final = frozenset(
    {"pdf", "png", "jpeg", "heic", "webp", "docx", "pptx", "eml", "txt", "audio"}
)
_TABLES: Final = frozenset({"csv", "xlsx", "xls", "ods"})
_PACKED: Final = frozenset({"docx", "pptx"})
_BOMBS: Final = frozenset({"too_large", "too_much_memory", "too_slow"})
_FLAW_MOST: Final = 40
_SENTENCES: Final[Mapping[str, str]] = {
    "empty": "file_is_empty",
    "broken": "file_is_broken",
    "encrypted": "file_is_locked",
    "bomb": "file_is_too_much",
    "table": "table_not_read",
    "calendar": "calendar_not_read",
    "archive": "archive_not_read",
}
_REFUSALS: Final[Mapping[type[FileRefused], str]] = {
    FileGone: "file_gone_first",
    NoAccess: "file_no_access",
    ExternalFile: "file_is_elsewhere",
}


@dataclass(frozen=True, slots=True)
class FileWork:
    """What a file goes through: fetched, read, and shown to a scanner, if there is one."""

    downloads: Downloads
    readers: Readers
    scanner: Scanner | None = None
    shown_after: float = SHOWN_AFTER


class Filing:
    """Does jobs of the kind "file"."""

    def __init__(self, contexts: ContextFactory, work: FileWork) -> None:
        self._contexts = contexts
        self._work = work
        self._jobs = Jobs(contexts.database)

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """What was found, as `FileResult.plain` gives it."""
        shown = asyncio.create_task(self._show_later(job))
        try:
            async with work_folder(PREFIX) as folder:
                result = await _OneFile(self, job, folder).dealt_with()
        except NotNow as trouble:
            await self._say(job, waits=trouble.code)
            raise
        finally:
            shown.cancel()
        return result.plain()

    async def _show_later(self, job: Job) -> None:
        await asyncio.sleep(self._work.shown_after)
        await self._say(job)

    async def _say(self, job: Job, *, waits: str = "") -> None:
        """Have it said how far the files are that were dropped with this one."""
        contexts = self._contexts
        purpose = Purpose.of_plain(job.values["purpose"])
        group = await self._group(job)

        def unit() -> None:
            origin = Origin(f"file:{job.id}")
            with contexts.open_by_id(job.workspace_id, job.member_id, origin) as ctx:
                if ctx is None:
                    return
                if waits:
                    lease_until = ctx.real + timedelta(minutes=1)
                    progress = {WAITS: waits}
                    self._jobs.progressed(ctx.work.session, job, progress, lease_until)
                say_how_far(ctx, group, purpose.thread_ts)
                ctx.commit()

        await wrap_future(contexts.database.write(unit))

    async def _group(self, job: Job) -> str:
        contexts = self._contexts

        def unit() -> str:
            with contexts.read_by_id(job.workspace_id, job.member_id) as ctx:
                known = None if ctx is None else ctx.work.jobs.get(job.id)
            return "" if known is None else group_of(known.key)

        return await wrap_future(contexts.database.read(unit))


class _OneFile:
    """One file, in a folder of its own."""

    def __init__(self, filing: Filing, job: Job, folder: Path) -> None:
        self._contexts = filing._contexts
        self._work = filing._work
        self._jobs = filing._jobs
        self._job = job
        self._folder = folder
        self._path = folder / "file"
        self._purpose = Purpose.of_plain(job.values["purpose"])

    async def dealt_with(self) -> FileResult:
        """What it is, and what became of it."""
        file = DroppedFile.of_plain(self._job.values["file"])
        try:
            file = await self._fetched(file)
        except FileTooLarge:
            most = in_megabytes(self._contexts.quotas.file)
            return self._refused(file, "file_over_limit", {"file_most": most})
        except FileRefused as refused:
            return self._refused(file, _REFUSALS.get(type(refused), "file_not_given"))
        size, sha256 = await to_thread(_measured, self._path)
        if not size:
            return self._refused(file, _SENTENCES["empty"])
        read = await self._read(file)
        sentence = _why_not(read)
        if sentence:
            return self._refused(file, sentence)
        if self._work.scanner is not None and not await self._work.scanner.is_clean(self._path):
            return self._refused(file, "file_is_infected")
        found = FileResult(
            self._purpose,
            name=file_name(file.name),
            sha256=sha256,
            size=size,
            media_type=read.media_type,
            kind=read.kind,
            unread=_unread(read),
            facts=None if read.certificate is None else read.certificate.plain(),
            recognised=read.recognised,
        )
        document = await self._document(read)
        if document:
            return replace(found, sha256="", size=0, text=document)
        if read.archive is not None:
            return await self._taken_in(file, found, read.archive)
        if read.table is not None or read.calendar is not None:
            return await self._imported(found, read)
        if file.audio or read.kind == "audio":
            found = replace(found, spoken=await self._spoken(file))
        return await self._kept(found)

    def _refused(
        self, file: DroppedFile, sentence: str, values: Mapping[str, str] | None = None
    ) -> FileResult:
        return FileResult(
            self._purpose, name=file_name(file.name), refused=sentence, values=values or {}
        )

    async def _fetched(self, file: DroppedFile) -> DroppedFile:
        """The file as Slack tells of it by now, its bytes in our folder. A voice clip's transcript
        is waited for a little.
        """
        downloads, workspace_id = self._work.downloads, self._job.workspace_id
        file = await downloads.known(workspace_id, file)
        if file.transcribing and self._job.attempts < TRANSCRIPT_TRIES:
            raise NotNow("files.info", "transcribing")
        await downloads.fetch(workspace_id, file, self._path)
        return file

    async def _read(self, file: DroppedFile) -> FileRead:
        """What is in it. Days are the member's: of a calendar, those are read that are over."""
        zone = await self._zone()
        now = self._contexts.clocks.calendar().astimezone(zone)
        return await self._work.readers.read(
            self._path, name=file.name, folder=self._folder, now=now
        )

    async def _zone(self) -> ZoneInfo:
        contexts, job = self._contexts, self._job

        def unit() -> ZoneInfo:
            with contexts.read_by_id(job.workspace_id, job.member_id) as ctx:
                return ZoneInfo("UTC") if ctx is None else ctx.zone

        return await wrap_future(contexts.database.read(unit))

    async def _document(self, read: FileRead) -> str:
        """The text of a document of rules: of YAML always, since it is nothing else; of a table
        where it is one of subjects, and an administrator has dropped it.
        """
        if read.kind == "yaml":
            return read.text or " "
        if read.kind != "csv":
            return ""
        text = await to_thread(_text_of, self._path)
        if not documents.is_table_of_subjects(text):
            return ""
        contexts, job = self._contexts, self._job

        def unit() -> bool:
            with contexts.read_by_id(job.workspace_id, job.member_id) as ctx:
                return ctx is not None and documents.may_load(ctx)

        return text if await wrap_future(contexts.database.read(unit)) else ""

    async def _imported(self, found: FileResult, read: FileRead) -> FileResult:
        """A table or a calendar is shown before it counts; nothing else of it is kept."""
        who = (self._job.workspace_id, self._job.member_id)
        facts = FileFacts(f"file:{self._job.id}", found.name, found.sha256)
        intake = Intake(self._contexts, self._still_ours)
        if read.table is not None:
            number = await intake.table(*who, facts, read.table, cut=read.cut)
        else:
            assert read.calendar is not None  # noqa: S101 - it is one or the other
            number = await intake.calendar(*who, facts, read.calendar, cut=read.cut)
        return replace(found, import_id=number)

    async def _taken_in(
        self, file: DroppedFile, found: FileResult, archive: ArchiveRead
    ) -> FileResult:
        """One of our archives is shown before it counts; one that does not hold is refused."""
        if archive.refused:
            return self._refused(file, "archive_refused", {"why": archive.refused})
        who = (self._job.workspace_id, self._job.member_id)
        facts = FileFacts(f"file:{self._job.id}", found.name, found.sha256)
        intake = ArchiveIntake(self._contexts, self._work.scanner, self._still_ours)
        return replace(found, import_id=await intake.take(*who, facts, archive))

    def _still_ours(self, ctx: MemberContext) -> None:
        """Raises LeaseLost where the job is somebody else's, or was dropped with the record."""
        self._jobs.left(ctx.work.session, self._job, {})

    async def _spoken(self, file: DroppedFile) -> str:
        """What was said in a voice clip: all of it where Slack gives that, else its beginning."""
        path = self._folder / "transcript"
        if file.transcript_url:
            try:
                await self._work.downloads.transcript(self._job.workspace_id, file, path)
            except FileRefused:
                return file.transcript or ""
            said = words_in(await to_thread(partial(path.read_text, "utf-8", "replace")))
            return said or file.transcript or ""
        return file.transcript or ""

    async def _kept(self, found: FileResult) -> FileResult:
        """Its bytes in the store, and the row that says so, while the job is still ours."""
        contexts, job = self._contexts, self._job

        def room() -> Refused | None:
            with contexts.read_by_id(job.workspace_id, job.member_id) as ctx:
                try:
                    if ctx is not None:
                        check_room(ctx, found.size, found.sha256)
                except Refused as refused:
                    return refused
            return None

        full = await wrap_future(contexts.database.read(room))
        if full is not None:
            values = {name: str(value) for name, value in full.values.items()}
            return FileResult(found.purpose, found.name, full.sentence, values)

        def unit() -> None:
            origin = Origin(f"file:{job.id}")
            with contexts.open_by_id(job.workspace_id, job.member_id, origin) as ctx:
                if ctx is None:
                    return
                self._jobs.left(ctx.work.session, job, found.plain())  # nobody has erased meanwhile
                keep_file(ctx, found.file)
                ctx.commit()

        async def commit() -> None:
            await wrap_future(contexts.database.write(unit))

        place = Place(job.workspace_id, job.member_id, found.sha256)
        try:
            await keep(store_of(contexts), place, self._path, commit)
        except EvidenceUnavailable as unavailable:
            raise later(unavailable) from None
        return found


def _why_not(read: FileRead) -> str:
    """Why a file is not kept, by the name of what is said; empty where it may be. One that cannot
    be read, and may well be what somebody was given, is kept and said to be unread.
    """
    unread = read.unread
    if unread in ("empty", "broken") and read.kind != "other":
        return _SENTENCES[unread]
    if read.kind == "archive" and unread:
        return _SENTENCES["archive"]
    if read.kind in _TABLES and unread:
        return _SENTENCES["encrypted" if unread == "encrypted" else "table"]
    if read.kind == "ics" and unread:
        return _SENTENCES["calendar"]
    if read.kind in _PACKED and unread in _BOMBS:
        return _SENTENCES["bomb"]
    if unread == "not_kept" or read.kind == "other":
        return "file_of_other_kind"
    return ""


def _unread(read: FileRead) -> str:
    """Why nothing was read in a file that is kept; empty where it was."""
    if read.unread:
        return read.unread
    if read.certificate is None:
        return "no_certificate"
    flaw = read.certificate.flaw
    return "" if flaw is None else f"{FLAW}{flaw.value[:_FLAW_MOST]}"


def _measured(path: Path) -> tuple[int, str]:
    """How many bytes a file has, and their hash."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return path.stat().st_size, digest


def _text_of(path: Path) -> str:
    """The beginning of a plain text, however it is written."""
    with path.open("rb") as content:
        return content.read(DOCUMENT_MOST).decode("utf-8-sig", "replace")
