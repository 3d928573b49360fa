"""`/cpd-team` for people who are under one, two and three schemes each, with eight subjects loaded.

`python -m bench.bench_scheme_teams ADDRESS ROUNDS MOST` measures in a process of its own, and
prints JSON, as `bench_team` does: teams of `MOST` at most. Every team is in one database, and they
are looked at in turns.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import chain, count
from typing import Any, Final

import aiohttp

from bench.bench_schemes import NUMBERS
from bench.bench_team import EVERYBODY, REPORTS, asked, make_teams, teams
from bench.copying import person
from bench.data import NOW
from bench.databases import Databases
from bench.inside import running
from bench.measuring import child, median, statements
from bench.population import UNDER_THE_REGISTER, members_of, under_schemes
from bench.slack import WebApi
from storage.engine.database import Dialect

KINDS: Final = tuple(chain.from_iterable(under_schemes(number) for number in NUMBERS))
ALIKE: Final = members_of(UNDER_THE_REGISTER)
"""Originals with the same number of schemes; those with one more come after them."""


def member_under(schemes: int, place: int) -> int:
    """The number of the member who is in that place, counted from 1, among those with so many."""
    copy, original = divmod(place - 1, ALIKE)
    return (copy * len(NUMBERS) + schemes - 1) * ALIKE + original + 1


def teams_under(schemes: int) -> Iterator[tuple[int, int]]:
    """Managers and their reports, by members' numbers: all of them with so many schemes."""
    for manager, report in teams():
        yield member_under(schemes, manager), member_under(schemes, report)


def measure(databases: Databases, dialect: Dialect, rounds: int, most: int) -> list[dict[str, Any]]:
    """Managers of so many people, `most` at most, with so many schemes each."""
    copies = -(-EVERYBODY // ALIKE)
    url = databases.with_people(dialect, "scheme_teams", KINDS, copies, workspaces=1)
    try:
        found = child("bench.bench_scheme_teams", url, str(rounds), str(most))
    finally:
        databases.drop(url)
    return [{"dialect": dialect, **one} for one in found]


async def _figures(url: str, rounds: int, most: int) -> list[dict[str, Any]]:
    make_teams(url, chain.from_iterable(teams_under(number) for number in NUMBERS))
    numbers = count(1)
    every = [
        (reports, schemes, person(member_under(schemes, manager)))
        for manager, reports in enumerate(REPORTS, start=1)
        for schemes in NUMBERS
        if reports <= most
    ]
    taken: dict[tuple[int, int], list[float]] = {}
    sent: dict[tuple[int, int], int] = {}
    async with (
        running(url, NOW, WebApi(), role="web") as runtime,
        aiohttp.ClientSession() as http,
    ):
        for _ in range(rounds + 1):
            for reports, schemes, manager in every:
                with statements() as asked_for:
                    seconds = await asked(http, runtime.port, manager, next(numbers))
                taken.setdefault((reports, schemes), []).append(seconds)
                sent[reports, schemes] = len(asked_for)
    return [
        {
            "reports": reports,
            "schemes": schemes,
            "milliseconds": median(seconds[1:]) * 1000,  # the first look loads what others find
            "statements": sent[reports, schemes],
        }
        for (reports, schemes), seconds in taken.items()
    ]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1], *map(int, sys.argv[2:])))))
