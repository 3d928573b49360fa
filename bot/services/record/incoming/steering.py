"""Steering by word: save, skip, later, undo, another question, enough."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from bot.conversation.phrases.steering import Steer
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action
from bot.services.dispatch.pages import Page
from bot.services.record import answering, entries, follow_ups, undone
from bot.services.record.actions.answering import GoBack, PutOff, Skip
from bot.services.record.actions.lifecycle import Save, Undo
from bot.services.record.entry_changes import find
from bot.services.record.incoming.corrections import settle_change
from bot.services.record.incoming.dealt_with import ready_draft
from bot.services.record.incoming.dropping import drop, leaves_them
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import newest_open, recent_of
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.offers import shall_i_save
from bot.services.record.incoming.splitting import split_by_word
from bot.services.record.undo import last_turn_at
from storage.row_types import EntryRecord

_OF_ENTRY: Final[Mapping[Steer, Callable[[int, str | None], Action]]] = {
    "save": lambda entry, thread_ts: Save(entry, by_word=True, thread_ts=thread_ts),
    "skip": lambda entry, thread_ts: Skip(entry, by_word=True, thread_ts=thread_ts),
    "later": lambda entry, thread_ts: PutOff(entry, by_word=True, thread_ts=thread_ts),
    "back": lambda entry, thread_ts: GoBack(entry, by_word=True, thread_ts=thread_ts),
}


def _unasked(ctx: MemberContext, heard: Heard) -> bool:
    """Whether the last turn was a correction of a saved entry that is still asked about: then that
    is what an undo takes back, and nothing before it.
    """
    held, turn = heard.held, last_turn_at(ctx)
    if held is None or "what" not in held.values or (turn is not None and turn > held.held_at):
        return False
    settle_change(ctx, held.key, yes=False)
    ctx.reply("say", {"sentence": "change_unasked"}, thread_ts=heard.message.thread_ts)
    return True


def _meant(ctx: MemberContext, heard: Heard, word: Steer, named: int | None) -> EntryRecord | None:
    """The entry that a word is about: named, that of the thread, of "save" the draft dealt with
    last, that of the question, the newest open.
    """
    if named is not None:
        return find(ctx, named)
    if word == "save" and heard.context.thread is None and (ready := ready_draft(ctx)):
        return ready
    meant = heard.about or newest_open(ctx)
    if word == "save" and meant is not None and meant.status == "planned":
        return next((one for one in recent_of(ctx) if one.status == "draft"), meant)
    return meant


def steer(
    ctx: MemberContext,
    heard: Heard,
    word: Steer,
    noted: Noted,
    named: int | None = None,
) -> Page | None:
    thread_ts = heard.message.thread_ts
    if leaves_them(ctx, heard, word):
        return None
    if word == "undo":
        return None if _unasked(ctx, heard) else Undo().do(ctx)
    if word == "bring_back":
        _bring_back(ctx, noted)
        return None
    if word == "save_all":
        _save_all(ctx, heard)
        return None
    if word in ("split", "whole"):
        split_by_word(ctx, heard, word, noted, named)
        return None
    if word in ("discard", "discard_all"):
        return drop(ctx, heard, word, named)
    entry = _meant(ctx, heard, word, named)
    if entry is None and word in ("another", "guide"):
        entry = next((one for one in recent_of(ctx) if one.status == "logged"), None)
    if entry is None:
        raise Refused("no_open_draft")
    after_a_plan = word in ("later", "skip") and heard.context.question == "changed"
    if after_a_plan and follow_ups.steer(ctx, entry, later=word == "later"):
        return None
    if word == "enough":
        return enough(ctx, heard, entry, noted)
    if word in ("another", "guide"):
        (answering.guide if word == "guide" else answering.ask_another)(ctx, entry)
        noted.about(entry)
        return None
    return _OF_ENTRY[word](entry.id, thread_ts).do(ctx)


def _bring_back(ctx: MemberContext, noted: Noted) -> None:
    """What an undo has just taken out, else the draft that was discarded last."""
    recent = recent_of(ctx)
    back = undone.bring_back(ctx, recent)
    if back is None:
        gone = next((one for one in recent if one.status == "discarded"), None)
        if gone is None:
            raise Refused("not_discarded")
        back = entries.bring_back(ctx, gone)
    noted.about(back)


_SEVERAL: Final = re.compile(r"\b(?:both|pair|two|three|four|five)\b", re.IGNORECASE)


def _save_all(ctx: MemberContext, heard: Heard) -> None:
    """Every open draft; one that cannot be saved yet says why. Where so many are not open as are
    spoken of, that is said.
    """
    thread_ts = heard.message.thread_ts
    drafts = [one for one in recent_of(ctx) if one.status == "draft"]
    if not drafts:
        raise Refused("no_open_draft")
    for one in reversed(drafts):
        Save(one.id, by_word=True, thread_ts=thread_ts).do(ctx)
    if len(drafts) == 1 and _SEVERAL.search(heard.message.text):
        ctx.reply("say", {"sentence": "only_draft_open"}, thread_ts=thread_ts)


def enough(ctx: MemberContext, heard: Heard, entry: EntryRecord, noted: Noted) -> Page | None:
    """No more questions about an entry; all that is left of a draft is to save it. Where another
    is asked about next, that is said, and not asked.
    """
    answering.stop_guiding(ctx, entry)
    if entry.id in ctx.left_unasked:
        noted.about(entry)
        return None
    return shall_i_save(ctx, heard, entry)
