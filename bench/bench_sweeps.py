"""The nudge sweep beside the bare aggregate that it rests on, for more and more enrolments.

`python -m bench.bench_sweeps ADDRESS ROUNDS` measures one database in a process of its own, and
prints JSON; the two are measured in turn, so that a slow moment meets both.
"""

import asyncio
import gc
import json
import sqlite3
import sys
from contextlib import closing
from time import perf_counter, process_time
from typing import Any

import psycopg
from sqlalchemy.engine import make_url
from sqlmodel import col, delete

from bench.data import NOW, office_for
from bench.databases import Databases
from bench.measuring import child, median, peak_megabytes, statements
from bot.delivery import sweeps
from bot.services.nudges import due_nudges
from storage.engine.database import Database
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
            figures = child("bench.bench_sweeps", url, str(rounds))
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
    contexts = office_for(database)

    async def sweep() -> int:
        return await sweeps.nudges(contexts)

    gc.freeze()  # as `cpdbot serve` does: what it has loaded is never garbage
    try:
        with statements() as sent:
            queued = await sweep()
        peak = peak_megabytes()
        busy, cpu, quiet, aggregate = [], [], [], []
        for _ in range(rounds):
            _take_back(database)
            began, computing = perf_counter(), process_time()
            await sweep()
            busy.append(perf_counter() - began)
            cpu.append(process_time() - computing)
            began = perf_counter()
            _aggregate(url)
            aggregate.append(perf_counter() - began)
            began = perf_counter()
            await sweep()
            quiet.append(perf_counter() - began)
        members = due_nudges.last_member(contexts)
    finally:
        database.close()
    return {
        "queued": queued,
        "statements": len(sent),
        "pages": -(-members // due_nudges.PAGE),
        "peak_megabytes": peak,
        "seconds": median(busy),
        "cpu": median(cpu),
        "quiet": median(quiet),
        "aggregate": median(aggregate),
    }


def _take_back(database: Database) -> None:
    """As before the sweep: nobody was told anything today."""
    with database.transaction() as session:
        connection = session.connection()
        connection.execute(delete(Outbox))
        connection.execute(delete(Nudge).where(col(Nudge.at) == NOW))
        session.commit()


def _aggregate(url: str) -> None:
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
