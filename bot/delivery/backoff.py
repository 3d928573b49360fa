"""How long to wait before another attempt. Nothing here waits."""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

EVENT_DELAYS: Final = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds between the attempts at an event; after the last it is set aside."""

MESSAGE_DELAYS: Final = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds between the attempts at a message; the last holds for all that follow."""

_JITTER: Final = 0.2


def delay_after(attempts: int, delays: Sequence[float]) -> timedelta:
    """The pause after so many attempts (1, 2, …), a little off, so that crowds come apart."""
    seconds = delays[min(attempts, len(delays)) - 1]
    return timedelta(seconds=seconds * random.uniform(1 - _JITTER, 1 + _JITTER))  # noqa: S311 - no secret
