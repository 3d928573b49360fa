"""A leave told in words: "I'm on parental leave from 1 Jan to 30 Jun"."""

from typing import Final

from bot.conversation.leave_named import leave_named
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import leaves
from bot.services.members.leaves import LeaveTold
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.typed_answers import TypedAnswer


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Keep it where the message tells nothing else, and say so; whether it was one."""
    named = leave_named(heard.message.text, ctx.now.astimezone(ctx.zone))
    if named is None:
        return False
    if heard.held is not None:
        let_go(ctx, heard.held.key)
    try:
        whole = leaves.keep(ctx, LeaveTold(*named))
    except Refused as refused:
        ctx.say_refused(refused)
        return True
    values = {"day": named.start.isoformat(), "word": named.kind}
    if named.end is None:
        ctx.reply("say", {"sentence": "leave_noted_open", **values})
    else:
        ctx.reply("say", {"sentence": "leave_noted", "latest": named.end.isoformat(), **values})
    if whole:
        ctx.reply("say", {"sentence": "leave_is_all_of_it", "title": whole})
    return True


TYPED_ANSWERS: Final = (TypedAnswer("leave", 16, _take),)
