"""Monday morning: everybody's nudge falls due within one hour, the one that they all chose.

The calendar goes faster than the clock, so that the hour is over in a minute or less; Slack's
limits are those of the clock. A minute of the calendar is a tick.
"""

import asyncio
import json
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import aiohttp
from sqlalchemy import create_engine, text

from bench.copying import Person, person
from bench.databases import Databases
from bench.driving import Slack
from bench.measuring import median, percentile
from bench.population import Kind
from bench.processes import server, serving
from bot.policy.nudges.usual_hour import AN_HOUR, usual_time
from bot.policy.working_time import WorkingTime
from storage.engine.database import Dialect, complete

NINE: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday in London, on which everybody hears in the hour from then on, each at their minute."""

_STARTING: Final = 6.0
"""Seconds from the start of the process until nine o'clock."""


@dataclass(frozen=True, slots=True)
class Size:
    """Workspaces, people in each, and for how many seconds the hour lasts."""

    workspaces: int
    people: int
    seconds: int

    @property
    def speed(self) -> float:
        """How much faster than the clock the calendar goes."""
        return AN_HOUR * 60 / self.seconds


def measure(databases: Databases, dialect: Dialect, size: Size, folder: Path) -> dict[str, Any]:
    """Everybody's nudge, on one kind of database."""
    behind = (Kind("behind, to be told", size.people, pace=(0.2, 0.4)),)
    url = databases.with_people(dialect, "monday", behind, size.workspaces, size.workspaces)
    file = folder / f"monday_{dialect}.json"
    try:
        _spread(url)
        late = asyncio.run(_measure(url, size, file))
    finally:
        databases.drop(url)
    held = [one[0] for one in json.loads(file.read_text(encoding="utf-8"))["writing"]]
    return {"dialect": dialect, **late, "held_p99": percentile(held, 0.99) * 1000}


def _spread(url: str) -> None:
    """Everybody wants to hear in the same hour, and nothing else is due to anybody."""
    engine = create_engine(complete(url))
    try:
        with engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE member SET slack_tz = 'Europe/London', tz = NULL, "
                    f"usual_hour = {NINE.hour * 60}"
                )
            )
    finally:
        engine.dispose()


def _due(member_id: int, nine: float, speed: float) -> float:
    """When the member hears, by the clock."""
    return nine + usual_time(NINE.hour * 60, member_id, WorkingTime()).begins * 60 / speed


async def _measure(url: str, size: Size, file: Path) -> dict[str, Any]:
    everybody: dict[int, Person] = {
        number: person(number, size.workspaces, size.people)
        for number in range(1, size.workspaces * size.people + 1)
    }
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack", "limits"))
        at, nine = time.time() + _STARTING, time.monotonic() + _STARTING
        starting = serving(
            api,
            url,
            env={"CPDBOT_TICK_SECONDS": str(60 / size.speed)},
            calendar=NINE.isoformat(),
            at=at,
            speed=size.speed,
            each_a_token=True,
            units=str(file),
        )
        bot = await stack.enter_async_context(starting)
        slack = Slack(api.port, await stack.enter_async_context(aiohttp.ClientSession()))
        computed = bot.cpu
        posted = await slack.posts([one.channel for one in everybody.values()])
        computed = bot.cpu - computed
        calls = await slack.calls()
    late = [
        posted[one.channel] - _due(number, nine, size.speed) for number, one in everybody.items()
    ]
    return {
        "workspaces": size.workspaces,
        "nudges": len(everybody),
        "seconds": size.seconds,
        "early": sum(one < 0 for one in late),
        "late_p50": median(late),
        "late_p99": percentile(late, 0.99),
        "late_most": max(late),
        "refused": sum(calls["refused"].values()),
        "cpu_each": computed / len(everybody) * 1000,
    }
