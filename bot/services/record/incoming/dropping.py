"""Entries dropped by word: one, every one that a message made, or held words that are forgotten."""

import re
from typing import Final

from bot.conversation.phrases.steering import Steer
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Page
from bot.services.record import entries
from bot.services.record.actions.lifecycle import Discard
from bot.services.record.entry_changes import OPEN, find
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    Choices,
    HeldChoice,
    ask_by_choice,
    choices_of,
    entry_of,
    settle,
    short_title,
    was_asked_last,
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
    if word == "discard_all" and named is None:
        _ask_about_all(ctx, heard, entry)
        return None
    if entry is None or entry.status != "logged" or named is not None:
        if named is not None:
            return Discard(named, by_word=True).do(ctx)
        return _discard_one_or_more(ctx, heard, entry)
    offer_about(ctx, heard, entry, "withdraw_it", title=entry.title or "")
    return None


def _ask_about_all(ctx: MemberContext, heard: Heard, entry: EntryRecord | None) -> None:
    """All that is open, in a thread all that its message made: each is named, and nothing goes
    before the member has said so, since "them" may be what they have just looked at. Where that is
    what was asked last, it is the answer. Raises Refused("nothing_open_to_discard").
    """
    held = heard.held
    choice = None if held is None else _of_several(held)
    if held is not None and choice == "discard_all":
        settle(ctx, held.key, choice)
        return
    if heard.context.thread:
        found = () if entry is None else entries.siblings_of(ctx, entry)
    else:
        found = recent_of(ctx)
    those = [one for one in reversed(found) if one.status in OPEN]
    if not those:
        raise Refused("nothing_open_to_discard")
    ids = [one.id for one in those]
    if held is not None and choice is not None and held.values.get("entries") == ids:
        settle(ctx, held.key, choice)
        return
    names = [short_title(one) or _NO_TITLE for one in those]
    yes = every(len(those)) if len(those) > 1 else "Discard it"
    choices: dict[str, str] = {
        yes: "discard_named",
        "Leave them" if ids[1:] else "Leave it": "same",
    }
    shown = {"sentence": "discard_those", "names": names}
    asked = Choices(choices, shown, {"entries": ids}, None, yes="discard_named", no="same")
    ask_by_choice(ctx, heard, heard.message.text, asked)


def leaves_them(ctx: MemberContext, heard: Heard, word: Steer) -> bool:
    """Whether "keep them", or "cancel", answers that question, where it is what was asked last:
    then they stay, and nothing is saved.
    """
    held = heard.held
    if held is None or "discard_named" not in choices_of(held.values).values():
        return False
    if not was_asked_last(ctx, held):
        return False
    said = heard.message.text.lower()
    if not (_CANCELS.match(said) or (word in ("save", "save_all", "skip") and _KEEPS.search(said))):
        return False
    settle(ctx, held.key, "same")
    ctx.reply("say", {"sentence": "all_right"}, thread_ts=heard.message.thread_ts)
    return True


_KEEPS: Final = re.compile(r"\b(?:keep|leave)\b")
_CANCELS: Final = re.compile(r"\W*(?:cancel|stop|wait|don'?t|no\b)")


def _of_several(held: Held) -> str | None:
    """What discards all of them, where that can be chosen about held words."""
    chosen = choices_of(held.values).values()
    return next((one for one in ("discard_all", "discard_named") if one in chosen), None)


_NO_TITLE: Final = "one without a title"


def _discard_one_or_more(
    ctx: MemberContext, heard: Heard, entry: EntryRecord | None
) -> Page | None:
    """The newest; where its message made several it is asked which."""
    if entry is None:
        raise Refused("no_open_draft")
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


def _say_discarded(ctx: MemberContext, count: int) -> None:
    ctx.reply("say", {"sentence": "discarded_several" if count > 1 else "discarded"})


def _discard_those_held(ctx: MemberContext, held: Held) -> None:
    """An open entry and every other that its message made."""
    _say_discarded(ctx, len(entries.discard_with_siblings(ctx, entry_of(ctx, held))))


def _discard_those_named(ctx: MemberContext, held: Held) -> None:
    """Those that were named, as far as they are open still."""
    named = [ctx.work.entries.get(one, ctx.member.id) for one in held.values["entries"]]
    still = [one for one in named if one is not None and one.status in OPEN]
    if not still:
        raise Refused("nothing_open_to_discard")
    for one in still:
        entries.discard(ctx, one)
    _say_discarded(ctx, len(still))


def _discard_that_held(ctx: MemberContext, held: Held) -> None:
    entries.discard(ctx, entry_of(ctx, held))
    ctx.reply("say", {"sentence": "discarded"})


CHOICES: Final = (
    HeldChoice("discard_all", _discard_those_held),
    HeldChoice("discard_named", _discard_those_named),
    HeldChoice("discard_one", _discard_that_held),
)
