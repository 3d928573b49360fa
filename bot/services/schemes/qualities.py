"""How the member's own record of twelve months looks beside the qualities that a scheme names.

For its member alone: nothing of it stands in what a manager reads. What it says is worked out when
it is asked for, and never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.elements.account import ReadAccount
from bot.policy.schemes.qualities import (
    KeptEntry,
    QualityShown,
    RecordFacts,
    Said,
    qualities,
    qualities_in,
)
from bot.policy.schemes.quality_steps import Step, next_step
from bot.policy.schemes.sampling import Sampling, sampling
from bot.policy.vocabulary import GRADES, Grade, Stage
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.standings import RHYTHM_DAYS
from storage.row_types import EnrolmentRecord
from storage.schemes.entry_traits import EntryTraits


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """What an entry is called, and its last day."""

    title: str | None
    on: date


@dataclass(frozen=True, slots=True)
class QualitiesView:
    """The mirror of one enrolment, on one of the member's days.

    `entries` are those that lines and the next step speak of, by number; `any_entry`: whether there
    is one of these months. `sampling`: None where the
    scheme's pack knows of no sample.
    """

    enrolment_id: int
    title: str
    source: str
    today: date
    lines: tuple[QualityShown, ...]
    step: Step | None
    any_entry: bool
    entries: Mapping[int, NamedEntry]
    grade: Grade | None
    sampling: Sampling | None


def qualities_of(ctx: MemberContext, enrolment_id: int = 0) -> QualitiesView:
    """The mirror of an enrolment of the context's member; 0 for the first whose scheme names
    qualities. However many entries there are, one statement reads them.

    Raises Refused: names_no_qualities.
    """
    enrolment = _enrolment(ctx, enrolment_id)
    pack, today = ctx.rules[enrolment.pack], ctx.today
    since = today - timedelta(RHYTHM_DAYS)
    kept = ctx.work.traits.between(ctx.member.id, since, today)
    facts = RecordFacts(
        today=today,
        since=since,
        entries=tuple(_kept_entry(one) for one in kept),
        earlier=any(one.earlier for one in kept),
        names=qualities_in(pack, today),
        evaluation_days=ctx.workplace.evaluation_days,
    )
    lines, step = qualities(facts), next_step(facts)
    spoken_of = {number for line in lines for number in (line.entry, line.beside)}
    spoken_of |= {step.entry} if step is not None else set()
    rule, grade = pack.rule("qualities", today), _grade(enrolment)
    return QualitiesView(
        enrolment_id=enrolment.id,
        title=pack.title,
        source=rule.source if rule is not None else "",
        today=today,
        lines=lines,
        step=step,
        any_entry=bool(kept),
        entries={
            one.number: NamedEntry(one.title, one.end or today)
            for one in kept
            if one.number in spoken_of
        },
        grade=grade,
        sampling=sampling(pack, grade, today),
    )


def set_grade(ctx: MemberContext, enrolment_id: int, grade: str) -> None:
    """Whether the member is Chartered, as they say; said anew, it takes the place of what was said.

    Raises Refused: not_enrolled, no_such_answer.
    """
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.id == enrolment_id), None)
    if enrolment is None:
        raise Refused("not_enrolled")
    if grade not in GRADES:
        raise Refused("no_such_answer")
    ctx.work.enrolments.change(enrolment, grade=grade)


def _enrolment(ctx: MemberContext, enrolment_id: int) -> EnrolmentRecord:
    for one in ctx.work.enrolments.of(ctx.member.id):
        meant = enrolment_id in (0, one.id) and one.pack in ctx.rules
        if meant and qualities_in(ctx.rules[one.pack], ctx.today):
            return one
    raise Refused("names_no_qualities")


def _grade(enrolment: EnrolmentRecord) -> Grade | None:
    return next((grade for grade in GRADES if grade == enrolment.grade), None)


def _kept_entry(one: EntryTraits) -> KeptEntry:
    holds: dict[Stage, bool] = {
        "reflect": one.reflect,
        "plan": one.plan,
        "act": one.act,
        "evaluate": one.evaluate,
    }
    return KeptEntry(
        number=one.number,
        status="logged",
        start=one.start,
        end=one.end,
        type=one.type,
        formality=one.formality,
        stages=frozenset(stage for stage, words in holds.items() if words),
        said=_said(one),
        evidence=one.evidence,
        nothing_changed=one.answered and not one.evaluate,
        followed_up=one.plan_answered,
        declined=one.declined,
        skipped=frozenset(map(str, (one.dialogue or {}).get("skipped", ()))),
    )


def _said(one: EntryTraits) -> Said | None:
    """What the reader found when the words were kept; None where it has read none of them, and
    will read none that are added.
    """
    if one.account is None:
        return None
    found = ReadAccount.from_dict(one.account).elements
    return Said(
        need="why" in found,
        helps="helps" in found,
        changed="changed" in found,
        tells=bool(found),
    )
