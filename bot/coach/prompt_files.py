"""Reads the prompts, which are package data: one YAML file for each kind of request."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.coach.vocabulary import COACH_KINDS, CoachKind

MODULE: Final = "bot.coach"


class Example(BaseModel):
    """`given`: fields of a request; `answer`: one that is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    given: dict[str, Any]
    answer: str


class Prompt(BaseModel):
    """The instructions for one kind. `version` changes with every word of `system`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = Field(ge=1)
    system: str = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=4)


@cache
def prompts() -> Mapping[CoachKind, Prompt]:
    """The prompt of each kind, read once. Raises pydantic.ValidationError where one is wrong."""
    folder = files(MODULE) / "prompts"
    return {
        kind: Prompt.model_validate(
            yaml.safe_load((folder / f"{kind}.yaml").read_text(encoding="utf-8"))
        )
        for kind in COACH_KINDS
    }
