"""View models: what one user has on the screen, as values for the templates. No HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sandbox.forms import initial_state
from sandbox.manifest import Command, Function, Shortcut
from sandbox.message_text import unescape
from sandbox.model import Channel, File, Message, StateValues, User
from sandbox.page.dates import day_heading
from sandbox.page.mrkdwn import Reader
from sandbox.page.site import Site

GROUPED = timedelta(minutes=5)
"""Messages of one author this close together share one head."""
OFFERED_REACTIONS = ("+1", "eyes", "tada", "white_check_mark", "bulb")
SHOWN_AT_ONCE = 200
"""Root messages that a stream shows before somebody asks for the earlier ones."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message as it is read: who, when, what came of it, and what the reader may do."""

    message: Message
    author: User
    at: datetime
    state: StateValues
    files: tuple[File, ...]
    replies: tuple[Message, ...]
    in_thread: bool
    continues: bool
    mine: bool
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the stream and its rows."""

    id: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A conversation in the sidebar."""

    channel: Channel
    title: str
    unread: int


class Unread:
    """Up to where each person has read each conversation. Kept for as long as the page lives."""

    def __init__(self, since: str) -> None:
        self._since = since
        self._read: dict[tuple[str, str], str] = {}

    def count(self, user_id: str, channel_id: str, messages: Iterable[Message]) -> int:
        """How many messages of others came since."""
        read = self._read.get((user_id, channel_id), self._since)
        return sum(1 for one in messages if one.ts > read and one.user_id != user_id)

    def read(self, user_id: str, channel_id: str, messages: Iterable[Message]) -> None:
        """Note that somebody has these on the screen."""
        newest = max((one.ts for one in messages), default=self._since)
        self._read[(user_id, channel_id)] = max(newest, self._since)


class Screen:
    """One person's view of the workspace at this moment."""

    def __init__(self, site: Site, user_id: str, unread: Unread) -> None:
        self.workspace = site.workspace
        self.manifest = site.context.manifest
        self.me = self.workspace.users[user_id]
        self.unread = unread

    @property
    def app_name(self) -> str:
        """What the app is called."""
        return self.workspace.bot.real_name

    @property
    def now(self) -> datetime:
        """The calendar's moment in the person's zone."""
        return self.workspace.calendar.now().astimezone(ZoneInfo(self.me.tz))

    @cached_property
    def reader(self) -> Reader:
        """How texts read to this person."""
        return Reader(
            users={user.id: user.real_name for user in self.workspace.users.values()},
            channels={one.id: one.name for one in self.workspace.channels.values()},
            tz=self.me.tz,
            now=self.workspace.calendar.now(),
        )

    # People and places

    @property
    def people(self) -> list[User]:
        """Whom one can be, and pick in a menu: people who are still there."""
        return [user for user in self.workspace.people if not user.deleted]

    def unread_of(self, user: User) -> int:
        """How many unread messages somebody has, in all conversations."""
        return sum(
            self.unread.count(user.id, one.id, self.workspace.messages_for(user.id, one.id))
            for one in self.workspace.channels_of(user.id)
        )

    @property
    def dm(self) -> Channel:
        """The person's conversation with the app."""
        return self.workspace.dm_of(self.me.id)

    @property
    def rooms(self) -> list[Room]:
        """The channels the person is in, by name."""
        mine = [one for one in self.workspace.channels_of(self.me.id) if one.kind != "im"]
        return [self.room(one) for one in sorted(mine, key=lambda one: one.name)]

    def room(self, channel: Channel) -> Room:
        """A conversation with what the sidebar says of it."""
        title = self.app_name if channel.kind == "im" else channel.name
        messages = self.workspace.messages_for(self.me.id, channel.id)
        return Room(channel, title, self.unread.count(self.me.id, channel.id, messages))

    @property
    def commands(self) -> tuple[Command, ...]:
        """The app's slash commands."""
        return tuple((self.manifest.commands or {}).values())

    def shortcuts(self, kind: str) -> tuple[Shortcut, ...]:
        """The app's global or message shortcuts."""
        return tuple(one for one in self.manifest.shortcuts or () if one.kind == kind)

    @property
    def functions(self) -> tuple[Function, ...]:
        """The app's custom steps, each to be run as a workflow of its own."""
        return self.manifest.functions if self.manifest.is_org_ready else ()

    @property
    def reactions(self) -> tuple[str, ...]:
        """The emoji that are offered for a message, the workspace's own first."""
        return (*self.workspace.custom_emoji, *OFFERED_REACTIONS)

    # Messages

    def typed(self, message: Message) -> str:
        """A message's text as its author would type it again: mentions by name, links bare."""
        handles = {f"@{user.id}": f"@{user.name}" for user in self.workspace.users.values()}

        def plain(token: re.Match[str]) -> str:
            target, _, label = token[1].partition("|")
            if target.startswith("#"):
                return f"#{label or target[1:]}"
            return handles.get(target, label or target)

        return unescape(re.sub(r"<([^<>]+)>", plain, message.text))

    def days(self, channel: Channel, *, everything: bool = False) -> tuple[list[Day], int]:
        """The stream of a conversation by days, and how many earlier messages are left out."""
        messages = self.workspace.messages_for(self.me.id, channel.id)
        self.unread.read(self.me.id, channel.id, messages)
        roots = [one for one in messages if one.is_root]
        shown = roots if everything else roots[-SHOWN_AT_ONCE:]
        return self._by_day(shown, self._replies(messages)), len(roots) - len(shown)

    def thread(self, channel: Channel, root_ts: str) -> list[Row]:
        """A thread's root and its replies; nothing if neither is left."""
        messages = self.workspace.messages_for(self.me.id, channel.id)
        rows: list[Row] = []
        for message in messages:
            if root_ts in (message.ts, message.thread_ts):
                rows.append(self._row(message, rows[-1] if rows else None, in_thread=True))
        return rows

    def row(self, message: Message, *, in_thread: bool = False) -> Row:
        """One message alone, with its head."""
        messages = self.workspace.messages_for(self.me.id, message.channel_id)
        return self._row(message, None, self._replies(messages), in_thread=in_thread)

    @staticmethod
    def _replies(messages: Iterable[Message]) -> dict[str, list[Message]]:
        replies: dict[str, list[Message]] = {}
        for message in messages:
            if not message.is_root and message.thread_ts is not None:
                replies.setdefault(message.thread_ts, []).append(message)
        return replies

    def _by_day(
        self, messages: Iterable[Message], replies: Mapping[str, list[Message]]
    ) -> list[Day]:
        days: dict[str, list[Row]] = {}
        for message in messages:
            rows = days.setdefault(self.reader.local(message.at).date().isoformat(), [])
            rows.append(self._row(message, rows[-1] if rows else None, replies))
        today = self.now.date()
        return [
            Day(f"day-{date}", day_heading(rows[0].at.date(), today), tuple(rows))
            for date, rows in days.items()
        ]

    def _row(
        self,
        message: Message,
        before: Row | None,
        replies: Mapping[str, list[Message]] | None = None,
        *,
        in_thread: bool = False,
    ) -> Row:
        at = self.reader.local(message.at)
        ephemeral = message.visible_to is not None
        continues = (
            before is not None
            and before.author.id == message.user_id
            and at - before.at < GROUPED
            and not (ephemeral or before.ephemeral)
        )
        chosen = self.workspace.chosen(self.me.id, message)
        return Row(
            message=message,
            author=self.workspace.users[message.user_id],
            at=at,
            state={**initial_state(message.blocks), **chosen},
            files=tuple(self.workspace.files[one] for one in message.file_ids),
            replies=tuple((replies or {}).get(message.ts, ())),
            in_thread=in_thread,
            continues=continues,
            mine=message.user_id == self.me.id,
            ephemeral=ephemeral,
        )
