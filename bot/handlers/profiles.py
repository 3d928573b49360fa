"""Who somebody is, as Slack tells: asked when they come, or are named, for the first time."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Final, Protocol

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.payloads import at, clean, profile_of, reason_of
from bot.services.context.profiles import Profile

log = structlog.get_logger(__name__)

SECONDS: Final = 10.0
BRIEFLY: Final = 1.0
"""While somebody waits for an ack: they have three seconds in all."""


class Client(Protocol):
    """What is needed to speak in a workspace."""

    @property
    def web(self) -> AsyncWebClient: ...
    @property
    def bot_user_id(self) -> str: ...


class Clients(Protocol):
    """The workspaces' clients; see `bot.delivery.clients`."""

    def of(self, workspace_id: str) -> Client: ...


async def profiles(
    client: Client, slack_ids: Collection[str], seconds: float = SECONDS
) -> Mapping[str, Profile | None]:
    """What Slack says of these people; None where it says nothing just now."""
    found = await asyncio.gather(*(_profile(client, slack_id, seconds) for slack_id in slack_ids))
    return dict(zip(slack_ids, found, strict=True))


async def _profile(client: Client, slack_id: str, seconds: float) -> Profile | None:
    try:
        async with asyncio.timeout(seconds):
            answer = await client.web.users_info(user=slack_id)
    except (SlackClientError, ClientError, OSError, TimeoutError, AttributeError) as error:
        reason = reason_of(error)
    else:
        user = clean(at(answer.data, "user"))
        if isinstance(user, Mapping):
            return profile_of(user)
        reason = "no user"
    log.warning("Slack did not say who somebody is", reason=reason)
    return None
