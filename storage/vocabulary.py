"""The words that columns may hold: one tuple each, from which types, CHECKs and tests derive.

What the words mean for CPD is decided in `bot.policy`; nothing here decides anything.
"""

from typing import Literal, get_args

EntryStatus = Literal["planned", "draft", "logged", "withdrawn", "discarded"]
Formality = Literal["formal", "informal"]
AssessmentState = Literal["counted", "waiting", "outside"]
MemberKind = Literal["person", "guest", "bot"]
Cadence = Literal["light", "standard", "cycle_end"]
EvidenceKind = Literal["link", "message", "file"]
LinkState = Literal["asked", "notifying", "active", "suspended", "declined", "ended"]
LinkSource = Literal["member", "administrator"]
RoleName = Literal["administrator", "cpd_lead"]
RevisionKind = Literal["saved", "edited", "withdrawn", "restored", "erased", "imported", "audited"]
InboxState = Literal["new", "working", "done", "aside"]
OutboxState = Literal["new", "claimed", "sending", "unknown", "sent", "stale", "cancelled", "aside"]
FollowUpKind = Literal["plan", "reminder"]
FollowUpState = Literal["offered", "agreed", "asked", "answered", "declined", "dropped"]
WriteUpState = Literal["agreed", "asked", "done", "dropped"]
JobState = Literal["new", "working", "done", "cancelled", "aside"]
DecisionKind = Literal["confirmed", "changed"]
DocumentKind = Literal["framework", "pack"]
CoachChoice = Literal["never", "on", "off"]
CoachKind = Literal["question", "title", "sense", "missing", "wording"]
CoachState = Literal["asked", "offered", "taken", "left", "overtaken", "refused", "failed"]
CoachFeedback = Literal["good", "bad"]
RegistrationWord = Literal["registered", "extended", "removed", "recognition removed", "restored"]
ToldBy = Literal["member", "administrator"]
ImportKind = Literal["table", "calendar", "archive"]
ImportState = Literal[
    "arriving",  # its rows are being kept
    "preview",  # they are shown before anything counts; those of a calendar, before it is chosen
    "staging",  # rows become entries that nobody sees yet
    "ready",  # all of them have, and one last step is to show them
    "choosing",  # events of a calendar are gone through one by one
    "done",
    "undone",
    "discarded",
]
RowVerdict = Literal["taken", "doubtful", "skipped", "there"]
RootState = Literal["gathering", "made"]
StatementState = Literal["waiting", "queued", "drafted", "told", "dropped"]
SignOffState = Literal["asked", "confirmed", "declined", "dropped"]
AuditPeople = Literal["auditor", "witness"]
AuditWordsKind = Literal[
    "reason",  # why a test is not met
    "question",
    "answer",
    "decision",
    "appeal",  # why the member appeals
    "appeal_decision",
]

ENTRY_STATUSES: tuple[EntryStatus, ...] = get_args(EntryStatus)
UNSEEN = "importing"
"""The status of entries that an import has made and not shown yet, or has taken back: no repository
but the import's own hands one out, so that nobody else need know it.
"""
STORED_STATUSES: tuple[str, ...] = (*ENTRY_STATUSES, UNSEEN)
FORMALITIES: tuple[Formality, ...] = get_args(Formality)
ASSESSMENT_STATES: tuple[AssessmentState, ...] = get_args(AssessmentState)
MEMBER_KINDS: tuple[MemberKind, ...] = get_args(MemberKind)
CADENCES: tuple[Cadence, ...] = get_args(Cadence)
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
LINK_STATES: tuple[LinkState, ...] = get_args(LinkState)
LINK_SOURCES: tuple[LinkSource, ...] = get_args(LinkSource)
ROLE_NAMES: tuple[RoleName, ...] = get_args(RoleName)
REVISION_KINDS: tuple[RevisionKind, ...] = get_args(RevisionKind)
INBOX_STATES: tuple[InboxState, ...] = get_args(InboxState)
OUTBOX_STATES: tuple[OutboxState, ...] = get_args(OutboxState)
FOLLOW_UP_KINDS: tuple[FollowUpKind, ...] = get_args(FollowUpKind)
FOLLOW_UP_STATES: tuple[FollowUpState, ...] = get_args(FollowUpState)
WRITE_UP_STATES: tuple[WriteUpState, ...] = get_args(WriteUpState)
JOB_STATES: tuple[JobState, ...] = get_args(JobState)
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
RULE_KINDS: tuple[DecisionKind | DocumentKind, ...] = (*DECISION_KINDS, *DOCUMENT_KINDS)
COACH_CHOICES: tuple[CoachChoice, ...] = get_args(CoachChoice)
COACH_KINDS: tuple[CoachKind, ...] = get_args(CoachKind)
COACH_STATES: tuple[CoachState, ...] = get_args(CoachState)
COACH_FEEDBACK: tuple[CoachFeedback, ...] = get_args(CoachFeedback)
REGISTRATION_WORDS: tuple[RegistrationWord, ...] = get_args(RegistrationWord)
TOLD_BY: tuple[ToldBy, ...] = get_args(ToldBy)
IMPORT_KINDS: tuple[ImportKind, ...] = get_args(ImportKind)
IMPORT_STATES: tuple[ImportState, ...] = get_args(ImportState)
ROW_VERDICTS: tuple[RowVerdict, ...] = get_args(RowVerdict)
ROOT_STATES: tuple[RootState, ...] = get_args(RootState)
STATEMENT_STATES: tuple[StatementState, ...] = get_args(StatementState)
SIGN_OFF_STATES: tuple[SignOffState, ...] = get_args(SignOffState)
AUDIT_PEOPLE: tuple[AuditPeople, ...] = get_args(AuditPeople)
AUDIT_WORDS: tuple[AuditWordsKind, ...] = get_args(AuditWordsKind)

# A queue's row is open while somebody still has to do something about it.
INBOX_OPEN: tuple[InboxState, ...] = ("new", "working")
OUTBOX_OPEN: tuple[OutboxState, ...] = ("new", "claimed", "sending", "unknown", "stale")
WRITE_UP_OPEN: tuple[WriteUpState, ...] = ("agreed", "asked")
JOB_OPEN: tuple[JobState, ...] = ("new", "working")

Lacking = Literal["", "waiting", "evaluation", "evidence"]
"""Which saved entries are listed: all; those for which a scheme waits, so that they count for
nothing there; those that do not say what they changed, not even that it was nothing; or those
without evidence.
"""
