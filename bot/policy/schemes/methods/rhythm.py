"""No number at all: what matters is that something is kept, and evaluated, again and again."""

from bot.policy.schemes.assess import by_stages
from bot.policy.schemes.method import Method, Sight, unit_is
from bot.policy.schemes.standing.kinds import RhythmStanding


def _standing(sight: Sight) -> RhythmStanding:
    """How often something was kept, and what has no evaluation. Never a credit."""
    totals = sight.totals
    return RhythmStanding(
        pack=sight.enrolment.pack,
        today=sight.today,
        waiting_count=totals.waiting_count,
        entries_12_months=totals.entries_12_months,
        last_entry=totals.last_entry,
        without_evaluation=totals.without_evaluation,
        unevaluated_since=totals.unevaluated_since,
        unevaluated_entry=totals.unevaluated_entry,
        may_be_asked=totals.may_be_asked,
    )


METHODS = (
    Method(
        kind="rhythm",
        order=40,
        says_so=unit_is("none"),
        needs=("stages",),
        worth_rests_on=(),
        minimum="",
        counts=False,
        assess=by_stages,
        standing=_standing,
        nudges=frozenset({"rhythm", "missing_evaluation"}),
    ),
)
