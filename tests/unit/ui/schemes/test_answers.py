"""Answers to questions, worded: short, calm, and safe to show."""

import ast
from pathlib import Path

import pytest

import bot.services
from bot.policy.vocabulary import NUDGE_KINDS
from bot.services.dispatch.questions import Explained, Line, explained
from bot.ui.questions.answers import ANSWERS, told

_ANSWERING = Path(bot.services.__path__[0])

PUT_TOGETHER = ("left", "without_", "none_without_", "test_", "stage_", "why_", "signed_", "often_")
"""Beginnings of names that are put together from parts."""


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sentence_is_short_and_calm(name: str) -> None:
    words = ANSWERS[name]
    assert "!" not in words
    assert len(words.split()) <= 40
    assert words.endswith((".", "?", ":", "”", "{figures}"))


def test_every_sentence_is_said_by_some_answer() -> None:
    named: set[str] = set()
    for path in _ANSWERING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
    left_over = {name for name in ANSWERS if not name.startswith(PUT_TOGETHER)} - named
    assert left_over == set()


def test_somebodys_name_is_only_a_name() -> None:
    answer = explained("which_person", names=["<!channel>", "Sam *Roe*"])
    assert "<!channel>" not in told(answer).text


def test_two_lines_with_one_source_name_it_once() -> None:
    lines = (Line("stage_plan", {}, "CMI"), Line("stage_reflect", {}, "CMI"))
    assert len(told(Explained(lines)).blocks) == 2
    assert str(told(Explained(lines)).blocks).count("'CMI'") == 1


@pytest.mark.parametrize("kind", NUDGE_KINDS)
def test_every_kind_of_nudge_has_its_reason(kind: str) -> None:
    words = told(explained("why_nudge", kind=kind, on="2026-11-20")).text
    assert words.startswith("It came on 20 Nov 2026 because ")
    assert "something was open" not in words
    assert " once" not in words  # what lasts comes again
