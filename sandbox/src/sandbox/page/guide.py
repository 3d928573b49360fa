"""The guide: steps that the page suggests for each persona, as plain values. The caller of
`Sandbox` writes them, `templates/guide.html` shows them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

GuideAction: TypeAlias = Literal["fill", "become", "home", "room", "move", "next", "do"]

Deed: TypeAlias = Callable[[], Awaitable[str]]
"""Something that the caller of `Sandbox` does for a step; a sentence to show, empty for none."""


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to try. `label` is what the button says, `hint` the half-sentence beside it.

    `action` and its `value`:
    `fill`: write the text `value` into the composer;
    `become`: switch to the user whose id is the first word, and write the rest, if there is
    any, into the composer ("U0MAYA /cpd-team");
    `home`: open the app's Home;
    `room`: open the channel of the name `value`;
    `move`: move the calendar to `value`, an ISO moment with its offset;
    `next`: move the calendar until the app writes;
    `do`: call what stands under the name `value` in `Sandbox.deeds`, and show what it says.
    """

    label: str
    hint: str
    action: GuideAction
    value: str = ""

    def has_passed(self, now: datetime) -> bool:
        """Whether it moves to a moment that the calendar has left behind."""
        return self.action == "move" and datetime.fromisoformat(self.value) <= now


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody one can be: the user id `person`, who that is ("a technician, half-way through the
    cycle"), and what to try as them. Labels differ within a persona.
    """

    person: str
    who: str
    steps: tuple[GuideStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The personas; the first is whom the page begins with."""

    personas: tuple[Persona, ...]

    def of(self, user_id: str) -> Persona | None:
        """The persona of a user, None where nothing is known of them."""
        return next((one for one in self.personas if one.person == user_id), None)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as it is shown: its number from 1 on, whether it was done, whether it is too late."""

    number: int
    step: GuideStep
    done: bool
    passed: bool


def key_of(persona: Persona, step: GuideStep) -> str:
    """Under which a step is remembered as done."""
    return f"{persona.person}/{step.label}"


def shown(persona: Persona, done: set[str], now: datetime) -> Iterator[ShownStep]:
    """A persona's steps as they stand."""
    for number, step in enumerate(persona.steps, 1):
        yield ShownStep(number, step, key_of(persona, step) in done, step.has_passed(now))
