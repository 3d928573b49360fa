"""How long the sender waits for what."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """`lease` is how long a message is ours, `look_up` how long after an unclear answer we look.

    Asking and waiting for a turn end well within the lease: whoever comes after us finds what we
    posted.
    """

    lease: timedelta
    look_up: timedelta

    @property
    def call(self) -> float:
        """Seconds for one call to Slack."""
        return min(10.0, self.lease.total_seconds() / 4)

    @property
    def turn(self) -> float:
        """Seconds for our turn to post."""
        return self.lease.total_seconds() / 4

    @property
    def start(self) -> timedelta:
        """How late in the lease a post may still begin."""
        return self.lease / 2
