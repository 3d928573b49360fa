"""Slack's JSON objects (user, conversation, message, view), built from `model`; files are
`file_objects`'. Pure.

Sources: https://docs.slack.dev/reference/objects and the methods' pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.file_objects import deleted_file, file_in_message
from sandbox.model import Channel, Message, Payload, User, View
from sandbox.state import Workspace, new_id

CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im"}
"""A channel's kind as events name it."""


def user_json(workspace: Workspace, user: User) -> Payload:
    """A user object, as users.info and user_change carry it."""
    now = datetime.fromtimestamp(workspace.real_time(), UTC)
    first, _, last = user.real_name.partition(" ")
    profile: Payload = {
        "real_name": user.real_name,
        "first_name": first,
        "last_name": last,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "team": workspace.team.id,
    }
    common: Payload = {
        "id": user.id,
        "team_id": workspace.team.id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot and user.id != "USLACKBOT",
        "is_app_user": False,
        "updated": 0,
    }
    if user.deleted:
        # A deactivated account comes without zone and rights.
        return common
    return common | {
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": str(now.astimezone(ZoneInfo(user.tz)).tzname()),
        "tz_offset": user.tz_offset(now),
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }


def channel_json(workspace: Workspace, channel: Channel) -> Payload:
    """A conversation object, as conversations.info gives it."""
    if channel.kind == "im":
        return {
            "id": channel.id,
            "is_im": True,
            "is_archived": False,
            "is_org_shared": False,
            "user": channel.person_id,
            "is_user_deleted": workspace.users[channel.person_id].deleted,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_archived": False,
        "is_general": False,
        "is_member": workspace.bot.id in channel.members,
    }


def channel_reference(channel: Channel) -> Payload:
    """Channel id and name as interactions carry them: DMs and private ones without a name."""
    names = {"im": "directmessage", "private": "privategroup", "public": channel.name}
    return {"id": channel.id, "name": names[channel.kind]}


def message_json(
    workspace: Workspace,
    message: Message,
    *,
    all_metadata: bool = False,
    replies: Sequence[Message] | None = None,
) -> Payload:
    """A message object without its channel. Metadata's payload only with `all_metadata`;
    `replies` are those that a root is to count, all of them by default."""
    shape: Payload = {
        "type": "message",
        "user": message.user_id,
        "text": message.text,
        "ts": message.ts,
    }
    if message.subtype != "file_share":
        shape["team"] = workspace.team.id
    if message.bot_id is not None:
        shape |= {"bot_id": message.bot_id, "app_id": workspace.app_id}
    if message.client_msg_id is not None:
        shape["client_msg_id"] = message.client_msg_id
    if message.subtype is not None:
        shape["subtype"] = message.subtype
    if message.blocks:
        shape["blocks"] = list(message.blocks)
    if message.file_ids or message.deleted_file_ids:
        shape |= {
            "files": _files_json(workspace, message),
            "upload": False,
            "display_as_bot": False,
        }
    if message.reactions:
        shape["reactions"] = [
            {"name": one.name, "users": list(one.user_ids), "count": len(one.user_ids)}
            for one in message.reactions
        ]
    if message.edited is not None:
        shape["edited"] = {"user": message.edited.user_id, "ts": message.edited.ts}
    if message.metadata is not None:
        shape["metadata"] = (
            message.metadata if all_metadata else {"event_type": message.metadata["event_type"]}
        )
    return shape | _thread_json(workspace, message, replies)


def _files_json(workspace: Workspace, message: Message) -> list[Payload]:
    shared = [file_in_message(workspace, workspace.files[one]) for one in message.file_ids]
    return [*shared, *(deleted_file(one) for one in message.deleted_file_ids)]


def _thread_json(
    workspace: Workspace, message: Message, replies: Sequence[Message] | None
) -> Payload:
    if not message.is_root:
        root = workspace.message(message.channel_id, message.thread_ts or "")
        parent = {"parent_user_id": root.user_id} if root else {}
        return {"thread_ts": message.thread_ts, **parent}
    if replies is None:
        replies = workspace.replies(message.channel_id, message.ts)
    if not replies:
        return {}
    authors = list(dict.fromkeys(reply.user_id for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "reply_users": authors[:5],
        "latest_reply": replies[-1].ts,
        "is_locked": False,
    }


def view_json(workspace: Workspace, view: View) -> Payload:
    """A view object with what stands in its fields."""
    given = view.definition
    return {
        "id": view.id,
        "team_id": workspace.team.id,
        "type": view.type,
        "blocks": list(view.blocks),
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": given.get("title") or _plain("View Title"),
        "clear_on_close": given.get("clear_on_close", False),
        "notify_on_close": given.get("notify_on_close", False),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": workspace.app_id,
        "external_id": given.get("external_id", ""),
        "app_installed_team_id": workspace.team.id,
        "bot_id": workspace.bot_id,
    }


def _plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text, "emoji": True}


def permalink(workspace: Workspace, message: Message) -> str:
    """The link to a message, as Slack writes it."""
    link = f"{workspace.team.address}/archives/{message.channel_id}/p{message.ts.replace('.', '')}"
    if message.is_root:
        return link
    return f"{link}?thread_ts={message.thread_ts}&cid={message.channel_id}"


def named_blocks(blocks: Sequence[Payload]) -> list[Payload]:
    """The blocks as Slack stores them: every one with a block_id, every element an action_id."""
    return [_named_block(block) for block in blocks]


def _named_block(block: Payload) -> Payload:
    named = {**block, "block_id": block.get("block_id") or new_id("")[:5]}
    for slot in ("element", "accessory"):
        if slot in named:
            named[slot] = _named_element(named[slot])
    if named["type"] in ("actions", "context_actions"):
        named["elements"] = [_named_element(element) for element in named["elements"]]
    return named


def _named_element(element: Payload) -> Payload:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": new_id("")[:5]}
