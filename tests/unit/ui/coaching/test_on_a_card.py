"""The coach on a card: its question is marked as its own, with what can be done about it."""

from dataclasses import replace

import pytest

from bot.ui.kit.blocks import Block
from bot.ui.record.card import card
from tests.unit.ui.builders import card_view, put, suggestion
from tests.unit.ui.reading import texts

QUESTION = "What did you learn about isolation, and where will you use it in your job?"
LABELS = [("👍", "This helped"), ("👎", "This did not help")]


def coached_card(kind: str) -> list[Block]:
    """A draft's card whose open question the coach has helped with."""
    asked = put("evaluate") if kind == "question" else put("title")
    words = replace(asked, words=QUESTION) if kind == "question" else asked
    offered = suggestion(kind=kind, about=asked.id, words=QUESTION)
    return list(card(card_view(question=words, coach=offered)).blocks)


def test_its_question_is_marked_as_its_own() -> None:
    assert f"_Coach:_ {QUESTION}" in texts(coached_card("question"))


def test_a_question_of_the_rules_is_not_though_the_coach_read_an_answer() -> None:
    assert "Coach:" not in str(texts(coached_card("title")))


@pytest.mark.parametrize("kind", ["question", "title"])
def test_the_buttons_below_it_say_what_they_are(kind: str) -> None:
    [block] = [one for one in coached_card(kind) if one["type"] == "context_actions"]
    [element] = block["elements"]
    both = element["positive_button"], element["negative_button"]
    assert [(one["text"]["text"], one["accessibility_label"]) for one in both] == LABELS


def test_where_slack_does_not_take_the_buttons_the_rest_stands() -> None:
    asked = replace(put("evaluate"), words=QUESTION)
    offered = suggestion(kind="question", about="evaluate", words=QUESTION)
    shown = card(card_view(question=asked, coach=offered)).without({"context_actions"})
    assert "context_actions" not in {one["type"] for one in shown.blocks}
    assert f"_Coach:_ {QUESTION}" in texts(shown.blocks)
