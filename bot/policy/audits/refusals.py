"""Why a step of a round, or of one member's audit, is refused: one typed error, reasons by name.

The sentences that people read are those of `bot.ui`.
"""

from typing import Literal

StepReason = Literal[
    # states
    "wrong_state",
    # people
    "not_the_lead",
    "not_an_auditor",
    "own_record",
    "own_report",
    "not_the_member",
    "took_part_in_the_decision",
    # population and size
    "nobody_in_it",
    "sample_larger_than_population",
    "sample_empty",
    "period_ends_before_it_begins",
    "no_such_share",
    "population_changed",
    # the draw
    "not_a_commitment",
    "same_person",
    "no_seed_asked_of_them",
    "seed_used_before",
    "seed_does_not_match",
    "seed_ends_in_line_feed",
    "not_a_seed",
    "already_revealed",
    "no_commitment_of_theirs",
    "nothing_to_give_up",
    "ids_not_as_many",
    "ids_not_different",
    "not_an_audit_id",
    "not_the_sheet",
    # one member's audit
    "already_submitted",
    "not_over_yet",
    "too_late",
    "no_such_entry",
    "no_such_test",
    "reason_missing",
    "open_questions",
    "no_such_question",
    "nothing_found_yet",
    "not_not_met",
    "own_findings",
    "nothing_to_appeal",
    "appeal_late",
    "already_appealed",
    "no_auditor_for_appeal",
    "not_all_answered",
    "unfinished",
]


class StepRefused(Exception):  # noqa: N818 - a refusal, as the house calls it
    """The step does not fit: nothing has changed. `reason` is its name, without anybody's words."""

    def __init__(self, reason: StepReason) -> None:
        super().__init__(reason)
        self.reason: StepReason = reason


def refuse_if(condition: bool, reason: StepReason) -> None:
    """Raises StepRefused where the condition holds."""
    if condition:
        raise StepRefused(reason)
