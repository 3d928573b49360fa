"""Acks first: lets background work stand back while Slack waits for an answer. No queue here.

An ack has three seconds and costs a fraction of one of our own transactions; in one process
they share a processor and SQLite's one writer.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LULL = 0.005  # seconds after the last arrival before work goes on
PATIENCE = 1.0  # seconds that work stands back at most, or a busy door would starve it


@dataclass(slots=True)
class Precedence:
    """Who waits for an ack, and since when nobody does (the event loop's seconds)."""

    in_flight: int = 0
    quiet_since: float = float("-inf")

    @contextmanager
    def ack(self) -> Iterator[None]:
        """Around everything between a request and its answer."""
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1
            self.quiet_since = asyncio.get_running_loop().time()

    async def stand_back(self) -> None:
        """Returns when nobody waits, or when standing back has lasted long enough."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while self.in_flight or loop.time() - self.quiet_since < LULL:
            if loop.time() >= deadline:
                return
            await asyncio.sleep(LULL)
