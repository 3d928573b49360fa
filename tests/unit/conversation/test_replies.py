"""Short replies: a length or a day alone; and what an edited message says."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dates import read_date, read_dates
from bot.conversation.dialogue_questions import DURATION_CHOICES
from bot.conversation.durations import check_minutes, read_duration
from bot.conversation.field import Field
from bot.conversation.problems import Problem
from bot.conversation.reading import Reading, read
from bot.conversation.revision import revise
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 min", 30),
        ("1 h", 60),
        ("2h", 120),
        ("an hour", 60),
        ("1:30", 90),
        ("90", 90),
        ("it took two and a half hours", 150),
        ("2,5 h.", 150),
        ("3,600 hours", 216_000),
        ("9:30 - 11:00", 90),
    ],
)
def test_a_reply_states_a_length(text: str, minutes: int) -> None:
    assert read_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unreadable_duration"),
        ("dunno", "unreadable_duration"),
        ("2", "vague_duration"),
        ("0", "zero_duration"),
        ("0 min", "zero_duration"),
        ("0:00", "zero_duration"),
        ("-2h", "negative_duration"),
        ("half a day", "day_length"),
        ("all day", "day_length"),
        ("2-3 hours", "vague_duration"),
    ],
)
def test_a_reply_without_a_clear_length_is_asked_about(text: str, kind: str) -> None:
    problem = read_duration(text)

    assert isinstance(problem, Problem)
    assert problem.kind == kind


@for_each("choice", DURATION_CHOICES)
def test_every_quick_choice_has_a_length_for_a_known_working_day(choice: str) -> None:
    assert isinstance(read_duration(choice, working_day=450), int)


def test_thirty_hours_are_too_long_for_a_day_and_not_for_a_week() -> None:
    day, week_later = date(2026, 11, 9), date(2026, 11, 15)

    too_long = read_duration("30 h", start=day, end=day)

    assert isinstance(too_long, Problem)
    assert too_long.kind == "absurd_duration"
    assert read_duration("30 h", start=day, end=week_later) == 1800
    assert check_minutes(3600 * 60, date(2023, 11, 1), date(2026, 10, 31), "3,600 h") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 11, 20)),
        ("it was last Tuesday", date(2026, 11, 17)),
        ("20/11", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        ("20.11.26", date(2026, 11, 20)),
        ("3-5 November", date(2026, 11, 3)),
    ],
)
def test_a_reply_names_a_day(text: str, day: date) -> None:
    assert read_date(text, NOW, LONDON) == day


def test_a_reply_names_a_range_with_both_its_ends() -> None:
    assert read_dates("3-5 November", NOW, LONDON) == (date(2026, 11, 3), date(2026, 11, 5))


def test_a_reply_about_a_plan_looks_ahead() -> None:
    assert read_date("on Friday", NOW, LONDON) == date(2026, 11, 20)
    assert read_date("on Friday", NOW, LONDON, planned=True) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unreadable_date"),
        ("no idea", "unreadable_date"),
        ("31 November", "impossible_date"),
        ("31/11/2026", "impossible_date"),
        ("tomorrow", "future_done"),
        ("5 May 1926", "too_old"),
        ("in March", "which_day"),
        ("last week", "which_day"),
        ("11/20/2026", "month_first"),
    ],
)
def test_a_reply_without_a_clear_day_is_asked_about(text: str, kind: str) -> None:
    problem = read_date(text, NOW, LONDON)

    assert isinstance(problem, Problem)
    assert problem.kind == kind


@given(st.text(max_size=200))
def test_any_reply_gets_a_value_or_a_sentence(text: str) -> None:
    for answer in (read_duration(text), read_date(text, NOW, LONDON)):
        assert not isinstance(answer, Problem) or answer.sentence


# --- An edited message --------------------------------------------------------------------------


def reading_of(text: str) -> Reading:
    return read(text, now=NOW, tz=LONDON)


def test_an_edited_message_is_read_anew_but_for_what_was_set_by_hand() -> None:
    before = reading_of("2h HV course at Bosch yesterday")
    by_hand = Reading(
        before.text,
        before.intent,
        minutes=Field.by_hand(150),
        start=before.start,
        end=before.end,
        title=before.title,
    )

    after = revise(
        by_hand, frozenset({"minutes"}), reading_of("3h ADAS course at Hella on 18 November")
    )

    assert after.minutes.value == 150
    assert after.title.value == "ADAS course"
    assert after.provider.value == "Hella"
    assert after.start.value == after.end.value == date(2026, 11, 18)


def test_a_date_set_by_hand_keeps_both_its_ends_and_settles_the_problem() -> None:
    before = reading_of("2h HV course 3-5 November")

    after = revise(before, frozenset({"start"}), reading_of("2h HV course on 31 November"))

    assert (after.start.value, after.end.value) == (date(2026, 11, 3), date(2026, 11, 5))
    assert after.problems == ()


def test_what_an_edited_message_no_longer_says_is_empty_again() -> None:
    after = revise(reading_of("2h HV course at Bosch"), frozenset(), reading_of("HV course, 2h"))

    assert after.provider.value is None


def test_a_link_edited_out_stays_as_evidence() -> None:
    before = reading_of("2h HV course https://bosch.example/cert")

    after = revise(before, frozenset(), reading_of("2h HV course"))

    assert after.links == ("https://bosch.example/cert",)
