"""When somebody wants to write something up, in their own words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.times_named import TimeNamed, time_named
from tests.tables import for_each

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def named(text: str) -> TimeNamed | None:
    return time_named(text, MONDAY, LONDON)


@for_each(
    ("text", "day", "minutes"),
    [
        ("Tue 9:00", 24, 540),
        ("tuesday at 9", 24, 540),
        ("Thu 15:00", 26, 900),
        ("thursday 3pm please", 26, 900),
        ("thurs at 3", 26, 900),
        ("maybe on Wednesday", 25, None),
        ("monday", 30, None),
        ("tomorrow morning", 24, 540),
        ("tomorrow afternoon", 24, 900),
        ("let’s say friday 10.30", 27, 630),
        ("on Friday 27 Nov at 11", 27, 660),
        ("27/11 at 4pm", 27, 960),
        ("4pm", 23, 960),
        ("at 9 o'clock", 24, 540),
        ("tonight", 23, 1140),
        ("today at 17:15", 23, 1035),
        ("in an hour", 23, 900),
        ("in 2 hours please", 23, 960),
        ("in half an hour", 23, 870),
        ("in three days", 26, None),
        ("in a week at 10", 30, 600),
        ("next week", 30, None),
        ("at 5 in the morning", 24, 300),
        ("tomorrow at 8 in the evening", 24, 1200),
        ("tonight at 8", 23, 1200),
        ("3 in the afternoon tomorrow", 24, 900),
        ("tomorrow morning at 10:30", 24, 630),
        ("tomorrow 14h", 24, 840),
        ("at 3", 23, 900),
        ("16:30", 23, 990),
    ],
)
def test_a_time_that_stands_by_itself_is_read(text: str, day: int, minutes: int | None) -> None:
    assert named(text) == TimeNamed(date(2026, 11, day), minutes)


@for_each(
    "text",
    [
        "2h course on tuesday",
        "it was Tuesday's toolbox talk that made me check",
        "thursday was the brake course",
        "I am off on friday",
        "yes",
        "thanks",
        "when is tuesday?",
        "3 hours",
        "no, 3 hours",
        "",
        "on the day",
        "in 2 hours of driving",
        "next week I am off",
        "2h",
        "about 2h",
        "1h please",
        "3",
        "12",
        "10.30",
        "2h tomorrow",
        "31 Feb at 3pm",
        "25/12/2020 at 9am",
        "Thursday 27 Nov at 9",
        "13am",
        "15 in the morning",
        "8am in the evening",
        "tonight at 2",
    ],
)
def test_whatever_says_more_is_no_time(text: str) -> None:
    assert named(text) is None


def test_a_weekday_of_next_week_is_that_weeks() -> None:
    assert named("tuesday next week") == TimeNamed(date(2026, 12, 1), None)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_left(text: str) -> None:
    read = named(text)
    if read is not None:
        assert read.day >= MONDAY.date() - timedelta(days=1)
        assert read.minutes is None or 0 <= read.minutes < 24 * 60
