"""A time to write something up: planned with one tap, said again at that time, and then done."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.delivery import sweeps
from bot.services.context.refused import Refused
from bot.services.data_rights import erasure, export
from bot.services.members.home import home_view
from bot.services.nudges import pausing, write_ups
from bot.services.nudges.home_parts import WRITE_UPS
from storage.engine.database import Database
from tests.services.harness import ServiceHarness

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NINE = 9 * 60


@pytest.fixture
def harness(database: Database) -> ServiceHarness:
    return ServiceHarness(database, now=MONDAY)


def planned(harness: ServiceHarness, *, words: str = "", who: str = "UANA") -> int:
    """Somebody's plan for Tuesday at nine; its number."""
    with harness.open(who) as ctx:
        one = write_ups.plan(ctx, TUESDAY.date(), NINE, nudge=None, words=words)
    return one.id


def swept(harness: ServiceHarness, now: datetime, page: int = write_ups.PAGE) -> int:
    """How many are asked at a moment."""
    harness.now = now
    return asyncio.run(sweeps.due_write_ups(harness.contexts, page))


def states(harness: ServiceHarness) -> list[tuple[str, str | None]]:
    rows = harness.query("SELECT state, words FROM write_up ORDER BY id")
    return [(state, words) for state, words in rows]


def asked(harness: ServiceHarness, who: str = "UANA") -> list[int]:
    return [values["write_up_id"] for kind, values in harness.said(who) if kind == "write_up"]


def test_it_is_said_at_its_time_and_once(harness: ServiceHarness) -> None:
    number = planned(harness)
    assert swept(harness, TUESDAY - timedelta(minutes=1)) == 0
    assert swept(harness, TUESDAY) == 1
    assert swept(harness, TUESDAY + timedelta(minutes=5)) == 0
    assert asked(harness) == [number]


def test_on_the_members_own_clock(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ctx.change_member(tz="America/New_York")
    planned(harness)
    assert swept(harness, TUESDAY) == 0
    assert swept(harness, TUESDAY + timedelta(hours=5)) == 1


def test_everybodys_are_asked_page_by_page(harness: ServiceHarness) -> None:
    people = [f"U{number}" for number in range(5)]
    for who in people:
        planned(harness, who=who)
    assert swept(harness, TUESDAY, page=2) == 5
    assert all(len(asked(harness, who)) == 1 for who in people)


def test_who_would_be_asked_at_a_moment_is_told_without_asking(harness: ServiceHarness) -> None:
    people = [f"U{number}" for number in range(3)]
    numbers = [planned(harness, who=who) for who in people]
    assert write_ups.to_ask(harness.contexts, TUESDAY - timedelta(minutes=1)) == []
    assert [one.id for one in write_ups.to_ask(harness.contexts, TUESDAY)] == numbers
    assert {state for state, _ in states(harness)} == {"agreed"}


def test_what_came_too_late_waits_for_working_hours(harness: ServiceHarness) -> None:
    planned(harness)
    assert swept(harness, TUESDAY + timedelta(hours=12)) == 0
    assert swept(harness, TUESDAY + timedelta(days=1, hours=1)) == 1


@pytest.mark.parametrize("resumed", [False, True])
def test_a_pause_holds_it_with_its_words_and_afterwards_it_is_asked_once(
    harness: ServiceHarness, resumed: bool
) -> None:
    number = planned(harness, words="the charging fault")
    with harness.open() as ctx:
        ctx.change_member(paused_until=date(2026, 12, 15))
    assert swept(harness, TUESDAY) == 0
    assert swept(harness, TUESDAY + timedelta(days=13)) == 0
    assert states(harness) == [("agreed", "the charging fault")]
    with harness.open() as ctx:
        ctx.change_member(paused_until=None if resumed else date(2026, 12, 15))
    assert swept(harness, TUESDAY + timedelta(days=21, hours=-1)) == 0
    assert swept(harness, TUESDAY + timedelta(days=21)) == 1
    assert swept(harness, TUESDAY + timedelta(days=22)) == 0
    assert asked(harness) == [number]


def test_a_week_after_nudges_were_stopped_it_lapses_with_its_words(harness: ServiceHarness) -> None:
    planned(harness, words="the charging fault")
    with harness.open() as ctx:
        pausing.stop(ctx)
    assert swept(harness, TUESDAY + timedelta(days=8)) == 0
    assert states(harness) == [("dropped", None)]


def test_whoever_has_left_is_not_asked(harness: ServiceHarness) -> None:
    planned(harness)
    with harness.open() as ctx:
        ctx.change_member(deactivated=True)
    assert swept(harness, TUESDAY) == 0
    assert states(harness) == [("dropped", None)]


def test_another_time_takes_the_place_of_the_one_before(harness: ServiceHarness) -> None:
    planned(harness)
    with harness.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None)
    assert [state for state, _ in states(harness)] == ["dropped", "agreed"]
    assert swept(harness, TUESDAY) == 0


def test_moved_by_whatever_way_it_keeps_its_words(harness: ServiceHarness) -> None:
    planned(harness, words="the charging fault")
    with harness.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None)
    assert states(harness) == [("dropped", None), ("agreed", "the charging fault")]


def test_moved_once_it_was_asked_about_it_keeps_its_words(harness: ServiceHarness) -> None:
    number = planned(harness, words="the charging fault")
    swept(harness, TUESDAY)
    with harness.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None, instead=number)
    assert states(harness) == [("dropped", None), ("agreed", "the charging fault")]


def test_whoever_has_saved_something_meanwhile_is_not_asked(harness: ServiceHarness) -> None:
    planned(harness, words="the charging fault")
    harness.now = MONDAY + timedelta(hours=1)
    with harness.open() as ctx:
        entry = harness.logged(ctx)
        write_ups.logged(ctx, entry)
    assert states(harness) == [("done", None)]
    assert swept(harness, TUESDAY) == 0


def test_what_was_saved_before_the_plan_is_not_what_was_planned(harness: ServiceHarness) -> None:
    harness.now = MONDAY - timedelta(hours=1)
    with harness.open() as ctx:
        entry = harness.logged(ctx)
    harness.now = MONDAY
    planned(harness)
    with harness.open() as ctx:
        write_ups.logged(ctx, entry)
    assert [state for state, _ in states(harness)] == ["agreed"]


@pytest.mark.parametrize(
    ("day", "why"),
    [(MONDAY.date(), "time_has_passed"), (date(2027, 12, 24), "time_too_far")],
)
def test_a_time_that_cannot_be_is_refused(harness: ServiceHarness, day: date, why: str) -> None:
    with pytest.raises(Refused, match=why), harness.open() as ctx:
        write_ups.plan(ctx, day, NINE, nudge=None)
    assert states(harness) == []


def test_dropped_it_does_not_come_and_cannot_be_dropped_again(harness: ServiceHarness) -> None:
    number = planned(harness)
    with harness.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    assert swept(harness, TUESDAY) == 0
    with pytest.raises(Refused, match="settled_already"), harness.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)


def test_nobody_plans_for_anothers_nudge_nor_drops_their_plan(harness: ServiceHarness) -> None:
    number = planned(harness)
    with pytest.raises(Refused, match="settled_already"), harness.open("UBEN") as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    with pytest.raises(Refused, match="not_your_nudge"), harness.open("UBEN") as ctx:
        write_ups.plan(ctx, TUESDAY.date(), NINE, nudge=4711)


@pytest.mark.parametrize("words", ["", "the charging fault"])
def test_it_stands_in_home_until_it_has_come_or_is_taken_back(
    harness: ServiceHarness, words: str
) -> None:
    number = planned(harness, words=words)
    with harness.open() as ctx:
        [one] = home_view(ctx)[WRITE_UPS]
        assert (one.write_up, one.at, one.private) == (number, TUESDAY, bool(words))
        assert words == "" or words not in repr(home_view(ctx))
        write_ups.drop(ctx, nudge=None, write_up=number)
        assert home_view(ctx)[WRITE_UPS] == ()
    planned(harness, words=words)
    swept(harness, TUESDAY)
    with harness.open() as ctx:
        assert home_view(ctx)[WRITE_UPS] == ()


def test_home_is_shown_anew_when_it_is_planned_and_when_it_is_taken_back(
    harness: ServiceHarness,
) -> None:
    def published() -> None:
        sent = text("UPDATE outbox SET state = 'sent' WHERE kind = 'home'")
        with harness.database.transaction() as session:
            assert session.connection().execute(sent).rowcount == 1
            session.commit()

    def state() -> str:
        [(found,)] = harness.query("SELECT state FROM outbox WHERE kind = 'home'")
        return str(found)

    with harness.open() as ctx:
        ctx.work.messages.open_home(ctx.member.id, ctx.real)
    published()
    number = planned(harness)
    assert state() != "sent"
    published()
    with harness.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    assert state() != "sent"


def test_an_undo_takes_it_back_if_nothing_came_since(harness: ServiceHarness) -> None:
    planned(harness)
    with harness.open() as ctx:
        assert not write_ups.taken_back(ctx, MONDAY + timedelta(hours=1))
        assert write_ups.taken_back(ctx, MONDAY - timedelta(hours=1))
    assert [state for state, _ in states(harness)] == ["dropped"]


def test_it_is_in_the_export_and_erased_with_the_rest(harness: ServiceHarness) -> None:
    planned(harness, words="the charging fault")
    with harness.open() as ctx:
        document = b"".join(export.export_json(ctx.work, ctx.member, ctx.now))
    assert b'"words": "the charging fault"' in document
    with harness.open() as ctx:
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert states(harness) == []
