"""A circuit breaker: after failures in a row a server is left alone, then tried once."""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock

FAILURES: Final = 5
SHORTEST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=10)


class CircuitBreaker:
    """Ask `begin` before each call, and tell it with what that gave how the call `succeeded`,
    `failed` or was `abandoned`.

    It opens after `FAILURES` failures in a row. Once its pause is over one call may go, the trial;
    while that is under way, and where it fails, no other may, and the pause is twice as long, up to
    `LONGEST`. A call says nothing any more once the breaker has opened, closed or begun a trial
    after it: of an open breaker the trial alone decides.
    """

    def __init__(self, real_time: Clock) -> None:
        self._real_time = real_time
        self._failures = 0
        self._pause = SHORTEST
        self._closed_again_at: datetime | None = None
        self._trying = False
        self._generation = 0

    def begin(self) -> int | None:
        """The generation of a call that may go now, None where none may; of an open breaker whose
        pause is over, one alone may.
        """
        if self._closed_again_at is None:
            return self._generation
        if self._trying or self._real_time() < self._closed_again_at:
            return None
        self._trying = True
        self._generation += 1
        return self._generation

    def succeeded(self, call: int) -> None:
        """The server answered as one that works."""
        if call != self._generation:
            return
        self._failures = 0
        if self._trying:
            self._pause = SHORTEST
            self._closed_again_at = None
            self._trial_ended()

    def failed(self, call: int) -> None:
        """It did not."""
        if call != self._generation:
            return
        self._failures += 1
        if self._trying:
            self._pause = min(2 * self._pause, LONGEST)
            self._closed_again_at = self._real_time() + self._pause
            self._trial_ended()
        elif self._failures >= FAILURES:
            self._closed_again_at = self._real_time() + self._pause
            self._generation += 1

    def abandoned(self, call: int) -> None:
        """The call was given up by us: it says nothing about the server."""
        if call == self._generation and self._trying:
            self._trial_ended()

    def _trial_ended(self) -> None:
        self._trying = False
        self._generation += 1
