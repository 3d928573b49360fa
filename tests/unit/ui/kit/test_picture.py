"""The standing as a picture: squares that say what the words beside them say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.kit.progress_bar import has_pace, picture, row
from tests.standings import target
from tests.unit.ui.builders import enrolment, scheme_standing

NOT_KNOWN = "┄┄┄┄┄┄┄┄┄┄"


@pytest.mark.parametrize(
    ("part", "whole", "pace", "squares"),
    [
        (0, 90, None, "▱▱▱▱▱▱▱▱▱▱"),
        (45, 90, None, "▰▰▰▰▰▱▱▱▱▱"),
        (89, 90, None, "▰▰▰▰▰▰▰▰▰▱"),
        (200, 90, None, "▰▰▰▰▰▰▰▰▰▰"),
        (800, 3000, 1422, "▰▰▱▱▱┆▱▱▱▱▱"),
        (2000, 3000, 1422, "▰▰▰▰▰┆▰▱▱▱▱"),
        (0, 3000, 0, "┆▱▱▱▱▱▱▱▱▱▱"),
        (None, 3000, 1422, NOT_KNOWN),
        (5, None, None, NOT_KNOWN),
        (5, 0, None, NOT_KNOWN),
    ],
)
def test_a_row_has_ten_squares_and_none_where_something_is_not_known(
    part: int | None, whole: int | None, pace: int | None, squares: str
) -> None:
    assert row(part, whole, pace) == squares


@given(st.integers(-100, 10**7), st.integers(1, 10**6), st.none() | st.integers(0, 10**6))
def test_a_row_is_full_only_once_the_whole_is_there(
    part: int, whole: int, pace: int | None
) -> None:
    squares = row(part, whole, pace).replace("┆", "")
    assert len(squares) == 10
    assert (squares == "▰" * 10) == (part >= whole)


def test_year_and_cycle_are_drawn_with_the_pace_of_today() -> None:
    one = scheme_standing()
    assert picture(one.standing) == "▰▰▱▱▱┆▱▱▱▱▱  year\n▰▰▰▱▱┆▱▱▱▱▱  cycle"
    assert has_pace(one.standing)


def test_once_the_minimum_is_met_there_is_no_pace_to_keep() -> None:
    one = scheme_standing(cycle=9200, year=1200)
    assert picture(one.standing) == "▰▰▰▰▱▱▱▱▱▱  year\n▰▰▰▰▰▰▰▰▰▰  cycle"
    assert not has_pace(one.standing)


def test_in_the_first_days_and_after_a_declined_balance_there_is_no_pace() -> None:
    early = scheme_standing(today=date(2025, 6, 20), cycle=300, year=300)
    declined = scheme_standing(of=enrolment(opening_on=None, opening_declined=True))
    assert picture(early.standing) == "▰▱▱▱▱▱▱▱▱▱  year\n▱▱▱▱▱▱▱▱▱▱  cycle"
    assert picture(declined.standing) == ""  # a full row would say that the minimum is met


def test_credits_of_a_year_that_are_not_known_have_no_squares() -> None:
    of = enrolment(opening_on=date(2026, 11, 3), opening_cycle=2500, opening_year=None)
    year, cycle = picture(scheme_standing(of=of).standing).split("\n")
    assert year == f"{NOT_KNOWN}  year"
    assert cycle == "▰▰▰▰▰┆▰▱▱▱▱  cycle"


def test_a_cycle_that_ended_short_is_drawn_until_somebody_says_what_followed() -> None:
    of = enrolment(cycle_start=date(2023, 6, 1))
    one = scheme_standing(of=of, ended_weight=7900 * 60)
    assert one.standing.ended is not None
    assert picture(one.standing) == "▰▰▰▰▰▰▰▰▱▱  last cycle"
    told = replace(target(one.standing), ended=replace(one.standing.ended, answer="registered"))
    assert "last cycle" not in picture(told)


def test_a_cycle_whose_start_is_not_known_has_no_picture() -> None:
    assert picture(scheme_standing(of=enrolment(cycle_start=None)).standing) == ""


def test_under_cmi_it_is_how_many_entries_say_what_they_changed() -> None:
    one = scheme_standing(
        "cmi", entries_12_months=5, without_evaluation=2, last_entry=date(2026, 11, 20)
    )
    assert picture(one.standing) == "▰▰▰▰▰▰▱▱▱▱  say what changed"
    assert picture(scheme_standing("cmi").standing) == ""
