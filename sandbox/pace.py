"""How fast the bot may post: one message a second per channel, with short bursts.

Source: https://docs.slack.dev/apis/web-api/rate-limits. Slack gives no size for a burst.
"""

from __future__ import annotations

import math

from sandbox.clock import RealTime
from sandbox.model import Refused

BURST = 3


class TooFast(Refused):
    """HTTP 429: try again after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class Pace:
    """A bucket of posts per channel that fills by one a second."""

    def __init__(self, real_time: RealTime) -> None:
        self._real_time = real_time
        self._level: dict[str, tuple[float, float]] = {}

    def spend(self, channel_id: str) -> None:
        """Take one post from a channel's bucket. Raises TooFast if it is empty."""
        now = self._real_time()
        left, since = self._level.get(channel_id, (float(BURST), now))
        left = min(float(BURST), left + now - since)
        if left < 1:
            self._level[channel_id] = (left, now)
            raise TooFast(math.ceil(1 - left))
        self._level[channel_id] = (left - 1, now)
