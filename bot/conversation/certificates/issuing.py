"""Who issued a certificate, its number, and where it may be verified."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found, Place
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.lengths import lengths_in
from bot.conversation.certificates.pages import Code
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

_NUMBER: Final = re.compile(
    r"(?=[^ ]*\d|[A-Z]{2,5} ?\d)[A-Za-z0-9](?:[\w/.#-]*[A-Za-z0-9])?(?: \d[\d ]*)?"
)
_URL: Final = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"|]{4,300}"
    r"|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/[^\s<>\"|]{1,200})",
    re.IGNORECASE,
)
_DOMAIN: Final = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?![\w@.-])", re.IGNORECASE
)
_VERIFYING: Final = re.compile(
    r"verif|valid(?:ate|ation)|authentic|check|badge|credential|certif|/cert|/c/|/b/|/v\b|confirm"
)
_SENDER: Final = re.compile(
    r"^(?:from:? *)?(?P<name>[^<>@:]{3,60}?) *<[^<>@\s]{1,64}@[^<>\s]{3,80}>$", re.I
)
_FOR: Final = re.compile(
    r"(?:^|[,.] )(?:(?:signed )?(?:for|on behalf of)(?: and on behalf of)?)\s+(?:the )?"
    r"(?P<name>(?-i:[A-Z])[^,.;\n]{2,60})",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\b(?:street|road|lane|avenue|approach|house|unit \d|suite|floor|tel|email|fax|po box|page)\b"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|@|\d{5}|www\.|\.(?:com|org|example|co\.uk|net)\b",
    re.IGNORECASE,
)
_NOT_ONE: Final = re.compile(
    r"\b(?:course|certificate|attended|completed|this|that|has|have|was|were|is|are|you|your|thank"
    r"|thanks|welcome|congratulations|well done|inbox|message|level \d|module|on|for completing"
    r"|evening|event|annual|advanced|introduction|introductory|awareness)\b|[!?;:]|\d{3,}|\*"
)


def number_of(sheet: Sheet, tables: frozenset[int]) -> Found[str] | None:
    """The certificate's own number; a form's, a student's or an order's is none."""
    found: list[tuple[int, Pair, str]] = []
    for pair in sheet.labelled("number"):
        value = _number(pair.value) if pair.cell not in tables else None
        if value is not None and (len(value) > 2 or _rank(pair.label) > 2):
            found.append((_rank(pair.label), pair, value))
    if not found:
        return None
    best = max(rank for rank, _, _ in found)
    values = {value: pair for rank, pair, value in reversed(found) if rank == best}
    if len(values) != 1:
        return None
    value, pair = next(iter(values.items()))
    return sheet.found(value, pair.cell)


def _rank(label: str) -> int:
    if re.search(r"certif|zertif|credential|attest|diplom|badge|licen|card|slip", label):
        return 3
    return 2 if re.search(r"serial|unique|verification|ref", label) else 1


def _number(text: str) -> str | None:
    text = text.strip(" .:#,;")
    if next(days_in(text, "day first"), None) is not None or next(lengths_in(text), None):
        return None
    match = _NUMBER.match(text)
    if match is None or not any(one.isdigit() for one in match[0]) or "%" in text[:8]:
        return None
    rest = text[match.end() :]
    if rest and not re.match(r"\s*(?:$|[(,;|]|\s[a-z])", rest):
        return None
    number = match[0].strip()
    return number if len(number) >= 2 or not rest.strip() else None


def url_of(sheet: Sheet) -> Found[str] | None:
    """Where it may be verified: what a code holds, or an address that the page says is for that."""
    coded = [found for code in sheet.codes if (found := _of_code(code)) is not None]
    if len({one.value for one in coded}) > 1:
        coded = [one for one in coded if _VERIFYING.search(one.value.lower())]
    if len({one.value for one in coded}) == 1:
        return coded[0]
    if coded:
        return None
    said = [(address, at) for at, cell in enumerate(sheet.cells)
            for address in _addresses(sheet, at, cell.text)]  # fmt: skip
    if len({address.lower() for address, _ in said}) != 1:
        return None
    return sheet.found(*said[0])


def _addresses(sheet: Sheet, at: int, text: str) -> Iterator[str]:
    labelled = any(one.cell == at and one.kind == "url" for one in sheet.pairs)
    above = sheet.layout.above[at]
    near = f"{sheet.cells[above].text if above is not None else ''} {text}".lower()
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:)]’'\"")
        if labelled or _VERIFYING.search(near) or _VERIFYING.search(address.lower()):
            yield address
    domain = _DOMAIN.search(text) if labelled and _URL.search(text) is None else None
    if domain is not None and re.search(r"verif|valid|check|cert", domain[0].lower()):
        yield domain[0]


def _of_code(code: Code) -> Found[str] | None:
    text = code.text.strip()[:4000]
    if text.startswith(("{", "[")):
        try:
            text = _in_json(json.loads(text)) or ""
        except (ValueError, RecursionError):
            return None
    match = _URL.search(text)
    if match is None or (match.start() > 0 and "VCARD" in text.upper()):
        return None
    address = match[0].rstrip(".,;:)]’'\"")
    path = re.sub(r"^https?://[^/]*/?", "", address)
    if not path and not _VERIFYING.search(address.lower()):
        return None  # the home page of somebody
    return Found(address, Place(code.page))


def _in_json(value: Any) -> str | None:
    """An open badge's own address."""
    if not isinstance(value, dict):
        return None
    for key in ("id", "@id", "url", "verify", "verification", "verificationUrl"):
        held = value.get(key)
        if isinstance(held, str) and held.startswith("http"):
            return held
        if isinstance(held, dict) and isinstance(held.get("url"), str):
            return str(held["url"])
    return None


def provider_of(sheet: Sheet, taken: frozenset[int]) -> Found[str] | None:
    """Who issued it; `taken` are cells that are the title, the person, or a table."""
    for some in (
        _labelled(sheet),
        _sender(sheet),
        _companies(sheet, taken),
        _organisations(sheet, taken),
        _signed_for(sheet),
        _brand(sheet, taken),
    ):
        found = list(some)
        values = {folded(one.value): one for one in reversed(found)}
        if len(values) == 1:
            return next(iter(values.values()))
        if len(values) > 1:
            return _of_several(found)
    return None


def _of_several(found: list[Found[str]]) -> Found[str] | None:
    """The longest where it holds the others; else the first, which heads the page."""
    longest = max(found, key=lambda one: len(one.value))
    if all(folded(one.value) in folded(longest.value) for one in found):
        return longest
    return None


def _clean(text: str) -> str:
    """The name alone, without what kind of page it stands on: "Example Ltd - Training record"."""
    name, mark, kind = text.rpartition(" - ")
    text = name if mark and names.is_heading(kind) else text
    return text.strip(" .,:;|*–-").removesuffix(" presents").strip()


def _labelled(sheet: Sheet) -> Iterator[Found[str]]:
    for pair in sheet.labelled("provider"):
        name = _clean(pair.value.partition(",")[0] if len(pair.value) > 60 else pair.value)
        is_name = 2 < len(name) <= 80 and "@" not in name and any(one.isalpha() for one in name)
        if is_name and next(days_in(name, "day first"), None) is None:
            yield sheet.found(name, pair.cell)


def _sender(sheet: Sheet) -> Iterator[Found[str]]:
    for at, cell in enumerate(sheet.cells):
        match = _SENDER.match(cell.text)
        if match is not None and not folded(cell.text).startswith(("to:", "to ", "cc:", "bcc:")):
            name = match["name"].strip(" \"'")
            if names.person(name) is None or names.is_organisation(name):
                yield sheet.found(name, at)
                return


def _stands_alone(sheet: Sheet, at: int, taken: frozenset[int]) -> str | None:
    """The words of a cell that may be a name by itself: no sentence, no heading, no address."""
    text = _clean(sheet.cells[at].text)
    text = (
        _clean(_ADDRESS.split(text)[0].rpartition(",")[0])
        if "," in text and _ADDRESS.search(text)
        else text
    )
    if at in taken or at in sheet.paired or "|" in text or "*" in sheet.cells[at].text:
        return None
    if not 2 < len(text) <= 80:
        return None
    low = folded(text)
    located = _ADDRESS.search(text) is not None and not (
        names.is_surely_organisation(text) and re.search(r"[\d,@.]", text) is None
    )
    if names.is_heading(text) or _NOT_ONE.search(low) or located or "(" in text:
        return None
    if text[:1].islower() and " " in text:
        return None
    if next(days_in(text, "day first"), None) or next(lengths_in(text), None):
        return None
    return text


def _companies(sheet: Sheet, taken: frozenset[int]) -> Iterator[Found[str]]:
    for at, cell in enumerate(sheet.cells):
        if names.is_company(cell.text) and (text := _stands_alone(sheet, at, taken)) is not None:
            yield sheet.found(text, at)


def _organisations(sheet: Sheet, taken: frozenset[int]) -> Iterator[Found[str]]:
    """Those at the top of the first page; else those below, when there are none."""
    rows = sheet.layout.rows
    first = [at for row in rows[:4] for at in row]
    later = [at for row in rows[4:] for at in row if sheet.cells[at].place.page == 1]
    for some in (first, later):
        found = []
        for at in some:
            text = _stands_alone(sheet, at, taken)
            if text is not None and names.is_organisation(text):
                found.append(_with_brand(sheet, at, text, taken))
        if found:
            yield from (found[:1] if some is first else found)
            return


def _with_brand(sheet: Sheet, at: int, text: str, taken: frozenset[int]) -> Found[str]:
    """Joined to the one word above it, as a logo writes both: "LUMBREA", "Coatings Academy"."""
    above = sheet.layout.above[at]
    if above is not None and len(text.split()) <= 3:
        brand = _stands_alone(sheet, above, taken)
        this, that = sheet.cells[at], sheet.cells[above]
        near = this.top - that.bottom < 1.5 * this.height
        if (
            brand
            and len(brand.split()) <= (2 if len(text.split()) == 2 else 1)
            and near
            and that.height > this.height
        ):
            return sheet.found(f"{brand} {text}", above)
    return sheet.found(text, at)


def _signed_for(sheet: Sheet) -> Iterator[Found[str]]:
    for at, cell in enumerate(sheet.cells):
        match = _FOR.search(cell.text)
        if match is not None and names.is_organisation(match["name"]):
            yield sheet.found(_clean(match["name"]), at)


def _brand(sheet: Sheet, taken: frozenset[int]) -> Iterator[Found[str]]:
    """What heads the page and is nothing else."""
    for row in sheet.layout.rows[:1]:
        for at in row[:1]:
            text = _stands_alone(sheet, at, taken)
            person = names.person(text) if text else None
            if text and (person is None or not names.is_given(person)) and len(text.split()) <= 5:
                yield sheet.found(text, at)
