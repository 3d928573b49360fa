"""One process takes what comes from Slack, another works: on PostgreSQL nobody waits for a poll."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.delivery.loop import POLL_SECONDS
from sandbox import Person
from tests.e2e.workplace import Workplace, first_lines, workplace_with
from tests.world import SENTENCE

CARD = "*High voltage isolation course*"

_LISTENS = (
    "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    " AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def workplace(postgres_url: str) -> AsyncIterator[Workplace]:
    """Six people and a database; nothing runs yet."""
    async with workplace_with(postgres_url, mode="http") as one:
        yield one


async def test_what_one_process_takes_in_wakes_the_one_that_works(workplace: Workplace) -> None:
    """An event, a message that a command causes, and a job."""
    async with _taking_in_and_working(workplace):
        await _sooner_than_polls(workplace, _writes)
        await _sooner_than_polls(workplace, _logs)
        await _sooner_than_polls(workplace, _exports)
    workplace.check()


async def test_who_cannot_hear_polls_and_listens_again(workplace: Workplace) -> None:
    [ana, *_] = workplace.people
    async with _taking_in_and_working(workplace):
        [(killed,)] = await workplace.query(f"SELECT pid {_LISTENS}")
        await workplace.query(f"SELECT pg_terminate_backend({killed})")
        await _writes(workplace, ana)
        await workplace.until(lambda: _is_heard(workplace, but=killed))
        await _sooner_than_polls(workplace, _logs)
    assert first_lines(workplace.heard(ana))[0] == CARD
    workplace.check()


@asynccontextmanager
async def _taking_in_and_working(workplace: Workplace) -> AsyncIterator[None]:
    async with workplace.bot(role="web"), workplace.bot(role="worker"):
        await workplace.until(lambda: _is_heard(workplace))
        yield


async def _is_heard(workplace: Workplace, but: int = 0) -> bool:
    return bool(await workplace.query(f"SELECT {_LISTENS} AND pid <> {but}"))


async def _sooner_than_polls(
    workplace: Workplace, does: Callable[[Workplace, Person], Awaitable[None]]
) -> None:
    """Everybody does it, one after the other. Who polls has just found the one before, and finds
    the next after a whole pause.
    """
    began = time.monotonic()
    for one in workplace.people:
        await does(workplace, one)
    assert time.monotonic() - began < len(workplace.people) * POLL_SECONDS / 2


async def _writes(workplace: Workplace, person: Person) -> None:
    await person.say(SENTENCE)
    await workplace.sandbox.until(lambda: workplace.heard(person))


async def _logs(workplace: Workplace, person: Person) -> None:
    before = len(workplace.heard(person))
    await person.command("/cpd", f"log {SENTENCE}")
    await workplace.sandbox.until(lambda: len(workplace.heard(person)) > before)


async def _exports(workplace: Workplace, person: Person) -> None:
    await person.command("/cpd", "export")
    await workplace.sandbox.until(lambda: len(workplace.files(person)) == 2)
