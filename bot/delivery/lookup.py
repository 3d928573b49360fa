"""Looking for a message of ours in the conversation, when we do not know whether it was posted.

A message is known by the id in its metadata, a file by its name, which holds an id too.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.clock import Clock, real_time
from bot.delivery.clients import Clients
from bot.delivery.slack import NotNow, Refused, ask

EVENT_TYPE: Final = "cpdbot_message"

HISTORY: Final = "conversations.history"
REPLIES: Final = "conversations.replies"

Message = Mapping[str, Any]

_CLOCKS_APART: Final = timedelta(minutes=5)  # ours and Slack's, at most
_PAGE: Final = 200
_CAPPED_PAGE: Final = 15
"""What Slack gives an unapproved commercial app at most, once a minute."""

_BEGUN_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a message may stand, and since when it can."""

    channel: str
    thread_ts: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class _Reading:
    """How far a look has come: where Slack gives a page a minute, it takes several calls."""

    latest: str
    cursor: str | None = None


_Key = tuple[str, str, str | None, str]
"""The workspace, the channel, the thread, and what is looked for there."""


class LookUp:
    """Reads conversations; each call may raise a `SlackTrouble`.

    One that was told to wait is taken up where it stopped when the same is looked for again.
    """

    def __init__(self, clients: Clients, seconds: float, now: Clock = real_time) -> None:
        self._clients = clients
        self._seconds = seconds
        self._now = now
        self._capped: set[str] = set()  # workspaces in which Slack lets us read little
        self._begun: OrderedDict[_Key, _Reading] = OrderedDict()

    async def message(self, workspace_id: str, wanted: Wanted, message_id: str) -> str | None:
        """The ts of the message with that id; None where there is none."""
        return await self._find(
            workspace_id, wanted, message_id, lambda each: _bears(each, message_id)
        )

    async def file(self, workspace_id: str, wanted: Wanted, filename: str) -> str | None:
        """The id of a file of that name that was shared."""
        found: list[str] = []

        def is_it(each: Message) -> bool:
            found.extend(
                str(file["id"]) for file in each.get("files") or () if file.get("name") == filename
            )
            return bool(found)

        await self._find(workspace_id, wanted, filename, is_it)
        return found[0] if found else None

    async def _find(
        self, workspace_id: str, wanted: Wanted, what: str, is_it: Callable[[Message], bool]
    ) -> str | None:
        for thread_ts in (wanted.thread_ts, None) if wanted.thread_ts else (None,):
            try:
                async for each in self._messages(workspace_id, wanted, thread_ts, what):
                    if is_it(each):
                        return str(each["ts"])
            except Refused as refused:  # where the thread is gone it was posted beside it
                if thread_ts is None or refused.code != "thread_not_found":
                    raise
        return None

    async def _messages(
        self, workspace_id: str, wanted: Wanted, thread_ts: str | None, what: str
    ) -> AsyncIterator[Message]:
        key = (workspace_id, wanted.channel, thread_ts, what)
        # Both ends given, Slack reads this stretch and no more.
        anew = _Reading(f"{(self._now() + _CLOCKS_APART).timestamp():.6f}")
        reading = self._begun.pop(key, anew)
        resumed = reading is not anew
        asked: dict[str, Any] = {
            "channel": wanted.channel,
            "oldest": f"{(wanted.since - _CLOCKS_APART).timestamp():.6f}",
            "include_all_metadata": True,
        }
        if thread_ts is not None:
            asked["ts"] = thread_ts
        while True:
            at = {"latest": reading.latest}
            if reading.cursor:
                at["cursor"] = reading.cursor
            try:
                page = await self._page(workspace_id, asked | at)
            except NotNow:
                self._remember(key, reading)
                raise
            except Refused as refused:
                if refused.code != "invalid_cursor" or not resumed:
                    raise
                reading, resumed = anew, False  # it was kept too long
                continue
            for message in page.get("messages") or ():
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            reading = replace(reading, cursor=cursor)

    def _remember(self, key: _Key, reading: _Reading) -> None:
        self._begun[key] = reading
        if len(self._begun) > _BEGUN_MOST:
            self._begun.popitem(last=False)

    async def _page(self, workspace_id: str, asked: dict[str, Any]) -> dict[str, Any]:
        web = self._clients.of(workspace_id).web
        limit = _CAPPED_PAGE if workspace_id in self._capped else _PAGE
        method = REPLIES if "ts" in asked else HISTORY
        read = web.conversations_replies if "ts" in asked else web.conversations_history
        try:
            return await ask(method, read(**asked, limit=limit), self._seconds)
        except NotNow as trouble:
            if trouble.pause is not None:
                self._capped.add(workspace_id)
            raise


def _bears(message: Message, message_id: str) -> bool:
    metadata = message.get("metadata") or {}
    marked = metadata.get("event_type") == EVENT_TYPE
    payload = metadata.get("event_payload") or {}
    return (marked and payload.get("id") == message_id) or (
        message.get("client_msg_id") == message_id
    )
