"""users.info, users.list and users.lookupByEmail.

Source: https://docs.slack.dev/reference/methods/users.info, .list, .lookupByEmail.
"""

from __future__ import annotations

import base64
import binascii

from sandbox.calls import Call, Method
from sandbox.model import Payload, Refused
from sandbox.slack_objects import user_json


def info(call: Call) -> Payload:
    """users.info."""
    user = call.workspace.users.get(call.required("user"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": user_json(call.workspace, user)}


def list_users(call: Call) -> Payload:
    """users.list: everybody, bots and deactivated people included; in pages with `limit`."""
    users = list(call.workspace.users.values())
    limit = call.number("limit", len(users))
    start = _position(call, [user.id for user in users])
    page = users[start : start + limit]
    following = users[start + limit : start + limit + 1]
    cursor = base64.b64encode(f"user:{following[0].id}".encode()).decode() if following else ""
    return {
        "members": [user_json(call.workspace, user) for user in page],
        "cache_ts": int(call.workspace.real_time()),
        "response_metadata": {"next_cursor": cursor},
    }


def look_up_by_email(call: Call) -> Payload:
    """users.lookupByEmail: whose address it is, in small letters or not; nobody who has left."""
    email = call.required("email").casefold()
    for user in call.workspace.users.values():
        if user.email and user.email.casefold() == email and not user.deleted:
            return {"user": user_json(call.workspace, user)}
    raise Refused("users_not_found")


def _position(call: Call, ids: list[str]) -> int:
    cursor = call.optional("cursor")
    if cursor is None:
        return 0
    try:
        user_id = base64.b64decode(cursor, validate=True).decode().removeprefix("user:")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refused("invalid_cursor") from error
    if user_id not in ids:
        raise Refused("invalid_cursor")
    return ids.index(user_id)


METHODS = {
    "users.info": Method(info, scopes=("users:read",), takes_json=False),
    "users.list": Method(list_users, scopes=("users:read",), takes_json=False),
    "users.lookupByEmail": Method(look_up_by_email, scopes=("users:read.email",), takes_json=False),
}
