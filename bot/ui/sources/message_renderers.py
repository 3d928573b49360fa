"""How a member is told of drafts that came by themselves."""

from typing import Final

from bot.figures import listed, several
from bot.services.context.member_context import MemberContext
from bot.services.sources import message_kinds as kinds
from bot.ui.kit.blocks import Content, section
from bot.ui.kit.escape import brief
from bot.ui.kit.message_renderers import MessageRenderer, Rendered
from bot.ui.sources.pages import NAME_MOST
from storage.queues.outbox import OutboxItem

_NAMES_MOST: Final = 3


def drafts_came(count: int, names: list[str]) -> Content:
    """One line; the fallback text says no more than that there are some."""
    by = listed([brief(name, NAME_MOST) for name in names[:_NAMES_MOST]])
    stands = "stands" if count == 1 else "stand"
    words = (
        f"{several(count, 'draft')} from {by} {stands} on your Home. Each counts once you say in "
        "your own words why you did it."
    )
    return Content("Drafts wait on your Home.", [section(words, "sources:drafts")])


def _drafts(_ctx: MemberContext, item: OutboxItem) -> Rendered:
    return drafts_came(int(item.values["count"]), [str(one) for one in item.values["sources"]])


MESSAGES: Final = (MessageRenderer(kinds.DRAFTS, _drafts),)
