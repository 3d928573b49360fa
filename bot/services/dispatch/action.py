"""What an action is, and how one travels in a button: by its name, and its fields as JSON.

A button may be pressed months after it was sent, and by a release that has changed since: names and
fields that were ever sent are read for ever, and what is not known any more is refused in words.
Each room declares its actions; which there are is found by discovery.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Literal,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from bot.discovery import by_name, modules_of
from bot.services.context.refused import Refused

if TYPE_CHECKING:
    from bot.services.context.member_context import MemberContext
    from bot.services.dispatch.pages import Page

MOST: Final = 2**63 - 1
"""The largest number that either database keeps."""

A = TypeVar("A", bound="Action")


class Action(ABC):
    """Something that a person does. Fields are plain values: whole numbers, words, or None.

    `by_member`: they do it themselves, just now. `answers`: it is an answer to whatever the bot has
    said; looking is none. `members_only`: it concerns nobody who has never
    spoken to us. Slack ids in the fields that `names` lists are people who have to be known.
    `shows_a_page`: it changes nothing, and what it shows can be shown anew at any time.
    """

    name: ClassVar[str] = ""
    by_member: ClassVar[bool] = True
    answers: ClassVar[bool] = True
    members_only: ClassVar[bool] = False
    shows_a_page: ClassVar[bool] = False
    names: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def do(self, ctx: "MemberContext") -> "Page | None":
        """Does it, in the context of whoever acts; what they are shown at once, mostly nothing.

        Raises `Refused`, and `Mistaken` where it was a form.
        """

    def look(self, ctx: "MemberContext") -> Any:
        """What takes long to read and locks nobody out: it is read before, and handed to `do` as
        `ctx.looked`.
        """
        del ctx
        return None

    @property
    def people(self) -> tuple[str, ...]:
        """The Slack ids of everybody it names, each once."""
        named: list[str] = []
        for field in self.names:
            value = getattr(self, field)
            named += [value] if isinstance(value, str) else value or ()
        return tuple(dict.fromkeys(named))

    def to_json(self) -> dict[str, Any]:
        """The fields that are set, for a button's value."""
        return {
            field.name: value
            for field in fields(self)  # type: ignore[arg-type]
            if (value := getattr(self, field.name)) != field.default
        }


class ReadFirst(Exception):  # noqa: N818 - a question to the front end
    """What was written asks for what an action reads before it is done; nothing was done.

    Whoever runs it reads that, locking nobody out, and runs it again; `otherwise` is what is read
    of somebody who is not known.
    """

    def __init__(self, action: Action, otherwise: Any) -> None:
        super().__init__(f"{type(action).__name__} reads first.")
        self.action = action
        self.otherwise = otherwise


PACKAGE: Final = "bot.services"
"""Where our own rooms declare their actions."""


@dataclass_transform(frozen_default=True)
def action(name: str = "") -> Callable[[type[A]], type[A]]:
    """Declares an action; with a `name` it can stand in a button."""

    def declare(kind: type[A]) -> type[A]:
        made = dataclass(frozen=True)(kind)
        made.name = name
        return made

    return declare


@cache
def named(*packages: str) -> Mapping[str, type[Action]]:
    """Every action of these packages' rooms that can stand in a button, by its name; of ours where
    none is given. They are read once.

    Raises DeclaredTwice.
    """
    found = {
        one: None  # a room may hand on what one of its modules declares
        for module in modules_of(*(packages or (PACKAGE,)))
        for one in vars(module).values()
        # the name first, since an abstract class asks each of its subclasses
        if isinstance(one, type) and vars(one).get("name") and issubclass(one, Action)
    }
    return by_name(found, lambda one: one.name)


@dataclass(frozen=True, slots=True)
class Click:
    """What a front end knows of a click: the action's name, its fields as JSON text or already
    read, and what was picked in a calendar or a list of people.
    """

    name: str
    value: str | Mapping[str, Any] | None = None
    picked: str | None = None


def decode(click: Click, known: Mapping[str, type[Action]] | None = None) -> Action:
    """The action that a click means: one of those `known`, by their names, or else of ours.

    Raises Refused("old_button") for what was never sent.
    """
    given = _given(click.value)
    known = named() if known is None else known
    kind = known.get(str(given.pop("do", click.name)))
    if kind is None:
        raise Refused("old_button")
    if click.picked is not None:
        given["picked"] = click.picked
    taken: dict[str, Any] = {}
    for name, (fits, required) in _shape(kind).items():
        if name in given and fits(given[name]):
            taken[name] = given[name]
        elif name in given or required:
            raise Refused("old_button")
    return kind(**taken)


def _given(value: str | Mapping[str, Any] | None) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    try:
        given = json.loads(value or "{}")
    except (ValueError, RecursionError):
        raise Refused("old_button") from None
    if not isinstance(given, dict):
        raise Refused("old_button")
    return given


Fits = Callable[[Any], bool]


@cache
def _shape(kind: type[Action]) -> Mapping[str, tuple[Fits, bool]]:
    """By field: what fits it, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        field.name: (_fits(hints[field.name]), field.default is MISSING)
        for field in fields(kind)  # type: ignore[arg-type]
    }


def _fits(hint: Any) -> Fits:
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return lambda value: value in words
    kinds = tuple(get_args(hint)) or (hint,)

    def fits(value: Any) -> bool:
        if isinstance(value, bool):
            return bool in kinds
        if isinstance(value, int):
            return int in kinds and -MOST <= value <= MOST
        return isinstance(value, str) and str in kinds

    return fits
