"""The demo's calendar: days end on a working evening, and what fell due on the way has come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cli.demo.journey import Journey
from sandbox.clock import CalendarMovesForward
from sandbox.moving import Move
from tests.harness import ANA, BEN, MONDAY, SATURDAY, Harness, Member, buttons

EVENING = MONDAY.replace(hour=16, minute=45)
"""Where the first working day is landed on."""


@pytest.fixture
def journey(harness: Harness) -> Journey:
    return Journey(harness.sandbox, harness.runtime, harness.contexts)


async def test_a_day_from_a_saturday_is_monday_evening_and_mondays_nudge_has_come(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    harness.sandbox.calendar.move_to(SATURDAY + timedelta(hours=10))

    assert await journey.move(Move(ANA.id, days=1)) == ""

    assert _now(harness) == EVENING
    [nudge] = technician.heard
    assert MONDAY.replace(hour=9) <= nudge.at < EVENING


async def test_thirty_weeks_of_evenings_are_not_thirty_weeks_of_silence(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    harness.sandbox.calendar.move_to(SATURDAY + timedelta(hours=10))

    for _ in range(30):
        await journey.move(Move(ANA.id, days=7))

    assert len(technician.heard) > 1
    for one in technician.heard:
        wall = one.at.astimezone(ZoneInfo("Europe/London"))
        assert wall.weekday() < 5
        assert 9 <= wall.hour < 17


async def test_where_nothing_was_due_that_is_said(harness: Harness, journey: Journey) -> None:
    assert await journey.move(Move(BEN.id, days=1)) == "Nothing was due to Ben on the way."
    assert _now(harness) == EVENING


async def test_the_wait_ends_on_the_day_of_the_next_message(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    for count in (1, 2):
        assert await journey.move(Move(ANA.id)) == ""
        assert len(technician.heard) == count
        newest = technician.heard[-1].at.astimezone(UTC)
        assert newest.date() == _now(harness).date()


async def test_a_time_to_write_something_up_is_stopped_at_when_it_has_come(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    await journey.move(Move(ANA.id))
    nudge = technician.heard[-1]
    [at_nine] = [words for words in buttons(nudge) if words.endswith(" 9:00")]
    await technician.click(at_nine, nudge)
    before = len(technician.heard)

    await journey.move(Move(ANA.id))

    assert len(technician.heard) == before + 1
    came = technician.heard[-1].at.astimezone(ZoneInfo("Europe/London"))
    assert f"{came:%a} {came.hour}:{came:%M}" == at_nine


async def test_where_nothing_was_due_it_is_said_what_was_decided(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    await journey.move(Move(ANA.id))
    said = await journey.move(Move(ANA.id, days=1))
    assert said.startswith("Nothing was due to Ana on the way: behind its pace")
    assert len(said.split()) <= 40


async def test_a_jump_brings_what_was_due_on_the_way_unless_it_is_a_leap(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    soon, late = MONDAY + timedelta(days=3), MONDAY + timedelta(days=303)

    await journey.move(Move(ANA.id, to=soon))
    assert _now(harness) == soon
    assert [one.at.date() for one in technician.heard] == [MONDAY.date()]

    await journey.move(Move(ANA.id, to=late))
    assert _now(harness) == late
    assert all(one.at.date() in (MONDAY.date(), late.date()) for one in technician.heard)


async def test_outside_working_hours_it_is_said_when_they_begin(
    harness: Harness, technician: Member, journey: Journey
) -> None:
    said = await journey.move(Move(ANA.id, to=SATURDAY + timedelta(hours=10)))

    assert said == ("Ana is not at work now. What is due comes from Mon 23 Nov 2026, 09:00 on.")
    assert technician.heard == []
    assert await journey.move(Move(ANA.id, to=MONDAY)) == ""


async def test_it_does_not_go_back(harness: Harness, journey: Journey) -> None:
    with pytest.raises(CalendarMovesForward):
        await journey.move(Move(ANA.id, to=SATURDAY - timedelta(days=1)))


def _now(harness: Harness) -> datetime:
    """The calendar's moment, to the minute."""
    return harness.sandbox.calendar.now().replace(second=0, microsecond=0)
