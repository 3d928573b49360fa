"""What a finished reply costs: the CPU time of `cpdbot serve` for each, beside that of Bolt with
one raw, durable insert and one `chat.postMessage`, and that of the release before.

A slice of events goes to each in turn, over a few connections; each slice is replied to before the
next has its turn, so that nothing of one is counted for another.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, Final, Literal

import aiohttp

from bench.bench_acks import WARMING, writing
from bench.copying import Person, person
from bench.data import QUIET
from bench.databases import Databases
from bench.driving import Slack, drive
from bench.measuring import median, percentile
from bench.population import MEMBERS
from bench.previous import Release, copied
from bench.processes import Server, server, serving
from storage.engine.database import Dialect

Who = Literal["reply", "ours", "previous"]

CONNECTIONS: Final = 8

_SETTLING: Final = 0.3
"""Seconds in which what follows the last post of a slice is written down."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many events a slice has, and how often it is each server's turn."""

    events: int
    rounds: int

    @property
    def people(self) -> int:
        """How many are needed, so that nobody writes to us twice."""
        return self.events * self.rounds + WARMING


@dataclass(slots=True)
class _Worked:
    """What came of all slices of one server; seconds."""

    cpu: float = 0.0
    replies: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    calls: int = 0

    def figures(self) -> dict[str, Any]:
        """Milliseconds, and replies a second."""
        return {
            "replies": len(self.replies),
            "cpu_each": self.cpu / len(self.replies) * 1000,
            "replies_a_second": median(self.a_second),
            "reply_p50": median(self.replies) * 1000,
            "reply_p99": percentile(self.replies, 0.99) * 1000,
            "calls_each": self.calls / len(self.replies),
        }


def measure(
    databases: Databases, dialect: Dialect, size: Size, previous: Release | None
) -> list[dict[str, Any]]:
    """All on one kind of database; the release before where it can be run."""
    copies = -(-size.people // MEMBERS)
    ours = databases.with_enrolments(dialect, "replies", copies * 100, workspaces=copies)
    urls: dict[Who, str] = {"reply": databases.plain(dialect, "bare_reply"), "ours": ours}
    if previous is not None:
        urls["previous"] = copied(databases, ours, "replies_previous", previous)
    people = (person(number, copies) for number in range(1, size.people + 1))
    try:
        found = asyncio.run(_measure(urls, size, people, previous))
    finally:
        for made in urls.values():
            databases.drop(made)
    return [{"dialect": dialect, "who": who, **worked.figures()} for who, worked in found.items()]


async def _measure(
    urls: Mapping[Who, str], size: Size, people: Iterator[Person], previous: Release | None
) -> dict[Who, _Worked]:
    found = {who: _Worked() for who in urls}
    numbers = count(1)
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack"))
        bolt = server("-m", "bench.baseline", "reply", str(api.port), urls["reply"])
        bot = serving(api, urls["ours"], calendar=QUIET.isoformat())
        servers: dict[Who, Server] = {
            "reply": await stack.enter_async_context(bolt),
            "ours": await stack.enter_async_context(bot),
        }
        if previous is not None:
            bot = serving(
                api,
                urls["previous"],
                files=previous.files,
                python=previous.python,
                calendar=QUIET.isoformat(),
            )
            servers["previous"] = await stack.enter_async_context(bot)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        slack = Slack(api.port, http)

        async def turn(who: Who, writers: list[Person], into: _Worked) -> None:
            sendings = [writing(one, next(numbers)) for one in writers]
            computed = servers[who].cpu
            sent = await drive(servers[who].port, sendings, CONNECTIONS, [])
            posted = await slack.posts(sent)
            await asyncio.sleep(_SETTLING)
            into.cpu += servers[who].cpu - computed
            into.replies += [posted[channel] - at for channel, at in sent.items()]
            into.a_second.append(len(writers) / (max(posted.values()) - min(sent.values())))
            into.calls += sum((await slack.calls())["made"].values())

        warming = list(islice(people, WARMING))
        for who in found:
            await turn(who, warming, _Worked())
        for _ in range(size.rounds):
            writers = list(islice(people, size.events))
            for who, worked in found.items():
                await turn(who, writers, worked)
    return found
