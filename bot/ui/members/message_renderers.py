"""How messages to any member are rendered, and their Home."""

from typing import Any, Final

from bot.services.context.member_context import MemberContext
from bot.services.members import message_kinds as kinds
from bot.services.members.home import home_view
from bot.services.members.onboarding import is_asked_last, onboarding_view
from bot.services.record.home_parts import ENTRIES
from bot.ui.kit.message_renderers import GONE, HomeTab, MessageRenderer, Rendered
from bot.ui.kit.said import said
from bot.ui.members import notices
from bot.ui.members.help import help_page
from bot.ui.members.home import home
from bot.ui.members.onboarding import goes_on_below, welcome
from storage.queues.outbox import OutboxItem


def _say(_context: MemberContext, item: OutboxItem) -> Rendered:
    values: dict[str, Any] = dict(item.values)
    name = str(values.pop("sentence"))
    return said(name, **values)


def _home(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    view = home_view(ctx)
    return HomeTab(home(view), must_come=view[ENTRIES].is_empty)  # it may have been erased


def _onboarding(ctx: MemberContext, item: OutboxItem) -> Rendered:
    if not is_asked_last(ctx, item.dedupe_key):
        return goes_on_below()
    return welcome(onboarding_view(ctx))


def _member_stuck(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Their words are not kept once they were sent, so that it is never rendered anew."""
    member = ctx.work.members.get(item.values["member"])
    if member is None or item.ts is not None:
        return GONE
    return notices.member_stuck(member.name or member.slack_id, item.values.get("words", ""))


def _help(_context: MemberContext, item: OutboxItem) -> Rendered:
    return help_page(lost=bool(item.values.get("lost")))


MESSAGES: Final = (
    MessageRenderer(kinds.SAY, _say),
    MessageRenderer(kinds.HOME, _home),
    MessageRenderer(kinds.ONBOARDING, _onboarding),
    MessageRenderer(kinds.MEMBER_STUCK, _member_stuck),
    MessageRenderer(kinds.HELP, _help),
)
