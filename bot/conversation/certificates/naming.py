"""Whose certificate it is, and what was learnt."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.lengths import credits_in, lengths_in, points_in
from bot.conversation.certificates.phrases import (
    DID,
    WHAT,
    Words,
    goes_on,
    is_title,
    labelled_title,
    people_said,
    shown_title,
    titles_named,
    titles_quoted,
    titles_said,
)
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.weighing import Candidate, chosen, found
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
_CODE_BEFORE: Final = re.compile(
    r"^(?!(?:ISO|BS|EN|IEC|NFPA|ADR|IATF)\b)(?:[A-Z]{1,6}[-/.]?\d{2,6}[A-Z]?\s*[-–—:|]\s*"
    r"|[A-Z]{2,6}-?\d{3,6}[A-Z]?\s+(?=\S+\s))(?=\S{2})"
)
_CODE_BEHIND: Final = re.compile(
    r"\s*[(\[]?\b(?:course |module |unit )?(?:code|ref(?:erence)?"
    r"|no)\.?[: ]+[A-Z0-9/.-]*\d[A-Z0-9/.-]*"
    r"[)\]]?$|\s*[(\[](?=[A-Z]*\d)[A-Z]{1,6}[-/.]?\d{2,6}[A-Z]?(?:[-/.]\w+)?[)\]]$|\s[-–—"
    r"|]\s[A-Z]{1,6}[-/.]?\d{2,6}[A-Z]?$",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?::|\s[-–—|]|[-–—|]\s)\s*")


PersonSign = Literal[
    "certified", "learner", "name", "did", "addressed", "standing", "given", "titled", "large",
    "below heading", "repeated", "signs", "subject", "organised", "only",
]  # fmt: skip
_OF_PERSON: Final[dict[PersonSign, float]] = {
    "certified": 3.5, "learner": 3.5, "name": 3, "did": 2.5, "addressed": 2, "standing": 0,
    "given": 1, "titled": 0.75, "large": 1, "below heading": 1, "repeated": 1,
    "signs": -4, "subject": -2, "organised": -3, "only": 1,
}  # fmt: skip

TitleSign = Literal[
    "labelled", "labelled loosely", "kind", "said", "said loosely", "quoted", "named", "large",
    "largest", "beside", "below heading", "subject", "repeated", "unfinished", "person",
    "organised", "first", "low", "one word", "only", "over facts", "name", "heading",
    "list", "others",
]  # fmt: skip
_OF_TITLE: Final[dict[TitleSign, float]] = {
    "labelled": 4.5, "labelled loosely": 3.25, "kind": 1.5, "said": 3.5, "said loosely": 2,
    "quoted": 1.5, "named": 2, "large": 1, "largest": 1, "beside": 1, "below heading": 0.5,
    "subject": 0.75, "repeated": 1, "unfinished": -2, "person": -4, "organised": -2.5,
    "first": -1, "low": -1, "one word": -1.5, "only": 0.75, "over facts": 0.5, "name": -2,
    "heading": -3, "list": -3, "others": -3,
}  # fmt: skip
_INTRODUCED: Final[frozenset[TitleSign]] = frozenset(
    {"labelled", "labelled loosely", "kind", "said", "said loosely", "quoted", "named"}
)
_LOOSE: Final = re.compile(
    r"^(?:subject|re|event|activity|topic|unit|module|session|class|lesson|award|thema|formation"
    r"|in recognition of|kurs|training|title)$"
)
_AI: Final = re.compile(r"\bAl\b(?=\s|$)")
_LIST: Final = re.compile(r"[•▪●]|\s·\s|(?:;[^;]*){2}")
_OF_WHAT: Final = re.compile(r"\b(?:in|en|für|di|w)\b|[:–—]|\s-\s", re.IGNORECASE)
_BEFORE_OTHERS: Final = re.compile(r"\b(?:with|by|at|from|of|avec|par|bei|mit|con|presso)$")
_SUBJECT: Final = re.compile(
    r"\b(?:awareness|introduct\w+|level \d|safety|training|courses?|management|maintenance|systems?"
    r"|diagnos\w+|fundamentals|principles|practice|skills|handling|essentials|advanced|basics?"
    r"|operat\w+|inspection|inspector|assess\w+|installation|first aid|at work|workshop|seminar"
    r"|webinar|conference|congress|symposium|updates?|refresher|masterclass|summit|law|and|of|for"
    r"|in|to|the|with)\b"
)


def person_of(sheet: Sheet, tables: frozenset[int]) -> Found[str] | None:
    """The learner; None where the page names several, or nobody as the learner."""
    others = {folded(names.person(one.value) or "") for one in sheet.labelled("other person")}
    candidates = [
        one for one in _people(sheet) if one.cell not in tables and folded(one.text) not in others
    ]
    unsigned = [one for one in candidates if not one.signs & {"signs", "subject", "organised"}]
    if len({folded(one.text) for one in unsigned}) == 1:
        candidates = [
            Candidate(one.text, one.cell, one.signs | {"only"}) if one in unsigned else one
            for one in candidates
        ]
    return found(sheet, chosen(candidates, _OF_PERSON, _same_person))


def _same_person(one: str, other: str) -> bool:
    """Whether all words of the shorter name are the longer one's."""
    this, that = set(folded(one).split()), set(folded(other).split())
    return this <= that or that <= this


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
            name = names.person(cell.text)
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
    if way in ("standing", "name", "learner", "did") and _signs(sheet, at):
        signs.add("signs")
    if names.person(cell.text) is not None:
        if not sheet.is_plain and cell.height > 1.25 * sheet.usual_height:
            signs.add("large")
        if _is_below_heading(sheet, at):
            signs.add("below heading")
    if sheet.text.count(words.text.lower()) > 1:
        signs.add("repeated")
    return Candidate(words.text, at, frozenset(signs))


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


def _is_below_heading(sheet: Sheet, cell: int) -> bool:
    above = sheet.layout.above[cell]
    return above is not None and names.is_heading(sheet.cells[above].text)


def title_of(sheet: Sheet, person: Found[str] | None, tables: frozenset[int]) -> Found[str] | None:
    """What was learnt, without "Certificate of": what labels, sentences and size agree upon."""
    people = _introduced(sheet)
    candidates = [
        Candidate(_trimmed(_mended(sheet, one)), one.cell, one.signs)
        for one in _titles(sheet, person, tables)
        if one.cell not in tables
        and _is_not(one.text, person)
        and folded(names.person(one.text) or "") not in people
    ]
    best = chosen(candidates, _OF_TITLE, _same_title)
    if best is None or "unfinished" in best.signs or not _is_placed(best.signs):
        return None
    return found(sheet, best)


def _is_placed(signs: frozenset[TitleSign]) -> bool:
    """Whether anything introduces it. What goes by its size has to be the only one, or to stand
    where titles do.
    """
    if signs & _INTRODUCED or "only" in signs:
        return True
    return bool(signs & {"below heading", "beside"}) and "first" not in signs


def _introduced(sheet: Sheet) -> frozenset[str]:
    """Everybody whom a label or a sentence names as the learner, sure or not."""
    sure: frozenset[PersonSign] = frozenset({"certified", "learner", "name"})
    return frozenset(folded(one.text) for one in _people(sheet) if one.signs & sure)


def _mended(sheet: Sheet, title: Candidate[TitleSign]) -> str:
    """Read off a picture, "AI" is often taken for a name."""
    is_read_off = sheet.cells[title.cell].recognised
    return _AI.sub("AI", title.text) if is_read_off else title.text


def _same_title(one: str, other: str) -> bool:
    """Whether one is the other, or a part of it."""
    this, that = sorted((folded(one), folded(other)), key=len)
    return this == that or (len(this) > 7 and this in that)


def _is_not(text: str, person: Found[str] | None) -> bool:
    return person is None or folded(person.value) != folded(names.person(text) or "")


def _titles(
    sheet: Sheet, person: Found[str] | None, tables: frozenset[int]
) -> Iterator[Candidate[TitleSign]]:
    for pair, words in _told(sheet, tables):
        loosely = _LOOSE.match(pair.label) is not None
        yield _as_title(sheet, words, "labelled loosely" if loosely else "labelled")
    for sure, words in titles_said(sheet):
        yield _as_title(sheet, words, "said" if sure else "said loosely")
    for introduced, words in titles_quoted(sheet):
        said: tuple[TitleSign, ...] = ("quoted", "said loosely") if introduced else ("quoted",)
        yield _as_title(sheet, words, *said)
    for words in titles_named(sheet):
        yield _as_title(sheet, words, "named")
    for pair in sheet.labelled("kind"):
        if is_title(pair.value):
            yield _as_title(sheet, Words(pair.value, pair.cell), "kind")
    yield from _standing(sheet, person, tables)


def _as_title(sheet: Sheet, words: Words, *ways: TitleSign) -> Candidate[TitleSign]:
    signs: set[TitleSign] = {*ways}
    text = words.text
    if _SUBJECT.search(folded(text)):
        signs.add("subject")
    if sheet.text.count(text.lower()) > 1:
        signs.add("repeated")
    if words.cut or goes_on(text) or text.count('"') % 2 or text.count("“") != text.count("”"):
        signs.add("unfinished")
    if " " not in text:
        signs.add("one word")
    if names.ends_as_document(text) or (
        names.begins_as_document(text) and _OF_WHAT.search(text) is None
    ):
        signs.add("heading")
    if _LIST.search(text):
        signs.add("list")
    name = names.person(text)
    if names.is_titled(text) or (name is not None and names.is_given(name)):
        signs.add("person")
    elif name is not None and not names.could_be_subject(text) and "subject" not in signs:
        signs.add("name")
    return Candidate(text, words.cell, frozenset(signs))


def _told(sheet: Sheet, tables: frozenset[int]) -> Iterator[tuple[Pair, Words]]:
    for pair in sheet.labelled("title"):
        if pair.cell in tables or (pair.label in ("subject", "re") and _is_mail(sheet)):
            continue
        if pair.cell != pair.label_cell:
            title = shown_title(sheet, pair.cell)
        else:
            title = labelled_title(sheet, pair)
        if title is not None:
            yield pair, title


def _is_mail(sheet: Sheet) -> bool:
    return any(_MAIL.match(cell.text) for cell in sheet.cells)


def _trimmed(title: str) -> str:
    """Without the kind of page before or behind it, a code, and quotation marks."""
    parts = [one for one in _PARTS.split(title) if one]
    if len(parts) > 1:
        rest = _behind(title) if names.is_heading(parts[0]) else _before(title)
        either = names.is_heading(parts[0]) or names.is_heading(parts[-1])
        title = rest if either and is_title(rest) else title
    for code in (_CODE_BEFORE, _CODE_BEHIND):
        rest = code.sub("", title)
        title = rest if is_title(rest) else title
    return title.strip(' ,;:“”"„«»').rstrip(".")


def _behind(title: str) -> str:
    return _PARTS.split(title, maxsplit=1)[1]


def _before(title: str) -> str:
    *_, last = _PARTS.finditer(title)
    return title[: last.start()]


def _standing(
    sheet: Sheet, person: Found[str] | None, tables: frozenset[int]
) -> Iterator[Candidate[TitleSign]]:
    """What stands by itself, with what its size and place say."""
    found = [
        at
        for at in range(len(sheet.cells))
        if _is_set_apart(sheet, at, person) and _may_be_title(sheet, at, person, tables)
    ]
    plain = [
        at
        for at in found
        if sheet.layout.row_of[at] > 0 and not names.is_organisation(sheet.cells[at].text)
    ]
    tallest = max((sheet.cells[at].height for at in plain or found), default=0.0)
    facts = min((one.label_cell for one in sheet.pairs), default=0)
    shown = {at: shown_title(sheet, at) for at in found}
    carried = {
        below
        for at, words in shown.items()
        if words is not None and (below := sheet.layout.below[at]) is not None
        and words.text.endswith(sheet.cells[below].text)
    }  # fmt: skip
    apart = [at for at in plain if at not in carried]
    for at, words in shown.items():
        cell = sheet.cells[at]
        if words is None or at in carried:
            continue
        large = not sheet.is_plain and cell.height > 1.2 * sheet.usual_height
        row = sheet.layout.row_of[at]
        organised = names.is_organisation(cell.text) or names.is_organisation(words.text)
        holds: dict[TitleSign, bool] = {
            "large": large,
            "largest": large and cell.height > 0.9 * tallest,
            "beside": _is_beside(sheet, at, person),
            "below heading": _is_below_heading(sheet, at),
            "only": apart == [at],
            "over facts": at < facts,
            "others": _is_introduced_as_other(sheet, at),
            "organised": organised and (row < 2 or names.is_surely_organisation(words.text)),
            "first": row == 0,
            "low": row > 0.7 * len(sheet.layout.rows),
        }
        yield _as_title(sheet, words, *(sign for sign, is_so in holds.items() if is_so))


def _is_introduced_as_other(sheet: Sheet, at: int) -> bool:
    """Whether the line above ends in "with" or the like: what follows is a place, or somebody."""
    above = sheet.layout.above[at]
    return above is not None and _BEFORE_OTHERS.search(folded(sheet.cells[above].text)) is not None


def _is_set_apart(sheet: Sheet, at: int, person: Found[str] | None) -> bool:
    large = not sheet.is_plain and sheet.cells[at].height > 1.2 * sheet.usual_height
    return large or _is_beside(sheet, at, person) or _is_below_heading(sheet, at)


def _is_beside(sheet: Sheet, at: int, person: Found[str] | None) -> bool:
    if person is None:
        return False
    near = [sheet.layout.above[at], sheet.layout.below[at]]
    if (below := near[1]) is not None and sheet.kinds[below] == "person":
        near.append(sheet.layout.below[below])
    return any(one is not None and sheet.place(one) == person.place for one in near)


def _may_be_title(sheet: Sheet, at: int, person: Found[str] | None, tables: frozenset[int]) -> bool:
    cell = sheet.cells[at]
    text = cell.text
    if at in sheet.paired or at in tables or (person is not None and cell.place == person.place):
        return False
    if (
        text[:1].islower()
        or not is_title(text)
        or _NO_TITLE.search(text)
        or _DOMAIN.match(text)
        or len(text) > 100
    ):
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
