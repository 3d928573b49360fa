"""Units of work: what one computes, without the disk, and how long one holds the writer under load.

`python -m bench.bench_units ADDRESS PEOPLE` measures the first in a process of its own, in which
nothing else runs, and prints JSON.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from time import thread_time
from typing import Any, Final

import aiohttp

from bench.bench_acks import SENTENCE, WARMING, writing
from bench.bench_replies import CONNECTIONS
from bench.bench_steps import STEPS, answer
from bench.copying import Person, person
from bench.data import QUIET, office_for
from bench.databases import Databases
from bench.driving import Slack, drive
from bench.measuring import child, median, percentile
from bench.population import MEMBERS
from bench.processes import server, serving
from bot.clock import real_time
from bot.services.context.member_context import Actor, Origin
from bot.services.dispatch import Dispatcher
from bot.services.record.actions import Save
from bot.services.record.incoming.actions import Write
from bot.services.record.incoming.heard import Message
from storage.engine.database import Database, Dialect
from storage.queues.inbox import Inbox, InboxItem
from storage.queues.inbox_writer import Arrival

_LEASE: Final = timedelta(minutes=5)


def measure(
    databases: Databases, dialect: Dialect, folder: Path, *, people: int, events: int
) -> list[dict[str, Any]]:
    """What the units of the flagship conversation compute, by step, over so many people; and how
    long units hold a connection that may write, while so many events come over a few connections.
    """
    copies = -(-max(people + WARMING, events + WARMING) // MEMBERS)
    url = databases.with_enrolments(dialect, "units", copies * 100, workspaces=copies)
    loaded = databases.copy(url, "units_loaded")
    writers = (person(number, copies) for number in range(1, events + WARMING + 1))
    file = folder / f"units_{dialect}.json"
    try:
        computed = child("bench.bench_units", url, str(people))
        asyncio.run(_load(loaded, writers, events, file))
    finally:
        databases.drop(url)
        databases.drop(loaded)
    return [{"dialect": dialect, "unit": step, **computed[step]} for step in STEPS] + [
        {"dialect": dialect, "unit": unit, **_held(held)}
        for unit, held in json.loads(file.read_text(encoding="utf-8")).items()
        if held
    ]


def _held(units: Sequence[Sequence[float]]) -> dict[str, float]:
    held, computed = ([one[place] for one in units] for place in (0, 1))
    return {
        "units": len(units),
        "held_p50": median(held) * 1000,
        "held_p99": percentile(held, 0.99) * 1000,
        "held_most": max(held) * 1000,
        **_computed(computed),
    }


def _computed(taken: Sequence[float]) -> dict[str, float]:
    return {
        "units": len(taken),
        "cpu_p50": median(taken) * 1000,
        "cpu_p99": percentile(taken, 0.99) * 1000,
    }


async def _load(url: str, people: Iterator[Person], events: int, file: Path) -> None:
    """Has a bot work on sentences, and write down how its units went when it ends."""
    numbers = count(1)
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack"))
        starting = serving(api, url, calendar=QUIET.isoformat(), units=str(file))
        bot = await stack.enter_async_context(starting)
        slack = Slack(api.port, await stack.enter_async_context(aiohttp.ClientSession()))
        for some in (WARMING, events):
            sendings = [writing(one, next(numbers)) for one in islice(people, some)]
            await slack.posts(await drive(bot.port, sendings, CONNECTIONS, []))


# In a process of its own


class _Talking:
    """Has the conversation's units run one after the other, and notes what each computed."""

    def __init__(self, database: Database) -> None:
        self.computed: dict[str, list[float]] = {step: [] for step in STEPS}
        self._database = database
        self._office = office_for(database, QUIET)
        self._dispatcher = Dispatcher(self._office)
        self._inbox = Inbox(database)
        self._numbers = count(1)

    def converse(self, one: Person) -> None:
        """A sentence, its answer, Save."""
        actor = Actor(one.workspace, one.user)
        texts = (SENTENCE, answer(next(self._numbers)))
        for step, text in zip(STEPS, texts, strict=False):
            item, action = self._event(one, text)
            self._run(step, lambda: self._dispatcher.run_event(item, actor, action))  # noqa: B023
        with self._office.read_as(actor) as ctx:
            assert ctx is not None  # noqa: S101 - everybody here is a member
            entry = ctx.work.entries.newest_open(ctx.member.id)
            assert entry is not None  # noqa: S101 - the sentence began one
        origin = Origin(f"click:{next(self._numbers)}")
        self._run("save", lambda: self._dispatcher.run(actor, origin, Save(entry=entry.id)))

    def _run(self, step: str, unit: Callable[[], object]) -> None:
        def timed() -> float:
            began = thread_time()
            unit()
            return thread_time() - began

        self.computed[step].append(self._database.write(timed).result())

    def _event(self, one: Person, text: str) -> tuple[InboxItem, Write]:
        """An event that is kept, under lease, and what it means."""
        number, now = next(self._numbers), real_time()
        arrival = Arrival(
            workspace_id=one.workspace,
            event_id=f"Ev{number:012d}",
            lane=f"{one.workspace}:{one.user}",
            payload="{}",
            received_at=now,
            calendar_at=QUIET,
            lease_until=now + _LEASE,
        )
        item = self._inbox.leased(arrival, self._inbox.put(arrival).result())
        assert item is not None  # noqa: S101 - nobody else takes it
        ts = f"{now.timestamp():.6f}"
        return item, Write(Message(key=arrival.event_id, text=text, channel=one.channel, ts=ts))

    def close(self) -> None:
        """Nothing more is to come."""
        self._inbox.close()


def _figures(url: str, people: int) -> dict[str, dict[str, float]]:
    database = Database(url)
    gc.freeze()  # as `cpdbot serve` does: what it has loaded is never garbage
    try:
        talking = _Talking(database)
        for number in range(1, people + WARMING + 1):
            talking.converse(person(number, -(-(people + WARMING) // MEMBERS)))
        talking.close()
    finally:
        database.close()
    return {step: _computed(taken[WARMING:]) for step, taken in talking.computed.items()}


if __name__ == "__main__":
    print(json.dumps(_figures(sys.argv[1], int(sys.argv[2]))))
