"""What stands where in Slack's payloads: read without trust, since anything may be in them.

Payloads: https://docs.slack.dev/reference/interaction-payloads and .../reference/events.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot.services.context.profiles import Profile

Body = Mapping[str, Any]
Event = Mapping[str, Any]

OLDEST_DELAY: Final = timedelta(days=7)
"""Slack repeats an event for a day at most; a day that lies further back is not believed."""

STEP: Final = "function_executed"
"""The type of the event that tells of the run of a workflow's step."""

OF_THE_RUN: Final = "bot_access_token"
"""In that event: a token for as long as the step runs."""

_ID: Final = re.compile(r"[A-Z0-9_]{1,32}", re.ASCII)
_RUN: Final = re.compile(r"[A-Za-z0-9]{1,40}", re.ASCII)
_CODE: Final = re.compile(r"[a-z_]{1,64}")
_EVENT_ID: Final = re.compile(r"[!-~]{1,64}")
_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")

_OBJECTS: Final = (
    "team",
    "user",
    "enterprise",
    "channel",
    "view",
    "message",
    "container",
    "event",
    "state",
)
_WORDS: Final = (
    "type",
    "team_id",
    "user_id",
    "enterprise_id",
    "command",
    "text",
    "trigger_id",
    "response_url",
    "callback_id",
    "event_id",
    "token",
)


def at(value: object, *path: str) -> Any:
    """What stands at the end of a path of keys; None where it leads nowhere."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def words_at(value: object, *path: str) -> str:
    """The same where it must be text; empty where it is none."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def is_sound(body: Body) -> bool:
    """Whether the parts that anybody looks at are of the kinds that Slack sends."""
    objects = all(
        isinstance(body[name], Mapping) or (body[name] is None or _is_plain(name, body))
        for name in _OBJECTS
        if name in body
    )
    words = all(isinstance(body[name], str | None) for name in _WORDS if name in body)
    return (
        objects and words and _are_objects(body, "authorizations") and _are_objects(body, "actions")
    )


def _is_plain(name: str, body: Body) -> bool:
    """Events and old payloads name a channel, a team or a user by its id alone."""
    return name in ("team", "user", "channel") and isinstance(body[name], str)


def _are_objects(body: Body, name: str) -> bool:
    listed = body.get(name)
    if listed is None:
        return True
    return (
        isinstance(listed, Sequence)
        and not isinstance(listed, str)
        and all(isinstance(each, Mapping) for each in listed)
    )


def clean(value: Any) -> Any:
    """The payload without what neither database can keep: halves of characters, and NUL.

    Slack has sent halves of emoji; JSON writes them as escapes, so that they get this far.
    """
    match value:
        case str():
            if "\0" in value:
                value = value.replace("\0", "\ufffd")
            return value if value.isascii() else _HALF_A_CHARACTER.sub("\ufffd", value)
        case Mapping():
            return {clean(key): clean(each) for key, each in value.items()}
        case list():
            return [clean(each) for each in value]
        case _:
            return value


def workspace_of(body: Body) -> str:
    """The workspace that a payload belongs to: the enterprise's id for an org-wide install.

    In a shared channel `authorizations` names ours and `team_id` may be the other side's.
    """
    listed = body.get("authorizations")
    ours = listed[0] if isinstance(listed, list) and listed else body
    if at(ours, "is_enterprise_install") in (True, "true"):
        return _id(at(ours, "enterprise_id")) or _id(at(body, "enterprise", "id"))
    return _id(at(ours, "team_id")) or _id(body.get("team_id")) or _id(at(body, "team", "id"))


def event_id_of(body: Body) -> str:
    """The event's id, by which it is known again; empty where it is none that can be kept."""
    found = words_at(body, "event_id")
    return found if _EVENT_ID.fullmatch(found) else ""


def actor_of(body: Body) -> str:
    """The Slack id of whoever clicked, submitted or commanded; empty where nobody is named."""
    return _id(body.get("user_id")) or _id(at(body, "user", "id"))


def author_of(event: Event) -> str:
    """The Slack id of the person whom an event is about; empty where it names nobody.

    An edit is its message's author's, whatever the envelope says.
    """
    for each in (event.get("message"), event.get("previous_message"), event):
        user = at(each, "user")
        found = _id(at(user, "id") if isinstance(user, Mapping) else user)
        if found:
            return found
    return ""


def lane(workspace_id: str, slack_id: str) -> str:
    """Whose events keep their order: one person's, in one workspace."""
    return f"{workspace_id}:{slack_id}"


def lane_of(workspace_id: str, event: Event) -> str:
    """The lane of an event. The run of a workflow's step is nobody's: each has one of its own."""
    if event.get("type") == STEP:
        run = words_at(event, "function_execution_id")
        return f"{workspace_id}::{run if _RUN.fullmatch(run) else ''}"
    return lane(workspace_id, author_of(event))


def author_in(of_lane: str) -> str:
    """The Slack id in a lane; empty where an event named nobody."""
    return _id(of_lane.partition(":")[2])


def without_token(body: Body) -> Body:
    """An event without the token that Slack hands over with the run of a workflow's step: the app's
    own does the same, and a token is kept nowhere. The same body where it holds none.

    "Workflow tokens are a subset of bot tokens": https://docs.slack.dev/authentication/tokens
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or OF_THE_RUN not in event:
        return body
    return {**body, "event": {name: event[name] for name in event if name != OF_THE_RUN}}


def delay(event: Event, now: datetime) -> timedelta:
    """How long ago, in real time, the person did it; nothing where the event does not say.

    A message that Slack brings a day late means *its* yesterday.
    """
    try:
        done_at = datetime.fromtimestamp(float(event.get("event_ts") or event["ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return timedelta()
    passed = now - done_at
    return passed if timedelta() <= passed <= OLDEST_DELAY else timedelta()


def profile_of(user: Mapping[str, Any]) -> Profile:
    """A profile from Slack's user object, as `users.info` and `user_change` bring it."""
    name = (
        words_at(user, "profile", "display_name")
        or words_at(user, "real_name")
        or words_at(user, "name")
    )
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return Profile(
        name=name,
        tz=words_at(user, "tz") or "UTC",
        kind="bot" if user.get("is_bot") else "guest" if guest else "person",
        deactivated=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def reason_of(failed: Exception) -> str:
    """Why Slack did not do something: its code or status, or what went wrong on the way."""
    if isinstance(failed, SlackApiError):
        answer = failed.response  # its data is plain text where Slack's own server failed
        return words_at(getattr(answer, "data", None), "error") or str(answer.status_code)
    return type(failed).__name__


def refusal_in(status: int, body: str) -> str:
    """Why Slack did not take what was posted to a response_url; empty where it did.

    It answers `ok` or a JSON object, and a refusal by its status, by `"ok": false` in the object,
    or with the code as plain text. Source:
    https://docs.slack.dev/interactivity/handling-user-interaction
    """
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if isinstance(answer, dict):
        code = words_at(answer, "error")
        return "" if status == 200 and answer.get("ok", True) else code or str(status)
    if status == 200:
        return ""
    return body if _CODE.fullmatch(body) else str(status)


def _id(value: object) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""
