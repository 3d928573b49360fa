"""A person at the screen: everything somebody can do in Slack, for the page and for tests.

What Slack's client itself would refuse raises NotPossible, with the client's words.
How payloads look lives in `interactions`, how they travel in `delivery`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sandbox.model import Channel, Message, Outcome, Upload, User, View

if TYPE_CHECKING:
    from sandbox.server import Sandbox

Value = str | Sequence[str] | None
"""What a person puts into a field: typed text, an ISO date ("2026-11-20") or time ("09:30"),
the `value` of an option, a user's or channel's id, epoch seconds as digits for a
datetimepicker; several options or users as a sequence; None to empty it."""


class Person:
    """One member of the workspace, acting. Made by `Sandbox.person(user_id)`."""

    def __init__(self, sandbox: Sandbox, user_id: str) -> None:
        self._sandbox = sandbox
        self.user_id = user_id

    # What the person sees

    @property
    def user(self) -> User:
        """The person's own entry in the workspace, as it is now."""

    @property
    def dm(self) -> Channel:
        """The DM with the bot (made when first looked at)."""

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person sees of a conversation (its id; the DM with the bot by default),
        oldest first, threads and ephemerals included."""

    @property
    def home(self) -> View | None:
        """The person's App Home, if the bot published one."""

    @property
    def modal(self) -> View | None:
        """The modal on top of the screen."""

    # Writing

    async def say(
        self,
        text: str,
        channel: str | None = None,
        thread_ts: str | None = None,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Write a message; back as soon as it stands in the conversation, before the bot
        heard of it. Raises NotPossible for an empty text, one that starts with "/", a channel
        the person is not in, or a DM whose messages tab is closed."""

    async def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""

    async def delete(self, message: Message) -> None:
        """Delete one's own message."""

    # Clicking

    async def click(
        self,
        where: Message | View,
        action_id: str,
        block_id: str | None = None,
        value: Value = None,
    ) -> Outcome:
        """Click a button, or pick in an overflow, a select, radio buttons, checkboxes or a
        date picker (`value`: see Value); back when the bot has acknowledged, or Slack gave up.

        `where` is what the person has on the screen, which may be older than what stands in
        the workspace. `block_id` tells apart elements that share an action_id. Raises
        NotPossible if there is no such element or option, or the message is gone."""

    async def choose(
        self,
        where: Message | View,
        action_id: str,
        value: Value,
        block_id: str | None = None,
    ) -> Outcome:
        """The same as `click` for elements that take a value."""

    async def submit(self, values: Mapping[str, Value] | None = None) -> Outcome:
        """Fill fields of the modal on top (by block_id or action_id), over what stands there,
        and submit it. Required or malformed fields come back in `Outcome.errors` without the
        bot hearing of it, as in Slack's client."""

    async def close(self) -> Outcome:
        """Close the modal on top; the whole stack where it says clear_on_close."""

    # Commands and shortcuts

    async def command(self, command: str, text: str = "", channel: str | None = None) -> Outcome:
        """Run a slash command (with its "/") from a conversation, the DM by default.
        `Outcome.message` is what the bot answered in its acknowledgement; what comes later
        by response_url stands in `messages`."""

    async def global_shortcut(self, callback_id: str) -> Outcome:
        """Run one of the app's global shortcuts."""

    async def message_shortcut(self, callback_id: str, message: Message) -> Outcome:
        """Run one of the app's message shortcuts on a message the person sees."""

    # Looking

    async def open_home(self) -> None:
        """Open the app's Home tab: the bot gets app_home_opened."""

    async def open_messages(self) -> None:
        """Open the app's Messages tab: the bot gets app_home_opened for it as well."""
