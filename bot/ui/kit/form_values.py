"""Plain values out of a submitted modal's `state.values`; what they must be is each modal's."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from bot.services.context.dropped_files import DroppedFile
from bot.services.context.refused import Refused
from bot.services.dispatch.action import MOST
from bot.ui.kit.slack_files import dropped_files

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""`view.state.values`: by block_id, then action_id."""


Carried = Mapping[str, Any]
"""What a form's `private_metadata` says."""


def carried(metadata: object) -> Carried:
    """What `ids.kept` wrote. Raises Refused ("old_button") for anything else."""
    try:
        given = json.loads(metadata or "{}") if isinstance(metadata, str) else {}
    except (ValueError, RecursionError):
        raise Refused("old_button") from None
    if not isinstance(given, dict):
        raise Refused("old_button")
    return given


def whole(given: Carried, name: str) -> int:
    """A row's number. Raises Refused ("old_button")."""
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise Refused("old_button")
    return value


def word(given: Carried, name: str) -> str:
    """A word. Raises Refused ("old_button")."""
    value = given.get(name)
    if not isinstance(value, str):
        raise Refused("old_button")
    return value


def offered(values: Values, field: str) -> bool:
    """Whether the modal had this input at all."""
    return str(field) in values


def text_in(values: Values, field: str) -> str:
    """What was typed, without the space around it; empty where nothing was."""
    return typed_in(values, field).strip()


def typed_in(values: Values, field: str) -> str:
    """What was typed, just as it was; empty where nothing was."""
    typed = _state(values, field).get("value")
    return typed if isinstance(typed, str) else ""


def day_in(values: Values, field: str) -> date | None:
    """The chosen day."""
    chosen = _state(values, field).get("selected_date")
    try:
        return date.fromisoformat(chosen) if isinstance(chosen, str) else None
    except ValueError:
        return None


def choice_in(values: Values, field: str) -> str | None:
    """The value of the chosen option."""
    return _value_of(_state(values, field).get("selected_option"))


def choice_among(values: Values, field: str, options: Collection[str]) -> str | None:
    """The same, of a menu with these options. Raises Refused ("old_button") for another."""
    chosen = choice_in(values, field)
    if chosen is not None and chosen not in options:
        raise Refused("old_button")
    return chosen


def choices_in(values: Values, field: str) -> frozenset[str]:
    """The values of all ticked options."""
    return frozenset(chosen_in(values, field))


def chosen_in(values: Values, field: str) -> tuple[str, ...]:
    """The same in the order in which they were chosen."""
    ticked = _state(values, field).get("selected_options")
    if not isinstance(ticked, list):
        return ()
    found = map(_value_of, ticked)
    return tuple(dict.fromkeys(value for value in found if value is not None))


def user_in(values: Values, field: str) -> str | None:
    """The chosen person's Slack id."""
    chosen = _state(values, field).get("selected_user")
    return chosen if isinstance(chosen, str) else None


def files_in(values: Values, field: str) -> tuple[DroppedFile, ...]:
    """The files that were put in."""
    return dropped_files(_state(values, field).get("files"))


def minutes_in(values: Values, field: str) -> int | None:
    """A time of day in minutes after midnight."""
    chosen = _state(values, field).get("selected_time")
    hours, _, rest = (chosen if isinstance(chosen, str) else "").partition(":")
    return int(hours) * 60 + int(rest) if hours.isdecimal() and rest.isdecimal() else None


def _value_of(option: object) -> str | None:
    value = option.get("value") if isinstance(option, Mapping) else None
    return value if isinstance(value, str) else None


def _state(values: Values, field: str) -> Mapping[str, Any]:
    block = values.get(str(field))
    state = block.get(str(field)) if isinstance(block, Mapping) else None
    return state if isinstance(state, Mapping) else {}
