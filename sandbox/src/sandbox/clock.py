"""The workspace's two clocks: real time, and a calendar that can be moved forward.

Real time (epoch seconds, a function handed in) drives ts values, expiry and rate limits.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

RealTime = Callable[[], float]


class CalendarMovesForward(ValueError):  # noqa: N818 - the sentence is the name
    """Raised when somebody asks the calendar to go back."""


class Calendar:
    """The day it is in the workspace: real time plus an offset that only grows."""

    def __init__(
        self,
        real_time: RealTime = time.time,
        offset: timedelta = timedelta(),
        on_move: Callable[[], None] = lambda: None,
    ) -> None:
        self._real_time = real_time
        self._on_move = on_move
        self.offset = offset

    def now(self) -> datetime:
        """The calendar's moment, aware, in UTC."""
        return datetime.fromtimestamp(self._real_time(), UTC) + self.offset

    def move_to(self, moment: datetime) -> None:
        """Jump to a later moment (aware). Time goes on from there.

        Raises CalendarMovesForward for a moment that has passed, ValueError for a naive one.
        """
        if moment.tzinfo is None:
            raise ValueError("The calendar needs a moment with a time zone.")
        now = self.now()
        if moment < now:
            raise CalendarMovesForward(
                f"The calendar only moves forward: it is already {now:%d %b %Y %H:%M} UTC."
            )
        self.offset += moment - now
        self._on_move()
