"""What an undo puts back besides entries: a file lies where it lay, and what was asked is asked."""

from datetime import datetime
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.after_action import AfterAction
from bot.services.dispatch.pages import Say, say
from bot.services.evidence.checking import CHECK, ask_question
from bot.services.evidence.keeping import LAST, NOT_KEPT
from bot.services.evidence.placing import is_asked, keep_aside, unplaced
from bot.services.evidence.reopening import NO_ENTRY_LAST, settled_at, settled_in
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.record.undo_steps import UndoStep
from storage.record.held_messages import Held

_SAID_OF: Final = "undo_came_to_a_file"
"""Under this name it is put aside of which file that is still asked about an undo has told."""


def reopen(ctx: MemberContext) -> None:
    """Ask again what the turns had settled that this unit took back; files that then lie on no
    entry are kept, and listed with `/cpd files`.
    """
    for turn in ctx.turns_taken_back:
        held = settled_in(ctx, turn)
        if held is not None:
            _ask_again(ctx, held)
        _keep_what_lies_nowhere(ctx, turn)
    ctx.turns_taken_back.clear()


def _ask_again(ctx: MemberContext, held: Held) -> None:
    if held.key.startswith(f"{CHECK}:"):
        beside = held.values.get("beside")
        for other in ctx.work.held.all_of(ctx.member.id):
            if other.key.startswith(f"{CHECK}:") and other.values.get("beside") == beside:
                let_go(ctx, other.key)  # it waits again, with its entry
    for other in unplaced(ctx):
        if other.values["hashes"] == held.values.get("hashes"):
            let_go(ctx, other.key)
    entry_id = held.values.get("entry")
    entry = None if entry_id is None else ctx.work.entries.get(int(entry_id), ctx.member.id)
    ask_question(ctx, held, entry, held.values.get("thread_ts"))
    ctx.show_home()


def _keep_what_lies_nowhere(ctx: MemberContext, turn: str) -> None:
    """Files that the turn had put on an entry, and that lie on none, nor in any question."""
    last = ctx.work.held.aside(ctx.member.id, LAST)
    if last is None or last.values.get("turn") != turn:
        return
    asked = {one for held in unplaced(ctx) for one in held.values["hashes"]}
    kept = ctx.work.stored_files.of(ctx.member.id, last.values["hashes"])
    borne = ctx.work.stored_files.borne(ctx.member.id, [*kept])
    left = [one for one in last.values["hashes"] if one in kept and one not in {*asked, *borne}]
    if left:
        keep_aside(ctx, left, [int(last.values["entry"])])


def _said_at(ctx: MemberContext) -> datetime | None:
    """When the member said last that files have no entry."""
    last = ctx.work.held.aside(ctx.member.id, NO_ENTRY_LAST)
    return None if last is None else settled_at(ctx, last.values["turn"])


def _ask_where_again(ctx: MemberContext) -> Say | None:
    last = ctx.work.held.aside(ctx.member.id, NO_ENTRY_LAST)
    ctx.work.held.drop_aside(ctx.member.id, NO_ENTRY_LAST)
    if last is None or settled_at(ctx, last.values["turn"]) is None:
        return None
    ctx.turns_taken_back.append(last.values["turn"])  # it is asked again below what is said here
    return say("file_asked_again")


def _asked_last(ctx: MemberContext) -> Held | None:
    """The files that were asked about last, of those whose place is still asked for."""
    asked = [one for one in unplaced(ctx) if is_asked(one)]
    return max(asked, key=lambda one: one.held_at, default=None)


def _asked_at(ctx: MemberContext) -> datetime | None:
    last = _asked_last(ctx)
    return None if last is None or _was_said_of(ctx, last) else last.held_at


def _was_said_of(ctx: MemberContext, held: Held) -> bool:
    """Whether an undo was answered with the question where a file belongs; one that is said once
    more is meant for what was before.
    """
    said = ctx.work.held.aside(ctx.member.id, _SAID_OF)
    return said is not None and said.values["key"] == held.key


def _ask_once_more(ctx: MemberContext) -> Say | None:
    """Nothing that was done before is taken back in its place."""
    last = _asked_last(ctx)
    if last is None:
        return None
    ask_question(ctx, last, None, last.values.get("thread_ts"))
    ctx.work.held.put_aside(ctx.member.id, _SAID_OF, ctx.now, {"key": last.key})
    return say("file_not_placed_yet")


def _not_kept_at(ctx: MemberContext) -> datetime | None:
    """When it was said a moment ago that a file is not kept."""
    last = ctx.work.held.aside(ctx.member.id, NOT_KEPT)
    if last is None or ctx.now - last.held_at > JUST_NOW:
        return None
    return last.held_at


def _say_nothing_is_kept(ctx: MemberContext) -> Say | None:
    """The same; an undo that is said once more is meant for what was before."""
    if _not_kept_at(ctx) is None:
        return None
    ctx.work.held.drop_aside(ctx.member.id, NOT_KEPT)
    return say("file_was_not_kept")


AFTER_ACTION: Final = (AfterAction("files_taken_back", reopen, order=8),)
UNDO_STEPS: Final = (
    UndoStep("file_without_entry", 5, _said_at, _ask_where_again),
    UndoStep("file_not_placed", 6, _asked_at, _ask_once_more),
    UndoStep("file_not_kept", 7, _not_kept_at, _say_nothing_is_kept),
)
