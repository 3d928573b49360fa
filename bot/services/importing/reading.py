"""The rows of a table are read, page by page, locking nobody out; what came of each page is kept in
a short unit. Nothing of it counts: it is shown first.

What rows mean, each by itself, is `bot.conversation.tables.meaning`'s, and is worked out between
two looks, in a process of its own; here they are held against the record and against each other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from bot.conversation.tables.cells import cell_of, text_of
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.days import beyond_twelve
from bot.conversation.tables.likeness import near
from bot.conversation.tables.meaning import Frame, PageMeant, Rows
from bot.conversation.tables.rows import RowRead, Verdict, Why
from bot.services.context.known_people import region_of
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.importing.drafts import Drafted, entry_of
from bot.services.importing.kept_worth import WORTH, kept_worth, worth_key
from bot.services.importing.worth import counted_worth
from bot.services.schemes.assessment import worth_of
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
class PageSeen:
    """The next rows of an import, and by what they are read."""

    known: ImportRecord
    frame: Frame
    rows: Rows

    @property
    def to(self) -> int:
        """The number of the last row."""
        return self.rows[-1][0]

    @property
    def behind(self) -> ImportRecord:
        """The import as far as it takes to see the rows behind these."""
        return replace(self.known, read_to=self.to)


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


def next_page(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> PageSeen | None:
    """The next rows; None where all are read. Nobody is locked out."""
    return of_rows(
        contexts,
        (workspace_id, known.member_id),
        lambda ctx: ctx.work.imports.rows(known, known.read_to, PAGE),
        lambda ctx, rows: PageSeen(
            known, _frame(ctx, known), [(row.number, row.cells or ()) for row in rows]
        ),
    )


def _frame(ctx: MemberContext, known: ImportRecord) -> Frame:
    return Frame(
        Layout.from_dict(known.layout),
        tuple(known.heading or ()),
        known.heading_row or 0,
        ctx.today,
        ctx.working_day,
        region_of(ctx.member),
        ctx.member.name or "",
        ctx.known_people.names_of(ctx.work.workspace_id),
    )


def read_page(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord, meant: PageMeant
) -> PageRead | None:
    """What the next rows are, of which it is known what each means; None without such a member.
    Nobody is locked out, nothing is kept.
    """
    with contexts.read_by_id(workspace_id, known.member_id) as ctx:
        return None if ctx is None else _page(ctx, known, meant)


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


def _page(ctx: MemberContext, known: ImportRecord, meant: PageMeant) -> PageRead:
    likely = [one for one in meant.rows if one.likeness is not None]
    likenesses = [one.likeness for one in likely if one.likeness is not None]
    seen = {*ctx.work.imports.alike_before(known, likenesses, meant.rows[0].number)}
    days = sorted({one.read.start for one in likely if one.read.start})
    in_record = by_day(ctx.work.imports.known_on(ctx.member.id, days))
    judged = []
    for one in meant.rows:
        read = one.read
        if one.likeness is not None:
            read = _held_against(read, in_record, twice=one.likeness in seen)
            if read.verdict == "taken":
                seen.add(one.likeness)
        judged.append((one, read))
    drafted = {
        one.number: entry_of(ctx, known, one.number, read, words_mine=True, account=one.account)
        for one, read in judged
        if read.verdict == "taken"
    }
    taken = [one.record for one in drafted.values()]
    worth, key = worth_of(ctx, taken), worth_key(ctx)
    readings = []
    for one, read in judged:
        kept = one.read.to_dict()
        if one.number in drafted:
            entry = drafted[one.number]
            kept[ACCOUNT] = entry.columns["account"]
            kept[WORTH] = kept_worth(entry.record, worth[entry.record.id], key)
            if one.names:
                kept[NAMES] = True
        readings.append(RowReading(one.number, kept, read.verdict, read.why, one.likeness))
    counts = counted(ctx, known, readings, [*drafted.values()])
    counts[SPARE] = sorted({*known.counts.get(SPARE, ()), *meant.spare})
    return PageRead(known, tuple(readings), meant.rows[-1].number, counts)


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


def counted(
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
