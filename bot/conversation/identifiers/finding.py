"""Finds what tells in a text who somebody is, by its form or as a name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.conversation.identifiers import marks
from bot.conversation.identifiers.given_names import GIVEN
from bot.conversation.identifiers.names import names
from bot.conversation.identifiers.ordinary_words import ORDINARY
from bot.conversation.identifiers.people import NOBODY, People, people_of
from bot.conversation.identifiers.phones import phones
from bot.conversation.identifiers.plates import named_plates, typed_plates
from bot.conversation.identifiers.spelling import plain, view, views
from bot.conversation.identifiers.vins import named_vins

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
    ("rang 00447700900123, 0044 7700 900123, 447700900123", (("phone", "00447700900123"),
     ("phone", "0044 7700 900123"), ("phone", "447700900123"))),
    ("07700 900123 07700 900456/0161 496 0000", (("phone", "07700 900123"),
     ("phone", "07700 900456"), ("phone", "0161 496 0000"))),
    ("07700 900123 12/10/2026, 2026-10-12 07700900456", (("phone", "07700 900123"),
     ("phone", "07700900456"))),
    ("bay 6 07700 900123 2h, 10:30 07700900456", (("phone", "07700 900123"),
     ("phone", "07700900456"))),
    ("(07700) 900-123, 07700.900.123, +44(0)7700 900123, tel.07700900123, call07700900123",
     (("phone", "(07700) 900-123"), ("phone", "07700.900.123"), ("phone", "+44(0)7700 900123"),
      ("phone", "07700900123"), ("phone", "07700900123"))),
    ("o7700 900123, 0770O 900123, 07700, 900123, 0 7 7 0 0 9 0 0 1 2 3", (
     ("phone", "o7700 900123"), ("phone", "0770O 900123"), ("phone", "07700, 900123"),
     ("phone", "0 7 7 0 0 9 0 0 1 2 3"))),
    ("<tel:+447700900123|07700 900123> <mailto:dave@example.com|dave>",
     (("phone", "<tel:+447700900123|07700 900123>"),
      ("email", "<mailto:dave@example.com|dave>"))),
    ("07700\n900123 about AB12\nCDE, WVWZZZ1JZ\nXW000001", (("phone", "07700\n900123"),
     ("plate", "AB12\nCDE"), ("vin", "WVWZZZ1JZ\nXW000001"))),
    ("07700  900\t123 about AB12  CDE \n, WVWZZZ1JZ  XW000001", (("phone", "07700  900\t123"),
     ("plate", "AB12  CDE"), ("vin", "WVWZZZ1JZ  XW000001"))),
    ("AB\u200b12 CDE, \u202a07700\u00ad900123\u202c, da\u2060ve@example.com\ufeff",
     (("plate", "AB\u200b12 CDE"), ("phone", "07700\u00ad900123"),
      ("email", "da\u2060ve@example.com"))),
    ("seen\u200bAB12CDE\u200btoday", (("plate", "AB12CDE"),)),
    ("ab12-cde, ab 12 cde, Ab12 Cde, AB 12 CDE, ab-12-cde", (("plate", "ab12-cde"),
     ("plate", "ab 12 cde"), ("plate", "Ab12 Cde"), ("plate", "AB 12 CDE"),
     ("plate", "ab-12-cde"))),
    ("a123 bcd, AB.12.CDE, photo_AB12CDE.jpg, reg=ab12cde, 191D1234, AB 123 CD",
     (("plate", "a123 bcd"), ("plate", "AB.12.CDE"), ("plate", "AB12CDE"), ("plate", "ab12cde"),
      ("plate", "191D1234"), ("plate", "AB 123 CD"))),
    ("reg AB 12 VAN", (("plate", "AB 12 VAN"),)),
    ("VIN: wvw zzz 1jz xw000001, wvwzzz1jz xw000001, WVWZZZ1JZXWO00001, VINWVWZZZ1JZXW000001",
     (("vin", "wvw zzz 1jz xw000001"), ("vin", "wvwzzz1jz xw000001"),
      ("vin", "WVWZZZ1JZXWO00001"), ("vin", "WVWZZZ1JZXW000001"))),
    ("ftp://a.example/x sftp://10.0.0.1 file:///C:/dave mailto:d@example.com wa.me/447700900123",
     (("link", "ftp://a.example/x"), ("link", "sftp://10.0.0.1"), ("link", "file:///C:/dave"),
      ("email", "mailto:d@example.com"), ("link", "wa.me/447700900123"))),
    ("t.me/dave bit.ly/3abc maps.app.goo.gl/x north.garage/job/12 WWW.Example.com",
     (("link", "t.me/dave"), ("link", "bit.ly/3abc"), ("link", "maps.app.goo.gl/x"),
      ("link", "north.garage/job/12"), ("link", "WWW.Example.com"))),
    ("garage.co.uk?job=1 and https: //garage.co.uk/1", (("link", "garage.co.uk?job=1"),
     ("link", "https: //garage.co.uk/1"))),
    ("dave @example.com, dave@ example,com, dave@gmail", (("email", "dave @example.com"),
     ("email", "dave@ example,com"), ("email", "dave@gmail"))),
    ("Mrs  Patel, Mrs *Patel* and *Dave* Smith", (("customer", "Mrs  Patel"),
     ("customer", "Mrs *Patel"), ("person", "Dave* Smith"))),
    ("JIL 1234, JIL1234, XIL 123, jbz1234", (("plate", "JIL 1234"), ("plate", "JIL1234"),
     ("plate", "XIL 123"), ("plate", "jbz1234"))),
    ("R 123 ABC, r 123 abc, abc 123d; a1 abc. ABC 123D", (("plate", "R 123 ABC"),
     ("plate", "r 123 abc"), ("plate", "abc 123d"), ("plate", "a1 abc"), ("plate", "ABC 123D"))),
    ("sn 14 xyz, ma 19 kxd, nk68,xtb", (("plate", "sn 14 xyz"), ("plate", "ma 19 kxd"),
     ("plate", "nk68,xtb"))),
    ("M AB 1234, HH AB 123, m-ab 1234, hh-ab123, HHAB123, M-AB-1234", (("plate", "M AB 1234"),
     ("plate", "HH AB 123"), ("plate", "m-ab 1234"), ("plate", "hh-ab123"), ("plate", "HHAB123"),
     ("plate", "M-AB-1234"))),
    ("kennzeichen m ab 1234, reg M AB 1234, plate hh x 7", (("plate", "m ab 1234"),
     ("plate", "M AB 1234"), ("plate", "hh x 7"))),
    ("W-12345A and GU 123 AB", (("plate", "W-12345A"), ("plate", "GU 123 AB"))),
    ("last 8 of vin 3W386752, chassis no 3W386752, vin ends in 386752", (("vin", "3W386752"),
     ("vin", "3W386752"), ("vin", "386752"))),
    ("vin WVWZZZ1JZ3W38675, vin: WVWZZZ1JZ3W3867521 on it", (("vin", "WVWZZZ1JZ3W38675"),
     ("vin", "WVWZZZ1JZ3W3867521"))),
    ("vin 5yj3 e7eb4kf 123456 on the ramp", (("vin", "5yj3 e7eb4kf 123456"),)),
    ("07700,900,123, 07700 900l23, O77oo 9oo I23", (("phone", "07700,900,123"),
     ("phone", "07700 900l23"), ("phone", "O77oo 9oo I23"))),
    ("dave.smith at gmail.com, davesmith gmail.com, dave.smith@hot mail.com", (
     ("email", "dave.smith at gmail.com"), ("email", "davesmith gmail.com"),
     ("email", "dave.smith@hot mail.com"))),
    ("jd85 at btinternet com, jo_b web.de", (("email", "jd85 at btinternet com"),
     ("email", "jo_b web.de"))),
    ("R-123-ABC, r.123.abc, ABC-123D, JIL-1234", (("plate", "R-123-ABC"), ("plate", "r.123.abc"),
     ("plate", "ABC-123D"), ("plate", "JIL-1234"))),
    ("vin (last 8) 3W386752, VIN3W386752, frame no 3W386752", (("vin", "3W386752"),
     ("vin", "3W386752"), ("vin", "3W386752"))),
    ("+44 77OO 9OOl23", (("phone", "+44 77OO 9OOl23"),)),
    ("jo_smith at gmail, dave.smith @ hot mail . com", (("email", "jo_smith at gmail"),
     ("email", "dave.smith @ hot mail . com"))),
    ("sat at gmail, the R-134a, frame no 12, a rate of 7.lo", ()),
    ("on gmail.com, course at outlook.com, went live, com port", ()),
    ("the rig 200 hrs, at 80 khz 50, OIL 1234, an LED 12 V, fig 12", ()),
    ("a 230 v feed, bmw 320d, mcb 230v, do 12 nms, the psu 24v, at 40 bhp, on 12 hgv", ()),
    ("V AC 230, A 4 B, MG ZS 2021, DIN EN 388, RS 232, UNIT205, LEVEL200, AC DC 230 V", ()),
    ("m-f 900, wi-fi 600, ni-mh 1800, re-do 120", ()),
    ("a chassis 2500kg, chassis W205 C220d, chassis R1234yf, vin check 2026, chassis P0420", ()),
    ("did 12 the other day, on ev 12 hrs, at 40 mph, up 20 psi, set to 14 vdc, E10 and T30", ()),
    ("Mk12. Yes, XC60\nDPF, wd-40 can, em 30 pcs, an R134a and R1234yf system, 1234yf gas", ()),
    ("e.g./i.e. km.h/s 24V/48V and/or the brakes.Front/rear, p.12/13, 12.5.kg/m2, 1.5.bar/psi", ()),
    ("120\n180\n200 Nm\n40, 07.30 08.00 10.15, cells 01 02 03 04 05 06 07 08", ()),
    ("12-0281002996, 0 281 002 996, 8K0 959 851 F, 34116786392, job 0012345678", ()),
    ("12/10/2026 13/10/2026, from 0800-1630, 225/45 R17 91W, 0.123 0.145 0.150 0.160", ()),
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
    left = plain(text)
    found: list[Identifier] = []
    for seen in views(left):
        for one in _marks(seen.text, region):
            start, end = seen.span(one.start, one.end)
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Identifier(one.kind, start, end))
    for one in found:
        left = f"{left[: one.start]}{_TAKEN * (one.end - one.start)}{left[one.end :]}"
    seen = view(left)
    people_found = _people(seen.text, people_of(people), surely=surely)
    found += [Identifier(one.kind, *seen.span(one.start, one.end)) for one in people_found]
    return tuple(sorted(found, key=lambda one: one.start))


_TAKEN: Final = "\x1f"


def _people(text: str, known_people: People, *, surely: bool) -> list[Identifier]:
    """Names of the workspace's people, and what reads like a name."""
    spans = known_people.named(text) if surely else known_people.found(text)
    found = [Identifier("person", *span) for span in spans]
    for kind, start, end in names(text):
        known = [one for one in found if one.start < end and start < one.end]
        found = [one for one in found if one not in known]
        first = min([start, *(one.start for one in known)])
        found.append(Identifier(kind, first, max([end, *(one.end for one in known)])))
    return found


def _marks(text: str, region: str) -> Iterator[Identifier]:
    """What is known by its form; what comes first is sure, and nothing else is looked for in it."""
    yield from _addresses(text)
    # A line break parts no plate and no VIN; and an underscore is their border, no letter.
    unbroken = text.replace("_", " ").replace("\n", " ")
    yield from _vins(unbroken)
    for slack in marks.SLACK.finditer(text):
        yield Identifier("slack", *slack.span())
    if not _DIGIT.search(text):
        return
    for plate in marks.A_PLATE.finditer(text):
        yield Identifier("plate", *plate.span())
    for span in typed_plates(unbroken):
        yield Identifier("plate", *span)
    for span in named_plates(unbroken):
        yield Identifier("plate", *span)
    for named in marks.NAMED_PLATE.finditer(text):
        if len(named[1]) > 3:
            yield Identifier("plate", *named.span(1))
    for span in phones(text.replace("_", " "), region):
        yield Identifier("phone", *span)


def _vins(unbroken: str) -> Iterator[Identifier]:
    if not _DIGIT.search(unbroken):  # all other forms have figures
        for vin in marks.GLUED_VIN.finditer(unbroken):
            yield Identifier("vin", *vin.span())
        return
    for form in (
        marks.A_VIN,
        marks.GLUED_VIN,
        marks.MISREAD_VIN,
        marks.GROUPED_VIN,
    ):
        for vin in form.finditer(unbroken):
            yield Identifier("vin", *vin.span())
    # The forms below may take the word before a code for a part of it.
    for span in named_vins(unbroken):
        yield Identifier("vin", *span)
    for vin in marks.NAMED_VIN.finditer(unbroken):
        yield Identifier("vin", *vin.span(1))
    for vin in marks.HALVED_VIN.finditer(unbroken):
        yield Identifier("vin", *vin.span())


def _addresses(text: str) -> Iterator[Identifier]:
    if _SCHEME.search(text):
        for link in marks.LINK.finditer(text):
            scheme = (link[1] or link[2] or "").lower()
            yield Identifier(_LINKED.get(scheme, "link"), *link.span())
    if "@" in text:
        for form in (marks.AN_EMAIL, marks.SPACED_EMAIL, marks.SHORT_EMAIL, marks.HALVED_EMAIL):
            for address in form.finditer(text):
                yield Identifier("email", *address.span())
    if "/" in text or _ASKING_HOST.search(text):
        for link in marks.BARE_LINK.finditer(text):
            yield Identifier("link", *link.span())
    if _HOSTED.search(text):
        for address in marks.HOSTED_EMAIL.finditer(text):
            whose = (address[1] or address[2]).lower()
            if whose not in ORDINARY or whose in GIVEN:
                yield Identifier("email", *address.span())
    if _SPELT_AT.search(text):
        for address in marks.SPELT_EMAIL.finditer(text):
            yield Identifier("email", *address.span())


_SCHEME: Final = re.compile("<|//|https?:|www[.]|mailto:|skype:", re.IGNORECASE)
_ASKING_HOST: Final = re.compile(r"\.[A-Za-z]{2,8}[?#]\w")
_HOSTED: Final = re.compile(r"[.]|mail|btinternet|icloud", re.IGNORECASE)
"""In every address of a common host: none is looked for without it."""
_LINKED: Final[Mapping[str, IdentifierKind]] = {"mailto": "email", "tel": "phone"}
_SPELT_AT: Final = re.compile(r"[(\[{<]at[)\]}>]|\bdot\b", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
