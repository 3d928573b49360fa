"""What Slack says of a message in a channel: where it stands and, if the app may read it, what it
says. Asked in no transaction, and held in memory for some minutes, so that however many people mark
one message, it is asked about once.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.clock import Clock
from bot.handlers.payloads import at, clean, reason_of, words_at
from bot.handlers.profiles import Client, Clients
from bot.ui.kit.escape import unescape

log = structlog.get_logger(__name__)

SECONDS: Final = 2.0
"""For one call: what is asked here, others' events wait for."""

AT_ONCE: Final = 2
"""Messages that are asked about at the same time: the other places are for everybody else."""

HELD: Final = timedelta(minutes=5)
HELD_MOST: Final = 64
"""For how long, and for how many messages, it is known what Slack said."""

NOT_READ: Final = timedelta(hours=1)
"""For so long the words of a workspace's messages are not asked for once the app may not."""

_GONE: Final = frozenset({"message_not_found", "channel_not_found", "not_in_channel"})
_MAY_NOT: Final = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A message. `words`: empty where they cannot be read."""

    link: str
    words: str


Found = Elsewhere | Literal["gone", "later"]
"""What there is; "gone": no such message any more; "later": Slack has not said."""


class MessagesElsewhere:
    """One for a process."""

    def __init__(self, clients: Clients, real_time: Clock) -> None:
        self._clients = clients
        self._real = real_time
        self._held: OrderedDict[Key, tuple[datetime, Elsewhere | Literal["gone"]]] = OrderedDict()
        self._asking: set[Key] = set()
        self._not_read: dict[str, datetime] = {}

    async def find(self, workspace_id: str, channel: str, ts: str) -> Found:
        """A message, by where it is. Never raises; "later" at once where others are asking."""
        key = (workspace_id, channel, ts)
        held = self._held.get(key)
        if held is not None and self._real() - held[0] < HELD:
            return held[1]
        if key in self._asking or len(self._asking) >= AT_ONCE:
            return "later"
        self._asking.add(key)
        try:
            found = await self._ask(key)
        finally:
            self._asking.discard(key)
        if found != "later":
            self._held[key] = self._real(), found
            while len(self._held) > HELD_MOST:
                self._held.popitem(last=False)
        return found

    async def _ask(self, key: Key) -> Found:
        workspace_id, channel, ts = key
        client = self._clients.of(workspace_id)
        link, words = await asyncio.gather(
            _answer(client.web.chat_getPermalink(channel=channel, message_ts=ts)),
            self._words(client, key),
        )
        if isinstance(link, str):
            if link in _GONE:
                return "gone"
            log.warning("Slack did not say where a message stands", reason=link)
            return "later"
        return Elsewhere(words_at(link, "permalink"), words)

    async def _words(self, client: Client, key: Key) -> str:
        """What the message says; empty where that cannot be read, or not just now."""
        workspace_id, channel, ts = key
        barred = self._not_read.get(workspace_id)
        if barred is not None and self._real() < barred:
            return ""
        web = client.web
        here: dict[str, Any] = {"latest": ts, "oldest": ts, "inclusive": True, "limit": 2}
        answer = await _answer(web.conversations_history(channel=channel, **here))
        found = _said(answer, ts)
        if found is None and not isinstance(answer, str):  # it stands in a thread
            answer = await _answer(web.conversations_replies(channel=channel, ts=ts, **here))
            found = _said(answer, ts)
        if isinstance(answer, str):
            log.info("the words of a message are not read", reason=answer)
            if answer in _MAY_NOT:
                self._not_read[workspace_id] = self._real() + NOT_READ
        return found or ""


async def _answer(call: Awaitable[Any]) -> Mapping[str, Any] | str:
    """Slack's answer, or why there is none."""
    try:
        async with asyncio.timeout(SECONDS):
            answer = clean((await call).data)
    except (SlackClientError, ClientError, OSError, TimeoutError, AttributeError) as error:
        return reason_of(error)
    return answer if isinstance(answer, Mapping) else "not_json"


def _said(answer: Mapping[str, Any] | str, ts: str) -> str | None:
    """The words of the message that was asked for; None where it is not among those that came."""
    listed = at(answer, "messages")
    for one in listed if isinstance(listed, list) else ():
        if words_at(one, "ts") == ts:
            return unescape(words_at(one, "text"))
    return None
