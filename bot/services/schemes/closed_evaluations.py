"""Whether an entry's evaluation is closed without a word: its member said that nothing changed, or
does not want to be asked. It stands with the entry's dialogue, which is read with every entry.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

FOLLOW_UP: Final = "follow_up"
"""The kind of what is held of a follow-up: how it stands."""

CLOSED: Final = ("answered", "declined")
"""How a follow-up stands that closed an entry's evaluation."""


def is_closed(held: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what is held of an entry's dialogue closes its evaluation."""
    return any(one["kind"] == FOLLOW_UP and one["state"] in CLOSED for one in held)


def says_nothing_changed(held: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the member has said, asked what it changed, that it changed nothing."""
    return any(one["kind"] == FOLLOW_UP and one["state"] == "answered" for one in held)
