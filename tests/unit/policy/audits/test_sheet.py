"""The sheet: what is in it, that either can be read back, and that a change of it is found."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits.draw import Drawn, draw
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.sheet import (
    COLUMNS,
    NAMED_COLUMNS,
    Difference,
    Person,
    SheetRow,
    named_sheet,
    read_sheet,
    repeat,
    sheet,
)
from tests.unit.policy.audits.walking import FIRST, SECOND, digest, pairs

LINES = {audit_id: line for line, audit_id in pairs(5)}
DRAWN = draw(digest(f"{FIRST}\n{SECOND}"), LINES, 2)
ROWS = tuple(SheetRow(one, LINES[one.audit_id]) for one in DRAWN)


def test_the_published_sheet_holds_ids_and_hashes_alone() -> None:
    text = sheet(DRAWN, LINES)
    head, *rows = text.splitlines()
    assert head == ",".join(COLUMNS)
    assert [row.split(",")[3] for row in rows] == ["yes", "yes", "no", "no", "no"]
    assert set(text) <= set("0123456789abcdefghijklmnopqrstuvwxyz_,\n")


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(names)
def test_names_of_any_kind_stand_in_the_lead_s_and_start_no_formula(name: str) -> None:
    people = {one.audit_id: Person("U1", name) for one in DRAWN}
    text = named_sheet(DRAWN, LINES, people)
    assert read_sheet(text) == ROWS
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == NAMED_COLUMNS
    for row in rows[1:]:
        assert row[-1] in (name, f"'{name}")
        assert not row[-1].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_the_draw_is_repeated_from_the_sheet() -> None:
    rows = read_sheet(sheet(DRAWN, LINES))
    assert rows == ROWS
    assert repeat(rows, (FIRST, SECOND), 2) == (DRAWN, None)


def test_a_spreadsheet_s_way_of_saving_it_is_read_as_well() -> None:
    text = "\ufeff" + sheet(DRAWN, LINES).replace("\n", "\r\n")
    assert read_sheet(text) == ROWS


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("column", ["audit_id", "hmac", "drawn"])
def test_a_sheet_that_was_changed_in_any_place_says_something_else(place: int, column: str) -> None:
    changed = list(ROWS)
    one = changed[place].drawn
    other = {
        "audit_id": Drawn("a" + "0" * 32, one.hmac, one.drawn),
        "hmac": Drawn(one.audit_id, "0" * 64, one.drawn),
        "drawn": Drawn(one.audit_id, one.hmac, not one.drawn),
    }
    changed[place] = SheetRow(other[column], changed[place].line)
    assert repeat(changed, (FIRST, SECOND), 2)[1] is not None
    if column != "audit_id":
        assert repeat(changed, (FIRST, SECOND), 2)[1] == Difference(place + 1, column)


def test_two_rows_in_another_order_another_size_and_other_seeds_are_found() -> None:
    swapped = (ROWS[1], ROWS[0], *ROWS[2:])
    assert repeat(swapped, (FIRST, SECOND), 2)[1] == Difference(1, "audit_id")
    assert repeat(ROWS, (FIRST, SECOND), 3)[1] == Difference(3, "drawn")
    assert repeat(ROWS, (SECOND, FIRST), 2)[1] is not None


@pytest.mark.parametrize(
    "text",
    ["", "audit_id,hmac\n", "audit_id,hmac,drawn\n", "audit_id,hmac,drawn\na,b,perhaps\n", "\x00"],
)
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(StepRefused, match="not_the_sheet"):
        read_sheet(text)


@given(st.text())
def test_any_text_is_a_sheet_or_refused(text: str) -> None:
    try:
        rows = read_sheet(text)
    except StepRefused:
        rows = ()
    assert all(isinstance(one.drawn.drawn, bool) for one in rows)
