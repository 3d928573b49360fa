"""Evidence that runs out: which pieces still matter, and how near their last days are. Pure.

The rules are told in `docs/rules.md`, "Nudges".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

RUNS_OUT_DAYS: Final = (30, 90)
"""How many days before the last day it is said that evidence runs out."""

REMEMBERED_DAYS: Final = 90
"""For how many days evidence that has run out is still shown as such."""


@dataclass(frozen=True, slots=True)
class RunningOut:
    """Evidence of a saved entry, and the last day on which it holds. The entry's `title` tells
    which pieces take each other's place, and is left out where the value is printed.
    """

    entry_id: int
    last_day: date
    title: str | None = field(default=None, repr=False)


def not_replaced(pieces: Iterable[RunningOut]) -> tuple[RunningOut, ...]:
    """The pieces whose place none with a later last day has taken, by last day, then by entry.

    A piece takes the place of those of its own entry, and of those of entries with the same title,
    however that is spaced and capitalised. Of several with the same last day the newest entry's is
    left. An entry without a title has no other beside it.
    """
    latest: dict[str | int, RunningOut] = {}
    for one in pieces:
        name = " ".join((one.title or "").casefold().split()) or one.entry_id
        known = latest.get(name)
        if known is None or (known.last_day, known.entry_id) < (one.last_day, one.entry_id):
            latest[name] = one
    return tuple(sorted(latest.values(), key=lambda one: (one.last_day, one.entry_id)))
