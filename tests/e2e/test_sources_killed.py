"""A process is killed (SIGKILL) on the way from a source's request to a card: nothing that was
kept is lost, nothing is there twice, and the request that is sent again hears the same.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from bot.clock import real_time
from bot.services.members import settings
from bot.services.sources.keys import NewKey, add_source
from storage.unit_of_work import unit_of_work
from tests.e2e.harness import ProcessHarness, first_lines, process_harness
from tests.processes import Process
from tests.source_requests import Answered, headers, post, told


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    async with process_harness(database_url, mode="http") as one:
        yield one


def source(harness: ProcessHarness) -> NewKey:
    """Moodle knows Ana as u-1; she keeps a record here, and works around the clock."""
    ana = harness.people[0]
    harness.has_drafts(ana, 1)
    with harness.open(ana) as ctx:
        settings.set_working_hours(ctx, 0, 24 * 60, range(7))
    with unit_of_work(harness.database, harness.sandbox.workspace.team.id) as work:
        key = add_source(work, "Moodle", real_time())
        [source_one] = work.sources.all()
        [person] = work.sources.named(source_one.id, ["u-1"]).values()
        work.sources.match(person.id, ana.user_id)
        work.commit()
    return key


async def send(process: Process, key: NewKey, **changes: Any) -> Answered:
    body = json.dumps(told(**changes)).encode()
    return await post(process.port, body, headers(key, body, real_time(), idempotency_key="a"))


async def test_killed_before_its_answer_arrived_and_sent_again(harness: ProcessHarness) -> None:
    key = source(harness)
    async with harness.bot(role="web") as process:  # nobody drafts anything
        first = await send(process, key)  # as if it had never arrived
        await process.kill()
    async with harness.bot(role="web") as process:
        again = await send(process, key)
        assert (again.status, again.body) == (first.status, first.body) == (201, first.body)
        await process.kill()
    async with harness.bot():
        await harness.quiet()
    assert await harness.count("source_statement", "state = 'told'") == 1
    assert await harness.count("entry", "title = 'Hybrid batteries'") == 1
    cards = first_lines(harness.heard(harness.people[0]))
    assert cards.count("*Hybrid batteries*") == 1
    harness.check()


@pytest.mark.parametrize("sent", [False, True], ids=["before it was sent", "before it was marked"])
async def test_killed_while_its_card_was_being_sent(harness: ProcessHarness, sent: bool) -> None:
    key, ana = source(harness), harness.people[0]
    async with harness.bot() as process:
        await harness.quiet()
        call = harness.sandbox.faults.hold(
            "chat.postMessage", after=sent, matching=lambda given: given["channel"] == ana.dm.id
        )
        assert (await send(process, key)).status == 201
        await call.reached()
        await process.kill()
    call.drop()
    await harness.leases_run_out()
    async with harness.bot() as process:
        assert (await send(process, key)).status == 201
        await harness.quiet()
    assert await harness.count("entry", "title = 'Hybrid batteries'") == 1
    cards = first_lines(harness.heard(ana))
    assert cards.count("*Hybrid batteries*") == 1
    harness.check()


async def test_a_request_that_is_repeated_while_it_is_being_taken_is_taken_once(
    harness: ProcessHarness,
) -> None:
    """Its client did not wait for the answer; behind a proxy, another process gets the repeats."""
    key, ana = source(harness), harness.people[0]
    async with AsyncExitStack() as stack:
        several = 1 if harness.database.dialect == "sqlite" else 2
        processes = [await stack.enter_async_context(harness.bot()) for _ in range(several)]
        sending = [send(process, key) for _ in range(6) for process in processes]
        answers = await asyncio.gather(*sending)
        await harness.quiet()
    assert {one.status for one in answers} == {201}
    assert all(one.body == answers[0].body for one in answers)
    assert await harness.count("source_delivery", "1 = 1") == 1
    assert await harness.count("entry", "title = 'Hybrid batteries'") == 1
    assert first_lines(harness.heard(ana)).count("*Hybrid batteries*") == 1
    harness.check()


async def test_killed_while_a_request_waits_to_be_taken_its_repeat_is_taken_once(
    harness: ProcessHarness,
) -> None:
    """Nothing else is written meanwhile: on SQLite somebody has the writer, else the source."""
    key, ana = source(harness), harness.people[0]
    async with harness.bot() as process:
        await harness.quiet()
        with unit_of_work(harness.database, harness.sandbox.workspace.team.id) as work:
            [known] = work.sources.all()
            work.sources.lock(known.id)
            waiting = asyncio.create_task(send(process, key))
            done, _ = await asyncio.wait({waiting}, timeout=0.2)
            assert not done, "it was answered before it was kept"
            await process.kill()
        with pytest.raises(aiohttp.ClientError):
            await waiting
    assert await harness.count("source_delivery", "1 = 1") == 0
    await harness.leases_run_out()
    async with harness.bot() as process:
        assert (await send(process, key)).status == 201
        await harness.quiet()
    assert await harness.count("entry", "title = 'Hybrid batteries'") == 1
    assert first_lines(harness.heard(ana)).count("*Hybrid batteries*") == 1
    harness.check()
