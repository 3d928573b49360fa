"""What was told last put with the entry that it is of, as its member says."""

from dataclasses import replace
from typing import Any

from bot.conversation.dialogue_questions import QuestionId
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record import answering, follow_ups
from bot.services.record.dialogue import dialogue_about, keep, state_of, words_in
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.record.incoming.noted import Noted
from bot.services.schemes.account_facts import is_private
from storage.record.undo import Before
from storage.row_types import EntryRecord


def place(ctx: MemberContext, heard: Heard, number: int, noted: Noted) -> None:
    """Move the words of the last turn, of some minutes ago, to an entry; or say that they stand
    there, or that the last turn told none.
    """
    meant = find(ctx, number)
    told = _told_last(ctx)
    if told is None or told[0].id == meant.id:
        shown = {
            "sentence": "moves_what_was_told_last" if told is None else "it_is_with",
            "title": meant.title or "",
        }
        ctx.reply("say", shown, thread_ts=heard.message.thread_ts)
        return
    entry, before, words, private = told
    _take_out(ctx, entry, before)
    answering.answer(ctx, meant, words, private=private, about=_stage_of(ctx, meant), quietly=True)
    noted.named.add(meant.id)
    after = find(ctx, meant.id)
    noted.about(after)
    if after.plan and after.plan != meant.plan:
        noted.planned.append(after.id)


def _stage_of(ctx: MemberContext, meant: EntryRecord) -> QuestionId:
    if meant.status == "planned":
        return "reflect"  # what is still to come has taught nothing yet
    waits = answering.stage_that_waits(ctx, meant)
    return waits or ("more" if meant.evaluate else "evaluate")


def _told_last(ctx: MemberContext) -> tuple[EntryRecord, Before, str, bool] | None:
    """The entry that the last turn told words of, how it was before, the words, and whether any of
    them are private: they stay so wherever they are put.
    """
    steps = ctx.work.undo.last_turn(ctx.member.id)
    for step in steps:
        entry = ctx.work.entries.get(step.entry_id, ctx.member.id)
        if entry is None or step.before is None or ctx.now - step.at > JUST_NOW:
            continue
        was = step.before.entry
        changed = {
            stage: (words_in(was, stage), words_in(entry, stage))
            for stage in STAGES
            if words_in(entry, stage) != words_in(was, stage)
        }
        added = [after.removeprefix(before).strip() for before, after in changed.values()]
        if changed and all(after.startswith(before) for before, after in changed.values()):
            private = any(is_private(entry, stage) for stage in changed)
            return entry, step.before, max(added, key=len), private
    return None


def _take_out(ctx: MemberContext, entry: EntryRecord, before: Before) -> None:
    """The words of a turn are out of an entry, and what it asked before is asked again."""
    columns: dict[str, Any] = {stage: getattr(before.entry, stage) for stage in STAGES}
    columns |= {
        "private_stages": before.entry.private_stages,
        "account": before.entry.account,
    }
    entry = update_fields(ctx, entry, "", **columns)
    follow_ups.take_back(ctx, entry, before.dialogue.held)
    dialogue = dialogue_about(ctx, entry)
    state = dialogue.state.taken_back_to(state_of(before.dialogue), ctx.now)
    keep(ctx, replace(dialogue, state=state))
    content_changed(ctx, entry, "edited")
