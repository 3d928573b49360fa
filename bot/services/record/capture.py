"""Entries from a command, a form or an edited message, and words held by an entry since before.

What a message is, `incoming.interpretation` finds out; what is done about it is `incoming`'s.
Nothing typed is ever lost.
"""

from dataclasses import replace
from typing import Literal

from bot.conversation.parts import Activity, Context
from bot.conversation.reading import Reading, read
from bot.conversation.understanding import understand
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import answering, entries, follow_ups
from bot.services.record.dialogue import dialogue_about, let_go
from bot.services.record.entries import Source
from bot.services.record.question_queue import line_up
from bot.services.schemes.subjects import names_told
from storage.row_types import EntryRecord

Choice = Literal["new", "answer", "again", "same", "update", "leave"]
"""What a member says of words that are held."""


def capture(
    ctx: MemberContext,
    text: str,
    source: Source,
    *,
    plan: bool = False,
    own: bool = False,
    private: bool = False,
) -> EntryRecord:
    """An entry from a command, a shortcut or a form, where it is known to be one; of several that
    are told, the first.

    `own`: these are the member's own words, so that their account stands in the stages that it
    belongs to. `private`: they were typed in a modal.
    """
    whole = f"plan {text}" if plan else text
    if not own:
        return entries.begin(ctx, _read(ctx, whole), source, private=private)
    context = Context(ctx.now, ctx.zone, ctx.working_day, subjects=names_told(ctx))
    understood = understand(whole, context)
    told = [part for part in understood.parts if isinstance(part.content, Activity)]
    made: list[EntryRecord] = []
    for part in told:
        activity = part.content
        assert isinstance(activity, Activity)  # noqa: S101 - no other was taken
        accounts = [understood.words(span) for span in activity.accounts]
        cause = understood.words(activity.cause) if activity.cause else ""
        words = text if len(told) == 1 else understood.words(part.span)
        key = f"{source.key}:{len(made)}" if made else source.key
        one = replace(source, key=key, text=words)
        made.append(
            entries.begin(
                ctx,
                activity.reading,
                one,
                accounts=accounts,
                cause=cause,
                ask=not made,
                private=private,
            )
        )
    line_up(ctx, [one.id for one in made])
    for entry in made:
        follow_ups.offer(ctx, entry)
    if made:
        return made[0]
    return entries.begin(ctx, _read(ctx, whole), source, private=private)


def settle(ctx: MemberContext, entry: EntryRecord, held: str, choice: Choice) -> None:
    """The member has said what held words are. Raises Refused where it was said before."""
    dialogue = dialogue_about(ctx, entry)
    words = dialogue.held_words(held)
    if words is None:
        raise Refused("settled_already")
    dialogue = let_go(ctx, dialogue, key=held)
    text: str = words["text"]
    source = Source(key=held, text=text, channel=ctx.member.im_channel, ts=words.get("ts"))
    match choice:
        case "new" | "again":
            entries.begin(ctx, _read(ctx, text), source)
        case "answer":
            answering.answer(ctx, entry, text)
        case "update":
            entries.reread(ctx, entry, _read(ctx, text), text)
    ctx.work.messages.show_questions(entry.id, ctx.real, ctx.kinds.asking)


def _read(ctx: MemberContext, text: str) -> Reading:
    return read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
