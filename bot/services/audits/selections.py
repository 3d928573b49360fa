"""One member who was drawn: told, handed in, read, asked, decided, appealed; and who may do what.

The steps and what they refuse are `bot.policy.audits`'s. Words are kept beside them. What follows
for the member is done in their own lane (`following`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.policy.access import Permission, Subject
from bot.policy.audits import appeals, handing_in, review
from bot.policy.audits.refusals import StepReason
from bot.policy.audits.selection import may_audit
from bot.services.audits import following, rounds, snapshots
from bot.services.audits.refusals import REFUSALS, stepping
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from storage.audits.records import SelectionRecord
from storage.row_types import MemberRecord

LOOKED: Final = "audit"
"""What the member's access log says where somebody read what they handed in."""

WORDS_MOST: Final = 3000


def subject_of(known: SelectionRecord) -> Subject:
    """A member who was drawn, as the subject of an action."""
    selection, parties = known.selection, known.parties
    appeal = selection.appeal
    return Subject(
        known.member_id,
        round_lead=parties.lead,
        round_under_way=parties.open,
        auditors=selection.auditors,
        managers=parties.managers,
        appeal_auditor=None if appeal is None else appeal.auditor,
        took_part=selection.took_part,
    )


def found(ctx: MemberContext, selection_id: int, *, lock: bool = True) -> SelectionRecord:
    """A selection. Raises Refused("no_such_audit")."""
    known = ctx.work.selections.get(selection_id, lock=lock)
    if known is None:
        raise Refused("no_such_audit")
    return known


def own(ctx: MemberContext, selection_id: int, *, lock: bool = True) -> SelectionRecord:
    """One of the member's own. Raises Refused("no_such_audit")."""
    known = found(ctx, selection_id, lock=lock)
    if known.member_id != ctx.member.id or known.selection.state == "drawn":
        raise Refused("no_such_audit")
    return known


def led(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """One that the member handles as the round's lead. Raises Refused: no_such_audit,
    audit_not_the_lead, audit_own_record, audit_own_report.
    """
    known = found(ctx, selection_id)
    fault = may_audit(known.selection, ctx.member.id)
    if fault is not None and known.parties.lead == ctx.member.id:
        raise Refused("audit_own_record" if fault == "own_record" else "audit_own_report")
    ctx.must(Permission.HANDLE_SELECTION, subject_of(known), otherwise="audit_not_the_lead")
    if known.parties.lead != ctx.member.id:
        raise Refused("audit_not_the_lead")
    return known


def read_by(ctx: MemberContext, selection_id: int, *, lock: bool = True) -> SelectionRecord:
    """One whose snapshot the member may see as an auditor, or as its own; a look of somebody
    else's stands in the member's log where this unit can keep one. Raises Refused:
    no_such_audit.
    """
    known = found(ctx, selection_id, lock=lock)
    ctx.must(Permission.SEE_SNAPSHOT, subject_of(known), otherwise="no_such_audit")
    return known


def log_look(ctx: MemberContext, known: SelectionRecord) -> None:
    """The member's log says that somebody looked."""
    if known.member_id != ctx.member.id:
        ctx.work.teams.log_access(ctx.member.id, [known.member_id], LOOKED, ctx.now)


def audited(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """One that the member decides. Raises Refused: no_such_audit."""
    known = found(ctx, selection_id)
    ctx.must(Permission.DECIDE_SELECTION, subject_of(known), otherwise="no_such_audit")
    return known


# The member


def hand_in(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """The member hands in what stands now. Raises Refused: no_such_audit, audit_chain_broken, and
    what the rules refuse.
    """
    known = own(ctx, selection_id)
    ctx.must(Permission.ANSWER_AUDIT, subject_of(known), otherwise="no_such_audit")
    selection = known.selection
    with stepping():  # before anything is worked out
        handing_in.submit(selection, "", (), ctx.member.id, ctx.now)
    made = snapshots.snapshot(ctx, known)
    with stepping():
        submitted = handing_in.submit(selection, made.hash, made.entries, ctx.member.id, ctx.now)
    ctx.work.selections.keep_snapshot(known, made.content, ctx.now, made.files)
    saved = ctx.work.selections.save(known, submitted)
    following.follow(ctx, saved)
    _tell_readers(ctx, saved, "audit_handed_in", "submitted")
    return saved


def answer(ctx: MemberContext, selection_id: int, number: int, words: str) -> SelectionRecord:
    """The member's answer to a question, dated, beside what was handed in. Raises Refused:
    no_such_audit, audit_reason_missing, and what the rules refuse.
    """
    known = own(ctx, selection_id)
    said = words_of(words)
    with stepping():
        selection = review.answer(known.selection, number, ctx.member.id, ctx.now)
    question = next(one for one in selection.questions if one.number == number)
    about = (question.entry, question.test)
    ctx.work.selections.say(
        known, "answer", said, (ctx.member.id, ctx.now), about=about, number=number
    )
    saved = ctx.work.selections.save(known, selection)
    _tell_readers(ctx, saved, "audit_answered", f"answer:{number}")
    following.show_messages(ctx, saved)
    return saved


def appeal(
    ctx: MemberContext, selection_id: int, about: frozenset[int], words: str
) -> SelectionRecord:
    """The member appeals. Raises Refused: no_such_audit, audit_reason_missing, and what the rules
    refuse.
    """
    known = own(ctx, selection_id)
    said = words_of(words)
    with stepping():
        made = appeals.appeal(known.selection, about, ctx.member.id, rounds.moment(ctx))
    ctx.work.selections.say(known, "appeal", said, (ctx.member.id, ctx.now))
    saved = ctx.work.selections.save(known, made)
    following.follow(ctx, saved)
    rounds.tell_person(ctx, known.parties.lead, "audit_appealed", f"{known.id}:appealed", saved)
    return saved


# The lead


def assign(ctx: MemberContext, selection_id: int, named: Named) -> SelectionRecord:
    """The lead names who reads it, of the round's auditors. Raises Refused as `led`:
    audit_not_an_auditor, and what the rules refuse.
    """
    known = led(ctx, selection_id)
    person = ctx.work.members.by_slack(named.slack_id)
    round_ = rounds.found(ctx, known.round_id, lock=False).round
    if person is None or person.id not in round_.auditors:
        raise Refused("audit_not_an_auditor")
    _may(may_audit(known.selection, person.id))
    with stepping():
        selection = handing_in.assign(known.selection, person.id, ctx.member.id, ctx.now)
    saved = ctx.work.selections.save(known, selection)
    _tell_assigned(ctx, saved, person.id)
    return saved


def able_to_read(ctx: MemberContext, known: SelectionRecord) -> tuple[MemberRecord, ...]:
    """The auditors of its round who may read it and do not yet, by name."""
    auditors = rounds.found(ctx, known.round_id, lock=False).round.auditors
    able = [
        one
        for one in sorted(auditors - known.selection.auditors)
        if may_audit(known.selection, one) is None
    ]
    people = ctx.work.members.many(able).values() if able else ()
    here = [one for one in people if not one.deactivated]
    return tuple(sorted(here, key=lambda one: (name_of(one).casefold(), one.id)))


def take_on(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """An auditor of the round takes it on themselves. Raises Refused: no_such_audit, and what the
    rules refuse.
    """
    known = found(ctx, selection_id)
    round_ = rounds.found(ctx, known.round_id, lock=False).round
    if ctx.member.id not in round_.auditors or round_.is_over:
        raise Refused("no_such_audit")
    with stepping():
        selection = handing_in.assign(known.selection, ctx.member.id, ctx.member.id, ctx.now)
    return ctx.work.selections.save(known, selection)


def reopen(ctx: MemberContext, selection_id: int, until: date | None) -> None:
    """The lead gives another day. Raises Refused as `led`, audit_day_over, and what the rules
    refuse.
    """
    known = led(ctx, selection_id)
    if until is not None and until < ctx.today:
        raise Refused("audit_day_over")
    with stepping():
        selection = handing_in.reopen(known.selection, until, ctx.member.id, ctx.now)
    following.announce(ctx, ctx.work.selections.save(known, selection), "reopened")


def allow_late_appeal(ctx: MemberContext, selection_id: int, until: date | None) -> None:
    """The lead takes an appeal until another day. Raises Refused as `reopen`."""
    known = led(ctx, selection_id)
    if until is not None and until < ctx.today:
        raise Refused("audit_day_over")
    with stepping():
        selection = appeals.allow_late_appeal(known.selection, until, ctx.member.id, ctx.now)
    following.announce(ctx, ctx.work.selections.save(known, selection), "late")


def name_appeal_auditor(ctx: MemberContext, selection_id: int, named: Named) -> None:
    """The lead names who decides the appeal. Raises Refused as `led`, not_a_person, and what the
    rules refuse.
    """
    known = led(ctx, selection_id)
    if named.profile.kind != "person" or named.profile.deactivated:
        raise Refused("not_a_person")
    person = ctx.work.members.by_slack(named.slack_id) or ctx.work.members.meet(
        named.slack_id, ctx.now, name=named.profile.name, kind=named.profile.kind
    )
    _may(appeals.may_decide_appeal(known.selection, person.id))
    with stepping():
        selection = appeals.name_appeal_auditor(known.selection, person.id, ctx.member.id, ctx.now)
    saved = ctx.work.selections.save(known, selection)
    key = f"{saved.id}:appeal:{ctx.work.selections.last_step(saved.id)}"
    rounds.tell_person(ctx, person.id, "audit_you_decide_appeal", key, saved)
    following.show_messages(ctx, saved)


def _may(fault: StepReason | None) -> None:
    """Why somebody who is named may not: they are spoken of, and not to."""
    if fault is not None:
        raise Refused(_SAID.get(fault) or REFUSALS[fault])


_SAID: Final[Mapping[StepReason, str]] = {
    "own_record": "audit_of_their_own",
    "own_report": "audit_of_their_report",
}


def words_of(typed: str) -> str:
    """Of what was typed, as much as is kept. Raises Refused: audit_reason_missing."""
    said = typed.strip()[:WORDS_MOST]
    if not said:
        raise Refused("audit_reason_missing")
    return said


def _tell_assigned(ctx: MemberContext, known: SelectionRecord, person: int) -> None:
    key = f"{known.id}:assigned:{person}"
    rounds.tell_person(ctx, person, "audit_you_read", key, known)


def _tell_readers(ctx: MemberContext, known: SelectionRecord, sentence: str, key: str) -> None:
    for one in sorted(known.selection.auditors):
        rounds.tell_person(ctx, one, sentence, f"{known.id}:{key}", known)
