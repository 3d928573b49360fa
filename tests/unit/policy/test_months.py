"""Months ahead, as people count them."""

from datetime import date

import pytest

from bot.policy.months import later_by, months_on


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_months_last(day: date, months: int, after: date) -> None:
    assert months_on(day, months) == after


@pytest.mark.parametrize(
    ("count", "unit", "after"),
    [
        (3, "day", date(2026, 2, 3)),
        (2, "week", date(2026, 2, 14)),
        (2, "fortnight", date(2026, 2, 28)),
        (2, "month", date(2026, 3, 31)),
        (1, "year", date(2027, 1, 31)),
    ],
)
def test_a_stretch_of_time_ends_as_people_count_it(count: int, unit: str, after: date) -> None:
    assert later_by(date(2026, 1, 31), count, unit) == after
