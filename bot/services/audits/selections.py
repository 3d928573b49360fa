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
from bot.policy.audits.selection import Finding, Selection, may_audit
from bot.policy.audits.vocabulary import (
    AUDIT_TESTS,
    FINDING_KINDS,
    AppealOutcome,
    AuditTest,
    FindingKind,
    Outcome,
)
from bot.services.audits import following, rounds, snapshots
from bot.services.audits.refusals import REFUSALS, stepping
from bot.services.audits.workplace import settings_in
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
    said = _words(words)
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
    said = _words(words)
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


# Auditors


def begin(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """An auditor begins to read. Harmless where somebody has. Raises Refused as `audited`, and
    what the rules refuse.
    """
    known = audited(ctx, selection_id)
    if known.selection.state != "submitted":
        return known
    with stepping():
        selection = review.begin_review(known.selection, ctx.member.id, ctx.now)
    return ctx.work.selections.save(known, selection)


def find(
    ctx: MemberContext,
    selection_id: int,
    entry: int,
    verdicts: Mapping[AuditTest, str],
    words: tuple[str, str, str],
) -> SelectionRecord:
    """What an auditor found of an entry's tests, or of the record's: "met", "not_met" or "ask"
    each. `words`: why, of which kind (by name), and the question. All of it, or nothing.

    Raises Refused as `audited`: audit_reason_missing, audit_question_missing, and what the rules
    refuse.
    """
    known = begin(ctx, selection_id)
    reason, kind, question = (one.strip() for one in words)
    chosen = next((one for one in FINDING_KINDS if one == kind), None)
    selection = known.selection
    by = (ctx.member.id, ctx.now)
    for test in AUDIT_TESTS:
        verdict = verdicts.get(test)
        if verdict in ("met", "not_met"):
            selection = _found(ctx, selection, (entry, test), verdict, (reason, chosen))
        if verdict == "not_met":
            said = _words(reason)
            ctx.work.selections.say(known, "reason", said, by, about=(entry, test))
    asked = [one for one in AUDIT_TESTS if verdicts.get(one) == "ask"]
    for test in asked:
        if not question:
            raise Refused("audit_question_missing")
        with stepping():
            selection = review.ask(
                selection,
                (entry, test),
                ctx.member.id,
                rounds.moment(ctx),
                settings_in(ctx.work),
            )
        ctx.work.selections.say(
            known,
            "question",
            _words(question),
            by,
            about=(entry, test),
            number=selection.questions[-1].number,
        )
    saved = ctx.work.selections.save(known, selection)
    if asked:
        following.announce(ctx, saved, "asked")
    return saved


def _found(
    ctx: MemberContext,
    selection: Selection,
    about: tuple[int, AuditTest],
    verdict: str,
    why: tuple[str, FindingKind | None],
) -> Selection:
    reason, kind = why
    met = verdict == "met"
    finding = Finding(*about, "met" if met else "not_met", ctx.member.id, None if met else kind)
    with stepping():
        return review.find(selection, finding, ctx.now, reasoned=bool(reason))


def rest_is_met(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """Every test that is still open is met. Raises Refused as `find`."""
    known = begin(ctx, selection_id)
    with stepping():
        selection = review.rest_is_met(known.selection, ctx.member.id, ctx.now)
    return ctx.work.selections.save(known, selection)


def go_on(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """Without answers, whose day is over. Raises Refused as `audited`."""
    known = audited(ctx, selection_id)
    with stepping():
        selection = review.go_on(known.selection, ctx.member.id, ctx.now, ctx.today)
    saved = ctx.work.selections.save(known, selection)
    following.show_messages(ctx, saved)
    return saved


def second(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """A second auditor agrees. Raises Refused as `audited`."""
    known = audited(ctx, selection_id)
    with stepping():
        selection = review.second(known.selection, ctx.member.id, ctx.now)
    return ctx.work.selections.save(known, selection)


def decide(ctx: MemberContext, selection_id: int, outcome: Outcome, words: str) -> SelectionRecord:
    """The decision on the whole. Raises Refused as `audited`, and what the rules refuse."""
    known = audited(ctx, selection_id)
    said = words.strip()[:WORDS_MOST]
    with stepping():
        selection = review.decide(
            known.selection,
            outcome,
            ctx.member.id,
            rounds.moment(ctx),
            settings_in(ctx.work),
            reasoned=bool(said),
        )
    if said:
        ctx.work.selections.say(known, "decision", said, (ctx.member.id, ctx.now))
    saved = ctx.work.selections.save(known, selection)
    following.announce(ctx, saved, "decided")
    return saved


def decide_appeal(
    ctx: MemberContext, selection_id: int, outcomes: Mapping[int, AppealOutcome], words: str
) -> SelectionRecord:
    """The appeal's decision, with reasons. Raises Refused: no_such_audit, and what the rules
    refuse.
    """
    known = found(ctx, selection_id)
    ctx.must(Permission.DECIDE_APPEAL, subject_of(known), otherwise="no_such_audit")
    said = words.strip()[:WORDS_MOST]
    with stepping():
        selection = appeals.decide_appeal(
            known.selection, outcomes, ctx.member.id, rounds.moment(ctx), reasoned=bool(said)
        )
    ctx.work.selections.say(known, "appeal_decision", said, (ctx.member.id, ctx.now))
    saved = ctx.work.selections.save(known, selection)
    following.announce(ctx, saved, "appeal_decided")
    return saved


def _words(typed: str) -> str:
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
