"""How long it took, and what it gave: hours, credits and points that a certificate states."""

import re
from dataclasses import dataclass
from typing import Final

from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.labels import Kind
from bot.conversation.certificates.lengths import (
    Amount,
    Length,
    bare_hours,
    credits_in,
    hundredths,
    lengths_in,
    points_in,
    times_of_day,
)
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.tables import Tables
from bot.conversation.text import folded

_OF_EACH: Final = re.compile(
    r"\b(?:each|per|up to|maximum|stands? for|required|of \d+|equals?|equate\w*|correspond\w*"
    r"|represents?|notional)\b|\b(?:credits?|points?|ceus?) ?= ?\d+ ?(?:h|min)"
)
_ONE_COURSE: Final = 14
"""Days that the parts of one course lie apart at most."""

_OF_LEARNING: Final = re.compile(
    r"\b(?:cpd|cme|contact|learning|training|duration|durée|dauer|duración|durata|umfang|guided"
    r"|lasted|lasting|course of|consist(?:s|ed|ing) of|compris(?:es|ed|ing)|claim"
    r"|professional development|taught|worth|counts? for|equivalent|time spent|length|attended"
    r"|complet\w+|study|czas trwania|credited|instruction|earned|awarded)\b"
)
_TOTAL: Final = re.compile(
    r"\b(?:total|altogether|in all|in total|overall|gesamt|sum|all sessions)\b"
)
_TOTAL_HERE: Final = re.compile(
    r"\b(?:total(?:s|ling)?|altogether|in all|overall|gesamt|sum|all sessions)\b"
    r"(?:[^\w.]+(?:of|in|is|was|are|the|this|your|number|hours?|hrs|time|cpd|cme|learning|training"
    r"|study|course|duration|length|contact|guided|taught|verifiable|structured|recorded|earned"
    r"|qualification|tuition|sessions?|attended|attendance|credited|claimed|for|day|event|days?"
    r"|amount|completed|awarded|spent|ce|pd|value|and|to|h|std|stunden|\d+(?:[.,]\d+)?))*[^\w.]*$"
)
"""Before a length: it is a total of that, and not "Total cost of ownership, 50 min"."""
_TOTAL_BEHIND: Final = re.compile(
    r"^[^\w.]*(?:\w+[^\w.]+){0,4}(?:altogether|in all|in total|overall|total)\b"
)
_ASIDE: Final = re.compile(
    r"^\s*[-•*·▪]\s|\b(?:recommended|within|valid|expir\w+|older|later|earlier|notice|per week"
    r"|prior|before|left|remaining|in progress|stands? for|equals?|equate\w*|correspond\w*|notional"
    r"|each credit|one credit|contract|shift|worked|paid|ago|cancel\w*|minimum|maximum|at least"
    r"|up to|must|should|required|every|apart|response|warranty|break-?down|experience)\b"
)
_OF_ONE: Final = re.compile(r"\b(?:each|per|apiece)\b")
"""It is of one occasion, and nobody says how many there were."""
_CLOCKED: Final = re.compile(r"\d{1,3}:[0-5]\d:(?!00)[0-5]\d")
"""How long somebody was seen to be there, to the second: a length that is stated comes first."""
_LINE_FEED: Final = re.compile(r"\n(?=[a-zß-ÿ])")
"""Within a sentence, as it seems."""
_OF_MANY: Final = re.compile(r"\b(?:next|other courses|you may also like|recommended|suggested)\b")


@dataclass(frozen=True, slots=True)
class _Said:
    minutes: int
    cell: int
    rank: int


def minutes_of(sheet: Sheet, tables: Tables) -> Found[int] | None:
    """The one length of all; None where two are as likely."""
    if tables.total is not None:
        return tables.total
    said = [*_labelled(sheet, tables.cells), *_in_text(sheet, tables.cells)]
    for rank in (4, 3, 2, 1):
        some = [one for one in said if one.rank == rank]
        if not some:
            continue
        if rank == 1:
            some += [one for one in said if one.rank == 0]  # whose of them is it?
        if len({one.minutes for one in some}) == 1:
            return sheet.found(some[0].minutes, some[0].cell)
        if rank > 1:
            break
    if not any(one.rank for one in said) and tables.first is not None and _is_one_course(tables):
        return sheet.found(sum(one.minutes or 0 for one in tables.modules), tables.first)
    return None


def _is_one_course(tables: Tables) -> bool:
    """Whether modules add up: each has a length, and they are no record of years."""
    days = [one.day for one in tables.modules if one.day is not None]
    if days and (max(days) - min(days)).days > _ONE_COURSE:
        return False
    return all(one.minutes for one in tables.modules)


def between_of(sheet: Sheet, days: int) -> Found[int] | None:
    """Minutes between the times of day on the page, on so many days."""
    found = [(one.minutes, at) for at, cell in enumerate(sheet.cells)
             for one in times_of_day(cell.text)]  # fmt: skip
    if len({minutes for minutes, _ in found}) != 1:
        return None
    return sheet.found(found[0][0] * days, found[0][1])


def _labelled(sheet: Sheet, aside: frozenset[int]) -> list[_Said]:
    said = []
    for pair in sheet.labelled("length", "total"):
        if pair.cell in aside:
            continue
        lengths = list(lengths_in(pair.value))
        bare = bare_hours(pair.value)
        total = pair.kind == "total" or "total" in pair.label
        if _CLOCKED.fullmatch(pair.value) and bare is not None:
            said.append(_Said(bare, pair.cell, 2))
        elif lengths:
            minutes = {one.minutes for one in lengths}
            if len(minutes) == 1:
                said.append(_Said(minutes.pop(), pair.cell, 4 if total else 3))
        elif bare is not None and (pair.kind == "length" or "hour" in pair.label):
            if re.search(r"\bmin", pair.label):
                bare //= 60
            elif not re.search(r"hour|hrs|std|stunden|heures|horas|ore|glh|\bh\b", pair.label) and (
                ":" not in pair.value
            ):
                continue  # a figure of what?
            said.append(_Said(bare, pair.cell, 4 if total else 3))
    return said


def _in_text(sheet: Sheet, aside: frozenset[int]) -> list[_Said]:
    said = []
    labelled = {one.cell for one in sheet.labelled("length", "total")}
    skipping = False
    for at, cell in enumerate(sheet.cells):
        low = sheet.lows[at]
        if _OF_MANY.search(low) and len(low) < 40:
            skipping = True
        if skipping or at in labelled or at in aside:
            continue
        flow = sheet.flow(at, 2)
        text = _LINE_FEED.sub(" ", flow.text).replace("\n", "|")
        for one in lengths_in(text):
            if one.begin >= len(cell.text):
                continue
            low = folded(text)
            sentence = _sentence(low, one.begin)
            if _ASIDE.search(sentence):
                continue
            if _OF_ONE.search(sentence.replace(folded(text[one.begin : one.close]), " ")):
                continue
            total = _is_total(low, one, sentence)
            rank = 1 + (total or _OF_LEARNING.search(sentence) is not None)
            if rank == 1 and 2 * (one.close - one.begin) < len(cell.text):
                rank = 0  # a length of something
            elif total:
                rank = 4 if rank == 2 or len(sentence) < 60 else 3
            said.append(_Said(one.minutes, at, rank))
    return said


def _is_total(low: str, length: Length, sentence: str) -> bool:
    """Whether the words right before or behind say so: "Total cost of ownership" does not."""
    at = low.find(sentence, max(0, length.begin - len(sentence)))
    before = low[max(at, 0) : length.begin]
    behind = low[length.close : max(at, 0) + len(sentence)]
    return _TOTAL_HERE.search(before) is not None or _TOTAL_BEHIND.search(behind) is not None


def _sentence(text: str, place: int) -> str:
    begin = max(text.rfind(". ", 0, place), text.rfind("|", 0, place), -1) + 1
    ends = [at for at in (text.find(". ", place), text.find("|", place)) if at >= 0]
    return text[begin : min(ends, default=len(text))]


def credits_of(sheet: Sheet) -> Found[int] | None:
    """Credits in hundredths; the total where there is one."""
    return _amount(sheet, "credits")


def points_of(sheet: Sheet) -> Found[int] | None:
    """Points in hundredths."""
    return _amount(sheet, "points")


def _amount(sheet: Sheet, kind: Kind) -> Found[int] | None:
    said: list[tuple[int, int, int]] = []
    for pair in sheet.labelled(kind):
        figure = re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,2})?)", pair.value.strip())
        if figure is not None and not _is_column(sheet, pair.label_cell):
            said.append((3 + ("total" in pair.label), hundredths(figure[1]), pair.cell))
    for at, cell in enumerate(sheet.cells):
        found: list[Amount] = list((credits_in if kind == "credits" else points_in)(cell.text))
        low = sheet.lows[at]
        if found and not _OF_EACH.search(low):
            said.append((2 + 2 * bool(_TOTAL.search(low)), found[0].hundredths, at))
    if not said:
        return None
    best = max(rank for rank, _, _ in said)
    first = [one for one in said if one[0] == best]
    if len({value for _, value, _ in first}) != 1 or not first[0][1]:
        return None
    return sheet.found(first[0][1], first[0][2])


def _is_column(sheet: Sheet, cell: int) -> bool:
    """Whether the label heads a column of several."""
    below = sheet.layout.below[cell]
    further = sheet.layout.below[below] if below is not None else None
    if further is None or sheet.layout.right(cell) == below:
        return False
    return re.fullmatch(r"\d{1,4}(?:[.,]\d{1,2})?", sheet.cells[further].text.strip()) is not None
