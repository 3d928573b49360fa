"""What a person is shown at once in answer to an action, as plain values; `bot.ui` has the looks.

A *message* says something; a *form* asks for something, and is opened over what is there. Rooms
declare theirs beside their actions; those that several use stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.problems import Problem
from bot.services.context.refused import Refused
from bot.services.dispatch.questions import Explained


class Message:
    """Something that is said. `kind` is what it is queued as where it is said in the conversation
    for good; empty where it is only ever shown to the one who asked. `instead`: it takes the place
    of the message on which it was clicked.
    """

    kind: ClassVar[str] = ""
    instead: ClassVar[bool] = False

    def queued(self) -> Mapping[str, Any]:
        """The plain values that it is queued with."""
        return {}


class Form:
    """Something that is asked for, in a form of its own. `instead`: where it answers a form that
    was submitted, it takes that one's place instead of lying on it.
    """

    instead: ClassVar[bool] = False


Page = Message | Form


@dataclass(frozen=True)
class Say(Message):
    """One sentence by its name, with its values."""

    kind: ClassVar[str] = "say"
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def queued(self) -> Mapping[str, Any]:
        return {"sentence": self.sentence, **self.values}


def say(sentence: str, /, **values: Any) -> Say:
    """The sentence of this name."""
    return Say(sentence, values)


@dataclass(frozen=True)
class Heard(Message):
    """What a member's message was taken as, in the order of its text; what came of it is said by
    itself, and this never. `asked`: whether it is being asked what the message is.
    """

    kinds: tuple[str, ...]
    asked: bool


@dataclass(frozen=True)
class Told(Message):
    """The answer to a question."""

    kind: ClassVar[str] = "told"
    answer: Explained

    def queued(self) -> Mapping[str, Any]:
        return self.answer.queued()


class Mistaken(Exception):  # noqa: N818 - it is an answer, not a fault
    """A form that cannot be taken as it is; what stands in each field's way, by the field's name.

    Nothing was changed, and what was typed stays in the form.
    """

    def __init__(self, fields: Mapping[str, Problem | Refused]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields
