"""Delivery to the app: events with Slack's retries, interactions once. The transports are
`socket_mode` and `signed_http`; `events` and `interactions` build the payloads.

Source: https://docs.slack.dev/apis/events-api (retries), https://docs.slack.dev/interactivity.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.events import Event, envelope
from sandbox.manifest import Manifest
from sandbox.model import Payload
from sandbox.scopes import Scopes
from sandbox.state import Workspace
from sandbox.transport import Answer, Kind, Retry, Transport

log = logging.getLogger(__name__)

ACK_SECONDS = 3.0
RETRY_DELAYS = (0.0, 60.0, 300.0)
"""Seconds before each repetition of an event that nobody acknowledged."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery of one event. `number` is 0 for the first; `failure` None if acknowledged."""

    event_id: str
    event: Payload
    number: int
    failure: str | None


class Delivery:
    """Sends to the bot over whichever transport is set, and repeats events as Slack does."""

    def __init__(
        self,
        workspace: Workspace,
        manifest: Manifest,
        scopes: Scopes,
        transport: Transport,
        *,
        retry_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        self.transport = transport
        self.attempts: list[Attempt] = []
        self._workspace = workspace
        self._manifest = manifest
        self._scopes = scopes
        self._retry_delays = tuple(retry_delays)
        self._open: dict[str, Payload] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._retry_at_once = asyncio.Event()
        self._waiting = 0

    @property
    def is_idle(self) -> bool:
        """Whether every event was acknowledged or given up."""
        return not self._open

    @property
    def waiting(self) -> int:
        """How many events wait for the moment of their next repetition."""
        return self._waiting

    @property
    def unacknowledged(self) -> list[Payload]:
        """The bodies still on their way, oldest first."""
        return list(self._open.values())

    async def interact(self, kind: Kind, payload: Payload) -> Answer:
        """Send a command, a click or a submission: once."""
        return await self.transport.send(kind, payload, None)

    def tell(self, event: Event) -> None:
        """Send an event in the background, if the app subscribes to it and may see it."""
        if not self._manifest.subscribes_to(event.subscription):
            return
        if event.scope is not None and not self._scopes.grants(event.scope):
            return
        self.send_body(envelope(self._workspace, event.payload))

    def send_body(self, body: Payload) -> None:
        """Send an event whose envelope was made before, in the background."""
        self._open[body["event_id"]] = body
        task = asyncio.get_running_loop().create_task(self._deliver(body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def retry_now(self) -> None:
        """Let every event that waits for its next repetition be repeated at once."""
        self._retry_at_once.set()
        self._retry_at_once = asyncio.Event()

    async def stop(self) -> None:
        """Stop sending. What was not acknowledged stays in `unacknowledged`."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, body: Payload) -> None:
        retry: Retry | None = None
        delays = iter(self._retry_delays)
        while True:
            answer = await self.transport.send("events_api", body, retry)
            number = retry.number if retry else 0
            self.attempts.append(Attempt(body["event_id"], body["event"], number, answer.failure))
            if answer.failure is None:
                break
            delay = None if answer.no_retry else next(delays, None)
            if delay is None:
                log.warning("gave up on event %s: %s", body["event_id"], answer.failure)
                break
            await self._pause(delay)
            retry = Retry(number + 1, answer.failure)
        del self._open[body["event_id"]]
        self._workspace.feed.changed("delivery")

    async def _pause(self, seconds: float) -> None:
        self._waiting += 1
        self._workspace.feed.changed("delivery")
        try:
            async with asyncio.timeout(seconds):
                await self._retry_at_once.wait()
        except TimeoutError:
            return
        finally:
            self._waiting -= 1
