"""A certificate's number, and where it may be verified."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bot.conversation.certificates.certificate import Found, Place
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.lengths import lengths_in
from bot.conversation.certificates.pages import Code
from bot.conversation.certificates.sheet import Sheet

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


_TO_VERIFY: Final = re.compile(
    r"\b(?:verif\w*|validat\w*|validity|authentic\w*|confirm this|check (?:this|that|the|it)"
    r"|check at)\b"
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
    if rest and not re.match(r"\s*(?:$|[(,;|]|\s[a-z])|\s*[.•·|–—]\s|\s+[A-Z][a-z]", rest):
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
    over = sheet.cells[above].text if above is not None else ""
    near = f"{over if len(over) < 60 else ''} {text}".lower()
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:)]’'\"")
        if labelled or _TO_VERIFY.search(near) or _VERIFYING.search(address.lower()):
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
