"""Finds what tells in a text who somebody is, by its form or as a name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.conversation.identifiers import marks
from bot.conversation.identifiers.names import names
from bot.conversation.identifiers.people import NOBODY, People, people_of

IdentifierKind = Literal["customer", "person", "plate", "vin", "phone", "email", "slack", "link"]

EXAMPLES: Final = (
    ("rang 07700 900123 about AB12 CDE", (("phone", "07700 900123"), ("plate", "AB12 CDE"))),
    ("call +44 161 496 0000", (("phone", "+44 161 496 0000"),)),
    ("mail dave@example.com", (("email", "dave@example.com"),)),
    ("VIN WVWZZZ1JZXW000001 on a ramp", (("vin", "WVWZZZ1JZXW000001"),)),
    ("ask <@U024BE7LH> or U024BE7LH", (("slack", "<@U024BE7LH>"), ("slack", "U024BE7LH"))),
    ("see https://example.com/a", (("link", "https://example.com/a"),)),
    ("AB-123-CD, M-AB 1234 and 191-D-1234", (("plate", "AB-123-CD"), ("plate", "M-AB 1234"),
     ("plate", "191-D-1234"))),
    ("reg 1234 BCD", (("plate", "1234 BCD"),)),
    ("on 07700\u00a0900\u2009123 and 07700\u2011900123", (("phone", "07700\u00a0900\u2009123"),
     ("phone", "07700\u2011900123"))),
    ("AB\u00a012\u00a0CDE or AB12-CDE or \uff21\uff2212 CDE", (("plate", "AB\u00a012\u00a0CDE"),
     ("plate", "AB12-CDE"), ("plate", "\uff21\uff2212 CDE"))),
    ("rang _07700 900123_ about _AB12 CDE_, *WVWZZZ1JZXW000001*", (("phone", "07700 900123"),
     ("plate", "AB12 CDE"), ("vin", "WVWZZZ1JZXW000001"))),
    ("mail _dave_b@example.com_", (("email", "dave_b@example.com"),)),
    ("ask dave\uff20example.com", (("email", "dave\uff20example.com"),)),
    ("VIN WVW ZZZ 1JZ XW 000001 or WVWZZZ-1JZXW-000002", (("vin", "WVW ZZZ 1JZ XW 000001"),
     ("vin", "WVWZZZ-1JZXW-000002"))),
    ("vin wvw zzz 1jz xw000001", (("vin", "wvw zzz 1jz xw000001"),)),
    ("see north-garage.co.uk/job/123", (("link", "north-garage.co.uk/job/123"),)),
    ("dave.b (at) example.com", (("email", "dave.b (at) example.com"),)),
    ("dave at example dot com", (("email", "dave at example dot com"),)),
    ("course at bosch.com and 24V/48V, TEST 0 445 110 183 AND 12 34", ()),
    ("ab71 cde again", (("plate", "ab71 cde"),)),
    ("part 0 445 110 183 on 12/10/2026 at 10:30", ()),
    ("XC60 DPF and the 5W-30 on EU27 and ISO 9001, P0420", ()),
)  # fmt: skip
"""A text and what it holds; the tests run them."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Characters `start` to `end` of a text tell who somebody is, or whose something is."""

    kind: IdentifierKind
    start: int
    end: int


def identifiers(
    text: str,
    *,
    region: str = "GB",
    people: Collection[str] | People = NOBODY,
    surely: bool = False,
) -> tuple[Identifier, ...]:
    """What tells in `text` who somebody is: in order, not overlapping, as offsets into `text`.

    `region` is the country (two letters) whose phone numbers need no prefix. `people` are found
    under each of their names, and by its parts; `surely`: not by parts that are ordinary words.
    """
    found: list[Identifier] = []
    plain = text if text.isascii() else text.translate(_PLAIN)
    left = plain = _MARKED_UP.sub(" ", plain)
    for one in _marks(plain, region):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
            left = f"{left[: one.start]}{_TAKEN * (one.end - one.start)}{left[one.end :]}"
    known_people = people_of(people)
    spans = known_people.named(left) if surely else known_people.found(left)
    people_found = [Identifier("person", *span) for span in spans]
    for kind, start, end in names(left):
        known = [one for one in people_found if one.start < end and start < one.end]
        people_found = [one for one in people_found if one not in known]
        first = min([start, *(one.start for one in known)])
        people_found.append(Identifier(kind, first, max([end, *(one.end for one in known)])))
    return tuple(sorted((*found, *people_found), key=lambda one: one.start))


_MARKED_UP: Final = re.compile(r"[*~`\t]|(?<![^\W_])_|_(?![^\W_])")
"""Signs of bold, italic, struck and code: an underscore within a word is one of its letters."""

_TAKEN: Final = "\x1f"

_PLAIN: Final[Mapping[int, str]] = {
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-"),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    0x02BC: "’",
}
"""Spaces, dashes and wide letters as a copied text has them, each by the plain one: no offset
moves.
"""


def _marks(text: str, region: str) -> Iterator[Identifier]:
    """What is known by its form; what comes first is sure, and nothing else is looked for in it."""
    yield from _addresses(text)
    for slack in marks.SLACK.finditer(text):
        yield Identifier("slack", *slack.span())
    if not _DIGIT.search(text):
        return
    for vin in marks.A_VIN.finditer(text):
        yield Identifier("vin", *vin.span())
    for vin in marks.GROUPED_VIN.finditer(text):
        yield Identifier("vin", *vin.span())
    for named in marks.NAMED_PLATE.finditer(text):
        if len(named[1]) > 3:
            yield Identifier("plate", *named.span(1))
    for plate in marks.A_PLATE.finditer(text):
        yield Identifier("plate", *plate.span())
    yield from _phones(text, region)


def _addresses(text: str) -> Iterator[Identifier]:
    if "<" in text or "://" in text or "www." in text:
        for link in marks.LINK.finditer(text):
            yield Identifier("link", *link.span())
    if "@" in text:
        for address in marks.AN_EMAIL.finditer(text):
            yield Identifier("email", *address.span())
    if "/" in text:
        for link in marks.BARE_LINK.finditer(text):
            yield Identifier("link", *link.span())
    if _SPELT_AT.search(text):
        for address in marks.SPELT_EMAIL.finditer(text):
            yield Identifier("email", *address.span())


_SPELT_AT: Final = re.compile(r"[(\[]at[)\]]| at .*\bdot\b", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")


def _phones(text: str, region: str) -> Iterator[Identifier]:
    for maybe in marks.MAYBE_PHONE.finditer(text):
        digits = sum(one.isdigit() for one in maybe[0])
        if digits >= _DIGITS_LEAST and not marks.A_DATE.search(maybe[0]):
            for start, end in _dialled(maybe[0], region):
                yield Identifier("phone", maybe.start() + start, maybe.start() + end)


_DIGITS_LEAST: Final = 8
_BRITISH: Final = re.compile(r"0[12378]\d{8,9}")
"""What a British number looks like: numbers that nobody has, such as 07700 900123, too."""


def _dialled(text: str, region: str) -> Iterator[tuple[int, int]]:
    """The phone numbers in a run of digits."""
    # Hundreds of modules' worth of metadata: read only where a text holds such a run at all.
    from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number  # noqa: PLC0415

    for match in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE):
        digits = "".join(one for one in match.raw_string if one.isdigit())
        british = region == "GB" and _BRITISH.fullmatch(digits) is not None
        if is_valid_number(match.number) or british or match.raw_string.startswith("+"):
            yield match.start, match.end
