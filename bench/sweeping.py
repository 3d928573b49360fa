"""The nudge sweep beside the bare aggregate that it rests on, for more and more enrolments.

`python -m bench.sweeping ADDRESS ROUNDS` measures one database in a process of its own, and prints
JSON; the two are measured in turn, so that a slow moment meets both.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from time import perf_counter, process_time
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bench.data import NOW, office_for
from bench.databases import Databases
from bench.measuring import child, median, peak_megabytes, statements
from bot.services import nudging
from storage.database import Database, Dialect

AGGREGATE = (
    "SELECT enrolment_id, cycle, year, state, sum(weight), count(*) "
    "FROM assessment GROUP BY enrolment_id, cycle, year, state"
)


@dataclass(frozen=True, slots=True)
class Swept:
    """One database. Seconds are medians; `quiet` is a sweep that finds nothing new to queue.

    `cpu` is what of `seconds` this process computed; the rest it waited for the database.
    """

    dialect: Dialect
    enrolments: int
    queued: int
    statements: int
    peak_megabytes: float
    seconds: float
    cpu: float
    quiet: float
    aggregate: float

    @property
    def times_aggregate(self) -> float:
        """How many times the bare aggregate the sweep takes."""
        return self.seconds / self.aggregate

    @property
    def microseconds_each(self) -> float:
        """The sweep's time for one enrolment."""
        return self.seconds / self.enrolments * 1_000_000


def measure(databases: Databases, sizes: tuple[int, ...], rounds: int) -> list[Swept]:
    """Each size on either database."""
    found = []
    for size in sizes:
        for dialect, url in databases.of_either_kind(f"sweep_{size}", size).items():
            figures = child("bench.sweeping", url, str(rounds))
            found.append(Swept(dialect=dialect, enrolments=size, **figures))
            databases.drop(url)
    return found


async def _figures(url: str, rounds: int) -> dict[str, Any]:
    database = Database(url)
    office = office_for(database)

    async def sweep() -> None:
        await nudging.sweep(office)

    try:
        with statements() as sent:
            queued = await nudging.sweep(office)
        peak = peak_megabytes()
        busy, cpu, quiet, aggregate = [], [], [], []
        for _ in range(rounds):
            await _take_back(database)
            began = process_time()
            busy.append(await _timed(sweep))
            cpu.append(process_time() - began)
            aggregate.append(await _timed(lambda: _aggregate(url)))
            quiet.append(await _timed(sweep))
    finally:
        await database.close()
    return {
        "queued": queued,
        "statements": len(sent),
        "peak_megabytes": peak,
        "seconds": median(busy),
        "cpu": median(cpu),
        "quiet": median(quiet),
        "aggregate": median(aggregate),
    }


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    began = perf_counter()
    await work()
    return perf_counter() - began


async def _take_back(database: Database) -> None:
    """As before the sweep: nobody was told anything today."""
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.execute(text("DELETE FROM outbox"))
        await connection.execute(text("DELETE FROM nudge WHERE at = :now"), {"now": NOW})
        await session.commit()


async def _aggregate(url: str) -> None:
    """The same sums as a sweep needs, by the driver alone, read out into Python's values."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(address.database or "")) as file:
            file.execute(AGGREGATE).fetchall()
        return
    with psycopg.connect(url) as connection:
        connection.execute(AGGREGATE).fetchall()


def as_json(swept: Swept) -> dict[str, Any]:
    """Its figures, with those that are worked out."""
    return {
        **asdict(swept),
        "times_aggregate": swept.times_aggregate,
        "microseconds_each": swept.microseconds_each,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1], int(sys.argv[2])))))
