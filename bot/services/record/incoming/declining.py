"""What declines the one thing that was offered or taken back just now, and nothing more: being
asked about an entry again, and that a draft is gone.
"""

import re
from typing import Final

from bot.conversation.parts import Asked, Part, Steered
from bot.conversation.phrases.language import words_alone
from bot.services.context.member_context import MemberContext
from bot.services.record import entries, follow_ups
from bot.services.record.entry_changes import find
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.incoming.noted import Noted
from storage.row_types import EntryRecord

_DECLINES: Final = re.compile(
    r"(?:(?:no|nah|nope|actually|please|pls|ok|and|but|thanks) )*"
    r"(?:(?:dont|do not|no need to|you (?:dont|do not) (?:need|have) to|you neednt) (?:bother )?"
    r"(?:remind(?:ing)?|ask(?:ing)?|nudge|ping|chase|prod)(?: me)?"
    r"|no (?:need (?:for )?)?(?:a )?reminders?(?: needed)?)"
    r"(?: (?:about|of|for) (?:it|that|this|that one|this one))?"
    r"(?: (?:then|on that day|please|pls|thanks|ta|mate|after all))*"
)
"""Not to be asked or reminded, where nothing says that it is for good."""

_KEEPS: Final = re.compile(
    r"(?P<plainly>(?:(?:no|nah|oh|wait|sorry|actually|oops|hang on|hold on|ok) )*)"
    r"(?:keep|leave|put|bring|i want|dont delete|dont discard|dont bin) (?:it|that|that one|the "
    r"draft)"
    r"(?: (?:please|pls|then|after all|in|there|back|mate))*"
)


def is_settled(ctx: MemberContext, heard: Heard, part: Part, noted: Noted) -> bool:
    """Whether a part of a message declines what was offered, or keeps what was discarded: then that
    is done.
    """
    match part.content:
        case Steered("skip") | Asked("stop"):
            return declines_to_be_asked(ctx, heard) or keeps_what_is_gone(ctx, heard, noted)
        case Asked("remind") if is_declined(heard):
            if not declines_to_be_asked(ctx, heard):
                ctx.reply("say", {"sentence": "all_right"}, thread_ts=heard.message.thread_ts)
            return True
        case Steered():
            return keeps_what_is_gone(ctx, heard, noted)
        case _:
            return False


def is_declined(heard: Heard) -> bool:
    """Whether a message says that no reminder is wanted, in words like those that ask for one."""
    return _DECLINES.fullmatch(words_alone(heard.message.text)) is not None


def declines_to_be_asked(ctx: MemberContext, heard: Heard) -> bool:
    """Whether "don't remind me" is said of what was offered or agreed for the entry spoken of: that
    is settled, and every other message goes on.
    """
    if not is_declined(heard):
        return False
    for entry in _spoken_of(ctx, heard):
        kept = ctx.work.entries.conversation(entry.id, ctx.member.id).held
        marks = [one for one in kept if one["kind"] == follow_ups.HELD]
        for mark in reversed(marks):
            if mark["state"] == "offered":
                follow_ups.settle_offer(ctx, mark["number"], agreed=False)
                return True
            if mark["state"] == "agreed":
                follow_ups.drop(ctx, mark["number"])
                return True
    return False


def _spoken_of(ctx: MemberContext, heard: Heard) -> list[EntryRecord]:
    """What was changed last, if that is not long ago, and the entry of the question or thread."""
    lately = [one for one in recent_of(ctx) if ctx.now - one.changed_at <= JUST_NOW]
    newest = max(lately, key=lambda one: (one.changed_at, one.id), default=None)
    return [one for one in (newest, heard.about) if one is not None]


def keeps_what_is_gone(ctx: MemberContext, heard: Heard, noted: Noted) -> bool:
    """Whether "no keep it" is said of a draft that was discarded just now: then it is back. "Keep
    it" alone is of what is asked about since.
    """
    said = _KEEPS.fullmatch(words_alone(heard.message.text))
    if said is None or (heard.about is not None and not (said["plainly"] or "back" in said[0])):
        return False
    newest = max(recent_of(ctx), key=lambda one: (one.changed_at, one.id), default=None)
    if newest is None or newest.status != "discarded" or ctx.now - newest.changed_at > JUST_NOW:
        return False
    gone = find(ctx, newest.id)
    entries.bring_back(ctx, gone)
    noted.about(gone)
    return True
