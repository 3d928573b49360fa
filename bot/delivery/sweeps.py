"""What is done about everybody, in pages: each a unit of work, so that acks get in between.

What is due, outdated or old is decided by services; when it is looked for, by the ticker.
"""

import asyncio
from asyncio import wrap_future
from collections import deque
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol

from bot.delivery.ticker import Sweep
from bot.services import admin, entries, evaluation, weekly_review, write_ups
from bot.services.candidates import WorkspaceRules
from bot.services.desk import Office
from storage.inbox import Inbox
from storage.jobs import Jobs
from storage.outbox import Outbox
from storage.sweeps import QueuedNudge
from storage.workspaces import workspace_ids

PAGES_AT_ONCE: Final = {"sqlite": 1, "postgresql": 2}
"""PostgreSQL reads for one page while another is thought about."""

QUEUED_AT_ONCE: Final = 100
"""Nudges in one transaction: acks wait for it."""

EVENTS_KEPT: Final = timedelta(days=7)
"""For so long a repeated event is known again."""

MESSAGES_KEPT: Final = timedelta(days=90)
"""For so long a message can be changed; an entry's for ever."""

SELDOM: Final = timedelta(hours=6)
"""What reads through all that was ever said rests so long."""


class Forgetful(Protocol):
    """A queue, as far as its old rows are concerned: they are found, and then deleted."""

    def old(self, before: datetime, after: int) -> list[int]: ...
    def forget(self, ids: Sequence[int], before: datetime) -> int: ...


JOBS_KEPT: Final = timedelta(days=90)
"""For so long it is known how a job stands; what it left in Slack, for ever."""


def all_sweeps(office: Office, inbox: Inbox, outbox: Outbox, jobs: Jobs) -> list[Sweep]:
    """Every sweep of the product, by name."""
    settled: dict[str, dict[str, str]] = {}
    real = office.clocks.real
    return [
        Sweep("nudges", lambda: nudges(office)),
        Sweep("write-ups", lambda: due_write_ups(office)),
        Sweep("reviews", lambda: reviews(office)),
        Sweep("rules", lambda: rules(office, settled)),
        Sweep("drafts", lambda: old_drafts(office)),
        Sweep("forget-events", lambda: forget(office, inbox, real() - EVENTS_KEPT), SELDOM),
        Sweep("forget-messages", lambda: forget(office, outbox, real() - MESSAGES_KEPT), SELDOM),
        Sweep("forget-jobs", lambda: forget(office, jobs, real() - JOBS_KEPT), SELDOM),
    ]


async def nudges(office: Office) -> int:
    """Queues whatever is due at this moment to whoever it is due; how many nudges were new."""
    queued = 0
    async for page in due_by_page(office, office.clocks.calendar()):
        for start in range(0, len(page), QUEUED_AT_ONCE):
            some = page[start : start + QUEUED_AT_ONCE]
            queuing = office.database.write(partial(evaluation.queue, office, some))
            queued += await wrap_future(queuing)
    return queued


async def reviews(office: Office) -> int:
    """Queues weekly reviews for those whose turn it is; how many."""
    queued = 0
    after: int | None = 0
    while after is not None:
        asking = office.database.read(partial(weekly_review.whose_turn, office, after))
        turn, after = await wrap_future(asking)
        for one in turn:
            thinking = office.database.write(partial(weekly_review.think_of, office, one))
            queued += await wrap_future(thinking)
    return queued


async def due_by_page(office: Office, now: datetime) -> AsyncIterator[list[QueuedNudge]]:
    """What is due at a moment, page by page, without queueing it."""
    database = office.database
    workspaces: dict[str, WorkspaceRules] = {}
    last = await wrap_future(database.read(partial(evaluation.last_member, office)))
    begun: deque[asyncio.Future[list[QueuedNudge]]] = deque()
    for first in range(1, last + 1, evaluation.PAGE):
        page = partial(evaluation.due_on_page, office, first, workspaces, now)
        begun.append(wrap_future(database.read(page)))
        if len(begun) == PAGES_AT_ONCE[database.dialect]:
            yield await begun.popleft()
    while begun:
        yield await begun.popleft()


async def decided_by_page(office: Office, now: datetime) -> AsyncIterator[list[evaluation.Decided]]:
    """What is decided at a moment about everybody, page by page, without queueing anything."""
    last = await wrap_future(office.database.read(partial(evaluation.last_member, office)))
    for first in range(1, last + 1, evaluation.PAGE):
        page = partial(evaluation.decided_on_page, office, first, now)
        yield await wrap_future(office.database.read(page))


async def due_write_ups(office: Office, page: int = write_ups.PAGE) -> int:
    """Queues a message to everybody whose time to write something up has come; how many."""
    asked, after = 0, 0
    while True:
        asking = partial(write_ups.ask_page, office, after, page)
        more, last = await wrap_future(office.database.write(asking))
        asked += more
        if last is None:
            return asked
        after = last


async def rules(
    office: Office,
    settled: dict[str, dict[str, str]] | None = None,
    page: int = admin.REASSESSED,
) -> int:
    """Assesses anew whatever was assessed by other rules than today's; how many members that was.

    `settled` remembers the rules' versions by workspace from one call to the next, so that nobody
    is looked for while they stay the same.
    """
    done = 0
    settled = {} if settled is None else settled
    database = office.database
    for workspace_id in await wrap_future(database.read(partial(workspace_ids, database))):
        asking = database.read(partial(admin.versions_in_force, office, workspace_id))
        versions = await wrap_future(asking)
        if settled.get(workspace_id) == versions:
            continue
        after = 0
        while True:
            asking_who = partial(admin.outdated, office, workspace_id, versions, after, page)
            members = await wrap_future(database.read(asking_who))
            if not members:
                break
            for member_id in members:
                reassess = partial(admin.reassess, office, workspace_id, member_id)
                done += await wrap_future(database.write(reassess))
            after = members[-1]
        settled[workspace_id] = versions
    return done


async def old_drafts(office: Office) -> int:
    """Removes what was discarded, or can be taken back, for too long; how much."""
    gone = 0
    while found := await wrap_future(office.database.write(partial(entries.forget_page, office))):
        gone += found
    return gone


async def forget(office: Office, queue: Forgetful, before: datetime) -> int:
    """Deletes rows of a queue that nobody can ask for any more, page by page; how many."""
    database = office.database
    gone = last = 0
    while ids := await wrap_future(database.read(partial(queue.old, before, last))):
        gone += await wrap_future(database.write(partial(queue.forget, ids, before)))
        last = ids[-1]
    return gone
