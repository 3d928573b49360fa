"""What holds for a reading of any text, and what reading costs."""

import re
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.field import Confidence
from bot.conversation.problems import PROBLEM_KINDS, Problem
from bot.conversation.reading import INTENTS, Reading, as_json, read
from bot.conversation.text import READ_LIMIT, clean
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)

WORDS = [
    *(
        "2h",
        "90",
        "min",
        "hours",
        "half",
        "a day",
        "x",
        "½",
        " ¼",
        "1½",
        "20",
        "/",
        "11",
        "2026",
        "Nov",
        "31",
    ),
    *("and", "-", "to", "from", "on", "at", "by", "with", "the", "last", "next", "week", "Friday"),
    *("yesterday", "tomorrow", "did", "plan", "log", "course", "reading", "podcast", "Bosch"),
    *("(", ")", ",", ".", "\n", "“", "”", ":", "?"),
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), SENTENCES)
UNCOUNTED = ["brakes", "course", "Bosch", "yesterday", "Tesla", "podcast", "at", "with", "reading"]
UNCOUNTED_TEXTS = st.lists(st.sampled_from(UNCOUNTED)).map(" ".join)


def reading_of(text: str) -> Reading:
    return read(text, now=NOW, tz=LONDON)


@given(TEXTS)
def test_every_text_is_read_without_an_error_and_into_the_wire_form(text: str) -> None:
    wire = as_json(reading_of(text))

    assert list(wire) == ["intent", "minutes", "start", "end", "title", "provider", "type"]
    assert wire["intent"] in INTENTS
    minutes, start, end = wire["minutes"], wire["start"], wire["end"]
    assert minutes is None or (isinstance(minutes, int) and minutes > 0)
    assert (start is None) == (end is None)
    if isinstance(start, str) and isinstance(end, str):
        assert date.fromisoformat(start) <= date.fromisoformat(end)


NUMBERS = st.integers(0, 10**7).map(str) | st.sampled_from(["0", "29", "30", "31", "9,999,999"])
MONTHS = st.sampled_from(["Feb", "February", "Nov", "/2/", "/11/", "-02-", " Feb 2025", ".2.26"])
DAYS = st.builds("{}{}{}".format, NUMBERS, MONTHS, NUMBERS | st.just(""))
COUNTS = st.builds(
    "{} {}".format, NUMBERS, st.sampled_from(["weeks ago", "hours", "h ago", "days"])
)
CALENDARS = st.lists(
    st.one_of(DAYS, COUNTS, NUMBERS, st.sampled_from(["to", "-", "in", "the", "29th", "on Monday"]))
).map(" ".join)


@given(CALENDARS, st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (hypothesis takes bounds without a zone)
def test_no_number_makes_a_date_or_a_length_that_breaks_the_calendar(
    text: str, moment: datetime
) -> None:
    reading = read(text, now=moment.replace(tzinfo=UTC), tz=LONDON)

    assert reading.minutes.value is None or reading.minutes.value <= 10 * 366 * 24 * 60


def test_a_range_over_a_leap_day_that_is_not_there_is_asked_about() -> None:
    for text in ("29-28 Feb 2025", "0-5 November", "29 February to 3 March 2025"):
        assert reading_of(f"2h course {text}").problems[0].field == "start"


@given(TEXTS)
def test_the_same_text_is_always_read_the_same(text: str) -> None:
    assert reading_of(text) == reading_of(text)


@given(TEXTS)
def test_each_span_lies_inside_the_text_and_a_value_always_has_its_words(text: str) -> None:
    reading = reading_of(text)
    for field in (
        reading.minutes,
        reading.start,
        reading.end,
        reading.title,
        reading.provider,
        reading.type,
        reading.formality,
    ):
        assert (field.span is None) == (field.confidence is Confidence.NONE)
        if field.span is None:
            assert field.value is None
        else:
            start, end = field.span
            assert 0 <= start < end <= len(reading.text)
            assert reading.text[start:end].strip()


@given(SENTENCES)
def test_a_title_and_a_provider_hold_only_words_of_their_span(text: str) -> None:
    reading = reading_of(text)
    for field in (reading.title, reading.provider):
        if field.value is not None and field.span is not None:
            words = reading.text[slice(*field.span)].casefold()
            assert all(word.casefold() in words for word in re.findall(r"\w+", field.value))


@given(SENTENCES)
def test_the_words_of_a_length_alone_are_read_as_the_same_length(text: str) -> None:
    reading = reading_of(text)
    counted = reading.series is not None  # its words are those of one occasion
    if reading.minutes.value is not None and reading.minutes.span is not None and not counted:
        words = reading.text[slice(*reading.minutes.span)]
        assert reading_of(words).minutes.value == reading.minutes.value


@given(UNCOUNTED_TEXTS)
def test_a_text_without_a_number_has_no_minutes(text: str) -> None:
    assert reading_of(text).minutes.value is None


@given(st.text(alphabet="abcdefgh ijklm,nopqrs .tuvwxyz", max_size=200))
def test_a_text_without_figures_has_no_date_but_a_weekday_or_a_word_for_one(text: str) -> None:
    reading = reading_of(text)
    if reading.start.value is not None and reading.start.span is not None:
        words = reading.text[slice(*reading.start.span)].casefold()
        known = (
            "day yest tom tmr ton night morning noon evening ago mon tue wed thu fri sat sun week"
        )
        assert any(word in words for word in known.split())


@given(TEXTS)
def test_what_stands_in_the_way_is_named_and_the_field_stays_empty(text: str) -> None:
    reading = reading_of(text)
    for problem in reading.problems:
        field = reading.minutes if problem.field == "minutes" else reading.start
        assert field.is_partial
        assert problem.words


@for_each("kind", PROBLEM_KINDS)
def test_each_problem_has_one_sentence_that_says_what_to_do(kind: str) -> None:
    sentence = Problem(kind, "start", "31 November").sentence  # type: ignore[arg-type]

    assert "{" not in sentence
    assert "?" in sentence or "Try" in sentence
    assert "!" not in sentence


def test_an_impossible_date_is_answered_in_the_members_own_words() -> None:
    [problem] = reading_of("2h course on 31 November").problems

    assert problem.sentence == "31 November does not exist. Which day did you mean?"


def test_half_a_day_has_a_length_only_where_a_working_day_says_so() -> None:
    open_ended = reading_of("half a day of welding")
    ruled = read("half a day of welding", now=NOW, tz=LONDON, working_day=450)

    assert open_ended.minutes.is_partial
    assert ruled.minutes.value == 225
    assert ruled.minutes.confidence is Confidence.LOW


def test_today_is_the_members_own_day() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    in_london = read("1h webinar today", now=late, tz=LONDON)
    in_auckland = read("1h webinar today", now=late, tz=ZoneInfo("Pacific/Auckland"))

    assert in_london.start.value == date(2026, 11, 21)
    assert in_auckland.start.value == date(2026, 11, 22)


def test_links_are_evidence_and_mentions_are_nobodys_title() -> None:
    reading = reading_of(
        "2h webinar with <@U024BE7LH> in <#C012|training> https://imi.example/w?a=1, yesterday"
        " <https://imi.example/c.pdf|certificate>"
    )

    assert set(reading.links) == {"https://imi.example/c.pdf", "https://imi.example/w?a=1"}
    assert "U024BE7LH" not in reading.text
    assert "training" not in reading.text


def test_text_beyond_the_limit_is_kept_though_it_is_not_read() -> None:
    text = "2h brake course yesterday. " + "word " * 2000

    reading = reading_of(text)

    assert reading.title.value == "Brake course"
    assert len(reading.text) > READ_LIMIT
    assert reading.text.endswith("word")


def test_a_title_is_never_longer_than_a_cards_first_line() -> None:
    title = reading_of("2h course on " + "diagnostics " * 60).title.value

    assert title is not None
    assert len(title) <= 120
    assert title.endswith("diagnostics")


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("2\u200bh\ufeff course", "2h course"),
        ("a\x00b", "ab"),
        ("a \u00a0\t b\r\n\n\n c ", "a b\nc"),
        ("\u202eevil\u202c", "evil"),
        ("*bold* _slanted_ ~gone~ `code`", "bold slanted gone code"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("at 10:30:00 :wrench:", "at 10:30:00"),
        ("<!channel> <@U1|bo> hi", "hi"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("R&D <b>", "R&D <b>"),
        ("\ud800lone", "lone"),
    ],
)
def test_cleaning_leaves_what_a_person_sees(raw: str, seen: str) -> None:
    assert clean(raw).text == seen


@given(TEXTS)
def test_cleaned_text_has_no_invisible_characters_and_no_loose_space(text: str) -> None:
    cleaned = clean(text).text

    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\x00\u200b\u202e\ufeff\t\r")
    assert "  " not in cleaned


HOSTILE = {
    "digits": "9" * 10_000,
    "spaces": " " * 10_000,
    "hours": "2h " * 3_333,
    "dashes": "-" * 10_000,
    "slashes": "1/" * 5_000,
    "weekdays": "monday " * 1_400,
    "articles": "a " * 5_000,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "angles": "<@" * 5_000,
    "links": "<https://x|" * 900,
    "stars": "*a" * 5_000,
    "quotes": '"a' * 5_000,
    "colons": ":a" * 5_000,
    "capitals": "at Bo " * 1_600,
    "dots": "a. " * 3_300,
    "newlines": "\n" * 10_000,
    "ranges": "3-5 to 4 and " * 770,
    "emoji": "🚗" * 10_000,
    "verbs": "did attended " * 770,
    "who": "how many " * 1_100 + "?",
}


@for_each("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_read_in_good_time(text: str) -> None:
    started = time.perf_counter()
    reading_of(text)

    # Far above what it takes, far below what a regex gone wrong would.
    assert time.perf_counter() - started < 0.5


def test_a_sentence_is_read_in_under_five_milliseconds() -> None:
    sentence = "2h high voltage isolation course at Bosch yesterday"
    reading_of(sentence)

    def timed() -> float:
        started = time.perf_counter()
        reading_of(sentence)
        return time.perf_counter() - started

    assert min(timed() for _ in range(20)) < 0.005
