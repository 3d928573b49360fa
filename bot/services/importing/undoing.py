"""An import is undone as a whole, left, or tidied up after: what it needs no more goes in pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.archive.chain import WHOLE_RECORD
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Say, say
from bot.services.importing import calendars
from bot.services.importing.taking import ask_to_tidy, held_up, must_be, show_preview, show_taken
from bot.services.record.entries import UNDO_KEPT
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.record.revisions import chain
from bot.services.record.undo_steps import UndoStep
from storage.importing.records import ImportRecord
from storage.importing.sweeping import stale, with_chains_left
from storage.record.revisions import sealed

PAGE: Final = 200
"""Rows or entries that are removed in one unit of work."""

NAMED_MOST: Final = 20
"""Entries that were changed since, and are named when the rest is undone."""

PREVIEW_KEPT: Final = timedelta(days=30)
"""For so long a table is kept that was shown and left."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an import's entries: how many are out of the record, and those that stay since
    their member has changed them (titles, some of them, and how many in all).
    """

    gone: int
    stayed: tuple[tuple[int, str], ...]
    stay: int


def undo(ctx: MemberContext, import_id: int) -> Undone:
    """Take an import back, also days later: its entries are out of the record and of every total,
    but for those that the member has changed since. Raises Refused("import_over").
    """
    known = must_be(ctx, import_id, "done")
    since = known.ended_at or known.created_at
    stayed = ctx.work.staging.changed_since(known, since, NAMED_MOST)
    stay = ctx.work.staging.count_changed(known, since)
    gone = ctx.work.staging.hide(known, since)
    chain(ctx, WHOLE_RECORD, "withdrawn", {"import": known.id, "entries": gone, "stay": stay})
    _is_undone(ctx, known, gone, stay)
    ctx.show_home()
    return Undone(gone, stayed, stay)


def give_up(ctx: MemberContext, import_id: int) -> None:
    """Take nothing of an import whose job was given up: what was staged, and nobody has seen, goes.
    Raises Refused("import_over").
    """
    _is_undone(ctx, held_up(ctx, import_id), 0, 0)


def _is_undone(ctx: MemberContext, known: ImportRecord, gone: int, stay: int) -> None:
    counts = {**known.counts, "undone": gone, "stay": stay}
    if not ctx.work.imports.change(known, state="undone", ended_at=ctx.now, counts=counts):
        raise Refused("import_over")
    ask_to_tidy(ctx, known, "undone")
    show_taken(ctx, known)


def leave(ctx: MemberContext, import_id: int) -> None:
    """Nothing of a file is taken, and its words go. Raises Refused("import_over")."""
    known = must_be(ctx, import_id, "preview")
    if not ctx.work.imports.change(known, state="discarded", ended_at=ctx.now):
        raise Refused("import_over")
    ask_to_tidy(ctx, known, "discarded")
    show_preview(ctx, known)


def forget_words(
    contexts: ContextFactory, workspace_id: str, member_id: int, import_id: int, after: int
) -> int | None:
    """Empty a page of rows from behind a number on; the last one's, None once no more are there."""
    with contexts.open_by_id(workspace_id, member_id, _tidying(import_id)) as ctx:
        known = _over(ctx, import_id, member_id)
        if ctx is None or known is None:
            return None
        last = ctx.work.imports.forget_words(known, after, PAGE)
        if last is None:
            ctx.work.imports.forget_heading(known)
        ctx.commit()
    return last


def tidy_page(contexts: ContextFactory, workspace_id: str, member_id: int, import_id: int) -> bool:
    """Remove another page of what an import needs no more; False once nothing is left."""
    with contexts.open_by_id(workspace_id, member_id, _tidying(import_id)) as ctx:
        known = _over(ctx, import_id, member_id)
        if ctx is None or known is None:
            return False
        if known.state != "done":
            ctx.work.segments.forget(known.id)
        more = ctx.work.staging.forget_worth(known, PAGE) > 0
        more = more or (known.state == "undone" and _remove(ctx, known))
        ctx.commit()
    return more


def _tidying(import_id: int) -> Origin:
    return Origin(f"import-tidy:{import_id}")


def _over(ctx: MemberContext | None, import_id: int, member_id: int) -> ImportRecord | None:
    known = None if ctx is None else ctx.work.imports.get(import_id, member_id)
    return known if known is not None and known.state in ("done", "undone", "discarded") else None


def _remove(ctx: MemberContext, known: ImportRecord) -> bool:
    """Another page of entries that were undone goes. Their revisions keep their hashes, and each
    has one more that says that its words were erased: that is how a chain stays whole.
    """
    page = ctx.work.staging.entries(known, 0, PAGE)
    if not page:
        return False
    ids = [one.id for one in page]
    erased = [(one, sealed({"entries": 1})) for one in ids]
    length, head = ctx.work.revisions.append_many(ctx.member, "erased", ctx.now, erased)
    ctx.change_member(chain_length=length, chain_head=head)
    ctx.work.staging.unmake(known, ids)
    ctx.work.staging.remove(ids)
    return True


def forgotten_previews(
    contexts: ContextFactory, now: datetime, limit: int
) -> list[tuple[str, int, int]]:
    """Tables and calendars that were shown long ago and left: workspaces, members and numbers."""
    with contexts.database.snapshot() as session:
        return stale(session, now - PREVIEW_KEPT, limit)


def with_leftovers(contexts: ContextFactory, limit: int) -> list[tuple[str, int, int]]:
    """Archives that are over, and of which something was left: as above."""
    with contexts.database.snapshot() as session:
        return with_chains_left(session, limit)


def forget_preview(
    contexts: ContextFactory, workspace_id: str, member_id: int, import_id: int
) -> None:
    """A table or a calendar that was shown and left is dropped, and its words go; what was kept of
    a calendar stays. So is one that was held up while it was taken in, and never gone on with.
    """
    origin = Origin(f"import-left:{import_id}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        known = None if ctx is None else ctx.work.imports.get(import_id, member_id)
        if ctx is None or known is None:
            return
        if known.state == "choosing":
            calendars.stop(ctx, import_id)
            ctx.commit()
        if known.state in ("staging", "ready"):
            _is_undone(ctx, known, 0, 0)
            ctx.commit()
        if known.state not in ("arriving", "preview"):
            return
        if ctx.work.imports.change(known, state="discarded", ended_at=ctx.now):
            ask_to_tidy(ctx, known, "discarded")
            show_preview(ctx, known)
            ctx.commit()


def _ended_at(ctx: MemberContext) -> datetime | None:
    """When a table or an archive was taken in last; or undone, as long as a second "undo" right
    after may be meant for it.
    """
    last = ctx.work.imports.ended_last(ctx.member.id)
    if last is None:
        return None
    ended, state = last
    return ended if ctx.now - ended <= (UNDO_KEPT if state == "done" else JUST_NOW) else None


def _say_where(ctx: MemberContext) -> Say | None:
    """By word nothing of an import is taken back, since it may be hundreds of entries: it is said
    where to tap.
    """
    last = ctx.work.imports.ended_last(ctx.member.id)
    if last is None:
        return None
    return say("import_undo_typed" if last[1] == "done" else "import_undone_typed")


def _under_way(ctx: MemberContext) -> ImportRecord | None:
    """A table or an archive that is just being read or taken in, or was shown a moment ago."""
    known = ctx.work.imports.open_one(ctx.member.id)
    if known is None or known.kind == "calendar" or known.state == "choosing":
        return None
    shown = known.state == "preview" and known.read_to >= known.rows
    return None if shown and ctx.now - known.created_at > JUST_NOW else known


def _begun_at(ctx: MemberContext) -> datetime | None:
    known = _under_way(ctx)
    return None if known is None else known.confirmed_at or known.created_at


def _say_how_it_stands(ctx: MemberContext) -> Say | None:
    """Nothing that was done before is taken back in its place."""
    known = _under_way(ctx)
    if known is None:
        return None
    taken = known.state in ("staging", "ready")
    return say("import_being_taken" if taken else "import_not_taken_yet")


UNDO_STEPS: Final = (
    UndoStep("import_under_way", 17, _begun_at, _say_how_it_stands),
    UndoStep("import", 18, _ended_at, _say_where),
)
