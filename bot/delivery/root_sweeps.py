"""The roots of months: made once a month has ended (UTC), and stamped where there is an authority.

Receipts are asked for by a sweep and not by a job, since a root is no member's. One that was not
kept, because its process was killed, is asked for again.
"""

from asyncio import to_thread, wrap_future
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.archive.proof_checks import ReceiptRefused
from bot.delivery.ticker import Sweep
from bot.services.context.member_context import ContextFactory
from bot.timestamps.authority import Authority
from bot.timestamps.receipts import BadRoot, request, verified
from storage.archive.gathering import Month, gather, without_root
from storage.archive.receipts import Unstamped, keep_receipt, note_refusal, unstamped

log = structlog.get_logger(__name__)

AGAIN_AFTER: Final = timedelta(hours=1)
"""How long an authority is left alone about a root that it has not stamped."""

STAMPED_AT_ONCE: Final = 20
"""Roots in one sweep."""


def root_sweeps(contexts: ContextFactory) -> list[Sweep]:
    """The sweeps, by name."""
    done: set[str] = set()
    return [
        Sweep("roots", lambda: roots(contexts, done)),
        Sweep("receipts", lambda: receipts(contexts)),
    ]


def last_month(now: datetime) -> Month:
    """The month that has ended last, in UTC."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Month(f"{first - timedelta(days=1):%Y-%m}", first)


async def roots(contexts: ContextFactory, done: set[str] | None = None) -> int:
    """Makes the root of the month that has ended last for each workspace that has none; how many.

    `done` remembers from one call to the next which month every workspace has. Each chunk of
    members is a transaction, so that acks get in between.
    """
    now = contexts.clocks.calendar()
    month, database, made = last_month(now), contexts.database, 0
    if done is not None and month.name in done:
        return 0
    for workspace_id in await wrap_future(database.read(partial(without_root, database, month))):
        adding = partial(gather, database, workspace_id, month, now)
        while await wrap_future(database.write(adding)):
            pass
        made += 1
    if done is not None:
        done.add(month.name)
    return made


async def receipts(contexts: ContextFactory) -> int:
    """Has roots stamped that the authority has not stamped yet, the oldest first; how many."""
    by = contexts.authority
    if by is None:
        return 0
    database, stamped = contexts.database, 0
    before = contexts.clocks.real() - AGAIN_AFTER
    asking = partial(unstamped, database, by.host, before, STAMPED_AT_ONCE)
    for one in await wrap_future(database.read(asking)):
        if await _stamp(contexts, by, one):
            stamped += 1
        else:
            break  # whatever keeps it from one keeps it from the others, most likely
    return stamped


async def _stamp(contexts: ContextFactory, by: Authority, one: Unstamped) -> bool:
    from bot.delivery.stamping import Unreachable, asked  # noqa: PLC0415 - it loads httpx

    database = contexts.database
    try:
        query, nonce = await to_thread(request, one.root)
        content = await asked(by.url, query)
        at = await to_thread(lambda: verified(content, one.root, by.pinned(), nonce))
    except (Unreachable, ReceiptRefused, BadRoot) as error:
        log.warning("a root was not stamped; see cpdbot doctor", month=one.month, reason=str(error))
        refusing = partial(note_refusal, database, one, str(error), contexts.clocks.real())
        await wrap_future(database.write(refusing))
        return False
    await wrap_future(database.write(partial(keep_receipt, database, one, by.host, content, at)))
    return True
