"""What is asked where an entry's values do not fit together: a question, never a verdict."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.consistency import (
    DayTooFull,
    FarAboveUsual,
    Finding,
    LongerThanClock,
    LongerThanDays,
    SameAsColleague,
    SameAsOwn,
)
from bot.figures import duration
from bot.services.record import actions as record
from bot.services.record.checks import check_named
from bot.ui.kit.blocks import Element, button
from bot.ui.kit.formatting import cut_title, near_day, near_days


def what_is_seen(found: Finding, today: date) -> str:
    """ "That is 26 h on Fri 20 Nov."; the member's own figures, and nothing of anybody else's."""
    match found:
        case LongerThanClock(minutes, clock):
            return f"You wrote {duration(minutes)}, and times that leave {duration(clock)}."
        case LongerThanDays(minutes, days):
            return f"That is {duration(minutes)} in {days} {'day' if days == 1 else 'days'}."
        case DayTooFull(day, minutes):
            return f"That is {duration(minutes)} on {near_days(day, None, today)}."
        case FarAboveUsual(minutes, usual):
            most = f"most take up to {duration(usual)}"
            return f"{duration(minutes)} is far above your usual: {most}."
        case SameAsOwn(title, day):
            of = f" of {near_day(day, today)}" if day else ""
            return f"Your words are the same as in *{cut_title(title)}*{of}."
        case SameAsColleague():
            return "A colleague’s entry has the same words."


def asked_of(found: Finding, today: date) -> str:
    """ "That is 26 h on Fri 20 Nov. Is that right?"."""
    return f"{what_is_seen(found, today)} {_asks(found)}"


def answers(entry_id: int, found: Finding) -> tuple[Element, Element]:
    """What can be said to it."""
    return (
        button("It is right", record.ItIsRight(entry_id, check_named(found))),
        button("Edit", record.AskToEdit(entry_id)),
    )


def _answered(found: Finding) -> str:
    of_words = isinstance(found, SameAsOwn | SameAsColleague)
    return "You said that it is right." if of_words else "You said that it is."


def _asks(found: Finding) -> str:
    match found:
        case SameAsOwn():
            return "Same activity twice, or did you copy?"
        case SameAsColleague():
            return "If you wrote it together that is fine: say in one sentence what it was for you."
        case _:
            return "Is that right?"


def told(checks: Sequence[tuple[Finding, bool]], today: date) -> str:
    """What was asked and answered, line by line, for the details."""
    return "\n".join(
        f"{asked_of(found, today)} {_answered(found) if right else 'Not answered yet.'}"
        for found, right in checks
    )
