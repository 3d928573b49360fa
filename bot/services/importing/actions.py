"""What a member does with an old log: looks, says which column is what, takes it, takes it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.conversation.tables.cells import row_of
from bot.conversation.tables.column_names import Meaning
from bot.conversation.tables.columns import rearranged
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Message, Mistaken
from bot.services.importing import archive_starts, taking, undoing
from bot.services.importing.arrivals import ask_to_read
from bot.services.importing.previews import (
    ROWS_ON_A_PAGE,
    ColumnShown,
    Listed,
    RowShown,
    columns_shown,
    row_shown,
    rows_of,
)
from bot.services.importing.undoing import Undone
from storage.importing.records import ImportRecord

SAMPLED = 200
"""Rows by which it is judged what a chosen column holds."""


@dataclass(frozen=True)
class ImportRows(Message):
    """A page of rows, or of an archive's entries, of which the same was thought, from 0; `count` on
    all pages.
    """

    import_id: int
    verdict: Listed
    rows: tuple[RowShown, ...]
    page: int
    count: int
    archive: bool = False


@dataclass(frozen=True)
class ColumnsForm(Form):
    """Which column is what: the file's own columns, and which of them each meaning has now."""

    import_id: int
    shown: tuple[ColumnShown, ...]
    columns: Mapping[Meaning, int]


@dataclass(frozen=True)
class TakeForm(Form):
    """One confirmation with two halves, before rows become entries."""

    import_id: int
    rows: int
    archive: bool = False


@dataclass(frozen=True)
class ImportUndone(Message):
    """What became of an import that was taken back."""

    undone: Undone


def import_rows(ctx: MemberContext, known: ImportRecord, verdict: Listed, page: int) -> ImportRows:
    """A page of an import's rows, from 0."""
    rows = rows_of(ctx, known, verdict, page)
    archive = known.kind == "archive"
    return ImportRows(known.id, verdict, rows, page, known.counts.get(verdict, 0), archive)


@action("import_rows")
class ShowImportRows(Action):
    """A page of an import's rows of which the same was thought."""

    shows_a_page: ClassVar[bool] = True

    import_id: int
    verdict: Listed = "doubtful"
    page: int = 0

    def do(self, ctx: MemberContext) -> ImportRows:
        known = taking.must_be(ctx, self.import_id, "preview")
        page = max(0, min(self.page, 10**6))
        return import_rows(ctx, known, self.verdict, page)


@action("import_take_row")
class TakeRow(Action):
    """Take a row that was doubted, or seems to be in the record; it is shown where it stood."""

    import_id: int
    row: int

    def do(self, ctx: MemberContext) -> ImportRows:
        known = taking.must_be(ctx, self.import_id, "preview")
        row = ctx.work.imports.row(known, self.row)
        if row is None or row.verdict is None or not (row.wanted or row_shown(row).can_be_taken):
            raise Refused("import_over")
        if not row.wanted:
            ctx.work.imports.want(known, self.row)
            counts = {**known.counts, "wanted": known.counts.get("wanted", 0) + 1}
            ctx.work.imports.change(known, counts=counts)
            taking.show_preview(ctx, known)
        page = ctx.work.imports.place_of(known, row.verdict, row.number) // ROWS_ON_A_PAGE
        return ShowImportRows(self.import_id, row.verdict, page).do(ctx)


@action("import_columns")
class AskForColumns(Action):
    """Open which column is what."""

    import_id: int

    def do(self, ctx: MemberContext) -> ColumnsForm:
        known = taking.must_be(ctx, self.import_id, "preview")
        if known.kind == "archive":
            raise Refused("archive_has_no_columns")
        return ColumnsForm(known.id, columns_shown(ctx, known), known.layout.get("columns", {}))


@action()
class SetColumns(Action):
    """Columns were chosen, by meaning: the file is read anew, and the next with this heading is
    read like it.
    """

    import_id: int
    columns: Mapping[Meaning, int]

    def do(self, ctx: MemberContext) -> None:
        known = taking.must_be(ctx, self.import_id, "preview")
        if known.kind == "archive":
            raise Refused("archive_has_no_columns")
        wrong: dict[str, Refused] = {
            needed: Refused("which_column")
            for needed in ("title", "date")
            if needed not in self.columns
        }
        places: dict[int, Meaning] = {}
        for meaning, at in self.columns.items():
            if at in places:
                wrong[meaning] = Refused("column_has_a_meaning")
            places[at] = meaning
        if wrong:
            raise Mistaken(wrong)
        rows = ctx.work.imports.rows(known, known.heading_row or 0, SAMPLED)
        sample = [row_of(row.cells) for row in rows]
        layout = rearranged(self.columns, list(known.heading or ()), sample)
        times = known.read_times + 1
        changed = ctx.work.imports.change(
            known,
            {"read_times": known.read_times},
            layout=layout.to_dict(),
            read_to=0,
            read_times=times,
            counts={},
        )
        if not changed:
            raise Refused("import_over")
        ctx.work.imports.want_none(known)
        if known.heading_hash:
            ctx.work.imports.remember_layout(
                known.heading_hash, {str(one): at for one, at in layout.columns.items()}, ctx.now
            )
        taking.show_preview(ctx, known)
        ask_to_read(ctx, known.id, times)


@action("import_take")
class AskToTake(Action):
    """Open the confirmation."""

    import_id: int

    def do(self, ctx: MemberContext) -> TakeForm:
        known = taking.must_be(ctx, self.import_id, "preview")
        rows = known.counts.get("taken", 0) + known.counts.get("wanted", 0)
        if not rows:
            raise Refused("nothing_to_take")
        return TakeForm(known.id, rows, known.kind == "archive")


@action()
class Take(Action):
    """The member did these themselves (`own`), and the words are theirs, too, or not (`words`)."""

    import_id: int
    own: bool
    words: bool

    def do(self, ctx: MemberContext) -> None:
        if not self.own:
            raise Mistaken({"import_own": Refused("did_you_do_these")})
        taking.confirm(ctx, self.import_id, own=self.own, words_mine=self.words)


@action("import_leave")
class LeaveImport(Action):
    """Take nothing of a file."""

    import_id: int

    def do(self, ctx: MemberContext) -> None:
        undoing.leave(ctx, self.import_id)


@action("import_again")
class TryAgain(Action):
    """Go on with taking a file in that was held up."""

    import_id: int

    def do(self, ctx: MemberContext) -> None:
        taking.try_again(ctx, self.import_id)


@action("import_give_up")
class GiveUp(Action):
    """Take nothing of a file that was held up while it was taken in."""

    import_id: int

    def do(self, ctx: MemberContext) -> None:
        undoing.give_up(ctx, self.import_id)


@action("import_cycle_start")
class UseCycleStart(Action):
    """Take over when a cycle began, as an archive that was taken in tells it."""

    import_id: int
    scheme: str

    def do(self, ctx: MemberContext) -> None:
        archive_starts.take_start(ctx, self.import_id, self.scheme)


@action("import_undo")
class UndoImport(Action):
    """Take an import back as a whole."""

    import_id: int

    def do(self, ctx: MemberContext) -> ImportUndone:
        return ImportUndone(undoing.undo(ctx, self.import_id))
