"""Words that an undo has just taken out of an entry: "bring it back" puts them where they were."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from bot.conversation.dialogue import DialogueState
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record.dialogue import Dialogue, dialogue_about, keep, words_in
from bot.services.record.entry_changes import content_changed, update_fields
from storage.row_types import ConversationRecord, EntryRecord

UNDONE: Final = "undone"
"""What an entry's dialogue holds of them."""

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
        "kind": UNDONE,
        "at": ctx.now.isoformat(),
        "columns": columns,
        "provenance": {name: by for name, by in stood.provenance.items() if name in STAGES},
        "state": dict(dialogue.state),
        "left": {stage: words_in(entry, stage) for stage in STAGES},
    }
    about = dialogue_about(ctx, entry)
    keep(ctx, _holding(about, (*_others(about), out)))


def bring_back(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> EntryRecord | None:
    """Put back what the last undo took out, within some minutes, where nothing was written there
    since; the entry. None where there is nothing of it, or something was discarded later.
    """
    for entry in sorted(recent, key=lambda one: one.changed_at, reverse=True):
        if entry.status == "discarded":
            return None
        dialogue = dialogue_about(ctx, entry)
        out = next((one for one in dialogue.held if one["kind"] == UNDONE), None)
        if out is not None and _can_be_put_back(ctx, entry, out):
            return _put_back(ctx, entry, out)
    return None


def _can_be_put_back(ctx: MemberContext, entry: EntryRecord, out: Mapping[str, Any]) -> bool:
    if ctx.now - datetime.fromisoformat(out["at"]) > KEPT_FOR:
        return False
    left: Mapping[str, str] = out["left"]
    return {stage: words_in(entry, stage) for stage in STAGES} == left


def _put_back(ctx: MemberContext, entry: EntryRecord, out: Mapping[str, Any]) -> EntryRecord:
    provenance = {**entry.provenance, **out["provenance"]}
    after = update_fields(ctx, entry, "", **out["columns"], provenance=provenance)
    about = dialogue_about(ctx, after)
    keep(ctx, _holding(about, _others(about), DialogueState.from_dict(out["state"])))
    content_changed(ctx, after, "edited")
    return after


def _others(dialogue: Dialogue) -> tuple[Any, ...]:
    return tuple(one for one in dialogue.held if one["kind"] != UNDONE)


def _holding(
    dialogue: Dialogue, held: tuple[Any, ...], state: DialogueState | None = None
) -> Dialogue:
    return Dialogue(dialogue.entry, state or dialogue.state, dialogue.facts, dialogue.worth, held)
