"""Placeholders stand in an answer for whom they stood for, or the answer is refused."""

import pytest

from bot.coach.answers import NoAnswer, checked
from bot.coach.requests import CoachRequest, exchange

PEOPLE = ("Dave Hill", "Anna Kowalska")
WORDING = CoachRequest("wording", text="spoke with dave about brakes, anna was right")
QUESTION = CoachRequest(
    "question",
    question="What did you learn?",
    asks=("learnt",),
    title="Brakes",
    said="Dave showed me the brakes, a@b.example.com, +44 7700 900123, <@U12345678>",
)


@pytest.mark.parametrize(
    ("request_", "answer", "becomes"),
    [
        (WORDING, "Spoke with [person 1] about brakes; [person 2] was right.",
         "Spoke with dave about brakes; anna was right."),
        (WORDING, "Spoke with [person 2] about brakes; [person 1] was right.", "<placeholder>"),
        (WORDING, "Spoke with [person 1] about brakes; [person 1] was right.", "<placeholder>"),
        (WORDING, "Spoke with Dave about brakes; Anna was right.", "<placeholder>"),
        (QUESTION, "What did you learn about brakes from [ Person 1 ]?",
         "What did you learn about brakes from Dave?"),
        (QUESTION, "What did you learn about brakes from [person 2]?", "<placeholder>"),
        (QUESTION, "What did you learn about brakes from [email 1]?", "<identifier>"),
        (QUESTION, "What did you learn about brakes on [phone 1]?", "<identifier>"),
        (QUESTION, "What did you learn about brakes from [slack 1]?", "<identifier>"),
    ],
)  # fmt: skip
def test_a_placeholder_stands_for_the_same(
    request_: CoachRequest, answer: str, becomes: str
) -> None:
    made = exchange(request_, people=PEOPLE, region="GB")
    try:
        taken = checked(request_, made, answer)
    except NoAnswer as error:
        taken = f"<{error.reason}>"
    assert taken == becomes
