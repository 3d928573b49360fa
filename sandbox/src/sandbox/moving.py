"""Requests to move the calendar, and the default mover, which jumps.

`Sandbox.mover` takes another one, which may stop on the way at whatever the app has to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.clock import Calendar


@dataclass(frozen=True, slots=True)
class Move:
    """What `user_id` asks for: so many `days` on, `to` a moment (aware), or, with neither, until
    the app writes to them.
    """

    user_id: str
    days: int = 0
    to: datetime | None = None

    @property
    def until_written_to(self) -> bool:
        """Whether the move ends where the app writes."""
        return self.to is None and not self.days


class Mover(Protocol):
    """Moves the calendar."""

    @property
    def can_wait(self) -> bool:
        """Whether it can move until the app writes to somebody."""

    async def move(self, wanted: Move) -> str:
        """Back once the calendar stands: a sentence to show, empty where there is nothing to say.

        Raises CalendarMovesForward, or OverflowError for a day beyond all calendars.
        """


class PlainMover:
    """Moves the calendar at once, whatever the app does meanwhile."""

    can_wait = False

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    async def move(self, wanted: Move) -> str:
        """See `Mover`."""
        if wanted.until_written_to:
            return "Nobody here knows when the app will write."
        self._calendar.move_to(wanted.to or self._calendar.now() + timedelta(days=wanted.days))
        return ""
