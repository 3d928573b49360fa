"""What Home has to show, part by part: a room declares what it reads for it as one plain value.

Each room declares its parts in a tuple `HOME_PARTS` of one of its modules; `bot.ui` says, beside
its builders, which sections of Home are made of them. Which parts there are is found by discovery.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, TypeVar

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext

PACKAGE: Final = "bot.services"
"""Where our own rooms declare their parts."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class HomePart(Generic[T_co]):
    """One value of Home, by its name, and how it is read for the context's member."""

    name: str
    read: Callable[[MemberContext], T_co]


class HomeView:
    """The values of all parts, read in one unit of work."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getitem__(self, part: HomePart[T]) -> T:
        value: T = self._values[part.name]
        return value

    def __repr__(self) -> str:
        return f"HomeView({self._values!r})"


@cache
def home_parts(*packages: str) -> tuple[HomePart[Any], ...]:
    """The parts that these packages' rooms declare, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found: list[HomePart[Any]] = declared("HOME_PARTS", HomePart, *(packages or (PACKAGE,)))
    return tuple(by_name(found, lambda one: one.name).values())
