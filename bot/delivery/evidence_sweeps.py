"""What nobody has any more in the evidence store: bytes without a row, rows without an entry."""

import asyncio
from asyncio import wrap_future
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.delivery.evidence_files import store_of
from bot.services.context.member_context import ContextFactory
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import EvidenceStore, Kept, Place
from storage.record.stored_files import (
    Looked,
    forget,
    give_names,
    look_for,
    unneeded,
    without_name,
)
from storage.workspaces import workspace_ids

log = structlog.get_logger(__name__)

BYTES_WAIT: Final = timedelta(days=1)
"""For so long bytes may be without a row: a job that has put them is about to say so."""

UNNEEDED_KEPT: Final = timedelta(days=30)
"""For so long a file is kept that is no entry's evidence: an undo may bring it back, and where its
place is still being asked, it waits as words do.
"""

PAGE: Final = 200


async def unneeded_files(contexts: ContextFactory, page: int = PAGE) -> int:
    """Lets go of files that have been nobody's evidence for too long; how many. Their bytes are
    then found by `orphans`. Before that, evidence is told what an older release did not keep of it.
    """
    database, gone, last = contexts.database, 0, 0
    while nameless := await wrap_future(database.read(partial(without_name, database, page))):
        await wrap_future(database.write(partial(give_names, database, nameless)))
    before = contexts.clocks.real() - UNNEEDED_KEPT
    while ids := await wrap_future(database.read(partial(unneeded, database, before, last, page))):
        gone += await wrap_future(database.write(partial(forget, database, ids, before)))
        last = ids[-1]
    return gone


async def orphans(contexts: ContextFactory) -> int:
    """Deletes bytes that no row has named for a day, of the workspaces that are in this database;
    how many files. A store that cannot be reached is tried the next time.
    """
    if contexts.evidence is None:
        return 0
    store, database = contexts.evidence, contexts.database
    if _is_not_there(store):
        return 0
    before = contexts.clocks.real() - BYTES_WAIT
    gone = 0
    try:
        for workspace_id in await wrap_future(database.read(partial(workspace_ids, database))):
            for place in await asyncio.to_thread(store.taken_out, workspace_id):
                gone += await _settle(contexts, store, place)
            async for page in _pages(store, workspace_id):
                old = [one for one in page if one.at < before]
                gone += await _delete_orphans(contexts, store, old, before)
        await asyncio.to_thread(store.tidy, before)
    except EvidenceUnavailable as unavailable:
        log.warning("the evidence store was not swept", reason=unavailable.reason)
    return gone


async def erase_bytes(contexts: ContextFactory, workspace_id: str, member_id: int) -> int:
    """Deletes all bytes of a member's that have no row any more; how many files. The member's
    other jobs wait behind the one that does this. Raises EvidenceUnavailable.
    """
    store, gone = store_of(contexts), 0
    if _is_not_there(store):
        return 0
    async for page in _pages(store, workspace_id, member_id):
        known = await _known(contexts, workspace_id, page)
        left = [one.place for one in page if not _is_known(one.place, known)]
        await asyncio.to_thread(store.delete, left)
        gone += len(left)
    out = await asyncio.to_thread(store.taken_out, workspace_id, member_id)
    known = await _known_of(contexts, workspace_id, out)
    left = [place for place in out if not _is_known(place, known)]
    await asyncio.to_thread(store.drop, left)
    return gone + len(left)


async def _delete_orphans(
    contexts: ContextFactory, store: EvidenceStore, old: Sequence[Kept], before: datetime
) -> int:
    """Those without a row, unless a job of their member's is open, or they were put anew since."""
    if not old:
        return 0
    known = await _known(contexts, old[0].place.workspace_id, old)
    gone = 0
    for one in old:
        if _is_known(one.place, known) or one.place.member_id in known.busy:
            continue
        now = await asyncio.to_thread(store.kept, one.place)
        if now is not None and now.at < before:
            await asyncio.to_thread(store.take_out, one.place)
            gone += await _settle(contexts, store, one.place)
    return gone


async def _settle(contexts: ContextFactory, store: EvidenceStore, place: Place) -> bool:
    """Drop bytes that were taken out, and say so; or put them back. While they were taken out, a
    job may have put them anew and found them there still, the last thing that it does before it
    relies on them: its row stands by now.
    """
    known = await _known_of(contexts, place.workspace_id, [place])
    if _is_known(place, known) or place.member_id in known.busy:
        await asyncio.to_thread(store.put_back, place)
        return False
    await asyncio.to_thread(store.drop, [place])
    return True


async def _known(contexts: ContextFactory, workspace_id: str, page: Sequence[Kept]) -> Looked:
    return await _known_of(contexts, workspace_id, [one.place for one in page])


async def _known_of(contexts: ContextFactory, workspace_id: str, places: Sequence[Place]) -> Looked:
    found = [(one.member_id, one.sha256) for one in places]
    looking: Callable[[], Looked] = partial(look_for, contexts.database, workspace_id, found)
    return await wrap_future(contexts.database.read(looking))


def _is_not_there(store: EvidenceStore) -> bool:
    """Whether nothing was ever kept in a local folder; or the doctor has something to say."""
    return store.folder is not None and not store.folder.is_dir()


def _is_known(place: Place, known: Looked) -> bool:
    return (place.member_id, place.sha256) in known.kept


async def _pages(
    store: EvidenceStore, workspace_id: str, member_id: int | None = None
) -> AsyncIterator[Sequence[Kept]]:
    """What the store holds, in pages, each read by a thread."""
    pages = iter(await asyncio.to_thread(store.under, workspace_id, member_id))
    while (page := await asyncio.to_thread(next, pages, None)) is not None:
        yield page
