"""How messages about entries are rendered, as their entries are at that moment."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.conversation.problems import Problem
from bot.services import large, mending
from bot.services.cards import card_view, note_view
from bot.services.desk import Desk
from bot.services.facts_changed import still_so
from bot.services.record import messages as kinds
from bot.ui import asks, choices, notices
from bot.ui.blocks import Content
from bot.ui.card import card
from bot.ui.large import kept_whole
from bot.ui.message_renderers import MessageRenderer, Rendered, words_gone
from bot.ui.note import note
from bot.ui.old_answers import kept_out, old_answers
from bot.ui.taken_back import taken_back
from storage.outbox import OutboxItem
from storage.records import EntryRecord


def _entry(desk: Desk, item: OutboxItem) -> EntryRecord | None:
    if item.entry_id is None:
        return None
    return desk.work.entries.get(item.entry_id, desk.member.id)


def _card(desk: Desk, item: OutboxItem) -> Rendered:
    entry = _entry(desk, item)
    return card(card_view(desk, entry)) if entry else words_gone()


def _note(desk: Desk, item: OutboxItem) -> Rendered:
    entry = _entry(desk, item)
    if entry is None:
        return words_gone()
    changes = [one for one in item.values.get("changes", ()) if still_so(entry, one)]
    turn = item.values.get("turn")
    view = note_view(desk, entry, item.id, named=bool(item.values.get("named")))
    standing = item.values.get("standing", ())
    lost = None if entry.kept_whole else item.values.get("lost")
    skipped = bool(item.values.get("skipped"))
    return note(view, changes, turn, standing, lost=lost, skipped=skipped)


def _choice(ask: Callable[..., Content], desk: Desk, item: OutboxItem) -> Rendered:
    """A question about held words; settled once they are held no longer."""
    entry = _entry(desk, item)
    if entry is None:
        return words_gone()
    key: str = item.values["held"]
    held = desk.work.entries.conversation(entry.id, desk.member.id)
    settled = not any(one.get("key") == key for one in held.held)
    return ask(entry.id, key, settled=settled)


def _ask(desk: Desk, item: OutboxItem) -> Rendered:
    """What a message is; settled once it is held no longer."""
    if item.entry_id is not None and _entry(desk, item) is None:
        return words_gone()
    held = desk.work.held.get(desk.member.id, item.values["key"])
    return asks.ask(item.values, settled=held is None)


def _offer(desk: Desk, item: OutboxItem) -> Rendered:
    if item.entry_id is not None and _entry(desk, item) is None:
        return words_gone()
    return asks.offer(item.values)


def _problem(desk: Desk, item: OutboxItem) -> Rendered:
    """Why a correction could not be taken."""
    if _entry(desk, item) is None:
        return words_gone()
    values = item.values
    return notices.problem(Problem(values["kind"], values["field"], values["words"]))


def _old_answers(desk: Desk, _item: OutboxItem) -> Rendered:
    found, number = mending.open_answers(desk)
    if not found and mending.nothing_kept(desk):
        return words_gone()
    if desk.member.private_reflections:
        return kept_out()
    return old_answers(found, number)


def _kept_whole(desk: Desk, item: OutboxItem) -> Rendered:
    entry = _entry(desk, item)
    if entry is None:
        return words_gone()
    counted = large.credits_kept(desk, entry)
    return kept_whole(entry, counted, parts=large.part_days(desk, entry) is not None)


def _taken_back(_desk: Desk, item: OutboxItem) -> Rendered:
    """What it told is not kept: it is rendered anew to lose its words alone."""
    return words_gone() if item.ts is not None else taken_back(item.values["reverted"])


MESSAGES: Final = (
    MessageRenderer(kinds.CARD, _card),
    MessageRenderer(kinds.NOTE, _note),
    MessageRenderer(kinds.WHICH, partial(_choice, choices.which)),
    MessageRenderer(kinds.AGAIN, partial(_choice, choices.again)),
    MessageRenderer(kinds.UPDATE, partial(_choice, choices.update)),
    MessageRenderer(kinds.ASK, _ask),
    MessageRenderer(kinds.OFFER, _offer),
    MessageRenderer(kinds.PROBLEM, _problem),
    MessageRenderer(kinds.OLD, _old_answers),
    MessageRenderer(kinds.WHOLE, _kept_whole),
    MessageRenderer(kinds.TAKEN_BACK, _taken_back),
)
