"""`/cpd-team` for more and more reports: a signed command through the whole app, and its answer.

`python -m bench.bench_team ADDRESS ROUNDS MANAGER…` measures in a process of its own, and prints
JSON: the app and Slack's stand-in run in it, so that the app's statements can be counted.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from time import perf_counter
from typing import Any, Final

import aiohttp

from bench.copying import Person, person
from bench.data import NOW
from bench.databases import Databases
from bench.inside import running
from bench.measuring import child, median, statements
from bench.population import MEMBERS
from bench.slack import WebApi, command
from bot.clock import real_time
from storage.engine.database import Database, Dialect
from storage.unit_of_work import unit_of_work

REPORTS: Final = (10, 100, 1000)


def _step(reports: int) -> int:
    """A small team is spread over everybody, or it would have fewer kinds of people in it than a
    large one, and there would be less to ask.
    """
    return max(1, MEMBERS // reports)


EVERYBODY: Final = len(REPORTS) + sum(reports * _step(reports) for reports in REPORTS)


def measure(databases: Databases, dialect: Dialect, rounds: int) -> list[dict[str, Any]]:
    """Managers of so many people, in one workplace."""
    url = databases.with_enrolments(dialect, "team", -(-EVERYBODY // MEMBERS) * 100)
    try:
        found = child("bench.bench_team", url, str(rounds))
    finally:
        databases.drop(url)
    return [{"dialect": dialect, **one} for one in found]


async def _figures(url: str, rounds: int) -> list[dict[str, Any]]:
    make_teams(url, teams())
    numbers = count(1)
    found = []
    # Only what answers requests: what works in the background would run statements of its own.
    async with (
        running(url, NOW, WebApi(), role="web") as runtime,
        aiohttp.ClientSession() as http,
    ):
        for manager, reports in enumerate(REPORTS, start=1):
            taken: list[float] = []
            for _ in range(rounds + 1):
                with statements() as sent:
                    taken.append(await asked(http, runtime.port, person(manager), next(numbers)))
            found.append(
                {
                    "reports": reports,
                    "milliseconds": median(taken[1:]) * 1000,
                    "statements": len(sent),
                }
            )
    return found


async def asked(http: aiohttp.ClientSession, port: int, manager: Person, number: int) -> float:
    """Seconds until the answer is there, list and all."""
    head, _, body = command(manager.workspace, manager.user, "/cpd-team", number).partition(
        b"\r\n\r\n"
    )
    headers = dict(line.split(": ", 1) for line in head.decode().splitlines()[1:])
    began = perf_counter()
    async with http.post(
        f"http://127.0.0.1:{port}/slack/events", data=body, headers=headers
    ) as answer:
        shown = await answer.text()
    taken = perf_counter() - began
    if answer.status != 200 or '"blocks"' not in shown:
        raise RuntimeError(f"No list came: {answer.status} {shown[:200]}")
    return taken


def teams() -> Iterator[tuple[int, int]]:
    """Managers and their reports, by members' numbers: the first members manage the others."""
    member = len(REPORTS)
    for manager, reports in enumerate(REPORTS, start=1):
        for _ in range(reports):
            member += _step(reports)
            yield manager, member


def make_teams(url: str, links: Iterable[tuple[int, int]]) -> None:
    """Each of these pairs is a manager and one of their reports, by members' numbers."""
    database = Database(url)
    try:
        with unit_of_work(database, person(1).workspace) as work:
            for manager, member in links:
                work.teams.link(member, manager, "active", source="member", now=NOW)
            # As two lines a person the list is part of the answer, and so of what is measured.
            work.workspace.refuses_blocks(["data_table"], real_time())
            work.commit()
    finally:
        database.close()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1], int(sys.argv[2])))))
