"""Calendars: past events, and rules that would never end."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.readers.limits import Limits
from tests.integration.readers.harness import Desk, calendar


def test_a_past_event(desk: Desk) -> None:
    event = (
        "DTSTART;TZID=Europe/London:20260701T093000|DTEND;TZID=Europe/London:20260701T110000|"
        "SUMMARY:CPD\\, brakes|LOCATION:Leeds|DESCRIPTION:secret|BEGIN:VALARM|TRIGGER:-PT5M|"
        "ACTION:DISPLAY|SUMMARY:ring|END:VALARM"
    )
    assert desk.events(calendar(event)) == [
        {
            "uid": "event-0",
            "title": "CPD, brakes",
            "start": "2026-07-01T09:30+01:00",
            "end": "2026-07-01T11:00+01:00",
            "all_day": False,
            "minutes": 90,
            "location": "Leeds",
        }
    ]


def test_whole_days_end_with_their_last(desk: Desk) -> None:
    event = "DTSTART;VALUE=DATE:20260301|DTEND;VALUE=DATE:20260303|SUMMARY:Conference"
    (read,) = desk.events(calendar(event))
    assert (read["start"], read["end"], read["all_day"]) == ("2026-03-01", "2026-03-02", True)
    assert read["minutes"] is None


def test_a_time_without_a_zone_is_in_that_of_whoever_reads(desk: Desk) -> None:
    now = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("Europe/London"))
    event = "DTSTART:20260701T090000|DURATION:PT45M|SUMMARY:x"
    (read,) = desk.events(calendar(event), now=now)
    assert (read["start"], read["minutes"]) == ("2026-07-01T09:00+01:00", 45)


def test_a_night_in_which_clocks_change_has_its_real_length(desk: Desk) -> None:
    event = (
        "DTSTART;TZID=Europe/London:20261025T003000|DTEND;TZID=Europe/London:20261025T023000|"
        "SUMMARY:x"
    )
    assert desk.events(calendar(event))[0]["minutes"] == 180


def test_only_what_is_past_and_not_too_long_ago(desk: Desk) -> None:
    events = [
        f"DTSTART:{at}00Z|DURATION:PT1H|SUMMARY:{at}"
        for at in (
            "20231001T0900",
            "20240105T0900",
            "20261128T1100",
            "20261128T1130",
            "20270101T0900",
        )
    ]
    titles = [read["title"] for read in desk.events(calendar(*events))]
    assert titles == ["20240105T0900", "20261128T1100"]


def test_a_repeated_event_with_what_was_changed_of_it(desk: Desk) -> None:
    series = (
        "DTSTART:20261102T090000Z|DTEND:20261102T100000Z|RRULE:FREQ=WEEKLY;COUNT=4|"
        "EXDATE:20261109T090000Z|SUMMARY:Team"
    )
    moved = (
        "UID:event-0|RECURRENCE-ID:20261116T090000Z|DTSTART:20261117T130000Z|"
        "DTEND:20261117T140000Z|SUMMARY:Moved"
    )
    off = (
        "UID:event-0|RECURRENCE-ID:20261123T090000Z|DTSTART:20261123T090000Z|"
        "DTEND:20261123T100000Z|STATUS:CANCELLED|SUMMARY:Off"
    )
    text = (
        calendar(series, moved, off).replace("UID:event-1\r\n", "").replace("UID:event-2\r\n", "")
    )
    read = [(event["title"], event["start"][:10]) for event in desk.events(text)]
    assert read == [("Team", "2026-11-02"), ("Moved", "2026-11-17")]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY", 1_098),  # of three years
        ("FREQ=WEEKLY", 157),
        ("FREQ=SECONDLY", 0),
        ("FREQ=MINUTELY;INTERVAL=1", 0),
        ("FREQ=HOURLY", 0),
        ("FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1,2,3,4,5", 0),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0),
        ("FREQ=NEVER", 0),
        ("nonsense", 0),
    ],
)
def test_rules_that_never_end(desk: Desk, rule: str, count: int) -> None:
    event = f"DTSTART:20200106T090000Z|DTEND:20200106T100000Z|RRULE:{rule}|SUMMARY:x"
    healthy = "DTSTART:20260301T090000Z|DURATION:PT1H|SUMMARY:healthy"
    read = desk.events(calendar(event, healthy), limits=Limits(seconds=20))
    assert len([one for one in read if one["title"] == "x"]) == pytest.approx(count, abs=2)
    assert [one for one in read if one["title"] == "healthy"]


def test_many_endless_events_are_cut(desk: Desk) -> None:
    endless = "DTSTART:20200106T090000Z|DTEND:20200106T100000Z|RRULE:FREQ=DAILY|SUMMARY:x"
    read = desk.read(calendar(*[endless] * 200).encode(), "a.ics", Limits(seconds=30))
    assert (read.unread, read.cut) == (None, True)
    assert read.calendar is not None
    assert len(read.calendar.read_text().splitlines()) == 5_000


def test_a_bomb_of_further_days(desk: Desk) -> None:
    first = datetime(2026, 1, 1, 9, tzinfo=UTC)
    days = ",".join(f"{first + timedelta(seconds=n):%Y%m%dT%H%M%SZ}" for n in range(100_000))
    event = f"DTSTART:20260106T090000Z|DTEND:20260106T100000Z|RDATE:{days}|SUMMARY:x"
    read = desk.read(calendar(event).encode(), "a.ics", Limits(seconds=20))
    assert (read.unread, read.cut) == (None, True)


def test_long_calendars_cost_what_their_last_years_do(desk: Desk) -> None:
    old = [f"DTSTART:20{n % 20:02}0106T090000Z|DURATION:PT1H|SUMMARY:x" for n in range(30_000)]
    new = "DTSTART:20260301T090000Z|DURATION:PT1H|SUMMARY:new"
    read = desk.events(calendar(*old, new), limits=Limits(seconds=15))
    assert [event["title"] for event in read] == ["new"]


@pytest.mark.parametrize(
    "text",
    ["hello", "BEGIN:VCARD\r\nEND:VCARD\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"],
)
def test_what_is_no_calendar(desk: Desk, text: str) -> None:
    assert desk.read(text.encode(), "a.ics").unread == "broken"


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:no start",
        "DTSTART:tomorrow|SUMMARY:x",
        "DTSTART:20260230T090000Z|SUMMARY:x",
        "DTSTART:20260301T090000Z|DTEND:yesterday|SUMMARY:x",
        "DTSTART;TZID=Middle/Earth:20260301T090000|DURATION:PT-5X|SUMMARY:x",
        "DTSTART:20260301T090000Z|RRULE:FREQ=DAILY;UNTIL=|SUMMARY:x",
        "DTSTART:20260301T090000Z|EXDATE:x|RRULE:FREQ=DAILY;COUNT=-4|SUMMARY:x",
        "DTSTART:20260301T090000Z|RECURRENCE-ID:x|SUMMARY:x",
    ],
)
def test_an_event_that_means_nothing_leaves_the_others_alone(desk: Desk, event: str) -> None:
    healthy = "DTSTART:20260301T090000Z|DURATION:PT1H|SUMMARY:healthy"
    titles = [read["title"] for read in desk.events(calendar(event, healthy))]
    assert "healthy" in titles


def test_a_calendar_that_is_cut_off_is_read_as_far_as_it_goes(desk: Desk) -> None:
    event = "DTSTART:20260301T090000Z|DURATION:PT1H|SUMMARY:x"
    whole = calendar(event, event)
    read = desk.read(whole[: whole.index("event-1") + 20].encode(), "a.ics")
    assert (read.unread, read.cut) == (None, True)
