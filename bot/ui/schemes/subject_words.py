"""Subjects of a framework in words: what is short of each, and of how many they are met."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.figures import credits, duration, listed, several
from bot.policy.frameworks.framework import SubjectUnit
from bot.policy.frameworks.progress import SubjectStanding
from bot.policy.schemes.standing import FrameworkStanding
from bot.ui.kit.escape import brief

_SUBJECT_MOST: Final = 60
"""Characters of a subject's name in a line."""


class Lack(NamedTuple):
    """How much is short of a subject: whole minutes for hours, hundredths for credits."""

    subject: str
    unit: SubjectUnit
    amount: int


def lacks_of(short_of: Sequence[SubjectStanding]) -> list[Lack]:
    """The same of standings."""
    return [Lack(one.subject, one.unit, one.short or 0) for one in short_of]


def short_of_words(short_of: Sequence[Lack], *, words: int) -> str:
    """ "short of Radar by 20 min, of Cameras by 2 h and of 2 more": as many of them, in their order
    and at least one, as so many words can name beside the subjects' own.
    """
    named = [
        f"of {brief(one.subject, _SUBJECT_MOST)} by {amount_in(one.unit, one.amount)}"
        for one in short_of
    ]
    lengths = [len(f"of by {amount_in(one.unit, one.amount)}".split()) for one in short_of]
    count = len(named)
    while count > 1 and _words_of(lengths, count) > words:
        count -= 1
    others = len(named) - count
    return f"short {listed([*named[:count], f'of {others} more'] if others else named)}"


def _words_of(lengths: Sequence[int], count: int) -> int:
    """How many words it takes to name so many of them, their own names apart."""
    rest = "and of 9 more" if count < len(lengths) else "and"
    return len(f"short {rest}".split()) + sum(lengths[:count])


def subjects_of(standing: FrameworkStanding) -> str:
    """ "1 of 3 subjects met; short of Radar by 20 min and of 2 more; 1 not known"."""
    asked, short = standing.asked, standing.short_of
    if not asked:
        return "No subject is asked for"
    met = sum(one.met is True for one in asked)
    parts = [f"{met} of {several(len(asked), 'subject')} met"]
    if short:
        parts.append(short_of_words(lacks_of(short), words=0))
    unknown = sum(one.met is None for one in asked)
    if unknown:
        parts.append(f"{unknown} not known")
    return "; ".join(parts)


def amount_in(unit: SubjectUnit, amount: int) -> str:
    """So much of a subject: "20 min", "1.5 credits"."""
    return duration(amount) if unit == "hours" else credits(amount)
