"""How an import stands, as plain values: what was read and would be taken, what was taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal

from bot.conversation.tables.cells import Cell, row_of, text_of
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.rows import RowRead
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.credits import credits_hundredths
from bot.services.context.member_context import MemberContext
from bot.services.importing import taking
from bot.services.importing.archive_starts import CycleBegan, starts_to_offer
from bot.services.importing.archives import ArchiveAbout, about_of
from bot.services.importing.arrivals import READ, READ_ARCHIVE
from bot.services.importing.reading import NAMES, SPARE, label_of
from bot.services.importing.worth import BEFORE, EARLIER, OUTSIDE, WAITS_FOR, Lack
from storage.importing.records import ImportRecord, RowRecord
from storage.queues.jobs import JobRecord
from storage.vocabulary import ImportState, RowVerdict

ROWS_ON_A_PAGE: Final = 10

Listed = Literal["doubtful", "there", "skipped", "taken"]

LISTS: Final[tuple[Listed, ...]] = ("doubtful", "there", "taken")
"""Lists of rows, the one that most wants a look first."""

ROWS_LOOKED_AT: Final = 50
"""Rows by which it is seen how wide a file is, and what stands in its columns."""

SAMPLES_MOST: Final = 3
SAMPLE_READ: Final = 100
"""Values that are shown of a column, and characters of each that are looked at."""


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import in figures; of the file's words only what columns are called that are `unused`.

    `credits` are hundredths by scheme's title, `earlier` those of them that are not this year's.
    Entries wait for what `waits_for` says, or lie `before` every cycle, or count nowhere
    (`outside`). `totals` of the `skipped` rows add up others.

    `overtaken`: the columns were changed, or it was tried again, and another message shows what
    came of that. `failed`: its job was given up. The words of `naming` rows seem to tell who
    somebody is, the first of them in `named_rows`. `done` and `of` are rows, for the progress of
    whatever is under way. Of an `archive` it is said whose it was, and `starts` are those of its
    cycles whose beginning is not known here.
    """

    import_id: int
    state: ImportState
    taken: int
    doubtful: int
    skipped: int
    there: int
    waiting: int
    credits: tuple[tuple[str, int], ...]
    earlier: tuple[tuple[str, int], ...] = ()
    waits_for: tuple[tuple[Lack, int], ...] = ()
    before: int = 0
    outside: int = 0
    totals: int = 0
    unused: tuple[str, ...] = ()
    minutes: int = 0
    can_be_read: bool = True
    by_credits: bool = False
    order_told: bool = True
    cut: bool = False
    done: int = 0
    of: int = 0
    overtaken: bool = False
    failed: bool = False
    first_list: Listed = "doubtful"
    undone: int = 0
    stay: int = 0
    naming: int = 0
    named_rows: tuple[int, ...] = ()
    archive: ArchiveAbout | None = None
    starts: tuple[CycleBegan, ...] = ()


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row in a list: its number in the file, what was read of it, and what was thought of that.

    `can_be_taken`: it is an entry if the member says so. `names`: its words seem to tell who
    somebody is.
    """

    number: int
    read: RowRead
    wanted: bool = False
    names: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing but a doubt stands in its way."""
        return self.read.why in ("twice", "in_record", "too_old") and not self.wanted


def view_of(ctx: MemberContext, job: JobRecord) -> ImportView | None:
    """What the message says that announced a job of an import; None where it is gone."""
    kind, number, times = f"{job.key}::".split(":")[:3]
    known = ctx.work.imports.get(int(number), ctx.member.id) if number.isdecimal() else None
    if known is None:
        return None
    reading = kind in (READ, READ_ARCHIVE)
    overtaken = reading and times.isdecimal() and int(times) != known.read_times
    if not reading and job.state == "aside":
        overtaken = taking.last_job(ctx, known.id) != job.id
    counts = known.counts
    layout = Layout.from_dict(known.layout) if known.layout else Layout()
    about = about_of(ctx, known)
    return ImportView(
        import_id=known.id,
        state=known.state,
        taken=_taken(counts),
        doubtful=counts.get("doubtful", 0),
        skipped=counts.get("skipped", 0),
        there=counts.get("there", 0),
        waiting=counts.get("waiting", 0),
        credits=_credits(ctx, counts.get("weights", {})),
        earlier=_credits(ctx, counts.get(EARLIER, {})),
        waits_for=_waits_for(counts),
        before=counts.get(BEFORE, 0),
        outside=counts.get(OUTSIDE, 0),
        totals=counts.get("totals", 0),
        unused=tuple(label_of(known, at) for at in counts.get(SPARE, ())) if reading else (),
        minutes=counts.get("minutes", 0),
        can_be_read=layout.can_be_read or known.kind == "archive",
        by_credits=layout.by_credits,
        order_told=layout.order_told,
        cut=known.cut,
        done=known.read_to if reading else known.staged_to,
        of=known.rows,
        overtaken=overtaken,
        failed=job.state == "aside",
        first_list=first_list({**counts, "taken": _taken(counts)}),
        undone=counts.get("undone", 0),
        stay=counts.get("stay", 0),
        naming=counts.get("naming", 0),
        named_rows=tuple(counts.get("named_rows", ())),
        archive=about,
        starts=starts_to_offer(ctx, about) if about is not None and not reading else (),
    )


def _waits_for(counts: Mapping[str, Any]) -> tuple[tuple[Lack, int], ...]:
    """What most wait for first; nothing where other entries wait by now than were counted."""
    found: Mapping[Lack, int] = counts.get(WAITS_FOR, {})
    if sum(found.values()) != counts.get("waiting", 0):
        return ()
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _taken(counts: Mapping[str, Any]) -> int:
    entries: int = counts.get("entries", counts.get("taken", 0) + counts.get("wanted", 0))
    return entries


def _credits(ctx: MemberContext, weights: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Each total rounded once, scheme by scheme; of those that have credits."""
    return tuple(
        (
            scheme_title(ctx.rules[one.pack].title, one.category),
            credits_hundredths(weights[str(one.id)]),
        )
        for one in ctx.work.files.of(ctx.member.id).enrolments
        if str(one.id) in weights and one.pack in ctx.rules
    )


def first_list(counts: Mapping[str, Any]) -> Listed:
    """The rows to show first: those that need a look, else those that are there already."""
    for verdict in LISTS:
        if counts.get(verdict):
            return verdict
    return "skipped"


def rows_of(
    ctx: MemberContext, known: ImportRecord, verdict: RowVerdict, page: int
) -> tuple[RowShown, ...]:
    """A page, from 0, of the rows of which this was thought."""
    found = ctx.work.imports.of_verdict(known, verdict, ROWS_ON_A_PAGE, page * ROWS_ON_A_PAGE)
    return tuple(row_shown(row) for row in found)


def row_shown(row: RowRecord) -> RowShown:
    """One row as it is listed."""
    verdict, why = row.verdict or "skipped", row.why
    read = RowRead.from_dict(dict(row.reading or {}), verdict, why)  # type: ignore[arg-type]
    return RowShown(row.number, read, row.wanted, bool((row.reading or {}).get(NAMES)))


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of a file: what it is called (by number where nothing names it), and the first
    different values in it, as they are written there.
    """

    name: str
    samples: tuple[str, ...] = ()


def columns_shown(ctx: MemberContext, known: ImportRecord) -> tuple[ColumnShown, ...]:
    """A file's columns, in its order."""
    top = ctx.work.imports.rows(known, 0, ROWS_LOOKED_AT)
    width = max([len(known.heading or ()), *(len(row.cells or ()) for row in top)])
    below = [row_of(row.cells) for row in top if row.number > (known.heading_row or 0)]
    return tuple(
        ColumnShown(label_of(known, at), _samples(row[at] for row in below if at < len(row)))
        for at in range(width)
    )


def _samples(cells: Iterable[Cell]) -> tuple[str, ...]:
    values = (" ".join(text_of(cell)[:SAMPLE_READ].split()) for cell in cells)
    return tuple(islice(dict.fromkeys(filter(None, values)), SAMPLES_MOST))
