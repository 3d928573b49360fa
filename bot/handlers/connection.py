"""Our side of Socket Mode: one connection, kept up, known to be up or not, and closed in order.

What comes over it is Bolt's business and the listeners'. Slack's client reconnects by itself, but
has been known to go deaf without a word: so it is watched from outside.
"""

import asyncio
import time
from contextlib import suppress

import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.intake import Door
from bot.metrics import Metrics

log = structlog.get_logger(__name__)

OPENING_SECONDS = 20.0
DRAIN_SECONDS = 3.0  # Slack waits no longer for an answer


class Connection:
    """Belongs to the event loop in which it is made. `ping_seconds` also paces reconnecting."""

    def __init__(
        self,
        door: Door,
        app_token: str,
        client: AsyncWebClient,
        metrics: Metrics,
        *,
        ping_seconds: float = 5.0,
    ) -> None:
        self._door = door
        self._metrics = metrics
        self._ping_seconds = ping_seconds
        self._answering: set[asyncio.Task[None]] = set()
        self._socket = SocketModeClient(
            app_token=app_token, web_client=client, ping_interval=ping_seconds
        )
        self._socket.proxy = client.proxy
        self._socket.socket_mode_request_listeners.append(self._heard)  # type: ignore[arg-type]

    async def open(self) -> None:
        """Connects. Raises SlackApiError, aiohttp's ClientError or TimeoutError where it cannot.

        The first address is asked for here, as the client itself would go on asking for ever.
        """
        async with asyncio.timeout(OPENING_SECONDS):
            self._socket.wss_uri = await self._socket.issue_new_wss_url()
            await self._socket.connect()  # type: ignore[no-untyped-call]

    async def is_up(self) -> bool:
        """Whether Slack can reach us now: connected, and answering pings."""
        return await self._socket.is_connected()

    async def deaf(self, seconds: float) -> None:
        """Returns once the connection has been down for so long that a restart is better."""
        loop = asyncio.get_running_loop()
        last_up = loop.time()
        while loop.time() - last_up < seconds:
            await asyncio.sleep(min(self._ping_seconds, seconds))
            if await self.is_up():
                last_up = loop.time()

    async def close(self) -> None:
        """Takes nothing more, lets what was taken be answered, and disconnects."""
        self._socket.socket_mode_request_listeners.clear()
        if self._answering:
            await asyncio.wait(self._answering, timeout=DRAIN_SECONDS)
        await self._socket.close()  # type: ignore[no-untyped-call]
        helpers = (
            self._socket.message_processor,
            self._socket.current_session_monitor,
            self._socket.message_receiver,
        )
        await asyncio.gather(*(each for each in helpers if each), return_exceptions=True)

    async def _heard(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.ensure_future(self._answer(client, request))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)
        await asyncio.shield(task)

    async def _answer(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        began = time.time()
        with self._metrics.timing("ack"):
            answer = await self._door.answer(request.payload)
            # A connection that is gone takes the answer along: Slack repeats the event.
            with suppress(ConnectionError):
                await send_async_response(client, request, answer, began)
