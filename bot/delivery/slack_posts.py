"""One call for each way of saying something: post, change, delete, publish Home.

When, and what becomes of a failure, is the sender's business.
"""

import uuid
from datetime import UTC
from typing import Final

from bot.delivery.clients import Clients
from bot.delivery.content import Home, Post
from bot.delivery.lookup import EVENT_TYPE
from bot.delivery.slack import ask
from storage.queues.outbox import OutboxItem

POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"
DELETE: Final = "chat.delete"
PUBLISH: Final = "views.publish"

_NAMESPACE: Final = uuid.UUID("6f0e3c52-9d0b-5c36-8e6a-0c1d7b2f4a90")


def message_id(item: OutboxItem) -> str:
    """The id that a message keeps however often it is sent; personal data is not in it.

    When it was queued is part of it: a database that was made anew counts its rows from 1 again,
    and must not be told that Slack has its first message already.
    """
    name = f"{item.workspace_id}/{item.dedupe_key}/{item.created_at.astimezone(UTC).isoformat()}"
    return str(uuid.uuid5(_NAMESPACE, name))


class Posting:
    """Each call returns where it went, as a ts or an id, and may raise a `SlackTrouble`."""

    def __init__(self, clients: Clients, seconds: float) -> None:
        self._clients = clients
        self._seconds = seconds

    async def post(self, item: OutboxItem, channel: str, post: Post, thread_ts: str | None) -> str:
        """A new message, under the item's `message_id`."""
        known_as = message_id(item)
        call = self._clients.of(item.workspace_id).web.chat_postMessage(
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

    async def update(self, item: OutboxItem, channel: str, ts: str, post: Post) -> str:
        """New content for a message that stands."""
        call = self._clients.of(item.workspace_id).web.chat_update(
            channel=channel, ts=ts, text=post.text, blocks=[dict(block) for block in post.blocks]
        )
        return str((await ask(UPDATE, call, self._seconds))["ts"])

    async def delete(self, item: OutboxItem, channel: str, ts: str) -> None:
        """Takes a message out of Slack."""
        call = self._clients.of(item.workspace_id).web.chat_delete(channel=channel, ts=ts)
        await ask(DELETE, call, self._seconds)

    async def publish(self, item: OutboxItem, user_id: str, home: Home) -> str:
        """The member's Home."""
        call = self._clients.of(item.workspace_id).web.views_publish(
            user_id=user_id, view=dict(home.view)
        )
        return str((await ask(PUBLISH, call, self._seconds))["view"]["id"])
