"""What one row of a table says, and what stands in the way of its being an entry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from bot.conversation.activities import ACTIVITY_TYPES, ActivityType
from bot.conversation.kinds import find_type
from bot.conversation.tables.cells import Cell, is_blank, text_of
from bot.conversation.tables.column_names import STAGE_MEANINGS, Meaning
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.days import Days, read_days
from bot.conversation.tables.headings import is_heading_again
from bot.conversation.tables.lengths import read_clock, read_minutes
from bot.conversation.text import folded
from bot.conversation.titles import TITLE_LIMIT

Verdict = Literal["taken", "doubtful", "skipped", "there"]
"""Becomes an entry; needs a look and is left out meanwhile; is no entry; is in the record."""

Why = Literal[
    "",
    # doubtful
    "no_title",
    "no_day",
    "not_a_day",
    "month_alone",
    "no_year",
    "not_a_length",
    "ends_before",
    "too_long",
    "too_old",
    "twice",
    "only_named",
    # skipped
    "blank",
    "total",
    "heading",
    "to_come",
    "withdrawn",
    "not_saved",
    # there
    "in_record",
]

MINUTES_IN_A_DAY: Final = 24 * 60
WORKING_LIFE: Final = 60
"""Years: what is said to be longer ago is a slip."""

_TOTAL = re.compile(
    r"(?:(?:sub|grand|overall|running|final|cumulative|annual|year(?:ly)?|cpd|hours?|hrs|credits?"
    r"|points?|(?:19|20)\d\d(?:[/-]\d{2,4})?)[ -]*)*(?:totals?|sum|Σ)"
    r"(?: (?:cpd|hours?|hrs|credits?|points?|minutes|time|for|to date|this|in|of|so far"
    r"|(?:19|20)\d\d)\b.*)?"
    r"[ :=]*(?:\d[\d.,:]*)? *(?:h|hrs?|hours?|mins?|minutes|credits?|points?)?[. ]*",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]")
_OF_A_LENGTH = re.compile(r"\b(?:h|hrs?|hours?|m|mins?|minutes?|credits?|points?|cpd)\b|\d", re.I)
_LINK = re.compile(r"https?://[^\s<>\"|,;]{1,2000}", re.I)
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "nil", "tbc", "tba", "?", "."})


@dataclass(frozen=True, slots=True)
class RowRead:
    """What a row says; `verdict` and `why` are of the row alone, before it is held against others.

    `minutes` are whole; stages and notes are the file's words as they stand there.
    """

    verdict: Verdict
    why: Why = ""
    title: str = ""
    start: date | None = None
    end: date | None = None
    minutes: int | None = None
    provider: str = ""
    type: ActivityType | None = None
    subject: str = ""
    role: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    links: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain values; what is empty is left out."""
        kept: dict[str, Any] = {
            "title": self.title,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "minutes": self.minutes,
            "provider": self.provider,
            "type": self.type,
            "subject": self.subject,
            "role": self.role,
            "stages": dict(self.stages),
            "notes": self.notes,
            "links": list(self.links),
        }
        return {name: value for name, value in kept.items() if value}

    @staticmethod
    def from_dict(kept: dict[str, Any], verdict: Verdict, why: Why) -> "RowRead":
        """What `to_dict` kept."""
        start, end = kept.get("start"), kept.get("end")
        return RowRead(
            verdict,
            why,
            title=kept.get("title", ""),
            start=date.fromisoformat(start) if start else None,
            end=date.fromisoformat(end) if end else None,
            minutes=kept.get("minutes"),
            provider=kept.get("provider", ""),
            type=kept.get("type"),
            subject=kept.get("subject", ""),
            role=kept.get("role", ""),
            stages=tuple(kept.get("stages", {}).items()),
            notes=kept.get("notes", ""),
            links=tuple(kept.get("links", ())),
        )


def read_row(
    row: Sequence[Cell], layout: Layout, heading: Sequence[Cell], *, today: date, working_day: int
) -> RowRead:
    """What a row says. Total: whatever stands in the cells, there is a verdict."""
    if is_blank(row):
        return RowRead("skipped", "blank")
    if is_heading_again(row, heading):
        return RowRead("skipped", "heading")
    if _is_total(row, layout):
        return RowRead("skipped", "total")
    title, rest = _title(_cell(row, layout, "title"))
    if not title and not _said(_cell(row, layout, "date")):
        return RowRead("skipped", "blank")  # a note of its own between entries
    days = read_days(_cell(row, layout, "date"), layout.order, today)
    end = read_days(_cell(row, layout, "end"), layout.order, today)
    minutes = _minutes(row, layout, working_day)
    read = _with_words(row, layout, title, rest)
    said = minutes if minutes is not None and minutes > 0 else None
    if not isinstance(days, Days):
        why: Why = days if title else "no_title"
        return replace(read, minutes=said, verdict="doubtful", why=why)
    start, last = days.start, end.end if isinstance(end, Days) else days.end
    verdict: Verdict = "skipped"
    why = "to_come"
    if max(start, last) <= today:
        why = doubt_of(title, start, last, minutes, today)
        verdict = "doubtful" if why else "taken"
    return replace(read, minutes=said, start=start, end=max(start, last), verdict=verdict, why=why)


def doubt_of(title: str, start: date, end: date, minutes: int | None, today: date) -> Why:
    """Why what is over is not taken unasked; "" where nothing speaks against it. `minutes` -1: they
    cannot be read.
    """
    if not title:
        return "no_title"
    if minutes is not None and minutes < 0:
        return "not_a_length"
    if end < start:
        return "ends_before"
    if start.year < today.year - WORKING_LIFE:
        return "too_old"
    if minutes is not None and minutes > ((end - start).days + 1) * MINUTES_IN_A_DAY:
        return "too_long"
    return ""


def _with_words(row: Sequence[Cell], layout: Layout, title: str, rest: str) -> RowRead:
    stages = tuple(
        (stage, words) for stage in STAGE_MEANINGS if (words := _text(row, layout, stage))
    )
    notes = "\n".join(filter(None, (rest, _text(row, layout, "notes"))))
    links = tuple(dict.fromkeys(_LINK.findall(_text(row, layout, "link"))))
    named = _text(row, layout, "type")
    return RowRead(
        "taken",
        title=title,
        provider=_text(row, layout, "provider")[:200],
        type=_type(named) or _type(title),
        subject=_text(row, layout, "subject")[:200],
        role=_text(row, layout, "role")[:200],
        stages=stages,
        notes=notes,
        links=links[:10],
    )


def _minutes(row: Sequence[Cell], layout: Layout, working_day: int) -> int | None:
    """Minutes; None where the row says nothing of them, and -1 where it cannot be read."""
    cell = _cell(row, layout, "length")
    if _said(cell):
        return read_minutes(cell, layout.unit, working_day) or -1
    began = read_clock(_cell(row, layout, "from_time"))
    ended = read_clock(_cell(row, layout, "to_time"))
    if began is None or ended is None or ended <= began:
        return None
    return ended - began


def _title(cell: Cell) -> tuple[str, str]:
    """A name of at most 80 characters in one line, and the whole where it had to be cut."""
    whole = text_of(cell)
    line = " ".join(whole.split())
    if line.lower() in _NOTHING:
        return "", ""
    if len(line) <= TITLE_LIMIT:
        return line, ""
    cut = line[: TITLE_LIMIT - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > TITLE_LIMIT // 2 else cut).rstrip(" ,;:-–—") + "…", whole


def _type(words: str) -> ActivityType | None:
    low = folded(words)[:200]
    for known in ACTIVITY_TYPES:
        if low == known:
            return known
    return find_type(low).value


def _is_total(row: Sequence[Cell], layout: Layout) -> bool:
    """A line that adds up: it names no day, and says so in a cell, or holds figures alone."""
    day = text_of(_cell(row, layout, "date"))
    if _said(_cell(row, layout, "date")) and not (_TOTAL.fullmatch(day) or _is_sum(day)):
        return False
    texts = [text for cell in row if (text := text_of(cell))]
    if any(map(_TOTAL.fullmatch, texts)):
        return True
    return bool(texts) and not day and all(map(_is_sum, texts))


def _is_sum(text: str) -> bool:
    """Whether it is a number, or a length: "42", "41.5 hrs"."""
    return any(map(str.isdigit, text)) and _WORD.search(_OF_A_LENGTH.sub("", text)) is None


def _said(cell: Cell) -> bool:
    return text_of(cell).lower() not in _NOTHING


def _cell(row: Sequence[Cell], layout: Layout, meaning: Meaning) -> Cell:
    at = layout.columns.get(meaning)
    return row[at] if at is not None and at < len(row) else None


def _text(row: Sequence[Cell], layout: Layout, meaning: Meaning) -> str:
    words = text_of(_cell(row, layout, meaning))
    return "" if words.lower() in _NOTHING else words
