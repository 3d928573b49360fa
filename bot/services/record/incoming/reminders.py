"""Reminders by word: of an entry, on a day; and whether a plan is to be asked about."""

import re
from datetime import date, timedelta
from typing import Final

from bot.conversation.parts import Part
from bot.services.context.member_context import MemberContext
from bot.services.context.working_time import working_time_of
from bot.services.dispatch.pages import Page, say
from bot.services.record import follow_ups
from bot.services.record.entry_changes import find
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import HeldChoice
from bot.services.record.incoming.interpretation import newest_open, recent_of
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

_JUST_NOW: Final = timedelta(days=1)
_MOST_DAYS_OFF: Final = 14

_BEFORE: Final = re.compile(
    r"\b(?:(?P<number>an?|one|(?:a )?couple(?: of)?|two|three|four|five|the) )?"
    r"(?P<unit>day|night|evening|week)s? before\b(?! (?:yesterday|last|that i|i|we)\b)"
)
_NUMBERS: Final = {
    **{"two": 2, "three": 3, "four": 4, "five": 5},
    **dict.fromkeys(("a couple", "couple", "a couple of", "couple of"), 2),
}
"""Every other of them is one."""


def remind(ctx: MemberContext, heard: Heard, part: Part, words: str) -> Page | None:
    """Of the entry that is named, that of the thread or of the question, else of the last one that
    the member was at: open, or saved just now.
    """
    entry = find(ctx, part.entry) if part.entry is not None else heard.about
    named = entry is None
    entry = entry or _at_last(ctx)
    if entry is None:
        return say("nothing_to_remind_of")
    said = heard.understanding.words(part.span)
    if (day := _day_by_the_entrys(ctx, entry, said)) is not None:
        words = day.isoformat()
    follow_ups.remind(ctx, entry, said, words, heard.message.thread_ts, named=named)
    return None


def _day_by_the_entrys(ctx: MemberContext, entry: EntryRecord, said: str) -> date | None:
    """The day that is told by the one on which the entry takes place: "remind me the day before";
    None where none is. A day off before it gives way to the last on which the member works.
    """
    found = _BEFORE.search(said.lower())
    if found is None or entry.start_date is None:
        return None
    number = _NUMBERS.get(found["number"] or "a", 1)
    day = entry.start_date - timedelta(days=number * (7 if found["unit"] == "week" else 1))
    working = working_time_of(ctx.member)
    back = (day - timedelta(days=one) for one in range(_MOST_DAYS_OFF))
    return next((one for one in back if one > ctx.today and working.works_on(one)), day)


def _at_last(ctx: MemberContext) -> EntryRecord | None:
    """The newest open entry, unless another was saved after it was begun or changed, lately."""
    is_open = newest_open(ctx)
    since = max(ctx.now - _JUST_NOW, is_open.changed_at if is_open else ctx.now - _JUST_NOW)
    saved = [
        (one.logged_at, one)
        for one in recent_of(ctx)
        if one.status == "logged" and one.logged_at is not None and one.logged_at >= since
    ]
    return max(saved, key=lambda one: (one[0], one[1].id))[1] if saved else is_open


def _agree(ctx: MemberContext, held: Held) -> None:
    follow_ups.settle_offer(ctx, int(held.values["follow_up"]), agreed=True)


def _decline(ctx: MemberContext, held: Held) -> None:
    follow_ups.settle_offer(ctx, int(held.values["follow_up"]), agreed=False)


CHOICES: Final = (HeldChoice("agree", _agree), HeldChoice("decline", _decline))
