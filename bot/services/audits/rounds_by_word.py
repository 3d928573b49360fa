"""An audit round that somebody wants to begin, told in words: it begins with a command."""

from typing import Final

from bot.conversation.audit_requests import asks_for_round
from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.typed_answers import TypedAnswer


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Say where rounds are, to whoever may run one; whether the message was about that."""
    if not asks_for_round(heard.message.text):
        return False
    if ctx.may(Permission.RUN_ROUND):
        ctx.reply("say", {"sentence": "audit_round_by_command"})
    elif ctx.may(Permission.SEE_ADMINISTRATION):
        ctx.reply("say", {"sentence": "audit_round_by_lead"})
    else:
        ctx.reply("say", {"sentence": "cpd_leads_only"})
    return True


TYPED_ANSWERS: Final = (TypedAnswer("audit_round", 9, _take),)
