"""Why something is not said to a member at a moment. Deciding it is `nudges`'s."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Because = Literal[
    "bot",
    "left",
    "guest",
    "paused",
    "not at work",
    "spoken to today",
    "snoozed",
    "cadence",
    "said",
    "unanswered",
    "quiet",
    "budget",
    "usual hour",
    "another",
]
"""The member is a bot, is deactivated ("left"), or is a guest without an entry; asked for silence;
is not at work; heard something today; put it off; wants to hear of a cycle's end alone
("cadence"); was told of it already, or lately; left it unanswered, lately or too often; heard
something else this week; hears at another hour; or something more urgent is said ("another").
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Why something is not said at a moment. `until`: the first day on which that reason ends,
    where it does so by itself.
    """

    because: Because
    until: date | None = None
