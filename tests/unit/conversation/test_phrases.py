"""The tables of phrases: each family's examples are of it, and what only looks like one is none."""

import random
import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.parts import Context
from bot.conversation.phrases.corrections import CORRECTIONS
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING
from bot.conversation.phrases.elsewhere import ELSEWHERE
from bot.conversation.phrases.language import Families, Family, compiled, plain
from bot.conversation.phrases.others import NOT_OWN, REFERENCES, is_pasted
from bot.conversation.phrases.requests import REQUESTS, STOPS
from bot.conversation.phrases.steering import HAPPENED, STEERING
from bot.conversation.understanding import stated
from tests.tables import for_each

TABLES: dict[str, Families[Any]] = {
    "steering": STEERING,
    "what was planned": HAPPENED,
    "stops": STOPS,
    "requests": REQUESTS,
    "corrections": CORRECTIONS,
    "courtesies": COURTESIES,
    "no learning": NO_LEARNING,
    "not one's own": NOT_OWN,
    "references": REFERENCES,
    "elsewhere": ELSEWHERE,
}
FAMILIES = [(table, family) for table in TABLES.values() for family in table]
CONTEXT = Context(datetime(2026, 11, 21, 10, tzinfo=UTC), ZoneInfo("Europe/London"), 480)
EXAMPLES = [
    pytest.param(table, family, words, id=f"{family.means}: {words}")
    for table, family in FAMILIES
    for words in family.examples
]
OTHERS = [
    pytest.param(table, words, id=f"not {family.means}: {words}")
    for table, family in FAMILIES
    for words in family.others
]


@for_each(("table", "family", "words"), EXAMPLES)
def test_an_example_is_of_its_family(table: Families[Any], family: Family[Any], words: str) -> None:
    said = table.said(stated(words, CONTEXT))
    assert said is not None
    assert said.family is family


@for_each(("table", "words"), OTHERS)
def test_what_only_looks_like_one_is_none(table: Families[Any], words: str) -> None:
    assert table.said(stated(words, CONTEXT)) is None


def test_every_family_has_examples() -> None:
    assert [family.means for _, family in FAMILIES if not family.examples] == []


@pytest.mark.parametrize(
    ("phrase", "says", "does_not"),
    [
        ("save [it] now", ["save now", "save it now"], ["save", "save it", "saveit now"]),
        ("(bin|drop) {it}", ["bin it", "drop that one"], ["bin", "bin them"]),
        ("[a|the] [long] day", ["day", "a day", "the long day"], ["a the day", "long"]),
        ("call it {title}", ["call it brake fluid"], ["call it", "call it so i know"]),
    ],
)
def test_a_phrase_says_what_it_is_written_as(
    phrase: str, says: list[str], does_not: list[str]
) -> None:
    table = Families(Family("x", says=(phrase,), examples=(), bare=True))
    assert [words for words in says if table.said(plain(words)) is None] == []
    assert [words for words in does_not if table.said(plain(words)) is not None] == []


def test_a_few_words_are_of_a_family_whatever_their_order() -> None:
    table = Families(Family("x", says=(), examples=(), keys="save", words="it done all that is"))
    assert table.said(plain("that is it, all done, save")) is not None
    assert table.said(plain("all done")) is None
    assert table.said(plain("save your back")) is None


@pytest.mark.parametrize("phrase", ["save [it", "save it]", "(a|b", "a)"])
def test_a_bracket_that_is_not_closed_is_told(phrase: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        compiled(phrase)


@given(st.text(max_size=200))
def test_a_phrases_view_of_a_text_points_into_it(text: str) -> None:
    seen = plain(text)
    assert len(seen.words) == len(seen.at) == len(seen.until)
    assert all(0 <= at < until <= len(text) for at, until in zip(seen.at, seen.until, strict=True))
    assert list(seen.at) == sorted(seen.at)


def test_no_order_of_its_words_takes_a_table_long() -> None:
    """Patterns with free words in them can go astray by powers; none of these does."""
    words = sorted(
        {word for _, family in FAMILIES for one in family.examples for word in one.split()}
    )
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(300):
        message = stated(" ".join(chance.choices(words, k=20)), CONTEXT)
        begun = time.process_time()
        for table in TABLES.values():
            table.said(message)
        assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "This is to certify that Priya Nair has completed HV Level 2",
        "Learning outcomes: delegates will be able to isolate",
        "From: training@bosch.example\nSubject: Joining instructions",
    ],
)
def test_what_somebody_else_wrote_is_known_as_such(text: str) -> None:
    assert is_pasted(text.lower())


def test_a_long_account_of_ones_own_is_not_pasted() -> None:
    assert not is_pasted("i learnt to prove dead first " * 40)
