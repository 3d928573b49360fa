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

from bot.delivery.evidence_sweeps import orphans, unneeded_files
from bot.delivery.import_jobs import forget_previews
from bot.delivery.ticker import Sweep
from bot.services.admin import document_news, reassessment
from bot.services.coaching.availability import SUGGESTIONS_KEPT, let_go
from bot.services.coaching.budgets import COUNTS_KEPT
from bot.services.context.member_context import ContextFactory
from bot.services.nudges import due_nudges, weekly_review, write_ups
from bot.services.nudges.candidates import WorkspaceRules
from bot.services.record import account_hash, entries
from storage.coaching.suggestions import forget_old, whose_offers_are_old
from storage.coaching.usage import forget_usage
from storage.nudges.queueing import QueuedNudge
from storage.queues.inbox import Inbox
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox
from storage.schemes.policy_documents import Load
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


def all_sweeps(contexts: ContextFactory, inbox: Inbox, outbox: Outbox, jobs: Jobs) -> list[Sweep]:
    """Every sweep of the product, by name."""
    assessed_by: dict[str, dict[str, str]] = {}
    told_everybody: set[Load] = set()
    real = contexts.clocks.real
    return [
        Sweep("nudges", lambda: nudges(contexts)),
        Sweep("write-ups", lambda: due_write_ups(contexts)),
        Sweep("reviews", lambda: reviews(contexts)),
        Sweep("documents", lambda: documents(contexts, told_everybody)),
        Sweep("rules", lambda: rules(contexts, assessed_by)),
        Sweep("hashes", lambda: hashes(contexts)),
        Sweep("drafts", lambda: old_drafts(contexts)),
        Sweep("forget-events", lambda: forget(contexts, inbox, real() - EVENTS_KEPT), SELDOM),
        Sweep("forget-messages", lambda: forget(contexts, outbox, real() - MESSAGES_KEPT), SELDOM),
        Sweep("forget-previews", lambda: forget_previews(contexts), SELDOM),
        Sweep("forget-coach", lambda: forget_coach(contexts), SELDOM),
        Sweep("files", lambda: unneeded_files(contexts), SELDOM),
        Sweep("orphans", lambda: orphans(contexts), SELDOM),
        Sweep("forget-jobs", lambda: forget(contexts, jobs, real() - JOBS_KEPT), SELDOM),
    ]


async def nudges(contexts: ContextFactory) -> int:
    """Queues whatever is due at this moment to whoever it is due; how many nudges were new."""
    queued = 0
    async for page in due_by_page(contexts, contexts.clocks.calendar()):
        for start in range(0, len(page), QUEUED_AT_ONCE):
            some = page[start : start + QUEUED_AT_ONCE]
            queuing = contexts.database.write(partial(due_nudges.queue, contexts, some))
            queued += await wrap_future(queuing)
    return queued


async def reviews(contexts: ContextFactory) -> int:
    """Queues weekly reviews for those whose turn it is; how many."""
    queued = 0
    after: int | None = 0
    while after is not None:
        asking = contexts.database.read(partial(weekly_review.whose_turn, contexts, after))
        turn, after = await wrap_future(asking)
        for one in turn:
            thinking = contexts.database.write(partial(weekly_review.think_of, contexts, one))
            queued += await wrap_future(thinking)
    return queued


async def documents(
    contexts: ContextFactory,
    told_everybody: set[Load] | None = None,
    page: int = document_news.PAGE,
) -> int:
    """Tells those whom a loaded document affects and who are at work; how many.

    `told_everybody` remembers from one call to the next of what nobody is left to be told.
    """
    told = 0
    told_everybody = set() if told_everybody is None else told_everybody
    database = contexts.database
    for load in await wrap_future(database.read(partial(document_news.lately, contexts))):
        if load in told_everybody:
            continue
        after: int | None = 0
        waiting = False
        while after is not None:
            asking = partial(document_news.whose_turn, contexts, load, after, page)
            turn = await wrap_future(database.read(asking))
            if turn.people:
                telling = partial(document_news.tell, contexts, load, turn.people)
                told += await wrap_future(database.write(telling))
            waiting, after = waiting or turn.waiting, turn.after
        if not waiting:
            told_everybody.add(load)
    return told


async def due_by_page(contexts: ContextFactory, now: datetime) -> AsyncIterator[list[QueuedNudge]]:
    """What is due at a moment, page by page, without queueing it."""
    database = contexts.database
    workspaces: dict[str, WorkspaceRules] = {}
    last = await wrap_future(database.read(partial(due_nudges.last_member, contexts)))
    begun: deque[asyncio.Future[list[QueuedNudge]]] = deque()
    for first in range(1, last + 1, due_nudges.PAGE):
        page = partial(due_nudges.due_on_page, contexts, first, workspaces, now)
        begun.append(wrap_future(database.read(page)))
        if len(begun) == PAGES_AT_ONCE[database.dialect]:
            yield await begun.popleft()
    while begun:
        yield await begun.popleft()


async def decided_by_page(
    contexts: ContextFactory, now: datetime
) -> AsyncIterator[list[due_nudges.Decided]]:
    """What is decided at a moment about everybody, page by page, without queueing anything."""
    last = await wrap_future(contexts.database.read(partial(due_nudges.last_member, contexts)))
    for first in range(1, last + 1, due_nudges.PAGE):
        page = partial(due_nudges.decided_on_page, contexts, first, now)
        yield await wrap_future(contexts.database.read(page))


async def due_write_ups(contexts: ContextFactory, page: int = write_ups.PAGE) -> int:
    """Queues a message to everybody whose time to write something up has come; how many."""
    asked, after = 0, 0
    while True:
        asking = partial(write_ups.ask_page, contexts, after, page)
        more, last = await wrap_future(contexts.database.write(asking))
        asked += more
        if last is None:
            return asked
        after = last


async def rules(
    contexts: ContextFactory,
    assessed_by: dict[str, dict[str, str]] | None = None,
    page: int = reassessment.REASSESSED,
) -> int:
    """Assesses anew whatever was assessed by other rules than today's; how many members that was.

    `assessed_by` remembers the rules' versions by workspace from one call to the next, so that
    nobody is looked for while they stay the same.
    """
    done = 0
    assessed_by = {} if assessed_by is None else assessed_by
    database = contexts.database
    for workspace_id in await wrap_future(database.read(partial(workspace_ids, database))):
        asking = database.read(partial(reassessment.versions_in_force, contexts, workspace_id))
        versions = await wrap_future(asking)
        if assessed_by.get(workspace_id) == versions:
            continue
        after = 0
        while True:
            asking_who = partial(
                reassessment.outdated, contexts, workspace_id, versions, after, page
            )
            members = await wrap_future(database.read(asking_who))
            if not members:
                break
            for member_id in members:
                reassess = partial(reassessment.reassess, contexts, workspace_id, member_id)
                done += await wrap_future(database.write(reassess))
            after = members[-1]
        assessed_by[workspace_id] = versions
    return done


async def hashes(contexts: ContextFactory, page: int = account_hash.HASHED_AT_ONCE) -> int:
    """Gives entries that a release without hashes of accounts wrote theirs, a page of one member's
    in a unit; how many.
    """
    done = after = 0
    database = contexts.database
    while members := await wrap_future(
        database.read(partial(account_hash.without_hash, contexts, after, page))
    ):
        for workspace_id, member_id in members:
            hashing = partial(account_hash.hash_some, contexts, workspace_id, member_id, page)
            some = page
            while some == page:
                some = await wrap_future(database.write(hashing))
                done += some
        after = members[-1][1]
    return done


async def old_drafts(contexts: ContextFactory) -> int:
    """Removes what was discarded, or can be taken back, for too long; how much."""
    gone = 0
    while found := await wrap_future(
        contexts.database.write(partial(entries.forget_page, contexts))
    ):
        gone += found
    return gone


async def forget_coach(contexts: ContextFactory) -> int:
    """Deletes what the coach was asked too long ago, page by page; how much. What is offered for
    too long, or by a coach that is there no more, is let go: its messages show it no longer, and
    it is deleted the next time.
    """
    gone, real = 0, contexts.clocks.real()
    before = real - timedelta(days=SUGGESTIONS_KEPT)
    database = contexts.database
    while some := await wrap_future(database.write(partial(forget_old, database, before))):
        gone += some
    after, before = 0, real if contexts.coach is None else before
    while members := await wrap_future(
        database.read(partial(whose_offers_are_old, database, before, after))
    ):
        for workspace_id, member_id in members:
            letting_go = partial(let_go, contexts, workspace_id, member_id, before)
            await wrap_future(database.write(letting_go))
        after = members[-1][1]
    counted = (real - COUNTS_KEPT).date()
    await wrap_future(database.write(partial(forget_usage, database, counted)))
    return gone


async def forget(contexts: ContextFactory, queue: Forgetful, before: datetime) -> int:
    """Deletes rows of a queue that nobody can ask for any more, page by page; how many."""
    database = contexts.database
    gone = last = 0
    while ids := await wrap_future(database.read(partial(queue.old, before, last))):
        gone += await wrap_future(database.write(partial(queue.forget, ids, before)))
        last = ids[-1]
    return gone
