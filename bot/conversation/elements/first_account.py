"""What the words of an entry hold that nothing was asked about yet."""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation.elements.account import read_account
from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.grading import grade
from bot.policy.vocabulary import Stage

TELLS: Final = ("account", "short")
"""Grades of words that tell something."""

Asked = Mapping[Stage, tuple[ElementId, ...]]
"""By stage: what was asked for by questions whose answers stand there."""


def first_account(
    stages: Mapping[Stage, str | None], title: str, asked: Asked | None = None
) -> Mapping[str, Any]:
    """What is to be kept with a new entry, as plain values; `asked` is what stands where it was
    written down, a heading or a form, asks for, of words that tell something.
    """
    answered = {
        stage: elements
        for stage, elements in (asked or {}).items()
        if grade(stages.get(stage) or "", title) in TELLS
    }
    return read_account(stages, answered).to_dict()
