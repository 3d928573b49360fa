"""The tables of what names an activity, who ran it, how long it took and how often: their examples
are read as they say.
"""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import clock_ranges, kinds, providers, series, title_words
from bot.conversation.reading import Reading, Series, read
from bot.conversation.text import folded
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 21, 10, tzinfo=UTC)
WEDNESDAY = date(2026, 11, 4)
WORKING_DAY = 480


def reading_of(text: str, now: datetime = SATURDAY) -> Reading:
    return read(text, now=now, tz=LONDON, working_day=WORKING_DAY)


@for_each(("text", "title"), title_words.EXAMPLES)
def test_a_title_is_the_phrase_that_names_the_activity(text: str, title: str) -> None:
    assert reading_of(text).title.value == title


@for_each(("text", "title"), [(row.text, row.title) for row in title_words.ROWS])
def test_what_leads_up_to_a_title_and_trails_after_it_is_cut(text: str, title: str) -> None:
    assert reading_of(text).title.value == title


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("2h on a seized caliper, AB12 CDE, yesterday", "AB12"),
        ("2h on a seized caliper ab12cde yesterday", "ab12"),
        ("gearbox course 2h WVWZZZ1JZXW000001", "WVWZZZ"),
        ("brake course 2h, ring me on 07700 900123", "07700"),
        ("brake course 2h, jo.bloggs@example.com", "bloggs"),
        ("webinar on hybrids for Mrs Patel 1h", "Patel"),
    ],
)
def test_a_title_holds_no_number_plate_phone_address_or_customer(text: str, private: str) -> None:
    reading = reading_of(text)

    assert reading.title.value
    assert private not in reading.title.value
    assert private not in (reading.provider.value or "")


def test_a_title_has_at_most_eighty_characters() -> None:
    title = reading_of("2h course on " + "hybrid diagnostics " * 20).title.value

    assert title is not None
    assert len(title) <= 80


@for_each(("text", "provider"), providers.EXAMPLES)
def test_a_provider_is_who_ran_the_activity(text: str, provider: str) -> None:
    assert reading_of(text).provider.value == provider


@for_each("text", providers.NO_PROVIDER)
def test_a_person_a_place_or_a_tool_is_no_provider(text: str) -> None:
    assert reading_of(text).provider.value is None


@for_each(("words", "minutes"), clock_ranges.EXAMPLES)
def test_two_times_of_day_are_a_length(words: str, minutes: int) -> None:
    assert [found.minutes for found in clock_ranges.clock_ranges(words)] == [minutes]


UNITS = ("m", "mm", "bar", "psi", "V", "kW", "Nm", "%", "°C", "C", "people", "cars", "l/min", "A")
"""Behind a range they end its sentence."""


@given(
    st.sampled_from([*range(1, 25), 1.25, 2.5, 1500, "two", "nine"]),
    st.sampled_from([*range(1, 25), 1.35, 4.5, 2000, "four", "ten"]),
    st.sampled_from(UNITS),
    st.sampled_from(["from {} to {} {}", "between {} and {} {}", "{}-{} {}", "from {} to {}{}"]),
    st.sampled_from(["", "set it ", "course yesterday, ", "it went "]),
)
def test_what_has_a_unit_behind_it_is_no_time_of_day(
    begin: object, end: object, unit: str, said: str, before: str
) -> None:
    words = folded(before + said.format(begin, end, unit))
    assert list(clock_ranges.clock_ranges(words)) == []


@given(
    st.sampled_from(["9am", "9:15", "half nine", "9 o'clock"]),
    st.sampled_from(["11am", "11:30", "quarter to eleven", "11 o'clock"]),
    st.sampled_from(UNITS),
)
def test_times_that_are_told_as_such_are_read_whatever_follows(
    begin: str, end: str, unit: str
) -> None:
    words = folded(f"from {begin} to {end} {unit}")
    assert len(list(clock_ranges.clock_ranges(words))) == 1


@for_each("words", clock_ranges.NOT_TIMES)
def test_what_only_looks_like_two_times_is_no_length(words: str) -> None:
    assert list(clock_ranges.clock_ranges(words)) == []


@for_each(("words", "first", "last", "times"), series.EXAMPLES)
def test_a_series_has_its_days(words: str, first: str, last: str, times: int) -> None:
    found = series.find_series(folded(words), WEDNESDAY, None)

    assert found is not None
    assert (found.days[0], found.days[-1]) == (date.fromisoformat(first), date.fromisoformat(last))
    assert len(found.days) == times


@for_each("words", series.NO_SERIES)
def test_a_day_that_comes_again_without_an_end_is_no_series(words: str) -> None:
    assert series.find_series(words, WEDNESDAY, None) is None


@for_each("words", kinds.INFORMAL_EXAMPLES)
def test_learning_without_a_course_is_informal(words: str) -> None:
    assert reading_of(words).formality.value == "informal"


@for_each(
    ("text", "minutes"),
    [
        ("2 hours no wait 3 hours of welding", 180),
        ("2 hours, sorry, 3 hours of welding", 180),
        ("drove 2 hours to a 3 hour course", 180),
        ("3 hour course on gearboxes, an hour's drive each way", 180),
        ("it was meant to be an hour but the webinar went on for two", 120),
        ("course on air con, learnt to wait 10 mins for the caps", None),
        ("read First 100 hours as a manager, 1h", 60),
        ("an hour n half webinar", 90),
        ("an hour and twenty on leak tests", 80),
        ("one and three quarter hours of brake lathe training", 105),
        ("1h15 webinar", 75),
        ("two one hour sessions on brakes", 120),
        ("3 x 45 mins on tyres", 135),
        ("7 hours a day for 3 days, ADAS course", 1260),
        ("ADAS course, 2 days of 6 hours", 720),
        ("emergency first aid, one day", 480),
        ("day and a half on paint", 720),
        ("2 half days on paint", 480),
        ("IMI Level 3 course, all day both days", 960),
        ("course on paint, full days, 16 to 18 November", 1440),
        ("45 mins a night monday and tuesday on gearboxes", 90),
        ("half day course on hydrogen", 240),
    ],
)
def test_a_length_is_that_of_the_activity_in_all(text: str, minutes: int | None) -> None:
    assert reading_of(text).minutes.value == minutes


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2h course monday to thursday last week", date(2026, 11, 9), date(2026, 11, 12)),
        ("last week Monday and Tuesday, 2h on brakes", date(2026, 11, 9), date(2026, 11, 10)),
        ("last Thurs and Fri, brakes, 7h", date(2026, 11, 19), date(2026, 11, 20)),
        ("I've a 3h course a week today", date(2026, 11, 28), date(2026, 11, 28)),
        ("in a fortnight I've the ATA test, 3h", date(2026, 12, 5), date(2026, 12, 5)),
        ("MOT training, 3 days from 7 December", date(2026, 12, 7), date(2026, 12, 9)),
        ("did a 2 day course on 9 November", date(2026, 11, 9), date(2026, 11, 10)),
        ("2h lpg course ystrday", date(2026, 11, 20), date(2026, 11, 20)),
        ("got 1h with the trainer tomorrow", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_days_are_read_as_they_are_meant(text: str, first: date, last: date) -> None:
    reading = reading_of(text)

    assert (reading.start.value, reading.end.value) == (first, last)


def test_a_weekend_is_the_last_or_the_next_by_the_tense() -> None:
    wednesday = datetime(2026, 11, 25, 10, tzinfo=UTC)

    past = reading_of("did the abrasive wheels e-learning over the weekend", wednesday)
    coming = reading_of("booked on the abrasive wheels course at the weekend", wednesday)

    assert (past.start.value, past.end.value) == (date(2026, 11, 21), date(2026, 11, 22))
    assert (coming.start.value, coming.end.value) == (date(2026, 11, 28), date(2026, 11, 29))


def test_a_series_that_has_been_is_one_activity_with_its_sum() -> None:
    reading = reading_of("every tuesday in october, 1 h toolbox talk on tool control")

    assert reading.intent == "log"
    assert (reading.start.value, reading.end.value) == (date(2026, 10, 6), date(2026, 10, 27))
    assert reading.minutes.value == 240
    assert reading.series == Series(times=4, each=60)
    assert reading.title.value == "Toolbox talk on tool control"


def test_a_series_to_come_is_a_plan_for_its_next_day() -> None:
    reading = reading_of("1-2-1 coaching course every monday in january, an hour each")

    assert reading.intent == "plan"
    assert (reading.start.value, reading.end.value) == (date(2027, 1, 4), date(2027, 1, 4))
    assert reading.minutes.value == 60
    assert reading.series is None


def test_of_a_series_that_goes_on_only_what_has_been_counts() -> None:
    reading = reading_of("every tuesday in november, 1h coaching")

    assert reading.series == Series(times=3, each=60)
    assert reading.end.value == date(2026, 11, 17)


def test_a_length_of_a_whole_series_is_not_multiplied() -> None:
    reading = reading_of("every tuesday in october, 4 h in total, tool control")

    assert reading.minutes.value == 240
    assert reading.series is None


def test_minutes_counted_from_days_say_so() -> None:
    assert reading_of("half a day of welding").days == Fraction(1, 2)
    assert reading_of("4 hours of welding").days is None


@given(st.integers(1, 12), st.integers(1, 9), st.sampled_from(["monday", "friday", "sundays"]))
def test_a_series_is_the_sum_of_its_occasions(month: int, hours: int, weekday: str) -> None:
    name = date(2026, month, 1).strftime("%B")
    reading = reading_of(f"did {hours} h of welding every {weekday} in {name}")

    if reading.series is not None:
        assert reading.minutes.value == reading.series.times * reading.series.each
        assert reading.series.each == hours * 60
        assert reading.series.times in (2, 3, 4, 5)
