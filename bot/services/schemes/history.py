"""A member's cycles that are over under one scheme, with what counts in each."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.policy.scheme_facts import SubjectTotal
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.standing import EarlierCycle, earlier_by_subjects, earlier_cycles
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.standings import subject_total
from storage.aggregates import Sums


@dataclass(frozen=True, slots=True)
class CycleHistory:
    """The earlier cycles under a scheme, the latest first; `account`: its body keeps one."""

    title: str
    cycles: tuple[EarlierCycle, ...]
    account: bool = False


def history_of(ctx: MemberContext, enrolment_id: int) -> CycleHistory:
    """Raises Refused: not_enrolled."""
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.id == enrolment_id), None)
    if enrolment is None or enrolment.pack not in ctx.rules:
        raise Refused("not_enrolled")
    pack = ctx.rules[enrolment.pack]
    in_force = terms(pack, ctx.today)
    facts = enrolment_facts(enrolment, enrolments)
    sums = ctx.work.assessments.sums([enrolment.id]).get(enrolment.id, ())
    if in_force.framework:
        cycles = earlier_by_subjects(facts, _by_cycle(sums), ctx.today, pack)
    else:
        cycles = earlier_cycles(facts, _weights(sums), ctx.today, pack)
    return CycleHistory(scheme_title(pack.title, enrolment.category), cycles, in_force.account)


def _weights(sums: Iterable[Sums]) -> dict[int, int]:
    """What counts in each cycle."""
    weights: dict[int, int] = {}
    for one in sums:
        if one.state == "counted" and one.cycle is not None:
            weights[one.cycle] = weights.get(one.cycle, 0) + one.weight
    return weights


def _by_cycle(sums: Iterable[Sums]) -> dict[int, list[SubjectTotal]]:
    """What each subject has in each cycle."""
    found: dict[int, list[SubjectTotal]] = {}
    for one in sums:
        if one.cycle is not None:
            found.setdefault(one.cycle, []).append(subject_total(one))
    return found
