"""What an auditor does with what was handed in: findings, questions, decisions, also of appeals.

Who may, and what is found where, stands with `selections`; what is allowed when is
`bot.policy.audits`'s.
"""

from collections.abc import Mapping

from bot.policy.access import Permission
from bot.policy.audits import appeals, review
from bot.policy.audits.selection import Finding, Selection
from bot.policy.audits.vocabulary import (
    AUDIT_TESTS,
    FINDING_KINDS,
    AppealOutcome,
    AuditTest,
    FindingKind,
    Outcome,
)
from bot.services.audits import following, rounds, selections
from bot.services.audits.refusals import stepping
from bot.services.audits.workplace import settings_in
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from storage.audits.records import SelectionRecord


def begin(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """An auditor begins to read. Harmless where somebody has. Raises Refused as `audited`, and
    what the rules refuse.
    """
    known = selections.audited(ctx, selection_id)
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
            said = selections.words_of(reason)
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
            selections.words_of(question),
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
    known = selections.audited(ctx, selection_id)
    with stepping():
        selection = review.go_on(known.selection, ctx.member.id, ctx.now, ctx.today)
    saved = ctx.work.selections.save(known, selection)
    following.show_messages(ctx, saved)
    return saved


def second(ctx: MemberContext, selection_id: int) -> SelectionRecord:
    """A second auditor agrees. Raises Refused as `audited`."""
    known = selections.audited(ctx, selection_id)
    with stepping():
        selection = review.second(known.selection, ctx.member.id, ctx.now)
    return ctx.work.selections.save(known, selection)


def decide(ctx: MemberContext, selection_id: int, outcome: Outcome, words: str) -> SelectionRecord:
    """The decision on the whole. Raises Refused as `audited`, and what the rules refuse."""
    known = selections.audited(ctx, selection_id)
    said = words.strip()[: selections.WORDS_MOST]
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
    known = selections.found(ctx, selection_id)
    ctx.must(Permission.DECIDE_APPEAL, selections.subject_of(known), otherwise="no_such_audit")
    said = words.strip()[: selections.WORDS_MOST]
    with stepping():
        selection = appeals.decide_appeal(
            known.selection, outcomes, ctx.member.id, rounds.moment(ctx), reasoned=bool(said)
        )
    ctx.work.selections.say(known, "appeal_decision", said, (ctx.member.id, ctx.now))
    saved = ctx.work.selections.save(known, selection)
    following.announce(ctx, saved, "appeal_decided")
    return saved
