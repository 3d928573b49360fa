"""The pack for an audit, asked for in words: never the archive of everything in its place."""

from typing import Final

from bot.conversation.audit_requests import pack_asked
from bot.services.audits import body_audits, message_kinds
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import audit_pack
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.typed_answers import TypedAnswer


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Bring it as its button does; whether the message asks for it."""
    asked = pack_asked(heard.message.text)
    if asked is None:
        return False
    try:
        _bring(ctx, asked.body)
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _bring(ctx: MemberContext, body: str) -> None:
    known = [one for one in body_audits.open_ones(ctx) if body_audits.is_of(one.scheme, body)]
    if not known:
        body_audits.say_none_is_known(ctx)
        return
    if len(known) > 1:
        raise Refused("audit_pack_which_one")
    [one] = known
    if audit_pack.to_be_asked_about(ctx):
        # What was given privately is asked about in a form, which words cannot open.
        ctx.reply("say", {"sentence": "audit_pack_tap"})
        ctx.reply(message_kinds.BODY_AUDIT.name, {"audit": one.id})
        return
    audit_pack.ask(ctx, one.id)
    ctx.reply("say", {"sentence": "audit_pack_coming"})


TYPED_ANSWERS: Final = (TypedAnswer("audit_pack", 8, _take),)
