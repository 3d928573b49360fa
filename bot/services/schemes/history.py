"""A member's cycles that are over under one scheme, with what counts in each."""

from dataclasses import dataclass

from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.standing import EarlierCycle, earlier_cycles
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.assessment import enrolment_facts


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
    weights: dict[int, int] = {}
    for one in ctx.work.assessments.sums([enrolment.id]).get(enrolment.id, ()):
        if one.state == "counted" and one.cycle is not None:
            weights[one.cycle] = weights.get(one.cycle, 0) + one.weight
    facts = enrolment_facts(enrolment, enrolments)
    return CycleHistory(
        scheme_title(pack.title, enrolment.category),
        earlier_cycles(facts, weights, ctx.today, pack),
        terms(pack, ctx.today).account,
    )
