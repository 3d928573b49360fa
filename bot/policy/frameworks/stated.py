"""What a framework file states, field by field and with its places, and a framework made of it.

The two forms of a file (`yaml_form`, `csv_form`) end here, so that both are read by one set of
rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.policy.frameworks.faults import FILE, Faults, Place
from bot.policy.frameworks.framework import Framework, Subject, SubjectUnit, folded
from bot.policy.frameworks.values import (
    UNKNOWN,
    Unreadable,
    read_day,
    read_minimum,
    read_text,
    read_unit,
    shown,
)

MOST_SUBJECTS: Final = 500
NAME_LENGTH: Final = 120
SOURCE_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it stands in a file: empty where there is none, `text` None where its form was
    refused already.
    """

    text: str | None = ""
    place: Place = FILE


NOWHERE: Final = Cell()


@dataclass(frozen=True, slots=True)
class StatedSubject:
    """One subject as stated. `ends_on_last_day`: `valid_to` is its last day, and not the first on
    which it no longer holds.
    """

    place: Place
    name: Cell = NOWHERE
    minimum: Cell = NOWHERE
    unit: Cell = NOWHERE
    valid_from: Cell = NOWHERE
    valid_to: Cell = NOWHERE
    ends_on_last_day: bool = False


@dataclass(frozen=True, slots=True)
class StatedFramework:
    """One framework as stated. `valid_from` None: the file does not say when it begins.

    `begins_with_subjects`: then it begins with the earliest of its subjects; otherwise that is a
    fault.
    """

    place: Place
    category: Cell = NOWHERE
    version: Cell = NOWHERE
    source: Cell = NOWHERE
    checked_on: Cell = NOWHERE
    corrects: Cell = NOWHERE
    valid_from: Cell | None = None
    subjects: tuple[StatedSubject, ...] = ()
    begins_with_subjects: bool = False


@dataclass(frozen=True, slots=True)
class PlacedFramework:
    """A framework as read, with the place of each of its subjects, for what is said of it."""

    framework: Framework
    place: Place
    subject_places: tuple[Place, ...]


def build(
    stated: StatedFramework, pack: str, loaded: Sequence[Framework], faults: Faults
) -> PlacedFramework | None:
    """The framework that is stated; None where any of it cannot be read, which `faults` then say.

    A correction that does not say when it begins does so with the version of `loaded` that it
    corrects.
    """
    reader = _Reader(faults)
    category = reader.text(stated.category, "category", "its name, such as ADAS")
    version = reader.text(stated.version, "version", "the document's version, such as 2026.1")
    source = reader.text(
        stated.source, "source", "which document the minimums are copied from", SOURCE_LENGTH
    )
    checked_on = reader.needed_day(
        stated.checked_on, "checked_on", "the day on which somebody last looked at the document"
    )
    corrects = reader.optional_text(stated.corrects, "corrects")
    subjects = [reader.subject(one) for one in stated.subjects]
    whole = [one for one in subjects if one is not None]
    _refuse_overlaps(whole, faults)
    if not stated.subjects:
        faults.add(stated.place, "there is no subject; add each subject with its minimum")
    corrected = _corrected(loaded, category, corrects)
    valid_from = reader.beginning(stated, [subject for subject, _ in whole], corrected)
    for subject, place in whole:
        if valid_from and subject.valid_to is not None and subject.valid_to <= valid_from:
            faults.add(
                place,
                f"{shown(subject.name)} ends before {valid_from}, when this begins; "
                "take it out, or correct the day",
            )
    if reader.refused or category is None or version is None or source is None:
        return None
    if checked_on is None or not whole:
        return None
    return PlacedFramework(
        framework=Framework(
            pack=pack,
            category=category,
            version=version,
            source=source,
            checked_on=checked_on,
            valid_from=valid_from,
            subjects=tuple(subject for subject, _ in whole),
            corrects=corrects,
        ),
        place=stated.place,
        subject_places=tuple(place for _, place in whole),
    )


class _Reader:
    """Reads the cells of one framework, noting what cannot be read.

    Each method returns None where there is no value or where it was refused.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.refused = False

    def refuse(self, cell: Cell, sentence: str) -> None:
        self.refused = True
        self._faults.add(cell.place, sentence)

    def optional_text(self, cell: Cell, name: str, longest: int = NAME_LENGTH) -> str | None:
        return None if cell.text == "" else self.text(cell, name, "it, or leave it out", longest)

    def text(self, cell: Cell, name: str, advice: str, longest: int = NAME_LENGTH) -> str | None:
        try:
            found = None if cell.text is None else read_text(cell.text, longest)
        except Unreadable as error:
            self.refuse(cell, f"{name} {error}")
            return None
        if found == "":
            self.refuse(cell, f"{name} is missing; write {advice}")
        self.refused = self.refused or not found
        return found or None

    def optional_day(self, cell: Cell, name: str) -> date | None:
        if cell.text is None:
            self.refused = True
            return None
        if not cell.text.strip():
            return None
        try:
            return read_day(cell.text)
        except Unreadable as error:
            self.refuse(cell, f"{name} {error}")
            return None

    def needed_day(self, cell: Cell, name: str, advice: str) -> date | None:
        if cell.text is not None and not cell.text.strip():
            self.refuse(cell, f"{name} is missing; write {advice}")
            return None
        return self.optional_day(cell, name)

    def subject(self, stated: StatedSubject) -> tuple[Subject, Place] | None:
        """One subject; all of its cells are looked at, so that each fault is noted."""
        before, self.refused = self.refused, False
        name = self.text(stated.name, "subject", "its name")
        amount = self._amount(stated.minimum, stated.unit)
        begins, ends = self._validity(stated)
        found = None
        if not self.refused and name is not None and amount is not None:
            found = Subject(name, *amount, begins, ends), stated.place
        self.refused = self.refused or before
        return found

    def _amount(self, minimum: Cell, unit: Cell) -> tuple[int | None, SubjectUnit] | None:
        given = self.text(minimum, "minimum", f"the number, or {UNKNOWN} where none is stated")
        try:
            counted_in = read_unit(unit.text) if unit.text else None
        except Unreadable as error:
            self.refuse(unit, f"unit {error}")
            return None
        if given is None or unit.text is None:
            self.refused = True
            return None
        try:
            return read_minimum(given, counted_in)
        except Unreadable as error:
            self.refuse(minimum, f"minimum {error}")
            return None

    def _validity(self, stated: StatedSubject) -> tuple[date | None, date | None]:
        names = ("from", "to") if stated.ends_on_last_day else ("valid_from", "valid_to")
        begins = self.optional_day(stated.valid_from, names[0])
        ends = self.optional_day(stated.valid_to, names[1])
        if ends is not None and stated.ends_on_last_day:
            ends += timedelta(days=1)
        if begins is not None and ends is not None and ends <= begins:
            self.refuse(stated.valid_to, f"{names[1]} is before {names[0]}; put them in order")
        return begins, ends

    def beginning(
        self, stated: StatedFramework, subjects: Sequence[Subject], corrected: Framework | None
    ) -> date | None:
        """The version's first day; None: as far back as anybody logs."""
        if stated.valid_from is not None:
            return self.optional_day(stated.valid_from, "valid_from")
        if corrected is not None:
            return corrected.valid_from
        if not stated.begins_with_subjects:
            self.refuse(
                Cell(place=stated.place),
                "valid_from is missing; write the day from which the document holds, or null where "
                "it does not say",
            )
            return None
        days = [one.valid_from for one in subjects if one.valid_from is not None]
        return min(days) if days and len(days) == len(subjects) else None


def _corrected(
    loaded: Sequence[Framework], category: str | None, corrects: str | None
) -> Framework | None:
    if category is None or corrects is None:
        return None
    named = (folded(category), folded(corrects))
    fitting = (one for one in loaded if (folded(one.category), folded(one.version)) == named)
    return next(fitting, None)


def _refuse_overlaps(subjects: Sequence[tuple[Subject, Place]], faults: Faults) -> None:
    """One subject may stand several times, each for its own days."""
    earlier: dict[str, list[tuple[Subject, Place]]] = {}
    for subject, place in subjects:
        for other, other_place in earlier.setdefault(subject.key, []):
            if not _overlap(subject, other):
                continue
            where = str(other_place).lower()
            same = (
                f"{shown(subject.name)} stands twice for the same days (also in {where})"
                if subject.name == other.name
                else f"{shown(subject.name)} and {shown(other.name)} in {where} are one subject, "
                "since capitals and spaces make no difference, and hold for the same days"
            )
            faults.add(place, f"{same}; keep one, or end the first before the second begins")
            break
        earlier[subject.key].append((subject, place))


def _overlap(one: Subject, other: Subject) -> bool:
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Subject, other: Subject) -> bool:
    return one.valid_from is None or other.valid_to is None or one.valid_from < other.valid_to
