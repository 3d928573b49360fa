"""What people are told of a round in one sentence each, and what such a message opens.

What it opens is worked out as things are when it is rendered, so that a button is gone once there
is nothing more to do by it. Members who were drawn are told in messages of their own kinds.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

from bot.policy.access import Permission
from bot.policy.audits.selection import may_audit
from bot.policy.audits.vocabulary import SelectionState
from bot.services.audits import selections
from bot.services.context.member_context import MemberContext
from storage.audits.records import RoundRecord, SelectionRecord

Opens = Literal["round", "drawn", "read", "name_who_decides"]
"""A round, those drawn in it, what somebody handed in, or the form in which is named who decides
an appeal.
"""

_AT_WORK: Final[frozenset[SelectionState]] = frozenset({"submitted", "in_review", "questions"})
_TO_READ: Final = frozenset({"audit_you_read", "audit_handed_in", "audit_answered"})


def opens(ctx: MemberContext, values: Mapping[str, Any]) -> Opens | None:
    """What a message that was kept with these values opens for whoever has it, just now."""
    sentence = str(values["sentence"])
    if values["selection"]:
        known = ctx.work.selections.get(int(values["selection"]))
        return None if known is None else _of_selection(ctx, known, sentence)
    found = ctx.work.audit_rounds.get(int(values["round"]))
    return None if found is None else _of_round(ctx, found, sentence)


def _of_round(ctx: MemberContext, known: RoundRecord, sentence: str) -> Opens | None:
    """A draft is its lead's alone; what was published can be looked at for good."""
    round_ = known.round
    leads = round_.lead == ctx.member.id
    if sentence == "audit_auditor_left" and leads and round_.state in ("drawn", "open"):
        return "drawn"
    return "round" if leads or round_.state != "drafted" else None


def _of_selection(ctx: MemberContext, known: SelectionRecord, sentence: str) -> Opens | None:
    selection, subject = known.selection, selections.subject_of(known)
    if not known.parties.open:
        return None
    if sentence in _TO_READ:
        reads = selection.state in _AT_WORK and ctx.may(Permission.SEE_SNAPSHOT, subject)
        return "read" if reads else None
    appeal = selection.appeal
    if selection.state != "appealed" or appeal is None:
        return None
    if sentence == "audit_you_decide_appeal":
        return "read" if ctx.may(Permission.DECIDE_APPEAL, subject) else None
    names = ctx.may(Permission.HANDLE_SELECTION, subject) and known.parties.lead == ctx.member.id
    apart = may_audit(selection, ctx.member.id) is not None
    return "name_who_decides" if names and not apart and appeal.auditor is None else None
