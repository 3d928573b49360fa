"""A form as it is sent back: what stood in it, with some fields changed, by the names of `entries`.

What is sent means what it means from Slack: the view's state is read by `bot.ui.kit.pages`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.cli.chat.elements import (
    FILES,
    NotPossible,
    Placed,
    StateValues,
    initial_state,
    options_of,
    placed,
    with_value,
)
from bot.services.dispatch import Action
from bot.services.record.actions import NOT_SAID
from bot.ui.kit import pages
from bot.ui.kit.blocks import View
from bot.ui.kit.form_values import carried
from bot.ui.kit.ids import Field

FIELDS: Final[Mapping[str, str]] = {
    "date": Field.FROM_DATE.value,
    "end": Field.TO_DATE.value,
    "minutes": Field.DURATION.value,
}
"""Fields that a form calls something else; the others bear the same name in both."""

ANSWER: Final = "answer"
"""The one field of a form that asks one question."""


def fill(view: View, changed: Mapping[str, Any]) -> StateValues:
    """The form's `state.values` with these fields changed, None emptying one.

    Raises `NotPossible` for a field that is not there, or that cannot hold that.
    """
    state = initial_state(view["blocks"])
    for name, value in changed.items():
        state = _with(state, _place(view, name), value)
    return state


def meaning(view: View, state: StateValues) -> Action:
    """What it means when it is sent. Raises `Refused` as `bot.ui.kit.pages.submitted` does."""
    return pages.submitted(view["callback_id"], view["private_metadata"], state)


def about(view: View) -> int | None:
    """The number in the database of the entry that the form is about, if it is about one."""
    entry = carried(view["private_metadata"]).get("entry")
    return entry if isinstance(entry, int) else None


def inputs(view: View) -> tuple[Placed, ...]:
    """What can be filled in here, from top to bottom: files cannot be dropped in a terminal."""
    found = (one for one in placed(view["blocks"]) if one.block["type"] == "input")
    return tuple(one for one in found if one.type != FILES)


def _place(view: View, name: str) -> Placed:
    places = inputs(view)
    if name == ANSWER:
        places = places if len(places) == 1 else tuple(_to_be_filled(places))
        if len(places) == 1:
            return places[0]
        raise NotPossible("This form asks more than one question, or none: name the field.")
    for place in places:
        if place.block_id == FIELDS.get(name, name):
            return place
    raise NotPossible(f"This form has no field {name!r}.")


def _to_be_filled(places: Iterable[Placed]) -> Iterable[Placed]:
    """Those that must be filled in, and are not yet."""
    return (
        one
        for one in places
        if not one.block.get("optional")
        and not any(name.startswith("initial_") for name in one.element)
    )


def _with(state: StateValues, place: Placed, value: object) -> StateValues:
    try:
        return with_value(state, place, _typed(place, value))
    except (ValueError, TypeError):
        raise NotPossible(f"{place.block_id!r} cannot hold {value!r}.") from None


def _typed(place: Placed, value: object) -> Any:
    """What a person would put into the field."""
    if value is None and any(one["value"] == NOT_SAID for one in options_of(place.element)):
        return NOT_SAID
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value} min" if place.block_id == Field.DURATION.value else str(value)
    if value is None or isinstance(value, str | list):
        return value
    raise TypeError
