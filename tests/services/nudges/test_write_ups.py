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
from storage.engine.database import Database
from tests.services.house import House

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NINE = 9 * 60


@pytest.fixture
def house(database: Database) -> House:
    return House(database, now=MONDAY)


def planned(house: House, *, words: str = "", who: str = "UANA") -> int:
    """Somebody's plan for Tuesday at nine; its number."""
    with house.open(who) as ctx:
        one = write_ups.plan(ctx, TUESDAY.date(), NINE, nudge=None, words=words)
    return one.id


def swept(house: House, now: datetime, page: int = write_ups.PAGE) -> int:
    """How many are asked at a moment."""
    house.now = now
    return asyncio.run(sweeps.due_write_ups(house.contexts, page))


def states(house: House) -> list[tuple[str, str | None]]:
    rows = house.query("SELECT state, words FROM write_up ORDER BY id")
    return [(state, words) for state, words in rows]


def asked(house: House, who: str = "UANA") -> list[int]:
    return [values["write_up_id"] for kind, values in house.said(who) if kind == "write_up"]


def test_it_is_said_at_its_time_and_once(house: House) -> None:
    number = planned(house)
    assert swept(house, TUESDAY - timedelta(minutes=1)) == 0
    assert swept(house, TUESDAY) == 1
    assert swept(house, TUESDAY + timedelta(minutes=5)) == 0
    assert asked(house) == [number]


def test_on_the_members_own_clock(house: House) -> None:
    with house.open() as ctx:
        ctx.change_member(tz="America/New_York")
    planned(house)
    assert swept(house, TUESDAY) == 0
    assert swept(house, TUESDAY + timedelta(hours=5)) == 1


def test_everybodys_are_asked_page_by_page(house: House) -> None:
    people = [f"U{number}" for number in range(5)]
    for who in people:
        planned(house, who=who)
    assert swept(house, TUESDAY, page=2) == 5
    assert all(len(asked(house, who)) == 1 for who in people)


def test_who_would_be_asked_at_a_moment_is_told_without_asking(house: House) -> None:
    people = [f"U{number}" for number in range(3)]
    numbers = [planned(house, who=who) for who in people]
    assert write_ups.to_ask(house.contexts, TUESDAY - timedelta(minutes=1)) == []
    assert [one.id for one in write_ups.to_ask(house.contexts, TUESDAY)] == numbers
    assert {state for state, _ in states(house)} == {"agreed"}


def test_what_came_too_late_waits_for_working_hours(house: House) -> None:
    planned(house)
    assert swept(house, TUESDAY + timedelta(hours=12)) == 0
    assert swept(house, TUESDAY + timedelta(days=1, hours=1)) == 1


@pytest.mark.parametrize("resumed", [False, True])
def test_a_pause_holds_it_with_its_words_and_afterwards_it_is_asked_once(
    house: House, resumed: bool
) -> None:
    number = planned(house, words="the charging fault")
    with house.open() as ctx:
        ctx.change_member(paused_until=date(2026, 12, 15))
    assert swept(house, TUESDAY) == 0
    assert swept(house, TUESDAY + timedelta(days=13)) == 0
    assert states(house) == [("agreed", "the charging fault")]
    with house.open() as ctx:
        ctx.change_member(paused_until=None if resumed else date(2026, 12, 15))
    assert swept(house, TUESDAY + timedelta(days=21, hours=-1)) == 0
    assert swept(house, TUESDAY + timedelta(days=21)) == 1
    assert swept(house, TUESDAY + timedelta(days=22)) == 0
    assert asked(house) == [number]


def test_a_week_after_nudges_were_stopped_it_lapses_with_its_words(house: House) -> None:
    planned(house, words="the charging fault")
    with house.open() as ctx:
        pausing.stop(ctx)
    assert swept(house, TUESDAY + timedelta(days=8)) == 0
    assert states(house) == [("dropped", None)]


def test_whoever_has_left_is_not_asked(house: House) -> None:
    planned(house)
    with house.open() as ctx:
        ctx.change_member(deactivated=True)
    assert swept(house, TUESDAY) == 0
    assert states(house) == [("dropped", None)]


def test_another_time_takes_the_place_of_the_one_before(house: House) -> None:
    planned(house)
    with house.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None)
    assert [state for state, _ in states(house)] == ["dropped", "agreed"]
    assert swept(house, TUESDAY) == 0


def test_moved_by_whatever_way_it_keeps_its_words(house: House) -> None:
    planned(house, words="the charging fault")
    with house.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None)
    assert states(house) == [("dropped", None), ("agreed", "the charging fault")]


def test_moved_once_it_was_asked_about_it_keeps_its_words(house: House) -> None:
    number = planned(house, words="the charging fault")
    swept(house, TUESDAY)
    with house.open() as ctx:
        write_ups.plan(ctx, date(2026, 11, 26), 15 * 60, nudge=None, instead=number)
    assert states(house) == [("dropped", None), ("agreed", "the charging fault")]


def test_whoever_has_saved_something_meanwhile_is_not_asked(house: House) -> None:
    planned(house, words="the charging fault")
    house.now = MONDAY + timedelta(hours=1)
    with house.open() as ctx:
        entry = house.logged(ctx)
        write_ups.logged(ctx, entry)
    assert states(house) == [("done", None)]
    assert swept(house, TUESDAY) == 0


def test_what_was_saved_before_the_plan_is_not_what_was_planned(house: House) -> None:
    house.now = MONDAY - timedelta(hours=1)
    with house.open() as ctx:
        entry = house.logged(ctx)
    house.now = MONDAY
    planned(house)
    with house.open() as ctx:
        write_ups.logged(ctx, entry)
    assert [state for state, _ in states(house)] == ["agreed"]


@pytest.mark.parametrize(
    ("day", "why"),
    [(MONDAY.date(), "time_has_passed"), (date(2027, 12, 24), "time_too_far")],
)
def test_a_time_that_cannot_be_is_refused(house: House, day: date, why: str) -> None:
    with pytest.raises(Refused, match=why), house.open() as ctx:
        write_ups.plan(ctx, day, NINE, nudge=None)
    assert states(house) == []


def test_dropped_it_does_not_come_and_cannot_be_dropped_again(house: House) -> None:
    number = planned(house)
    with house.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    assert swept(house, TUESDAY) == 0
    with pytest.raises(Refused, match="settled_already"), house.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)


def test_nobody_plans_for_anothers_nudge_nor_drops_their_plan(house: House) -> None:
    number = planned(house)
    with pytest.raises(Refused, match="settled_already"), house.open("UBEN") as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    with pytest.raises(Refused, match="not_your_nudge"), house.open("UBEN") as ctx:
        write_ups.plan(ctx, TUESDAY.date(), NINE, nudge=4711)


@pytest.mark.parametrize("words", ["", "the charging fault"])
def test_it_stands_in_home_until_it_has_come_or_is_taken_back(house: House, words: str) -> None:
    number = planned(house, words=words)
    with house.open() as ctx:
        [one] = home_view(ctx).write_ups
        assert (one.write_up, one.at, one.private) == (number, TUESDAY, bool(words))
        assert words == "" or words not in repr(home_view(ctx))
        write_ups.drop(ctx, nudge=None, write_up=number)
        assert home_view(ctx).write_ups == ()
    planned(house, words=words)
    swept(house, TUESDAY)
    with house.open() as ctx:
        assert home_view(ctx).write_ups == ()


def test_home_is_shown_anew_when_it_is_planned_and_when_it_is_taken_back(house: House) -> None:
    def published() -> None:
        sent = text("UPDATE outbox SET state = 'sent' WHERE kind = 'home'")
        with house.database.transaction() as session:
            assert session.connection().execute(sent).rowcount == 1
            session.commit()

    def state() -> str:
        [(found,)] = house.query("SELECT state FROM outbox WHERE kind = 'home'")
        return str(found)

    with house.open() as ctx:
        ctx.work.messages.open_home(ctx.member.id, ctx.real)
    published()
    number = planned(house)
    assert state() != "sent"
    published()
    with house.open() as ctx:
        write_ups.drop(ctx, nudge=None, write_up=number)
    assert state() != "sent"


def test_an_undo_takes_it_back_if_nothing_came_since(house: House) -> None:
    planned(house)
    with house.open() as ctx:
        assert not write_ups.taken_back(ctx, MONDAY + timedelta(hours=1))
        assert write_ups.taken_back(ctx, MONDAY - timedelta(hours=1))
    assert [state for state, _ in states(house)] == ["dropped"]


def test_it_is_in_the_export_and_erased_with_the_rest(house: House) -> None:
    planned(house, words="the charging fault")
    with house.open() as ctx:
        document = b"".join(export.export_json(ctx.work, ctx.member, ctx.now))
    assert b'"words": "the charging fault"' in document
    with house.open() as ctx:
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert states(house) == []
