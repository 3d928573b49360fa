"""How messages about entries are rendered, as their entries are at that moment."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.conversation.problems import Problem
from bot.services.context.member_context import MemberContext
from bot.services.record import large_qualifications, legacy_answers
from bot.services.record import message_kinds as kinds
from bot.services.record.card_view import card_view, note_view
from bot.services.record.entry_diff import still_so
from bot.services.record.incoming.held_words import read_by_coach
from bot.services.schemes.account_facts import is_taken_off
from bot.ui.kit.blocks import Content
from bot.ui.kit.message_renderers import MessageRenderer, Rendered, TakenAway, words_gone
from bot.ui.record import ambiguity_questions, offer_messages
from bot.ui.record.card import card
from bot.ui.record.card_questions import problem_notice
from bot.ui.record.entry_now import entry_now
from bot.ui.record.large_qualifications import kept_whole
from bot.ui.record.legacy_answers import kept_out, old_answers
from bot.ui.record.note import note
from bot.ui.record.undo import taken_back
from storage.queues.outbox import OutboxItem
from storage.row_types import EntryRecord


def _entry(ctx: MemberContext, item: OutboxItem) -> EntryRecord | None:
    if item.entry_id is None:
        return None
    return ctx.work.entries.get(item.entry_id, ctx.member.id)


_TAKEN_OFF: Final = TakenAway("its draft went by itself")


def _card(ctx: MemberContext, item: OutboxItem) -> Rendered:
    entry = _entry(ctx, item)
    if entry is not None and is_taken_off(entry):
        return _TAKEN_OFF
    return card(card_view(ctx, entry)) if entry else words_gone()


def _note(ctx: MemberContext, item: OutboxItem) -> Rendered:
    entry = _entry(ctx, item)
    if entry is None:
        return words_gone()
    if is_taken_off(entry):
        return _TAKEN_OFF
    changes = [one for one in item.values.get("changes", ()) if still_so(entry, one)]
    turn = item.values.get("turn")
    view = note_view(ctx, entry, item.id, named=bool(item.values.get("named")))
    standing = item.values.get("standing", ())
    lost = None if entry.kept_whole else item.values.get("lost")
    skipped = bool(item.values.get("skipped"))
    kept = bool(item.values.get("kept"))
    return note(view, changes, turn, standing, lost=lost, skipped=skipped, kept=kept)


def _now(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """An entry as it stands; it is no more than was asked."""
    entry = _entry(ctx, item)
    if entry is None:
        return words_gone()
    return entry_now(card_view(ctx, entry), item.values.get("asked", ""))


def _choice(ask: Callable[..., Content], ctx: MemberContext, item: OutboxItem) -> Rendered:
    """A question about held words; settled once they are held no longer."""
    entry = _entry(ctx, item)
    if entry is None:
        return words_gone()
    key: str = item.values["held"]
    held = ctx.work.entries.conversation(entry.id, ctx.member.id)
    settled = not any(one.get("key") == key for one in held.held)
    return ask(entry.id, key, settled=settled)


def _ask(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """What a message is; settled once it is held no longer."""
    if item.entry_id is not None and _entry(ctx, item) is None:
        return words_gone()
    held = ctx.work.held.get(ctx.member.id, item.values["key"])
    coach = None if held is None else read_by_coach(ctx, held, item.entry_id)
    return offer_messages.ask(item.values, settled=held is None, coach=coach)


def _offer(ctx: MemberContext, item: OutboxItem) -> Rendered:
    if item.entry_id is not None and _entry(ctx, item) is None:
        return words_gone()
    return offer_messages.offer(item.values)


def _problem(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Why a correction could not be taken."""
    if _entry(ctx, item) is None:
        return words_gone()
    values = item.values
    return problem_notice(Problem(values["kind"], values["field"], values["words"]))


def _old_answers(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    found, number = legacy_answers.open_answers(ctx)
    if not found and legacy_answers.nothing_kept(ctx):
        return words_gone()
    if ctx.member.private_reflections:
        return kept_out()
    return old_answers(found, number)


def _kept_whole(ctx: MemberContext, item: OutboxItem) -> Rendered:
    entry = _entry(ctx, item)
    if entry is None:
        return words_gone()
    counted = large_qualifications.credits_kept(ctx, entry)
    return kept_whole(entry, counted, parts=large_qualifications.part_days(ctx, entry) is not None)


def _taken_back(_context: MemberContext, item: OutboxItem) -> Rendered:
    """What it told is not kept: it is rendered anew to lose its words alone."""
    return words_gone() if item.ts is not None else taken_back(item.values["reverted"])


MESSAGES: Final = (
    MessageRenderer(kinds.CARD, _card),
    MessageRenderer(kinds.NOTE, _note),
    MessageRenderer(kinds.WHICH, partial(_choice, ambiguity_questions.which)),
    MessageRenderer(kinds.AGAIN, partial(_choice, ambiguity_questions.again)),
    MessageRenderer(kinds.UPDATE, partial(_choice, ambiguity_questions.update)),
    MessageRenderer(kinds.ASK, _ask),
    MessageRenderer(kinds.OFFER, _offer),
    MessageRenderer(kinds.PROBLEM, _problem),
    MessageRenderer(kinds.OLD, _old_answers),
    MessageRenderer(kinds.WHOLE, _kept_whole),
    MessageRenderer(kinds.ENTRY_NOW, _now),
    MessageRenderer(kinds.TAKEN_BACK, _taken_back),
)
