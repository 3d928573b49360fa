"""Slack's rate limits: one post a second per channel, with short bursts; and, for some apps, one
read of the history a minute.

Source: https://docs.slack.dev/apis/web-api/rate-limits. Slack gives no size for a burst.
"""

from __future__ import annotations

import math

from sandbox.clock import RealTime
from sandbox.model import Refused

BURST = 3
MINUTE_SECONDS = 60.0


class RateLimited(Refused):
    """HTTP 429: try again after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class PostRateLimit:
    """A bucket of posts per channel that fills by one a second."""

    def __init__(self, real_time: RealTime) -> None:
        self._real_time = real_time
        self._level: dict[str, tuple[float, float]] = {}

    def spend(self, channel_id: str) -> None:
        """Take one post from a channel's bucket. Raises RateLimited if it is empty."""
        now = self._real_time()
        left, since = self._level.get(channel_id, (float(BURST), now))
        left = min(float(BURST), left + now - since)
        if left < 1:
            self._level[channel_id] = (left, now)
            raise RateLimited(math.ceil(1 - left))
        self._level[channel_id] = (left - 1, now)


class HistoryRateLimit:
    """One call a minute of each method."""

    def __init__(self, real_time: RealTime) -> None:
        self._real_time = real_time
        self._last: dict[str, float] = {}

    def spend(self, method: str) -> None:
        """Take a method's call of this minute. Raises RateLimited if it was taken."""
        now = self._real_time()
        left = self._last.get(method, -math.inf) + MINUTE_SECONDS - now
        if left > 0:
            raise RateLimited(math.ceil(left))
        self._last[method] = now
