"""Entries dropped by word: one, every one that a message made, or held words that are forgotten."""

from typing import Final

from bot.conversation.phrases.steering import Steer
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Page
from bot.services.record import entries
from bot.services.record.actions.lifecycle import Discard
from bot.services.record.entry_changes import find
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    Choices,
    HeldChoice,
    ask_by_choice,
    choices_of,
    entry_of,
    settle,
    short_title,
)
from bot.services.record.incoming.interpretation import newest_open, recent_of
from bot.services.record.incoming.offers import offer_about
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


def forgets_what_is_held(ctx: MemberContext, heard: Heard) -> bool:
    """Whether "forget it" is said where a button says so, in other words than the button's."""
    held = heard.held
    if held is None or "forget" not in heard.message.text.lower():
        return False
    choice = choices_of(held.values).get("Forget it")
    if choice is not None:
        settle(ctx, held.key, choice)
    return choice is not None


def drop(ctx: MemberContext, heard: Heard, word: Steer, named: int | None) -> Page | None:
    """The entry that is named, that of the thread, or the newest open one. What is saved is not
    dropped by a word: it can be taken out of every total.
    """
    if named is not None:
        entry: EntryRecord | None = find(ctx, named)
    elif heard.context.thread:
        entry = heard.about
    else:
        entry = newest_open(ctx) or next(iter(recent_of(ctx)), None)
    if entry is None or entry.status != "logged" or word == "discard_all":
        if named is not None:
            return Discard(named, by_word=True).do(ctx)
        return _discard_one_or_more(ctx, heard, entry, every=word == "discard_all")
    offer_about(ctx, heard, entry, "withdraw_it", title=entry.title or "")
    return None


def _discard_one_or_more(
    ctx: MemberContext, heard: Heard, entry: EntryRecord | None, *, every: bool
) -> Page | None:
    """The newest, or every one that its message made; of several it is asked which."""
    if entry is None:
        raise Refused("no_open_draft")
    if every:
        _discard_all(ctx, entry)
        return None
    siblings = entries.siblings_of(ctx, entry)
    if len(siblings) > 1 and not heard.context.thread:
        _ask_which_to_discard(ctx, heard, entry, len(siblings))
        return None
    return Discard(entry.id, by_word=True).do(ctx)


def _ask_which_to_discard(
    ctx: MemberContext, heard: Heard, newest: EntryRecord, count: int
) -> None:
    """A message made several entries, and they are to be discarded: every one, or the newest?"""
    named = short_title(newest) or "the last"
    choices: dict[str, str] = {every(count): "discard_all", f"Only {named}": "discard_one"}
    asked = Choices(choices, {"sentence": "discard_which"}, {"entry": newest.id}, newest)
    ask_by_choice(ctx, heard, heard.message.text, asked)


_COUNTS: Final = (
    *("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def every(count: int) -> str:
    """What says all of so many: "Both", "All three"."""
    if count == 2:
        return "Both"
    return f"All {_COUNTS[count] if 2 < count < len(_COUNTS) else count}"


def _discard_all(ctx: MemberContext, entry: EntryRecord) -> None:
    """Drop an open entry and every other that its message made, and say so."""
    gone = entries.discard_with_siblings(ctx, entry)
    ctx.reply("say", {"sentence": "discarded_several" if len(gone) > 1 else "discarded"})


def _discard_those_held(ctx: MemberContext, held: Held) -> None:
    _discard_all(ctx, entry_of(ctx, held))


def _discard_that_held(ctx: MemberContext, held: Held) -> None:
    entries.discard(ctx, entry_of(ctx, held))
    ctx.reply("say", {"sentence": "discarded"})


CHOICES: Final = (
    HeldChoice("discard_all", _discard_those_held),
    HeldChoice("discard_one", _discard_that_held),
)
