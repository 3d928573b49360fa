"""What the member has just dealt with: the draft that "save" is said of, wherever else is asked."""

from typing import Final

from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record.dialogue import dialogue_about, state_of
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.schemes.account_facts import told_by
from storage.record.undo import Step
from storage.row_types import EntryRecord

_CONTENT: Final = (*STAGES, "title", "start_date", "end_date", "minutes", "provider", "type")
"""Columns that say what a member told of an activity."""


def ready_draft(ctx: MemberContext) -> EntryRecord | None:
    """The one draft that the member's last turn, of a few minutes ago, told something of or let a
    question go of, where nothing is left to be asked about it. None where it was several, or where
    something else came of that turn.
    """
    steps = ctx.work.undo.last_turn(ctx.member.id)
    if not steps or ctx.now - steps[0].at > JUST_NOW:
        return None
    found = [entry for step in steps if (entry := _dealt_with(ctx, step)) is not None]
    if len(found) != 1 or not _is_ready(ctx, found[0]):
        return None
    return found[0]


def _dealt_with(ctx: MemberContext, step: Step) -> EntryRecord | None:
    entry = ctx.work.entries.get(step.entry_id, ctx.member.id)
    if entry is None:
        return None
    if step.before is None:
        return None if told_by(entry) else entry
    told = any(getattr(entry, name) != getattr(step.before.entry, name) for name in _CONTENT)
    if told or entry.status != step.before.entry.status:
        return entry
    asks = state_of(ctx.work.entries.conversation(entry.id, ctx.member.id)).open
    return entry if state_of(step.before.dialogue).open is not None and asks is None else None


def _is_ready(ctx: MemberContext, entry: EntryRecord) -> bool:
    if entry.status != "draft" or not entry.title or entry.start_date is None:
        return False
    dialogue = dialogue_about(ctx, entry)
    asks = dialogue.state.open is not None or dialogue.asks_of_a_file(ctx.now)
    return not asks and not dialogue.problems
