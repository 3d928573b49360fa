"""What was learnt, by a certificate."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.doubts import Doubt, doubts_of
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.lengths import credits_in, lengths_in, points_in
from bot.conversation.certificates.persons import (
    ROLE,
    PersonSign,
    is_below_heading,
    people,
    signs_it,
)
from bot.conversation.certificates.phrases import (
    Words,
    goes_on,
    is_title,
    labelled_title,
    shown_title,
    titles_named,
    titles_quoted,
    titles_said,
)
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.weighing import Candidate, Choice, Weighed, chosen, found
from bot.conversation.certificates.wordings import DID, WHAT
from bot.conversation.text import folded

_MAIL: Final = re.compile(r"^(?:from|to|sent|cc):? ", re.IGNORECASE)
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


TitleSign = Literal[
    "labelled", "labelled loosely", "kind", "said", "said loosely", "quoted", "named", "large",
    "largest", "beside", "below heading", "subject", "repeated", "unfinished", "person",
    "organised", "first", "low", "one word", "only", "over facts", "name", "heading",
    "list", "others", "unplaced", "with somebody", "behind its label",
] | Doubt  # fmt: skip
WEIGHTS: Final[dict[TitleSign, float]] = {
    "role": -4, "small print": -3, "measure": -3, "piece": -3, "motto": -1, "venue": -1,
    "answers": -2, "runs on": -1, "goes on": -2.5, "person inside": -2,
    "run together": 0, "behind its label": 0,
    "labelled": 4.5, "labelled loosely": 3.25, "kind": 1.5, "said": 3.5, "said loosely": 2,
    "quoted": 1.5, "named": 2, "large": 1, "largest": 1, "beside": 1, "below heading": 0.5,
    "subject": 0.75, "repeated": 1, "unfinished": -2, "person": -4, "organised": -2.5,
    "first": -1, "low": -1, "one word": -1.5, "only": 0.75, "over facts": 0.5, "name": -2,
    "heading": -3, "list": -3, "others": -3, "unplaced": -3, "with somebody": -1,
}  # fmt: skip
_INTRODUCED: Final[frozenset[TitleSign]] = frozenset(
    {"labelled", "labelled loosely", "kind", "said", "said loosely", "quoted", "named"}
)
_LOOSE: Final = re.compile(
    r"^(?:subject|re|event|activity|topic|unit|module|session|class|lesson|award|thema|formation"
    r"|in recognition of|kurs|training|title)$"
)
_OF_YEAR: Final = re.compile(r",[^,]*\b20\d\d$")
"""When it was given stands behind it, and may be no part of it."""
_ANEW: Final = re.compile(r"[^\W\d_][\w .'’/()-]{1,28}(?::|[.…]{2,}|[–—])\s")
"""A line that begins with a label, though none that is known."""
_AI: Final = re.compile(r"\bAl\b(?=\s|$)")
_LIST: Final = re.compile(r"[•▪●]|\s·\s|(?:;[^;]*){2}")
_OF_WHAT: Final = re.compile(r"\b(?:in|en|für|di|w)\b|[:–—]|\s-\s", re.IGNORECASE)
_BEFORE_OTHERS: Final = re.compile(r"\b(?:with|by|at|from|of|avec|par|bei|mit|con|presso)$")
_WITH_SOMEBODY: Final = re.compile(
    r"\b(?:with|by|at|from|mit|bei|avec|con|presso)(?: the)? (?!Work\b|Height|Sea\b|Home\b)[A-Z]"
)
"""It may be told where or from whom it was learnt, as a part of the same words."""
_SUBJECT: Final = re.compile(
    r"\b(?:awareness|introduct\w+|level \d|safety|training|courses?|management|maintenance|systems?"
    r"|diagnos\w+|fundamentals|principles|practice|skills|handling|essentials|advanced|basics?"
    r"|operat\w+|inspection|inspector|assess\w+|installation|first aid|at work|workshop|seminar"
    r"|webinar|conference|congress|symposium|updates?|refresher|masterclass|summit|law|and|of|for"
    r"|in|to|the|with)\b"
)


def title_of(sheet: Sheet, person: Found[str] | None, tables: frozenset[int]) -> Weighed | None:
    """What was learnt, without "Certificate of": what labels, sentences and size agree upon."""
    choice = chosen(titles(sheet, person, tables), WEIGHTS, same_title)
    if choice is None or "unfinished" in choice.best.signs:
        return None
    return Weighed(found(sheet, choice.best), _is_agreed(sheet, choice))


_WAYS: Final[tuple[frozenset[TitleSign], ...]] = (
    frozenset({"labelled", "kind"}),
    frozenset({"labelled loosely", "said", "said loosely", "named"}),
    frozenset({"quoted"}),
    frozenset({"large", "largest", "beside", "below heading"}),
)
"""By what a title is known: signs of one row hang together, those of two do not. A label that is
a word of sentences as well ("training", "event") hangs together with them.
"""


_AGAINST: Final[frozenset[TitleSign]] = frozenset(
    {*get_args(Doubt), "list", "name", "others", "with somebody", "organised", "unplaced"}
)


def _is_agreed(sheet: Sheet, choice: Choice[TitleSign]) -> bool:
    """Whether two ways lead to the same words, and nothing speaks against them. A label of titles
    is enough before words in the page's own letters, on its row or below: it marks off both ends.
    """
    best = choice.best
    if best.signs & _AGAINST:
        return False
    if {"labelled", "behind its label"} <= best.signs and _is_marked_off(sheet, best):
        return True
    alike = frozenset[TitleSign]().union(
        *(one.signs for one in choice.members if folded(one.text) == folded(best.text))
    )
    return sum(bool(alike & way) for way in _WAYS) > 1


def _is_marked_off(sheet: Sheet, best: Candidate[TitleSign]) -> bool:
    """Whether it is plain where a title behind its label ends, and its letters are the page's."""
    if sheet.cells[best.cell].recognised or "one word" in best.signs or _OF_YEAR.search(best.text):
        return False
    below = sheet.layout.continues(best.cell)
    if below is None or below in sheet.paired or _ANEW.match(sheet.cells[below].text):
        return True
    return next(days_in(sheet.cells[below].text, sheet.order), None) is not None


def titles(
    sheet: Sheet, person: Found[str] | None, tables: frozenset[int]
) -> list[Candidate[TitleSign]]:
    """Everything that may be what was learnt."""
    people = _introduced(sheet)
    return [
        _doubted(sheet, Candidate(_trimmed(_mended(sheet, one)), one.cell, one.signs))
        for one in _titles(sheet, person, tables)
        if one.cell not in tables
        and _is_not(one.text, person)
        and folded(names.person(one.text) or "") not in people
    ]


def _doubted(sheet: Sheet, title: Candidate[TitleSign]) -> Candidate[TitleSign]:
    more: set[TitleSign] = {*doubts_of(sheet, title.cell, title.text)}
    if title.signs & {"labelled", "labelled loosely"}:
        more.discard("answers")  # its label is known
    if not _is_placed(title.signs):
        more.add("unplaced")
    if _WITH_SOMEBODY.search(title.text):
        more.add("with somebody")
    if names.is_surely_organisation(title.text):
        more.add("organised")
    return Candidate(title.text, title.cell, title.signs | more)


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
    return frozenset(folded(one.text) for one in people(sheet) if one.signs & sure)


def _mended(sheet: Sheet, title: Candidate[TitleSign]) -> str:
    """Read off a picture, "AI" is often taken for a name."""
    is_read_off = sheet.cells[title.cell].recognised
    return _AI.sub("AI", title.text) if is_read_off else title.text


def same_title(one: str, other: str) -> bool:
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
        follows = sheet.layout.row_of[pair.label_cell] <= sheet.layout.row_of[pair.cell]
        behind: tuple[TitleSign, ...] = ("behind its label",) if follows else ()
        yield _as_title(sheet, words, "labelled loosely" if loosely else "labelled", *behind)
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
            "below heading": is_below_heading(sheet, at),
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
    return above is not None and _BEFORE_OTHERS.search(sheet.lows[above]) is not None


def _is_set_apart(sheet: Sheet, at: int, person: Found[str] | None) -> bool:
    large = not sheet.is_plain and sheet.cells[at].height > 1.2 * sheet.usual_height
    return large or _is_beside(sheet, at, person) or is_below_heading(sheet, at)


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
        or text[:1] in "(["
        or not is_title(text)
        or _NO_TITLE.search(text)
        or _DOMAIN.match(text)
        or len(text) > 100
    ):
        return False
    if DID.match(text) or WHAT.match(text) or ROLE.search(folded(text)) or signs_it(sheet, at):
        return False
    name = sheet.names[at]
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
