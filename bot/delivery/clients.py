"""How this process reaches Slack: for each workspace a client, who we are there, and our pace.

Everything that speaks to Slack asks here. Which workspaces there are is the installations' matter.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final, Protocol
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.pacing import Pacing
from bot.delivery.slack import ask
from bot.settings import Settings

SECONDS: Final = 10.0
"""For one call, unless somebody is more impatient."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is. `workspace_id` is the enterprise's for an org-wide install."""

    workspace_id: str
    team: str
    bot_id: str
    bot_user_id: str


@dataclass(frozen=True, slots=True)
class Installation:
    """The app in one workspace: its token, and who it is there."""

    token: str
    identity: Identity


class Installations(Protocol):
    """Where installations are kept."""

    def of(self, workspace_id: str) -> Installation: ...


@dataclass(frozen=True, slots=True)
class OneInstallation:
    """Whoever a request is from, it is for the one install that the settings name."""

    installation: Installation

    def of(self, workspace_id: str) -> Installation:
        del workspace_id
        return self.installation


@dataclass(frozen=True, slots=True)
class SlackClient:
    """What is needed to speak in a workspace."""

    web: AsyncWebClient
    bot_id: str
    bot_user_id: str
    pacing: Pacing


class Clients:
    """The clients of a process, made as they are asked for."""

    def __init__(
        self,
        settings: Settings,
        http: aiohttp.ClientSession,
        installations: Installations,
        pacing: Callable[[], Pacing],
    ) -> None:
        self._settings = settings
        self._http = http
        self._installations = installations
        self._pacing = pacing
        self._known: dict[str, SlackClient] = {}

    @property
    def http(self) -> aiohttp.ClientSession:
        """For what goes to an address that Slack names, such as a file's."""
        return self._http

    def of(self, workspace_id: str) -> SlackClient:
        """The client of a workspace."""
        known = self._known.get(workspace_id)
        if known is None:
            installed = self._installations.of(workspace_id)
            known = self._known[workspace_id] = SlackClient(
                web=web_client(self._settings, self._http, installed.token),
                bot_id=installed.identity.bot_id,
                bot_user_id=installed.identity.bot_user_id,
                pacing=self._pacing(),
            )
        return known

    def at_their_limit(self) -> tuple[str, ...]:
        """The workspaces in which nothing may be posted just now."""
        return tuple(sorted(key for key, one in self._known.items() if one.pacing.is_at_its_limit))


def web_client(settings: Settings, http: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    """A client that asks once and leaves it to its caller what to do about a failure."""
    if _is_loopback(settings.api_url):
        _forget_proxies()
    return AsyncWebClient(
        token=token,
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
