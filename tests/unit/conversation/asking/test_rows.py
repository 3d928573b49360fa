"""Every example beside a row is understood as its topic, and what looks alike is not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.conversation.asking import Asked, asked
from bot.conversation.asking.periods import PERIODS, find_period
from bot.conversation.asking.question_rows import NOUNS, PLACES, WORDS
from tests.tables import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")

BY_WORDS = [(row.topic, example) for row in WORDS for example in row.examples]
BY_PHRASE = [(row.topic, *example) for row in (*NOUNS, *PLACES) for example in row.examples]
NONE_OF_IT = [
    *((row.topic, text) for row in WORDS for text in row.not_),
    *((row.topic, text) for row in (*NOUNS, *PLACES) for text in row.not_),
]


def ask(text: str) -> Asked | None:
    return asked(text.replace("@SAM", "<@USAM>"), now=NOW, tz=LONDON)


@for_each(("topic", "text"), BY_WORDS)
def test_a_row_of_words_finds_its_examples(topic: str, text: str) -> None:
    found = ask(text)
    assert found is not None
    assert found.topic == topic


@for_each(("topic", "text", "words"), BY_PHRASE)
def test_a_phrase_finds_its_examples_and_what_fills_its_place(
    topic: str, text: str, words: str
) -> None:
    found = ask(text)
    assert found is not None
    assert found.topic == topic
    assert found.words == words or (words == "it" and found.words == "this")
    assert found.mentions == (("USAM",) if "@SAM" in text else ())


@for_each(("topic", "text"), NONE_OF_IT)
def test_what_looks_alike_is_not_taken_for_it(topic: str, text: str) -> None:
    found = ask(text)
    assert found is None or found.topic != topic


@for_each(("text", "first", "last"), [example for row in PERIODS for example in row.examples])
def test_a_stretch_of_days_is_read(text: str, first: str, last: str) -> None:
    found = find_period(text.lower(), NOW)
    assert found is not None
    assert [day.isoformat() for day in found[0]] == [first, last]
