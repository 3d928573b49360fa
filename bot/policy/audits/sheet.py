"""The sheet of a draw as CSV: each audit id with its HMAC, in order, drawn or not.

Published, it holds ids and hashes alone; the lead's has names beside them. Neither needs this
program to be checked: docs/audit.md shows `sort` and `openssl`.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.policy.audits.draw import Drawn, combined_seed, draw
from bot.policy.audits.refusals import refuse_if

COLUMNS: Final = ("place", "hmac", "audit_id", "drawn", "line")
NAMED_COLUMNS: Final = (*COLUMNS, "slack_id", "name")
"""The lead's. `name` is the last, so that what somebody is called cannot move another column."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for a formula (docs/export.md)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who an audit id is, for the lead."""

    slack_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the draw's line, and the member's line in the population ("" where there is none,
    as in a list of ids of somebody's own).
    """

    drawn: Drawn
    line: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place at which a sheet and the draw done again differ: `place` counts from 1,
    `column` is the cell that is wrong; 0 and "" where the rows are not even as many.
    """

    place: int
    column: str


def sheet(drawn: Iterable[Drawn], lines: Mapping[str, str]) -> str:
    """The sheet that is published: UTF-8 without a byte order mark, commas, no quotes (no cell
    needs them), lines ending in a line feed. `lines` are the members', by audit id.
    """
    rows = [COLUMNS, *(_cells(place, one, lines) for place, one in enumerate(drawn, start=1))]
    return "".join(",".join(cells) + "\n" for cells in rows)


def named_sheet(
    drawn: Iterable[Drawn], lines: Mapping[str, str], people: Mapping[str, Person]
) -> str:
    """The lead's, with who each id is: as other exports, with a byte order mark, quotes, and lines
    ending in CR LF. A name that a spreadsheet could take for a formula has an apostrophe before it.
    """
    text = io.StringIO()
    text.write("\ufeff")
    write = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    write.writerow(NAMED_COLUMNS)
    for place, one in enumerate(drawn, start=1):
        who = people.get(one.audit_id, Person("", ""))
        name = f"'{who.name}" if who.name.startswith(_FORMULA) else who.name
        write.writerow((*_cells(place, one, lines), who.slack_id, name))
    return text.getvalue()


def read_sheet(text: str) -> tuple[SheetRow, ...]:
    """Either sheet; further columns are passed over, so that one that was opened in a spreadsheet
    and saved is read as well. Raises StepRefused: not_the_sheet.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    except csv.Error:
        rows = []
    found = [_row(one) for one in rows]
    refuse_if(not found, "not_the_sheet")
    known = tuple(one for one in found if one is not None)
    refuse_if(len(known) != len(found), "not_the_sheet")
    return known


def repeat(
    rows: Iterable[SheetRow], seeds: tuple[str, str], size: int
) -> tuple[tuple[Drawn, ...], Difference | None]:
    """The draw done again from the sheet's ids and both seeds, and where it first differs from what
    the sheet says; None where it says the same. Raises StepRefused as `draw.draw`.
    """
    listed = tuple(one.drawn for one in rows)
    again = draw(combined_seed(*seeds), (one.audit_id for one in listed), size)
    for place, (told, found) in enumerate(zip(listed, again, strict=True), start=1):
        for column in ("audit_id", "hmac", "drawn"):
            if getattr(told, column) != getattr(found, column):
                return again, Difference(place, column)
    return again, None


def _cells(place: int, one: Drawn, lines: Mapping[str, str]) -> tuple[str, ...]:
    said = "yes" if one.drawn else "no"
    return str(place), one.hmac, one.audit_id, said, lines.get(one.audit_id, "")


def _row(cells: Mapping[str | None, str | list[str] | None]) -> SheetRow | None:
    audit_id, code, said = (cells.get(one) for one in ("audit_id", "hmac", "drawn"))
    line = cells.get("line")
    if not (isinstance(audit_id, str) and isinstance(code, str) and said in ("yes", "no")):
        return None
    return SheetRow(Drawn(audit_id, code, said == "yes"), line if isinstance(line, str) else "")
