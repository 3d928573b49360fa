"""What is measured and how it is put together: time, statements, memory, medians. No subject."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event

__all__ = ["OthersWaits", "child", "median", "peak_megabytes", "percentile", "statements"]


@dataclass(slots=True)
class OthersWaits:
    """Others' waits in seconds, before something slow is done for one person, and meanwhile."""

    before: list[float] = field(default_factory=list)
    meanwhile: list[float] = field(default_factory=list)

    def milliseconds(self) -> dict[str, float]:
        """How many waited meanwhile, and for how long, by the names of the report."""
        return {
            "people": len(self.meanwhile),
            "before_p50": median(self.before) * 1000,
            "meanwhile_p50": median(self.meanwhile) * 1000,
            "meanwhile_p90": percentile(self.meanwhile, 0.9) * 1000,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    in_order = sorted(values)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that this process sends meanwhile, but for the beginning of transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():  # what the parent held is counted in `resource`'s figure, and not here
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def child(module: str, *arguments: str) -> Any:
    """What another process prints as JSON: it begins with nothing of ours in its memory.

    Raises RuntimeError with what it said where it failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} failed:\n{done.stderr}")
    return json.loads(done.stdout)
