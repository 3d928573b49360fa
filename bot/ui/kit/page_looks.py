"""How a page looks in Slack, as its room declares it beside its builders: messages in a tuple
`PAGES` of one of its modules, forms in a tuple `FORMS`, each with what reads it back. Which there
are is found by discovery.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bot.discovery import by_name, declared
from bot.services.dispatch import Action, Form, Message
from bot.ui.kit.blocks import Content, View

if TYPE_CHECKING:
    from bot.ui.kit.form_values import Carried, Values

PACKAGE: Final = "bot.ui"
"""Where our own rooms say how their pages look."""

Read = Callable[["Carried", "Values"], Action]
"""What a form means when it is submitted. Raises Refused("old_button")."""


@dataclass(frozen=True, slots=True)
class MessageLook:
    """What a message says, given it and who the bot is where it is shown; and what stands above it
    over Home or a modal.
    """

    page: type[Message]
    build: Callable[[Any, str], Content]
    title: str = "CPD"


@dataclass(frozen=True, slots=True)
class FormLook:
    """What a form asks, and what it means when it is submitted: `callback` is the callback_id of
    its view. Both are missing where nothing can be submitted.
    """

    page: type[Form]
    build: Callable[[Any], View]
    callback: str = ""
    read: Read | None = None


class Looks:
    """Every page that has looks, by its class. Raises DeclaredTwice."""

    def __init__(self, messages: Iterable[MessageLook], forms: Iterable[FormLook]) -> None:
        self.messages: Final[Mapping[type[Message], MessageLook]] = {
            one.page: one for one in by_name(messages, _named).values()
        }
        self.forms: Final[Mapping[type[Form], FormLook]] = {
            one.page: one for one in by_name(forms, _named).values()
        }
        submitted = by_name(
            (one for one in self.forms.values() if one.read is not None),
            lambda one: one.callback,
        )
        self.readers: Final[Mapping[str, Read]] = {
            callback: one.read for callback, one in submitted.items() if one.read is not None
        }
        """By callback_id."""


def _named(one: MessageLook | FormLook) -> str:
    return f"{one.page.__module__}.{one.page.__qualname__}"


@cache
def looks(*packages: str) -> Looks:
    """The looks that these packages' rooms declare, or ours where none is given; read once."""
    found = packages or (PACKAGE,)
    return Looks(declared("PAGES", MessageLook, *found), declared("FORMS", FormLook, *found))
