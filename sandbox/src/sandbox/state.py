"""The workspace's state, and every way to change it. No network, no payloads.

Whoever changes something here has already decided that Slack would allow it; each change
tells the feed which region of the screen it touches.
"""

from __future__ import annotations

import secrets
import string
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sandbox.clock import Calendar, RealTime
from sandbox.feed import Feed
from sandbox.model import (
    SLACKBOT_ID,
    Channel,
    Execution,
    File,
    Message,
    StateValues,
    Team,
    User,
    View,
)

_ALPHABET = string.ascii_uppercase + string.digits
TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


def new_id(prefix: str) -> str:
    """A Slack-like id: the letter that tells its kind, then ten of A-Z and 0-9."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))


@dataclass(slots=True)
class Trigger:
    """Leave to open one modal for one person, for three seconds."""

    user_id: str
    issued: float
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Leave to answer one interaction up to five times in half an hour.

    `message` is the one the person clicked, None for a command.
    """

    user_id: str
    channel_id: str
    issued: float
    message: Message | None = None
    uses: int = 0


class Workspace:
    """Team, people, conversations, views: all that stands in the workspace.

    `bot` is the app's own user. Read the dictionaries freely; change them by the methods.
    """

    def __init__(
        self,
        users: Iterable[User],
        *,
        team: Team | None = None,
        app_id: str = "A0SANDBOX1",
        bot_name: str = "bot",
        bot_id: str = "B0SANDBOX1",
        custom_emoji: Sequence[str] = (),
        real_time: RealTime = time.time,
    ) -> None:
        self.team = team or Team()
        self.app_id = app_id
        self.bot = User("U0BOT00000", bot_name, bot_name, tz="Etc/UTC", is_bot=True)
        self.bot_id = bot_id
        self.custom_emoji = tuple(custom_emoji)
        """Names of emoji of the workspace's own."""
        self.real_time = real_time
        self.base_url = ""
        """Where the sandbox listens, without a slash at the end; set when it starts."""
        self.feed = Feed()
        self.calendar = Calendar(real_time, on_move=lambda: self.feed.changed("calendar"))
        slackbot = User(SLACKBOT_ID, "slackbot", "Slackbot", is_bot=True)
        self.users: dict[str, User] = {u.id: u for u in (slackbot, self.bot, *users)}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.file_contents: dict[str, bytes] = {}
        self.deleted_files: set[str] = set()
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.executions: dict[str, Execution] = {}
        """The app's steps in workflows that were run, by id."""
        self.steps_done: set[str] = set()
        """What somebody has done of what the page suggests, by key."""
        self._messages: dict[str, dict[str, Message]] = {}
        self._client_ids: dict[tuple[str, str], str] = {}
        self._threads: dict[tuple[str, str], dict[str, None]] = {}
        self._chosen: dict[tuple[str, str, str], StateValues] = {}
        self._last_ts = 0

    # Time

    def next_ts(self) -> str:
        """A ts as Slack gives it: real time in microseconds, never the same twice."""
        self._last_ts = max(self._last_ts + 1, int(self.real_time() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # People

    @property
    def people(self) -> list[User]:
        """Everybody who is not a bot, deactivated people included, in order of joining."""
        return [user for user in self.users.values() if not user.is_bot]

    def change_user(self, user_id: str, **changes: Any) -> User:
        """Put a changed user in the old one's place. KeyError if there is none."""
        user = replace(self.users[user_id], **changes)
        self.users[user_id] = user
        self.feed.changed("users")
        return user

    # Channels

    def add_channel(
        self, name: str, members: Sequence[str], *, private: bool = False, with_bot: bool = True
    ) -> Channel:
        """Make a channel. The bot is a member unless told otherwise."""
        kind: Literal["private", "public"] = "private" if private else "public"
        everybody = (*members, self.bot.id) if with_bot else tuple(members)
        return self.put_channel(Channel(new_id("C"), name, kind, everybody))

    def dm_of(self, user_id: str) -> Channel:
        """The DM between a person and the bot; made when first asked for."""
        existing = self.find_dm(user_id)
        if existing is not None:
            return existing
        return self.put_channel(Channel(new_id("D"), "directmessage", "im", (user_id, self.bot.id)))

    def find_dm(self, user_id: str) -> Channel | None:
        """The DM between a person and the bot, if there is one yet."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.person_id == user_id:
                return channel
        return None

    def channels_of(self, user_id: str) -> list[Channel]:
        """The conversations a person is in."""
        return [channel for channel in self.channels.values() if user_id in channel.members]

    def put_channel(self, channel: Channel) -> Channel:
        """Take in a conversation."""
        self.channels[channel.id] = channel
        self._messages[channel.id] = {}
        self.feed.changed("channels")
        return channel

    # Messages

    def message(self, channel_id: str, ts: str) -> Message | None:
        """The message as it is now; None if there is none or it was deleted."""
        message = self._messages.get(channel_id, {}).get(ts)
        return None if message is None or message.deleted else message

    def put_message(self, message: Message) -> Message:
        """Add a message, or put a changed one in the old one's place."""
        self._messages[message.channel_id][message.ts] = message
        self._last_ts = max(self._last_ts, int(message.ts.replace(".", "")))
        if message.client_msg_id is not None:
            self._client_ids[message.channel_id, message.client_msg_id] = message.ts
        if not message.is_root:
            root = (message.channel_id, message.thread_ts or "")
            self._threads.setdefault(root, {})[message.ts] = None
        self.feed.changed(f"channel:{message.channel_id}")
        return message

    def ts_posted_as(self, channel_id: str, client_msg_id: str) -> str | None:
        """The ts of the message that was posted there with that client_msg_id, deleted since or
        not; None if there never was one."""
        return self._client_ids.get((channel_id, client_msg_id))

    def messages_in(self, channel_id: str) -> list[Message]:
        """A conversation's messages, oldest first, threads included, without ephemerals."""
        return [m for m in self._all_in(channel_id) if m.visible_to is None]

    @property
    def lasting_messages(self) -> list[Message]:
        """Every message that is not ephemeral, emptied records of deleted ones included."""
        everything = (m for messages in self._messages.values() for m in messages.values())
        return [m for m in everything if m.visible_to is None]

    def messages_for(self, user_id: str, channel_id: str) -> list[Message]:
        """What one person sees of a conversation, oldest first, threads included."""
        return [m for m in self._all_in(channel_id) if m.visible_to in (None, user_id)]

    def thread(self, channel_id: str, root_ts: str) -> list[Message]:
        """A thread: its root, if that still stands, and the replies, oldest first."""
        root = self.message(channel_id, root_ts)
        return [*([root] if root else []), *self.replies(channel_id, root_ts)]

    def replies(self, channel_id: str, root_ts: str) -> list[Message]:
        """The replies in a thread, oldest first."""
        in_thread = self._threads.get((channel_id, root_ts), ())
        found = (self.message(channel_id, ts) for ts in in_thread)
        return [m for m in found if m is not None and m.visible_to is None]

    def _all_in(self, channel_id: str) -> list[Message]:
        return [m for m in self._messages.get(channel_id, {}).values() if not m.deleted]

    def chosen(self, user_id: str, message: Message) -> StateValues:
        """What a person picked in a message's selects and the like."""
        return self._chosen.get((user_id, message.channel_id, message.ts), {})

    def choose(self, user_id: str, message: Message, values: StateValues) -> None:
        """Keep what a person picked in a message."""
        self._chosen[(user_id, message.channel_id, message.ts)] = values

    # Views

    def modal_of(self, user_id: str) -> View | None:
        """The modal on top of a person's screen."""
        stack = self.modals.get(user_id)
        return stack[-1] if stack else None

    def put_modals(self, user_id: str, stack: Sequence[View]) -> None:
        """Replace a person's stack of modals; the last is on top."""
        self.modals[user_id] = list(stack)
        self.feed.changed(f"modal:{user_id}")

    def put_home(self, view: View) -> None:
        """Publish a person's Home."""
        self.homes[view.user_id] = view
        self.feed.changed(f"home:{view.user_id}")

    @property
    def views(self) -> list[View]:
        """Every published Home and every open modal."""
        return [*self.homes.values(), *(v for stack in self.modals.values() for v in stack)]

    def find_view(self, view_id: str) -> View | None:
        """An open modal or a published Home, by id."""
        return next((view for view in self.views if view.id == view_id), None)

    def put_view(self, view: View) -> None:
        """Put a changed view in the place of the one with its id. KeyError if it is gone."""
        if view.type == "home":
            self.put_home(view)
            return
        stack = self.modals.get(view.user_id, [])
        if all(view.id != other.id for other in stack):
            raise KeyError(view.id)
        self.put_modals(view.user_id, [view if view.id == o.id else o for o in stack])

    # What an interaction hands out

    def issue_trigger(self, user_id: str) -> str:
        """A fresh trigger_id."""
        trigger_id = (
            f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        )
        self.triggers[trigger_id] = Trigger(user_id, self.real_time())
        return trigger_id

    def issue_response_url(
        self, user_id: str, channel_id: str, message: Message | None = None
    ) -> str:
        """The secret part of a fresh response_url; `message` is the one that was clicked."""
        key = secrets.token_urlsafe(24)
        self.response_urls[key] = ResponseUrl(user_id, channel_id, self.real_time(), message)
        return key

    # What the page suggests

    def step_done(self, key: str) -> None:
        """Note that somebody has done a step of the guide."""
        self.steps_done.add(key)
        self.feed.changed("guide")

    # Files

    def put_file(self, file: File, content: bytes) -> None:
        """Keep a file and its bytes."""
        self.files[file.id] = file
        self.file_contents[file.id] = content

    def remove_file(self, file_id: str) -> None:
        """Forget a file and its bytes, but not that there was one. KeyError if there is none."""
        del self.files[file_id]
        del self.file_contents[file_id]
        self.deleted_files.add(file_id)

    def change_file(self, file: File) -> None:
        """Put a changed file in the old one's place."""
        self.files[file.id] = file

    def messages_sharing(self, file_id: str) -> list[Message]:
        """The messages that share a file, in all conversations."""
        return [m for m in self.lasting_messages if file_id in m.file_ids]
