"""How fast we may speak: per channel and per workspace, and not while Slack said to wait.

Source of the limits: https://docs.slack.dev/apis/web-api/rate-limits. Nothing is sent here.
"""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta

from aiolimiter import AsyncLimiter

from bot.clock import Clock

CHANNEL_BURST = 3  # a card, a note and a line of help may go together; then one a second
WORKSPACE_A_MINUTE = 300  # "several hundred a minute"
CHANNELS_KEPT = 10_000

EVERY_METHOD = "*"


class Pacing:
    """Limits of one process. Several processes share Slack's patience: a 429 tells each.

    `burst` is how many messages may go to a channel together, one a second in the long run.
    """

    def __init__(self, real_time: Clock, *, burst: int = CHANNEL_BURST) -> None:
        self._real_time = real_time
        self._burst = burst
        self._channels: OrderedDict[tuple[str, str], AsyncLimiter] = OrderedDict()
        self._workspaces: dict[str, AsyncLimiter] = {}
        self._barred: dict[tuple[str, str], datetime] = {}

    async def turn(self, workspace_id: str, channel: str, patience: float) -> bool:
        """Waits until a message may go to the channel; False where that takes too long.

        `patience` is in seconds.
        """
        try:
            async with asyncio.timeout(patience):
                await self._channel(workspace_id, channel).acquire()
                await self._workspace(workspace_id).acquire()
        except TimeoutError:
            return False
        return True

    def bar(self, workspace_id: str, method: str, pause: timedelta) -> None:
        """Nothing of this method (or `EVERY_METHOD`) goes to the workspace for a while."""
        self._barred[(workspace_id, method)] = self._real_time() + pause

    def barred_until(self, workspace_id: str, method: str) -> datetime | None:
        """Until when the method is barred; None where it is free."""
        keys = ((workspace_id, method), (workspace_id, EVERY_METHOD))
        until = max((self._barred[key] for key in keys if key in self._barred), default=None)
        return until if until is not None and until > self._real_time() else None

    def _channel(self, workspace_id: str, channel: str) -> AsyncLimiter:
        key = (workspace_id, channel)
        limiter = self._channels.get(key)
        if limiter is None:
            limiter = self._channels[key] = AsyncLimiter(self._burst, self._burst)
            if len(self._channels) > CHANNELS_KEPT:
                self._channels.popitem(last=False)
        self._channels.move_to_end(key)
        return limiter

    def _workspace(self, workspace_id: str) -> AsyncLimiter:
        if workspace_id not in self._workspaces:
            self._workspaces[workspace_id] = AsyncLimiter(WORKSPACE_A_MINUTE, 60)
        return self._workspaces[workspace_id]
