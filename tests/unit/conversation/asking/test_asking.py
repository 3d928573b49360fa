"""A question to the bot is told from everything else, whatever is typed."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.asking import Asked, asked, seems_asked
from bot.conversation.asking.nearest import NEAREST
from bot.conversation.asking.question_rows import TOPICS, WORDS
from bot.conversation.asking.words import CLASSES, mended, words_of
from tests.tables import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def ask(text: str) -> Asked | None:
    return asked(text, now=NOW, tz=LONDON)


NO_QUESTIONS = [
    "how to bleed the clutch",
    "why it failed",
    "what I learnt was how the cycle of the pump ends",
    "can you believe it took 3 hours",
    "is it worth re-torquing after 50 km? yes",
    "no idea why it failed, now I know the contactor welds shut",
    "how the interlock works and why it matters",
    "what the test light means",
    "which fuse to pull first",
    "I learnt what counts as a dead circuit",
    "how do you test a contactor? you measure across it",
    "2h EV course yesterday",
    "my cycle ends in May",
    "because I needed the credits",
    "my manager asked me to",
    "what is the difference between AC and DC isolation",
    "can I drive it",
    "was Dave right about the seal?",
    "what did the customer say",
    "reflect on it",
    "do the test again after 10 minutes",
    "which stage of the cycle it fails at",
    "planning and reflecting with my team",
    "show the team how to save time",
    "how do I do an MOT on a hybrid",
    "it was Tuesday's toolbox talk that made me check",
    "remind me tomorrow",
    "export my record",
    "undo my last change",
    "thanks",
    "",
    "?",
    "👍",
]


@for_each("text", NO_QUESTIONS)
def test_what_is_no_question_to_the_bot_is_not_taken_for_one(text: str) -> None:
    assert ask(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "what have I done since June",
            Asked("logged", period=(date(2026, 6, 1), date(2026, 11, 21))),
        ),
        (
            "so what did I log last week then?",
            Asked("logged", period=(date(2026, 11, 9), date(2026, 11, 15))),
        ),
        ("what have I logged this year", Asked("logged", words="year")),
        ("how many credits so far this year?", Asked("standing")),
        ("how many credits is a 2 hour course?", Asked("worth", None, "a length course", (), 120)),
        ("difference between plan and reflect?", Asked("stage", words="plan reflect")),
        ("how's <@U123> doing?", Asked("person", mentions=("U123",))),
        ("what did <@U123|sam> write?", Asked("wrote", mentions=("U123",))),
        ("Hi, could you tell me when my cycle ends please", Asked("cycle_end")),
        ("wen dus my cycel end", Asked("cycle_end")),
        ("WHATS MY STANDING", Asked("standing")),
    ],
)
def test_topic_and_values_are_read(text: str, found: Asked) -> None:
    assert ask(text) == found


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    ask(text)


_SAID = sorted({word for words in CLASSES.values() for word in words.split()})


@given(
    st.lists(
        st.sampled_from([*_SAID, "what", "how", "when", "is", "my", "i", "?", "'s", "in", "2"]),
        max_size=20,
    )
)
def test_any_words_of_the_vocabulary_are_read_without_an_error(words: list[str]) -> None:
    found = ask(" ".join(words))
    assert found is None or found.topic in TOPICS


@given(
    st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.sampled_from(["June", "the last 3 months"])
)
def test_a_stretch_of_days_runs_forwards_on_any_day(today: date, words: str) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    found = asked(f"what did I log in {words}?", now=now, tz=ZoneInfo("UTC"))
    assert found is not None
    assert found.period is not None
    assert found.period[0] <= found.period[1]


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("does IMI accept Welsh certificates from the council?", True),
        ("which of my entries was the dullest", True),
        ("why the credits mattered to me", False),
        ("I needed the credits", False),
        ("how do you bleed the clutch?", False),
    ],
)
def test_a_question_that_no_row_answers_is_still_seen_to_be_one(text: str, seems: bool) -> None:
    assert seems_asked(text) is seems
    assert ask(text) is None


@given(st.text(max_size=400))
def test_any_text_may_be_looked_at(text: str) -> None:
    seems_asked(text)


def test_what_a_question_comes_nearest_to_has_rows_of_its_own() -> None:
    assert {row.topic for row in NEAREST} <= TOPICS


def test_a_slip_of_one_letter_is_mended_and_another_word_is_left_alone() -> None:
    assert [mended(word) for word in ("credtis", "standng", "evidance")] == [
        "credits",
        "standing",
        "evidence",
    ]
    assert [mended(word) for word in ("joints", "pump", "brakes")] == ["joints", "pump", "brakes"]


def test_courtesies_at_both_ends_are_no_part_of_a_question() -> None:
    assert words_of("hi bot, what's my standing please mate?") == ("what 's my standing ", False)


def test_a_message_is_read_in_under_a_millisecond() -> None:
    texts = [*NO_QUESTIONS, *(example for row in WORDS for example in row.examples)]
    for text in texts:
        ask(text)
    begun = time.process_time()
    for text in texts:
        ask(text)
    assert (time.process_time() - begun) / len(texts) < 0.001
