"""The one place where an error becomes words for a person, on the surface they are on.

The unexpected gets an id that stands in the log as well; what a person typed stands in neither.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.reception import ITEM, Reception, visit_of
from bot.handlers.surfaces import show
from bot.services.refused import Refused
from bot.ui.blocks import Content
from bot.ui.sentences import refusal, sentence
from storage.errors import LeaseLost, StorageUnavailable

log = structlog.get_logger(__name__)


def register(app: AsyncApp, reception: Reception) -> None:
    """Word every error that a listener lets through."""

    async def on_error(
        error: Exception, body: Mapping[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> BoltResponse:
        if context.get(ITEM) is not None:
            return await _in_the_inbox(error, body, context, reception)
        words = Content(_words(error), ())
        if body.get("command"):
            return BoltResponse(status=200, body={"text": words.text, "response_type": "ephemeral"})
        try:
            await show(words, body, client, context.respond)
        except (SlackClientError, ClientError, OSError, TimeoutError) as failed:
            log.warning("nobody could be told of an error", reason=type(failed).__name__)
        return BoltResponse(status=200)

    app.error(on_error)


async def _in_the_inbox(
    error: Exception, body: Mapping[str, Any], context: AsyncBoltContext, reception: Reception
) -> BoltResponse:
    """A refusal is answered, and the event done with; anything else is tried again."""
    if not isinstance(error, Refused):
        if not isinstance(error, LeaseLost):
            log.error("an event was not worked off", error_id=_error_id(), exc_info=error)
        return BoltResponse(status=500)
    visit = visit_of(body, context)
    event = body.get("event") or {}
    async with reception.office.desk(visit.actor, visit.origin) as desk:
        await desk.reply(
            "say",
            {"sentence": error.sentence, **error.values},
            thread_ts=event.get("thread_ts"),
        )
        await desk.commit()
    return BoltResponse(status=200)


def _words(error: Exception) -> str:
    match error:
        case Refused():
            return refusal(error)
        case StorageUnavailable():
            log.error("the database cannot be used", reason=error.reason)
            return sentence("database_down")
        case SlackApiError() if error.response.get("error") in _TOO_LATE:
            log.warning("a modal came too late", reason=str(error.response.get("error")))
            return sentence("expired")
        case _:
            error_id = _error_id()
            log.error("something unexpected", error_id=error_id, exc_info=error)
            return sentence("unexpected", id=error_id)


_TOO_LATE = frozenset({"expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id"})


def _error_id() -> str:
    return secrets.token_hex(4)
