"""How messages about where members stand are rendered."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes import messages as kinds
from bot.services.schemes.doubts import doubted
from bot.services.schemes.qualities import qualities_of
from bot.services.schemes.standings import standings_of
from bot.services.schemes.what_if import read_change
from bot.services.schemes.what_if import what_if as supposed
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, words_gone
from bot.ui.schemes.qualities import qualities_page
from bot.ui.schemes.status import status
from bot.ui.schemes.what_if import what_if
from storage.queues.outbox import OutboxItem


def _status(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    return status(standings_of(ctx), doubted(ctx))


def _qualities(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Which scheme it was about is not kept: it is rendered anew to lose its titles alone."""
    if item.ts is not None:
        return words_gone()
    try:
        return qualities_page(qualities_of(ctx, item.values.get("enrolment", 0)))
    except Refused:  # the member has left the scheme since
        return GONE


def _what_if(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """What was supposed is not kept: it is rendered anew to lose its title alone."""
    if item.ts is not None:
        return words_gone()
    try:
        return what_if(supposed(ctx, read_change(item.values)))
    except Refused:  # the entry was taken out of the record since
        return GONE


MESSAGES: Final = (
    MessageRenderer(kinds.STATUS, _status),
    MessageRenderer(kinds.QUALITIES, _qualities),
    MessageRenderer(kinds.WHAT_IF, _what_if),
)
