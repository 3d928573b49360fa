"""The kinds of messages about a member's audit, without their words."""

from functools import partial
from typing import Final

from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.message_kinds import MessageKind
from storage.queues.outbox import OutboxItem

_of_selection = partial(MessageKind, keeps=("selection",))


def _not_handed_in_yet(
    _contexts: ContextFactory, ctx: MemberContext, item: OutboxItem
) -> str | None:
    known = ctx.work.selections.get(int(item.values["selection"]))
    waits = known is not None and known.parties.open and known.selection.state == "told"
    return None if waits else "it was handed in, or its round is over"


TOLD: Final = _of_selection("audit_told")
REMINDER: Final = _of_selection("audit_reminder", still_due=_not_handed_in_yet)
NOT_HANDED_IN: Final = _of_selection("audit_not_handed_in")
QUESTION: Final = MessageKind("audit_question", keeps=("selection", "number"), shows_words=True)
DECISION: Final = _of_selection("audit_decision", shows_words=True)
APPEAL_DECISION: Final = _of_selection("audit_appeal_decision", shows_words=True)

KINDS: Final = (TOLD, REMINDER, NOT_HANDED_IN, QUESTION, DECISION, APPEAL_DECISION)
