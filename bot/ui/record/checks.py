"""What is asked where an entry's values do not fit together: a question, never a verdict."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.consistency import (
    DayTooFull,
    FarAboveUsual,
    Finding,
    LongerThanClock,
    LongerThanDays,
)
from bot.ui.kit.formatting import duration, near_days


def what_is_seen(found: Finding, today: date) -> str:
    """ "That is 26 h on Fri 20 Nov."; the member's own figures."""
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


def asked_of(found: Finding, today: date) -> str:
    """ "That is 26 h on Fri 20 Nov. Is that right?"."""
    return f"{what_is_seen(found, today)} Is that right?"


def told(checks: Sequence[tuple[Finding, bool]], today: date) -> str:
    """What was asked and answered, line by line, for the details."""
    return "\n".join(
        f"{asked_of(found, today)} {'You said that it is.' if right else 'Not answered yet.'}"
        for found, right in checks
    )
