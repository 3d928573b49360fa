"""Reads one message into intent and fields; each kind of word has its own room beside this one."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from bot.conversation.activities import ActivityType
from bot.conversation.field import Field
from bot.conversation.problems import Problem
from bot.policy.vocabulary import Formality

Intent = Literal["log", "plan", "status", "team", "help", "undo", "other"]

INTENTS: tuple[Intent, ...] = get_args(Intent)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, and no more: a field nobody stated is empty.

    `text` is the cleaned message, into which every span points. `minutes` are whole minutes in
    all. `start` and `end` are civil dates in the member's time zone, equal for a single day, and
    either both set or both empty. `links` are the addresses found, as evidence. `problems` say
    what was stated but cannot stand as it is.
    """

    text: str
    intent: Intent
    minutes: Field[int] = field(default_factory=Field)
    start: Field[date] = field(default_factory=Field)
    end: Field[date] = field(default_factory=Field)
    title: Field[str] = field(default_factory=Field)
    provider: Field[str] = field(default_factory=Field)
    type: Field[ActivityType] = field(default_factory=Field)
    formality: Field[Formality] = field(default_factory=Field)
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_activity(self) -> bool:
        """Whether it reads as something done or planned, for a draft to be made of it."""
        return self.intent in ("log", "plan")
