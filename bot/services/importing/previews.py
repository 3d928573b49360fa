"""How an import stands, as plain values: what was read and would be taken, what was taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.tables.columns import Layout
from bot.conversation.tables.rows import RowRead
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.credits import credits_hundredths
from bot.services.context.member_context import MemberContext
from bot.services.importing.reading import NAMES, label_of
from storage.importing.records import ImportRecord, RowRecord
from storage.queues.jobs import JobRecord
from storage.vocabulary import ImportState, RowVerdict

ROWS_ON_A_PAGE: Final = 10

ROWS_LOOKED_AT: Final = 50
"""Rows by which it is seen how wide a file is."""


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import in figures; no word of the file's. `credits` are hundredths by scheme's title.

    `overtaken`: the columns were changed, and another message shows what was read then. `failed`:
    its job was given up. The words of `naming` rows seem to tell who somebody is, the first of them
    in `named_rows`. `done` and `of` are rows, for the progress of whatever is under way.
    """

    import_id: int
    state: ImportState
    taken: int
    doubtful: int
    skipped: int
    there: int
    waiting: int
    credits: tuple[tuple[str, int], ...]
    minutes: int = 0
    can_be_read: bool = True
    by_credits: bool = False
    order_told: bool = True
    cut: bool = False
    done: int = 0
    of: int = 0
    overtaken: bool = False
    failed: bool = False
    undone: int = 0
    stay: int = 0
    naming: int = 0
    named_rows: tuple[int, ...] = ()


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
    reading = kind == "import_read"
    overtaken = reading and times.isdecimal() and int(times) != known.read_times
    counts = known.counts
    layout = Layout.from_dict(known.layout) if known.layout else Layout()
    return ImportView(
        import_id=known.id,
        state=known.state,
        taken=_taken(counts),
        doubtful=counts.get("doubtful", 0),
        skipped=counts.get("skipped", 0),
        there=counts.get("there", 0),
        waiting=counts.get("waiting", 0),
        credits=_credits(ctx, counts.get("weights", {})),
        minutes=counts.get("minutes", 0),
        can_be_read=layout.can_be_read,
        by_credits=layout.by_credits,
        order_told=layout.order_told,
        cut=known.cut,
        done=known.read_to if reading else known.staged_to,
        of=known.rows,
        overtaken=overtaken,
        failed=job.state == "aside",
        undone=counts.get("undone", 0),
        stay=counts.get("stay", 0),
        naming=counts.get("naming", 0),
        named_rows=tuple(counts.get("named_rows", ())),
    )


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


def column_names(ctx: MemberContext, known: ImportRecord) -> tuple[str, ...]:
    """What the file's columns are called, in its order; by number where it has no heading."""
    top = ctx.work.imports.rows(known, 0, ROWS_LOOKED_AT)
    width = max([len(known.heading or ()), *(len(row.cells or ()) for row in top)])
    return tuple(label_of(known, at) for at in range(width))
