"""An archive that a child process has verified: its evidence into the store, its chains and its
entries into the database, a few at a time. Killed anywhere and done again it goes on where it was.
"""

import json
from asyncio import to_thread, wrap_future
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.delivery.evidence_files import keep, later, store_of
from bot.delivery.virus_scan import Scanner
from bot.readers.archive_results import ArchiveRead, FileInside
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.importing import archives, arrivals
from bot.services.importing.arrivals import KEPT_AT_ONCE, ROWS_MOST, FileFacts, StillOurs
from bot.services.record.evidence import File, check_room, keep_file
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import Place
from storage.importing.records import ImportRecord
from storage.importing.segments import SegmentRecord

T = TypeVar("T")

_Whose = tuple[str, int]

LINES_AT_ONCE: Final = 100
"""Revisions in one unit of work, each with the words of an entry."""


class ArchiveIntake:
    """Keeps what is in a verified archive, and has it shown. Nothing counts before its member says
    so. `still_ours` is asked in each unit that keeps something: it raises where the record was
    erased meanwhile.
    """

    def __init__(
        self, contexts: ContextFactory, scanner: Scanner | None, still_ours: StillOurs
    ) -> None:
        self._contexts = contexts
        self._scanner = scanner
        self._still_ours = still_ours

    async def take(
        self, workspace_id: str, member_id: int, facts: FileFacts, read: ArchiveRead
    ) -> int | None:
        """The import's number; None without such a member. Raises NotNow where the store or the
        scanner gives no answer.
        """
        whose = (workspace_id, member_id)
        missing = read.missing
        for file in read.files:
            missing += not await self._kept(whose, facts, read, file)
        known = await self._write(
            lambda: archives.begin(
                self._contexts,
                whose,
                facts,
                read,
                missing=missing,
                still_ours=self._still_ours,
            )
        )
        if known is not None and known.state == "arriving":
            await self._chains(workspace_id, known, read)
            await self._entries(workspace_id, known, read)
        return None if known is None else known.id

    async def _kept(
        self, whose: _Whose, facts: FileFacts, read: ArchiveRead, file: FileInside
    ) -> bool:
        """Whether the bytes of a file are in the store by now."""
        assert read.evidence is not None  # noqa: S101 - there are files
        path = read.evidence / file.sha256
        if not await wrap_future(self._contexts.database.read(lambda: self._has_room(whose, file))):
            return False
        if self._scanner is not None and not await self._scanner.is_clean(path):
            return False

        def unit() -> bool:
            with self._contexts.open_by_id(*whose, Origin(facts.key)) as ctx:
                if ctx is None:
                    return False
                self._still_ours(ctx)
                keep_file(ctx, File(file.sha256, file.size, file.media_type, file.name))
                ctx.commit()
            return True

        async def commit() -> bool:
            return await self._write(unit)

        try:
            return await keep(store_of(self._contexts), Place(*whose, file.sha256), path, commit)
        except EvidenceUnavailable as unavailable:
            raise later(unavailable) from None

    def _has_room(self, whose: _Whose, file: FileInside) -> bool:
        with self._contexts.read_by_id(*whose) as ctx:
            try:
                if ctx is not None:
                    check_room(ctx, file.size, file.sha256)
            except Refused:
                return False
        return ctx is not None

    async def _chains(self, workspace_id: str, known: ImportRecord, read: ArchiveRead) -> None:
        assert read.lines is not None  # noqa: S101 - it holds
        contexts = self._contexts
        found = await wrap_future(
            contexts.database.read(lambda: archives.segments_of(contexts, workspace_id, known))
        )
        segments = {one.number: one for one in found}
        coming = _revisions_in(read.lines, segments)
        while (chunk := await to_thread(next, coming, None)) is not None:
            await self._write(partial(archives.keep_lines, contexts, workspace_id, known, *chunk))

    async def _entries(self, workspace_id: str, known: ImportRecord, read: ArchiveRead) -> None:
        assert read.entries is not None  # noqa: S101 - as above
        rows = islice(_entries_in(read.entries), known.arrived_to, ROWS_MOST)
        following: ImportRecord | None = known
        while following is not None:
            chunk = await to_thread(lambda: list(islice(rows, KEPT_AT_ONCE)))
            following = await self._next(workspace_id, following, chunk)

    async def _next(
        self, workspace_id: str, known: ImportRecord, chunk: list[list[Any]]
    ) -> ImportRecord | None:
        """How the import stands once these are kept; None once it is said that there are no more,
        or others have gone on.
        """
        contexts = self._contexts
        if not chunk:
            await self._write(lambda: arrivals.arrived(contexts, workspace_id, known, cut=False))
            return None
        kept = await self._write(lambda: arrivals.keep_rows(contexts, workspace_id, known, chunk))
        return replace(known, arrived_to=known.arrived_to + len(chunk)) if kept else None

    async def _write(self, work: Callable[[], T]) -> T:
        return await wrap_future(self._contexts.database.write(work))


def always(_ctx: MemberContext) -> None:
    """Where nobody can have erased it meanwhile."""


def _revisions_in(
    path: Path, segments: Mapping[int, SegmentRecord]
) -> Iterator[tuple[SegmentRecord, list[str]]]:
    """Those that have not arrived yet, a few of a chain at a time, with the chain as it then is."""
    with path.open(encoding="utf-8") as lines:
        for place, of_one in groupby(map(json.loads, lines), key=lambda line: line["s"]):
            segment = segments[place]
            rest = islice(of_one, segment.arrived_to, None)
            while chunk := [_line(one["r"]) for one in islice(rest, LINES_AT_ONCE)]:
                yield segment, chunk
                segment = replace(segment, arrived_to=segment.arrived_to + len(chunk))


def _line(revision: Any) -> str:
    return json.dumps(revision, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entries_in(path: Path) -> Iterator[list[Any]]:
    """Each as a row of one cell."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield [json.loads(line)]
