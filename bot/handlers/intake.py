"""Events in: each is kept in the inbox before it is acked, what a bot wrote is dropped.

What an event means is found out later, when the worker comes to it. Interactions pass through.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog
from slack_bolt import BoltResponse
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import Clocks
from bot.metrics import Metrics
from storage.errors import StorageUnavailable
from storage.intake import Arrival

log = structlog.get_logger(__name__)

RAW_BODY = "raw_body"
"""The name under which a request's context holds its body, where that came as text."""

KEEPING_SECONDS = 2.5
"""Slack waits three for an answer, and must hear a no as well."""

OLDEST_DELAY = timedelta(days=7)
"""Slack repeats an event for a day at most; a day that lies further back is not believed."""

SLACKBOT = "USLACKBOT"

Event = Mapping[str, Any]


class Inbox(Protocol):
    """Where events are kept; see `storage.inbox`."""

    async def put(self, arrival: Arrival) -> bool: ...


class Intake(AsyncMiddleware):
    """Stands before everything that needs Slack, so that an event is kept whatever else fails."""

    def __init__(self, inbox: Inbox, clocks: Clocks, metrics: Metrics, bot_user_id: str) -> None:
        self._inbox = inbox
        self._clocks = clocks
        self._metrics = metrics
        self._not_people = frozenset({bot_user_id, SLACKBOT})

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt hands it over by name
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        """200 for an event that is kept, kept before or not for us; 503 where it cannot be."""
        if req.body.get("type") != "event_callback":
            return await next()
        event, event_id = req.body.get("event"), req.body.get("event_id")
        if not isinstance(event, dict) or not isinstance(event_id, str) or self._is_ours(event):
            self._metrics.count("events", "dropped")
            return BoltResponse(status=200)
        try:
            async with asyncio.timeout(KEEPING_SECONDS):
                new = await self._inbox.put(self._arrival(req, event, event_id))
        except TimeoutError:
            return self._not_kept("late")  # it may be kept yet: then its repeat is known
        except StorageUnavailable as error:
            return self._not_kept(error.reason)
        self._metrics.count("events", "kept" if new else "repeated")
        return BoltResponse(status=200)

    def _not_kept(self, reason: str) -> BoltResponse:
        self._metrics.count("events", "refused")
        log.warning("an event could not be kept; Slack will repeat it", reason=reason)
        return BoltResponse(status=503)

    def _arrival(self, req: AsyncBoltRequest, event: Event, event_id: str) -> Arrival:
        workspace_id, real = workspace_of(req.body), self._clocks.real()
        return Arrival(
            workspace_id=workspace_id,
            event_id=event_id,
            lane=lane(workspace_id, author_of(event)),
            payload=req.context.get(RAW_BODY) or json.dumps(req.body),
            received_at=real,
            calendar_at=self._clocks.calendar() - delay(event, real),
        )

    def _is_ours(self, event: Event) -> bool:
        """Whether the bot itself, another bot or Slack wrote it: we answer people alone."""
        written = (event, event.get("message"), event.get("previous_message"))
        return author_of(event) in self._not_people or any(
            each.get("bot_id") or each.get("subtype") == "bot_message"
            for each in written
            if isinstance(each, dict)
        )


def workspace_of(body: Mapping[str, Any]) -> str:
    """The workspace that a payload belongs to: the enterprise's id for an org-wide install.

    In a shared channel `authorizations` names ours and `team_id` may be the other side's.
    """
    authorizations = body.get("authorizations") or [body]
    ours = authorizations[0]
    team = body.get("team") or {}
    if ours.get("is_enterprise_install") in (True, "true"):
        enterprise = ours.get("enterprise_id") or (body.get("enterprise") or {}).get("id")
        return str(enterprise or "")
    return str(ours.get("team_id") or body.get("team_id") or team.get("id") or "")


def author_of(event: Event) -> str:
    """The Slack id of the person whom an event is about; empty where it names nobody.

    An edit is its message's author's, whatever the envelope says.
    """
    for each in (event.get("message"), event.get("previous_message"), event):
        user = each.get("user") if isinstance(each, dict) else None
        if isinstance(user, dict):  # user_change brings the whole profile
            user = user.get("id")
        if isinstance(user, str):
            return user
    return ""


def lane(workspace_id: str, slack_id: str) -> str:
    """Whose events keep their order: one person's, in one workspace."""
    return f"{workspace_id}:{slack_id}"


def author_in(of_lane: str) -> str:
    """The Slack id in a lane; empty where an event named nobody."""
    return of_lane.partition(":")[2]


def delay(event: Event, now: datetime) -> timedelta:
    """How long ago, in real time, the person did it; nothing where the event does not say.

    A message that Slack brings a day late means *its* yesterday.
    """
    try:
        at = datetime.fromtimestamp(float(event.get("event_ts") or event["ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return timedelta()
    passed = now - at
    return passed if timedelta() <= passed <= OLDEST_DELAY else timedelta()
