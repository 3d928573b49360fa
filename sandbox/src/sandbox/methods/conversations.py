"""conversations.*: opening DMs, and reading history.

Source: https://docs.slack.dev/reference/methods/conversations.open, .info, .history, .replies;
apis/web-api/rate-limits for what unapproved apps may read.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from sandbox.calls import Call, Method
from sandbox.model import Channel, Message, Payload, Refused
from sandbox.slack_objects import channel_json, message_json

_KIND = {"public": "channels", "private": "groups", "im": "im"}
HISTORY_LIMIT = (100, 999)
REPLIES_LIMIT = (1000, 1000)
CAPPED_LIMIT = (15, 15)
"""Messages a page: by default, and at most."""

_Limits = tuple[int, int]


def _readable(call: Call, right: str) -> Channel:
    """The conversation named, if a scope lets the bot see that side of that kind."""
    channel = call.channel()
    call.need_scope(f"{_KIND[channel.kind]}:{right}")
    if right == "history" and call.workspace.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def open_dm(call: Call) -> Payload:
    """conversations.open: the DM with one person. DMs of several are not served here."""
    workspace = call.workspace
    users = [user for user in (call.optional("users") or "").split(",") if user]
    if not users and call.optional("channel"):
        return {"no_op": True, "already_open": True, "channel": {"id": call.channel().id}}
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("too_many_users")
    user = workspace.users.get(users[0])
    if user is None:
        raise Refused("user_not_found")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    if user.deleted:
        raise Refused("user_disabled")
    known = workspace.find_dm(user.id) is not None
    channel = workspace.dm_of(user.id)
    shape = channel_json(workspace, channel) if call.flag("return_im") else {"id": channel.id}
    already = {"no_op": True, "already_open": True} if known else {}
    return {**already, "channel": shape}


def info(call: Call) -> Payload:
    """conversations.info."""
    channel = _readable(call, "read")
    return {"channel": channel_json(call.workspace, channel)}


def history(call: Call) -> Payload:
    """conversations.history: newest first, threads not unfolded."""
    limits = _limits(call, "conversations.history", HISTORY_LIMIT)
    channel = _readable(call, "history")
    roots = [m for m in call.workspace.messages_in(channel.id) if m.is_root]
    found = _within(call, _arrived(call, roots))
    found.reverse()
    return _page(call, found, limits)


def replies(call: Call) -> Payload:
    """conversations.replies: a thread from its root on, oldest first. The root is always there."""
    limits = _limits(call, "conversations.replies", REPLIES_LIMIT)
    channel = _readable(call, "history")
    named = call.workspace.message(channel.id, call.required("ts"))
    if named is None or named.visible_to is not None or not _arrived(call, [named]):
        raise Refused("thread_not_found")
    root, *rest = call.workspace.thread(channel.id, named.ts)
    return _page(call, [root, *_within(call, _arrived(call, rest))], limits)


def _limits(call: Call, method: str, usual: _Limits) -> _Limits:
    """How many messages a page has. Raises RateLimited where the minute's call was made."""
    context = call.context
    if not context.faults.history_capped:
        return usual
    context.history_limit.spend(method)
    return CAPPED_LIMIT


def _arrived(call: Call, messages: Sequence[Message]) -> list[Message]:
    """Those that history knows of: all but what the bot posted a moment ago, where it lags.
    Ages count to the millisecond, for a ts may be some microseconds ahead of the clock."""
    workspace, lag = call.workspace, call.context.faults.history_lag
    if not lag:
        return list(messages)
    now = workspace.real_time()
    return [
        message
        for message in messages
        if message.bot_id != workspace.bot_id or round(now - float(message.ts), 3) >= lag
    ]


def _within(call: Call, messages: Sequence[Message]) -> list[Message]:
    """Those between `oldest` and `latest`; the ends themselves only with `inclusive`."""
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    inclusive = call.flag("inclusive")

    def is_within(message: Message) -> bool:
        ts = _microseconds(message.ts)
        if ts in (oldest, latest):
            return inclusive
        return (oldest is None or ts > oldest) and (latest is None or ts < latest)

    return [message for message in messages if is_within(message)]


def _moment(call: Call, name: str) -> int | None:
    given = call.optional(name)
    if given is None or given == "now":
        return None
    try:
        return _microseconds(given)
    except ValueError as error:
        raise Refused(f"invalid_ts_{name}") from error


def _microseconds(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction[:6].ljust(6, "0"))


def _page(call: Call, messages: Sequence[Message], limits: _Limits) -> Payload:
    default, most = limits
    limit = min(call.number("limit", default), most)
    start = _position(messages, call.optional("cursor"))
    page = messages[start : start + limit]
    more = len(messages) > start + limit
    answer: Payload = {"messages": [_message(call, m) for m in page], "has_more": more}
    if more:
        answer["response_metadata"] = {"next_cursor": _cursor(messages[start + limit])}
    return answer


def _message(call: Call, message: Message) -> Payload:
    replies = call.workspace.replies(message.channel_id, message.ts)
    return message_json(
        call.workspace,
        message,
        all_metadata=call.flag("include_all_metadata"),
        replies=_arrived(call, replies),
    )


def _cursor(next_message: Message) -> str:
    return base64.b64encode(f"next_ts:{next_message.ts}".encode()).decode()


def _position(messages: Sequence[Message], cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        label, _, ts = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refused("invalid_cursor") from error
    position = next((i for i, m in enumerate(messages) if m.ts == ts), None)
    if label != "next_ts" or position is None:
        raise Refused("invalid_cursor")
    return position


_HISTORY = ("channels:history", "groups:history", "im:history")
_READ = ("channels:read", "groups:read", "im:read")
METHODS = {
    "conversations.open": Method(open_dm, scopes=("im:write",)),
    "conversations.info": Method(info, scopes=_READ, takes_json=False),
    "conversations.history": Method(history, scopes=_HISTORY, takes_json=False),
    "conversations.replies": Method(replies, scopes=_HISTORY, takes_json=False),
}
