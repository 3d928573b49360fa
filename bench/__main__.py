"""`python -m bench`: measure everything, print the tables, keep the figures in bench/results/.

`--quick` measures smaller sizes in some minutes, to see what a change did. `--only PART` (may be
given several times) leaves the other parts out. `--document` puts the tables of a whole run into
docs/benchmarks.md, and the promises into README.md; with `--kept FILE` those of a run
that was kept. Of several kept files, parts of a later one take the place of those before, and the
tables say of which run they are.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from bench import (
    bench_acks,
    bench_archive,
    bench_audits,
    bench_coach,
    bench_documents,
    bench_files,
    bench_imports,
    bench_monday,
    bench_reading,
    bench_replies,
    bench_scheme_teams,
    bench_schemes,
    bench_start,
    bench_steps,
    bench_sweeps,
    bench_team,
    bench_units,
    bench_walls,
)
from bench.databases import DIALECTS, Databases, databases
from bench.previous import NotThere, Release, release_before
from bench.tables import between_marks, report, summary
from bench.targets import verdicts
from bot.clock import real_time

RESULTS: Final = Path(__file__).parent / "results"
DOCUMENT: Final = RESULTS.parents[1] / "docs/benchmarks.md"
README: Final = RESULTS.parents[1] / "README.md"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    sweeps: tuple[int, ...]
    sweep_rounds: int
    acks: bench_acks.Size
    replies: bench_replies.Size
    walls: bench_walls.Size
    monday: bench_monday.Size
    steps_people: int
    units_people: int
    units_events: int
    team_rounds: int
    team_with_schemes: int
    schemes: bench_schemes.Size
    reading_rounds: int
    start_rounds: int
    coach_people: int
    imports: bench_imports.Size
    files: bench_files.Size
    documents: bench_documents.Size
    archive: bench_archive.Size
    audits: int


FULL: Final = Sizes(
    sweeps=(1_000, 10_000, 100_000),
    sweep_rounds=5,
    acks=bench_acks.Size({1: 50, 8: 80, 32: 320}, rounds=3),
    replies=bench_replies.Size(160, rounds=5),
    walls=bench_walls.Size((1, 4, 12, 20), seconds=30),
    monday=bench_monday.Size(50, 60, seconds=60),
    steps_people=9,
    units_people=100,
    units_events=480,
    team_rounds=15,
    team_with_schemes=1000,
    schemes=bench_schemes.Size(copies=110, rounds=5),
    reading_rounds=20,
    start_rounds=9,
    coach_people=60,
    imports=bench_imports.Size(10_000, people=600),
    files=bench_files.Size(40, people=600),
    documents=bench_documents.Size(300, files=100),
    archive=bench_archive.Size(300, 100),
    audits=100_000,
)
QUICK: Final = Sizes(
    sweeps=(1_000, 5_000),
    sweep_rounds=3,
    acks=bench_acks.Size({1: 40, 8: 40, 32: 96}, rounds=1),
    replies=bench_replies.Size(80, rounds=3),
    walls=bench_walls.Size((1, 4, 12), seconds=5),
    monday=bench_monday.Size(10, 20, seconds=20),
    steps_people=3,
    units_people=20,
    units_events=80,
    team_rounds=3,
    team_with_schemes=100,
    schemes=bench_schemes.Size(copies=11, rounds=3),
    reading_rounds=3,
    start_rounds=3,
    coach_people=20,
    imports=bench_imports.Size(1_000, people=100),
    files=bench_files.Size(8, people=100),
    documents=bench_documents.Size(60, files=20),
    archive=bench_archive.Size(60, 20),
    audits=2_000,
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a part is measured with: databases, a folder of the run's own, and the release before
    where it can be measured.
    """

    sizes: Sizes
    databases: Databases
    folder: Path
    previous: Release | None


PARTS: Final[Mapping[str, Callable[[Run], Any]]] = {
    "reading": lambda run: bench_reading.measure(run.sizes.reading_rounds),
    "start": lambda run: bench_start.measure(run.databases, run.sizes.start_rounds),
    "steps": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_steps.measure(run.databases, dialect, run.sizes.steps_people)
    ],
    "teams": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_team.measure(run.databases, dialect, run.sizes.team_rounds)
    ],
    "units": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_units.measure(
            run.databases,
            dialect,
            run.folder,
            people=run.sizes.units_people,
            events=run.sizes.units_events,
        )
    ],
    "replies": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_replies.measure(run.databases, dialect, run.sizes.replies, run.previous)
    ],
    "acks": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_acks.measure(run.databases, dialect, run.sizes.acks, run.previous)
    ],
    "walls": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_walls.measure(run.databases, dialect, run.sizes.walls)
    ],
    "monday": lambda run: [
        bench_monday.measure(run.databases, dialect, run.sizes.monday, run.folder)
        for dialect in DIALECTS
    ],
    "coach": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_coach.measure(run.databases, dialect, run.sizes.coach_people)
    ],
    "imports": lambda run: [
        bench_imports.measure(run.databases, dialect, run.sizes.imports, run.folder)
        for dialect in DIALECTS
    ],
    "files": lambda run: [
        bench_files.measure(run.databases, dialect, run.sizes.files, run.folder)
        for dialect in DIALECTS
    ],
    "documents": lambda run: bench_documents.measure(run.sizes.documents),
    "archive": lambda run: [
        bench_archive.measure(run.databases, dialect, run.sizes.archive, run.folder)
        for dialect in DIALECTS
    ],
    "audits": lambda run: bench_audits.measure(run.databases, run.sizes.audits),
    "scheme_teams": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_scheme_teams.measure(
            run.databases, dialect, run.sizes.team_rounds, run.sizes.team_with_schemes
        )
    ],
    "schemes": lambda run: [
        row
        for dialect in DIALECTS
        for row in bench_schemes.measure(run.databases, dialect, run.sizes.schemes, run.previous)
    ],
    "sweeps": lambda run: bench_sweeps.measure(
        run.databases, run.sizes.sweeps, run.sizes.sweep_rounds
    ),
}


BESIDE_PREVIOUS: Final = {"acks", "replies", "schemes"}
"""Parts that measure the release before too."""


def main() -> None:
    """Measures, or takes what was kept, and prints; keeps it and documents it where it is to."""
    asked = _arguments()
    if asked.kept:
        found = together([json.loads(one.read_text(encoding="utf-8")) for one in asked.kept])
    else:
        found = _measured(QUICK if asked.quick else FULL, asked.only or PARTS)
    promises = verdicts(found)
    tables = report(found, promises)
    print(tables)
    if asked.document:
        for file, written in ((DOCUMENT, tables), (README, summary(found, promises))):
            document = between_marks(file.read_text(encoding="utf-8"), written)
            file.write_text(document, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, some minutes")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone")
    parser.add_argument(
        "--kept",
        type=Path,
        action="append",
        help="the figures in this file, and again for parts measured later; nothing is measured",
    )
    parser.add_argument("--document", action="store_true", help="keep the tables in docs/, README")
    asked = parser.parse_args()
    if asked.document and (asked.quick or asked.only):
        parser.error("--document: only a whole run is documented")
    return asked


def together(kept: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of a run, with those parts of later runs in their place."""
    found = dict(kept[0])
    for later in kept[1:]:
        parts = [name for name in PARTS if name in later]
        found |= {name: later[name] for name in parts}
        found["measured_on"] += f" {', '.join(parts).capitalize()}: {later['measured_on']}"
    return found


def _measured(sizes: Sizes, parts: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "at": real_time().strftime("%Y-%m-%dT%H%M%SZ"),
        "measured_on": _machine(),
    }
    with tempfile.TemporaryDirectory(prefix="cpdbot-bench-") as folder:
        # Processes that are started find their modules compiled, as they do where the bot is
        # installed, whatever this environment says about that.
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/pycache"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        before = _before(Path(folder) / "previous") if BESIDE_PREVIOUS & {*parts} else None
        if isinstance(before, str):
            found["without_previous"] = before
        with databases(Path(folder)) as made:
            run = Run(sizes, made, Path(folder), before if isinstance(before, Release) else None)
            for name, measure in PARTS.items():
                if name in parts:
                    print(f"{name} …", file=sys.stderr, flush=True)
                    found[name] = measure(run)
                    _keep(found)
    return found


def _keep(found: dict[str, Any]) -> None:
    """What was found so far: a part that fails takes nothing with it."""
    RESULTS.mkdir(exist_ok=True)
    promises = [{**asdict(one), "met": one.met} for one in verdicts(found)]
    file = RESULTS / f"{found['at']}.json"
    file.write_text(json.dumps(found | {"promises": promises}, indent=2) + "\n", encoding="utf-8")


def _before(folder: Path) -> Release | str:
    """The release before, or why it is not measured."""
    try:
        return release_before(folder)
    except NotThere as reason:
        return str(reason)


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{real_time():%-d %B %Y}: {os.cpu_count()} processors ({platform.machine()}), "
        f"{memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, "
        f"slack-bolt {version('slack-bolt')}, SQLAlchemy {version('sqlalchemy')}."
    )


if __name__ == "__main__":
    main()
