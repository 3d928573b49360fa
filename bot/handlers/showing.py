"""Showing something to a person at once, on the surface where they are. Words are not made here."""

from typing import Final

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.payloads import Body, at, reason_of, words_at
from bot.handlers.words import said
from bot.ui.blocks import Content, View
from bot.ui.modals import aside

log = structlog.get_logger(__name__)

_TOO_LATE: Final = frozenset(
    {"exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id", "trigger_exchanged"}
)


class Surface:
    """Where a person is who has clicked, commanded or used a shortcut.

    A click in a message or a command can be answered beside it; over Home or a modal there is room
    for a modal alone. Each returns whether the person was shown it, or at least told why not.
    """

    def __init__(self, body: Body, web: AsyncWebClient, respond: AsyncRespond | None) -> None:
        self._body = body
        self._web = web
        self._respond = respond if words_at(body, "response_url") else None
        self._trigger_id = words_at(body, "trigger_id")
        self._in_modal = at(body, "view", "type") == "modal"

    async def say(self, content: Content, *, instead: bool = False) -> bool:
        """Something that only this person reads; `instead` of the message that they clicked in."""
        if self._respond is None:
            return await self.open(aside(content))
        try:
            answer = await self._respond(
                text=content.text,
                blocks=list(content.blocks),
                response_type="ephemeral",
                replace_original=instead,
            )
        except (SlackClientError, ClientError, OSError, TimeoutError, ValueError) as failed:
            return _untold(reason_of(failed))
        return answer.status_code == 200 or _untold(str(answer.status_code))

    async def open(self, view: View) -> bool:
        """A modal, on top of the one that is there."""
        try:
            if self._in_modal:
                await self._web.views_push(trigger_id=self._trigger_id, view=view)
            else:
                await self._web.views_open(trigger_id=self._trigger_id, view=view)
        except (SlackClientError, ClientError, OSError, TimeoutError, AttributeError) as failed:
            reason = reason_of(failed)
            log.warning("a modal could not be opened", reason=reason)
            if self._respond is None:
                return False
            return await self.say(said("expired" if reason in _TOO_LATE else "not_shown"))
        return True


def _untold(reason: str) -> bool:
    log.warning("nobody could be told beside what they did", reason=reason)
    return False
