"""chat.*: posting, updating and deleting messages.

Source: https://docs.slack.dev/reference/methods/chat.postMessage, .update, .delete,
.postEphemeral, .getPermalink.
"""

from __future__ import annotations

from typing import Any

from sandbox.calls import Call, Method
from sandbox.model import Channel, Message, Payload, Refused
from sandbox.refusals import check_message
from sandbox.slack_objects import message_json, permalink


def _content(call: Call, *, update: bool = False) -> dict[str, Any]:
    """The arguments that make up a message, decoded and found fit."""
    content: dict[str, Any] = {
        "text": call.arguments.get("text"),
        "blocks": call.decoded("blocks", "invalid_blocks_format"),
        "metadata": call.decoded("metadata", "invalid_metadata_format"),
        "attachments": call.decoded("attachments", "invalid_attachments"),
    }
    content = {name: value for name, value in content.items() if value is not None}
    # An empty metadata object takes metadata away; there is nothing to check in it.
    checked = {name: value for name, value in content.items() if value or name != "metadata"}
    not_here = call.context.faults.blocks_refused
    refusal = check_message(checked, update=update, not_here=not_here)
    if refusal is not None:
        raise Refused(refusal.code, refusal.messages)
    return content


def _writable(call: Call) -> Channel:
    """The conversation to post to; a person's id stands for the DM with that person."""
    workspace = call.workspace
    given = call.optional("channel")
    if given is None:
        raise Refused("channel_not_found")
    if given in workspace.users:
        if workspace.users[given].is_bot:
            raise Refused("cannot_dm_bot")
        return workspace.dm_of(given)
    channel = call.channel()
    if workspace.bot.id not in channel.members:
        scopes = call.context.scopes.granted
        if channel.kind != "public" or "chat:write.public" not in scopes:
            raise Refused("not_in_channel")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    message = call.workspace.message(channel.id, thread_ts)
    if message is None or message.visible_to is not None:
        raise Refused("thread_not_found")
    return thread_ts


def post_message(call: Call) -> Payload:
    """chat.postMessage. A client_msg_id that was used there before posts nothing."""
    content = _content(call)
    channel = _writable(call)
    thread_ts = _thread(call, channel)
    client_msg_id = call.optional("client_msg_id")
    workspace, context = call.workspace, call.context
    if client_msg_id is not None:
        first = workspace.ts_posted_as(channel.id, client_msg_id)
        if first is not None:
            return _duplicate(call, channel, first)
    if context.post_limit is not None:
        context.post_limit.spend(channel.id)
    message = context.postings.post(
        channel.id,
        user_id=workspace.bot.id,
        bot_id=workspace.bot_id,
        text=content.get("text", ""),
        blocks=content.get("blocks", ()),
        thread_ts=thread_ts,
        client_msg_id=client_msg_id,
        metadata=content.get("metadata"),
    )
    return _posted(call, message)


def _posted(call: Call, message: Message) -> Payload:
    shape = message_json(call.workspace, message, all_metadata=True)
    return {"channel": message.channel_id, "ts": message.ts, "message": shape}


def _duplicate(call: Call, channel: Channel, first_ts: str) -> Payload:
    """The answer to a repeated client_msg_id, as `faults` says: a refusal, or the first message
    again. If that was deleted since, there is no duplicate to be found."""
    answer = call.context.faults.answer_to_duplicate()
    if answer != "ok":
        raise Refused(answer)
    first = call.workspace.message(channel.id, first_ts)
    if first is None or first.bot_id != call.workspace.bot_id:
        raise Refused("duplicate_message_not_found")
    return _posted(call, first)


def post_ephemeral(call: Call) -> Payload:
    """chat.postEphemeral: to somebody who is in the conversation, with the bot in it."""
    content = _content(call)
    channel = _writable(call)
    user_id = call.required("user")
    if user_id not in channel.members:
        raise Refused("user_not_in_channel")
    message = call.context.postings.post_ephemeral(
        channel.id,
        to=user_id,
        text=content.get("text", ""),
        blocks=content.get("blocks", ()),
        thread_ts=_thread(call, channel),
    )
    return {"message_ts": message.ts}


def _own_message(call: Call, refusal: str) -> Message:
    """The bot's message that is named. Ephemeral ones cannot be reached by a method."""
    channel = call.channel()
    message = call.workspace.message(channel.id, call.required("ts"))
    if message is None or message.visible_to is not None:
        raise Refused("message_not_found")
    if message.bot_id != call.workspace.bot_id:
        raise Refused(refusal)
    return message


def update(call: Call) -> Payload:
    """chat.update. Text alone removes the blocks and marks the message as edited. Metadata
    stays unless other comes, and goes with {}."""
    content = _content(call, update=True)
    message = _own_message(call, "cant_update_message")
    workspace = call.workspace
    blocks = content.get("blocks", ())
    metadata = content.get("metadata", message.metadata)
    after = call.context.postings.change(
        message,
        text=content.get("text", ""),
        blocks=blocks,
        metadata=metadata or None,
        edited_by=None if blocks else workspace.bot.id,
    )
    shape = message_json(workspace, after, all_metadata=True)
    return {"channel": after.channel_id, "ts": after.ts, "text": after.text, "message": shape}


def delete(call: Call) -> Payload:
    """chat.delete."""
    message = _own_message(call, "cant_delete_message")
    call.context.postings.remove(message)
    return {"channel": message.channel_id, "ts": message.ts}


def get_permalink(call: Call) -> Payload:
    """chat.getPermalink."""
    channel = call.channel()
    message = call.workspace.message(channel.id, call.required("message_ts"))
    if message is None or message.visible_to is not None:
        raise Refused("message_not_found")
    return {"channel": channel.id, "permalink": permalink(call.workspace, message)}


METHODS = {
    "chat.postMessage": Method(post_message, scopes=("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, scopes=("chat:write",)),
    "chat.update": Method(update, scopes=("chat:write",)),
    "chat.delete": Method(delete, scopes=("chat:write",)),
    "chat.getPermalink": Method(get_permalink, takes_json=False),
}
