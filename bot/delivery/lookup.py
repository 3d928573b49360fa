"""Looking for a message of ours in the conversation, when we do not know whether it was posted.

A message is known by the id in its metadata, a file by its name, which holds the same id.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack import Refused, ask

EVENT_TYPE = "cpdbot_message"

Message = Mapping[str, Any]

_CLOCKS_APART = timedelta(minutes=5)  # ours and Slack's, at most
_PAGE = 200


class LookUp:
    """Reads conversations; each call may raise a `SlackTrouble`."""

    def __init__(self, client: AsyncWebClient, seconds: float) -> None:
        self._client = client
        self._seconds = seconds

    async def message(
        self, channel: str, thread_ts: str | None, message_id: str, since: datetime
    ) -> str | None:
        """The ts of the message with that id, queued at `since`; None where there is none."""
        return await self._find(channel, thread_ts, since, lambda each: _bears(each, message_id))

    async def file(self, channel: str, filename: str, since: datetime) -> str | None:
        """The ts of the message that shares a file of that name."""
        return await self._find(
            channel,
            None,
            since,
            lambda each: any(file.get("name") == filename for file in each.get("files") or ()),
        )

    async def _find(
        self,
        channel: str,
        thread_ts: str | None,
        since: datetime,
        is_it: Callable[[Message], bool],
    ) -> str | None:
        oldest = f"{(since - _CLOCKS_APART).timestamp():.6f}"
        if thread_ts is not None:
            try:
                async for each in self._messages(channel, thread_ts, oldest):
                    if is_it(each):
                        return str(each["ts"])
            except Refused as refused:  # where the thread is gone it was posted beside it
                if refused.code != "thread_not_found":
                    raise
        async for each in self._messages(channel, None, oldest):
            if is_it(each):
                return str(each["ts"])
        return None

    async def _messages(
        self, channel: str, thread_ts: str | None, oldest: str
    ) -> AsyncIterator[Message]:
        cursor: str | None = None
        while True:
            page = await self._page(channel, thread_ts, oldest, cursor)
            for message in page.get("messages") or ():
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    async def _page(
        self, channel: str, thread_ts: str | None, oldest: str, cursor: str | None
    ) -> dict[str, Any]:
        if thread_ts is None:
            call = self._client.conversations_history(
                channel=channel,
                oldest=oldest,
                cursor=cursor,
                limit=_PAGE,
                include_all_metadata=True,
            )
            return await ask("conversations.history", call, self._seconds)
        call = self._client.conversations_replies(
            channel=channel,
            ts=thread_ts,
            oldest=oldest,
            cursor=cursor,
            limit=_PAGE,
            include_all_metadata=True,
        )
        return await ask("conversations.replies", call, self._seconds)


def _bears(message: Message, message_id: str) -> bool:
    metadata = message.get("metadata") or {}
    marked = metadata.get("event_type") == EVENT_TYPE
    payload = metadata.get("event_payload") or {}
    return (marked and payload.get("id") == message_id) or (
        message.get("client_msg_id") == message_id
    )
