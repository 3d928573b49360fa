"""PostgreSQL's back ends are killed, and the server crashes, while people write.

Whatever Slack was told is kept, is answered; what it was not told, it brings again. Nothing is
lost and nothing is doubled.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from itertools import count
from typing import Any

import psycopg
import pytest

from bot.app import Role
from storage.engine import migrate
from tests.e2e.forty import ROUNDS, each_was_answered_once_and_in_order, write_round
from tests.e2e.harness import ProcessHarness, process_harness
from tests.e2e.own_postgres import OwnPostgres, own_postgres
from tests.patience import PATIENCE

LEASE = {"CPDBOT_LEASE_SECONDS": "5"}
"""Whether a commit was made when its connection broke, nobody knows: it is left to its lease."""

_NAMES = count(1)

_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture(scope="module")
def server(postgres_server: str) -> Iterator[OwnPostgres]:
    """A server that only these tests use."""
    with own_postgres() as one:
        yield one


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest, server: OwnPostgres
) -> AsyncIterator[ProcessHarness]:
    """Six people and a database on that server; nothing runs yet."""
    address = server.new_database(f"cpdbot_{next(_NAMES)}")
    migrate.upgrade(address)
    async with process_harness(address, mode=request.param) as one:
        yield one


@pytest.mark.parametrize(
    ("harness", "roles"),
    [("socket", ["all"]), ("http", ["web", "worker"])],
    indirect=["harness"],
)
async def test_forty_messages_are_each_answered_once_though_back_ends_and_server_die(
    harness: ProcessHarness, server: OwnPostgres, roles: list[Role]
) -> None:
    sandbox = harness.sandbox
    async with AsyncExitStack() as running:
        for role in roles:
            await running.enter_async_context(harness.bot(LEASE, role=role))
        for turn in range(len(ROUNDS)):
            match turn:
                case 2:
                    await _write_while_two_back_ends_are_killed(harness, turn)
                case 3:
                    await write_round(harness, turn)
                    await _kill(harness, "")
                case 4:
                    await write_round(harness, turn, slice(3))
                    await asyncio.to_thread(server.crash)
                    await write_round(harness, turn, slice(3, None))
                    await sandbox.until(lambda: sandbox.delivery.waiting >= 3, PATIENCE)
                    await asyncio.to_thread(server.start)
                case _:
                    await write_round(harness, turn)
            await sandbox.until(lambda: sandbox.delivery.is_idle, PATIENCE)
        await harness.quiet()
    await each_was_answered_once_and_in_order(harness)


async def _write_while_two_back_ends_are_killed(harness: ProcessHarness, turn: int) -> None:
    """Each of the two is killed within a unit of work of somebody's."""
    await harness.met()
    async with await _connected(harness) as connection:
        two = [one.user_id for one in harness.people[:2]]
        lock = "SELECT FROM member WHERE slack_id = ANY(%s) FOR UPDATE"
        await connection.execute(lock, [two])
        await write_round(harness, turn)
        async with asyncio.timeout(PATIENCE):
            while await _kill(harness, "AND wait_event_type = 'Lock'", at_least=2) < 2:
                pass


async def _kill(harness: ProcessHarness, which: str, at_least: int = 0) -> int:
    """How many back ends were there; they are killed unless they were fewer."""
    async with await _connected(harness) as connection:
        found = await connection.execute(f"SELECT pid {_OTHERS} {which}")
        pids = [pid for (pid,) in await found.fetchall()]
        if len(pids) >= at_least:
            await connection.execute("SELECT pg_terminate_backend(p) FROM unnest(%s) p", [pids])
    return len(pids)


async def _connected(harness: ProcessHarness) -> psycopg.AsyncConnection[tuple[Any, ...]]:
    address = harness.database.url.set(drivername="postgresql")
    return await psycopg.AsyncConnection.connect(address.render_as_string(hide_password=False))
