"""Buttons about an entry by their labels, which can be typed instead of pressed.

Each room declares its own in a tuple `LABELS` of one of its modules. Choices in what the bot asks
are no such buttons: they are held with the words that they are about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.conversation.phrases.steering import Steer
from bot.discovery import by_name, declared
from storage.row_types import EntryRecord

if TYPE_CHECKING:
    from bot.services.dispatch.action import Action

PACKAGE: Final = "bot.services"
"""Where our own rooms declare their labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A button's words, and about which entries it is in sight.

    Typed, it `steers`, or is the action `of_saved` with the entry's number; where it is neither, it
    opens a form, which takes a click.
    """

    words: str
    in_sight: Callable[[EntryRecord], bool]
    steers: Steer | None = None
    of_saved: "Callable[[int], Action] | None" = None


@cache
def typed_labels(*packages: str) -> Mapping[str, Label]:
    """The labels of these packages' rooms, or of ours where none is given, by their words; read
    once.

    Raises DeclaredTwice.
    """
    found = declared("LABELS", Label, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.words)
