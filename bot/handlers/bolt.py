"""Making Bolt apps that know only what they are given, and waiting for their listeners to end."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.profiles import Clients
from bot.metrics import Metrics


class Running:
    """Counts listeners that run: Bolt starts them and forgets them."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def watch(self, app: AsyncApp) -> None:
        """Counts this app's listeners from now on."""
        app.listener_runner.listener_start_handler = _Started(self)
        app.listener_runner.listener_completion_handler = _Ended(self)

    def one_more(self) -> None:
        """A listener was started."""
        self._running += 1
        self._idle.clear()

    def one_less(self) -> None:
        """A listener ended, well or not."""
        self._metrics.count("interactions", "answered")
        self._running -= 1
        if self._running == 0:
            self._idle.set()

    async def drain(self, patience: float) -> None:
        """Waits until none runs, or for so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._idle.wait()


class _Started(AsyncListenerStartHandler):
    def __init__(self, running: Running) -> None:
        self._running = running

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt's signature
        self._running.one_more()


class _Ended(AsyncListenerCompletionHandler):
    def __init__(self, running: Running) -> None:
        self._running = running

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt's signature
        self._running.one_less()


def app(clients: Clients) -> AsyncApp:
    """The app that interactions go through. Requests reach it verified, by the front door."""
    with _no_environment():
        return AsyncApp(
            name="cpdbot",
            client=AsyncWebClient(retry_handlers=[]),
            authorize=_authorize_by(clients),
            signing_secret="",
            request_verification_enabled=False,
            ssl_check_enabled=False,
            ignoring_self_events_enabled=False,
        )


def _authorize_by(clients: Clients) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Who we are in the workspace that a request is for is known: Slack need not be asked."""

    async def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult:
        client = clients.of(team_id or enterprise_id or "")
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_user_id=client.bot_user_id,
            bot_token=client.web.token,
        )

    return authorize


@contextmanager
def _no_environment() -> Iterator[None]:
    """Hides what Bolt would find there and switch features on by: it is told everything."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
