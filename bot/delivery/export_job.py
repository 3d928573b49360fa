"""The export: written from one snapshot, with the bytes of evidence, then brought to the member's
conversation: an archive, or one of its files by itself.

Killed anywhere it begins anew: the folder that it worked in goes, and a file that was shared is
found by its name.
"""

from asyncio import to_thread
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.delivery.archive_file import ArchiveFolder, FileOfEvidence
from bot.delivery.bringing import FILES, Bringing
from bot.delivery.evidence_files import later, store_of
from bot.delivery.job_runner import Report
from bot.delivery.reading_in_steps import read_in_steps
from bot.delivery.work_folders import work_folder
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.data_rights import export
from bot.services.data_rights.archive import Contents, contents
from bot.services.data_rights.export import FileFormat, Piece, Progress
from bot.ui.kit.said import said
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import Place
from storage.queues.jobs import Job

PREFIX: Final = "cpdbot-export-"

_Step = Contents | Progress | Piece


class Exporting:
    """Does jobs of the kind "export"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing) -> None:
        self._office = contexts
        self._bringing = bringing

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """The ids of the files, and how many of evidence are `missing` in it."""
        only = export.wanted(job.values)
        async with work_folder(PREFIX) as folder:
            made = await self._written(job, folder, only, report)
            if made is None:
                return {FILES: []}
            missing, path = 0, folder / f"record.{only}"
            if only is None:
                archive = ArchiveFolder(folder, made)
                path, missing = await packed(self._office, job, archive, report)
            channel = await self._bringing.channel_of(job, made.slack_id, made.im_channel)
            shared: list[str] = [*job.result.get(FILES, ())]
            comment = said("exported_alone") if only else said("exported")
            file_id = await self._bringing.bring(
                job,
                channel,
                filename=made.file_name,
                content=path,
                comment=comment.text,
            )
        if file_id not in shared:
            shared.append(file_id)
            await self._bringing.note(job, shared)
        return {FILES: shared, **({"missing": missing} if missing else {})}

    async def _written(
        self, job: Job, folder: Path, only: FileFormat | None, report: Report
    ) -> Contents | None:
        """The record's files, as of one moment. None where there is no such member."""
        found: Contents | None = None

        async def take(step: _Step) -> None:
            nonlocal found
            match step:
                case Progress(_, done, entries):
                    await report({"step": "entries", "count": done, "of": entries})
                case Piece(file_format, content):
                    await to_thread(append, folder / f"record.{file_format}", content)
                case Contents():
                    found = step

        await read_in_steps(self._office, job, lambda ctx: _steps(ctx, only), take)
        return found


async def packed(
    contexts: ContextFactory, job: Job, archive: ArchiveFolder, report: Report
) -> tuple[Path, int]:
    """The archive, with the bytes of evidence that the store has; how many it has not."""
    files = await to_thread(archive.begin)
    try:
        for number, file in enumerate(files, start=1):
            await _add_evidence(contexts, job, archive, file)
            await report({"step": "files", "count": number, "of": len(files)})
        return await to_thread(archive.finish), archive.missing
    except Exception:
        await to_thread(archive.give_up)
        raise


async def _add_evidence(
    contexts: ContextFactory, job: Job, archive: ArchiveFolder, file: FileOfEvidence
) -> None:
    place = Place(job.workspace_id, job.member_id, file.sha256)
    try:
        await to_thread(archive.add_evidence, store_of(contexts), place, file)
    except EvidenceUnavailable as unavailable:
        raise later(unavailable) from unavailable


def _steps(ctx: MemberContext, only: FileFormat | None) -> Iterator[_Step]:
    yield contents(ctx, only)
    yield from export.pieces(ctx, export.FORMATS if only is None else (only,))


def append(path: Path, content: bytes) -> None:
    """The next bytes of a file."""
    with path.open("ab") as stream:
        stream.write(content)
