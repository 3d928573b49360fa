"""Until when a share holds, and what it shows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.sharing import PERIODS, Shared, covers, is_open, last_day, stages_shown
from bot.policy.vocabulary import STAGES

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
shares = st.builds(
    Shared,
    viewer_id=st.just(1),
    entry_id=st.none() | st.integers(1, 3),
    private_too=st.booleans(),
    last_day=days,
    ended=st.booleans(),
)


@pytest.mark.parametrize(
    ("today", "period", "until"),
    [
        (date(2026, 11, 21), "day", date(2026, 11, 22)),
        (date(2026, 11, 21), "week", date(2026, 11, 28)),
        (date(2026, 11, 21), "month", date(2026, 12, 21)),
        (date(2026, 12, 31), "month", date(2027, 1, 31)),
        (date(2027, 1, 31), "month", date(2027, 2, 28)),
    ],
)
def test_a_period_ends_on_its_day(today: date, period: str, until: date) -> None:
    assert last_day(today, period) == until  # type: ignore[arg-type]


@given(days, st.sampled_from(PERIODS))
def test_every_period_holds_today_and_ends(today: date, period: str) -> None:
    until = last_day(today, period)  # type: ignore[arg-type]
    share = Shared(1, None, private_too=False, last_day=until)
    assert is_open(share, today)
    assert not is_open(share, date.fromordinal(until.toordinal() + 1))


@given(shares, days)
def test_what_was_taken_back_never_holds_again(share: Shared, today: date) -> None:
    assert is_open(share, today) == (not share.ended and today <= share.last_day)


@given(shares, st.integers(1, 3))
def test_one_entry_shows_no_other(share: Shared, entry: int) -> None:
    assert covers(share, entry) == (share.entry_id in (None, entry))


@given(st.lists(shares, max_size=3), st.sets(st.sampled_from(STAGES)))
def test_private_words_are_shown_by_a_share_that_says_so_alone(
    some: list[Shared], private: set[str]
) -> None:
    shown = set(stages_shown(some, private))  # type: ignore[arg-type]
    if not some:
        assert shown == set()
    elif any(one.private_too for one in some):
        assert shown == set(STAGES)
    else:
        assert shown == set(STAGES) - private
