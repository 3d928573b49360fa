"""Emoji on messages: which of them are kept at all, and what they mean.

Slack tells of every emoji in every channel that the bot is in. What is none of ours, or is from
somebody who keeps no record here, leaves no trace: it is answered 200, and no row is written.
"""

import asyncio
from asyncio import wrap_future
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.handlers.payloads import Event, at, author_of, words_at
from bot.services.context.member_context import ContextFactory
from bot.services.places.emoji import look_up_emoji, plain_name, who_keep_a_record
from bot.services.places.reactions import React, TakeReactionOff
from storage.engine.errors import StorageUnavailable

ADDED: Final = "reaction_added"
REMOVED: Final = "reaction_removed"

NAME_KNOWN: Final = timedelta(seconds=10)
"""For so long it is not asked again which emoji makes drafts in a workspace (real time)."""

AGE_MOST: Final = 10 * 366 * 24 * 3600
"""Seconds; what is older is taken for that old."""


def reaction(event: Event, _key: str) -> React | TakeReactionOff | None:
    """What an emoji on a message in a channel means, or that it was taken off; None elsewhere."""
    channel, ts = words_at(event, "item", "channel"), words_at(event, "item", "ts")
    emoji = words_at(event, "reaction")
    if at(event, "item", "type") != "message" or not _is_room(channel) or not ts or not emoji:
        return None
    if event.get("type") == REMOVED:
        return TakeReactionOff(emoji, channel, ts)
    return React(emoji, channel, ts, age=_age(event, ts))


class ReactionSift:
    """Whether an event concerns anybody here, of which all that are no reactions do. One for a
    process; see `bot.handlers.intake.Sift`.
    """

    def __init__(self, contexts: ContextFactory) -> None:
        self._database = contexts.database
        self._real = contexts.clocks.real
        self._names: dict[str, tuple[datetime, str]] = {}
        self._one_asks = asyncio.Lock()
        self._wanted: dict[str, dict[str, asyncio.Future[bool]]] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, workspace_id: str, event: Event) -> bool:
        """An emoji of ours does, from somebody who keeps a record: that is one cheap read, which
        all share who come while another runs, and for any other emoji none. Raises
        StorageUnavailable.
        """
        if event.get("type") not in (ADDED, REMOVED):
            return True
        means = reaction(event, "")
        slack_id = author_of(event)
        if means is None or not slack_id:
            return False
        if plain_name(means.emoji) != await self._name(workspace_id):
            return False
        return await self._keeps_a_record(workspace_id, slack_id)

    async def _name(self, workspace_id: str) -> str:
        known = self._known_name(workspace_id)
        if known is not None:
            return known
        async with self._one_asks:
            known = self._known_name(workspace_id)
            if known is None:
                looking = partial(look_up_emoji, self._database, workspace_id)
                known = await wrap_future(self._database.read(looking, first=True))
                self._names[workspace_id] = self._real(), known
        return known

    def _known_name(self, workspace_id: str) -> str | None:
        asked_at, name = self._names.get(workspace_id, (None, ""))
        fresh = asked_at is not None and timedelta() <= self._real() - asked_at < NAME_KNOWN
        return name if fresh else None

    async def _keeps_a_record(self, workspace_id: str, slack_id: str) -> bool:
        """Whoever asks while others are looked for is looked for next, with all who came by then:
        a thousand people who mark one message at once are a few reads, and not a thousand acks
        that wait for each other.
        """
        wanted = self._wanted.setdefault(workspace_id, {})
        told = wanted.setdefault(slack_id, asyncio.get_running_loop().create_future())
        if workspace_id not in self._looking:
            self._looking[workspace_id] = asyncio.create_task(self._look(workspace_id))
        return await asyncio.shield(told)

    async def _look(self, workspace_id: str) -> None:
        try:
            while wanted := self._wanted.pop(workspace_id, None):
                looking = partial(who_keep_a_record, self._database, workspace_id, [*wanted])
                try:
                    found = await wrap_future(self._database.read(looking, first=True))
                except StorageUnavailable as error:
                    for told in wanted.values():
                        told.set_exception(error)
                        told.exception()  # whoever waited may have gone
                else:
                    for slack_id, told in wanted.items():
                        told.set_result(slack_id in found)
        finally:
            del self._looking[workspace_id]


def _is_room(channel: str) -> bool:
    """A channel or a conversation of several: in one of two people nothing is marked."""
    return channel[:1] in ("C", "G")


def _age(event: Event, ts: str) -> int:
    """How old the message was, in whole seconds; 0 where that cannot be told."""
    try:
        age = float(words_at(event, "event_ts")) - float(ts)
        return max(0, min(int(age), AGE_MOST))
    except (ValueError, OverflowError):
        return 0
