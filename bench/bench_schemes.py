"""The nudge sweep over people who are under one, two and three schemes each, beside the release
before: what a scheme costs that is added to somebody's.

The people and their records are the same, and a framework of eight subjects is loaded wherever they
are. Each number of schemes has a database and a process of its own, and each release; they sweep in
turns, so that a slow moment meets all of them.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

from bench.data import NOW
from bench.databases import Databases
from bench.measuring import median
from bench.population import SCHEMES, members_of, under_schemes
from bench.previous import Release, copied
from bench.processes import PYTHON, ROOT
from storage.engine.database import Dialect

Who = Literal["ours", "previous"]
Swept = dict[str, Any]

NUMBERS: Final = range(1, len(SCHEMES) + 1)


@dataclass(frozen=True, slots=True)
class Size:
    """How often the people are copied, and how often it is each one's turn."""

    copies: int
    rounds: int


def measure(
    databases: Databases, dialect: Dialect, size: Size, previous: Release | None
) -> list[dict[str, Any]]:
    """Every number of schemes on one kind of database; the release before where it can be run.

    Seconds are medians over the rounds; `cpu` is what the process computed itself of them, and
    `quiet` a sweep that finds nothing new.
    """
    urls: dict[tuple[Who, int], str] = {}
    try:
        for number in NUMBERS:
            kinds = under_schemes(number)
            name = f"schemes_{number}"
            ours = databases.with_people(dialect, name, kinds, size.copies, workspaces=1)
            urls["ours", number] = ours
            if previous is not None:
                before = copied(databases, ours, f"{name}_previous", previous)
                urls["previous", number] = before
        turns = _in_turns(urls, size.rounds, previous)
    finally:
        for url in urls.values():
            databases.drop(url)
    members = members_of(under_schemes(1)) * size.copies
    return [
        {"dialect": dialect, "who": who, **_figures(number, members, swept)}
        for (who, number), swept in sorted(turns.items())
    ]


def _figures(schemes: int, members: int, swept: Sequence[Swept]) -> dict[str, Any]:
    enrolments = members * schemes
    seconds = median([one["seconds"] for one in swept])
    last = swept[-1]
    return {
        "schemes": schemes,
        "members": members,
        "enrolments": enrolments,
        "queued": last["queued"],
        "seconds": seconds,
        "microseconds_each": seconds / enrolments * 1_000_000,
        **{name: median([one[name] for one in swept]) for name in ("cpu", "quiet", "quiet_cpu")},
        "statements": last["statements"],
        "pages": last["pages"],
    }


def _in_turns(
    urls: dict[tuple[Who, int], str], rounds: int, previous: Release | None
) -> dict[tuple[Who, int], list[Swept]]:
    found: dict[tuple[Who, int], list[Swept]] = {key: [] for key in urls}
    with ExitStack() as stack:
        sweepers = {
            key: stack.enter_context(_sweeper(url, previous if key[0] == "previous" else None))
            for key, url in urls.items()
        }
        for sweeper in sweepers.values():  # what a process does first loads what the others find
            _swept(sweeper)
        for _ in range(rounds):
            for key, sweeper in sweepers.items():
                found[key].append(_swept(sweeper))
    return found


@contextmanager
def _sweeper(url: str, release: Release | None) -> Iterator[subprocess.Popen[str]]:
    """A process that sweeps when it is told to: ours, or another release's."""
    files, python = (ROOT, PYTHON) if release is None else (release.files, release.python)
    with subprocess.Popen(
        [python, "-P", str(ROOT / "bench/sweeping.py"), url, NOW.isoformat()],
        env={**os.environ, "PYTHONPATH": str(files)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process  # its input ends with the block, and so does the process


def _swept(sweeper: subprocess.Popen[str]) -> Swept:
    """One turn. Raises RuntimeError where the process ended; what it said stands above."""
    assert sweeper.stdin is not None and sweeper.stdout is not None  # noqa: S101, PT018
    sweeper.stdin.write("\n")
    sweeper.stdin.flush()
    for line in sweeper.stdout:
        if line.startswith("{"):
            swept: Swept = json.loads(line)
            if "queued" in swept:
                return swept
    raise RuntimeError("A sweep failed.")
