"""What a member may ask the bot about, and a question as it was understood; no words of it here."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

Topic = Literal[
    # the member's own record
    "cycle_end",
    "cycle_start",
    "days_left",
    "credits_left",
    "standing",
    "logged",
    "waiting",
    "lacking",
    "next",
    # the rules
    "counts",
    "worth",
    "test",
    "stage",
    "rhythm",
    "framework",
    "audit",
    "appeal",
    "failure",
    "carry_over",
    # this bot
    "who_sees",
    "who_looked",
    "why_question",
    "what_to_answer",
    "why_nudge",
    "help",
    "courses",
    # how something is done
    "correct",
    "attach",
    "export",
    "erase",
    "remove",
    "pause",
    "undo",
    "save",
    "settings",
    # other people, for a manager
    "team",
    "person",
    "wrote",
]

TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)

Period = tuple[date, date]
"""First and last civil day, both included."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the bot.

    `period` is what "this month" or "since June" names, None where nothing does. `words`, folded
    and without the rest of the sentence, are: of "test" and "stage" the names that were said
    ("reflect plan"; empty for all of them), of "worth" the activity ("this" for the entry at hand,
    empty for the rule), of "person" and "wrote" a name, of "logged" "cycle" or "year" where this
    one was meant, of "lacking" "evidence" or "evaluation". `mentions` are Slack ids of people that
    were mentioned. `minutes` is a length that was named.
    """

    topic: Topic
    period: Period | None = None
    words: str = ""
    mentions: tuple[str, ...] = ()
    minutes: int | None = None
