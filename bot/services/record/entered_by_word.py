"""The short ways of saying that something stands in a body's account: "entered at IMI"."""

from typing import Final

from bot.conversation.entered_named import entered_named
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import entered
from bot.services.record.actions.entering import EnterByWord, named_body
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.incoming.typed_answers import TypedAnswer
from storage.row_types import EntryRecord


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Mark the entry that is spoken of: of the thread, else what was saved last, if that was just
    now, else the only one that is missing there. Of none, and of several, the list is offered that
    Home has. Whether the message was about that; where no body keeps an account it is not.
    """
    named = entered_named(heard.message.text)
    if named is None or not entered.accounts_of(ctx):
        return False
    thread_ts = heard.message.thread_ts
    try:
        body = named_body(ctx, heard.message.text)
        entry = None if named.several else _spoken_of(ctx, heard, body)
        if entry is not None:
            said = EnterByWord(entry, f"on {body}").do(ctx)
            ctx.reply("say", said.queued(), thread_ts=thread_ts)
            return True
        count = len(entered.missing_at(ctx, body)) + len(entered.changed_at(ctx, body))
        if count:
            values = {"sentence": "entered_which", "body": body, "count": count}
            ctx.reply("offer", values, thread_ts=thread_ts)
        else:
            ctx.reply("say", {"sentence": "all_entered", "body": body}, thread_ts=thread_ts)
    except Refused as refused:
        ctx.say_refused(refused, thread_ts=thread_ts)
    return True


def _spoken_of(ctx: MemberContext, heard: Heard, body: str) -> int | None:
    if heard.context.thread is not None:
        if heard.about is None or heard.about.status != "logged":
            raise Refused("only_saved_ones")
        return heard.context.thread
    saved = [one for one in recent_of(ctx) if _is_just_saved(ctx, one)]
    newest = max(saved, key=lambda one: (one.changed_at, one.id), default=None)
    if newest is not None:
        return newest.id
    missing = entered.missing_at(ctx, body)
    return missing[0] if len(missing) == 1 else None


def _is_just_saved(ctx: MemberContext, one: EntryRecord) -> bool:
    return one.status == "logged" and ctx.now - one.changed_at <= JUST_NOW


TYPED_ANSWERS: Final = (TypedAnswer("entered", 14, _take),)
