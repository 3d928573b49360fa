"""Plain values out of a submitted modal's `state.values`; what they must be is each modal's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.services.refused import Refused
from bot.ui.ids import Field
from bot.ui.sentences import refusal

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""`view.state.values`: by block_id, then action_id."""


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What keeps a modal open: one sentence of plain text for each input, by its block_id."""

    by_block: Mapping[str, str]

    @classmethod
    def of(cls, field: Field, sentence: str) -> "Mistakes":
        """One input's mistake."""
        return cls({field.value: sentence})

    @classmethod
    def refused(cls, field: Field, refused: Refused) -> "Mistakes":
        """A refusal, said beside one input."""
        return cls({field.value: refusal(refused)})


def offered(values: Values, field: Field) -> bool:
    """Whether the modal had this input at all."""
    return field.value in values


def text_in(values: Values, field: Field) -> str:
    """What was typed, without the space around it; empty where nothing was."""
    typed = _state(values, field).get("value")
    return typed.strip() if isinstance(typed, str) else ""


def day_in(values: Values, field: Field) -> date | None:
    """The chosen day."""
    try:
        return date.fromisoformat(_state(values, field).get("selected_date") or "")
    except ValueError:
        return None


def choice_in(values: Values, field: Field) -> str | None:
    """The value of the chosen option."""
    chosen = _state(values, field).get("selected_option")
    return str(chosen["value"]) if isinstance(chosen, Mapping) else None


def choices_in(values: Values, field: Field) -> frozenset[str]:
    """The values of all ticked options."""
    ticked = _state(values, field).get("selected_options") or ()
    return frozenset(str(one["value"]) for one in ticked)


def user_in(values: Values, field: Field) -> str | None:
    """The chosen person's Slack id."""
    chosen = _state(values, field).get("selected_user")
    return chosen if isinstance(chosen, str) else None


def minutes_in(values: Values, field: Field) -> int | None:
    """A time of day in minutes after midnight."""
    hours, _, rest = (_state(values, field).get("selected_time") or "").partition(":")
    return int(hours) * 60 + int(rest) if hours.isdecimal() and rest.isdecimal() else None


def _state(values: Values, field: Field) -> Mapping[str, Any]:
    return values.get(field.value, {}).get(field.value, {})
