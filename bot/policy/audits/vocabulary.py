"""The words of audit rounds that policy and storage share, each list once. No rules live here."""

from typing import Final, Literal, get_args

RoundState = Literal[
    "drafted",
    "frozen",
    "committed",
    "ids_made",
    "revealed",
    "drawn",
    "open",
    "closed",
    "cancelled",
]
"""frozen: the population is, and its hash is published; one commitment may be there. committed:
both are. ids_made: one reveal may be there. open: those drawn are told.
"""

SelectionState = Literal[
    "drawn",
    "told",
    "submitted",
    "in_review",
    "questions",
    "decided",
    "appealed",
    "appeal_decided",
    "not_submitted",
    "left",
    "erased",
]

PopulationKind = Literal["complete_cycles", "chartered", "enrolled"]
"""Whose records are drawn from: IMI's words, CMI's, or everybody under a workplace's own scheme."""

OutReason = Literal[
    "erasing",
    "left",
    "not_enrolled",
    "registration_ended",
    "grade_not_known",
    "not_chartered",
    "cycle_not_known",
    "cycle_cut_short",
    "cycle_running",
    "ended_outside_period",
    "minimum_not_known",
    "minimum_not_met",
    "on_leave",
]
"""Why somebody is not drawn from. Those that end in "not_known" are said as that."""

AuditTest = Literal[
    "current",
    "authentic",
    "relevant",
    "sufficient",
    "continuous",
    "cyclic",
    "personalised",
    "multi-faceted",
    "evidenced",
    "impact-focused",
]
TestVerdict = Literal["met", "not_met", "ask"]
Outcome = Literal["met", "not_met"]
AppealOutcome = Literal["upheld", "refused"]

FindingKind = Literal[
    "outside_cycle",
    "not_own",
    "not_in_job",
    "too_little_said",
    "no_evidence",
    "counted_twice",
    "wrong_length",
    "other",
]
"""Why a test is not met, as the report counts it; the auditor's own words stand elsewhere."""

GivenUpReason = Literal[
    "not_revealed", "seed_lost", "seed_too_short", "seed_holder_left", "ids_in_doubt"
]
CancelReason = Literal["not_needed", "set_up_wrongly", "draw_in_doubt", "nobody_to_audit"]
LeftReason = Literal["left_workspace", "left_scheme"]

RoundStepKind = Literal[
    "drafted",
    "auditor_named",
    "auditor_left",
    "witness_named",
    "passed_on",
    "frozen",
    "first_commitment",
    "second_commitment",
    "ids_made",
    "first_reveal",
    "second_reveal",
    "given_up",
    "drawn",
    "opened",
    "closed",
    "cancelled",
]
SelectionStepKind = Literal[
    "selected",
    "told",
    "submitted",
    "not_submitted",
    "reopened",
    "auditor_assigned",
    "auditor_left",
    "review_begun",
    "found",
    "asked",
    "answered",
    "went_on",
    "seconded",
    "decided",
    "late_appeal_allowed",
    "appealed",
    "appeal_auditor_named",
    "appeal_decided",
    "left",
    "erased",
]

ROUND_STATES: Final[tuple[RoundState, ...]] = get_args(RoundState)
SELECTION_STATES: Final[tuple[SelectionState, ...]] = get_args(SelectionState)
POPULATION_KINDS: Final[tuple[PopulationKind, ...]] = get_args(PopulationKind)
OUT_REASONS: Final[tuple[OutReason, ...]] = get_args(OutReason)
AUDIT_TESTS: Final[tuple[AuditTest, ...]] = get_args(AuditTest)
TEST_VERDICTS: Final[tuple[TestVerdict, ...]] = get_args(TestVerdict)
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
APPEAL_OUTCOMES: Final[tuple[AppealOutcome, ...]] = get_args(AppealOutcome)
FINDING_KINDS: Final[tuple[FindingKind, ...]] = get_args(FindingKind)
GIVEN_UP_REASONS: Final[tuple[GivenUpReason, ...]] = get_args(GivenUpReason)
CANCEL_REASONS: Final[tuple[CancelReason, ...]] = get_args(CancelReason)
ROUND_STEP_KINDS: Final[tuple[RoundStepKind, ...]] = get_args(RoundStepKind)
SELECTION_STEP_KINDS: Final[tuple[SelectionStepKind, ...]] = get_args(SelectionStepKind)
