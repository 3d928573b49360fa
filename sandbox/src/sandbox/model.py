"""The objects of a workspace as plain values. `state` changes them.

Values are frozen: a change puts a new value in the old one's place, so that whoever holds
a message, a page or a test, holds what the person saw at that moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

Payload = dict[str, Any]
"""A JSON object in Slack's shape. Its members are Slack's to define, not ours to type."""

StateValues = dict[str, dict[str, Payload]]
"""What is filled in where: block_id, then action_id, then Slack's value object."""

SLACKBOT_ID = "USLACKBOT"
"""Slack itself, as it speaks to a person about a command that failed."""

MODAL_STACK_LIMIT = 3


class NotPossible(Exception):  # noqa: N818 - a person reads it as "not possible"
    """Slack's own client would not let a person do this; the text is what it would say."""


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace's own name and address."""

    id: str = "T0SANDBOX"
    name: str = "Sandbox"
    domain: str = "sandbox"

    @property
    def address(self) -> str:
        """Where its people read it."""
        return f"https://{self.domain}.slack.com"


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot. `tz` is an IANA name; `real_name` what others read; `email` is told to
    nobody but whom users.lookupByEmail answers.
    """

    id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    email: str = ""

    def tz_offset(self, moment: datetime) -> int:
        """Seconds east of UTC at that moment, as Slack's `tz_offset`."""
        offset = moment.astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A public or private channel, or the DM (`kind` "im") between one person and the bot."""

    id: str
    name: str
    kind: Literal["public", "private", "im"]
    members: tuple[str, ...]

    @property
    def person_id(self) -> str:
        """The person in a DM: its first member."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Edited:
    """Who changed a message last, and the ts of the change."""

    user_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji on a message, by its name without colons, and who put it there, in their order."""

    name: str
    user_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `ts` is real time and unique; `at` is the calendar's moment, for display.

    `text` and `blocks` are as Slack stores them: text escaped, every block with its block_id.
    `file_ids` are the files it shares; those that were deleted since are in
    `deleted_file_ids` instead. `visible_to` names the only person who sees an ephemeral message;
    those are never in the conversation's history and do not outlive the sandbox.
    """

    channel_id: str
    ts: str
    at: datetime
    user_id: str
    text: str
    bot_id: str | None = None
    blocks: Sequence[Payload] = ()
    thread_ts: str | None = None
    client_msg_id: str | None = None
    metadata: Payload | None = None
    subtype: str | None = None
    edited: Edited | None = None
    file_ids: tuple[str, ...] = ()
    deleted_file_ids: tuple[str, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    visible_to: str | None = None
    deleted: bool = False

    @property
    def is_root(self) -> bool:
        """Whether it stands in the conversation itself and not in a thread."""
        return self.thread_ts is None or self.thread_ts == self.ts


Transcription: TypeAlias = Literal["none", "processing", "complete"]
"""How far Slack is with writing down what is said in a recording; "none": it does not try."""


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody shared. The bytes are kept beside it, under its id.

    `external_url` is where a file lies that Slack has only a link to: it has no bytes.
    `given_to_app`: it was put into a field of a modal, so that the app may read it though it is
    shared nowhere; `foreign`: it is another organisation's. `transcription` is that of a voice
    clip, None for any other file; `transcript` what was said in it, `duration_ms` how long it is.
    """

    id: str
    name: str
    title: str
    mimetype: str
    size: int
    user_id: str
    created: int
    alt_text: str | None = None
    external_url: str | None = None
    given_to_app: bool = False
    foreign: bool = False
    transcription: Transcription | None = None
    transcript: str = ""
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording made in Slack. `transcript` is what Slack writes down of it, None where it does
    not; `ready`: it has done so before the message is sent, mostly it takes some seconds more.
    """

    transcript: str | None = None
    seconds: float = 3.0
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a person picks it, before it is shared. `mimetype` None: by the name's ending.

    With an `external_url` it is a link to a file that lies elsewhere, such as in Google Drive;
    with a `clip` it is a voice clip. `foreign`: whoever shares it is of another organisation, so
    that messages tell no more than its id.
    """

    name: str
    content: bytes = b""
    mimetype: str | None = None
    external_url: str | None = None
    clip: Clip | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Execution:
    """A step of the app's in a workflow that somebody ran. `inputs` are what it was given;
    `outputs` and `error` what the app answered. `token` is good for as long as it runs.
    """

    id: str
    workflow_id: str
    callback_id: str
    user_id: str
    inputs: Mapping[str, Any]
    token: str
    status: Literal["running", "completed", "failed"] = "running"
    outputs: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """An open modal or a published Home.

    `definition` is what the bot sent, every block with its block_id and action_id; `state`
    what stands in its fields now; `errors` what the bot answered to the last submission, by
    block_id; `trouble` Slack's own words when that submission failed.
    """

    id: str
    type: Literal["modal", "home"]
    user_id: str
    definition: Payload
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: StateValues = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    trouble: str | None = None

    @property
    def blocks(self) -> Sequence[Payload]:
        """The view's blocks."""
        blocks: Sequence[Payload] = self.definition["blocks"]
        return blocks

    @property
    def callback_id(self) -> str:
        """The bot's name for the view, empty if it gave none."""
        return str(self.definition.get("callback_id", ""))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an interaction, for the person who began it.

    `error` is None when the bot acknowledged in time; otherwise Slack's own words. `message`
    is what a command answered at once. `errors` are the fields, by block_id, that kept a
    modal from being submitted, whether Slack's client or the bot objected.
    """

    error: str | None = None
    message: Message | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether it went through."""
        return self.error is None and not self.errors


class Refused(Exception):  # noqa: N818 - Slack refuses a call; the code says why
    """Slack answers a call with an error: its code, and messages where Slack gives them."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra
