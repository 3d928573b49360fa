"""Interactive elements in blocks: finding them, filling them in, and the checks that Slack's client
makes before it sends anything. Pure.

Sources: https://docs.slack.dev/reference/block-kit/block-elements and
/reference/interaction-payloads/view-interactions-payload (`state.values`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sandbox.message_text import rich_text
from sandbox.model import NotPossible, Payload, StateValues

Value = str | Sequence[str] | None
"""What a person puts into a field: typed text, an ISO date ("2026-11-20") or time ("09:30"),
the `value` of an option, a user's or channel's id, epoch seconds as digits for a
datetimepicker; several options or users as a sequence; None to empty it."""

_OPTION = ("static_select", "radio_buttons")
_OPTIONS = ("multi_static_select", "checkboxes")
_TEXT = ("plain_text_input", "number_input", "email_text_input", "url_text_input")

_FIELD = {
    **dict.fromkeys(_TEXT, ("value", "initial_value")),
    **dict.fromkeys(_OPTION, ("selected_option", "initial_option")),
    **dict.fromkeys(_OPTIONS, ("selected_options", "initial_options")),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}
"""For each element that keeps a value: its name in `state.values`, and that of its start."""

FILES_MOST = 10
FILE_BYTES_MOST = 10_000_000
"""What Slack's client puts into one `file_input` at most (reference/block-kit/block-elements/
file-input-element)."""
REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Placed:
    """An interactive element and the block it stands in."""

    block: Payload
    element: Payload

    @property
    def block_id(self) -> str:
        """The block's id."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The element's id."""
        return str(self.element["action_id"])

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def acts_at_once(self) -> bool:
        """Whether using it tells the bot: all but inputs without `dispatch_action`."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def placed(blocks: Sequence[Payload]) -> Iterator[Placed]:
    """Every interactive element, in the order of the screen."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory")]
        if block["type"] in ("actions", "context_actions"):
            inside = list(block["elements"])
        for element in inside:
            if element and element["type"] != "image":
                yield Placed(block, element)


def find(blocks: Sequence[Payload], action_id: str, block_id: str | None = None) -> Placed:
    """The element of that action_id. NotPossible if there is none, or several and no block_id."""
    found = [
        p for p in placed(blocks) if p.action_id == action_id and block_id in (None, p.block_id)
    ]
    if not found:
        raise NotPossible(f"There is no {action_id!r} to click here.")
    if len(found) > 1:
        raise NotPossible(f"There are several {action_id!r} here: say in which block.")
    return found[0]


def field_named(blocks: Sequence[Payload], name: str) -> Placed:
    """The field whose block_id or action_id is `name`. NotPossible unless exactly one is."""
    fields = [p for p in placed(blocks) if p.type in _FIELD]
    found = [p for p in fields if p.block_id == name] or [p for p in fields if p.action_id == name]
    if len(found) != 1:
        raise NotPossible(f"There is {'no' if not found else 'more than one'} field {name!r} here.")
    return found[0]


def initial_state(blocks: Sequence[Payload]) -> StateValues:
    """What stands in the fields before anybody touches them."""
    state: StateValues = {}
    for p in placed(blocks):
        if p.type in _FIELD:
            name, initial = _FIELD[p.type]
            empty: Any = [] if name.endswith("s") else None
            value = p.element.get(initial, empty)
            state.setdefault(p.block_id, {})[p.action_id] = {"type": p.type, name: value}
    return state


def kept_state(blocks: Sequence[Payload], before: StateValues) -> StateValues:
    """The state of a view that was updated: fields with the same ids and type keep their value."""
    state = initial_state(blocks)
    for block_id, fields in state.items():
        for action_id, value in fields.items():
            old = before.get(block_id, {}).get(action_id)
            if old is not None and old["type"] == value["type"]:
                fields[action_id] = old
    return state


def with_value(state: StateValues, p: Placed, value: Payload) -> StateValues:
    """The state with one field filled."""
    return state | {p.block_id: state.get(p.block_id, {}) | {p.action_id: value}}


def is_shown_to(p: Placed, user_id: str) -> bool:
    """Whether somebody sees the element: an icon button may be shown to some people alone."""
    return "visible_to_user_ids" not in p.element or user_id in p.element["visible_to_user_ids"]


def is_field(p: Placed) -> bool:
    """Whether the element keeps a value (buttons of any kind and overflow menus do not)."""
    return p.type in _FIELD


def options_of(element: Payload) -> list[Payload]:
    """An element's options, those in groups included."""
    groups = element.get("option_groups", ())
    return [*element.get("options", ()), *(o for group in groups for o in group["options"])]


def _option(element: Payload, value: str) -> Payload:
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise NotPossible(f"There is no option {value!r} here.")


def filled(p: Placed, value: Value) -> Payload:
    """The value object of a field with `value` in it. NotPossible for what cannot be picked."""
    name, _ = _FIELD[p.type]
    return {"type": p.type, name: _picked(p, value)}


def _picked(p: Placed, value: Value) -> Any:
    if p.type == "file_input" and value:
        raise NotPossible("Files are put in here, and nothing else.")
    if _FIELD[p.type][0].endswith("s"):
        several = [value] if isinstance(value, str) else list(value or ())
        return [_option(p.element, v) for v in several] if p.type in _OPTIONS else several
    if value is not None and not isinstance(value, str):
        raise NotPossible("Only one can be picked here.")
    if not value:
        return None
    if p.type in _OPTION:
        return _option(p.element, value)
    return _CONVERT[p.type](value) if p.type in _CONVERT else value


_CONVERT: dict[str, Callable[[str], Any]] = {
    "datepicker": lambda v: date.fromisoformat(v).isoformat(),
    "timepicker": lambda v: time.fromisoformat(v).strftime("%H:%M"),
    "datetimepicker": int,
    "rich_text_input": lambda v: rich_text(v)[0],
}


def with_files(p: Placed, files: Sequence[Payload]) -> Payload:
    """The value object of a `file_input` with these file objects in it."""
    return {"type": p.type, "files": list(files)}


def complaint_about_files(p: Placed, files: Sequence[tuple[str, int]]) -> str | None:
    """What Slack's client says of files (name and bytes) that it does not take; None if it does."""
    most = int(p.element.get("max_files", FILES_MOST))
    if len(files) > most:
        return f"Please choose at most {most} file{'s' if most > 1 else ''}."
    endings = p.element.get("filetypes")
    for name, size in files:
        if size > FILE_BYTES_MOST:
            return "Please choose files of at most 10 MB."
        if endings and name.rpartition(".")[2].lower() not in endings:
            return f"Please choose files of these types: {', '.join(endings)}."
    return None


def action(p: Placed, value: Value, action_ts: str) -> tuple[Payload, Payload | None]:
    """The `actions` entry for using an element, and the new value object if it keeps one."""
    shape: Payload = {
        "type": p.type,
        "block_id": p.block_id,
        "action_id": p.action_id,
        "action_ts": action_ts,
    }
    if p.type == "button":
        return shape | _some_of(p.element, "text", "value", "style"), None
    if p.type == "icon_button":
        return shape | _some_of(p.element, "icon", "text", "value"), None
    if p.type == "feedback_buttons":
        return shape | _feedback_button(p.element, value), None
    if p.type == "overflow":
        if not isinstance(value, str):
            raise NotPossible("An overflow menu needs one of its options.")
        return shape | {"selected_option": _option(p.element, value)}, None
    now = filled(p, value)
    kept = _some_of(p.element, _FIELD[p.type][1], "placeholder")
    return shape | kept | now, now


def _feedback_button(element: Payload, value: Value) -> Payload:
    """The text and the value of the one of the two buttons that was pressed."""
    for name in ("positive_button", "negative_button"):
        if element[name]["value"] == (value or ""):
            return _some_of(element[name], "text", "value")
    raise NotPossible("Feedback buttons need the value of one of the two.")


def _some_of(element: Payload, *names: str) -> Payload:
    return {name: element[name] for name in names if name in element}


def complaints(blocks: Sequence[Payload], state: StateValues) -> dict[str, str]:
    """What Slack's client refuses to submit, by block_id."""
    found: dict[str, str] = {}
    for p in placed(blocks):
        if p.block["type"] != "input":
            continue
        value = state[p.block_id][p.action_id][_FIELD[p.type][0]]
        if value in (None, "", []):
            if not p.block.get("optional", False):
                found[p.block_id] = REQUIRED
        elif sentence := _complaint(p, value):
            found[p.block_id] = sentence
    return found


def _complaint(p: Placed, value: Any) -> str | None:
    if p.type == "number_input":
        return _number_complaint(p.element, value)
    if p.type == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if p.type == "url_text_input" and not _URL.fullmatch(value):
        return "Please enter a valid URL."
    if p.type == "plain_text_input":
        least, most = p.element.get("min_length", 0), p.element.get("max_length", 3000)
        if len(value) < least:
            return f"Please enter at least {least} characters."
        if len(value) > most:
            return f"Please enter at most {most} characters."
    return None


def _number_complaint(element: Payload, value: str) -> str | None:
    if not _NUMBER.fullmatch(value):
        return "Please enter a number."
    if "." in value and not element["is_decimal_allowed"]:
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(least):
        return f"Please enter a number of at least {least}."
    if most is not None and float(value) > float(most):
        return f"Please enter a number of at most {most}."
    return None
