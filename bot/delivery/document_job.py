"""A document: read from one snapshot, its evidence fetched, rendered by a process of its own, and
brought into the member's conversation.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.delivery.bringing import FILES, Bringing
from bot.delivery.evidence_files import later, store_of
from bot.delivery.job_runner import Report
from bot.delivery.reading_in_steps import read_in_steps
from bot.delivery.work_folders import work_folder
from bot.documents.model import ENDINGS, Document, Evidence, Format, WhyPlace, files_in
from bot.documents.rendering import FetchedFile, Renderers
from bot.figures import several
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.data_rights.document_request import Wanted, wanted_of
from bot.services.data_rights.documents import Reading, document_steps
from bot.ui.kit.said import said
from storage.evidence.errors import EvidenceUnavailable, NotKept
from storage.evidence.store import EvidenceStore, Place
from storage.queues.jobs import Job
from storage.row_types import MemberRecord

PREFIX: Final = "cpdbot-document-"


class Documents:
    """Does jobs of the kind "document"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing, renderers: Renderers) -> None:
        self._office = contexts
        self._bringing = bringing
        self._rendering = RenderedDocuments(contexts, renderers)

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """The id of the file. One that was shared by an attempt before is found by its name."""
        wanted = wanted_of(job.values)
        member, document = await self._read(job, wanted, report)
        if member is None or document is None:
            return {FILES: []}
        channel = await self._bringing.channel_of(job, member.slack_id, member.im_channel)
        ending = ENDINGS.get(wanted.which, f".{wanted.which}")
        content = await self._rendering.rendered(job, wanted.which, document, report)
        file_id = await self._bringing.bring(
            job,
            channel,
            filename=f"cpd-{wanted.period.kind}-{document.today.isoformat()}{ending}",
            content=content,
            comment=_comment(document),
        )
        await self._bringing.note(job, [file_id])
        return {FILES: [file_id]}

    async def _read(
        self, job: Job, wanted: Wanted, report: Report
    ) -> tuple[MemberRecord | None, Document | None]:
        """The document as of one moment."""
        member: MemberRecord | None = None
        document: Document | None = None

        async def take(step: MemberRecord | Reading | Document) -> None:
            nonlocal member, document
            match step:
                case MemberRecord():
                    member = step
                case Reading(done, entries):
                    await report({"step": "entries", "done": done, "of": entries})
                case Document():
                    document = step

        await read_in_steps(self._office, job, lambda ctx: _steps(ctx, wanted), take)
        return member, document


class RenderedDocuments:
    """Makes documents of what was read, with their evidence from the store."""

    def __init__(self, contexts: ContextFactory, renderers: Renderers) -> None:
        self._office = contexts
        self._renderers = renderers

    async def rendered(self, job: Job, which: Format, document: Document, report: Report) -> bytes:
        """In a folder that goes whatever happens. May raise what a job is tried again for."""
        async with work_folder(PREFIX) as folder:
            takes_files = which == "pdf"
            files = (
                await self._fetched(job, files_in(document), folder, report) if takes_files else []
            )
            await report({"step": "pages", "done": 0, "of": len(document.entries) or 1})
            made = await self._renderers.render(document, which, folder, files)
            return await asyncio.to_thread(made.path.read_bytes)

    async def _fetched(
        self, job: Job, files: Sequence[Evidence], folder: Path, report: Report
    ) -> list[FetchedFile]:
        """The files of evidence, as far as a document takes them."""
        if not files:
            return []
        limits, total = self._renderers.limits, 0
        found = []
        try:
            store = store_of(self._office)
            for done, one in enumerate(files):
                await report({"step": "files", "done": done, "of": len(files)})
                too_much = (one.size or 0) > limits.file or total + (one.size or 0) > limits.files
                path = folder / f"file-{one.number}"
                why: WhyPlace = "too large" if too_much else ""
                if not too_much:
                    place = Place(job.workspace_id, job.member_id, one.sha256)
                    got = await asyncio.to_thread(_fetch, store, place, path)
                    why = "" if got is not None else "gone"
                    total += got or 0
                found.append(FetchedFile(one.number, None if why else path, one.media_type, why))
        except EvidenceUnavailable as unavailable:
            raise later(unavailable) from unavailable
        return found


def _steps(ctx: MemberContext, wanted: Wanted) -> Iterator[MemberRecord | Reading | Document]:
    yield ctx.member
    yield from document_steps(ctx, wanted)


def _comment(document: Document) -> str:
    """What is said with it: how many answers stand in it, or do not, that were given privately."""
    if document.left_out:
        answers = several(document.left_out, "answer")
        return said("document_without_private", answers=answers).text
    if document.private:
        return said("document_private", answers=several(document.private, "answer")).text
    return said("document_brought").text


def _fetch(store: EvidenceStore, place: Place, path: Path) -> int | None:
    """How many bytes of it were written; None where the store does not hold it."""
    try:
        with path.open("wb") as file:
            return sum(file.write(chunk) for chunk in store.chunks(place))
    except NotKept:
        return None
