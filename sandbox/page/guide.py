"""What the page's first screen suggests to a newcomer, as plain values; whoever sets up the
workspace writes them, `templates/guide.html` shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

GuideAction: TypeAlias = Literal["fill", "become", "home", "move"]


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to try. `label` is what the button says, `hint` the half-sentence beside it.

    `action` and its `value`:
    `fill`: write the text `value` into the composer, as the guide's own person;
    `become`: switch to the user whose id is the first word, and write the rest, if there is
    any, into the composer ("U0MAYA /cpd-team");
    `home`: open the app's Home; `value` is a user's id, or empty for the guide's own person;
    `move`: move the calendar to `value`, an ISO moment with its offset.
    """

    label: str
    hint: str
    action: GuideAction
    value: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """Where the newcomer stands ("You are Priya Nair, a technician, …"), and what to try.

    `person` is the user id that the headline speaks of; to anybody else the page offers the way
    back to that person instead.
    """

    headline: str
    steps: tuple[GuideStep, ...]
    person: str
