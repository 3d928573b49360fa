"""Which evidence still matters: of what takes the place of another, the latest is left."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.evidence_dates import RunningOut, not_replaced

TITLES = st.sampled_from([None, "", "First aid", " first  AID ", "Banksman"])
PIECES = st.lists(
    st.builds(
        RunningOut,
        st.integers(1, 4),
        st.dates(date(2027, 1, 1), date(2027, 1, 9)),
    ),
    max_size=8,
)


@given(PIECES, st.lists(TITLES, min_size=4, max_size=4))
def test_the_latest_of_each_entry_and_title_is_left(
    pieces: list[RunningOut], titles: list[str | None]
) -> None:
    named = [RunningOut(one.entry_id, one.last_day, titles[one.entry_id - 1]) for one in pieces]
    left = not_replaced(named)

    def same(one: RunningOut, other: RunningOut) -> bool:
        if one.entry_id == other.entry_id:
            return True
        said = "".join((one.title or "").lower().split())
        return said != "" and said == "".join((other.title or "").lower().split())

    assert set(left) <= set(named)
    assert list(left) == sorted(left, key=lambda one: (one.last_day, one.entry_id))
    for one in named:
        rivals = [other for other in left if same(one, other)]
        assert len(rivals) == 1
        assert rivals[0].last_day >= one.last_day


def test_a_title_is_not_printed_with_the_value() -> None:
    assert "First aid" not in repr(RunningOut(1, date(2027, 5, 3), "First aid"))
