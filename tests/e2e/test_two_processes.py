"""Two processes on one PostgreSQL and one Slack: nothing doubles, nothing is overtaken."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Role
from sandbox import Person
from sandbox.faults import Matching
from tests.e2e.forty import ROUNDS, each_was_answered_once_and_in_order, write_round
from tests.e2e.harness import ProcessHarness, nudges, process_harness
from tests.harness import SENTENCE
from tests.patience import PATIENCE
from tests.processes import Process

DAY = 24 * 60 * 60  # seconds


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest, postgres_url: str
) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(postgres_url, mode=getattr(request, "param", "socket")) as one:
        yield one


@pytest.mark.parametrize(
    ("harness", "roles"),
    [("socket", ("all", "all")), ("http", ("web", "worker"))],
    indirect=["harness"],
)
async def test_forty_messages_are_each_answered_once_and_in_order(
    harness: ProcessHarness, roles: tuple[Role, Role]
) -> None:
    async with harness.bot(role=roles[0]), harness.bot(role=roles[1]):
        await _forty_messages(harness)
        await harness.quiet()
    await each_was_answered_once_and_in_order(harness)


async def test_one_that_is_killed_half_way_is_made_up_for_by_the_other(
    harness: ProcessHarness,
) -> None:
    lease = {"CPDBOT_LEASE_SECONDS": "5"}
    async with harness.bot(lease) as killed, harness.bot(lease):
        await _forty_messages(harness, killed)
        await harness.quiet()
    await each_was_answered_once_and_in_order(harness)


async def test_nobody_is_nudged_twice_in_a_week_though_both_look_who_is_due(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    calendar = tmp_path / "ahead"
    ticking = {"CPDBOT_TICK_SECONDS": "0.1", "CPDBOT_CALENDAR_FILE": str(calendar)}
    for who in harness.people:
        await harness.is_short_near_the_end(who)
    async with harness.bot(ticking) as one, harness.bot(ticking) as other:
        for day, nudged in [(0, 1), (2, 1), (6, 1), (8, 2), (14, 2)]:
            await asyncio.to_thread(_put, calendar, str(day * DAY))
            await harness.swept(6)
            await harness.quiet()
            assert [len(nudges(harness.heard(who))) for who in harness.people] == [nudged] * 6
            if day == 0:  # a draft that is older than a day is one more reason for a nudge
                for who in harness.people:
                    await who.say(SENTENCE)
                await harness.quiet()
        for process in (one, other):
            assert 'cpdbot_sweeps_total{outcome="done"}' in (await process.get("/metrics"))[1]
    harness.check()


async def _forty_messages(harness: ProcessHarness, killed: Process | None = None) -> None:
    """Everybody writes in turns, as soon as Slack has delivered.

    Everybody's first is held half the way, so that more waits behind it; then a process may be
    killed with what it is at.
    """
    sandbox = harness.sandbox
    held = [sandbox.faults.hold("users.info", matching=_about(one)) for one in harness.people]
    for turn in range(len(ROUNDS)):
        if turn == len(ROUNDS) // 2:
            if killed is not None:
                await killed.kill()
            for call in held:
                call.release()
        await write_round(harness, turn)
        await sandbox.until(lambda: sandbox.delivery.is_idle, PATIENCE)


def _about(person: Person) -> Matching:
    return lambda given: given["user"] == person.user_id


def _put(file: Path, words: str) -> None:
    """In the old one's place, as whoever reads it must find it whole."""
    new = file.with_suffix(".new")
    new.write_text(words, encoding="utf-8")
    new.replace(file)
