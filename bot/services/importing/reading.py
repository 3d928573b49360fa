"""The rows of a table are read, page by page, locking nobody out; what came of each page is kept in
a short unit. Nothing of it counts: it is shown first.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from bot.conversation.tables.cells import cell_of, row_of, text_of
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.days import beyond_twelve
from bot.conversation.tables.likeness import near, words_of
from bot.conversation.tables.rows import RowRead, Verdict, Why, read_row
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.importing.drafts import Drafted, entry_of
from bot.services.importing.worth import counted_worth
from bot.services.record.identifier_screen import names_somebody, without_identifiers
from storage.importing.records import ImportRecord, KnownActivity, RowReading, RowRecord

T = TypeVar("T")

PAGE: Final = 100
"""Rows that are read in one go."""

ACCOUNT: Final = "account"
"""With a row's reading: what was found in the words of its stages, for the taking of it."""

NAMES: Final = "names"
"""With a row's reading: that its words seem to tell who somebody is."""

SPARE: Final = "spare"
"""In the counts: the places of columns that hold something and are nothing to an entry."""

ROWS_NAMED: Final = 2
"""Rows that are told by number where words seem to tell who somebody is."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page of rows was read as; `counts` are those of all pages so far."""

    known: ImportRecord
    readings: tuple[RowReading, ...]
    to: int
    counts: Mapping[str, Any]

    @property
    def after(self) -> ImportRecord:
        """The import once this is kept."""
        return replace(self.known, read_to=self.to, counts=self.counts)


def is_to_be_read(known: ImportRecord | None, times: int) -> bool:
    """Whether a table waits to be read by this job, and not by a later one."""
    return known is not None and known.state == "preview" and known.read_times == times


def days_seen(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord, after: int
) -> tuple[int, bool, bool] | None:
    """Of a page of rows, the number of the last, and which places of their days hold a figure that
    can be no month: the first, the second. None where there are no more rows.
    """
    layout = Layout.from_dict(known.layout)
    places = [layout.columns[one] for one in ("date", "end") if one in layout.columns]
    with contexts.read_by_id(workspace_id, known.member_id) as ctx:
        rows = ctx.work.imports.rows(known, after, PAGE * 5) if ctx is not None else ()
    if not rows:
        return None
    cells = [
        cell_of(row.cells[at]) for row in rows for at in places if row.cells and at < len(row.cells)
    ]
    return rows[-1].number, *beyond_twelve(cells)


def settle_order(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord, *, first: bool, second: bool
) -> None:
    """Whether day or month comes first in a column, as all of its values say."""
    layout = Layout.from_dict(known.layout)
    month_first = second and not first
    settled = replace(layout, order="month" if month_first else "day", order_told=first != second)
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        if ctx is not None and settled != layout:
            so_far = {"read_to": 0, "read_times": known.read_times}
            ctx.work.imports.change(known, so_far, layout=settled.to_dict())
            ctx.commit()


def read_page(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> PageRead | None:
    """What the next rows are; None where all are read. Nobody is locked out, nothing is kept."""
    return of_rows(
        contexts,
        (workspace_id, known.member_id),
        lambda ctx: ctx.work.imports.rows(known, known.read_to, PAGE),
        lambda ctx, rows: _page(ctx, known, rows),
    )


def of_rows(
    contexts: ContextFactory,
    whose: tuple[str, int],
    find: Callable[[MemberContext], Sequence[RowRecord]],
    work_out: Callable[[MemberContext, Sequence[RowRecord]], T],
) -> T | None:
    """What follows from rows that are found in a look that locks nobody out; `whose` are workspace
    and member. None where there are no rows, or no such member.
    """
    with contexts.read_by_id(*whose) as ctx:
        rows = find(ctx) if ctx is not None else ()
        return work_out(ctx, rows) if ctx is not None and rows else None


def keep_page(contexts: ContextFactory, workspace_id: str, page: PageRead) -> bool:
    """Keep what a page was read as; False where others went on meanwhile."""
    known = page.known
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        if ctx is None:
            return False
        kept = ctx.work.imports.keep_readings(known, page.readings, page.to, page.counts)
        ctx.commit()
    return kept


def _spare(known: ImportRecord, rows: Sequence[RowRecord]) -> list[int]:
    """The columns that are nothing to an entry, and hold something in a row below the heading."""
    used = {*known.layout.get("columns", {}).values()}
    found = {*known.counts.get(SPARE, ())}
    for row in rows:
        if row.number > (known.heading_row or 0):
            found.update(
                at
                for at, cell in enumerate(row.cells or ())
                if at not in used and at not in found and text_of(cell_of(cell))
            )
    return sorted(found)


def _page(ctx: MemberContext, known: ImportRecord, rows: Sequence[RowRecord]) -> PageRead:
    layout = Layout.from_dict(known.layout)
    heading = [name or None for name in known.heading or ()]
    above = known.heading_row or 0
    read = [
        (
            row.number,
            read_row(
                row_of(row.cells),
                layout,
                heading,
                today=ctx.today,
                working_day=ctx.working_day,
            )
            if row.number > above
            else RowRead("skipped", "heading"),
        )
        for row in rows
    ]
    read = [(number, _screened(ctx, one)) for number, one in read]
    alike = {number: _likeness(one) for number, one in read if one.verdict == "taken"}
    above_alike = ctx.work.imports.alike_before(known, [*alike.values()], rows[0].number)
    days = sorted({one.start for _, one in read if one.verdict == "taken" and one.start})
    in_record = by_day(ctx.work.imports.known_on(ctx.member.id, days))
    seen = set(above_alike)
    readings, taken = [], []
    for number, one in read:
        judged, kept = one, one.to_dict()
        if one.verdict == "taken":
            judged = _held_against(one, in_record, twice=alike[number] in seen)
            if judged.verdict == "taken":
                seen.add(alike[number])
                taken.append(entry_of(ctx, known, number, judged, words_mine=True))
                kept[ACCOUNT] = taken[-1].columns["account"]
                if names_somebody(ctx, taken[-1].record):
                    kept[NAMES] = True
        readings.append(RowReading(number, kept, judged.verdict, judged.why, alike.get(number)))
    counts = _counted(ctx, known, readings, taken) | {SPARE: _spare(known, rows)}
    return PageRead(known, tuple(readings), rows[-1].number, counts)


def _screened(ctx: MemberContext, one: RowRead) -> RowRead:
    """A row without what no title ever holds; the file's words for it stand with the notes."""
    title = without_identifiers(ctx, one.title)
    if title == one.title:
        return one
    whole = () if one.notes.startswith(one.title.rstrip("…")) else (one.title,)
    one = replace(one, title=title, notes="\n".join(filter(None, (*whole, one.notes))))
    if title or one.verdict != "taken":
        return one
    return replace(one, verdict="doubtful", why="only_named")


def _held_against(
    one: RowRead, in_record: Mapping[date, Sequence[KnownActivity]], *, twice: bool
) -> RowRead:
    if is_there(one, in_record):
        verdict: Verdict = "there"
        why: Why = "in_record"
        return replace(one, verdict=verdict, why=why)
    return replace(one, verdict="doubtful", why="twice") if twice else one


def is_there(one: RowRead, in_record: Mapping[date, Sequence[KnownActivity]]) -> bool:
    """Whether the record has what a row tells: of the same day, as long, and named much alike."""
    return any(
        known.minutes == one.minutes and near(known.title, one.title)
        for known in in_record.get(one.start or date.min, ())
    )


def by_day(known: Sequence[KnownActivity]) -> dict[date, list[KnownActivity]]:
    """What the record has, by its days."""
    found: dict[date, list[KnownActivity]] = {}
    for one in known:
        found.setdefault(one.start, []).append(one)
    return found


def _likeness(one: RowRead) -> str:
    """By what a row is known that tells of the same again: a hash, which holds no words."""
    words = " ".join(sorted(words_of(one.title)))
    told = f"{one.start}|{one.end}|{one.minutes}|{words}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _counted(
    ctx: MemberContext,
    known: ImportRecord,
    readings: Sequence[RowReading],
    taken: Sequence[Drafted],
) -> dict[str, Any]:
    """How many rows there are of each verdict, and what those that are taken would count for."""
    counts: dict[str, Any] = dict(known.counts)
    for one in readings:
        if one.verdict == "skipped" and one.why in ("blank", "heading"):
            continue
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
        if one.why == "total":
            counts["totals"] = counts.get("totals", 0) + 1
        if one.reading.get(NAMES):
            counts["naming"] = counts.get("naming", 0) + 1
            counts["named_rows"] = [*counts.get("named_rows", ()), one.number][:ROWS_NAMED]
    counts["minutes"] = counts.get("minutes", 0) + sum(one.record.minutes or 0 for one in taken)
    return counts | counted_worth(ctx, counts, [one.record for one in taken])


def label_of(known: ImportRecord, at: int) -> str:
    """What a column of the file is called: its heading, or its number."""
    names = known.heading or ()
    name = text_of(names[at]) if at < len(names) else ""
    return name or f"Column {at + 1}"
