"""How messages to any member are rendered, and their Home."""

from typing import Any, Final

from bot.services.desk import Desk
from bot.services.home import home_view
from bot.services.members import messages as kinds
from bot.services.onboarding import is_asked_last, onboarding_view
from bot.services.settings import settings_view
from bot.ui import notices
from bot.ui.home import home
from bot.ui.message_renderers import GONE, HomeTab, MessageRenderer, Rendered
from bot.ui.onboarding import goes_on_below, welcome
from bot.ui.said import said
from storage.outbox import OutboxItem


def _say(_desk: Desk, item: OutboxItem) -> Rendered:
    values: dict[str, Any] = dict(item.values)
    name = str(values.pop("sentence"))
    return said(name, **values)


def _home(desk: Desk, _item: OutboxItem) -> Rendered:
    view = home_view(desk)
    asked = onboarding_view(desk)
    shown = home(view, settings_view(desk), None if asked.step == "done" else asked)
    return HomeTab(shown, must_come=view.without_a_record)  # it may have been erased


def _onboarding(desk: Desk, item: OutboxItem) -> Rendered:
    if not is_asked_last(desk, item.dedupe_key):
        return goes_on_below()
    return welcome(onboarding_view(desk))


def _member_stuck(desk: Desk, item: OutboxItem) -> Rendered:
    """Their words are not kept once they were sent, so that it is never rendered anew."""
    member = desk.work.members.get(item.values["member"])
    if member is None or item.ts is not None:
        return GONE
    return notices.member_stuck(member.name or member.slack_id, item.values.get("words", ""))


MESSAGES: Final = (
    MessageRenderer(kinds.SAY, _say),
    MessageRenderer(kinds.HOME, _home),
    MessageRenderer(kinds.ONBOARDING, _onboarding),
    MessageRenderer(kinds.MEMBER_STUCK, _member_stuck),
)
