"""The first few questions to a member, each of which can be skipped and answered later.

What an answer sets is `settings`'s; here stands only which question comes when.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.services.settings import SchemeChoice, SchemeSettings

Step = Literal["scheme", "cycle_start", "opening", "job", "done"]


@dataclass(frozen=True, slots=True)
class OnboardingView:
    """The question that stands open, or `step` "done".

    `about` is the scheme that "cycle_start" and "opening" ask about, None for the others.
    `number` of `count` says how far along it is, from 1.
    """

    step: Step
    about: SchemeSettings | None
    number: int
    count: int
    offered: tuple[SchemeChoice, ...]
    """Schemes that the member is not enrolled in yet."""
    schemes: tuple[SchemeSettings, ...]
    today: date
