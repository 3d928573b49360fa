"""Whose certificate it is, and what was learnt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.lengths import credits_in, lengths_in, points_in
from bot.conversation.certificates.phrases import (
    DID,
    WHAT,
    Words,
    is_title,
    people_said,
    shown_title,
    titles_named,
    titles_quoted,
    titles_said,
)
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

_ROLE: Final = re.compile(
    r"\b(?:director|manager|head of|registrar|principal|chief|chair\w*|president|dean|secretary"
    r"|officer|trainer|instructor|tutor|assessor|examiner|coordinator|administrator|lead|owner"
    r"|founder|ceo|md|leiter|signature|lecturer|speaker|facilitator|educator|foreman|adviser"
    r"|vice-chancellor|moderator|verifier|curriculum|partner|geschäftsführer)\b"
)
_MAIL_TO: Final = re.compile(
    r"^(?:to:? *(?P<name>[^<>@:]{3,60}?) *<[^<>@\s]{1,64}@|to: *(?P<bare>[^<>@:]{3,60})$"
    r"|(?:dear|hello|hi) (?P<dear>[^<>@:!,]{3,60})[,!]?$)",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"^(?:from|to|sent|cc):? ", re.IGNORECASE)
_CLOSING: Final = re.compile(
    r"\b(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|regards"
    r"|with best wishes)\b"
)
_NO_TITLE: Final = re.compile(
    r"[.!?]$|\b(?:that|dat|que|che|dass)$|\b(?:has|have|was|were|is|are|confirms|certifies)\b"
    r"|^(?:to|from|dear|hi|re|page|signed|for|on|of|by|with|in|at|and)\b|@|www\.|://"
    r"|^\W*\d[\d\W]*$|^\W*\d+ \w+$|\b(?:inbox|attachments?|message)\b|%",
    re.IGNORECASE,
)
_DOMAIN: Final = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?$", re.IGNORECASE)
_CODE: Final = re.compile(r"^[A-Z]{1,5}-?\d{2,6}\s+(?=\S+ \S)")
_PARTS: Final = re.compile(r"\s*(?::|\s[-–—|]|[-–—|]\s)\s*")


def person_of(sheet: Sheet, tables: frozenset[int]) -> Found[str] | None:
    """The learner; None where the page names several, or nobody as the learner."""
    others = {folded(names.person(one.value) or "") for one in sheet.labelled("other person")}
    for some in (_said(sheet, sure=True), _labelled(sheet, tables), _said(sheet, sure=False),
                 _addressed(sheet), _standing(sheet, tables)):  # fmt: skip
        found = [one for one in some if folded(one.text) not in others and one.cell not in tables]
        if found:
            return _one_person(sheet, found)
    return None


def _one_person(sheet: Sheet, found: Sequence[Words]) -> Found[str] | None:
    """The one name, or the fullest form of it."""
    fullest = max(found, key=lambda one: len(one.text))
    words = set(folded(fullest.text).split())
    if all(set(folded(one.text).split()) <= words for one in found):
        return sheet.found(fullest.text, fullest.cell)
    return None


def _said(sheet: Sheet, *, sure: bool) -> Iterator[Words]:
    return (one for certain, one in people_said(sheet) if certain is sure)


def _labelled(sheet: Sheet, tables: frozenset[int]) -> Iterator[Words]:
    for pair in sheet.labelled("person"):
        name = names.person(re.sub(r"^[\d:/-]+\s+", "", pair.value))
        if name is not None and pair.cell not in tables and not _signs(sheet, pair.cell):
            yield Words(name, pair.cell)


def _addressed(sheet: Sheet) -> Iterator[Words]:
    for at, cell in enumerate(sheet.cells):
        match = _MAIL_TO.match(cell.text)
        said = match["name"] or match["bare"] or match["dear"] if match is not None else ""
        name = names.person(said)
        if name is not None:
            yield Words(name, at)


def _signs(sheet: Sheet, cell: int) -> bool:
    """Whether it is whoever signed: a role stands right below, or a closing above."""
    below, above = sheet.layout.below[cell], cell
    said = sheet.cells[below].text if below is not None and below not in sheet.paired else ""
    if len(said) < 70 and _ROLE.search(folded(said)):
        return True
    for _ in range(4):
        step = sheet.layout.above[above]
        if step is None:
            return False
        if _CLOSING.search(folded(sheet.cells[step].text)):
            return True
        above = step
    return False


def _standing(sheet: Sheet, tables: frozenset[int]) -> Iterator[Words]:
    """A name that stands by itself: one that is known, or has a title, or is set large."""
    found = []
    for at, cell in enumerate(sheet.cells):
        if at in sheet.paired or at in tables or len(cell.text) > 60:
            continue
        name = names.person(cell.text)
        if name is None or names.is_organisation(cell.text) or _signs(sheet, at):
            continue
        known = names.is_given(name) or names.is_titled(cell.text)
        if known or not names.could_be_subject(name):
            found.append((known, cell.height, Words(name, at)))
    surely = [one for one in found if one[0]] or [
        one for one in found if _is_below_heading(sheet, one[2].cell)
    ]
    large = max((cell.height for cell in sheet.cells), default=0.0)
    if not surely:
        surely = [one for one in found if one[1] > 0.75 * large and not sheet.is_plain]
        if len(surely) != 1:
            return
    tallest = max(height for _, height, _ in surely)
    tall = [one for one in surely if one[1] > 0.87 * tallest]
    yield from (words for _, _, words in tall)


def _is_below_heading(sheet: Sheet, cell: int) -> bool:
    above = sheet.layout.above[cell]
    return above is not None and names.is_heading(sheet.cells[above].text)


def title_of(sheet: Sheet, person: Found[str] | None, tables: frozenset[int]) -> Found[str] | None:
    """What was learnt, without "Certificate of"; the labelled first, then sentences, then size."""
    told = next(iter(_told(sheet, tables)), None)
    said = [one for one in titles_said(sheet) if one.cell not in tables and _is_not(one, person)]
    if told is None and said:
        told = max(reversed(said), key=lambda one: (sheet.cells[one.cell].height, -one.cell))
        if (
            sheet.is_plain
            or sheet.cells[said[0].cell].height >= 0.9 * sheet.cells[told.cell].height
        ):
            told = said[0]
    for some in (titles_quoted(sheet), titles_named(sheet), _kinds(sheet, tables)):
        told = told or next(iter(some), None)
    told = told or _by_size(sheet, person, tables)
    if told is None:
        return None
    title = _trimmed(told.text)
    if any(one.text.lower() == "code" for one in sheet.cells):
        title = _CODE.sub("", title)
    return sheet.found(title, told.cell)


def _is_not(words: Words, person: Found[str] | None) -> bool:
    return person is None or folded(person.value) != folded(names.person(words.text) or "")


def _told(sheet: Sheet, tables: frozenset[int]) -> Iterator[Words]:
    for pair in sheet.labelled("title"):
        if pair.cell in tables or (pair.label in ("subject", "re") and _is_mail(sheet)):
            continue
        if pair.cell != pair.label_cell:
            title = shown_title(sheet, pair.cell)
        else:
            title = Words(pair.value, pair.cell) if is_title(pair.value) else None
        if title is not None:
            yield title


def _is_mail(sheet: Sheet) -> bool:
    return any(_MAIL.match(cell.text) for cell in sheet.cells)


def _kinds(sheet: Sheet, tables: frozenset[int]) -> Iterator[Words]:
    for pair in sheet.labelled("kind"):
        if pair.cell not in tables and is_title(pair.value):
            yield Words(pair.value, pair.cell)


def _trimmed(title: str) -> str:
    """Without the kind of page before or behind it, and without quotation marks."""
    parts = [one for one in _PARTS.split(title) if one]
    if len(parts) > 1:
        rest = _behind(title) if names.is_heading(parts[0]) else _before(title)
        either = names.is_heading(parts[0]) or names.is_heading(parts[-1])
        title = rest if either and is_title(rest) else title
    return title.strip(' ,;:“”"„«»').rstrip(".")


def _behind(title: str) -> str:
    return _PARTS.split(title, maxsplit=1)[1]


def _before(title: str) -> str:
    *_, last = _PARTS.finditer(title)
    return title[: last.start()]


def _by_size(sheet: Sheet, person: Found[str] | None, tables: frozenset[int]) -> Words | None:
    """The largest words that are nothing else."""
    found = [at for at in range(len(sheet.cells)) if _may_be_title(sheet, at, person, tables)]
    first_row = set(sheet.layout.rows[0]) if sheet.layout.rows else set()
    found = [
        at
        for at in found
        if not names.is_company(sheet.cells[at].text)
        and (at not in first_row or " " in sheet.cells[at].text)
    ]
    plain = [
        at
        for at in found
        if not names.is_organisation(sheet.cells[at].text)
        or (at not in first_row and not names.is_surely_organisation(sheet.cells[at].text))
    ]
    issuers = [
        at
        for at, cell in enumerate(sheet.cells)
        if names.is_organisation(cell.text)
        and not names.is_heading(cell.text)
        and at not in sheet.paired
    ]
    issued = bool(sheet.labelled("provider")) or bool(set(issuers) - set(found))
    if not issued:
        plain = [at for at in plain if at not in first_row] or plain
    found = plain or (found if issued else [])
    if not found:
        return None
    if not sheet.is_plain and len(sheet.cells) > 3:
        found = [at for at in found if sheet.cells[at].height > _prominent(sheet, at)] or [
            at
            for at in found
            if _is_beside(sheet, at, person)
            or sheet.layout.row_of[at] < 0.5 * len(sheet.layout.rows)
        ]
    if len(found) < 2:
        return shown_title(sheet, found[0]) if found else None
    if sheet.is_plain:
        beside = [at for at in found if _is_beside(sheet, at, person)]
        return shown_title(sheet, beside[0]) if len(beside) == 1 else None
    tallest = max(sheet.cells[at].height for at in found)
    wordy = [
        at for at in found if " " in sheet.cells[at].text and sheet.cells[at].height > 0.8 * tallest
    ]
    found = wordy or found
    found = [at for at in found if not _half_heading(sheet.cells[at].text)] or found
    tallest = max(sheet.cells[at].height for at in found)
    tall = [at for at in found if sheet.cells[at].height > 0.93 * tallest]
    first = shown_title(sheet, tall[0])
    if first is None or len(tall) == 1:
        return first
    rest = [at for at in tall[1:] if sheet.cells[at].text not in first.text]
    beside = [at for at in tall if _is_beside(sheet, at, person)]
    several = [at for at in tall if " " in sheet.cells[at].text]
    if not rest or (len(several) == 1 and several[0] == tall[0]):
        return first
    return shown_title(sheet, beside[0]) if len(beside) == 1 else None


def _prominent(sheet: Sheet, at: int) -> float:
    """From which height on words are set larger than most; off a picture, heights are not exact."""
    return (0.97 if sheet.cells[at].recognised else 1.04) * sheet.usual_height


def _half_heading(text: str) -> bool:
    """Whether it says in part what kind of page it is: "Assessment: Statement of Result"."""
    return any(names.is_heading(one) for one in _PARTS.split(text) if one)


def _is_beside(sheet: Sheet, at: int, person: Found[str] | None) -> bool:
    if person is None:
        return False
    near = (sheet.layout.above[at], sheet.layout.below[at])
    return any(one is not None and sheet.place(one) == person.place for one in near)


def _may_be_title(sheet: Sheet, at: int, person: Found[str] | None, tables: frozenset[int]) -> bool:
    cell = sheet.cells[at]
    text = cell.text
    if at in sheet.paired or at in tables or (person is not None and cell.place == person.place):
        return False
    if not is_title(text) or _NO_TITLE.search(text) or _DOMAIN.match(text) or len(text) > 100:
        return False
    if DID.match(text) or WHAT.match(text) or _ROLE.search(folded(text)) or _signs(sheet, at):
        return False
    name = names.person(text)
    if name is not None and (names.is_given(name) or names.is_titled(text)):
        return False
    return not _measures(text) and all(one.month for one in days_in(text, sheet.order))


def _measures(text: str) -> bool:
    """Whether most of it is a day, a length or an amount."""
    spans: Iterable[tuple[int, int]] = (
        *((one.begin, one.close) for one in days_in(text, "day first")),
        *((one.begin, one.close) for one in lengths_in(text)),
        *((one.begin, one.close) for one in credits_in(text)),
        *((one.begin, one.close) for one in points_in(text)),
    )
    return sum(close - begin for begin, close in spans) > 0.3 * len(text)
