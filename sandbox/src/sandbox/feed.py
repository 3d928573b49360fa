"""Change notifications: names of changed regions, coalesced for each subscriber.

Regions: `channel:<id>` (messages, ephemerals), `home:<user>`, `modal:<user>`, `channels`
(a channel or DM came to be), `users`, `calendar`, `guide` (a step was done, or somebody began),
`calls` (the bot called the Web API), `sockets` (a connection came or went), `delivery` (a delivery
ended or waits for its retry), `kept` (all that changed before was written to disk).
"""

from __future__ import annotations

import asyncio
from typing import Self


class Subscription:
    """An endless async iterator of region names; one region is given once until it is read."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._waiting: dict[str, None] = {}
        self._something = asyncio.Event()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        while not self._waiting:
            self._something.clear()
            await self._something.wait()
        region = next(iter(self._waiting))
        del self._waiting[region]
        return region

    def take_all(self) -> None:
        """Consider everything that waits as read."""
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell(self, region: str) -> None:
        """Note that a region changed."""
        self._waiting[region] = None
        self._something.set()

    def close(self) -> None:
        """Stop listening."""
        self._feed.forget(self)


class Feed:
    """Tells its subscribers of every change."""

    def __init__(self) -> None:
        self._subscribers: set[Subscription] = set()

    def changed(self, region: str) -> None:
        """Say that a region changed."""
        for subscriber in self._subscribers:
            subscriber.tell(region)

    def subscribe(self) -> Subscription:
        """Listen from now on. Use it as a context manager, or close it."""
        subscription = Subscription(self)
        self._subscribers.add(subscription)
        return subscription

    def forget(self, subscription: Subscription) -> None:
        """Tell a subscriber nothing more."""
        self._subscribers.discard(subscription)
