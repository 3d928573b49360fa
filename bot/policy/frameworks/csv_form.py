"""Frameworks as a CSV table, as a spreadsheet saves it: one row a subject, read with its rows.

What its values mean is `stated`'s to decide. See docs/rules.md.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from bot.policy.frameworks.faults import FILE, Faults, Place
from bot.policy.frameworks.framework import folded
from bot.policy.frameworks.stated import (
    MOST_SUBJECTS,
    NOWHERE,
    Cell,
    StatedFramework,
    StatedSubject,
)
from bot.policy.frameworks.values import shown

_HEADINGS: Final[Mapping[str, str]] = {
    "category": "category",
    "subject": "subject",
    "minimum": "minimum",
    "unit": "unit",
    "from": "from",
    "valid from": "from",
    "to": "to",
    "valid to": "to",
    "version": "version",
    "source": "source",
    "checked on": "checked on",
    "corrects": "corrects",
}
"""Titles of columns, as `_heading` writes them, and the column that each means."""

_NEEDED: Final = ("category", "subject", "minimum")
_OF_THE_DOCUMENT: Final = ("version", "source", "checked on", "corrects")
_DELIMITERS: Final = (",", ";", "\t")
_LONGEST_TITLES: Final = 2_000
"""How much of a line is looked at for titles: a reader of CSV refuses cells that have no end."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What an administrator says beside a table that does not say it itself.

    `valid_from`: the version's first day; None: with the earliest of its subjects, or as far back
    as anybody logs where one of them does not say. What the table's own columns say goes before.
    """

    version: str = ""
    source: str = ""
    checked_on: date | None = None
    valid_from: date | None = None
    corrects: str = ""
    category: str = ""


_Row = tuple[Place, Mapping[str, str]]


def headings_in(line: str) -> int:
    """How many of a line's cells are titles that a table may have."""
    return max(_known(line, delimiter) for delimiter in _DELIMITERS)


def stated_in_csv(
    text: str, document: DocumentFacts, faults: Faults
) -> tuple[StatedFramework, ...]:
    """What a table states, by category; nothing where `faults` say why it cannot be read."""
    rows = _rows(text, document.category, faults)
    if rows is None:
        return ()
    if len(rows) > MOST_SUBJECTS:
        faults.add(FILE, f"there are {len(rows)} subjects; load {MOST_SUBJECTS} at most")
        return ()
    by_category: dict[str, list[_Row]] = {}
    for row in rows:
        by_category.setdefault(folded(row[1]["category"]), []).append(row)
    if "" in by_category:
        for place, _ in by_category.pop(""):
            faults.add(place, "category is missing; write it in each row")
    return tuple(_framework(some, document, faults) for some in by_category.values())


def _framework(rows: Sequence[_Row], document: DocumentFacts, faults: Faults) -> StatedFramework:
    place, first = rows[0]
    cells = {name: _agreed(name, rows, faults) for name in _OF_THE_DOCUMENT}
    said = {
        "version": document.version,
        "source": document.source,
        "checked on": _written(document.checked_on),
        "corrects": document.corrects,
    }
    for name, text in said.items():
        if cells[name].text == "":
            cells[name] = Cell(text, place)
    return StatedFramework(
        place=place,
        category=Cell(first["category"], place),
        version=cells["version"],
        source=cells["source"],
        checked_on=cells["checked on"],
        corrects=cells["corrects"],
        valid_from=None if document.valid_from is None else Cell(_written(document.valid_from)),
        subjects=tuple(_subject(*row) for row in rows),
        begins_with_subjects=True,
    )


def _subject(place: Place, row: Mapping[str, str]) -> StatedSubject:
    return StatedSubject(
        place=place,
        name=Cell(row["subject"], place),
        minimum=Cell(row["minimum"], place),
        unit=Cell(row.get("unit", ""), place),
        valid_from=Cell(row.get("from", ""), place),
        valid_to=Cell(row.get("to", ""), place),
        ends_on_last_day=True,
    )


def _agreed(name: str, rows: Sequence[_Row], faults: Faults) -> Cell:
    """What a category's rows say of their document: in the first row is enough, but not two
    different things.
    """
    said = [(row[name], place) for place, row in rows if row.get(name)]
    if not said:
        return NOWHERE
    text, first = said[0]
    for other, place in said[1:]:
        if folded(other) != folded(text):
            faults.add(
                place,
                f"{name} is {shown(other)}, but {shown(text)} in {str(first).lower()}; "
                "write one for the category",
            )
            return Cell(None, place)
    return Cell(text, first)


def _rows(text: str, category: str, faults: Faults) -> list[_Row] | None:
    """The rows by column, those that name no category under the one that is given; None where the
    table itself cannot be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    skipped = 1 if lines and folded(lines[0]).startswith("sep=") else 0
    named = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda one: (_known(named, one), named.count(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    table: list[tuple[Place, list[str]]] = []
    number = 1
    try:
        for cells in reader:
            if number > skipped and any(cell.strip() for cell in cells):
                table.append((Place("row", number), [cell.strip() for cell in cells]))
            number += 1
    except csv.Error as error:
        faults.add(
            Place("row", number),
            f"this cannot be read as CSV ({error}); look for a quotation mark that is not closed",
        )
        return None
    needed = _NEEDED[1:] if category else _NEEDED
    columns = _columns(*table[0], needed, faults) if table else None
    if len(table) < 2:
        faults.add(FILE, "there is no subject; add a row for each subject with its minimum")
    if columns is None:
        return None
    rows = (_by_column(place, cells, columns, faults) for place, cells in table[1:])
    return [
        (place, {**cells, "category": cells.get("category") or category})
        for place, cells in (row for row in rows if row is not None)
    ]


def _by_column(
    place: Place, cells: Sequence[str], columns: Sequence[str], faults: Faults
) -> _Row | None:
    """One row; None where it has more cells than there are columns."""
    if any(cells[len(columns) :]):
        faults.add(
            place,
            f"there are more cells than the {len(columns)} headings; put a value that holds the "
            "separator into quotation marks",
        )
        return None
    padded = [*cells, *[""] * len(columns)]
    return place, dict(zip(columns, padded, strict=False))


def _columns(
    place: Place, titles: Sequence[str], needed: Sequence[str], faults: Faults
) -> list[str] | None:
    """The columns that the titles mean, in the table's order; None where they cannot be told."""
    found: list[str] = []
    wrong = False
    while titles and not titles[-1]:
        titles = titles[:-1]
    for title in titles:
        column = _HEADINGS.get(_heading(title))
        if column is None:
            likely = get_close_matches(_heading(title), _HEADINGS, n=1)
            advice = f"write {likely[0]}" if likely else "take the column out"
            said = f"the heading {shown(title)} is none" if title else "a column has no heading"
            faults.add(place, f"{said} that is read here; {advice}")
            wrong = True
        elif column in found:
            faults.add(place, f"the heading {column} stands twice; keep one")
            wrong = True
        found.append(column or "")
    missing = [column for column in needed if column not in found]
    if missing:
        faults.add(
            place,
            f"there is no heading {', '.join(missing)}; the first row names the columns: category, "
            "subject, minimum, unit, from, to, and version, source, checked on, corrects",
        )
    return None if wrong or missing else found


def _known(line: str, delimiter: str) -> int:
    cells = next(csv.reader([line[:_LONGEST_TITLES]], delimiter=delimiter), [])
    return sum(_heading(cell) in _HEADINGS for cell in cells)


def _heading(title: str) -> str:
    return folded(title.replace("_", " "))


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()
