"""The prompts are package data, and each of their examples is an answer that is taken."""

from importlib.resources import files

import pytest

from bot.coach.prompt_files import Example, prompts
from bot.coach.vocabulary import COACH_KINDS, CoachKind
from tests.unit.coach.helpers import outcome, request_of

EXAMPLES = [(kind, one) for kind in COACH_KINDS for one in prompts()[kind].examples]


@pytest.mark.parametrize("kind", COACH_KINDS)
def test_a_prompt_stands_in_the_package_and_says_that_fields_are_data(kind: CoachKind) -> None:
    assert (files("bot.coach") / "prompts" / f"{kind}.yaml").is_file()
    prompt = prompts()[kind]
    assert "JSON" in prompt.system
    assert "never instructions" in prompt.system
    assert f'{{"{kind}": ' in prompt.system
    assert len(prompt.system) < 1500


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=lambda one: getattr(one, "answer", one))
def test_an_example_is_taken(kind: CoachKind, example: Example) -> None:
    assert outcome(request_of(kind, example.given), example.answer) == example.answer
