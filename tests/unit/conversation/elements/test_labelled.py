"""Answers as people write them, labelled by hand; one half was held back while cues were made."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.conversation.elements.cues import ELEMENTS, ElementId
from bot.conversation.elements.finding import USUAL, Found, find
from bot.conversation.elements.grading import grade
from bot.conversation.elements.plans import plan_day
from tests.tables import for_each

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
TITLE = "HV isolation course"
QUESTION = "What did you learn, and where will you use it in your job?"

LEAST_PRECISION = 0.9
LEAST_RECALL = 0.8


def labelled(name: str) -> Any:
    return yaml.safe_load(HERE.joinpath(name).read_text(encoding="utf-8"))


ANSWERS = labelled("answers.yaml")
HELD_OUT = (
    labelled("answers_held_out.yaml")
    + labelled("answers_second.yaml")
    + labelled("answers_third.yaml")
    + labelled("answers_fourth.yaml")
)


def found_in(answer: dict[str, Any]) -> Found:
    asked = answer.get("asked")
    return find(answer["say"], USUAL if asked == "both" else asked)


def is_right(answer: dict[str, Any], found: Found, element: ElementId) -> bool:
    """Whether a clause that is said to hold the element meets the words labelled so."""
    if element not in answer:
        return False
    start = answer["say"].index(answer[element])
    end = start + len(answer[element])
    return any(start < b and a < end for a, b in found.spans.get(element, ()))


def figures(answers: list[dict[str, Any]]) -> dict[ElementId, tuple[float, float]]:
    """Precision and recall of each element, by answer."""
    right: Counter[ElementId] = Counter()
    said: Counter[ElementId] = Counter()
    there: Counter[ElementId] = Counter()
    for answer in answers:
        found = found_in(answer)
        for element in ELEMENTS:
            right[element] += is_right(answer, found, element)
            said[element] += element in found
            there[element] += element in answer
    return {e: (right[e] / max(1, said[e]), right[e] / max(1, there[e])) for e in ELEMENTS}


@for_each("element", ELEMENTS)
def test_an_element_is_found_where_it_is_and_seldom_elsewhere(element: ElementId) -> None:
    precision, recall = figures(ANSWERS + HELD_OUT)[element]

    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


def test_there_are_at_least_150_different_answers() -> None:
    assert len({answer["say"] for answer in ANSWERS + HELD_OUT}) >= 150


def test_nearly_every_answer_is_graded_as_a_person_would() -> None:
    graded = labelled("grades_held_out.yaml")
    wrong = [
        (text, got)
        for wanted, texts in graded.items()
        for text in texts
        if (got := grade(text, TITLE, QUESTION)) != wanted
    ]

    assert len(wrong) <= 2


def test_nearly_every_plan_has_the_day_that_it_names() -> None:
    wrong = []
    for plan in labelled("plans_held_out.yaml"):
        read = plan_day(plan["say"], THURSDAY, LONDON)
        right = read is None if plan.get("plan") is False else read and read.day == plan["day"]
        if not right:
            wrong.append(plan["say"])

    assert len(wrong) <= 1
