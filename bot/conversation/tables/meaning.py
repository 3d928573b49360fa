"""What the rows of a file mean, each by itself: what they say, what their words hold, and whether
these tell who somebody is. Pure, and the dearest part of an import: `bot.readers` has it done in a
process of its own.

It comes back from there as plain values, of which nothing is believed that is not of its kind.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, get_args

from bot.conversation.activities import ACTIVITY_TYPES
from bot.conversation.elements.account import ReadAccount
from bot.conversation.elements.first_account import Asked, first_account
from bot.conversation.identifiers import People
from bot.conversation.identifiers.screening import (
    own_words,
    pointed_out,
    title_without_identifiers,
)
from bot.conversation.tables.cells import cell_of, row_of, text_of
from bot.conversation.tables.column_names import STAGE_MEANINGS, asked_for_by
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.likeness import words_of
from bot.conversation.tables.rows import RowRead, Verdict, Why, read_row
from bot.policy.vocabulary import STAGES, Stage

Rows = Sequence[tuple[int, Sequence[Any]]]
"""Rows by their numbers in the file, from 1; cells as JSON has them."""

_WORDS: Final = ("title", "provider", "subject", "role", "notes")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of a file are read by: its columns, the day, and whose it is.

    `heading_row` is 0 where there is no heading. `own` is what its member is called, `people` what
    others of the workspace are; `region` is the country whose phone numbers need no prefix.
    """

    layout: Layout
    heading: tuple[str, ...]
    heading_row: int
    today: date
    working_day: int
    region: str
    own: str
    people: frozenset[str]

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "layout": self.layout.to_dict(),
            "heading": list(self.heading),
            "heading_row": self.heading_row,
            "today": self.today.isoformat(),
            "working_day": self.working_day,
            "region": self.region,
            "own": self.own,
            "people": sorted(self.people),
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Frame":
        """From what `plain` gave."""
        return cls(
            Layout.from_dict(plain["layout"]),
            tuple(plain["heading"]),
            plain["heading_row"],
            date.fromisoformat(plain["today"]),
            plain["working_day"],
            plain["region"],
            plain["own"],
            frozenset(plain["people"]),
        )


@dataclass(frozen=True, slots=True)
class RowMeant:
    """What one row means. Of one that may be taken, `likeness` is by what a row is known that tells
    of the same again (a hash, which holds no words), `account` what the words of its stages hold,
    and `names` whether its words seem to tell who somebody is.
    """

    number: int
    read: RowRead
    likeness: str | None = None
    account: Mapping[str, Any] | None = None
    names: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "number": self.number,
            "verdict": self.read.verdict,
            "why": self.read.why,
            "read": self.read.to_dict(),
            "likeness": self.likeness,
            "account": self.account,
            "names": self.names,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "RowMeant":
        """From what `plain` gave. KeyError, TypeError, ValueError or AttributeError where it is not
        what `plain` gives.
        """
        if plain["verdict"] not in get_args(Verdict) or plain["why"] not in get_args(Why):
            raise ValueError("no such verdict")
        account = plain["account"]
        return cls(
            _number(plain["number"]),
            _row(RowRead.from_dict(plain["read"], plain["verdict"], plain["why"])),
            None if plain["likeness"] is None else _text(plain["likeness"]),
            None if account is None else _account(account),
            bool(plain["names"]),
        )


@dataclass(frozen=True, slots=True)
class PageMeant:
    """What some rows mean; `spare` are the columns, from 0, that are nothing to an entry and hold
    something in one of them.
    """

    rows: tuple[RowMeant, ...]
    spare: tuple[int, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"rows": [one.plain() for one in self.rows], "spare": list(self.spare)}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "PageMeant":
        """From what `plain` gave; raises as `RowMeant.of_plain` does."""
        return cls(
            tuple(map(RowMeant.of_plain, plain["rows"])), tuple(map(_number, plain["spare"]))
        )


class Meanings:
    """Says what rows mean, of one file."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._asked = asked_for(frame.layout, frame.heading)
        self._heading = [name or None for name in frame.heading]
        self._people = People(frame.people)
        self._own = own_words(frame.own)
        self._used = frozenset(frame.layout.columns.values())

    def of(self, rows: Rows) -> PageMeant:
        """Total: whatever stands in the cells, each row means something."""
        return PageMeant(
            tuple(self._row(number, cells) for number, cells in rows), tuple(self._spare(rows))
        )

    def _row(self, number: int, cells: Sequence[Any]) -> RowMeant:
        frame = self._frame
        if number <= frame.heading_row:
            return RowMeant(number, RowRead("skipped", "heading"))
        read = read_row(
            row_of(cells),
            frame.layout,
            self._heading,
            today=frame.today,
            working_day=frame.working_day,
        )
        read = screened(read, frame.region)
        if read.verdict != "taken":
            return RowMeant(number, read)
        return RowMeant(
            number, read, likeness_of(read), self._account(read), names=self._names(read)
        )

    def _account(self, read: RowRead) -> Mapping[str, Any]:
        told = dict(read.stages)
        stages: dict[Stage, str | None] = {stage: told.get(stage) for stage in STAGES}
        return first_account(stages, read.title, self._asked)

    def _names(self, read: RowRead) -> bool:
        own = self._own | own_words(read.provider)
        notes = notes_of(read, self._frame.layout, self._frame.heading, words_mine=True)
        return any(
            pointed_out(text, own=own, region=self._frame.region, people=self._people)
            for text in (*(words for _, words in read.stages), notes)
        )

    def _spare(self, rows: Rows) -> list[int]:
        found: set[int] = set()
        for number, cells in rows:
            if number > self._frame.heading_row:
                found.update(
                    at
                    for at, cell in enumerate(cells or ())
                    if at not in self._used and at not in found and text_of(cell_of(cell))
                )
        return sorted(found)


def screened(read: RowRead, region: str) -> RowRead:
    """A row without what no title ever holds; the file's words for it stand with the notes."""
    title = title_without_identifiers(read.title, region)
    if title == read.title:
        return read
    whole = () if read.notes.startswith(read.title.rstrip("…")) else (read.title,)
    read = replace(read, title=title, notes="\n".join(filter(None, (*whole, read.notes))))
    if title or read.verdict != "taken":
        return read
    return replace(read, verdict="doubtful", why="only_named")


def likeness_of(read: RowRead) -> str:
    """By what a row is known that tells of the same again."""
    words = " ".join(sorted(words_of(read.title)))
    told = f"{read.start}|{read.end}|{read.minutes}|{words}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def asked_for(layout: Layout, heading: Sequence[str]) -> Asked:
    """What the headings of a file's columns ask for, by stage, as a question would."""
    columns = layout.columns
    return {
        stage: asked_for_by(heading[columns[stage]])
        for stage in STAGES
        if stage in columns and columns[stage] < len(heading)
    }


def notes_of(read: RowRead, layout: Layout, heading: Sequence[str], *, words_mine: bool) -> str:
    """What a row says besides: its notes, and what no column of an entry holds. Words that are not
    the member's own stand here, under what their column is called.
    """
    lines = [read.notes] if read.notes else []
    if read.subject:
        lines.append(f"Subject: {read.subject}")
    if read.role:
        lines.append(f"Job role: {read.role}")
    if not words_mine:
        for stage, words in read.stages:
            at = layout.columns.get(stage)  # type: ignore[call-overload]
            name = heading[at] if at is not None and at < len(heading) else ""
            lines.append(f"{name or stage.capitalize()}: {words}")
    return "\n".join(lines)


def _row(read: RowRead) -> RowRead:
    for name in _WORDS:
        _text(getattr(read, name))
    if read.minutes is not None:
        _number(read.minutes)
    if read.type is not None and read.type not in ACTIVITY_TYPES:
        raise ValueError("no such type")
    for stage, words in read.stages:
        if stage not in STAGE_MEANINGS:
            raise ValueError("no such stage")
        _text(words)
    for link in read.links:
        _text(link)
    return read


def _account(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    account = ReadAccount.from_dict(plain)
    for found in account.spans.values():
        for spans in found.values():
            for start, end in spans:
                _number(start)
                _number(end)
    return account.to_dict()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a number")
    return value
