"""Nobody is named in an answer, spoken to or made its subject whom the member did not write of."""

import pytest

from bot.coach.answers import NoAnswer, checked
from bot.coach.requests import CoachRequest, exchange
from bot.coach.vocabulary import CoachKind
from bot.conversation.elements.cues import ElementId

PEOPLE = ("Xanthippe Grill", "Will Long", "Ann Teal", "Rød Li")
TITLE = "Alignment with grill and Mr Gallagher"


def outcome(kind: CoachKind, answer: str, region: str = "GB") -> str:
    asks: tuple[ElementId, ...] = ("learnt",) if kind == "question" else ()
    request = CoachRequest(kind, asks=asks, title=TITLE, said="planned the alignment")
    sent = exchange(request, people=PEOPLE, region=region)
    for placeholder, original in sent.screen.originals.items():
        answer = answer.replace(original, placeholder)
    try:
        return checked(request, sent, answer)
    except NoAnswer as error:
        return f"<{error.reason}>"


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("question", "What did you learn from grill in the alignment?"),
        ("question", "What did you learn from grill's alignment, and where will you use it?"),
        ("question", "What did you learn about grill's alignment before long?"),
        ("missing", "You do not say what grill did in the alignment."),
    ],
)
def test_somebody_that_the_member_named_may_be_named(kind: CoachKind, answer: str) -> None:
    assert outcome(kind, answer) == answer


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("question", "What did you learn from xanthippe in the alignment?"),
        ("question", "What did you learn from ann in the alignment?"),
        ("question", "What did you learn from rød in the alignment?"),
        ("missing", "You do not say what teal did in the alignment."),
        ("missing", "You do not say what Xanthippe did in the alignment."),
    ],
)
def test_a_colleague_that_the_member_did_not_name_is_refused(kind: CoachKind, answer: str) -> None:
    assert outcome(kind, answer) == "<name>"


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("question", "What did you learn from the alignment, Mr Gallagher?"),
        ("question", "So Mr Gallagher, what did you learn from the alignment?"),
        ("question", "What did you learn about grill in the alignment?"),
        ("question", "Did grill show you what you know now about alignment?"),
        ("missing", "Mr Gallagher, you do not say what the alignment was."),
    ],
)
def test_nobody_else_is_spoken_to_or_asked_about(kind: CoachKind, answer: str) -> None:
    assert outcome(kind, answer) == "<name>"


def test_a_number_of_the_members_country_is_refused() -> None:
    question = "What did you learn about alignment, and would 030 901820 know it now?"
    assert outcome("question", question, region="DE") in ("<number>", "<identifier>")
