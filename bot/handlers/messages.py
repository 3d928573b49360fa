"""Messages in the bot's DM: written, edited, deleted. What one means is decided by services."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.reception import Reception
from bot.services.capture import Message, edited, receive
from bot.ui.escape import unescape

WRITTEN = frozenset({None, "file_share", "thread_broadcast"})


def register(app: AsyncApp, reception: Reception) -> None:
    """One listener for all messages: only the first that matches would run."""

    async def on_message(
        event: Mapping[str, Any],
        body: Mapping[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        if not _is_direct(event):
            return
        subtype = event.get("subtype")
        if subtype in WRITTEN:
            async with reception.desk(body, context, client) as desk:
                await receive(desk, _message(event, event, body))
                await desk.commit()
        elif subtype == "message_changed" and not _is_gone(event):
            async with reception.desk(body, context, client) as desk:
                await edited(desk, _message(event["message"], event, body))
                await desk.commit()
        # A deleted message changes nothing: the draft holds its own words.

    app.event("message")(on_message)


def _is_direct(event: Mapping[str, Any]) -> bool:
    """Whether it is the conversation between one person and the bot: the only one we read."""
    kind = event.get("channel_type")
    return kind == "im" or (kind is None and str(event.get("channel", "")).startswith("D"))


def _message(
    written: Mapping[str, Any], event: Mapping[str, Any], body: Mapping[str, Any]
) -> Message:
    return Message(
        key=str(body.get("event_id")),
        text=unescape(written.get("text") or ""),
        channel=str(event.get("channel")),
        ts=str(written.get("ts")),
        thread_ts=written.get("thread_ts"),
        has_files=bool(written.get("files")),
    )


def _is_gone(event: Mapping[str, Any]) -> bool:
    """Slack tells of a deleted thread root, and of an unfurled link, as of a change."""
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    return message.get("subtype") == "tombstone" or message.get("text") == before.get("text")
