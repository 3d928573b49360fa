"""Clients of workspaces in which nobody answers: for what is decided without Slack."""

from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.profiles import Client


def _unreachable() -> AsyncWebClient:
    return AsyncWebClient("xoxb-none", base_url="http://127.0.0.1:9/api/", retry_handlers=[])


@dataclass(frozen=True)
class Unreached:
    """Whatever is asked, no answer comes."""

    web: AsyncWebClient = field(default_factory=_unreachable)
    bot_user_id: str = "U0BOT"


class Nowhere:
    """The same client for every workspace."""

    def of(self, workspace_id: str) -> Client:
        del workspace_id
        return Unreached()
