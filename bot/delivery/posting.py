"""One call for each way of saying something: post, change, publish Home, share a file.

When, and what becomes of a failure, is the sender's business.
"""

import uuid
from datetime import UTC
from pathlib import PurePath

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.lookup import EVENT_TYPE
from bot.delivery.outgoing import Home, Post, Upload
from bot.delivery.slack import NotNow, Unclear, ask
from storage.outbox import OutboxItem

POST = "chat.postMessage"
UPDATE = "chat.update"
PUBLISH = "views.publish"
SHARE = "files.completeUploadExternal"

_NAMESPACE = uuid.UUID("6f0e3c52-9d0b-5c36-8e6a-0c1d7b2f4a90")


def message_id(item: OutboxItem) -> str:
    """The id that a message keeps however often it is sent; personal data is not in it.

    When it was queued is part of it: a database that was made anew counts its rows from 1 again,
    and must not be told that Slack has its first message already.
    """
    name = f"{item.workspace_id}/{item.dedupe_key}/{item.created_at.astimezone(UTC).isoformat()}"
    return str(uuid.uuid5(_NAMESPACE, name))


def unique_name(filename: str, known_as: str) -> str:
    """The file's name with an id in it: shared files carry no metadata to be found by."""
    path = PurePath(filename)
    return f"{path.stem}-{known_as[:8]}{path.suffix}"


class Posting:
    """Each call returns where it went, as a ts or an id, and may raise a `SlackTrouble`."""

    def __init__(self, client: AsyncWebClient, http: aiohttp.ClientSession, seconds: float) -> None:
        self._client = client
        self._http = http
        self._seconds = seconds

    async def post(self, channel: str, known_as: str, post: Post, thread_ts: str | None) -> str:
        """A new message; `known_as` is its `message_id`."""
        call = self._client.chat_postMessage(
            channel=channel,
            text=post.text,
            blocks=[dict(block) for block in post.blocks],
            thread_ts=thread_ts,
            client_msg_id=known_as,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": known_as}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str((await ask(POST, call, self._seconds))["ts"])

    async def update(self, channel: str, ts: str, post: Post) -> str:
        """New content for a message that stands."""
        call = self._client.chat_update(
            channel=channel, ts=ts, text=post.text, blocks=[dict(block) for block in post.blocks]
        )
        return str((await ask(UPDATE, call, self._seconds))["ts"])

    async def publish(self, user_id: str, home: Home) -> str:
        """The member's Home."""
        call = self._client.views_publish(user_id=user_id, view=dict(home.view))
        return str((await ask(PUBLISH, call, self._seconds))["view"]["id"])

    async def share(self, channel: str, known_as: str, upload: Upload) -> str:
        """A file in the conversation. Until the last call nobody sees anything of it."""
        try:
            file_id = await self._uploaded(unique_name(upload.filename, known_as), upload.content)
        except Unclear as unclear:
            raise NotNow(unclear.method, unclear.code) from unclear
        call = self._client.files_completeUploadExternal(
            files=[{"id": file_id, "title": upload.title}],
            channel_id=channel,
            initial_comment=upload.comment,
        )
        await ask(SHARE, call, self._seconds)
        return file_id

    async def _uploaded(self, name: str, content: bytes) -> str:
        call = self._client.files_getUploadURLExternal(filename=name, length=len(content))
        place = await ask("files.getUploadURLExternal", call, self._seconds)
        timeout = aiohttp.ClientTimeout(total=self._seconds)
        try:
            async with self._http.post(
                place["upload_url"], data=content, proxy=self._client.proxy, timeout=timeout
            ) as answer:
                if answer.status != 200:
                    raise NotNow("upload", str(answer.status))
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise NotNow("upload", type(error).__name__) from error
        return str(place["file_id"])
