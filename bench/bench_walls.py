"""Workspaces at Slack's wall: each has five messages a second to be replied to, and Slack refuses
what comes too fast.

Everybody writes once, at a moment that is fixed beforehand, whatever has become of those before
them. Each number of workspaces is measured on workspaces of its own, in one process.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import aiohttp

from bench.bench_acks import WARMING, writing
from bench.copying import person
from bench.data import QUIET
from bench.databases import Databases
from bench.driving import Sending, Slack, drive_at
from bench.measuring import median, percentile
from bench.population import MEMBERS
from bench.processes import Server, server, serving
from storage.engine.database import Dialect

A_SECOND: Final = 5
"""Messages to each workspace: as many as Slack takes replies."""

CONNECTIONS: Final = 64

_LOOK: Final = 0.5
_OLDEST: Final = re.compile(r"^\w*(?:inbox|outbox)_oldest_seconds (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of workspaces, and for how many seconds messages come to each."""

    workspaces: tuple[int, ...]
    seconds: int


def measure(databases: Databases, dialect: Dialect, size: Size) -> list[dict[str, Any]]:
    """Each number of workspaces on one kind of database."""
    houses = sum(size.workspaces) + 1  # one to warm up in
    copies_each = -(-max(size.seconds * A_SECOND, WARMING) // MEMBERS)
    url = databases.with_enrolments(dialect, "walls", houses * copies_each * 100, workspaces=houses)
    try:
        found = asyncio.run(_measure(url, size, houses))
    finally:
        databases.drop(url)
    return [{"dialect": dialect, **one} for one in found]


async def _measure(url: str, size: Size, houses: int) -> list[dict[str, Any]]:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack", "limits"))
        starting = serving(api, url, calendar=QUIET.isoformat(), each_a_token=True)
        bot = await stack.enter_async_context(starting)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        walls = _Walls(bot, Slack(api.port, http), http, houses)
        await walls.run(1, WARMING // A_SECOND)
        return [await walls.run(workspaces, size.seconds) for workspaces in size.workspaces]


class _Walls:
    """A bot, and workspaces of which each takes part once."""

    def __init__(self, bot: Server, slack: Slack, http: aiohttp.ClientSession, houses: int) -> None:
        self._bot = bot
        self._slack = slack
        self._http = http
        self._houses = houses
        self._met = 0
        self._numbers = count(1)

    async def run(self, workspaces: int, seconds: int) -> dict[str, Any]:
        """So many workspaces for so many seconds, until everybody has their reply."""
        houses = range(self._met, self._met + workspaces)
        self._met += workspaces
        began = time.monotonic() + 0.1
        plan = [(began + at, one) for at, one in self._plan(houses, seconds)]
        computed = self._bot.cpu
        acks: list[float] = []
        async with self._watching() as oldest:
            due = await drive_at(self._bot.port, plan, CONNECTIONS, acks)
            posted = await self._slack.posts(due)
        computed = self._bot.cpu - computed
        calls = await self._slack.calls()
        waited = [posted[channel] - at for channel, at in due.items()]
        return {
            "workspaces": workspaces,
            "messages": len(due),
            "asked_a_second": workspaces * A_SECOND,
            "replies_a_second": len(due) / (max(posted.values()) - began),
            "card_p50": median(waited) * 1000,
            "card_p99": percentile(waited, 0.99) * 1000,
            "ack_p99": percentile(acks, 0.99) * 1000,
            "refused": sum(calls["refused"].values()),
            "oldest": max(oldest, default=0.0),
            "cpu_each": computed / len(due) * 1000,
        }

    def _plan(self, houses: range, seconds: int) -> Iterator[tuple[float, Sending]]:
        """Who writes when, in seconds from the beginning: evenly, and never all houses at once."""
        for turn in range(seconds * A_SECOND):
            for place, house in enumerate(houses):
                copy, member = divmod(turn, MEMBERS)
                number = (copy * self._houses + house) * MEMBERS + member + 1
                one = person(number, self._houses)
                at = (turn + place / len(houses)) / A_SECOND
                yield at, writing(one, next(self._numbers))

    @asynccontextmanager
    async def _watching(self) -> AsyncIterator[list[float]]:
        """How long the oldest open row of inbox and outbox has waited, looked at now and then."""
        oldest: list[float] = []

        async def watch() -> None:
            url = f"http://127.0.0.1:{self._bot.port}/metrics"
            while True:
                await asyncio.sleep(_LOOK)
                async with self._http.get(url) as answer:
                    oldest.extend(float(one) for one in _OLDEST.findall(await answer.text()))

        watching = asyncio.create_task(watch())
        try:
            yield oldest
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
