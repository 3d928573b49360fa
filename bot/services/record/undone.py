"""Words that an undo has just taken out of an entry: "bring it back" puts them where they were."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.conversation.dialogue import DialogueState
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record.dialogue import dialogue_about, keep, words_in
from bot.services.record.entry_changes import content_changed, update_fields
from storage.record.held_messages import Held
from storage.row_types import ConversationRecord, EntryRecord

UNDONE: Final = "undone"
"""Under this name they are put aside: no export gives them out, and they are
forgotten once they cannot be brought back."""

KEPT_FOR: Final = timedelta(minutes=10)
_COLUMNS: Final = (*STAGES, "private_stages", "account")


def hold_what_is_out(
    ctx: MemberContext, stood: EntryRecord, dialogue: ConversationRecord, entry: EntryRecord
) -> None:
    """Words are out of an entry that `stood` there, with the dialogue that led to them."""
    if all(words_in(stood, stage) == words_in(entry, stage) for stage in STAGES):
        return
    columns: dict[str, Any] = {name: getattr(stood, name) for name in _COLUMNS}
    columns["private_stages"] = list(stood.private_stages)
    out = {
        "columns": columns,
        "provenance": {name: by for name, by in stood.provenance.items() if name in STAGES},
        "state": dict(dialogue.state),
        "left": {stage: words_in(entry, stage) for stage in STAGES},
    }
    ctx.work.held.put_aside(ctx.member.id, _name_of(entry), ctx.now, out)


def bring_back(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> EntryRecord | None:
    """Put back what the last undo took out, within some minutes, where nothing was written there
    since; the entry. None where there is nothing of it, or something was discarded later.
    """
    for entry in sorted(recent, key=lambda one: one.changed_at, reverse=True):
        if entry.status == "discarded":
            return None
        out = ctx.work.held.aside(ctx.member.id, _name_of(entry))
        if out is not None and _can_be_put_back(ctx, entry, out):
            return _put_back(ctx, entry, out.values)
    return None


def _can_be_put_back(ctx: MemberContext, entry: EntryRecord, out: Held) -> bool:
    if ctx.now - out.held_at > KEPT_FOR:
        return False
    left: Mapping[str, str] = out.values["left"]
    return {stage: words_in(entry, stage) for stage in STAGES} == left


def _put_back(ctx: MemberContext, entry: EntryRecord, out: Mapping[str, Any]) -> EntryRecord:
    provenance = {**entry.provenance, **out["provenance"]}
    after = update_fields(ctx, entry, "", **out["columns"], provenance=provenance)
    about = dialogue_about(ctx, after)
    keep(ctx, replace(about, state=DialogueState.from_dict(out["state"])))
    ctx.work.held.drop_aside(ctx.member.id, _name_of(entry))
    content_changed(ctx, after, "edited")
    return after


def _name_of(entry: EntryRecord) -> str:
    return f"{UNDONE}:{entry.id}"
