"""Steps of a round as services take them: what the rules refuse, by the name of its sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from bot.policy.audits.refusals import StepReason, StepRefused
from bot.services.context.refused import Refused

REFUSALS: Final[Mapping[StepReason, str]] = {
    "wrong_state": "audit_wrong_state",
    "not_the_lead": "audit_not_the_lead",
    "not_an_auditor": "audit_not_an_auditor",
    "own_record": "audit_own_record",
    "own_report": "audit_own_report",
    "not_the_member": "audit_not_the_member",
    "took_part_in_the_decision": "audit_took_part",
    "nobody_in_it": "audit_nobody_in_it",
    "sample_larger_than_population": "audit_sample_too_large",
    "sample_empty": "audit_sample_empty",
    "period_ends_before_it_begins": "audit_period",
    "no_such_share": "audit_no_such_share",
    "population_changed": "audit_population_changed",
    "not_a_commitment": "audit_not_a_commitment",
    "same_person": "audit_same_person",
    "no_seed_asked_of_them": "audit_no_seed_asked",
    "seed_used_before": "audit_seed_used_before",
    "seed_does_not_match": "audit_seed_does_not_match",
    "seed_ends_in_line_feed": "audit_seed_line_feed",
    "not_a_seed": "audit_not_a_seed",
    "already_revealed": "audit_already_revealed",
    "no_commitment_of_theirs": "audit_no_commitment",
    "nothing_to_give_up": "audit_nothing_to_give_up",
    "ids_not_as_many": "audit_population_changed",
    "ids_not_different": "audit_population_changed",
    "not_an_audit_id": "audit_population_changed",
    "not_the_sheet": "audit_population_changed",
    "already_submitted": "audit_already_submitted",
    "not_over_yet": "audit_not_over_yet",
    "too_late": "audit_too_late",
    "no_such_entry": "audit_no_such_entry",
    "no_such_test": "audit_no_such_entry",
    "reason_missing": "audit_reason_missing",
    "open_questions": "audit_open_questions",
    "no_such_question": "audit_no_such_question",
    "nothing_found_yet": "audit_tests_open",
    "not_not_met": "audit_nothing_to_second",
    "own_findings": "audit_own_findings",
    "nothing_to_appeal": "audit_nothing_to_appeal",
    "appeal_late": "audit_appeal_late",
    "already_appealed": "audit_already_appealed",
    "no_auditor_for_appeal": "audit_not_an_auditor",
    "not_all_answered": "audit_not_all_answered",
    "unfinished": "audit_unfinished",
}
"""The sentence of each reason."""


@contextmanager
def stepping() -> Iterator[None]:
    """What the rules refuse is refused in words; nothing has changed then."""
    try:
        yield
    except StepRefused as refused:
        raise Refused(REFUSALS[refused.reason]) from None
