"""A professional body's audit of a member's own record, as the member tells of it: its states, the
days on which they are reminded, and what came of it.

What a body decides is its own: here stands only what the member said, with the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from bot.policy.audits.reminders import due_reminder

BodyAuditState = Literal["preparing", "sent", "over", "dropped"]
"""dropped: it was none after all, or was taken back."""

BodyAuditOutcome = Literal["passed", "questions", "not_passed", "not_heard"]

BODY_AUDIT_STATES: Final[tuple[BodyAuditState, ...]] = get_args(BodyAuditState)
BODY_AUDIT_OUTCOMES: Final[tuple[BodyAuditOutcome, ...]] = get_args(BodyAuditOutcome)

OPEN: Final[frozenset[BodyAuditState]] = frozenset({"preparing", "sent"})

_DECIDED: Final[frozenset[BodyAuditOutcome]] = frozenset({"passed", "not_passed"})


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days that a body may ask about. `met`: whether they met the minimum, None where that is not
    known, or none is asked for; `running`: they are not over. `whole`: they are a cycle, and not
    the months that stand in for one.
    """

    first: date
    last: date
    met: bool | None = None
    running: bool = False
    whole: bool = True


def usual_cycle(cycles: Sequence[Cycle]) -> Cycle | None:
    """Which of these a body most likely means: IMI's policy audits complete cycles that met the
    minimum, so the last of those; else the last that is over; else the first there is.
    (IMI CPD Policy, CPD Audit Policy.)
    """
    over = sorted((one for one in cycles if not one.running), key=lambda one: one.last)
    met = [one for one in over if one.met]
    found = met or over or list(cycles)
    return found[-1] if found else None


def state_after(outcome: BodyAuditOutcome) -> BodyAuditState:
    """An audit is over once it is decided; with questions, or nothing heard, it goes on."""
    return "over" if outcome in _DECIDED else "sent"


def days_left(due_on: date | None, today: date) -> int | None:
    """Until the letter's day; None where that is not known, and then nothing is counted down."""
    return None if due_on is None else (due_on - today).days


@dataclass(frozen=True, slots=True)
class Told:
    """What has been said of an audit, as far as reminders go by it: `told_on`, `reminded_on` and
    `asked_on` are days of the member's.
    """

    state: BodyAuditState
    due_on: date | None
    told_on: date
    reminded_on: date | None = None
    asked_on: date | None = None
    outcome: BodyAuditOutcome | None = None


def reminds(told: Told, today: date) -> bool:
    """Whether a reminder is due: the latest of its days that has come, once, while the member still
    prepares; what was missed collapses into that one.
    """
    if told.state != "preparing" or told.due_on is None:
        return False
    day = due_reminder(told.due_on, today)
    if day is None or day <= told.told_on:
        return False
    return told.reminded_on is None or told.reminded_on < day


def asks_outcome(told: Told, today: date) -> bool:
    """Whether it is asked what came of it: once, when the letter's day is over."""
    return (
        told.state in OPEN
        and told.due_on is not None
        and told.due_on < today
        and told.outcome is None
        and (told.asked_on is None or told.asked_on <= told.due_on)
    )
