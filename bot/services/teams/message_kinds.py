"""The kinds of messages about who manages whom, without their words."""

from functools import partial
from typing import Final

from bot.services.context.member_context import ContextFactory
from bot.services.context.message_kinds import MessageKind
from bot.services.teams.links import notice_delivered
from storage.queues.outbox import OutboxItem
from storage.unit_of_work import UnitOfWork


def _the_manager_may_see(contexts: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    """The member has been told what an assigned manager sees: from now on they do."""
    notice_delivered(work, item.values["link_id"], contexts.clocks.calendar())


_of_link = partial(MessageKind, keeps=("link_id",))

ASK: Final = _of_link("team_ask")
NOTICE: Final = _of_link("team_notice", on_sent=_the_manager_may_see)
ACCEPTED: Final = _of_link("team_accepted")
DECLINED: Final = _of_link("team_declined")
DISPUTED: Final = _of_link("team_disputed")

KINDS: Final = (ASK, NOTICE, ACCEPTED, DECLINED, DISPUTED)
