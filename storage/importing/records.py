"""What the repositories of imports return and take: frozen values, one for each kind of row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.vocabulary import ImportKind, ImportState, RowVerdict


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import; row numbers count from 1, as in the file. `counts` are plain values."""

    id: int
    member_id: int
    key: str
    kind: ImportKind
    state: ImportState
    name: str | None
    sha256: str | None
    heading: Sequence[str] | None
    heading_hash: str
    heading_row: int | None
    layout: Mapping[str, Any]
    counts: Mapping[str, Any]
    rows: int
    cut: bool
    arrived_to: int
    read_to: int
    staged_to: int
    assessed_to: int
    read_times: int
    rules: str
    words_mine: bool | None
    created_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One row: `cells` and `reading` as plain values, None once they are gone."""

    number: int
    cells: Sequence[Any] | None
    reading: Mapping[str, Any] | None
    verdict: RowVerdict | None
    why: str
    wanted: bool
    likeness: str | None
    entry_id: int | None


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a row was read as."""

    number: int
    reading: Mapping[str, Any]
    verdict: RowVerdict
    why: str
    likeness: str | None


@dataclass(frozen=True, slots=True)
class KnownActivity:
    """An activity that stands in the record, as far as a row is held against it."""

    start: date
    minutes: int | None
    title: str


@dataclass(frozen=True, slots=True)
class StagedSums:
    """What staged entries come to: how many, how many of them wait under a scheme, how many lie
    outside all, and how many of these `before` a day; and the weights that count, by enrolment that
    has credits, each by cycle and year.
    """

    entries: int
    waiting: int
    outside: int
    before: int
    weights: Mapping[int, Mapping[tuple[int | None, int | None], int]]
