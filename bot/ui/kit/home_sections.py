"""Sections of Home: a room declares beside its builders what stands there, and in which place.

Each room declares its sections in a tuple `HOME_SECTIONS` of one of its modules; what they are
made of, its services read (`bot.services.context.home_parts`). Which sections there are is found
by discovery.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.discovery import by_name, declared
from bot.services.context.home_parts import HomeView
from bot.ui.kit.blocks import Block, Element, header

PACKAGE: Final = "bot.ui"
"""Where our own rooms declare their sections."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, in a sentence, and the button that opens exactly that."""

    words: str
    button: Element | None


@dataclass(frozen=True, slots=True)
class HomeContext:
    """What a section is built from: the values of all parts, and what the whole of Home says."""

    view: HomeView
    step: NextStep | None
    """The one next step; None to whom the questions of the onboarding are what is next."""

    @property
    def is_new(self) -> bool:
        """Whether the questions of the onboarding come before everything else."""
        return self.step is None

    @property
    def offered(self) -> Element | None:
        """The next step's button, which no section offers again."""
        return self.step.button if self.step else None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a section, once for those that follow one another and share it."""

    words: str
    block_id: str


@dataclass(frozen=True, slots=True)
class HomeSection:
    """A section of Home; the lowest `order` comes first. Without blocks it is left out."""

    name: str
    order: int
    blocks: Callable[[HomeContext], Sequence[Block]]
    heading: Heading | None = None


@cache
def home_sections(*packages: str) -> tuple[HomeSection, ...]:
    """The sections that these packages' rooms declare, or ours where none is given, in their order;
    read once. Raises DeclaredTwice.
    """
    found = declared("HOME_SECTIONS", HomeSection, *(packages or (PACKAGE,)))
    named = by_name(found, lambda one: one.name).values()
    return tuple(sorted(named, key=lambda one: (one.order, one.name)))


def home_blocks(home: HomeContext, sections: Iterable[HomeSection]) -> list[Block]:
    """The blocks of all sections, each heading once."""
    blocks: list[Block] = []
    above: Heading | None = None
    for one in sections:
        found = one.blocks(home)
        if not found:
            continue
        if one.heading is not None and one.heading != above:
            blocks.append(header(one.heading.words, one.heading.block_id))
        above = one.heading
        blocks += found
    return blocks
