"""From a signed event to its 200, and to the finished reply, beside Bolt with less to do.

The servers are processes of their own and are driven from this one, a slice of events each in
turn, so that a slow moment meets all of them. What a slice leaves to be worked off is waited for.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, Final, Literal

import aiohttp

from bench.copies import Person, person
from bench.databases import Databases
from bench.measuring import median, percentile
from bench.people import MEMBERS
from bench.processes import ours, server
from bench.slack import message
from storage.database import Dialect

Who = Literal["nothing", "insert", "ours"]
WHO: Final[tuple[Who, ...]] = ("nothing", "insert", "ours")

SENTENCE: Final = "2h high voltage isolation course at Bosch yesterday"

ALONE: Final = 10
"""Events a round of which each waits for the reply to the one before: one person, writing."""

_WARMING: Final = 20
_PATIENCE: Final = 120.0
_LENGTH: Final = re.compile(rb"(?i)content-length: (\d+)")


@dataclass(frozen=True, slots=True)
class Size:
    """How many events a slice has, by connections, and how often it is each server's turn."""

    events: Mapping[int, int]
    rounds: int

    @property
    def people(self) -> int:
        """How many are needed, so that nobody writes to us twice."""
        return (sum(self.events.values()) + ALONE) * self.rounds + _WARMING


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
    """What the servers listen on, and how to ask Slack's stand-in what it was told."""

    ports: Mapping[Who, int]
    api: int
    http: aiohttp.ClientSession
    people: Iterator[Person]
    numbers: Iterator[int]

    async def slice(self, events: int, connections: int, found: Mapping[Who, Driven]) -> None:
        """The same people write to each server in turn; ours answers all before it goes on."""
        writers = list(islice(self.people, events))
        for who in WHO:
            requests = [self._request(one) for one in writers]
            sent = await _drive(self.ports[who], requests, connections, found[who])
            if who == "ours":
                posted = await self._posts(events)
                found[who].replies += [posted[channel] - at for channel, at in sent.items()]
                took = max(posted.values()) - min(sent.values())
                found[who].replies_a_second.append(events / took)

    async def alone(self, into: Driven) -> None:
        """One after the other, each when the one before has its reply."""
        for one in islice(self.people, ALONE):
            sent = await _drive(self.ports["ours"], [self._request(one)], 1, Driven())
            posted = await self._posts(1)
            into.alone.append(posted[one.channel] - sent[one.channel])

    def _request(self, one: Person) -> tuple[str, bytes]:
        number = next(self.numbers)
        return one.channel, message(one.workspace, one.user, one.channel, SENTENCE, number)

    async def _posts(self, expected: int) -> dict[str, float]:
        """When each channel was first posted to, once all of them were."""
        posted: dict[str, float] = {}
        async with asyncio.timeout(_PATIENCE):
            while len(posted) < expected:
                await asyncio.sleep(0.05)
                async with self.http.get(f"http://127.0.0.1:{self.api}/posts") as answer:
                    posted = {**await answer.json(), **posted}
        return posted


def measure(databases: Databases, dialect: Dialect, size: Size) -> list[dict[str, Any]]:
    """Every server at every number of connections, on one database."""
    copies = -(-size.people // MEMBERS)
    # A workspace for each copy: the bot keeps to Slack's limits for a workspace, and they would
    # be what is measured.
    url = databases.with_enrolments(dialect, "acks", copies * 100, workspaces=copies)
    bare = databases.plain(dialect, "bare")
    people = (person(number, copies) for number in range(1, size.people + 1))
    try:
        found = asyncio.run(_measure(url, bare, size, people))
    finally:
        databases.drop(url)
        databases.drop(bare)
    return [
        {"dialect": dialect, "connections": connections, "who": who, **driven.figures()}
        for connections, by_whom in found.items()
        for who, driven in by_whom.items()
    ]


async def _measure(
    url: str, bare: str, size: Size, people: Iterator[Person]
) -> dict[int, dict[Who, Driven]]:
    found = {connections: {who: Driven() for who in WHO} for connections in size.events}
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("bench.slack"))
        commands: dict[Who, tuple[str, ...]] = {
            "nothing": ("bench.bare", "nothing", str(api), bare),
            "insert": ("bench.bare", "insert", str(api), bare),
            "ours": ("bot", "serve"),
        }
        ports = {
            who: await stack.enter_async_context(server(*command, env=ours(api, url)))
            for who, command in commands.items()
        }
        http = await stack.enter_async_context(aiohttp.ClientSession())
        bench = Bench(ports, api, http, people, count(1))
        # A process's first requests load what the others find loaded.
        await bench.slice(_WARMING, 1, {who: Driven() for who in WHO})
        for _ in range(size.rounds):
            for connections, events in size.events.items():
                await bench.slice(events, connections, found[connections])
            await bench.alone(found[min(size.events)]["ours"])
    return found


async def _drive(
    port: int, requests: Sequence[tuple[str, bytes]], connections: int, into: Driven
) -> dict[str, float]:
    """Sends them, each connection the next one once it has its answer; when, by channel."""
    waiting = iter(requests)
    sent: dict[str, float] = {}
    began = time.monotonic()
    await asyncio.gather(*(_connection(port, waiting, sent, into) for _ in range(connections)))
    into.acks_a_second.append(len(requests) / (time.monotonic() - began))
    return sent


async def _connection(
    port: int, waiting: Iterator[tuple[str, bytes]], sent: dict[str, float], into: Driven
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for channel, request in waiting:
        began = sent[channel] = time.monotonic()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        into.acks.append(time.monotonic() - began)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"An event was not acked: {head.decode()}")
        if length := _LENGTH.search(head):
            await reader.readexactly(int(length[1]))
    writer.close()
    await writer.wait_closed()
