"""A process is killed (SIGKILL) at each step of a request to the coach; another goes on with it.

Whatever the moment: the suggestion comes to one end, the card shows one question, nothing is said
twice, and the conversation goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Literal

import aiohttp
import pytest
from pydantic import SecretStr

from bot.clock import Clocks
from bot.delivery.coach_client import CoachClient
from bot.delivery.coach_job import Coaching
from bot.delivery.job_runner import JobRunner, Report
from bot.delivery.pacing import Pacing
from bot.delivery.people_directory import PeopleDirectory
from bot.metrics import Metrics
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.member_context import ContextFactory
from bot.services.context.rules_in_force import COACH as ALLOWED
from sandbox import Person
from storage.queues.jobs import COACH, Job, Jobs
from tests.coach_server import CoachServer, Fields, coach_server
from tests.e2e.harness import NOTED, ProcessHarness, first_lines, process_harness
from tests.harness import ANSWER, SENTENCE, reads
from tests.integration.delivery.harness import clients_for

CARD = "*High voltage isolation course*"
QUESTION = "What did you learn about isolation, and where will you use it in your job at Bosch?"
PLAIN = "What did you learn, and where will you use it in your job?"
SECONDS = 60.0

Step = Literal["claimed", "kept", "ended"]


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        yield one


@pytest.fixture
async def server() -> AsyncIterator[CoachServer]:
    """It gives no answer until it is released."""
    async with coach_server(question=_question) as running:
        running.hold()
        yield running


def _question(_fields: Fields) -> str:
    return QUESTION


def _settings(server: CoachServer) -> Mapping[str, str]:
    return {
        "CPDBOT_COACH_URL": server.url,
        "CPDBOT_COACH_MODEL": "tiny",
        "CPDBOT_COACH_SECONDS": str(SECONDS),
    }


def _want_it(harness: ProcessHarness, people: list[Person]) -> None:
    for person in people:
        with harness.open(person) as ctx:
            workspace = ctx.work.workspace.get()
            assert workspace is not None
            ctx.work.workspace.change(settings={**workspace.settings, ALLOWED: True})
            ctx.change_member(coach="on")


async def _killed_while_asking(
    harness: ProcessHarness, server: CoachServer, people: list[Person], requests: int
) -> None:
    async with harness.bot(_settings(server)) as process:
        _want_it(harness, people)
        for person in people:
            await person.say(SENTENCE)
        await server.reached(requests)
        await harness.until(lambda: _have_cards(harness, people))
        await process.kill()
    await harness.leases_run_out()


async def _have_cards(harness: ProcessHarness, people: list[Person]) -> bool:
    return all(len(harness.heard(person)) == 1 for person in people)


async def _goes_on(harness: ProcessHarness, server: CoachServer, people: list[Person]) -> None:
    """Another process takes over, and they answer."""
    async with harness.bot(_settings(server)):
        await harness.quiet()
        assert await harness.count("job", "state <> 'done'") == 0
        assert await harness.query("SELECT state, reason FROM coach_suggestion") == [
            ("offered", "")
        ] * len(people)
        for person in people:
            [card] = harness.heard(person)
            assert reads(card).count(QUESTION) == 1
            assert PLAIN not in reads(card)
            await person.say(ANSWER)
        await harness.quiet()
    for person in people:
        assert first_lines(harness.heard(person)) == [CARD, NOTED]
        assert QUESTION not in reads(harness.heard(person)[0])
    assert await harness.drafts() == {person.user.name: 1 for person in people}
    harness.check()


async def test_what_was_being_asked_or_waited_to_be_asked_is_asked_again(
    harness: ProcessHarness, server: CoachServer
) -> None:
    """Four are asked about at once: the job of the fifth waits for its turn."""
    people = harness.people[:5]
    await _killed_while_asking(harness, server, people, 4)
    assert await harness.count("job", "state = 'new'") == 1
    assert await harness.count("coach_suggestion", "sent IS NOT NULL") == 4
    server.release()
    await _goes_on(harness, server, people)


@pytest.mark.parametrize("step", ["claimed", "kept", "ended"])
async def test_a_request_goes_on_where_it_was_killed(
    harness: ProcessHarness, server: CoachServer, step: Step
) -> None:
    """After its job was taken, after the answer was kept, and after the job's end."""
    [one, *_] = harness.people
    await _killed_while_asking(harness, server, [one], 1)
    server.release()
    await _done_up_to(harness, server, step)
    kept = await harness.count("coach_suggestion", "state = 'asked' AND words IS NOT NULL")
    ended = await harness.count("job", "state = 'done'")
    assert (kept, ended) == (step != "claimed", step == "ended")
    await harness.leases_run_out()
    await _goes_on(harness, server, [one])
    assert len(server.requests) == 2  # an answer that was kept is not asked for again


@pytest.mark.parametrize("sent", [False, True], ids=["before it was sent", "before it was marked"])
async def test_a_question_that_was_being_shown_is_shown_once(
    harness: ProcessHarness, server: CoachServer, sent: bool
) -> None:
    [one, *_] = harness.people
    update = harness.sandbox.faults.hold(
        "chat.update", after=sent, matching=lambda given: QUESTION in str(given)
    )
    async with harness.bot(_settings(server)) as process:
        _want_it(harness, [one])
        await one.say(SENTENCE)
        await harness.until(lambda: _have_cards(harness, [one]))
        server.release()
        await update.reached()
        await process.kill()
    update.drop()
    await harness.leases_run_out()
    await _goes_on(harness, server, [one])
    assert len(server.requests) == 1


async def _done_up_to(harness: ProcessHarness, server: CoachServer, step: Step) -> None:
    """A runner of jobs does as much of the job as it is said, and is gone."""
    reached = asyncio.Event()
    clocks = Clocks()
    endpoint = CoachEndpoint(
        host="",
        model="tiny",
        run_by="",
        seconds=SECONDS,
        daily=40,
        workspace_daily=2000,
    )
    contexts = ContextFactory(harness.database, clocks, load_packs(), coach=endpoint)
    async with (
        _client(server) as client,
        aiohttp.ClientSession() as http,
    ):
        people = PeopleDirectory(
            clients_for(harness.sandbox, http, partial(Pacing, clocks.real)), clocks.real
        )
        coaching = Coaching(contexts, client, people)

        async def work(job: Job, report: Report) -> Mapping[str, Any]:
            if step != "claimed":
                await coaching(job, report)
            reached.set()
            if step != "ended":
                await asyncio.Event().wait()
            return {}

        runner = JobRunner(
            harness.database,
            Jobs(harness.database),
            {COACH: work},
            clocks=clocks,
            metrics=Metrics(),
            lease=timedelta(seconds=600),
            part=COACH,
        )
        running = asyncio.create_task(runner.run())
        await reached.wait()
        if step == "ended":
            await harness.until(lambda: _all_done(harness))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _all_done(harness: ProcessHarness) -> bool:
    return await harness.count("job", "state <> 'done'") == 0


@asynccontextmanager
async def _client(server: CoachServer) -> AsyncIterator[CoachClient]:
    async with CoachClient(
        url=server.url,
        model="tiny",
        api_key=SecretStr(""),
        metrics=Metrics(),
        real_time=Clocks().real,
        at_once=4,
    ) as client:
        yield client
