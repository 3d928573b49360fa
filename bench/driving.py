"""Sending signed requests to a server, at its own pace or at ours, and hearing of the replies.

The servers are processes of their own and are driven from this one.
"""

import asyncio
import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

import aiohttp

PATIENCE: Final = 60.0
"""Seconds without a single new reply after which none is waited for any more."""

_LENGTH: Final = re.compile(rb"(?i)content-length: (\d+)")


class Sending(NamedTuple):
    """A request by somebody whose DM is `channel`: signed when it is made."""

    channel: str
    request: Callable[[], bytes]


class Slack:
    """Asks Slack's stand-in what it was told."""

    def __init__(self, port: int, http: aiohttp.ClientSession) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._http = http

    async def posts(self, channels: Collection[str]) -> dict[str, float]:
        """When each of these channels was first posted to, once all of them were.

        Whoever else was posted to is passed over: a nudge is no reply. Raises RuntimeError where
        nothing comes any more.
        """
        wanted = set(channels)
        posted: dict[str, float] = {}
        last = time.monotonic()
        while len(posted) < len(wanted):
            await asyncio.sleep(0.05)
            new = {
                channel: at
                for channel, at in (await self.noted()).items()
                if channel in wanted and channel not in posted
            }
            if new:
                posted |= new
                last = time.monotonic()
            elif time.monotonic() - last > PATIENCE:
                raise RuntimeError(f"{len(wanted) - len(posted)} of {len(wanted)} had no reply.")
        return posted

    async def noted(self) -> dict[str, float]:
        """When channels were first posted to since it was last asked."""
        told: dict[str, float] = await self._tell("posts")
        return told

    async def calls(self) -> dict[str, dict[str, int]]:
        """How often each method was called since it was last asked: "made", and "refused"."""
        told: dict[str, dict[str, int]] = await self._tell("calls")
        return told

    async def _tell(self, what: str) -> Any:
        async with self._http.get(f"{self._url}/{what}") as answer:
            return await answer.json()


async def drive(
    port: int, sendings: Sequence[Sending], connections: int, acks: list[float]
) -> dict[str, float]:
    """Sends them, each connection the next one once it has its answer; when, by channel.

    How long each answer took goes into `acks`, in seconds.
    """
    waiting = ((sending, 0.0) for sending in sendings)
    return await _send(port, waiting, connections, acks)


async def drive_at(
    port: int, plan: Sequence[tuple[float, Sending]], connections: int, acks: list[float]
) -> dict[str, float]:
    """Sends each at its own moment (`time.monotonic`), whatever has become of those before it, as
    long as a connection is free; when each was to be sent, by channel.
    """
    waiting = iter([(sending, at) for at, sending in plan])
    await _send(port, waiting, connections, acks)
    return {sending.channel: at for at, sending in plan}


async def _send(
    port: int, waiting: Iterator[tuple[Sending, float]], connections: int, acks: list[float]
) -> dict[str, float]:
    sent: dict[str, float] = {}
    each = (_connection(port, waiting, sent, acks) for _ in range(connections))
    await asyncio.gather(*each)
    return sent


async def _connection(
    port: int,
    waiting: Iterator[tuple[Sending, float]],
    sent: dict[str, float],
    acks: list[float],
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for (channel, request), at in waiting:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        raw = request()
        began = sent[channel] = time.monotonic()
        writer.write(raw)
        head = await reader.readuntil(b"\r\n\r\n")
        acks.append(time.monotonic() - began)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"An event was not acked: {head.decode()}")
        if length := _LENGTH.search(head):
            await reader.readexactly(int(length[1]))
    writer.close()
    await writer.wait_closed()
