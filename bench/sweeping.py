"""The nudge sweep beside the bare aggregate that it rests on, for more and more enrolments.

`python -m bench.sweeping ADDRESS ROUNDS` measures one database in a process of its own, and prints
JSON; the two are measured in turn, so that a slow moment meets both.
"""

import asyncio
import gc
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from time import perf_counter, process_time
from typing import Any

import psycopg
from sqlalchemy.engine import make_url
from sqlmodel import col, delete

from bench.data import NOW, office_for
from bench.databases import Databases
from bench.measuring import child, median, peak_megabytes, statements
from bot.services import nudging
from storage.database import Database
from storage.tables import Nudge, Outbox

AGGREGATE = (
    "SELECT enrolment_id, cycle, year, state, sum(weight), count(*) "
    "FROM assessment GROUP BY enrolment_id, cycle, year, state"
)


def measure(databases: Databases, sizes: tuple[int, ...], rounds: int) -> list[dict[str, Any]]:
    """Each size on either database. Seconds are medians over the rounds; megabytes are held by
    the process after its first sweep; `cpu` is what it computed itself of `seconds`, and `quiet`
    a sweep that finds nothing new.
    """
    found = []
    for size in sizes:
        for dialect, url in databases.of_either_kind(f"sweep_{size}", size).items():
            figures = child("bench.sweeping", url, str(rounds))
            databases.drop(url)
            found.append(
                {
                    "dialect": dialect,
                    "enrolments": size,
                    **figures,
                    "times_aggregate": figures["seconds"] / figures["aggregate"],
                    "microseconds_each": figures["seconds"] / size * 1_000_000,
                }
            )
    return found


async def _figures(url: str, rounds: int) -> dict[str, Any]:
    database = Database(url)
    office = office_for(database)

    async def sweep() -> None:
        await nudging.sweep(office)

    gc.freeze()  # as `cpdbot serve` does: what it has loaded is never garbage
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
        "pages": sum("FROM member LEFT OUTER JOIN" in statement for statement in sent),
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
        await connection.execute(delete(Outbox))
        await connection.execute(delete(Nudge).where(col(Nudge.at) == NOW))
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


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1], int(sys.argv[2])))))
