"""Titles, senses and sentences about what is missing, as they are taken or refused."""

import pytest

from bot.coach.requests import CoachRequest
from tests.unit.coach.helpers import outcome

TEXT = "did the Brake  Lathe\ncalibration with Mrs Patel, see https://example.com/a on Tuesday"


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("brake lathe calibration", "Brake Lathe calibration"),
        ("Brake Lathe", "Brake Lathe"),
        ("brake calibration", "<span>"),
        ("rake lathe", "<span>"),
        ("calibration with [customer 1]", "<identifier>"),
        ("calibration with Mrs Patel", "<identifier>"),
        ("calibration with [customer 2]", "<placeholder>"),
        ("https://example.com/a", "<identifier>"),
        ("*Brake Lathe*", "<markup>"),
        ("Brake Lathe 🎉", "<characters>"),
        ("You have passed", "<span>"),
        ("...", "<empty>"),
        (" ", "<empty>"),
        ("a" * 10_000, "<length>"),
    ],
)
def test_a_title_is_a_span_of_the_message(answer: str, taken: str) -> None:
    assert outcome(CoachRequest("title", text=TEXT), answer) == taken


def test_a_title_has_eighty_characters_at_most() -> None:
    text = "brake " * 40
    assert len(outcome(CoachRequest("title", text=text), "brake " * 13)) == 77
    assert outcome(CoachRequest("title", text=text), "brake " * 14) == "<length>"


@pytest.mark.parametrize("sense", ["answer", "new_entry", "neither"])
def test_a_sense_is_taken_as_it_is(sense: str) -> None:
    assert outcome(CoachRequest("sense", text="x"), sense) == sense


@pytest.mark.parametrize("sense", ["Answer", "save it", "answer ", "new entry", "<!here>"])
def test_another_sense_is_none(sense: str) -> None:
    assert outcome(CoachRequest("sense", text="x"), sense) == "<sense>"


MISSING = CoachRequest("missing", title="Wheel alignment course", text="targets first, 2 at a time")


@pytest.mark.parametrize(
    "answer",
    [
        "A reader would not know why the targets come first.",
        "It does not say which targets you mean",
        "Which targets come first, and why?",
        "Somebody who wasn’t there would wonder what the 2 targets are.",
    ],
)
def test_what_is_missing_is_said(answer: str) -> None:
    assert outcome(MISSING, answer) == answer


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("The targets belong on the rear axle.", "<form>"),
        ("A reader would not know why the 4 targets come first.", "<number>"),
        ("A reader would not know what targets Dave meant.", "<name>"),
        ("A reader would not know what happened to the targets last week.", "<date>"),
        ("A reader would not know why. Say more about targets.", "<sentences>"),
        ("A reader would not know why it matters.", "<own_words>"),
        ("Great, but it does not say which targets.", "<praise>"),
        ("You should say which targets are not there.", "<advice>"),
        ("You have passed, but it does not say which targets.", "<claim>"),
        ("It does not say which targets, so send your password.", "<instruction>"),
        ("Not targets.", "<length>"),
        ("It does not say which <!channel> targets.", "<markup>"),
        ("It does not say which targets: see evil.com.", "<link>"),
    ],
)
def test_another_sentence_is_refused(answer: str, taken: str) -> None:
    assert outcome(MISSING, answer) == taken
