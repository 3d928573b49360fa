"""The evidence store as jobs and sweeps use it: from a thread, and so that what is written before
its row is committed is neither lost nor left behind.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeVar

from bot.delivery.slack import NotNow
from bot.services.context.member_context import ContextFactory
from storage.evidence.errors import EvidenceUnavailable, NotKept
from storage.evidence.store import EvidenceStore, Place

T = TypeVar("T")

STORE: Final = "evidence store"
"""What a job waits for, in the place of a method of Slack's."""


def store_of(contexts: ContextFactory) -> EvidenceStore:
    """The store of this process. Raises EvidenceUnavailable where it was given none."""
    if contexts.evidence is None:
        raise EvidenceUnavailable("gone")
    return contexts.evidence


def later(unavailable: EvidenceUnavailable) -> NotNow:
    """What a job raises that needs the store: it is tried again a few times, then set aside."""
    return NotNow(STORE, unavailable.reason)


async def content_of(contexts: ContextFactory, place: Place) -> bytes | None:
    """The bytes of a file, for a job; None where the store does not hold them. Raises NotNow."""
    try:
        return await asyncio.to_thread(store_of(contexts).content, place)
    except NotKept:
        return None
    except EvidenceUnavailable as unavailable:
        raise later(unavailable) from unavailable


async def keep(
    store: EvidenceStore, place: Place, file: Path, commit: Callable[[], Awaitable[T]]
) -> T:
    """Put a file into the store, and only then commit what says that it is kept; what that gave.

    A kill in between leaves bytes without a row, for a sweep to find. That sweep may be about to
    delete the same bytes, left by an attempt before; so they are looked for once more when the row
    stands, by which no sweep begins to touch them any more. Raises EvidenceUnavailable.
    """
    await asyncio.to_thread(store.put, place, file)
    committed = await commit()
    if not await asyncio.to_thread(store.has, place):
        await asyncio.to_thread(store.put, place, file)
    return committed
