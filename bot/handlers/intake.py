"""The front door: what Slack sends, over HTTP or a socket, and what it is answered.

Events are kept in the inbox before anything that needs Slack is asked for, and answered 200 once
they are durable; everything else is Bolt's. What an event means is found out later.
"""

import asyncio
import json
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from datetime import timedelta
from typing import Final, Protocol

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import Clocks
from bot.handlers.payloads import (
    Body,
    Event,
    author_of,
    clean,
    delay,
    event_id_of,
    is_sound,
    lane_of,
    without_token,
    workspace_of,
)
from bot.handlers.profiles import Clients
from bot.metrics import Metrics
from storage.engine.errors import StatementRefused, StorageUnavailable
from storage.queues.inbox import InboxItem
from storage.queues.inbox_writer import Arrival, Kept

log = structlog.get_logger(__name__)

KEEPING_SECONDS: Final = 2.5
"""Slack waits three for an answer, and must hear a no as well."""

SLACKBOT: Final = "USLACKBOT"


Sift = Callable[[str, Event], Awaitable[bool]]
"""Whether an event of a workspace's concerns anybody here: of others nothing is kept. May raise
`StorageUnavailable`.
"""


async def everything(_workspace_id: str, _event: Event) -> bool:
    """Keeps whatever comes."""
    return True


class Inbox(Protocol):
    """Where events are kept; see `storage.queues.inbox`."""

    def put(self, arrival: Arrival) -> "Future[Kept]": ...
    def leased(self, arrival: Arrival, kept: Kept) -> InboxItem | None: ...


class Place(Protocol):
    """A worker's place for an event that is about to be kept, and the lease to keep it under."""

    @property
    def lease(self) -> timedelta: ...
    def fill(self, item: InboxItem | None) -> None: ...


class Worker(Protocol):
    """Who deals with events in this process; see `bot.delivery.worker`."""

    def reserve(self) -> Place | None: ...


class Idle:
    """Where no worker runs in this process: events are kept for another one."""

    def reserve(self) -> None:
        return None


class Door:
    """One for a process that Slack talks to."""

    def __init__(
        self,
        app: AsyncApp,
        inbox: Inbox,
        worker: Worker,
        *,
        clients: Clients,
        clocks: Clocks,
        metrics: Metrics,
        sift: Sift = everything,
    ) -> None:
        self._sift = sift
        self._app = app
        self._inbox = inbox
        self._worker = worker
        self._clients = clients
        self._clocks = clocks
        self._metrics = metrics

    async def answer(self, body: Body, raw: str | None = None) -> BoltResponse:
        """Slack's answer to a payload; `raw` is its text where it came as JSON. Never raises.

        400 for one that is not of Slack's making, whoever has signed it.
        """
        try:
            if is_sound(body):
                return await self._answer(body, raw)
        except RecursionError:
            log.warning("a request was nested too deeply")
        self._metrics.count("requests", "400")
        return BoltResponse(status=400)

    async def _answer(self, body: Body, raw: str | None) -> BoltResponse:
        if body.get("type") == "event_callback":
            return await self._keep(body, raw)
        try:
            asked = AsyncBoltRequest(mode="socket_mode", body=clean(body))
            answer = await self._app.async_dispatch(asked)
        except Exception:
            log.exception("a request could not be dealt with")
            return BoltResponse(status=400)
        # Slack counts a 404 as a failure, repeats it, and in the end stops sending.
        return BoltResponse(status=200) if answer.status == 404 else answer

    async def _keep(self, body: Body, raw: str | None) -> BoltResponse:
        """200 for an event that is kept, kept before or not for us; 503 where it cannot be."""
        kept_of = without_token(body)
        raw = raw if kept_of is body else None
        event, event_id, workspace_id = kept_of.get("event"), event_id_of(body), workspace_of(body)
        if (
            not isinstance(event, Mapping)
            or not event_id
            or not workspace_id
            or self._is_ours(event, workspace_id)
        ):
            self._metrics.count("events", "dropped")
            return BoltResponse(status=200)
        try:
            async with asyncio.timeout(KEEPING_SECONDS):
                if not await self._sift(workspace_id, event):
                    self._metrics.count("events", "dropped")
                    return BoltResponse(status=200)
                keeping = self._put(kept_of, event, event_id, raw)
                kept = await asyncio.shield(keeping)
        except TimeoutError:
            return self._not_kept("late")  # it may be kept yet: then its repeat is known
        except StorageUnavailable as error:
            return self._not_kept(error.reason)
        except StatementRefused:
            log.exception("an event is of a kind that cannot be kept")
            self._metrics.count("events", "dropped")
            return BoltResponse(status=400)
        self._metrics.count("events", "kept" if kept.new else "repeated")
        return BoltResponse(status=200)

    def _put(
        self, body: Body, event: Event, event_id: str, raw: str | None
    ) -> "asyncio.Future[Kept]":
        """Has the event kept, and dealt with here if there is a place, whoever waits for it."""
        place = self._worker.reserve()
        try:
            arrival = self._arrival(body, event, event_id, raw, place)
            keeping = wrap_future(self._inbox.put(arrival))
        except BaseException:
            _fill(place, None)
            raise

        def kept(done: "asyncio.Future[Kept]") -> None:
            failed = done.cancelled() or done.exception() is not None
            _fill(place, None if failed else self._inbox.leased(arrival, done.result()))

        keeping.add_done_callback(kept)
        return keeping

    def _not_kept(self, reason: str) -> BoltResponse:
        self._metrics.count("events", "refused")
        log.warning("an event could not be kept; Slack will repeat it", reason=reason)
        return BoltResponse(status=503)

    def _arrival(
        self, body: Body, event: Event, event_id: str, raw: str | None, place: Place | None
    ) -> Arrival:
        workspace_id, real = workspace_of(body), self._clocks.real()
        return Arrival(
            workspace_id=workspace_id,
            event_id=event_id,
            lane=lane_of(workspace_id, event),
            payload=_text(body, raw),
            received_at=real,
            calendar_at=self._clocks.calendar() - delay(event, real),
            lease_until=None if place is None else real + place.lease,
        )

    def _is_ours(self, event: Event, workspace_id: str) -> bool:
        """Whether the bot itself, another bot or Slack wrote it: we answer people alone."""
        written = (event, event.get("message"), event.get("previous_message"))
        us = {self._clients.of(workspace_id).bot_user_id, SLACKBOT}
        return author_of(event) in us or any(
            each.get("bot_id") or each.get("subtype") == "bot_message"
            for each in written
            if isinstance(each, Mapping)
        )


def _fill(place: Place | None, item: InboxItem | None) -> None:
    if place is not None:
        place.fill(item)


def _text(body: Body, raw: str | None) -> str:
    """The event's JSON, in letters that every database keeps."""
    return raw if raw is not None and raw.isascii() and "\0" not in raw else json.dumps(body)
