"""What stands in a body's account by its member's word, and what an opening balance makes of it."""

from datetime import date, timedelta

import pytest

from bot.services.context.refused import Refused
from bot.services.data_rights import export
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record import entered
from bot.services.record.actions.entering import EnterByWord
from bot.services.record.entries import edit
from bot.services.record.entry_changes import find
from bot.services.record.home_parts import home_entries
from bot.services.record.undo_steps import take_last_back
from storage.row_types import EntryRecord
from tests.services.harness import TODAY, ServiceHarness

IMI = "imi-register"


@pytest.fixture
def ana(harness: ServiceHarness) -> ServiceHarness:
    """Ana, in the IMI register since June 2025, with nothing brought in."""
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
    return harness


def logged(harness: ServiceHarness, title: str = "Isolation course", days_ago: int = 1) -> int:
    with harness.open() as ctx:
        return harness.logged(ctx, title=title, on=TODAY - timedelta(days=days_ago)).id


def entry_marks(harness: ServiceHarness, entry: int) -> tuple[entered.Entered, ...]:
    with harness.open() as ctx:
        return entered.marks_of(ctx, find(ctx, entry))


def on_home(harness: ServiceHarness) -> tuple[tuple[str, int], ...]:
    with harness.open() as ctx:
        return home_entries(ctx).not_entered


def enter(harness: ServiceHarness, entry: int) -> None:
    with harness.open() as ctx:
        record.Enter(entry, "IMI").do(ctx)


def test_home_counts_what_is_missing_there_and_a_tap_lists_it(ana: ServiceHarness) -> None:
    first, second = logged(ana, days_ago=3), logged(ana, "Airbags")
    logged(ana, "Before the cycle", days_ago=600)
    assert on_home(ana) == (("IMI", 2),)
    with ana.open() as ctx:
        page = record.ShowNotEntered().do(ctx)
    assert [one.id for one in page.shown.entries] == [first, second]
    enter(ana, first)
    assert on_home(ana) == (("IMI", 1),)


def test_edited_since_it_says_so_and_is_listed_again(ana: ServiceHarness) -> None:
    entry = logged(ana)
    enter(ana, entry)
    assert entry_marks(ana, entry) == (entered.Entered("IMI", TODAY),)
    with ana.open() as ctx:
        edit(ctx, find(ctx, entry), {"minutes": 180})
    assert entry_marks(ana, entry) == (entered.Entered("IMI", TODAY, changed_since=True),)
    with ana.open() as ctx:
        shown = record.ShowNotEntered("IMI").do(ctx).shown
    assert (shown.count, shown.changed) == (1, frozenset({entry}))
    enter(ana, entry)
    assert not entry_marks(ana, entry)[0].changed_since


def test_all_at_once_and_taken_back_at_once(ana: ServiceHarness) -> None:
    for number in range(3):
        logged(ana, f"Course {number}")
    with ana.open() as ctx:
        assert record.EnterAll("IMI").do(ctx).values == {"count": 3, "body": "IMI"}
    assert on_home(ana) == ()
    with ana.open() as ctx:
        take_last_back(ctx)
    assert on_home(ana) == (("IMI", 3),)
    with ana.open() as ctx:
        record.EnterAll("IMI").do(ctx)
        with pytest.raises(Refused, match="all_entered"):
            record.EnterAll("IMI").do(ctx)


def test_by_word_it_is_the_entry_that_was_meant_else_the_one_saved_last(
    ana: ServiceHarness,
) -> None:
    first = logged(ana)
    ana.now += timedelta(minutes=5)
    second = logged(ana, "Airbags")
    with ana.open() as ctx:
        assert EnterByWord(first, "I've put it on IMI").do(ctx).values["title"] == (
            "Isolation course"
        )
        assert EnterByWord(None, "I've put it on IMI").do(ctx).values["title"] == "Airbags"
    assert entry_marks(ana, second)[0].on == TODAY


def test_nothing_is_entered_where_no_account_is_kept(harness: ServiceHarness) -> None:
    entry = logged(harness)
    with harness.open() as ctx:
        with pytest.raises(Refused, match="no_account_there"):
            record.Enter(entry, "IMI").do(ctx)
        with pytest.raises(Refused, match="no_account_anywhere"):
            record.ShowNotEntered().do(ctx)
    assert on_home(harness) == ()


def test_cmi_asks_for_no_credits_so_home_counts_nothing_there_until_a_member_begins(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, "cmi")
    first, _ = logged(harness), logged(harness, "Airbags")
    assert on_home(harness) == ()
    with harness.open() as ctx:
        record.Enter(first, "CMI").do(ctx)
    assert on_home(harness) == (("CMI", 1),)


# The opening balance


def in_opening(harness: ServiceHarness, entry: int) -> bool | None:
    kept: EntryRecord = harness.entry(entry)
    return kept.in_opening.get(IMI)


def brought_in(harness: ServiceHarness, cycle: int = 3000) -> None:
    with harness.open() as ctx:
        settings.set_opening(ctx, IMI, cycle=cycle, year=None)


def test_what_was_entered_before_the_balances_day_is_in_it(ana: ServiceHarness) -> None:
    before, untold = logged(ana, days_ago=5), logged(ana, "Airbags", days_ago=4)
    enter(ana, before)
    ana.now += timedelta(days=1)
    today = logged(ana, "Brakes", days_ago=2)
    enter(ana, today)
    brought_in(ana)
    assert in_opening(ana, before) is True
    assert in_opening(ana, untold) is None, "it may have been there for long"
    assert in_opening(ana, today) is None, "before or after the member looked"
    assert ana.said()[-1] == ("say", {"sentence": "balance_holds_entered", "count": 1})


def test_a_balance_of_nothing_and_one_of_another_cycle_hold_none_of_it(
    ana: ServiceHarness,
) -> None:
    entry, earlier = logged(ana, days_ago=5), logged(ana, "Before the cycle", days_ago=600)
    enter(ana, entry)
    enter(ana, earlier)
    ana.now += timedelta(days=1)
    brought_in(ana, cycle=0)
    assert in_opening(ana, entry) is None
    brought_in(ana)
    assert (in_opening(ana, entry), in_opening(ana, earlier)) == (True, None)


def test_what_was_changed_since_it_was_entered_is_asked_about(ana: ServiceHarness) -> None:
    entry = logged(ana, days_ago=5)
    enter(ana, entry)
    with ana.open() as ctx:
        edit(ctx, find(ctx, entry), {"minutes": 180})
    ana.now += timedelta(days=1)
    brought_in(ana)
    assert in_opening(ana, entry) is None


def test_what_the_member_has_said_about_it_is_left(ana: ServiceHarness) -> None:
    entry = logged(ana, days_ago=5)
    brought_in(ana)
    with ana.open() as ctx:
        record.NotInOpening(entry, IMI).do(ctx)
    enter(ana, entry)
    ana.now += timedelta(days=1)
    brought_in(ana)
    assert in_opening(ana, entry) is False


def test_entered_after_the_balances_day_it_says_nothing_of_the_balance(ana: ServiceHarness) -> None:
    entry = logged(ana, days_ago=5)
    brought_in(ana)
    ana.now += timedelta(days=1)
    enter(ana, entry)
    assert in_opening(ana, entry) is None


def test_not_entered_after_all_it_is_asked_about_again(ana: ServiceHarness) -> None:
    entry = logged(ana, days_ago=5)
    enter(ana, entry)
    ana.now += timedelta(days=1)
    brought_in(ana)
    with ana.open() as ctx:
        record.NotEntered(entry, "IMI").do(ctx)
    assert in_opening(ana, entry) is None


def test_what_the_balance_holds_is_not_missing_there(ana: ServiceHarness) -> None:
    entry = logged(ana, days_ago=5)
    brought_in(ana)
    with ana.open() as ctx:
        record.InOpening(entry, IMI).do(ctx)
    assert on_home(ana) == ()


def test_it_is_exported(ana: ServiceHarness) -> None:
    enter(ana, logged(ana))
    with ana.open() as ctx:
        document = b"".join(export.export_json(ctx.work, ctx.member, ctx.now)).decode()
        table = b"".join(export.export_csv(ctx.work, ctx.member)).decode()
    assert '"entered": [{"body": "IMI", "changed_since": false, "on": "2026-11-21"}]' in document
    assert '"IMI on 2026-11-21"' in table
