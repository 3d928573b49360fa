"""How this process reaches Slack: its client, and who it is there. No message is sent here."""

import os
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack import ask
from bot.settings import Settings

SECONDS = 10.0  # for one call, unless somebody is more impatient


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is. `workspace_id` is the enterprise's for an org-wide install."""

    workspace_id: str
    team: str
    bot_id: str
    bot_user_id: str


def web_client(settings: Settings, http: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that asks once and leaves it to its caller what to do about a failure."""
    if _is_loopback(settings.api_url):
        _forget_proxies()
    return AsyncWebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        session=http,
        retry_handlers=[],  # the library's own would send a message again that may have arrived
    )


async def identify(client: AsyncWebClient) -> Identity:
    """Asks Slack who we are. Raises a `SlackTrouble`."""
    answer = await ask("auth.test", client.auth_test(), SECONDS)
    whole_org = bool(answer.get("is_enterprise_install"))
    return Identity(
        workspace_id=str(answer["enterprise_id"] if whole_org else answer["team_id"]),
        team=str(answer.get("team", "")),
        bot_id=str(answer.get("bot_id", "")),
        bot_user_id=str(answer["user_id"]),
    )


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _forget_proxies() -> None:
    """Slack's library takes a proxy from the environment for each client that it makes, whatever
    the host, and cannot be told otherwise: a sandbox on this machine would not be reached.
    """
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        os.environ.pop(name, None)
