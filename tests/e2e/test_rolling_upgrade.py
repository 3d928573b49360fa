"""While releases change, an older process works beside a newer one, on one database.

What the older one does not know it leaves as it stands, and says so in its log: nothing is set
aside, no attempt is counted, and nothing of the same member's overtakes it. The newer one does it.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.app import Product, build, the_product
from bot.clock import Clocks, real_time
from bot.delivery.clients import Clients
from bot.delivery.content import Letter, Post
from bot.delivery.job_runner import Report, Work
from bot.delivery.rendering import Rendering
from bot.delivery.timeouts import Patience
from bot.delivery.worker import Deal, Dealt
from bot.handlers.payloads import author_in, lane
from bot.services.context.member_context import Actor, ContextFactory, Origin
from storage.queues import inbox
from storage.queues.inbox import InboxItem
from storage.queues.jobs import Job
from storage.queues.outbox import OutboxItem
from tests.e2e.harness import NOTED, ProcessHarness, first_lines, process_harness
from tests.harness import SENTENCE
from tests.running import settings_for

CARD = "*High voltage isolation course*"
GREETING = "A word from the next release."
STARTED = "cpdbot.audit_started"

LEFT = [
    "a job of a kind that is not known here is left",
    "a message of a kind that is not known here is left",
    "an event that is not known here is left",
]


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        yield one


async def test_what_an_older_process_does_not_know_it_leaves_to_a_newer_one(
    harness: ProcessHarness,
) -> None:
    ana, ben, *_ = harness.people
    audited: list[int] = []
    async with harness.bot() as older:
        await ana.say(SENTENCE)
        await harness.quiet()
        _newer_kinds_of_everything(harness)
        await harness.until(lambda: _are_left(harness))
        await ana.say("later")  # behind what is left
        await ben.say(SENTENCE)
        await harness.sandbox.until(lambda: harness.heard(ben))
        assert first_lines(harness.heard(ana)) == [CARD]
        assert sorted(_told(older.log)) == LEFT
        async with _newer(harness, audited):
            await harness.quiet()
    assert first_lines(harness.heard(ana)) == [CARD, GREETING, GREETING, NOTED]
    assert first_lines(harness.heard(ben)) == [CARD]
    assert len(audited) == 1
    assert await harness.count("job", "state = 'done' AND result IS NOT NULL") == 1
    harness.check()


def _newer_kinds_of_everything(harness: ProcessHarness) -> None:
    """What a newer process would have left: an event, a message and a job of Ana's."""
    [ana, *_] = harness.people
    workspace_id = harness.sandbox.workspace.team.id
    with harness.open(ana) as ctx:
        now = ctx.real
        ctx.work.messages.say(ctx.member.id, "greeting", "greeting:1", now)
        ctx.work.jobs.ask(ctx.member.id, "inspection", "inspection:1", now, {})
        inbox.put_within(
            ctx.work.session,
            workspace_id=workspace_id,
            event_id="inspection:1:started",
            lane=lane(workspace_id, ana.user_id),
            body={"type": STARTED},
            real=now,
            calendar=ctx.now,
        )


async def _are_left(harness: ProcessHarness) -> bool:
    """Claimed and given back, as if nobody had tried."""
    left = "fence > 0 AND state = 'new' AND attempts = 0 AND lease_until IS NULL"
    return [await harness.count(queue, left) for queue in ("inbox", "outbox", "job")] == [1] * 3


def _told(log: Sequence[Mapping[str, Any]]) -> list[str]:
    return [line["event"] for line in log if line["level"] in ("warning", "error")]


class _NewerRendering(Rendering):
    """Knows one more kind of message."""

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        section = {"type": "section", "text": {"type": "plain_text", "text": GREETING}}
        return [
            replace(letter, outgoing=Post(GREETING, [section]))
            if letter.item.kind == "greeting"
            else letter
            for letter in super().render(session, items)
        ]


def _newer_product(audited: list[int]) -> Product:
    """Ours, and one more kind of each: `audited` are the jobs that it has done."""
    ours = the_product()

    def deal_with(contexts: ContextFactory, clients: Clients) -> Deal:
        known = ours.deal(contexts, clients)

        async def deal(item: InboxItem) -> Dealt:
            if STARTED not in item.payload:
                return await known(item)

            def unit() -> None:
                actor = Actor(item.workspace_id, author_in(item.lane))
                with contexts.open(actor, Origin("inspection", item)) as ctx:
                    ctx.reply("greeting")
                    ctx.commit()

            await wrap_future(contexts.database.write(unit))
            return "done"

        return deal

    def work(contexts: ContextFactory, clients: Clients, patience: Patience) -> Mapping[str, Work]:
        async def audit(job: Job, _report: Report) -> Mapping[str, Any]:
            audited.append(job.id)
            return {"entries": 1}

        return {**ours.work(contexts, clients, patience), "inspection": audit}

    return replace(ours, deal=deal_with, renderer=_NewerRendering, work=work)


@asynccontextmanager
async def _newer(harness: ProcessHarness, audited: list[int]) -> AsyncIterator[None]:
    """A process of the newer release, in this one, that works as if some minutes had passed: what
    was left is looked at again a minute later.
    """

    def later() -> datetime:
        return real_time() + timedelta(minutes=2)

    url = harness.database.url.render_as_string(hide_password=False)
    settings = settings_for(harness.sandbox, url)
    runtime = build(settings, Clocks(real_time, later), "worker", _newer_product(audited))
    process = asyncio.create_task(runtime.run())
    try:
        yield
    finally:
        runtime.stop()
        await process
