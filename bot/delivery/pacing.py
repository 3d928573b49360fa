"""How fast we may speak in one workspace: per channel and in all, and not while Slack said to wait.

Source of the limits: https://docs.slack.dev/apis/web-api/rate-limits. Nothing is sent here.
"""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from aiolimiter import AsyncLimiter

from bot.clock import Clock

CHANNEL_BURST: Final = 3
"""A card, a note and a line of help may go together; then one a second."""

WORKSPACE_A_MINUTE: Final = 300
"""Slack's "several hundred a minute"."""

CHANNELS_KEPT: Final = 10_000
EVERY_METHOD: Final = "*"

_LOOK_AGAIN: Final = 0.02  # seconds


class Pacing:
    """Limits of one process. Several processes share Slack's patience: a 429 tells each.

    `burst` is how many messages may go to a channel together, one a second in the long run.
    """

    def __init__(
        self,
        real_time: Clock,
        *,
        burst: int = CHANNEL_BURST,
        a_minute: int = WORKSPACE_A_MINUTE,
    ) -> None:
        self._real_time = real_time
        self._burst = burst
        self._channels: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self._workspace = AsyncLimiter(a_minute, 60)
        self._barred: dict[str, datetime] = {}

    async def turn(self, channel: str, patience: float) -> bool:
        """Waits until a message may go to the channel; False where that takes too long.

        `patience` is in seconds. Neither limit is drawn on before both allow it.
        """
        limits = (self._workspace, self._channel(channel))
        deadline = asyncio.get_running_loop().time() + patience
        while not all(limit.has_capacity() for limit in limits):
            if asyncio.get_running_loop().time() >= deadline:
                return False
            await asyncio.sleep(_LOOK_AGAIN)
        for limit in limits:
            await limit.acquire()  # at once: nobody was in between
        return True

    @property
    def is_at_its_limit(self) -> bool:
        """Whether nothing at all may be posted to the workspace just now."""
        return not self._workspace.has_capacity() or self.barred_until(EVERY_METHOD) is not None

    def bar(self, method: str, pause: timedelta) -> None:
        """Nothing of this method (or `EVERY_METHOD`) goes to the workspace for a while."""
        self._barred[method] = self._real_time() + pause

    def barred_until(self, *methods: str) -> datetime | None:
        """Until when one of these methods is barred; None where all are free."""
        keys = (*methods, EVERY_METHOD)
        until = max((self._barred[key] for key in keys if key in self._barred), default=None)
        return until if until is not None and until > self._real_time() else None

    def _channel(self, channel: str) -> AsyncLimiter:
        limiter = self._channels.get(channel)
        if limiter is None:
            limiter = self._channels[channel] = AsyncLimiter(self._burst, self._burst)
            if len(self._channels) > CHANNELS_KEPT:
                self._channels.popitem(last=False)
        self._channels.move_to_end(channel)
        return limiter
