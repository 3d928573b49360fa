"""No number at all: what matters is that something is kept, and evaluated, again and again."""

from collections.abc import Mapping
from typing import Final

from bot.policy.schemes.assess import questions_of, stages_covered, without_credits
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.entry_tests import Case
from bot.policy.schemes.method import Method, Sight, unit_is
from bot.policy.schemes.standing.kinds import RhythmStanding
from bot.policy.vocabulary import Stage, State


def _assess(case: Case) -> Assessment:
    """Schemes without a target: what was saved is kept, and only its stages are remarked on."""
    findings = []
    for stage, covered in stages_covered(case.entry).items():
        key = f"stages:{stage}"
        if covered:
            findings.append(case.finding(key, "met", "✓", f"You cover {_STAGE_NAMES[stage]}."))
        elif stage == "evaluate" and case.entry.nothing_changed:
            sentence = "You were asked what it changed, and said that nothing did."
            findings.append(case.finding(key, "met", "✓", sentence))
        elif stage == "evaluate":
            sentence = "No evaluation yet: what did it change?"
            findings.append(case.finding(key, "warning", "–", sentence))
    withdrawn = case.entry.status == "withdrawn"
    missing = () if withdrawn else questions_of(case, already_open=False)
    kept: State = "waiting" if missing else "counted"
    return without_credits(case, "outside" if withdrawn else kept, findings, missing, None)


_STAGE_NAMES: Final[Mapping[Stage, str]] = {
    "reflect": "reflection",
    "plan": "planning",
    "act": "action",
    "evaluate": "evaluation",
}


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
        assess=_assess,
        standing=_standing,
        nudges=frozenset({"rhythm", "missing_evaluation"}),
    ),
)
