"""A table arrives: its rows, as a reader of files wrote them, are kept in chunks, and then read.

Nothing here opens what a member gave: `bot.readers` has, and wrote one line of JSON for each row.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bot.conversation.tables.cells import Cell, row_of, text_of
from bot.conversation.tables.column_names import NAME_MOST, heading_name
from bot.conversation.tables.columns import COLUMNS_MOST, SAMPLE, Layout, rearranged, recognised
from bot.conversation.tables.headings import LOOKED_AT, heading_row
from bot.services.context import jobs
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from storage.importing.records import ImportRecord
from storage.vocabulary import ImportKind

ROWS_MOST: Final = 20_000
"""Rows of a file that are looked at: what somebody has learnt in a long working life."""

KEPT_AT_ONCE: Final = 200
"""Rows in one unit of work: acks wait for it."""

CELL_MOST: Final = 8_000
"""Characters of a cell that are kept."""

READ: Final = "import_read"
"""The job that reads the rows that are kept."""
READ_ARCHIVE: Final = "archive_read"
"""The same of an archive's entries: a process of a release before, which knows no archives, leaves
it.
"""


StillOurs = Callable[[MemberContext], None]
"""Raises, within a unit of work, where what reads a file is to keep nothing of it any more."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that arrived. `key` is unique to its arrival: what it brings, it brings once."""

    key: str
    name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """The top of a table: its heading and where that stands (from 1), and rows below it."""

    heading: tuple[Cell, ...]
    heading_row: int | None
    sample: tuple[tuple[Cell, ...], ...]

    @property
    def names(self) -> list[str]:
        """What the columns are called, cut short."""
        return [text_of(cell)[:NAME_MOST] for cell in self.heading[:COLUMNS_MOST]]

    @property
    def hash(self) -> str:
        """By what the same heading line is known again; empty where there is none."""
        names = [heading_name(cell) for cell in self.heading]
        if not any(names):
            return ""
        return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def rows_in(path: Path) -> Iterator[list[Any]]:
    """The rows that a reader of files wrote, one after the other; the first line is about the file.

    A line that is no row is an empty one, so that numbers stay the file's.
    """
    with path.open(encoding="utf-8") as lines:
        next(lines, None)
        for line in lines:
            yield _parsed(line)


def _parsed(line: str) -> list[Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return []
    if not isinstance(row, list):
        return []
    return [cell[:CELL_MOST] if isinstance(cell, str) else cell for cell in row[:COLUMNS_MOST]]


def examine(path: Path, today: date) -> Examined:
    """What stands at the top of a table. Reads no more than that."""
    top = [row_of(row) for row in islice(rows_in(path), LOOKED_AT + SAMPLE)]
    at = heading_row(top, today)
    heading = () if at is None else top[at]
    below = top if at is None else top[at + 1 :]
    return Examined(heading, None if at is None else at + 1, tuple(below))


def begin(
    contexts: ContextFactory,
    workspace_id: str,
    member_id: int,
    facts: FileFacts,
    path: Path,
    *,
    still_ours: StillOurs,
) -> ImportRecord | None:
    """Begin an import of a table, or go on with the one that this arrival began; None without such
    a member. The columns are those last chosen here for the same heading line, if any.
    """

    def top(ctx: MemberContext) -> dict[str, Any]:
        examined = examine(path, ctx.today)
        return {
            "heading": examined.names,
            "heading_hash": examined.hash,
            "heading_row": examined.heading_row,
            "layout": _layout(ctx, examined).to_dict(),
        }

    whose = (workspace_id, member_id)
    return begun(contexts, whose, facts, "table", still_ours=still_ours, top=top)


def begin_calendar(
    contexts: ContextFactory,
    workspace_id: str,
    member_id: int,
    facts: FileFacts,
    *,
    still_ours: StillOurs,
) -> ImportRecord | None:
    """The same of a calendar."""
    whose = (workspace_id, member_id)
    return begun(contexts, whose, facts, "calendar", still_ours=still_ours, top=lambda _ctx: {})


def begun(
    contexts: ContextFactory,
    whose: tuple[str, int],
    facts: FileFacts,
    kind: ImportKind,
    *,
    still_ours: StillOurs,
    top: Callable[[MemberContext], dict[str, Any]],
    beside: Callable[[MemberContext, ImportRecord], None] = lambda _ctx, _known: None,
) -> ImportRecord | None:
    """An import of a workspace's member, new or the one that this arrival began; None without such
    a member. `top` is what stands at the top of its file, `beside` what is kept with it.
    """
    workspace_id, member_id = whose
    with contexts.open_by_id(workspace_id, member_id, Origin(facts.key)) as ctx:
        if ctx is None:
            return None
        still_ours(ctx)
        known = ctx.work.imports.begin(
            member_id,
            facts.key,
            kind,
            ctx.now,
            name=facts.name[:255] or None,
            sha256=facts.sha256[:64] or None,
            **top(ctx),
        )
        beside(ctx, known)
        ctx.commit()
    return known


def _layout(ctx: MemberContext, examined: Examined) -> Layout:
    chosen = ctx.work.imports.layout_for(examined.hash) if examined.hash else None
    if chosen is not None:
        columns: Any = dict(chosen)
        return rearranged(columns, examined.heading, examined.sample)
    return recognised(examined.heading, examined.sample, ctx.today)


def keep_rows(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord, rows: Sequence[list[Any]]
) -> bool:
    """Keep the next rows of a file; False where others have, or the import is no more."""
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        if ctx is None:
            return False
        now = ctx.work.imports.get(known.id, known.member_id)
        if now is None or now.state != "arriving" or now.arrived_to != known.arrived_to:
            return False
        first = known.arrived_to + 1
        numbered = [(first + at, cells) for at, cells in enumerate(rows)]
        kept = ctx.work.imports.keep_rows(now, numbered, known.arrived_to + len(rows))
        ctx.commit()
    return kept


def look_again(
    contexts: ContextFactory, workspace_id: str, member_id: int, import_id: int
) -> ImportRecord | None:
    """How an import stands."""
    with contexts.read_by_id(workspace_id, member_id) as ctx:
        return None if ctx is None else ctx.work.imports.get(import_id, member_id)


def arrived(contexts: ContextFactory, workspace_id: str, known: ImportRecord, *, cut: bool) -> None:
    """All rows are kept: have them read, once. `cut`: there were more than are looked at."""
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        if ctx is None:
            return
        rows = known.arrived_to
        if ctx.work.imports.change(known, state="preview", rows=rows, cut=cut):
            after_arrival(ctx, known.id, known.kind)
            ctx.commit()


def after_arrival(ctx: MemberContext, import_id: int, kind: ImportKind) -> None:
    """A table or an archive is read; of a calendar it is asked which events are meant."""
    if kind == "calendar":
        key = calendar_key(import_id)
        values = {"import_id": import_id}
        ctx.work.messages.say(ctx.member.id, CALENDAR, key, ctx.real, values)
    else:
        ask_to_read(ctx, import_id, 0, kind=READ_ARCHIVE if kind == "archive" else READ)


def ask_to_read(ctx: MemberContext, import_id: int, times: int, kind: str = READ) -> None:
    """Have the rows of an import read: the so-and-so-manieth time."""
    values = {"import": import_id, "times": times}
    jobs.ask_once(ctx, kind, f"{kind}:{import_id}:{times}", values)


CALENDAR: Final = "calendar"
"""The kind of the message that asks which events of a calendar are meant."""


def calendar_key(import_id: int) -> str:
    """What the message about a calendar is known by."""
    return f"calendar:{import_id}"
