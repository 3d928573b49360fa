"""A scheme's categories: how an enrolment in one is named, in keys and for people."""

from collections.abc import Iterable
from typing import Final

CATEGORY_MOST: Final = 40
"""Characters of a category that somebody types."""


def scheme_key(pack: str, category: str) -> str:
    """What names an enrolment of a member in buttons, answers and exports: "imi-register", or
    "imi-techsafe/ADAS". Without a category it is the pack's name, as before there were any.
    """
    return f"{pack}/{category}" if category else pack


def pack_and_category(key: str) -> tuple[str, str]:
    """The same, read; the category is "" where the key has none."""
    pack, _, category = key.partition("/")
    return pack, category


def scheme_title(title: str, category: str) -> str:
    """What people read: "IMI TechSafe: ADAS"."""
    return f"{title}: {category}" if category else title


def as_known(typed: str, known: Iterable[str]) -> str:
    """A typed category as it is written already, whatever its capitals; else as it was typed.

    Spaces are single, and none stands around it.
    """
    words = " ".join(typed.split())
    return next((one for one in known if one.casefold() == words.casefold()), words)
