"""A user of Slack's client: everything that one can do in it, for the page and for tests.

What the client itself would refuse raises NotPossible, with the client's words. `interactions`
builds the payloads, `delivery` sends them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast
from uuid import uuid4

from sandbox import client_errors, events, forms, interactions
from sandbox.context import Context
from sandbox.file_objects import file_json
from sandbox.forms import Value
from sandbox.message_text import as_command, as_message, escape, rich_text
from sandbox.model import (
    Channel,
    Execution,
    Message,
    NotPossible,
    Outcome,
    Payload,
    Refused,
    Upload,
    User,
    View,
)
from sandbox.transport import Answer

_EMOJI_NAME: Final = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


class Person:
    """One user of the workspace, acting. Made by `Sandbox.person(user_id)`."""

    def __init__(self, context: Context, user_id: str) -> None:
        self._context = context
        self._workspace = context.workspace
        self.user_id = user_id

    # What the person sees

    @property
    def user(self) -> User:
        """The person's own entry in the workspace, as it is now."""
        return self._workspace.users[self.user_id]

    @property
    def dm(self) -> Channel:
        """The DM with the bot (made when first looked at)."""
        return self._workspace.dm_of(self.user_id)

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person sees of a conversation (its id; the DM with the bot by default),
        oldest first, threads and ephemerals included."""
        return self._workspace.messages_for(self.user_id, self._channel(channel).id)

    @property
    def home(self) -> View | None:
        """The person's App Home, if the bot published one."""
        return self._workspace.homes.get(self.user_id)

    @property
    def modal(self) -> View | None:
        """The modal on top of the screen."""
        return self._workspace.modal_of(self.user_id)

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
        room = self._channel(channel)
        self._may_write(room, text, bool(files))
        stored = as_message(text, self._workspace.users.values(), self._workspace.channels.values())
        return self._context.postings.post(
            room.id,
            user_id=self.user_id,
            text=stored,
            blocks=rich_text(stored) if stored else (),
            thread_ts=thread_ts,
            client_msg_id=str(uuid4()),
            file_ids=[self._context.uploads.take(one, self.user_id).id for one in files],
        )

    async def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        current = self._own(message)
        self._may_write(self._channel(message.channel_id), text, bool(current.file_ids))
        stored = as_message(text, self._workspace.users.values(), self._workspace.channels.values())
        return self._context.postings.change(
            current,
            text=stored,
            blocks=rich_text(stored) if stored else (),
            metadata=None,
            edited_by=self.user_id,
        )

    async def delete(self, message: Message) -> None:
        """Delete one's own message."""
        self._context.postings.remove(self._own(message))

    async def delete_file(self, file_id: str) -> None:
        """Delete one's own file; the message that shared it stays."""
        file = self._workspace.files.get(file_id)
        if file is None or file.user_id != self.user_id:
            raise NotPossible("Only your own files can be deleted.")
        self._context.postings.delete_file(file_id)

    # Clicking

    async def click(
        self,
        where: Message | View,
        action_id: str,
        block_id: str | None = None,
        value: Value = None,
    ) -> Outcome:
        """Click a button, or pick in an overflow, feedback buttons, a select, radio buttons,
        checkboxes or a date picker (`value`: see `forms.Value`); back when the bot has
        acknowledged, or Slack gave up.

        `where` is what the person has on the screen, which may be older than what stands in
        the workspace. `block_id` tells apart elements that share an action_id. Raises
        NotPossible if there is no such element or option, or the message is gone."""
        element = forms.find(where.blocks, action_id, block_id)
        if not forms.is_shown_to(element, self.user_id):
            raise NotPossible("Only others see that button.")
        action, kept = forms.action(element, value, self._workspace.next_ts())
        if isinstance(where, View):
            return await self._act_in_view(where, element, action, kept)
        return await self._act_on_message(where, element, action, kept)

    async def choose(
        self,
        where: Message | View,
        action_id: str,
        value: Value,
        block_id: str | None = None,
    ) -> Outcome:
        """The same as `click`, for elements that take a value."""
        return await self.click(where, action_id, block_id, value)

    async def submit(self, values: Mapping[str, Value | Sequence[Upload]] | None = None) -> Outcome:
        """Fill fields of the modal on top (by block_id or action_id), over what stands there,
        and submit it. Files go into a field as uploads; what else fields take, see `forms.Value`.
        Required or malformed fields come back in `Outcome.errors` without the bot hearing of it,
        as in Slack's client."""
        view = self._top()
        if "submit" not in view.definition:
            raise NotPossible("This modal has nothing to submit.")
        state = view.state
        errors: dict[str, str] = {}
        for name, value in (values or {}).items():
            field = forms.field_named(view.blocks, name)
            uploads = _uploads_in(value)
            if uploads is None:
                state = forms.with_value(state, field, forms.filled(field, cast("Value", value)))
                continue
            if field.type != "file_input":
                raise NotPossible("No files are put in here.")
            complaint = forms.complaint_about_files(
                field, [(one.name, len(one.content)) for one in uploads]
            )
            if complaint is not None:
                errors[field.block_id] = complaint
                continue
            taken = [self._given(one) for one in uploads]
            state = forms.with_value(state, field, forms.with_files(field, taken))
        errors = forms.complaints(view.blocks, state) | errors
        view = replace(view, state=state, errors=errors, trouble=None)
        self._workspace.put_view(view)
        if errors:
            return Outcome(errors=errors)
        payload = interactions.view_submission(self._workspace, self.user_id, view)
        answer = await self._context.delivery.interact("interactive", payload)
        if not answer.ok:
            return self._trouble(view)
        try:
            errors = dict(self._context.surfaces.answer_submission(view, answer.payload))
        except Refused:
            return self._trouble(view)
        return Outcome(errors=errors)

    async def close(self) -> Outcome:
        """Close the modal on top; the whole stack where it says clear_on_close."""
        view = self._top()
        stack = self._workspace.modals[self.user_id]
        cleared = bool(view.definition.get("clear_on_close", False))
        closing = list(reversed(stack)) if cleared else [view]
        self._workspace.put_modals(self.user_id, [] if cleared else stack[:-1])
        for closed in closing:
            if closed.definition.get("notify_on_close", False):
                payload = interactions.view_closed(
                    self._workspace, self.user_id, closed, is_cleared=cleared
                )
                await self._context.delivery.interact("interactive", payload)
        return Outcome()

    # Commands and shortcuts

    async def command(self, command: str, text: str = "", channel: str | None = None) -> Outcome:
        """Run a slash command (with its "/") from a conversation, the DM by default.
        `Outcome.message` is what the bot answered in its acknowledgement; what comes later
        by response_url stands in `messages`."""
        known = self._context.manifest.command(command)
        if known is None:
            raise NotPossible(client_errors.no_such_command(command))
        room = self._channel(channel)
        typed = text.strip()
        people, rooms = self._workspace.users.values(), self._workspace.channels.values()
        sent = as_command(typed, people, rooms) if known.should_escape else escape(typed)
        payload = interactions.slash_command(self._workspace, self.user_id, room, command, sent)
        answer = await self._context.delivery.interact("slash_commands", payload)
        if not answer.ok:
            return self._failed_command(
                room, client_errors.failed(command, client_errors.error_of(answer))
            )
        try:
            return Outcome(message=self._answered(payload, answer))
        except Refused as refused:
            return self._failed_command(room, client_errors.failed(command, refused.code))

    async def global_shortcut(self, callback_id: str) -> Outcome:
        """Run one of the app's global shortcuts."""
        self._may_shortcut(callback_id, "global")
        payload = interactions.global_shortcut(self._workspace, self.user_id, callback_id)
        return await self._interact(payload)

    async def message_shortcut(self, callback_id: str, message: Message) -> Outcome:
        """Run one of the app's message shortcuts on a message the person sees."""
        self._may_shortcut(callback_id, "message")
        current = self._current(message)
        if current.visible_to is not None:
            raise NotPossible("A message that only you can see has no shortcuts.")
        payload = interactions.message_shortcut(self._workspace, self.user_id, callback_id, current)
        return await self._interact(payload)

    # Looking

    async def open_home(self) -> None:
        """Open the app's Home tab: the bot gets app_home_opened."""
        if not self._context.manifest.home_tab:
            raise NotPossible("This app has no Home tab.")
        self._context.delivery.tell(events.app_home_opened(self._workspace, self.user_id, "home"))

    async def open_messages(self) -> None:
        """Open the app's Messages tab: the bot gets app_home_opened for it as well."""
        self._context.delivery.tell(
            events.app_home_opened(self._workspace, self.user_id, "messages")
        )

    # Reacting, and running workflows

    async def react(self, message: Message, name: str) -> Message:
        """Put an emoji on a message, by its name without colons."""
        current = self._current(message)
        if current.visible_to is not None:
            raise NotPossible("A message that only you can see takes no reactions.")
        if not _EMOJI_NAME.fullmatch(name):
            raise NotPossible("There is no emoji of that name.")
        if self._reacted(current, name):
            raise NotPossible("You have reacted with that already.")
        return self._context.postings.react(current, self.user_id, name, added=True)

    async def take_reaction_off(self, message: Message, name: str) -> Message:
        """Take one's own emoji off a message."""
        current = self._current(message)
        if not self._reacted(current, name):
            raise NotPossible("You have not reacted with that.")
        return self._context.postings.react(current, self.user_id, name, added=False)

    async def run_workflow(
        self, callback_id: str, inputs: Mapping[str, str] | None = None
    ) -> Execution:
        """Run a workflow that consists of one of the app's steps, with what is typed into it."""
        return self._context.workflows.run(self.user_id, callback_id, inputs or {})

    def _reacted(self, message: Message, name: str) -> bool:
        return any(one.name == name and self.user_id in one.user_ids for one in message.reactions)

    # What the client does by itself

    def _channel(self, channel: str | None) -> Channel:
        if channel is None:
            return self.dm
        room = self._workspace.channels.get(channel)
        if room is None or self.user_id not in room.members:
            raise NotPossible("You are not in this conversation.")
        return room

    def _may_write(self, room: Channel, text: str, has_files: bool) -> None:
        if self.user.deleted:
            raise NotPossible("This account has been deactivated.")
        if room.kind == "im" and not self._context.manifest.messages_tab:
            raise NotPossible("Sending messages to this app has been turned off.")
        if text.startswith("/"):
            raise NotPossible("Slack reads a message that starts with “/” as a command.")
        if not text.strip() and not has_files:
            raise NotPossible("There is nothing to send.")

    def _may_shortcut(self, callback_id: str, kind: str) -> None:
        if not self._context.manifest.has_shortcut(callback_id, kind):
            raise NotPossible(f"The app has no {kind} shortcut {callback_id!r}.")

    def _current(self, message: Message) -> Message:
        current = self._workspace.message(message.channel_id, message.ts)
        if current is None or current.visible_to not in (None, self.user_id):
            raise NotPossible("This message was deleted.")
        self._channel(message.channel_id)
        return current

    def _own(self, message: Message) -> Message:
        current = self._current(message)
        if current.user_id != self.user_id:
            raise NotPossible("Only your own messages can be changed.")
        return current

    def _given(self, upload: Upload) -> Payload:
        file = self._context.uploads.take(upload, self.user_id, given_to_app=True)
        return file_json(self._workspace, file)

    def _top(self) -> View:
        if self.modal is None:
            raise NotPossible("No modal is open.")
        return self.modal

    async def _act_on_message(
        self, where: Message, element: forms.Placed, action: Payload, kept: Payload | None
    ) -> Outcome:
        message = self._current(where)
        chosen = forms.kept_state(message.blocks, self._workspace.chosen(self.user_id, message))
        if kept is not None:
            chosen = forms.with_value(chosen, element, kept)
            self._workspace.choose(self.user_id, message, chosen)
        if not element.acts_at_once:
            return Outcome()
        return await self._interact(
            interactions.block_actions_on_message(
                self._workspace, self.user_id, message, action, chosen
            )
        )

    async def _act_in_view(
        self, where: View, element: forms.Placed, action: Payload, kept: Payload | None
    ) -> Outcome:
        view = self._workspace.find_view(where.id)
        if view is None or view.user_id != self.user_id:
            raise NotPossible("This view is no longer open.")
        if kept is not None:
            view = replace(view, state=forms.with_value(view.state, element, kept))
            self._workspace.put_view(view)
        if not element.acts_at_once:
            return Outcome()
        return await self._interact(
            interactions.block_actions_in_view(self._workspace, self.user_id, view, action)
        )

    async def _interact(self, payload: Payload) -> Outcome:
        if not self._context.manifest.interactivity:
            return Outcome(error=client_errors.NOT_CONFIGURED)
        answer = await self._context.delivery.interact("interactive", payload)
        return Outcome() if answer.ok else Outcome(error=client_errors.unanswered(answer))

    def _trouble(self, view: View) -> Outcome:
        current = self._workspace.find_view(view.id)
        if current is not None:
            self._workspace.put_view(replace(current, trouble=client_errors.TROUBLE))
        return Outcome(error=client_errors.TROUBLE)

    def _answered(self, command: Payload, answer: Answer) -> Message | None:
        if not answer.payload:
            return None
        key = command["response_url"].rpartition("/")[2]
        return self._context.response_urls.say(self._workspace.response_urls[key], answer.payload)

    def _failed_command(self, room: Channel, sentence: str) -> Outcome:
        self._context.postings.post_ephemeral(
            room.id, to=self.user_id, text=sentence, by_slack=True
        )
        return Outcome(error=sentence)


def _uploads_in(value: object) -> list[Upload] | None:
    """The files that are put into a field; None where it is something else, or nothing."""
    several = list(value) if isinstance(value, list | tuple) else []
    return several if several and all(isinstance(one, Upload) for one in several) else None
