"""Payloads of the Events API. Pure; `delivery` sends them.

Sources: https://docs.slack.dev/reference/events and /apis/events-api.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sandbox.manifest import Function, Parameter
from sandbox.model import Channel, Execution, Message, Payload, User
from sandbox.slack_objects import CHANNEL_TYPE, message_json, user_json, view_json
from sandbox.state import Workspace, new_id

_SUBSCRIPTION = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
_SCOPE = {"public": "channels:history", "private": "groups:history", "im": "im:history"}


@dataclass(frozen=True, slots=True)
class Event:
    """An event, and what an app needs to be sent it: a subscription, and perhaps a scope."""

    payload: Payload
    subscription: str
    scope: str | None = None


def _about_messages(channel: Channel, payload: Payload) -> Event:
    shape = payload | {"channel": channel.id, "channel_type": CHANNEL_TYPE[channel.kind]}
    return Event(shape, _SUBSCRIPTION[channel.kind], _SCOPE[channel.kind])


def message_posted(workspace: Workspace, message: Message) -> Event:
    """A new message, by a person (file_share when it carries files) or by the bot itself."""
    shape = message_json(workspace, message) | {"event_ts": message.ts}
    return _about_messages(workspace.channels[message.channel_id], shape)


def app_mentioned(workspace: Workspace, message: Message) -> Event:
    """A message in a channel that names the bot."""
    shape = message_json(workspace, message)
    payload = shape | {
        "type": "app_mention",
        "channel": message.channel_id,
        "event_ts": message.ts,
    }
    return Event(payload, "app_mention", "app_mentions:read")


def message_changed(workspace: Workspace, before: Message, after: Message) -> Event:
    """A message edited, updated by the bot, turned into the tombstone of a thread, or without a
    file that it shared."""
    moment = workspace.next_ts()
    payload: Payload = {
        "type": "message",
        "subtype": "message_changed",
        "message": message_json(workspace, after),
        "previous_message": message_json(workspace, before),
        "hidden": True,
        "ts": moment,
        "event_ts": moment,
    }
    return _about_messages(workspace.channels[after.channel_id], payload)


def message_deleted(workspace: Workspace, before: Message) -> Event:
    """A message deleted."""
    moment = workspace.next_ts()
    payload: Payload = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": message_json(workspace, before),
        "deleted_ts": before.ts,
        "hidden": True,
        "ts": moment,
        "event_ts": moment,
    }
    return _about_messages(workspace.channels[before.channel_id], payload)


def file_deleted(workspace: Workspace, file_id: str) -> Event:
    """A file deleted, wherever it was shared."""
    payload: Payload = {
        "type": "file_deleted",
        "file_id": file_id,
        "event_ts": workspace.next_ts(),
    }
    return Event(payload, "file_deleted", "files:read")


def file_shared(workspace: Workspace, message: Message, file_id: str) -> Event:
    """A file shared in a conversation: its id alone."""
    payload: Payload = {
        "type": "file_shared",
        "file_id": file_id,
        "user_id": message.user_id,
        "file": {"id": file_id},
        "channel_id": message.channel_id,
        "event_ts": workspace.next_ts(),
    }
    return Event(payload, "file_shared", "files:read")


def file_changed(workspace: Workspace, file_id: str) -> Event:
    """Something about a file has changed, such as that there is a transcript of it."""
    payload: Payload = {
        "type": "file_change",
        "file_id": file_id,
        "file": {"id": file_id},
        "event_ts": workspace.next_ts(),
    }
    return Event(payload, "file_change", "files:read")


def reaction(
    workspace: Workspace, message: Message, user_id: str, name: str, *, added: bool
) -> Event:
    """Somebody put an emoji on a message, or took theirs off."""
    kind = "reaction_added" if added else "reaction_removed"
    payload: Payload = {
        "type": kind,
        "user": user_id,
        "reaction": name,
        "item": {
            "type": "message",
            "channel": message.channel_id,
            "ts": message.ts,
            "channel_type": CHANNEL_TYPE[workspace.channels[message.channel_id].kind],
        },
        "item_user": message.user_id,
        "event_ts": workspace.next_ts(),
    }
    return Event(payload, kind, "reactions:read")


def function_executed(workspace: Workspace, function: Function, execution: Execution) -> Event:
    """A custom step of the app's is run in a workflow. The token is good while it runs."""
    payload: Payload = {
        "type": "function_executed",
        "function": {
            "id": f"Fn{function.callback_id.upper()}",
            "callback_id": function.callback_id,
            "title": function.title,
            "description": function.description,
            "type": "app",
            "input_parameters": [_parameter(one) for one in function.inputs],
            "output_parameters": [_parameter(one) for one in function.outputs],
            "app_id": workspace.app_id,
            "date_created": 0,
            "date_updated": 0,
            "date_deleted": 0,
        },
        "inputs": dict(execution.inputs),
        "function_execution_id": execution.id,
        "workflow_execution_id": execution.workflow_id,
        "event_ts": workspace.next_ts(),
        "bot_access_token": execution.token,
    }
    return Event(payload, "function_executed")


def _parameter(one: Parameter) -> Payload:
    return {
        "type": one.type,
        "name": one.name,
        "description": one.description,
        "title": one.title,
        "is_required": one.is_required,
    }


def app_home_opened(workspace: Workspace, user_id: str, tab: Literal["home", "messages"]) -> Event:
    """Somebody opened the app's Home or Messages tab."""
    payload: Payload = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": workspace.dm_of(user_id).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    home = workspace.homes.get(user_id)
    if tab == "home" and home is not None:
        payload["view"] = view_json(workspace, home)
    return Event(payload, "app_home_opened")


def user_changed(workspace: Workspace, user: User) -> Event:
    """Somebody's entry changed: name, zone, rights, deactivated."""
    payload = {
        "type": "user_change",
        "user": user_json(workspace, user),
        "cache_ts": int(workspace.real_time()),
        "event_ts": workspace.next_ts(),
    }
    return Event(payload, "user_change", "users:read")


def envelope(workspace: Workspace, event: Payload) -> Payload:
    """The body in which an event is delivered, with an id of its own."""
    return {
        "token": "verification-token",
        "team_id": workspace.team.id,
        "context_team_id": workspace.team.id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(workspace.real_time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team.id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": new_id("4-"),
    }
