"""Finds phone numbers by their form: British ones by a rule of our own, others by the library."""

import re
from collections.abc import Iterator
from typing import Final

_APART: Final = r"(?:[ ().\-/]{0,3}|\n)"
"""What may stand between two figures of a number."""
_BRITISH_ENDS: Final = r"(?!\d|[.\-][1-9])"
_BEGINS: Final = r"(?<!\w)(?<!\d[.,\-])"
_FROM_ABROAD: Final = re.compile(
    rf"(?<!\w)(?:\+ ?|00 ?)\(?44{_APART}(?:0{_APART})?[1-9]\d(?:{_APART}\d){{7,8}}{_BRITISH_ENDS}"
)
_AT_HOME: Final = re.compile(
    rf"{_BEGINS}(?:\((?=\d+\)))?0[12378]\d(?:{_APART}\d){{7,8}}{_BRITISH_ENDS}"
    rf"|{_BEGINS}44{_APART}(?:0{_APART})?7\d(?:{_APART}\d){{8}}{_BRITISH_ENDS}"
    rf"|{_BEGINS}7[4-9]\d\d ?\d{{3}} ?\d{{3}}{_BRITISH_ENDS}"
    r"|(?<![\dA-Z])07\d{9}(?!\d)"  # "call07700900123"
    r"|(?<!\w)[0Oo]7[\dOoIl]{3}(?:[ .-]?[\dOoIl]){6}(?!\w)"  # the letter for the figure
    r"|(?<!\w)\+ ?44[ (0)]{0,4}7[\dOoIl]{3}(?:[ .-]?[\dOoIl]){6}(?!\w)"
    r"|(?<!\w)07\d{3}[ ,:;|] ?\d{3}(?:[ ,:;|] ?)?\d{3}(?!\d)"
    r"|(?<![\w.,-])0([ .-])7(?:\1\d){9}(?!\1?\d)"  # one figure after the other
)
"""Numbers that nobody has, such as 07700 900123, too; the first figures stand together, which
those of part numbers and lists seldom do.
"""
_MAYBE: Final = re.compile(
    r"(?<!\w)(?<!\d[.,])"
    r"(?:(?:\+|\(?0)[\d ().\-/\n]{6,34}|\d[\d ().\-/]{6,34})\d(?!\w)"
)
_DATE: Final = re.compile(
    r"(?<!\d)(?<!\d[./-])(?:\d{4}([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])"
    r"|(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01]))[./-](?:\d{4}|\d\d))(?!\d|[.-]\d)"
)
_NEXT: Final = re.compile(r"(?<=\d)(?:[ /\n]+|[ \n]+-[ \n])(?=\+|\(?0)")
"""Where a second number may begin."""
_DIGITS_LEAST: Final = 8
_DIGITS_LEAST_ABROAD: Final = 12
"""Figures of a number that begins with 00."""
_TAKEN: Final = "\x1f"
_FIGURE: Final = re.compile(r"\d")
_LETTERS_FOR_FIGURES: Final = re.compile(r"7[\dOoIl]{3}")
"""In whatever has fewer figures than that and is a number."""
_BRITISH: Final = re.compile(r"0[12378]\d{8,9}")


def phones(text: str, region: str) -> Iterator[tuple[int, int]]:
    """The spans of phone numbers, apart but in no order; `region` is whose need no prefix."""
    if len(_FIGURE.findall(text)) < _DIGITS_LEAST and not _LETTERS_FOR_FIGURES.search(text):
        return
    left = _DATE.sub(lambda date: _TAKEN * len(date[0]), text)
    for form in (_FROM_ABROAD, _AT_HOME) if region == "GB" else (_FROM_ABROAD,):
        for number in form.finditer(left):
            yield number.span()
        left = form.sub(lambda number: _TAKEN * len(number[0]), left)
    for maybe in _MAYBE.finditer(left):
        if sum(one.isdigit() for one in maybe[0]) >= _DIGITS_LEAST:
            run = maybe[0].replace("\n", " ")
            for start, end in list(_dialled(run, region)) or _one_by_one(run, region):
                yield maybe.start() + start, maybe.start() + end


def _one_by_one(run: str, region: str) -> Iterator[tuple[int, int]]:
    """The numbers in a run of figures that is none as a whole."""
    starts = [0, *(one.end() for one in _NEXT.finditer(run))]
    if len(starts) > 1:
        for first, last in zip(starts, [*starts[1:], len(run)], strict=True):
            if sum(one.isdigit() for one in run[first:last]) >= _DIGITS_LEAST:
                for start, end in _dialled(run[first:last], region):
                    yield first + start, first + end


def _dialled(run: str, region: str) -> Iterator[tuple[int, int]]:
    """The phone numbers that the library finds in a run of figures."""
    # Hundreds of modules' worth of metadata: read only where a text holds such a run at all.
    from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number  # noqa: PLC0415

    for match in PhoneNumberMatcher(run, region, leniency=Leniency.POSSIBLE):
        digits = "".join(one for one in match.raw_string if one.isdigit())
        british = region == "GB" and _BRITISH.fullmatch(digits) and match.raw_string[1] != " "
        abroad = digits.startswith("00") and len(digits) >= _DIGITS_LEAST_ABROAD
        if match.raw_string.startswith("+") or british or abroad or is_valid_number(match.number):
            yield match.start, match.end
