"""Which kind of standing a member has in one scheme: by the method that the scheme goes by.

The definitions are those of `docs/rules.md`, "How every figure is worked out".
"""

from datetime import date
from typing import Final

from bot.policy.scheme_facts import EnrolmentFacts, Totals, WorkplaceSettings
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.method import Sight, methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing.kinds import NotKnownStanding, Standing
from bot.policy.schemes.terms import terms

END_IS_NEAR: Final = 90
"""Days to the cycle's last day within which being short comes first in a manager's list."""


def totals_window(enrolment: EnrolmentFacts, today: date, pack: Pack) -> Window | None:
    """Which cycle and year the totals are summed over, with their borders.

    `cycle` and `year` are those that assessments carry. After the cycle's end the next one begins
    by itself. Provisional (the calendar year) while the start is not known; None where today lies
    before the recorded start.
    """
    return place_of(pack, enrolment.cycles, today)


def standing(
    totals: Totals,
    enrolment: EnrolmentFacts,
    today: date,
    pack: Pack,
    settings: WorkplaceSettings,
) -> Standing:
    """The member's standing in the scheme on the member's own `today`. Answers for any input."""
    sight = Sight(totals, enrolment, today, pack, settings)
    in_force = terms(pack, today)
    if in_force.kind is None or in_force.unknown:
        lacking = in_force.unknown[0] if in_force.unknown else "unit"
        return not_known(sight, f"{lacking} not known", lacking)
    return methods()[in_force.kind].standing(sight)


def not_known(sight: Sight, reason: str, unknown: str = "") -> NotKnownStanding:
    """That nothing is known, and why; `unknown` is the rule that has no value."""
    return NotKnownStanding(
        pack=sight.enrolment.pack,
        today=sight.today,
        reason=reason,
        unknown=unknown,
        waiting_count=sight.totals.waiting_count,
        opening_pending=sight.enrolment.opening_answer == "pending",
    )
