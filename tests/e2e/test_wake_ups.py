"""One process takes what comes from Slack, another works: on PostgreSQL nobody waits for a poll."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.delivery.loop import POLL_SECONDS
from sandbox import Person
from tests.e2e.harness import ProcessHarness, first_lines, process_harness
from tests.harness import SENTENCE

CARD = "*High voltage isolation course*"

_LISTENS = (
    "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    " AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def harness(postgres_url: str) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(postgres_url, mode="http") as one:
        yield one


async def test_what_one_process_takes_in_wakes_the_one_that_works(harness: ProcessHarness) -> None:
    """An event, a message that a command causes, and a job."""
    async with _taking_in_and_working(harness):
        await _sooner_than_polls(harness, _writes)
        await _sooner_than_polls(harness, _logs)
        await _sooner_than_polls(harness, _exports)
    harness.check()


async def test_who_cannot_hear_polls_and_listens_again(harness: ProcessHarness) -> None:
    [ana, *_] = harness.people
    async with _taking_in_and_working(harness):
        [(killed,)] = await harness.query(f"SELECT pid {_LISTENS}")
        await harness.query(f"SELECT pg_terminate_backend({killed})")
        await _writes(harness, ana)
        await harness.until(lambda: _is_heard(harness, but=killed))
        await _sooner_than_polls(harness, _logs)
    assert first_lines(harness.heard(ana))[0] == CARD
    harness.check()


@asynccontextmanager
async def _taking_in_and_working(harness: ProcessHarness) -> AsyncIterator[None]:
    async with harness.bot(role="web"), harness.bot(role="worker"):
        await harness.until(lambda: _is_heard(harness))
        yield


async def _is_heard(harness: ProcessHarness, but: int = 0) -> bool:
    return bool(await harness.query(f"SELECT {_LISTENS} AND pid <> {but}"))


async def _sooner_than_polls(
    harness: ProcessHarness, does: Callable[[ProcessHarness, Person], Awaitable[None]]
) -> None:
    """Everybody does it, one after the other. Who polls has just found the one before, and finds
    the next after a whole pause.
    """
    first, *others = harness.people
    await does(harness, first)  # processes that have just begun have more to do
    began = time.monotonic()
    for one in others:
        await does(harness, one)
    assert time.monotonic() - began < len(others) * POLL_SECONDS / 2


async def _writes(harness: ProcessHarness, person: Person) -> None:
    await person.say(SENTENCE)
    await harness.sandbox.until(lambda: harness.heard(person))


async def _logs(harness: ProcessHarness, person: Person) -> None:
    before = len(harness.heard(person))
    await person.command("/cpd", f"log {SENTENCE}")
    await harness.sandbox.until(lambda: len(harness.heard(person)) > before)


async def _exports(harness: ProcessHarness, person: Person) -> None:
    await person.command("/cpd", "export")
    await harness.sandbox.until(lambda: len(harness.files(person)) == 1)
