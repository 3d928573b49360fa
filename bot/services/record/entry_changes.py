"""How an entry is changed: found, written, assessed anew, chained, and shown wherever it shows.

What changes, and when that is allowed, is `entries`'s, `answering`'s and `undo`'s.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation.elements.first_account import Asked
from bot.conversation.problems import Problem
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.account_hash import hash_of
from bot.services.record.checks import EXTENT_CHECK, WORDS_CHECK, ask_what_does_not_fit
from bot.services.record.dialogue import Dialogue, dialogue_about, hold, let_go
from bot.services.record.entry_events import entry_changed
from bot.services.record.revisions import chain_revision
from bot.services.schemes.account_facts import changed_account
from bot.services.schemes.assessment import assess_again
from storage.queues.message_requests import KEPT_WHOLE, kept_whole_of
from storage.row_types import EntryRecord
from storage.vocabulary import EntryStatus

OPEN: tuple[EntryStatus, ...] = ("draft", "planned")
SAVED: tuple[EntryStatus, ...] = ("logged", "withdrawn")
EXTENT: Final = ("start_date", "end_date", "minutes")
"""Whoever changes one of these of a saved entry has it judged by the rules as they are now."""


def find(ctx: MemberContext, entry_id: int) -> EntryRecord:
    """The member's own entry. Raises Refused where it is gone, or somebody else's."""
    entry = ctx.work.entries.get(entry_id, ctx.member.id)
    if entry is None:
        raise Refused("not_your_entry")
    return entry


def update_fields(
    ctx: MemberContext, entry: EntryRecord, how: str, *, asked: Asked | None = None, **columns: Any
) -> EntryRecord:
    """Set columns of an entry; `how` goes into their provenance, unless it is empty. `asked` is
    what questions asked for whose answers its stages now hold. Other dates or another length of a
    saved entry end, for good, that it counts as an earlier release counted it.
    """
    told = tuple(columns)
    if entry.status in SAVED and "kept_whole" not in columns and changes_extent(entry, columns):
        known = columns.get("provenance", entry.provenance)
        columns["provenance"] = {name: by for name, by in known.items() if name != KEPT_WHOLE}
        columns["kept_whole"] = False
    if how:
        known = columns.get("provenance", entry.provenance)
        columns["provenance"] = dict(known) | dict.fromkeys(told, how)
    if any(stage in columns for stage in STAGES):
        columns["account_hash"] = hash_of(ctx, entry, columns)
        if "account" not in columns:
            columns["account"] = changed_account(entry, columns, asked or {})
    if entry.status == "logged":
        _to_be_checked(ctx, entry, columns)
    content_changed = ctx.work.entries.change(entry, ctx.now, **columns)
    assert content_changed is not None  # noqa: S101 - the member is locked, so nobody was in between
    return content_changed


def _to_be_checked(ctx: MemberContext, entry: EntryRecord, columns: Mapping[str, Any]) -> None:
    """What is changed of a saved entry is held against the rest once its content has changed."""
    changed = ctx.to_be_checked.setdefault(entry.id, set())
    if changes_extent(entry, columns):
        changed.add(EXTENT_CHECK)
    if columns.get("account_hash", entry.account_hash) not in (entry.account_hash, "", None):
        changed.add(WORDS_CHECK)


def changes_extent(entry: EntryRecord, columns: Mapping[str, Any]) -> bool:
    """Whether columns hold other dates or another length than an entry has."""
    told = (name for name in EXTENT if name in columns)
    return any(columns[name] != getattr(entry, name) for name in told)


def set_status(
    ctx: MemberContext, entry: EntryRecord, status: EntryStatus, **columns: Any
) -> EntryRecord:
    """Move an entry into another state."""
    content_changed = ctx.work.entries.change(entry, ctx.now, status=status, **columns)
    assert content_changed is not None  # noqa: S101 - as above
    return content_changed


def content_changed(ctx: MemberContext, entry: EntryRecord, revision: str | None) -> None:
    """After a change of content: a revision where it is saved, withdrawn or not, since its last one
    says what it holds; where it is logged a new assessment as well, and what does not fit together
    in it any more is asked.
    """
    looked_at = ctx.to_be_checked.pop(entry.id, set())
    if entry.status == "logged" and looked_at:
        ask_what_does_not_fit(ctx, dialogue_about(ctx, entry), looked_at)
    if revision is not None and entry.status in SAVED:
        chain_revision(ctx, entry, "edited")
    if entry.status == "logged":
        assess_again(ctx, [entry])
    refresh_messages(ctx, entry)


def refresh_messages(ctx: MemberContext, entry: EntryRecord, *, new: bool = False) -> None:
    """Have everything that shows this entry shown anew: its card, its live note, Home.

    Of a `new` one nothing stands anywhere yet, but Home lists it.
    """
    ctx.entries_changed.add(entry.id)
    if not new:
        ctx.work.messages.show_entry(entry.id, ctx.real)
        if entry.start_date != entry.end_date:  # it may be long
            ctx.work.messages.show_said(kept_whole_of(entry.id), ctx.real)
        for nudge_id, shown in ctx.work.files.of(ctx.member.id).nudges:
            if entry.id in shown:
                ctx.work.messages.show_said(f"nudge:{nudge_id}", ctx.real)
        entry_changed(ctx, entry)
    ctx.show_home()


def post_note(
    ctx: MemberContext,
    entry: EntryRecord,
    thread_ts: str | None,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Post the live note below the conversation; the one before it falls silent.

    `values` say what was changed: see `bot.ui.record.note`.
    """
    before = ctx.work.messages.newest_note(entry.id)
    ctx.reply("note", values, entry_id=entry.id, thread_ts=thread_ts)
    if before is not None:
        ctx.work.messages.show_message(before, ctx.real)
    refresh_messages(ctx, entry)


def keep_problem(
    ctx: MemberContext, dialogue: Dialogue, problem: Problem, said: str = ""
) -> Dialogue:
    """Keep what stands in the way of a field, with all that was `said` of it."""
    dialogue = let_go(ctx, dialogue, field=problem.field)
    return hold(
        ctx,
        dialogue,
        "problem",
        about=problem.kind,
        field=problem.field,
        words=problem.words,
        said=said,
    )
