"""What is wrong with a loaded file, or doubtful in it: each a sentence, with its line or row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["file", "line", "row"]
CautionKind = Literal[
    "new_category",
    "named_otherwise",
    "more_than_there_is_time",
    "one_day_between",
    "later_version_stands",
    "days_uncovered",
    "new_scheme",
    "begins_in_the_past",
    "kind_changes",
    "categories_gone",
]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: the whole of it, a line of YAML, or a row as a spreadsheet numbers it."""

    kind: PlaceKind = "file"
    number: int = 0

    def __str__(self) -> str:
        return "The file" if self.kind == "file" else f"{self.kind.capitalize()} {self.number}"


FILE: Place = Place()


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason to refuse a file. `sentence` says what is wrong and what to do about it."""

    place: Place
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at before a file is loaded; it does not stand in the way of loading it.

    `pairs`, of the kind "named_otherwise": a subject's name in force and the one in the file that
    is likely to be meant for it.
    """

    kind: CautionKind
    place: Place
    sentence: str
    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class FrameworkRefused(ValueError):  # noqa: N818 - for an administrator, as ValueRefused is
    """A file that cannot be loaded. `faults` are all that were found, in the file's order; str()
    has one on each line.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.place.number))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """Collects what is wrong, so that an administrator reads all of it at once."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}

    def add(self, place: Place, sentence: str) -> None:
        """Notes one fault; the same one is noted once."""
        self._found.setdefault(Fault(place, sentence))

    def raise_if_any(self) -> None:
        """Raises FrameworkRefused with what was noted, if anything was."""
        if self._found:
            raise FrameworkRefused(self._found)
