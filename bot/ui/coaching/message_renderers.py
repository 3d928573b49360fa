"""How what the coach said, and what it is, is rendered, as it stands at that moment."""

from typing import Final

from bot.services.coaching import message_kinds as kinds
from bot.services.coaching.availability import coach_view
from bot.services.context.member_context import MemberContext
from bot.ui.coaching.settings import coach_settings
from bot.ui.coaching.suggestion import suggestion
from bot.ui.kit.message_renderers import MessageRenderer, Rendered, gone
from storage.queues.outbox import OutboxItem


def _suggestion(ctx: MemberContext, item: OutboxItem) -> Rendered:
    one = ctx.work.coach.get(int(item.values.get("suggestion", 0)), ctx.member.id)
    if one is None:
        return gone(item)
    return suggestion(one, in_modal=one.in_modal or ctx.member.private_reflections)


def _settings(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    return coach_settings(coach_view(ctx))


MESSAGES: Final = (
    MessageRenderer(kinds.COACH, _suggestion),
    MessageRenderer(kinds.SETTINGS, _settings),
)
