"""Answers by message: an account, kept in the entry that it is about."""

from typing import Final

from bot.conversation.dialogue_questions import FACT_QUESTIONS, QuestionId
from bot.conversation.elements.finding import find
from bot.conversation.elements.plans import plan_day
from bot.conversation.parts import Account, Part
from bot.conversation.text import clean
from bot.services.context.member_context import MemberContext
from bot.services.record import answering
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entry_changes import find as find_entry
from bot.services.record.incoming.corrections import is_out_of_sight
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import HeldChoice, entry_of
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.unclear import ask
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


def keep_answer(
    ctx: MemberContext, heard: Heard, part: Part, account: Account, noted: Noted
) -> None:
    """Keep an account as the answer of its entry; without one it is asked what the words are."""
    entry_id = part.entry or (heard.about.id if heard.about else None)
    if entry_id is None:
        ask(ctx, heard, heard.understanding.words(part.span), "words")
        return
    words = heard.understanding.words(part.span)
    before = find_entry(ctx, entry_id)  # an earlier part may have changed it
    put = _put(ctx, before, part, account.question, words)
    alone = len(heard.understanding.parts) == 1 and part.entry is None
    whole = alone and (put in FACT_QUESTIONS or _is_all(heard, part))
    beside = _is_told_beside(ctx, before, put)
    after = answering.answer(
        ctx, before, heard.message.text if whole else words, about=put, quietly=True, beside=beside
    )
    if beside and after != before:
        noted.kept.add(entry_id)
    if after.plan and after.plan != before.plan:
        noted.planned.append(entry_id)
    if account.question == "changed" and after == before and before.status == "logged":
        return  # that it told nothing was said already
    say_where_it_stands(ctx, heard)
    if part.entry is not None and is_out_of_sight(heard, after):
        noted.named.add(entry_id)
    noted.about(find_entry(ctx, entry_id))


def _is_all(heard: Heard, part: Part) -> bool:
    """Whether a part is all that a message says."""
    text, (start, end) = heard.understanding.text, part.span
    return not any(map(str.isalnum, text[:start] + text[end:]))


def _put(
    ctx: MemberContext, entry: EntryRecord, part: Part, asked: QuestionId, words: str
) -> QuestionId:
    """What an account answers: of what is but a plan, what is to follow; of an entry that is named,
    and about which nothing is asked, what it waits for, else one thing more.
    """
    dialogue = dialogue_about(ctx, entry)
    if _is_a_plan_alone(ctx, entry, dialogue.state.open, asked, words):
        return "plan"
    if dialogue.state.open is not None or (part.entry is None and asked != "more"):
        return asked
    return answering.stage_that_waits(ctx, entry) or ("more" if entry.evaluate else asked)


def _is_a_plan_alone(
    ctx: MemberContext,
    entry: EntryRecord,
    asks: QuestionId | None,
    asked: QuestionId,
    words: str,
) -> bool:
    """Whether words say nothing but what is to follow, and so tell nothing of what was learnt: by a
    day that they name, where that is what is asked.
    """
    if entry.status == "planned" or asked not in _OF_WHAT_WAS_LEARNT:
        return False
    text = clean(words).text
    found = find(text)
    if set(found.spans) != {"next"} or len(found.spans["next"]) != len(found.clauses):
        return False
    if asks in FACT_QUESTIONS:
        return True
    day = plan_day(text, ctx.now, ctx.zone, asked="next")
    return asks in _OF_WHAT_WAS_LEARNT and day is not None and day.day is not None


_OF_WHAT_WAS_LEARNT: Final = ("evaluate", "known", "colleague")


def _is_told_beside(ctx: MemberContext, entry: EntryRecord, put: QuestionId) -> bool:
    """Whether an account comes while a fact is asked for, or a plan while it is asked what was
    learnt: that question stays open.
    """
    asked = dialogue_about(ctx, entry).state.open
    if put == "plan":
        return asked in (*FACT_QUESTIONS, *_OF_WHAT_WAS_LEARNT)
    return asked in FACT_QUESTIONS and put not in FACT_QUESTIONS


def say_where_it_stands(ctx: MemberContext, heard: Heard) -> None:
    """Whoever keeps their reflections out of the conversation has typed one in it all the same."""
    if ctx.member.private_reflections:
        ctx.reply("say", {"sentence": "kept_but_in_slack"}, thread_ts=heard.message.thread_ts)


def _answer_by_held(ctx: MemberContext, held: Held) -> None:
    entry = entry_of(ctx, held)
    answering.answer(ctx, entry, held.text, about=answering.stage_that_waits(ctx, entry))


CHOICES: Final = (HeldChoice("answer", _answer_by_held),)
