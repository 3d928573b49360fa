"""Tables of what was learnt, and lists of who was there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found, Module
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.layout import Cell
from bot.conversation.certificates.lengths import bare_hours, hundredths, lengths_in
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

Head = Literal["title", "minutes", "hours", "length", "credits", "date", "name", "sign", "other"]

ROWS_MOST: Final = 200

_HEADS: Final[tuple[tuple[Head, re.Pattern[str]], ...]] = tuple(
    (cast(Head, head), re.compile(words))
    for head, words in (
        ("name", r"(?:print(?:ed)? |full |delegate |learner |attendee |participant |employee )?"
         r"names?(?: \(print(?:ed)?\))?|delegates?|attendees?|participants?|learners?|print name"
         r"|attended by|name of (?:delegate|attendee|participant)|who"),
        ("sign", r"sign(?:ed|ature)?s?|initials?|unterschrift"),
        ("title", r"(?:module|session|topic|unit|subject|course|training|activity|element|event"
         r"|part"
         r"|lesson|workshop|talk)s?(?: ?(?:title|name|completed|attended))?|modul|thema|inhalt"
         r"|description|title|content|what|what was done|learning|training undertaken"
         r"|content covered|subject covered|area"),
        ("hours", r"(?:cpd |contact |learning |guided |training )?(?:hours?|hrs?|std|stunden|heures"
         r"|horas|ore|h|glh)(?: ?/ ?(?:hrs|hours))?|time \(h(?:ou)?rs?\)|duration \(h(?:ou)?rs?\)"
         r"|hours claimed|std\.? ?/ ?hrs"),
        ("minutes", r"min(?:ute)?s?|duration \(min(?:ute)?s?\)|time \(min(?:ute)?s?\)"),
        ("credits", r"(?:cpd |ects )?credits?|ects|credit value"),
        ("date", r"date(?: completed| attended| of training| passed)?|completed(?: on)?|done|day"
         r"|when|datum|completion date|passed(?: on)?|achieved|attained|date achieved"),
        ("length", r"duration|length|time(?: spent| taken)?|dauer|durée"),
        ("other", r"code|mark|grade|result|level|no\.?|#|job(?: title)?|role|company|employer|score"
         r"|status|cpd|trainer|tutor|provider|points|pass|year|firm|garage"
         r"|certificate(?: no\.?)?|outcome|comments?|venue|place|email|type|position|ref"
         r"|organisation|tester|instructor"),
    )
)  # fmt: skip
_NUMBERED: Final = re.compile(r"^\W*\d{1,2}[.):]?\s+(?=[^\W\d])")
"""Before a row: which it is."""
_TOTAL: Final = re.compile(r"\W*(?:sub|grand )?(?:total|gesamt|sum|summe|overall)\b")


_LABELS_BESIDE: Final = frozenset(
    {"other person", "provider", "number", "issued", "expiry", "held", "url"}
)
"""A row with such a label is one of facts, not of a table."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What all tables hold, what they add up to, and the cells that are theirs."""

    modules: tuple[Module, ...] = ()
    people: tuple[str, ...] = ()
    total: Found[int] | None = None
    """Minutes in a row that is named as the total."""
    total_credits: Found[int] | None = None
    first: int | None = None
    """The cell with the first module's title."""
    cells: frozenset[int] = frozenset()
    last_day: Found[date] | None = None
    first_day: Found[date] | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    head: Head
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Mapping[int, list[int]]
    """By column."""
    total: bool


def tables_of(sheet: Sheet) -> Tables:
    """Everything that stands in rows under heads; nothing where there are less than two rows."""
    modules: list[tuple[Module, int]] = []
    people: list[str] = []
    total: Found[int] | None = None
    credits_total: Found[int] | None = None
    used: set[int] = set()
    dated: list[tuple[date, int]] = []
    for at, columns in _heads(sheet):
        rows = list(_rows(sheet, at, columns))
        lines = [one for one in rows if not one.total]
        of_modules = _modules(sheet, columns, lines)
        listed = _people(sheet, columns, lines)
        if len(of_modules) < 2 and len(listed) < 2 and not (modules and of_modules):
            continue
        modules += of_modules
        people += listed
        used |= {*sheet.layout.rows[at], *(c for row in rows for some in row.cells.values()
                                           for c in some)}  # fmt: skip
        dated += [(one.day, cell) for one, cell in of_modules if one.day is not None]
        for row in rows:
            if row.total:
                total = total or _total(sheet, columns, row, "hours")
                credits_total = credits_total or _total(sheet, columns, row, "credits")
    every = len(dated) == len(modules) > 0
    return Tables(
        tuple(one for one, _ in modules),
        tuple(dict.fromkeys(people)),
        total,
        credits_total,
        modules[0][1] if modules else None,
        frozenset(used),
        sheet.found(*max(dated)) if every else None,
        sheet.found(*min(dated)) if every else None,
    )


def _head(text: str) -> Head | None:
    low = folded(text).strip(" .:*|")
    for part in (low, *low.split(" / ")):
        for head, words in _HEADS:
            if words.fullmatch(part):
                return head
    return None


def _heads(sheet: Sheet) -> Iterator[tuple[int, list[_Column]]]:
    """The rows that are heads of columns."""
    for at, row in enumerate(sheet.layout.rows):
        cells = [sheet.cells[one] for one in row]
        if len(cells) < 2:
            continue
        heads = [_head(cell.text) for cell in cells]
        known = [one for one in heads if one is not None]
        if len(known) < max(2, len(cells) - 1) or not {"title", "name"} & set(known):
            continue
        yield (
            at,
            [
                _Column(head or "other", cell.left, cell.right)
                for head, cell in zip(heads, cells, strict=True)
            ],
        )


def _rows(sheet: Sheet, head: int, columns: Sequence[_Column]) -> Iterator[_Row]:
    page = sheet.cells[sheet.layout.rows[head][0]].place.page
    previous = sheet.cells[sheet.layout.rows[head][0]]
    gaps: list[float] = []
    for row in sheet.layout.rows[head + 1 : head + 1 + ROWS_MOST]:
        first = sheet.cells[row[0]]
        if first.place.page != page or all(_head(sheet.cells[one].text) for one in row):
            return
        if any(sheet.kinds[one] in _LABELS_BESIDE for one in row):
            return
        text = " ".join(sheet.cells[one].text for one in row)
        if re.fullmatch(r"[\W_]*", text):
            continue
        gap = first.middle - previous.middle
        if gaps and gap > 2.2 * max(gaps[0], 1e-4):
            return
        gaps.append(gap)
        found: dict[int, list[int]] = {}
        for one in row:
            found.setdefault(_column(sheet.cells[one], columns), []).append(one)
        total = _TOTAL.match(folded(text)) is not None
        if len(found) < 2 and not total and _is_over(sheet, row, columns, found):
            return
        yield _Row(found, total)
        previous = first


def _is_over(
    sheet: Sheet, row: Sequence[int], columns: Sequence[_Column], found: Mapping[int, list[int]]
) -> bool:
    """Whether a row of one cell is no longer the table's."""
    column = next(iter(found))
    if columns[column].head not in ("title", "name"):
        return True
    said = _NUMBERED.sub("", " ".join(sheet.cells[one].text for one in row))
    return columns[column].head == "title" or names.person(said) is None


def _column(cell: Cell, columns: Sequence[_Column]) -> int:
    """The one whose head it stands under, or the nearest."""

    def distance(one: _Column) -> tuple[float, float]:
        over = min(cell.right, one.right) - max(cell.left, one.left)
        return (0.0 if over > 0 else -over, abs(cell.left - one.left))

    near = min(range(len(columns)), key=lambda one: distance(columns[one]))
    left = [at for at, one in enumerate(columns) if one.left <= cell.left + 0.02]
    over = min(cell.right, columns[near].right) - max(cell.left, columns[near].left)
    return near if over > 0 or not left else left[-1]


def _text(sheet: Sheet, row: _Row, column: int) -> str:
    return " ".join(sheet.cells[one].text for one in row.cells.get(column, ()))


def _modules(
    sheet: Sheet, columns: Sequence[_Column], rows: Sequence[_Row]
) -> list[tuple[Module, int]]:
    titles = [at for at, one in enumerate(columns) if one.head == "title"]
    told = {one.head for one in columns}
    if not titles or ("sign" in told and "name" in told):
        return []
    if not told & {"hours", "minutes", "length", "credits", "date"} and not _any_length(
        sheet, rows
    ):
        return []
    at = titles[-1]
    found = []
    for row in rows:
        title = _NUMBERED.sub("", _text(sheet, row, at)).strip(" .-*•")
        if sum(one.isalpha() for one in title) < 3 or _TOTAL.match(folded(title)):
            continue
        if title.endswith(":"):
            continue
        module = _module(sheet, columns, row, title)
        found.append((module, row.cells[at][0]))
    measured = sum(
        not (one.minutes is None and one.credits is None and one.day is None) for one, _ in found
    )
    return found if measured > 1 or len(found) < 2 else []


def _any_length(sheet: Sheet, rows: Sequence[_Row]) -> bool:
    return any(
        True for row in rows for some in row.cells.values() for one in some
        for _ in lengths_in(sheet.cells[one].text)
    )  # fmt: skip


def _module(sheet: Sheet, columns: Sequence[_Column], row: _Row, title: str) -> Module:
    minutes = credits = None
    day: date | None = None
    for at, column in enumerate(columns):
        text = _text(sheet, row, at)
        if not text or column.head in ("title", "name", "sign"):
            continue
        length = next(lengths_in(text), None)
        if length is not None:
            minutes = length.minutes
        elif column.head == "hours":
            minutes = bare_hours(text)
        elif column.head == "length":
            minutes = bare_hours(text) if ":" in text else None
        elif column.head == "minutes" and text.isdigit() and 0 < int(text) < 10_000:
            minutes = int(text)
        elif column.head == "credits" and re.fullmatch(r"\d{1,4}(?:[.,]\d{1,2})?", text):
            credits = hundredths(text) or None
        elif column.head == "date":
            said = next(days_in(text, sheet.order), None)
            day = said.last if said is not None and not said.month else None
    return Module(title, minutes, credits, day)


def _people(sheet: Sheet, columns: Sequence[_Column], rows: Sequence[_Row]) -> list[str]:
    at = next((at for at, one in enumerate(columns) if one.head == "name"), None)
    if at is None:
        return []
    found = (names.person(_NUMBERED.sub("", _text(sheet, row, at))) for row in rows)
    return [one for one in found if one is not None]


def _total(
    sheet: Sheet, columns: Sequence[_Column], row: _Row, what: Literal["hours", "credits"]
) -> Found[int] | None:
    heads = ("hours", "minutes", "length", "other") if what == "hours" else ("credits",)
    for at, column in enumerate(columns):
        if column.head not in heads or at not in row.cells:
            continue
        text, cell = _text(sheet, row, at), row.cells[at][0]
        length = next(lengths_in(text), None)
        if what == "credits":
            if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,2})?", text) and hundredths(text):
                return sheet.found(hundredths(text), cell)
        elif length is not None:
            return sheet.found(length.minutes, cell)
        elif column.head == "hours" and (minutes := bare_hours(text)) is not None:
            return sheet.found(minutes, cell)
        elif column.head == "minutes" and text.isdigit() and 0 < int(text) < 100_000:
            return sheet.found(int(text), cell)
    return None
