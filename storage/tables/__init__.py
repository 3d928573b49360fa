"""The SQLModel tables: columns, keys, CHECKs and indexes. No query and no rule stands here.

Durations are whole minutes, credits whole hundredths, moments UTC, activities civil dates.
Tables do not validate (SQLModel skips it where ``table=True``): CHECKs are the last line, the
input models of `bot.services` the first.
"""

from sqlmodel import SQLModel

from storage.tables.archive import (
    ArchiveChunk,
    ArchiveIdentity,
    ArchiveLeaf,
    ArchiveReceipt,
    ArchiveRoot,
)
from storage.tables.audits import (
    BODY_AUDIT_IS_DUE,
    AuditFile,
    AuditPerson,
    AuditPlacing,
    AuditReader,
    AuditRound,
    AuditSelection,
    AuditSnapshot,
    AuditStep,
    AuditWords,
    BodyAudit,
)
from storage.tables.badges import IssuedBadge
from storage.tables.coaching import CoachSuggestion, CoachUsage
from storage.tables.columns import Identity, Json, words
from storage.tables.importing import (
    ImportedFile,
    ImportedRow,
    ImportedWorth,
    ImportLayout,
    SealedSegment,
    SegmentRevision,
)
from storage.tables.members import JobRole, Member, Role
from storage.tables.nudges import WRITE_UP_IS_AGREED, Nudge, Reminder, WriteUp
from storage.tables.queues import Inbox, Job, Lease, Outbox
from storage.tables.record import (
    ENTRY_IS_COMPARABLE,
    ENTRY_IS_DISCARDED,
    ENTRY_IS_NOT_HASHED,
    ENTRY_IS_OPEN,
    ENTRY_IS_UNEVALUATED,
    EVIDENCE_IS_FILE,
    EVIDENCE_RUNS_OUT,
    FOLLOW_UP_IS_AGREED,
    Conversation,
    EnteredAtBody,
    Entry,
    EntryRevision,
    Evidence,
    FollowUp,
    HeldMessage,
    StoredFile,
    UndoStep,
)
from storage.tables.schemes import ASSESSMENT_WAITS, Assessment, Enrolment, RegistrationEvent
from storage.tables.sharing import Share, SignOff
from storage.tables.sources import (
    STATEMENT_IS_OPEN,
    Source,
    SourceDelivery,
    SourcePerson,
    SourceStatement,
)
from storage.tables.teams import AccessLog, TeamLink
from storage.tables.workspaces import RuleDecision, Workspace

__all__ = [
    "ASSESSMENT_WAITS",
    "BODY_AUDIT_IS_DUE",
    "ENTRY_IS_COMPARABLE",
    "ENTRY_IS_DISCARDED",
    "ENTRY_IS_NOT_HASHED",
    "ENTRY_IS_OPEN",
    "ENTRY_IS_UNEVALUATED",
    "EVIDENCE_IS_FILE",
    "EVIDENCE_RUNS_OUT",
    "FOLLOW_UP_IS_AGREED",
    "STATEMENT_IS_OPEN",
    "WRITE_UP_IS_AGREED",
    "AccessLog",
    "ArchiveChunk",
    "ArchiveIdentity",
    "ArchiveLeaf",
    "ArchiveReceipt",
    "ArchiveRoot",
    "Assessment",
    "AuditFile",
    "AuditPerson",
    "AuditPlacing",
    "AuditReader",
    "AuditRound",
    "AuditSelection",
    "AuditSnapshot",
    "AuditStep",
    "AuditWords",
    "BodyAudit",
    "CoachSuggestion",
    "CoachUsage",
    "Conversation",
    "Enrolment",
    "EnteredAtBody",
    "Entry",
    "EntryRevision",
    "Evidence",
    "FollowUp",
    "HeldMessage",
    "Identity",
    "ImportLayout",
    "ImportedFile",
    "ImportedRow",
    "ImportedWorth",
    "Inbox",
    "IssuedBadge",
    "Job",
    "JobRole",
    "Json",
    "Lease",
    "Member",
    "Nudge",
    "Outbox",
    "RegistrationEvent",
    "Reminder",
    "Role",
    "RuleDecision",
    "SQLModel",
    "SealedSegment",
    "SegmentRevision",
    "Share",
    "SignOff",
    "Source",
    "SourceDelivery",
    "SourcePerson",
    "SourceStatement",
    "StoredFile",
    "TeamLink",
    "UndoStep",
    "Workspace",
    "WriteUp",
    "words",
]

for table in SQLModel.metadata.tables.values():
    # SQLite would give a deleted row's number to the next; others may still hold on to it.
    table.dialect_options["sqlite"]["autoincrement"] = "id" in table.c and table.name != "workspace"
