"""What is done now and then about what sources sent: whose addresses Slack knows, what can be
drafted by now, who is told of drafts, and what nobody asks for any more.
"""

from asyncio import wrap_future
from datetime import timedelta
from functools import partial
from typing import Any, Final

import structlog

from bot.delivery.clients import SECONDS, Clients
from bot.delivery.slack import MethodRefused, NotNow, Refused, SlackTrouble, ask
from bot.delivery.sweeps import SELDOM
from bot.delivery.ticker import Sweep
from bot.services.context.member_context import ContextFactory
from bot.services.sources import drafting
from bot.services.sources.lanes import release
from storage.sources.sources import ToLookUp, looked_up, to_look_up
from storage.sources.statements import (
    drop_old,
    forget_old,
    where_something_waits,
    who_is_untold,
)

log = structlog.get_logger(__name__)

METHOD: Final = "users.lookupByEmail"

WAITING_KEPT: Final = timedelta(days=90)
"""For so long something waits for somebody to be matched, or to keep a record here."""

REQUESTS_KEPT: Final = timedelta(days=90)
"""For so long the repeat of a request is known, and of what it told."""

LOOKED_UP_AGAIN: Final = timedelta(days=1)
"""After so long Slack is asked again about an address that it did not know."""

TOLD_AT_ONCE: Final = 100
"""Members of whom is read together that they have to be told."""

LOOKED_UP_AT_ONCE: Final = 20
"""Addresses in one sweep: Slack takes about 50 of these calls a minute."""

PAUSE_WITHOUT_SCOPE: Final = timedelta(hours=1)
"""For so long nothing is asked in a workspace whose app may not."""


def source_sweeps(contexts: ContextFactory, clients: Clients) -> list[Sweep]:
    """Every sweep about sources, by name."""
    return [
        Sweep("source-people", lambda: look_up(contexts, clients)),
        Sweep("sources", lambda: draft_what_waits(contexts)),
        Sweep("source-drafts", lambda: tell(contexts)),
        Sweep("forget-sources", lambda: forget(contexts), SELDOM),
    ]


async def look_up(contexts: ContextFactory, clients: Clients) -> int:
    """Asks Slack whose the addresses are of whom something waits; how many it knew. Without the
    optional scope users:read.email nobody is matched so.
    """
    database, real = contexts.database, contexts.clocks.real
    reading = partial(to_look_up, database, real() - LOOKED_UP_AGAIN, LOOKED_UP_AT_ONCE)
    known = 0
    for one in await wrap_future(database.read(reading)):
        pacing = clients.of(one.workspace_id).pacing
        barred = pacing.barred_until(METHOD)
        if barred is not None and real() < barred:
            continue
        try:
            slack_id = await _whose(clients, one)
        except NotNow as trouble:
            pacing.bar(METHOD, trouble.pause or timedelta(minutes=1))
            continue
        except MethodRefused as trouble:
            log.info("addresses are not looked up here", code=trouble.code)
            pacing.bar(METHOD, PAUSE_WITHOUT_SCOPE)
            continue
        except SlackTrouble as trouble:
            log.warning("an address could not be looked up", code=trouble.code)
            continue
        keeping = partial(looked_up, database, one, slack_id, real())
        await wrap_future(database.write(keeping))
        known += slack_id is not None
    return known


async def _whose(clients: Clients, one: ToLookUp) -> str | None:
    """The Slack id of whose address it is; None where it is nobody's who is here, or a bot's.
    Raises SlackTrouble.
    """
    web = clients.of(one.workspace_id).web
    try:
        answer = await ask(METHOD, web.users_lookupByEmail(email=one.email), SECONDS)
    except Refused:
        return None
    user: Any = answer.get("user")
    if not isinstance(user, dict) or user.get("deleted") or user.get("is_bot"):
        return None
    slack_id = user.get("id")
    return slack_id if isinstance(slack_id, str) and 0 < len(slack_id) <= _ID_MOST else None


_ID_MOST: Final = 32


async def draft_what_waits(contexts: ContextFactory) -> int:
    """Queues what waits although by now it is known whose it is; how many."""
    database = contexts.database
    queued = 0
    for workspace_id in await wrap_future(database.read(partial(where_something_waits, database))):
        queued += await wrap_future(database.write(partial(release, contexts, workspace_id)))
    return queued


async def tell(contexts: ContextFactory) -> int:
    """Tells members of drafts whose cards they were not sent; how many."""
    told = after = 0
    database = contexts.database
    while page := await wrap_future(
        database.read(partial(who_is_untold, database, after, TOLD_AT_ONCE))
    ):
        for workspace_id, member_id in page:
            telling = partial(drafting.tell, contexts, workspace_id, member_id)
            told += await wrap_future(database.write(telling))
        after = page[-1][1]
    return told


async def forget(contexts: ContextFactory) -> int:
    """Drops what has waited too long, and deletes what nobody can ask for; how many rows."""
    database, real = contexts.database, contexts.clocks.real()
    gone = 0
    for forgetting in (
        partial(drop_old, database, real - WAITING_KEPT),
        partial(forget_old, database, real - REQUESTS_KEPT),
    ):
        while some := await wrap_future(database.write(forgetting)):
            gone += some
    return gone
