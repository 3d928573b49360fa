"""New entries by message: a draft or a plan of each activity that it tells of."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation.parts import Activity, Part
from bot.services.context.member_context import MemberContext
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from bot.services.record.incoming.answers import say_where_it_stands
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import SEVERAL, HeldChoice, source_of
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.unclear import ask
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

SAME_WITHIN: Final = timedelta(minutes=1)
"""The same sentence again within this time may be a slip: it is asked about."""


def begin(ctx: MemberContext, heard: Heard, part: Part, activity: Activity, noted: Noted) -> None:
    """Begin an entry of what a part tells; pasted facts may be those of an open one."""
    message = heard.message
    if activity.pasted and part.kind == "correction" and part.entry is not None:
        entry = find(ctx, part.entry)
        entries.fill(ctx, entry, activity.reading)
        noted.about(entry)
        return
    key, text = _source_of(heard, part)
    earlier = _same_just_now(ctx, text)
    if earlier is not None:
        ask(ctx, heard, text, "again", earlier)
        return
    source = Source(key=key, text=text, channel=message.channel, ts=message.ts)
    accounts = tuple(heard.understanding.words(span) for span in activity.accounts)
    cause = heard.understanding.words(activity.cause) if activity.cause else ""
    first = not noted.begun
    entry = entries.begin(ctx, activity.reading, source, accounts=accounts, cause=cause, ask=first)
    noted.begun.append(entry.id)
    if entry.plan:
        noted.planned.append(entry.id)
    if accounts:
        say_where_it_stands(ctx, heard)
    if activity.pasted:
        ctx.reply("say", {"sentence": "facts_alone_taken"}, thread_ts=message.thread_ts)


def _source_of(heard: Heard, part: Part) -> tuple[str, str]:
    """The key and the text of a draft: a message may make several."""
    activities = [one for one in heard.understanding.parts if isinstance(one.content, Activity)]
    number = activities.index(part)
    key = heard.message.key if number == 0 else f"{heard.message.key}:{number}"
    if len(heard.understanding.parts) == 1:
        return key, heard.message.text
    return key, heard.understanding.words(part.span)


def _same_just_now(ctx: MemberContext, text: str) -> EntryRecord | None:
    newest = ctx.work.entries.newest(
        ctx.member.id, ["draft", "planned", "logged"], since=ctx.now - SAME_WITHIN
    )
    same = newest is not None and newest.source_text == text
    return newest if same else None


def _begin_held(ctx: MemberContext, held: Held) -> None:
    """A draft of each message that was asked about: of several that were asked about together, too.
    What one of them lacks is asked for at a time.
    """
    source = source_of(ctx, held)
    each = held.values.get(SEVERAL) or (held.text,)
    for number, text in enumerate(each):
        key = source.key if number == 0 else f"{source.key}:{number}"
        entries.begin_anyhow(ctx, replace(source, key=key, text=text), ask=number == 0)


CHOICES: Final = (HeldChoice("new", _begin_held), HeldChoice("again", _begin_held))
