"""The front door of every handler: who is there, what set it off, and a desk opened for them."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.intake import author_of, workspace_of
from bot.services.desk import Actor, Desk, Office, Origin
from bot.services.people import Profile, know, seen
from bot.services.refused import Refused
from bot.services.team_links import Named
from storage.inbox import InboxItem

log = structlog.get_logger(__name__)

People = Mapping[str, Named]
"""Those whom somebody named, by Slack id."""

ITEM = "inbox_item"
"""The name under which a re-dispatched event's context holds its row."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What every listener needs of a request: who, by what, and what came with it."""

    actor: Actor
    origin: Origin
    body: Mapping[str, Any]


def visit_of(body: Mapping[str, Any], context: AsyncBoltContext) -> Visit:
    """The visit that a payload is, be it an event, a command, a click or a submission."""
    item: InboxItem | None = context.get(ITEM)
    workspace_id = item.workspace_id if item else workspace_of(body)
    user = body.get("user")
    slack_id = (
        author_of(body.get("event") or {})
        or body.get("user_id")
        or (user.get("id") if isinstance(user, dict) else "")
    )
    if item is not None:
        origin = Origin(f"event:{item.id}", item, item.calendar_at)
    else:
        origin = Origin(f"click:{body.get('trigger_id') or _view_id(body)}")
    return Visit(Actor(workspace_id, str(slack_id)), origin, body)


class Reception:
    """Opens desks. Asks Slack who somebody is when they come for the first time."""

    def __init__(self, office: Office) -> None:
        self.office = office

    @asynccontextmanager
    async def desk(
        self, body: Mapping[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> AsyncIterator[Desk]:
        """A desk for whoever acted. What is not committed is rolled back."""
        visit = visit_of(body, context)
        profile = None
        if not await self.office.is_known(visit.actor):
            profile = await ask_who(client, visit.actor.slack_id)
        async with self.office.desk(visit.actor, visit.origin) as desk:
            if profile is not None:
                await know(desk, profile)
            await seen(desk)
            yield desk

    async def people(self, client: AsyncWebClient, slack_ids: Iterable[str]) -> People:
        """What Slack says of people whom a command or a form names. Raises Refused where it
        knows nobody by that id."""
        found = {}
        for slack_id in slack_ids:
            profile = await ask_who(client, slack_id)
            if profile is None:
                raise Refused("not_a_person")
            found[slack_id] = Named(slack_id, profile)
        return found


async def ask_who(client: AsyncWebClient, slack_id: str) -> Profile | None:
    """What Slack says of a user; None where it says nothing just now: we ask again next time.

    An event waits for the answer by being tried again; a person who waits for theirs does not.
    """
    try:
        answer = await client.users_info(user=slack_id)
    except SlackApiError as error:
        log.warning("Slack did not say who somebody is", reason=str(error.response.get("error")))
        return None
    except (SlackClientError, ClientError, OSError, TimeoutError) as error:
        log.warning("Slack did not say who somebody is", reason=type(error).__name__)
        return None
    return profile_of(answer["user"])


def profile_of(user: Mapping[str, Any]) -> Profile:
    """A profile from Slack's user object, as `users.info` and `user_change` bring it."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or user.get("name") or ""
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return Profile(
        name=str(name),
        tz=str(user.get("tz") or "UTC"),
        kind="bot" if user.get("is_bot") else "guest" if guest else "person",
        deactivated=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _view_id(body: Mapping[str, Any]) -> str:
    view = body.get("view") or {}
    return f"{view.get('id', '')}:{view.get('hash', '')}"
