"""The stream of server-sent events that tells a page which of its regions changed.

An event is a region's name and nothing else; the page fetches the region itself.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from secrets import token_hex

from aiohttp import web

from sandbox.feed import Subscription

HEARTBEAT_SECONDS = 15.0
REGIONS = ("people", "clock", "guide", "sidebar", "stream", "thread", "home", "modal")


def regions_touched(change: str, *, user_id: str, channel_id: str) -> tuple[str, ...]:
    """The regions of one person's page, at one conversation, that a change of the feed touches."""
    kind, _, whose = change.partition(":")
    if kind == "channel":
        return (
            ("stream", "thread", "people", "sidebar")
            if whose == channel_id
            else (
                "people",
                "sidebar",
            )
        )
    if kind in ("home", "modal"):
        return (kind,) if whose == user_id else ()
    if kind in ("users", "channels"):
        return ("people", "sidebar", "stream", "thread")
    if kind == "calendar":
        return ("clock", "guide", "stream", "thread")
    if kind == "guide":
        return ("guide",)
    return ()


def _events(regions: Iterable[str]) -> str:
    return "".join(f"event: {region}\ndata: {region}\n\n" for region in regions)


class EventStreams:
    """The open event streams; `close` ends them all, so that a shutdown need not wait."""

    def __init__(self) -> None:
        self._closing = asyncio.Event()
        self.process = token_hex(4)
        """Tells a page that was left open from one of this process."""

    def close(self) -> None:
        """End every stream."""
        self._closing.set()

    async def stream(
        self, request: web.Request, subscription: Subscription, *, user_id: str, channel_id: str
    ) -> web.StreamResponse:
        """Answer a request with events for as long as the page listens.

        It begins with the process and every region: what changed between the page and its
        listening, or while the connection was lost, is fetched then.
        """
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with subscription, contextlib.suppress(ConnectionResetError):
            await response.write(
                f"retry: 1000\nevent: process\ndata: {self.process}\n\n{_events(REGIONS)}".encode()
            )
            async for change in self._until_closing(subscription):
                touched = regions_touched(change, user_id=user_id, channel_id=channel_id)
                await response.write((_events(touched) or ": still here\n\n").encode())
        return response

    async def _until_closing(self, subscription: Subscription) -> AsyncIterator[str]:
        """Changes as they come, and an empty one when nothing came for a while."""
        closing = asyncio.create_task(self._closing.wait())
        change = asyncio.create_task(anext(subscription))
        try:
            while not closing.done():
                await asyncio.wait(
                    (closing, change),
                    timeout=HEARTBEAT_SECONDS,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if not change.done():
                    yield ""
                    continue
                yield change.result()
                change = asyncio.create_task(anext(subscription))
        finally:
            closing.cancel()
            change.cancel()
            await asyncio.gather(closing, change, return_exceptions=True)
