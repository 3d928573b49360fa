"""What rows mean is plain values and back, and what is none of that is not believed."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from bot.conversation.tables.columns import Layout
from bot.conversation.tables.meaning import Frame, Meanings, PageMeant
from tests.old_logs import FRAME, LEARNT, frames, pages


@given(frames)
def test_what_rows_are_read_by_comes_back_as_it_was(frame: Frame) -> None:
    assert Frame.of_plain(json.loads(json.dumps(frame.plain()))) == frame


@given(frames, pages)
def test_every_row_means_something_and_comes_back_as_it_was(
    frame: Frame, rows: list[tuple[int, list[Any]]]
) -> None:
    meant = Meanings(frame).of(rows)
    assert [one.number for one in meant.rows] == [number for number, _ in rows]
    for one in meant.rows:
        may_be_taken = one.read.verdict == "taken"
        assert (one.likeness is not None) is (one.account is not None) is may_be_taken
    assert PageMeant.of_plain(json.loads(json.dumps(meant.plain()))) == meant


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Dr Jones was our trainer", True),
        ("Ana Silva was there", False),  # her own name
        ("asked zebedee about it", True),  # who is met in this workplace
        ("asked somebody about it", False),
    ],
)
def test_it_is_told_which_rows_seem_to_name_somebody(words: str, names: bool) -> None:
    [row] = Meanings(FRAME).of([(2, ["20/11/2026", "Isolation", "2", LEARNT, words])]).rows
    assert row.read.verdict == "taken"
    assert row.names is names


def test_columns_that_are_nothing_to_an_entry_and_hold_something_are_told() -> None:
    layout = Layout({"title": 1, "date": 0})
    frame = Frame(layout, ("Date", "Course", "Ref", "Cost"), 1, date(2026, 11, 21), 480, "GB", "",
                  frozenset())  # fmt: skip
    rows = [(1, ["Date", "Course", "Ref", "Cost"]), (2, ["20/11/2026", "ADAS", " ", "12"])]
    assert Meanings(frame).of(rows).spare == (3,)


def meant() -> dict[str, Any]:
    row = (2, ["20/11/2026", "Isolation", "2", LEARNT, "Good"])
    plain: dict[str, Any] = Meanings(FRAME).of([row]).plain()
    return plain


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "counted"},
        {"why": "because"},
        {"number": "2"},
        {"number": True},
        {"likeness": 7},
        {"account": "all of it"},
        {"account": {"spans": {"evaluate": {"learnt": [["<script>", 2]]}}}},
        {"read": {"title": ["a"]}},
        {"read": {"notes": {"a": 1}}},
        {"read": {"minutes": "60"}},
        {"read": {"type": "holiday"}},
        {"read": {"start": "yesterday"}},
        {"read": {"stages": {"sleep": "well"}}},
        {"read": {"stages": {"plan": 1}}},
        {"read": {"links": [1]}},
        {"read": None},
    ],
)
def test_what_is_not_of_its_kind_is_not_believed(changed: dict[str, Any]) -> None:
    plain = meant()
    plain["rows"][0] |= changed
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        PageMeant.of_plain(plain)
