"""Finds a VIN, or a part of one, behind the word for it; whole ones are found in `marks`."""

import re
from collections.abc import Iterator
from typing import Final

_NAMED: Final = re.compile(
    r"\b(?:vin(?:\b|(?=\d))|(?:chassis|frame(?= n(?:o|umber)\b)|fahrgestell(?:nummer|nr))\b)"
    r"(?:[ .:=#()-]{1,3}(?:no|nr|num(?:ber)?|code|plate|is|was|of|ends?|ending|in|with|the|last"
    r"|digits|[4-8]))"
    r"{0,6}(?:[ .:=#()-]{1,3}|(?<=vin))"
    r"((?=[a-z\d]*[ ./-]?[a-z\d]*[ ./-]?[a-z\d]*\d)"
    r"[a-z\d]{1,20}(?:[ ./-][a-z\d]{1,17}){0,6})(?![\w-])",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"[A-Za-z\d]+")
_OTHER_CODE: Final = re.compile(
    r"[PBCU][0-3][\dA-F]{3}|R\d{3,4}[A-Z]{1,2}"
    r"|\d+(?:kgs?|mm|cm|m|nm|kw|bhp|hp|ps|v|miles|hrs?|mins?|[ap]m|st|nd|rd|th)",
    re.IGNORECASE,
)
"""A fault, a refrigerant, a figure with its unit."""
_LEAST: Final = 6
_MOST: Final = 20
_WHOLE_LEAST: Final = 15
"""Signs of one that is all there, but for a slip."""
_FIGURES: Final = re.compile(r"\d{5,}")
_FIGURES_MOST: Final = 8


def named_vins(text: str) -> Iterator[tuple[int, int]]:
    """The spans of mixed codes of 6 to 20 signs behind "vin" or "chassis", in one or in groups."""
    for named in _NAMED.finditer(text):
        start, groups = named.start(1), list(_GROUP.finditer(named[1]))
        for last in range(len(groups), 0, -1):
            if _is_code([group[0] for group in groups[:last]]):
                yield start, start + groups[last - 1].end()
                break


def _is_code(groups: list[str]) -> bool:
    signs = "".join(groups)
    if not _LEAST <= len(signs) <= _MOST or not any(one.isdigit() for one in groups[-1]):
        return False
    if any(group.isalpha() and len(group) != 3 for group in groups):
        return False
    if len(groups) > 1:
        return len(signs) >= _WHOLE_LEAST or bool(_FIGURES.fullmatch(groups[-1]))
    if signs.isdigit():
        return len(signs) <= _FIGURES_MOST
    return not signs.isalpha() and not _OTHER_CODE.fullmatch(signs)
