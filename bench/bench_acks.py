"""From a signed event to its 200, and to the finished reply, beside Bolt with less to do; over the
most connections also beside ours with Python's own switch interval, and the release before.

The servers are driven a slice of events each in turn, so that a slow moment meets all of them. What
a slice leaves to be worked off is waited for.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from typing import Any, Final, Literal

import aiohttp

from bench.copying import Person, person
from bench.data import QUIET
from bench.databases import Databases
from bench.driving import Sending, Slack, drive
from bench.measuring import median, percentile
from bench.population import MEMBERS
from bench.previous import Release, copied
from bench.processes import Server, server, serving
from bench.slack import message
from bench.targets import MOST
from storage.engine.database import Dialect

Who = Literal["nothing", "insert", "ours", "unswitched", "previous"]

BARE: Final[tuple[Who, ...]] = ("nothing", "insert")
PYTHONS_OWN: Final = 0.005
"""Seconds: the switch interval of an interpreter that was told nothing."""

SENTENCE: Final = "2h high voltage isolation course at Bosch yesterday"

ALONE: Final = 10
"""Events a round of which each waits for the reply to the one before: one person, writing."""

WARMING: Final = 20


@dataclass(frozen=True, slots=True)
class Size:
    """How many events a slice has, by connections, and how often it is each server's turn."""

    events: Mapping[int, int]
    rounds: int

    @property
    def people(self) -> int:
        """How many are needed, so that nobody writes to us twice."""
        return (sum(self.events.values()) + ALONE) * self.rounds + WARMING


@dataclass(slots=True)
class Driven:
    """One server at one number of connections: what came of all its slices, in seconds."""

    acks: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    acks_a_second: list[float] = field(default_factory=list)
    replies_a_second: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Milliseconds, and events a second."""
        found: dict[str, Any] = {
            "events": len(self.acks),
            "ack_p50": median(self.acks) * 1000,
            "ack_p99": percentile(self.acks, 0.99) * 1000,
            "acks_a_second": median(self.acks_a_second),
        }
        if self.replies:
            found |= {
                "reply_p50": median(self.replies) * 1000,
                "reply_p99": percentile(self.replies, 0.99) * 1000,
                "replies_a_second": median(self.replies_a_second),
            }
        if self.alone:
            found |= {"alone_p50": median(self.alone) * 1000}
        return found


@dataclass(frozen=True, slots=True)
class Bench:
    """The servers, Slack's stand-in, and who is to write."""

    servers: Mapping[Who, Server]
    slack: Slack
    people: Iterator[Person]
    numbers: Iterator[int]

    async def slice(self, events: int, connections: int, found: Mapping[Who, Driven]) -> None:
        """The same people write to each server in turn; what replies, replies to all before the
        next has its turn.
        """
        writers = list(islice(self.people, events))
        for who, driven in found.items():
            sendings = [writing(one, next(self.numbers)) for one in writers]
            began = time.monotonic()
            sent = await drive(self.servers[who].port, sendings, connections, driven.acks)
            driven.acks_a_second.append(events / (time.monotonic() - began))
            if who not in BARE:
                posted = await self.slack.posts(sent)
                driven.replies += [posted[channel] - at for channel, at in sent.items()]
                took = max(posted.values()) - min(sent.values())
                driven.replies_a_second.append(events / took)

    async def alone(self, into: Driven) -> None:
        """One after the other, each when the one before has its reply."""
        port = self.servers["ours"].port
        for one in islice(self.people, ALONE):
            sent = await drive(port, [writing(one, next(self.numbers))], 1, [])
            posted = await self.slack.posts(sent)
            into.alone.append(posted[one.channel] - sent[one.channel])


def writing(one: Person, number: int) -> Sending:
    """Somebody writes the sentence."""
    written = partial(message, one.workspace, one.user, one.channel, SENTENCE, number)
    return Sending(one.channel, written)


def measure(
    databases: Databases, dialect: Dialect, size: Size, previous: Release | None
) -> list[dict[str, Any]]:
    """Every server at every number of connections, on one database; the release before where it
    can be run.
    """
    copies = -(-size.people // MEMBERS)
    # A workspace for each copy: the bot keeps to Slack's limits for a workspace, and they would
    # be what is measured.
    url = databases.with_enrolments(dialect, "acks", copies * 100, workspaces=copies)
    urls: dict[Who, str] = {who: databases.plain(dialect, f"bare_{who}") for who in BARE}
    urls["unswitched"] = databases.copy(url, "unswitched")
    if previous is not None:
        urls["previous"] = copied(databases, url, "previous", previous)
    urls["ours"] = url
    people = (person(number, copies) for number in range(1, size.people + 1))
    try:
        found = asyncio.run(_measure(urls, size, people, previous))
    finally:
        for made in urls.values():
            databases.drop(made)
    return [
        {"dialect": dialect, "connections": connections, "who": who, **driven.figures()}
        for connections, by_whom in found.items()
        for who, driven in by_whom.items()
    ]


async def _measure(
    urls: Mapping[Who, str], size: Size, people: Iterator[Person], previous: Release | None
) -> dict[int, dict[Who, Driven]]:
    everybody: tuple[Who, ...] = (*BARE, "ours", "unswitched", "previous")
    found = {
        connections: {
            who: Driven()
            for who in everybody
            if who in urls and (connections == MOST or who in (*BARE, "ours"))
        }
        for connections in size.events
    }
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack"))
        servers: dict[Who, Server] = {}
        for who in BARE:
            starting = server("-m", "bench.baseline", who, str(api.port), urls[who])
            servers[who] = await stack.enter_async_context(starting)
        options: dict[Who, dict[str, Any]] = {
            "ours": {},
            "unswitched": {"switch_seconds": PYTHONS_OWN},
        }
        if previous is not None:
            options["previous"] = {"files": previous.files, "python": previous.python}
        for who, more in options.items():
            starting = serving(api, urls[who], calendar=QUIET.isoformat(), **more)
            servers[who] = await stack.enter_async_context(starting)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        bench = Bench(servers, Slack(api.port, http), people, count(1))
        # A process's first requests load what the others find loaded.
        await bench.slice(WARMING, 1, {who: Driven() for who in servers})
        for _ in range(size.rounds):
            for connections, events in size.events.items():
                await bench.slice(events, connections, found[connections])
            await bench.alone(found[min(size.events)]["ours"])
    return found
