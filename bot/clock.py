"""The two clocks. Nothing else in the project asks what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""The present moment, aware and in UTC."""


def real_time() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """`calendar` says what day it is, for the rules; the demo and tests may move it forward.

    `real` drives leases, back-off, pacing, signatures and expiry, and is never moved.
    """

    calendar: Clock = real_time
    real: Clock = real_time
