"""The list of a workspace's people: fetched in pages as fast as Slack lets us, held for some hours,
and never half.
"""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial

import aiohttp
import pytest

from bot.conversation.identifiers import People
from bot.delivery.pacing import Pacing
from bot.delivery.people_directory import (
    FRESH,
    KEPT,
    METHOD,
    PAGE,
    PAUSE,
    WAITING_MOST,
    PeopleDirectory,
    PeopleUnknown,
)
from sandbox.model import User
from sandbox.server import Sandbox
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for
from tests.patience import PATIENCE

NICKNAMED = User("U0NIC00000", "nobby", "Nicola Whitfield")
GONE = User("U0GONE0000", "zed", "Zdzislaw Brzeczek", deleted=True)
ROBOT = User("U0ROBOT000", "deploybot", "Sir Deploys", is_bot=True)


@dataclass
class Slept:
    """How long was waited, without waiting; the clock goes on by so much."""

    clock: MovedClock
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.clock.forward(seconds=seconds)


@pytest.fixture
def slept(clock: MovedClock) -> Slept:
    return Slept(clock)


@pytest.fixture
async def directory(
    sandbox: Sandbox, http: aiohttp.ClientSession, clock: MovedClock, slept: Slept
) -> AsyncIterator[PeopleDirectory]:
    made = _made(sandbox, http, clock, slept)
    yield made
    await made.close()


def _made(
    sandbox: Sandbox,
    http: aiohttp.ClientSession,
    clock: MovedClock,
    slept: Slept,
    *,
    most: int = 1000,
    in_all: int = 4000,
) -> PeopleDirectory:
    clients = clients_for(sandbox, http, partial(Pacing, clock))
    return PeopleDirectory(clients, clock, most=most, in_all=in_all, sleep=slept)


def _named(people: People, text: str) -> list[str]:
    return [text[start:end] for start, end in people.found(text)]


def _join(sandbox: Sandbox, *users: User) -> None:
    sandbox.workspace.users |= {one.id: one for one in users}


def _staff(number: int) -> list[User]:
    """So many people of different names."""
    ends = [f"{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(number)]
    return [User(f"U1{n:08d}", f"q{end}", f"Qwx{end} Zvb{end}") for n, end in enumerate(ends)]


async def test_everybody_is_known_by_each_of_their_names(
    sandbox: Sandbox, directory: PeopleDirectory
) -> None:
    _join(sandbox, NICKNAMED, GONE, ROBOT)
    people = await directory.of(WORKSPACE, PATIENCE)
    text = "ana, okafor, nobby, nicola, brzeczek, deploys"
    assert _named(people, text) == ["ana", "okafor", "nobby", "nicola", "brzeczek"]


async def test_a_long_list_comes_in_pages(sandbox: Sandbox, directory: PeopleDirectory) -> None:
    staff = _staff(2 * PAGE + 1)
    _join(sandbox, *staff)
    people = await directory.of(WORKSPACE, PATIENCE)
    for one in staff:
        assert _named(people, one.real_name.lower()) == [one.real_name.lower()]
    calls = sandbox.calls_of(METHOD)
    assert [call.arguments.get("limit") for call in calls] == [str(PAGE)] * 3
    assert len({call.arguments.get("cursor") for call in calls}) == 3


async def test_it_is_asked_once_for_many_and_held_for_hours(
    sandbox: Sandbox, directory: PeopleDirectory, clock: MovedClock
) -> None:
    first = await directory.of(WORKSPACE, PATIENCE)
    clock.ahead += FRESH / 2
    assert await directory.of(WORKSPACE, 0) is first
    assert len(sandbox.calls_of(METHOD)) == 1


async def test_an_old_list_is_used_while_a_new_one_comes(
    sandbox: Sandbox, directory: PeopleDirectory, clock: MovedClock
) -> None:
    first = await directory.of(WORKSPACE, PATIENCE)
    _join(sandbox, NICKNAMED)
    clock.ahead += FRESH
    assert await directory.of(WORKSPACE, 0) is first
    await sandbox.until(lambda: len(sandbox.calls_of(METHOD)) == 2, timeout=PATIENCE)
    clock.ahead += FRESH  # the first is not used any more, and the second came meanwhile
    people = await directory.of(WORKSPACE, PATIENCE)
    assert _named(people, "nicola") == ["nicola"]


async def test_a_list_that_is_too_old_is_not_used(
    sandbox: Sandbox, directory: PeopleDirectory, clock: MovedClock
) -> None:
    await directory.of(WORKSPACE, PATIENCE)
    sandbox.faults.error(METHOD, "internal_error", times=None)
    clock.ahead += KEPT
    with pytest.raises(PeopleUnknown):
        await directory.of(WORKSPACE, PATIENCE)


async def test_slack_is_left_alone_for_as_long_as_it_says(
    sandbox: Sandbox, directory: PeopleDirectory, slept: Slept
) -> None:
    _join(sandbox, *_staff(PAGE))
    sandbox.faults.rate_limited(METHOD, retry_after=30, times=2)
    people = await directory.of(WORKSPACE, PATIENCE)
    assert _named(people, "okafor") == ["okafor"]
    assert [round(seconds) for seconds in slept.seconds] == [30, 30]


@pytest.mark.parametrize("code", ["missing_scope", "internal_error", "invalid_cursor"])
async def test_where_there_is_no_list_it_is_asked_for_again_after_a_pause(
    sandbox: Sandbox, directory: PeopleDirectory, clock: MovedClock, code: str
) -> None:
    sandbox.faults.error(METHOD, code)
    for _ in range(3):
        with pytest.raises(PeopleUnknown):
            await directory.of(WORKSPACE, PATIENCE)
    assert len(sandbox.calls_of(METHOD)) == 1
    clock.ahead += PAUSE
    assert _named(await directory.of(WORKSPACE, PATIENCE), "okafor") == ["okafor"]


async def test_half_a_list_is_none(sandbox: Sandbox, directory: PeopleDirectory) -> None:
    _join(sandbox, *_staff(PAGE))
    sandbox.faults.error(METHOD, "internal_error", matching=lambda call: bool(call.get("cursor")))
    with pytest.raises(PeopleUnknown):
        await directory.of(WORKSPACE, PATIENCE)


async def test_more_people_than_are_held_are_not_known(
    sandbox: Sandbox,
    http: aiohttp.ClientSession,
    clock: MovedClock,
    slept: Slept,
    log: io.StringIO,
) -> None:
    directory = _made(sandbox, http, clock, slept, most=2)
    _join(sandbox, NICKNAMED)
    with pytest.raises(PeopleUnknown):
        await directory.of(WORKSPACE, PATIENCE)
    assert "too many people" in log.getvalue()


async def test_what_does_not_come_in_time_is_there_for_the_next(
    sandbox: Sandbox, directory: PeopleDirectory
) -> None:
    held = sandbox.faults.hold(METHOD)
    with pytest.raises(PeopleUnknown):
        await directory.of(WORKSPACE, 0)
    held.release()
    assert _named(await directory.of(WORKSPACE, PATIENCE), "okafor") == ["okafor"]
    assert len(sandbox.calls_of(METHOD)) == 1


async def test_few_wait_so_that_other_workspaces_find_a_place(
    sandbox: Sandbox, directory: PeopleDirectory
) -> None:
    held = sandbox.faults.hold(METHOD, times=None)
    waiting = [asyncio.create_task(directory.of(WORKSPACE, PATIENCE)) for _ in range(WAITING_MOST)]
    await held.reached()
    for workspace in (WORKSPACE, "T0OTHER000"):
        with pytest.raises(PeopleUnknown) as unknown:
            await directory.of(workspace, PATIENCE)
        assert unknown.value.comes
    held.release()
    for one in waiting:
        assert _named(await one, "okafor") == ["okafor"]
    assert await directory.of("T0OTHER000", PATIENCE)


async def test_of_too_many_in_all_those_go_that_were_used_longest_ago(
    sandbox: Sandbox, http: aiohttp.ClientSession, clock: MovedClock, slept: Slept
) -> None:
    directory = _made(sandbox, http, clock, slept, in_all=2 * 2)
    for workspace in ("T1", "T2", "T1", "T3", "T1"):
        await directory.of(workspace, PATIENCE)
    assert len(sandbox.calls_of(METHOD)) == 3
    await directory.of("T2", PATIENCE)
    assert len(sandbox.calls_of(METHOD)) == 4


async def test_no_name_is_logged(
    sandbox: Sandbox, directory: PeopleDirectory, clock: MovedClock, log: io.StringIO
) -> None:
    await directory.of(WORKSPACE, PATIENCE)
    sandbox.faults.error(METHOD, "missing_scope")
    clock.ahead += KEPT
    with pytest.raises(PeopleUnknown):
        await directory.of(WORKSPACE, PATIENCE)
    assert "missing_scope" in log.getvalue()
    assert "okafor" not in log.getvalue().lower()
