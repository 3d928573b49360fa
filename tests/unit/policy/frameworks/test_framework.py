"""Which version of a framework, and which of its subjects, are in force on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.framework import Framework, Subject, framework_on, subjects_on
from tests.unit.policy.frameworks.builders import (
    days,
    framework,
    in_two_orders,
    loaded,
    subject,
)

NEW_YEAR = date(2027, 1, 1)
NEW_YEARS_EVE = date(2026, 12, 31)


def version_on(versions: list[Framework], day: date, category: str = "ADAS") -> str | None:
    found = framework_on(versions, category, day)
    return None if found is None else found.version


def test_without_a_framework_it_is_not_known_what_is_asked_for() -> None:
    assert subjects_on([], "ADAS", NEW_YEAR) is None
    later = framework("2", since=NEW_YEAR)
    assert subjects_on([later], "ADAS", NEW_YEARS_EVE) is None
    assert subjects_on([later], "electrified vehicles", NEW_YEAR) is None


def test_a_framework_whose_subjects_have_ended_asks_for_nothing() -> None:
    ended = framework("1", subject(until=NEW_YEAR))
    assert subjects_on([ended], "ADAS", NEW_YEAR) == ()


def test_a_later_version_holds_from_its_first_day_and_the_one_before_until_then() -> None:
    versions = [framework("2", since=NEW_YEAR), framework("1")]
    assert version_on(versions, NEW_YEARS_EVE) == "1"
    assert version_on(versions, NEW_YEAR) == "2"


def test_a_subject_holds_on_its_first_day_and_no_longer_on_the_day_of_its_end() -> None:
    lower = subject(minimum=60, until=NEW_YEAR)
    higher = subject(minimum=120, since=NEW_YEAR)
    versions = [framework("1", lower, higher)]
    assert subjects_on(versions, "ADAS", NEW_YEARS_EVE) == (lower,)
    assert subjects_on(versions, "ADAS", NEW_YEAR) == (higher,)


def test_a_category_is_found_whatever_its_capitals_and_spaces() -> None:
    assert subjects_on([framework("1")], " adas ", NEW_YEAR) == (subject(),)


def test_a_correction_stands_in_the_place_of_what_was_loaded_wrongly_on_all_its_days() -> None:
    wrong = framework("2", subject(minimum=6000), since=date(2026, 1, 1))
    right = framework("2a", subject(minimum=600), since=date(2026, 1, 1), corrects="2")
    versions = [framework("1"), wrong, right, framework("3", since=NEW_YEAR)]
    assert version_on(versions, date(2025, 12, 31)) == "1"
    assert version_on(versions, date(2026, 1, 1)) == "2a"
    assert version_on(versions, NEW_YEARS_EVE) == "2a"
    assert version_on(versions, NEW_YEAR) == "3"


def test_a_correction_of_a_correction_leaves_neither_wrong_one() -> None:
    versions = [
        framework("2", since=NEW_YEAR),
        framework("2a", since=NEW_YEAR, corrects="2"),
        framework("2b", since=NEW_YEAR, corrects="2a"),
    ]
    assert version_on(versions, NEW_YEAR) == "2b"


def test_a_correction_may_move_the_first_day() -> None:
    versions = [
        framework("1"),
        framework("2", since=date(2026, 1, 1)),
        framework("2a", since=NEW_YEAR, corrects="2"),
    ]
    assert version_on(versions, NEW_YEARS_EVE) == "1"
    assert version_on(versions, NEW_YEAR) == "2a"


def test_a_correction_holds_for_its_own_category_alone() -> None:
    other = framework("2a", category="electrified vehicles", corrects="1")
    assert version_on([framework("1"), other], NEW_YEAR) == "1"


def test_a_version_that_corrects_itself_stands() -> None:
    assert version_on([framework("1", corrects="1")], NEW_YEAR) == "1"


@given(loaded.flatmap(in_two_orders), days)
def test_the_order_in_which_versions_were_loaded_does_not_matter(
    versions: tuple[list[Framework], list[Framework]], day: date
) -> None:
    found, again = (framework_on(some, "ADAS", day) for some in versions)
    if len({one.version for one in versions[0]}) == len(versions[0]):
        assert found == again


@given(loaded, days, days)
def test_a_later_version_changes_nothing_before_its_first_day(
    versions: list[Framework], begins: date, day: date
) -> None:
    later = framework("later", since=begins)
    before = subjects_on(versions, "ADAS", day)
    after = subjects_on([*versions, later], "ADAS", day)
    if day < begins:
        assert after == before
    elif all(one.first_day < begins for one in versions):
        assert after == later.subjects


@given(days, st.integers(1, 1000))
def test_a_rules_dates_are_respected_at_their_borders(first: date, length: int) -> None:
    end = first + timedelta(days=length)
    one = Subject("Radar", 60, "hours", first, end)
    assert not one.in_force(first - timedelta(days=1))
    assert one.in_force(first)
    assert one.in_force(end - timedelta(days=1))
    assert not one.in_force(end)
