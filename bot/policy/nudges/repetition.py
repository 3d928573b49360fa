"""When something that was said is said again: intervals, and what follows where nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol, TypeVar

from bot.policy.nudges.nudge_keys import state_of, subject_of
from bot.policy.nudges.suppression import Held
from bot.policy.vocabulary import Cadence
from bot.policy.working_time import local

BACK_OFF: Final[dict[Cadence, tuple[int, ...]]] = {"light": (28, 56), "standard": (14, 28, 56)}
"""Days after which a kind that was not answered comes again, the first time, the second …, by the
member's cadence; then it goes quiet. The first of them is also the interval at which a reason that
lasts is mentioned to somebody who answers.
"""


class Sent(Protocol):
    """What of a nudge that was sent holds another back."""

    @property
    def kind(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def sent_at(self) -> datetime: ...
    @property
    def snoozed(self) -> bool: ...


SentT = TypeVar("SentT", bound=Sent)


@dataclass(frozen=True, slots=True)
class Repetition:
    """How something is said again.

    `subject` names it within its kind, the same each time. `days` 0: said once per subject; else
    again after that many days while it stands. `state`: how the subject stands; what was left
    unanswered while it stood otherwise is forgotten. `insists`: it comes though the one before was
    not answered, and ends a snooze when it is new.
    """

    subject: str
    days: int = 0
    state: str = ""
    insists: bool = False


@dataclass(frozen=True, slots=True)
class MemberCalendar:
    """The member's own days: where they live, and what day it is there."""

    zone: str
    today: date

    def ends(self, sent: Sent, days: int) -> date:
        """The first day on which so many days have passed since something was said."""
        return local(sent.sent_at, self.zone).date() + timedelta(days=days)

    def passed(self, sent: Sent, days: int) -> bool:
        """Whether they have."""
        return self.ends(sent, days) <= self.today


def back_off(cadence: Cadence) -> tuple[int, ...]:
    """Days after which what was not answered comes again, one after the other; then no more."""
    return BACK_OFF.get(cadence, BACK_OFF["light"])


def rests(
    repetition: Repetition,
    of_kind: Sequence[Sent],
    answered_at: datetime | None,
    cadence: Cadence,
    calendar: MemberCalendar,
) -> Held | None:
    """Whether it was said already, or so lately that it is not said again, or whether its kind was
    left unanswered so lately, or so often. `of_kind` is what was sent of its kind.
    """
    last = latest([one for one in of_kind if subject_of(one.period) == repetition.subject])
    if last is not None and not last.snoozed:
        if not repetition.days:
            return Held("said")
        if not calendar.passed(last, repetition.days):
            return Held("said", calendar.ends(last, repetition.days))
    open_ones = [] if repetition.insists else unanswered(repetition, of_kind, answered_at)
    last = latest(open_ones)
    if last is None:
        return None
    steps = back_off(cadence)
    if len(open_ones) > len(steps):
        return Held("quiet")
    step = steps[len(open_ones) - 1]
    return None if calendar.passed(last, step) else Held("unanswered", calendar.ends(last, step))


def unanswered(
    repetition: Repetition, of_kind: Sequence[Sent], answered_at: datetime | None
) -> list[Sent]:
    """Those of its kind since which the member did nothing, but for those that told of its subject
    when that stood otherwise.
    """
    return [
        one
        for one in of_kind
        if (answered_at is None or answered_at <= one.sent_at)
        and not one.snoozed
        and (
            subject_of(one.period) != repetition.subject
            or state_of(one.period) in (None, repetition.state)
        )
    ]


def latest(sent: Sequence[SentT]) -> SentT | None:
    """The one that was sent last."""
    return max(sent, key=lambda one: one.sent_at, default=None)
