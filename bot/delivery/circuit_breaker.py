"""A circuit breaker: after failures in a row a server is left alone, then tried once."""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock

FAILURES: Final = 5
SHORTEST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=10)


class CircuitBreaker:
    """Ask `allows` before each call, and tell it how that went with `succeeded` or `failed`.

    It opens after `FAILURES` failures in a row. Once its pause is over one call may go; while that
    is under way, and where it fails, no other may, and the pause is twice as long, up to `LONGEST`.
    """

    def __init__(self, real_time: Clock) -> None:
        self._real_time = real_time
        self._failures = 0
        self._pause = SHORTEST
        self._closed_again_at: datetime | None = None
        self._trying = False

    def allows(self) -> bool:
        """Whether a call may go now; of an open breaker whose pause is over, one alone."""
        if self._closed_again_at is None:
            return True
        if self._trying or self._real_time() < self._closed_again_at:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """The server answered as one that works."""
        self._failures = 0
        self._pause = SHORTEST
        self._closed_again_at = None
        self._trying = False

    def failed(self) -> None:
        """It did not."""
        self._failures += 1
        if self._trying:
            self._pause = min(2 * self._pause, LONGEST)
        if self._trying or self._failures >= FAILURES:
            self._closed_again_at = self._real_time() + self._pause
        self._trying = False

    def abandoned(self) -> None:
        """The call was given up by us: it says nothing about the server."""
        self._trying = False
