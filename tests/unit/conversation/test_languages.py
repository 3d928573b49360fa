"""A message that is not in English is told from one that is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.languages import EXAMPLES, SMALL_WORDS, is_english
from tests.tables import for_each


@for_each("language", sorted(EXAMPLES))
def test_each_language_is_told_from_english(language: str) -> None:
    assert not is_english(EXAMPLES[language])


def test_every_language_has_its_example() -> None:
    assert SMALL_WORDS.keys() <= EXAMPLES.keys()


@pytest.mark.parametrize(
    "text",
    [
        "2h high voltage isolation course at Bosch yesterday",
        "proving dead before touching the pack, I do EV battery swaps now",
        "Le Mans pit crew day, 6 hours",
        "1h webinar on El Niño and la Niña tyres",
        "con rod sizing, 45 mins, de-burring die set",
        "ok",
        "danke",
        "👍",
        "",
    ],
)
def test_what_can_be_english_is(text: str) -> None:
    assert is_english(text)


def test_of_the_labelled_sentences_hardly_one_is_taken_for_another_language() -> None:
    file = Path(__file__).parents[3] / "evaluation" / "sets" / "sentences.open.jsonl"
    said = [
        step
        for line in file.read_text(encoding="utf-8").splitlines()
        for step in json.loads(line)["in"]["say"]
        if isinstance(step, str)
    ]
    other = [text for text in said if not is_english(text)]
    assert len(other) <= len(said) // 50, other


@given(st.text(max_size=2000))
def test_it_never_fails(text: str) -> None:
    assert is_english(text) in (True, False)
