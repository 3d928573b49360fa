"""The ends of a member's cycles: the deadline that is to come, and a cycle before it that ended
short. How they are worked out is not here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.policy.frameworks.progress import SubjectStanding
from bot.policy.vocabulary import OutcomeAnswer

NO_NEWS: Final = (None, "nothing")
"""Answers about a cycle that ended short after which it is asked about again."""


@dataclass(frozen=True, slots=True)
class EndedCycle:
    """A cycle that ended short of its minimum, by the bot's count.

    Credits are hundredths; `in_hours`: the scheme counts hours, a year by itself, and the amounts
    are minutes; `in_subjects`: it goes by subjects, and the amounts are how many of those that are
    asked for are not known to be short. `short_of` are then the others, the nearest first; empty
    where the figures alone were kept. `consequence` is what the scheme's policy says follows, empty
    where it says nothing; `consequence_unknown`: it is known that something does, and not what.
    `told_on`: when the member read it. `answer`, given on `answered_on` at `answered_at` (UTC,
    where it is known), is what they say has followed. `declined`: what the scheme's account showed
    for it is not known, so that the credits are what is logged here. `showed_on`: when the member
    told what that account shows for the whole cycle, which the credits then are: the scheme's body
    goes by it. `until`: the last day of what was "extended", None where that was not told.
    """

    start: date
    last_day: date
    credits: int
    minimum: int
    consequence: str = ""
    told_on: date | None = None
    answer: OutcomeAnswer | None = None
    answered_on: date | None = None
    answered_at: datetime | None = None
    declined: bool = False
    showed_on: date | None = None
    in_hours: bool = False
    consequence_unknown: bool = False
    in_subjects: bool = False
    short_of: tuple[SubjectStanding, ...] = ()
    until: date | None = None

    def asked_since(self, at: datetime) -> bool:
        """Whether a question of that moment still waits: there was no news, and none since."""
        if self.answer is None or self.answered_on is None:
            return self.answer is None
        if self.answered_at is None:
            return self.open and self.answered_on < at.date()
        return self.open and self.answered_at < at

    @property
    def of_recognition(self) -> bool:
        """Whether a recognition rests on it, of which the scheme's body decides by its policy."""
        return self.in_subjects and bool(self.consequence)

    @property
    def open(self) -> bool:
        """Whether there is no news yet, so that it is asked about again."""
        return self.answer in NO_NEWS

    @property
    def shown_to_managers(self) -> bool:
        """Whether a manager's list begins with it: its member has read it, and it stands. What is
        extended is short as before, and nobody knows yet what comes of it.
        """
        told = self.told_on is not None or self.answer is not None
        return told and self.answer in (*NO_NEWS, "extended", "removed")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end by which a minimum is to be reached.

    `last_day` is the last, `days_left` until then (0 on that day), `end` the first day after.
    `short`: what is missing, in the scheme's own measure (`in_hours`: minutes, else hundredths of a
    credit); None where that is not known. A scheme that goes by subjects has no such measure:
    `in_subjects`, in how many of them something is missing, and `short_of` are these, the nearest
    first. `not_told`: the member has not said what the scheme's own account shows, so that `short`
    is what is short of what is logged here.
    """

    last_day: date
    end: date
    days_left: int
    short: int | None
    not_told: bool = False
    in_hours: bool = False
    in_subjects: bool = False
    short_of: tuple[SubjectStanding, ...] = ()
