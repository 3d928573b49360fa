"""What of somebody's words is pointed out to them, and what no title holds."""

import re
from collections.abc import Collection
from typing import Final

from bot.conversation.identifiers.finding import Identifier, identifiers
from bot.conversation.identifiers.people import People
from bot.conversation.text import folded
from bot.conversation.titles import without_people

_NEVER_IN_A_TITLE: Final = frozenset({"customer", "plate", "vin", "phone", "email"})
_MAY_IDENTIFY: Final = re.compile(r"[\d@]|\b(?:mr|mrs|ms|miss|mx|dr|customer|client|at)\b", re.I)
"""Without any of these nothing in a title is one: most need no closer look."""

_POINTED_OUT: Final = frozenset({"customer", "person", "plate", "vin", "phone", "email"})


def title_without_identifiers(title: str, region: str) -> str:
    """A title without what tells by its form who somebody is, or whose something is: number plates,
    VINs, phone numbers, e-mail addresses, and customers; empty where nothing is left. `region` is
    the country (two letters) whose phone numbers need no prefix.
    """
    if not _MAY_IDENTIFY.search(title):
        return title
    left = without_people(title)
    found = identifiers(left, region=region, surely=True)
    for one in reversed(found):
        if one.kind in _NEVER_IN_A_TITLE:
            left = f"{left[: one.start]} {left[one.end :]}"
    return without_people(left) if found else left


def own_words(*names: str) -> frozenset[str]:
    """What whoever writes may say of themselves and of who taught them, in the form in which it is
    compared.
    """
    return frozenset(word for name in names for word in folded(name).split())


def pointed_out(
    text: str, *, own: Collection[str], region: str, people: People
) -> list[Identifier]:
    """What in a text tells who somebody is, and is not said in `own` words alone."""
    if not text:
        return []
    return [
        one
        for one in identifiers(text, region=region, people=people, surely=True)
        if one.kind in _POINTED_OUT and not own_words(text[one.start : one.end]).issubset(own)
    ]
