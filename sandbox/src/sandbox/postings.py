"""Posting, changing and deleting messages, for users and for the app, reactions to them, and
deleting files; each sends its event. The caller decides whether it is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sandbox import events
from sandbox.events import Event
from sandbox.model import SLACKBOT_ID, Edited, Message, Payload, Reaction
from sandbox.slack_objects import named_blocks
from sandbox.state import Workspace

TEXT_MOST = 40_000
"""Characters of a message that Slack keeps (reference/methods/chat.postMessage)."""


class Postings:
    """The one place where conversations change."""

    def __init__(self, workspace: Workspace, tell: Callable[[Event], None]) -> None:
        self._workspace = workspace
        self._tell = tell

    def post(
        self,
        channel_id: str,
        *,
        user_id: str,
        text: str,
        bot_id: str | None = None,
        blocks: Sequence[Payload] = (),
        thread_ts: str | None = None,
        client_msg_id: str | None = None,
        metadata: Payload | None = None,
        file_ids: Sequence[str] = (),
    ) -> Message:
        """Add a message to a conversation, or to the thread that `thread_ts` is in."""
        message = Message(
            channel_id=channel_id,
            ts=self._workspace.next_ts(),
            at=self._workspace.calendar.now(),
            user_id=user_id,
            text=text[:TEXT_MOST],
            bot_id=bot_id,
            blocks=named_blocks(blocks),
            thread_ts=self._root_of(channel_id, thread_ts),
            client_msg_id=client_msg_id,
            metadata=metadata,
            subtype="file_share" if file_ids else None,
            file_ids=tuple(file_ids),
        )
        self._workspace.put_message(message)
        self._tell(events.message_posted(self._workspace, message))
        for file_id in message.file_ids:
            self._tell(events.file_shared(self._workspace, message, file_id))
        in_dm = self._workspace.channels[channel_id].kind == "im"
        if bot_id is None and not in_dm and f"<@{self._workspace.bot.id}>" in text:
            self._tell(events.app_mentioned(self._workspace, message))
        return message

    def post_ephemeral(
        self,
        channel_id: str,
        *,
        to: str,
        text: str,
        blocks: Sequence[Payload] = (),
        thread_ts: str | None = None,
        by_slack: bool = False,
    ) -> Message:
        """Show a message to one person alone. Nobody is told; it is in no history."""
        workspace = self._workspace
        return workspace.put_message(
            Message(
                channel_id=channel_id,
                ts=workspace.next_ts(),
                at=workspace.calendar.now(),
                user_id=SLACKBOT_ID if by_slack else workspace.bot.id,
                text=text[:TEXT_MOST],
                bot_id=None if by_slack else workspace.bot_id,
                blocks=named_blocks(blocks),
                thread_ts=self._root_of(channel_id, thread_ts),
                visible_to=to,
            )
        )

    def change(
        self,
        before: Message,
        *,
        text: str,
        blocks: Sequence[Payload],
        metadata: Payload | None,
        edited_by: str | None,
    ) -> Message:
        """Put new words and blocks in a message's place; `edited_by` None leaves no mark."""
        edited = before.edited
        if edited_by is not None:
            edited = Edited(edited_by, self._workspace.next_ts())
        after = replace(
            before,
            text=text[:TEXT_MOST],
            blocks=named_blocks(blocks),
            metadata=metadata,
            edited=edited,
        )
        self._workspace.put_message(after)
        if before.visible_to is None:
            self._tell(events.message_changed(self._workspace, before, after))
        return after

    def remove(self, before: Message) -> None:
        """Delete a message. One with replies stays as a tombstone that says so."""
        emptied = replace(
            before,
            text="",
            blocks=(),
            metadata=None,
            file_ids=(),
            deleted_file_ids=(),
            reactions=(),
        )
        if not self._workspace.replies(before.channel_id, before.ts):
            self._workspace.put_message(replace(emptied, deleted=True))
            if before.visible_to is None:
                self._tell(events.message_deleted(self._workspace, before))
            return
        tombstone = replace(
            emptied,
            subtype="tombstone",
            text="This message was deleted.",
            user_id=SLACKBOT_ID,
            bot_id=None,
        )
        self._workspace.put_message(tombstone)
        self._tell(events.message_changed(self._workspace, before, tombstone))

    def react(self, before: Message, user_id: str, name: str, *, added: bool) -> Message:
        """Put somebody's emoji on a message, or take it off. The app hears of it where it is."""
        kept = {one.name: one.user_ids for one in before.reactions}
        others = tuple(one for one in kept.get(name, ()) if one != user_id)
        kept[name] = (*others, user_id) if added else others
        reactions = tuple(Reaction(one, who) for one, who in kept.items() if who)
        after = self._workspace.put_message(replace(before, reactions=reactions))
        if self._workspace.bot.id in self._workspace.channels[before.channel_id].members:
            self._tell(events.reaction(self._workspace, after, user_id, name, added=added))
        return after

    def transcribe(self, file_id: str) -> None:
        """Slack has written down what is said in a voice clip; nothing where that was deleted."""
        file = self._workspace.files.get(file_id)
        if file is None or file.transcription != "processing":
            return
        self._workspace.change_file(replace(file, transcription="complete"))
        for message in self._workspace.messages_sharing(file_id):
            self._workspace.put_message(message)  # so that who reads it sees it
        self._tell(events.file_changed(self._workspace, file_id))

    def delete_file(self, file_id: str) -> None:
        """Delete a file. The messages that shared it stay, and say that it was deleted."""
        for before in self._workspace.messages_sharing(file_id):
            after = replace(
                before,
                file_ids=tuple(one for one in before.file_ids if one != file_id),
                deleted_file_ids=(*before.deleted_file_ids, file_id),
            )
            self._workspace.put_message(after)
            self._tell(events.message_changed(self._workspace, before, after))
        self._workspace.remove_file(file_id)
        self._tell(events.file_deleted(self._workspace, file_id))

    def _root_of(self, channel_id: str, thread_ts: str | None) -> str | None:
        if thread_ts is None:
            return None
        message = self._workspace.message(channel_id, thread_ts)
        return thread_ts if message is None or message.is_root else message.thread_ts
