"""Interaction payloads: what the app is sent when a user acts. Pure, except that trigger ids and
response URLs are issued for them.

Sources: https://docs.slack.dev/reference/interaction-payloads and
/interactivity/implementing-slash-commands.
"""

from __future__ import annotations

from sandbox.model import Channel, Message, Payload, StateValues, View
from sandbox.slack_objects import channel_reference, message_json, view_json
from sandbox.state import Workspace


def _common(workspace: Workspace, user_id: str, kind: str) -> Payload:
    user = workspace.users[user_id]
    return {
        "type": kind,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": workspace.team.id,
        },
        "api_app_id": workspace.app_id,
        "token": "verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(
    workspace: Workspace,
    user_id: str,
    channel_id: str,
    message: Message | None = None,
) -> str:
    """A fresh response_url for one interaction."""
    key = workspace.issue_response_url(user_id, channel_id, message)
    return f"{workspace.base_url}/response/{key}"


def block_actions_on_message(
    workspace: Workspace, user_id: str, message: Message, action: Payload, values: StateValues
) -> Payload:
    """A click or a choice in a message. An ephemeral message is not sent along."""
    channel = workspace.channels[message.channel_id]
    shape = message_json(workspace, message)
    ephemeral = message.visible_to is not None
    container: Payload = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in shape:  # in a thread, or the root of one
        container["thread_ts"] = shape["thread_ts"]
    payload = _common(workspace, user_id, "block_actions") | {
        "container": container,
        "trigger_id": workspace.issue_trigger(user_id),
        "channel": channel_reference(channel),
        "state": {"values": values},
        "response_url": response_url(workspace, user_id, channel.id, message),
        "actions": [action],
    }
    return payload if ephemeral else payload | {"message": shape}


def block_actions_in_view(
    workspace: Workspace, user_id: str, view: View, action: Payload
) -> Payload:
    """A click or a choice in a modal or in Home: no conversation, no message, and so no
    response_url; what stands in the fields is in the view."""
    return _common(workspace, user_id, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.issue_trigger(user_id),
        "view": view_json(workspace, view),
        "actions": [action],
    }


def view_submission(workspace: Workspace, user_id: str, view: View) -> Payload:
    """A modal submitted."""
    return _common(workspace, user_id, "view_submission") | {
        "trigger_id": workspace.issue_trigger(user_id),
        "view": view_json(workspace, view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user_id: str, view: View, *, is_cleared: bool) -> Payload:
    """A modal closed; cleared when the whole stack went."""
    return _common(workspace, user_id, "view_closed") | {
        "view": view_json(workspace, view),
        "is_cleared": is_cleared,
    }


def global_shortcut(workspace: Workspace, user_id: str, callback_id: str) -> Payload:
    """An entry of the lightning menu. Of names, it carries `username` alone."""
    common = _common(workspace, user_id, "shortcut")
    return common | {
        "user": {name: value for name, value in common["user"].items() if name != "name"},
        "callback_id": callback_id,
        "action_ts": workspace.next_ts(),
        "trigger_id": workspace.issue_trigger(user_id),
    }


def message_shortcut(
    workspace: Workspace, user_id: str, callback_id: str, message: Message
) -> Payload:
    """An entry of a message's own menu."""
    channel = workspace.channels[message.channel_id]
    return _common(workspace, user_id, "message_action") | {
        "callback_id": callback_id,
        "action_ts": workspace.next_ts(),
        "trigger_id": workspace.issue_trigger(user_id),
        "channel": channel_reference(channel),
        "message_ts": message.ts,
        "message": message_json(workspace, message),
        "response_url": response_url(workspace, user_id, channel.id),
    }


def slash_command(
    workspace: Workspace, user_id: str, channel: Channel, command: str, text: str
) -> Payload:
    """A slash command, every value a string as in the form it travels in."""
    return {
        "token": "verification-token",
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_reference(channel)["name"],
        "user_id": user_id,
        "user_name": workspace.users[user_id].name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, user_id, channel.id),
        "trigger_id": workspace.issue_trigger(user_id),
    }
