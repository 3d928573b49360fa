"""Whose certificate it is."""

import re
from collections.abc import Iterator
from typing import Final, Literal
from weakref import WeakKeyDictionary

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.phrases import (
    Words,
    people_said,
)
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.weighing import Candidate, chosen, found
from bot.conversation.text import folded

ROLE: Final = re.compile(
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


_CLOSING: Final = re.compile(
    r"\b(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|regards"
    r"|with best wishes)\b"
)


PersonSign = Literal[
    "certified", "learner", "name", "did", "addressed", "standing", "given", "titled", "large",
    "below heading", "repeated", "signs", "subject", "organised", "only",
]  # fmt: skip


WEIGHTS: Final[dict[PersonSign, float]] = {
    "certified": 3.5, "learner": 3.5, "name": 3, "did": 2.5, "addressed": 2, "standing": 0,
    "given": 1, "titled": 0.75, "large": 1, "below heading": 1, "repeated": 1,
    "signs": -4, "subject": -2, "organised": -3, "only": 1,
}  # fmt: skip


_PEOPLE: Final[WeakKeyDictionary[Sheet, tuple[Candidate[PersonSign], ...]]] = WeakKeyDictionary()
"""Of a page while it is read, since who it names is asked for each fact."""


def person_of(sheet: Sheet, tables: frozenset[int]) -> Found[str] | None:
    """The learner; None where the page names several, or nobody as the learner."""
    candidates = learners(sheet, tables)
    choice = chosen(candidates, WEIGHTS, same_person)
    return None if choice is None else found(sheet, choice.best)


def learners(sheet: Sheet, tables: frozenset[int]) -> list[Candidate[PersonSign]]:
    """Everybody who may be the learner."""
    others = {folded(names.person(one.value) or "") for one in sheet.labelled("other person")}
    candidates = [
        one for one in people(sheet) if one.cell not in tables and folded(one.text) not in others
    ]
    unsigned = [one for one in candidates if not one.signs & {"signs", "subject", "organised"}]
    if len({folded(one.text) for one in unsigned}) == 1:
        candidates = [
            Candidate(one.text, one.cell, one.signs | {"only"}) if one in unsigned else one
            for one in candidates
        ]
    return candidates


def same_person(one: str, other: str) -> bool:
    """Whether all words of the shorter name are the longer one's."""
    this, that = set(folded(one).split()), set(folded(other).split())
    return this <= that or that <= this


def people(sheet: Sheet) -> tuple[Candidate[PersonSign], ...]:
    """Everybody who is named, with what speaks for and against their being the learner."""
    if sheet not in _PEOPLE:
        _PEOPLE[sheet] = tuple(_people(sheet))
    return _PEOPLE[sheet]


def _people(sheet: Sheet) -> Iterator[Candidate[PersonSign]]:
    for certain, words in people_said(sheet):
        yield _as_person(sheet, words, "certified" if certain else "did")
    for pair in sheet.labelled("title"):
        if pair.label == "re" and names.is_titled(pair.value) and names.person(pair.value):
            yield _as_person(sheet, Words(names.person(pair.value) or "", pair.cell), "name")
    for pair in sheet.labelled("person"):
        name = names.person(re.sub(r"^[\d:/-]+\s+", "", pair.value))
        if name is not None:
            sign: PersonSign = "name" if pair.label in ("name", "person", "user") else "learner"
            yield _as_person(sheet, Words(name, pair.cell), sign)
    for at, cell in enumerate(sheet.cells):
        match = _MAIL_TO.match(cell.text)
        said = match["name"] or match["bare"] or match["dear"] if match is not None else ""
        if (name := names.person(said)) is not None:
            yield _as_person(sheet, Words(name, at), "addressed")
        elif at not in sheet.paired and len(cell.text) <= 60:
            name = sheet.names[at]
            if name is not None:
                yield _as_person(sheet, Words(name, at), "standing")


def _as_person(sheet: Sheet, words: Words, way: PersonSign) -> Candidate[PersonSign]:
    cell, at = sheet.cells[words.cell], words.cell
    signs: set[PersonSign] = {way}
    if names.is_given(words.text):
        signs.add("given")
    if names.is_titled(cell.text):
        signs.add("titled")
    if names.could_be_subject(words.text) and way in ("did", "standing"):
        signs.add("subject")
    if way != "certified" and names.is_organisation(words.text):
        signs.add("organised")
    if way in ("standing", "name", "learner", "did") and signs_it(sheet, at):
        signs.add("signs")
    if sheet.names[at] is not None:
        if not sheet.is_plain and cell.height > 1.25 * sheet.usual_height:
            signs.add("large")
        if is_below_heading(sheet, at):
            signs.add("below heading")
    if sheet.text.count(words.text.lower()) > 1:
        signs.add("repeated")
    return Candidate(words.text, at, frozenset(signs))


def signs_it(sheet: Sheet, cell: int) -> bool:
    """Whether it is whoever signed: a role stands right below, or a closing above."""
    below, above = sheet.layout.below[cell], cell
    said = sheet.cells[below].text if below is not None and below not in sheet.paired else ""
    if len(said) < 70 and ROLE.search(folded(said)):
        return True
    for _ in range(4):
        step = sheet.layout.above[above]
        if step is None:
            return False
        if _CLOSING.search(sheet.lows[step]):
            return True
        above = step
    return False


def is_below_heading(sheet: Sheet, cell: int) -> bool:
    above = sheet.layout.above[cell]
    return above is not None and names.is_heading(sheet.cells[above].text)
