"""The words that policy and storage share, each list once. No rules and no sentences live here.

Storage generates its CHECK constraints from these tuples.
"""

from typing import Final, Literal, get_args

EntryStatus = Literal["planned", "draft", "logged", "withdrawn"]
State = Literal["counted", "waiting", "outside"]
Verdict = Literal["met", "missing", "warning", "not_known"]
Formality = Literal["formal", "informal"]
ActivityType = Literal[
    "reading",
    "national qualification",
    "event",
    "e-learning",
    "seminar",
    "conference",
    "expert group",
    "short course",
    "podcast",
    "other",
]
Stage = Literal["reflect", "plan", "act", "evaluate"]
Cadence = Literal["light", "standard", "cycle_end"]
OpeningAnswer = Literal["pending", "given", "declined"]
OutcomeAnswer = Literal["nothing", "registered", "extended", "removed"]
"""What a member says has followed from a cycle that ended short."""

RegistrationWord = Literal["registered", "extended", "removed", "recognition removed", "restored"]
"""What is told of a registration or a recognition: kept, for longer, taken away, given back."""

ToldBy = Literal["member", "administrator"]
LeaveKind = Literal["parental", "sick", "career break", "deferral", "other"]
DisallowedFor = Literal["current", "authentic", "relevant", "sufficient", "other"]
"""The test that a body says an entry does not meet, or "other", where it gives a reason."""

SchemeKind = Literal["credits", "hours", "rhythm", "framework"]
"""What a scheme goes by: credits held against numbers, hours in each year, that something is kept
again and again, or the subjects of a framework document.
"""

Quality = Literal[
    "continuous", "cyclic", "personalised", "multi-faceted", "evidenced", "impact-focused"
]
"""What a record may show as a whole, where its scheme names qualities instead of numbers."""

Grade = Literal["chartered", "other"]
"""A member's grade at their professional body, as far as it says whose records are sampled."""

Force = Literal["mandatory", "recommended", "definition", "assumed"]
Confidence = Literal["verified", "assumed", "unknown"]

Question = Literal["title", "date", "minutes", "evaluate", "already_counted", "save"]
"""What would settle an entry: a field, one line of the member's own, a yes or no, or saving."""

NudgeKind = Literal[
    "cycle_ended",
    "cycle_end",
    "manager_reminder",
    "waiting_entry",
    "old_draft",
    "behind",
    "year_end",
    "evidence_runs_out",
    "cycle_start_unknown",
    "rhythm",
    "missing_evaluation",
    "planned",
]

ENTRY_STATUSES: Final[tuple[EntryStatus, ...]] = get_args(EntryStatus)
STATES: Final[tuple[State, ...]] = get_args(State)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
FORMALITIES: Final[tuple[Formality, ...]] = get_args(Formality)
ACTIVITY_TYPES: Final[tuple[ActivityType, ...]] = get_args(ActivityType)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
CADENCES: Final[tuple[Cadence, ...]] = get_args(Cadence)
OPENING_ANSWERS: Final[tuple[OpeningAnswer, ...]] = get_args(OpeningAnswer)
OUTCOME_ANSWERS: Final[tuple[OutcomeAnswer, ...]] = get_args(OutcomeAnswer)
REGISTRATION_WORDS: Final[tuple[RegistrationWord, ...]] = get_args(RegistrationWord)
TOLD_BY: Final[tuple[ToldBy, ...]] = get_args(ToldBy)
LEAVE_KINDS: Final[tuple[LeaveKind, ...]] = get_args(LeaveKind)
DISALLOWED_FOR: Final[tuple[DisallowedFor, ...]] = get_args(DisallowedFor)
QUALITIES: Final[tuple[Quality, ...]] = get_args(Quality)
GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
FORCES: Final[tuple[Force, ...]] = get_args(Force)
CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
NUDGE_KINDS: Final[tuple[NudgeKind, ...]] = get_args(NudgeKind)
