"""Block Kit's interactive elements, used as Slack's client uses them:
found in blocks, filled in, checked before a form is sent, and pressed. Nothing is shown here.

Sources: https://docs.slack.dev/reference/block-kit/block-elements and
/reference/interaction-payloads/view-interactions-payload (`state.values`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

Element = Mapping[str, Any]

StateValues = dict[str, dict[str, dict[str, Any]]]
"""What is filled in where: block_id, then action_id, then Slack's value object."""

FILES: Final = "file_input"
"""The element that takes files: nobody drops one in a terminal."""

FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
    FILES: ("files", ""),
}
"""For each element that keeps a value: what that is called in `state.values`, and at its start."""

_SEVERAL: Final = frozenset({"checkboxes", "multi_static_select", FILES})

BUTTONS: Final = frozenset({"button", "overflow", "feedback_buttons"})
"""Elements that keep none."""

REQUIRED: Final = "Please complete this required field."


class NotPossible(Exception):  # noqa: N818 - a person reads it as "not possible"
    """Slack's client would not let a person do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An interactive element and the block that it stands in."""

    block: Mapping[str, Any]
    element: Element

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def type(self) -> str:
        return str(self.element["type"])


def placed(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Placed]:
    """Every interactive element, in the order of the screen."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory")]
        if block["type"] in ("actions", "context_actions"):
            inside = list(block["elements"])
        for element in inside:
            if element:
                yield Placed(block, element)


def feedback_of(element: Element) -> list[Mapping[str, Any]]:
    """The two of feedback buttons; nothing of any other element."""
    if element["type"] != "feedback_buttons":
        return []
    return [element["positive_button"], element["negative_button"]]


def options_of(element: Element) -> list[dict[str, Any]]:
    """What can be chosen in it; nothing where it has no options."""
    return list(element.get("options", ()))


def initial_state(blocks: Sequence[Mapping[str, Any]]) -> StateValues:
    """What stands in the fields before anybody touches them."""
    state: StateValues = {}
    for one in placed(blocks):
        if one.type in FIELDS:
            name, initial = FIELDS[one.type]
            value = one.element.get(initial, [] if one.type in _SEVERAL else None)
            state.setdefault(one.block_id, {})[one.action_id] = {"type": one.type, name: value}
    return state


def with_value(state: StateValues, one: Placed, value: str | Sequence[str] | None) -> StateValues:
    """The state with one field filled in.

    `value` is typed text, an ISO date ("2026-11-20") or time ("09:30"), an option's `value` or
    several of them, or a user's id; None empties the field. Raises `NotPossible` for what cannot be
    chosen, and ValueError for what is no date or time.
    """
    name, _ = FIELDS[one.type]
    filled = {"type": one.type, name: _picked(one, value)}
    return state | {one.block_id: state.get(one.block_id, {}) | {one.action_id: filled}}


def _picked(one: Placed, value: str | Sequence[str] | None) -> Any:
    if one.type in _SEVERAL:
        several = [value] if isinstance(value, str) else value or ()
        if one.type == FILES and several:
            raise NotPossible("A file cannot be dropped here.")
        return [_option(one.element, each) for each in several]
    if value is not None and not isinstance(value, str):
        raise NotPossible("Only one can be picked here.")
    if not value:
        return None
    match one.type:
        case "static_select" | "radio_buttons":
            return _option(one.element, value)
        case "datepicker":
            return date.fromisoformat(value).isoformat()
        case "timepicker":
            return time.fromisoformat(value).strftime("%H:%M")
    return value


def complaints(blocks: Sequence[Mapping[str, Any]], state: StateValues) -> dict[str, str]:
    """What Slack's client refuses to submit, in its words, by block_id."""
    found: dict[str, str] = {}
    for one in placed(blocks):
        if one.block["type"] != "input":
            continue
        value = state[one.block_id][one.action_id][FIELDS[one.type][0]]
        if not value:
            if not one.block.get("optional"):
                found[one.block_id] = REQUIRED
        elif one.type == "plain_text_input" and len(value) > (most := one.element["max_length"]):
            found[one.block_id] = f"Please enter at most {most} characters."
    return found


def pressed(one: Placed, value: str | None) -> Mapping[str, Any]:
    """The entry of `actions` that Slack sends for an element; `value` is what was chosen in it.

    Raises `NotPossible` where it has no such option.
    """
    sent = {"type": one.type, "block_id": one.block_id, "action_id": one.action_id}
    match one.type:
        case "button":
            return sent | {"value": one.element["value"]} if "value" in one.element else sent
        case "feedback_buttons":
            return sent | _feedback_button(one.element, value)
        case "overflow":
            return sent | {"selected_option": _option(one.element, value)}
    return sent | {FIELDS[one.type][0]: _picked(one, value)}


def _feedback_button(element: Element, value: str | None) -> dict[str, Any]:
    for button in feedback_of(element):
        if button["value"] == value:
            return {"value": button["value"], "text": button["text"]}
    raise NotPossible("One of the two is pressed.")


def _option(element: Element, value: str | None) -> dict[str, Any]:
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise NotPossible(f"There is no option {value!r} here.")
