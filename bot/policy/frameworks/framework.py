"""Subject frameworks as dated data: which subjects a category asks for on a day, and how much.

Reading them from files is `reading`'s, holding a member's entries against them `progress`'s.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol, TypeVar, get_args

SubjectUnit = Literal["hours", "credits"]
SUBJECT_UNITS: Final[tuple[SubjectUnit, ...]] = get_args(SubjectUnit)


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject's minimum in a cycle, in force on days in [valid_from, valid_to).

    `minimum`: whole minutes where `unit` is "hours", hundredths of a credit where it is "credits";
    None where the document names the subject and states no amount: not known, and never 0.
    `valid_from` None: from its framework's first day on. `valid_to` None: until a later version.
    """

    name: str
    minimum: int | None
    unit: SubjectUnit
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def key(self) -> str:
        """What the subject is found by: its name without regard to case and spaces."""
        return folded(self.name)

    def in_force(self, on: date) -> bool:
        """Whether its minimum applies on that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of one category's subject framework document, as an administrator loaded it.

    `pack` names the scheme. The version is in force from `valid_from` (None: as far back as anybody
    logs) until the next version's first day. `source` says which document it was copied from,
    `checked_on` when somebody last looked. `corrects` names the version in whose place it stands:
    that one was loaded wrongly, and is treated as if it had never been loaded.
    """

    pack: str
    category: str
    version: str
    source: str
    checked_on: date
    valid_from: date | None
    subjects: tuple[Subject, ...]
    corrects: str | None = None

    @property
    def first_day(self) -> date:
        """The first day on which it can be in force, for comparing."""
        return self.valid_from or date.min

    def subjects_on(self, on: date) -> tuple[Subject, ...]:
        """The subjects whose minimums apply on a day on which this version is in force."""
        return tuple(subject for subject in self.subjects if subject.in_force(on))


def folded(text: str) -> str:
    """A name of a subject, category or version without regard to case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Version(Protocol):
    """One version of a document that was loaded: of a framework, or of a pack."""

    @property
    def version(self) -> str: ...
    @property
    def corrects(self) -> str | None: ...
    @property
    def first_day(self) -> date: ...


_Version = TypeVar("_Version", bound=Version)


def uncorrected(versions: Iterable[_Version]) -> tuple[_Version, ...]:
    """One document's versions that no other one corrects, in their order."""
    own = tuple(versions)
    wrong = {
        folded(one.corrects)
        for one in own
        if one.corrects is not None and folded(one.corrects) != folded(one.version)
    }
    return tuple(one for one in own if folded(one.version) not in wrong)


def standing_versions(frameworks: Iterable[Framework], category: str) -> tuple[Framework, ...]:
    """One category's versions that no other one corrects, from the earliest to the latest.

    `frameworks` are those of one pack, in any order.
    """
    own = uncorrected(one for one in frameworks if folded(one.category) == folded(category))
    return tuple(sorted(own, key=lambda one: (one.first_day, one.checked_on, one.version)))


def framework_on(frameworks: Iterable[Framework], category: str, day: date) -> Framework | None:
    """The version in force on a day: of those that had begun, the one that began last.

    Of two that begin on one day (`reading` lets no second one in) the one checked later, then the
    one whose version sorts later. None where no version is loaded for that day.
    """
    begun = [one for one in standing_versions(frameworks, category) if one.first_day <= day]
    return begun[-1] if begun else None


def subjects_on(
    frameworks: Iterable[Framework], category: str, day: date
) -> tuple[Subject, ...] | None:
    """The subjects that a category asks for on an activity's own day.

    None where no framework is loaded for that day: what is asked for is not known then, which is
    not the same as a framework that asks for nothing.
    """
    found = framework_on(frameworks, category, day)
    return None if found is None else found.subjects_on(day)
