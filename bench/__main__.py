"""`python -m bench`: measure everything, print the tables, keep the figures in bench/results/.

`--quick` measures smaller sizes in less than a minute, to see what a change did. `--only PART`
(acks, sweeps, teams, reading, start; may be given several times) leaves the other parts out.
`--document` puts the tables into docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from bench import acking, reading, starting, sweeping, team
from bench.databases import DIALECTS, Databases, databases
from bench.tables import report
from bench.targets import verdicts
from bot.clock import real_time
from storage.database import Dialect

RESULTS: Final = Path(__file__).parent / "results"
DOCUMENT: Final = RESULTS.parents[1] / "docs/benchmarks.md"
MARK: Final = "<!-- What follows is written by `python -m bench --document`. -->\n"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    sweeps: tuple[int, ...]
    sweep_rounds: int
    acks: acking.Size
    ack_dialects: tuple[Dialect, ...]
    team_rounds: int
    reading_rounds: int
    start_rounds: int


FULL: Final = Sizes(
    sweeps=(1_000, 10_000, 100_000),
    sweep_rounds=3,
    acks=acking.Size({1: 50, 8: 80, 32: 160}, rounds=3),
    ack_dialects=DIALECTS,
    team_rounds=15,
    reading_rounds=20,
    start_rounds=9,
)
QUICK: Final = Sizes(
    sweeps=(1_000, 5_000),
    sweep_rounds=3,
    acks=acking.Size({1: 40, 8: 40, 32: 96}, rounds=1),
    ack_dialects=("sqlite",),
    team_rounds=3,
    reading_rounds=3,
    start_rounds=2,
)

PARTS: Final[Mapping[str, Callable[[Databases, Sizes], Any]]] = {
    "reading": lambda _, sizes: reading.measure(sizes.reading_rounds),
    "start": lambda made, sizes: starting.measure(made, sizes.start_rounds),
    "teams": lambda made, sizes: [
        row for dialect in DIALECTS for row in team.measure(made, dialect, sizes.team_rounds)
    ],
    "acks": lambda made, sizes: [
        row for dialect in sizes.ack_dialects for row in acking.measure(made, dialect, sizes.acks)
    ],
    "sweeps": lambda made, sizes: sweeping.measure(made, sizes.sweeps, sizes.sweep_rounds),
}


def main() -> None:
    """Measures, prints, keeps."""
    asked = _arguments()
    found = _measured(QUICK if asked.quick else FULL, asked.only or PARTS)
    promises = verdicts(found)
    tables = report(found, promises)
    print(tables)
    if asked.document:
        words, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
        DOCUMENT.write_text(f"{words}{mark}\n{tables}", encoding="utf-8")
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{found['at']}.json"
    kept = {**found, "promises": [{**asdict(one), "met": one.met} for one in promises]}
    file.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(f"Kept in {file.relative_to(RESULTS.parents[1])}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, under a minute")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone")
    parser.add_argument("--document", action="store_true", help="keep the tables in docs/")
    return parser.parse_args()


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
        with databases(Path(folder)) as made:
            for name, measure in PARTS.items():
                if name in parts:
                    print(f"{name} …", file=sys.stderr, flush=True)
                    found[name] = measure(made, sizes)
    return found


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{real_time():%-d %B %Y}: {os.cpu_count()} processors ({platform.machine()}), "
        f"{memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, "
        f"slack-bolt {version('slack-bolt')}, SQLAlchemy {version('sqlalchemy')}."
    )


if __name__ == "__main__":
    main()
