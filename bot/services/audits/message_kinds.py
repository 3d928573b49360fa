"""The kinds of messages about a member's audit, without their words."""

from functools import partial
from typing import Final

from bot.policy.audits.body_audit import OPEN
from bot.services.audits import rounds
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
NOTICE: Final = MessageKind(rounds.NOTICE, keeps=("sentence", "number", "round", "selection"))
"""What auditors, leads and witnesses are told in one sentence, with what it is about."""
DECISION: Final = _of_selection("audit_decision", shows_words=True)
APPEAL_DECISION: Final = _of_selection("audit_appeal_decision", shows_words=True)

_of_body_audit = partial(MessageKind, keeps=("audit",))


def _still_preparing(_contexts: ContextFactory, ctx: MemberContext, item: OutboxItem) -> str | None:
    known = ctx.work.body_audits.get(int(item.values["audit"]))
    waits = known is not None and known.state == "preparing"
    return None if waits else "it was sent, or is none any more"


def _still_asked(_contexts: ContextFactory, ctx: MemberContext, item: OutboxItem) -> str | None:
    known = ctx.work.body_audits.get(int(item.values["audit"]))
    waits = known is not None and known.state in OPEN and known.outcome is None
    return None if waits else "it is known what came of it"


BODY_AUDIT: Final = _of_body_audit("body_audit")
"""That a body audits the member, with counts alone."""
BODY_AUDIT_REMINDER: Final = _of_body_audit(
    "body_audit_reminder", shows_words=True, still_due=_still_preparing
)
BODY_AUDIT_ASKED: Final = _of_body_audit("body_audit_asked", still_due=_still_asked)
BODY_AUDIT_SENT: Final = _of_body_audit("body_audit_sent")
BODY_AUDIT_OUTCOME: Final = _of_body_audit("body_audit_outcome")
WHICH_BODY: Final = MessageKind("body_audit_which", keeps=("due_on", "none"))
"""Which body it is; with `none`, that no audit goes on of which something was told."""

OF_BODY_AUDIT: Final = frozenset(
    one.name
    for one in (
        BODY_AUDIT,
        BODY_AUDIT_REMINDER,
        BODY_AUDIT_ASKED,
        BODY_AUDIT_SENT,
        BODY_AUDIT_OUTCOME,
    )
)

KINDS: Final = (
    TOLD,
    NOTICE,
    REMINDER,
    NOT_HANDED_IN,
    QUESTION,
    DECISION,
    APPEAL_DECISION,
    BODY_AUDIT,
    BODY_AUDIT_REMINDER,
    BODY_AUDIT_ASKED,
    BODY_AUDIT_SENT,
    BODY_AUDIT_OUTCOME,
    WHICH_BODY,
)
