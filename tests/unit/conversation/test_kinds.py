"""What messages are: many of them, in the words of many people."""

import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.conversation import asking
from bot.conversation.asking.nearest import NEAREST
from bot.conversation.parts import Context, Correction, KnownEntry
from bot.conversation.phrases.corrections import LOOSE_EXAMPLES, LOOSE_OTHERS
from bot.conversation.phrases.hints import HINTS
from bot.conversation.understanding import stated, understand
from tests.tables import for_each

FRIDAY: Final = date(2026, 11, 20)
COURSE: Final = KnownEntry(7, "draft", "High voltage isolation course", 120, FRIDAY, FRIDAY)
WEBINAR: Final = KnownEntry(6, "logged", "ADAS webinar", 60, FRIDAY, FRIDAY)
NOW: Final = datetime(2026, 11, 21, 10, tzinfo=UTC)
LONDON: Final = ZoneInfo("Europe/London")
NOTHING: Final = Context(NOW, LONDON, 480)
OPEN: Final = replace(
    NOTHING,
    question="evaluate",
    about=7,
    entries=(COURSE, WEBINAR),
    labels=frozenset({"Save", "Edit", "Answer privately", "Discard", "Skip", "Later"}),
)
STATES: Final = {"while a question is open": OPEN, "with nothing open": NOTHING}
KINDS: Final = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text())
SAID: Final = [
    pytest.param(STATES[state], kinds.split(), text, id=f"{kinds} {state}: {text}")
    for state, by_kind in KINDS.items()
    for kinds, texts in by_kind.items()
    for text in texts
]


FEW_WORDS_OF_NOTHING = (
    "much love",
    "clever little thing aren't you",
    "that made me laugh",
    "been one of those days",
    "forgot my lunch again",
    "gaffer's in a foul mood today",
    "mum says dinner's at 6",
)


@for_each(("context", "kinds", "text"), SAID)
def test_a_message_is_what_it_is(context: Context, kinds: list[str], text: str) -> None:
    found = [part.kind for part in understand(text, context).parts]
    once = [kind for kind, before in zip(found, [None, *found], strict=False) if kind != before]
    assert once == kinds


def test_a_message_is_understood_in_under_five_milliseconds() -> None:
    said = [
        (text, STATES[state])
        for state, kinds in KINDS.items()
        for one in kinds.values()
        for text in one
    ][::4]  # of every kind, and enough for a mean
    for text, context in said[:200]:
        understand(text, context)
    begun = time.process_time()
    for text, context in said:
        understand(text, context)
    assert (time.process_time() - begun) / len(said) < 0.005


@for_each("text", LOOSE_EXAMPLES)
def test_a_correction_may_be_told_by_its_value(text: str) -> None:
    parts = understand(text, OPEN).parts
    assert all(isinstance(part.content, Correction) for part in parts)
    assert all(part.entry == COURSE.id for part in parts)


@for_each("text", LOOSE_OTHERS)
def test_a_value_among_other_words_corrects_nothing(text: str) -> None:
    assert [part.kind for part in understand(text, OPEN).parts] == ["answer"]


def _day(day: date) -> Correction:
    return Correction("days", start=day, end=day)


def test_two_facts_can_be_corrected_in_one_breath() -> None:
    found = [part.content for part in understand("no it was 3 hours on monday", OPEN).parts]
    assert found == [
        Correction("minutes", minutes=180),
        Correction("days", start=date(2026, 11, 16), end=date(2026, 11, 16)),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three hours not two", Correction("minutes", minutes=180)),
        ("not 2 hours, 3", Correction("minutes", minutes=180)),
        ("no sun", _day(date(2026, 11, 15))),
        (
            "it was the day before",
            _day(date(2026, 11, 19)),
        ),
        ("no, not Hunter, that's just the kit. it was Pro-Align", "Pro-Align"),
        ("it was Thatcham not Bosch", "Thatcham"),
        ("it's called Hybrid Level 2", "Hybrid Level 2"),
    ],
)
def test_what_is_meant_is_the_value_that_is_not_denied(text: str, found: Correction | str) -> None:
    [part] = understand(text, OPEN).parts
    assert isinstance(part.content, Correction)
    if isinstance(found, str):
        assert part.content.words == found
    else:
        assert part.content == found


@for_each("text", FEW_WORDS_OF_NOTHING)
def test_a_few_words_of_nothing_are_no_answer(text: str) -> None:
    assert [part.kind for part in understand(text, OPEN).parts] in (["courtesy"], ["unclear"])


def test_a_question_without_its_mark_is_no_answer() -> None:
    assert [part.kind for part in understand("where will this show up", OPEN).parts] == ["question"]


# --- Hints and nearest questions --------------------------------------------------------------


@for_each(
    ("means", "pattern", "text"),
    [(hint.means, hint.pattern, text) for hint in HINTS for text in hint.examples],
)
def test_a_hint_finds_its_examples(means: str, pattern: str, text: str) -> None:
    words = stated(text, NOTHING).words.translate({0xE000: "LENGTH", 0xE001: "DAY"})
    assert re.search(pattern, words), means


@for_each(
    ("kind", "text"),
    [("answer", text) for hint in HINTS for text in hint.others],
)
def test_what_only_hints_at_something_else_is_an_answer(kind: str, text: str) -> None:
    assert [part.kind for part in understand(text, OPEN).parts] == [kind]


@for_each(("topic", "text"), [(row.topic, text) for row in NEAREST for text in row.examples])
def test_a_question_that_no_row_answers_comes_near_to_a_topic(topic: str, text: str) -> None:
    found = asking.asked(text, now=NOW, tz=LONDON) or asking.nearest(text, now=NOW, tz=LONDON)
    assert found is not None
    assert found.topic == topic


@for_each("text", [text for row in NEAREST for text in row.not_])
def test_a_question_of_the_workshop_is_none_of_the_bots(text: str) -> None:
    assert asking.nearest(text, now=NOW, tz=LONDON) is None
