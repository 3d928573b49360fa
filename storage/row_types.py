"""What repositories return: frozen values, one per table that is read from outside `storage`.

Rows stay inside; a record's fields bear the names of its table's columns. What is added
up over many rows is `aggregates`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlmodel import SQLModel

from bot.policy.schemes.categories import scheme_key
from storage.vocabulary import (
    AssessmentState,
    Cadence,
    CoachChoice,
    CoachFeedback,
    CoachKind,
    CoachState,
    DecisionKind,
    DocumentKind,
    EntryStatus,
    EvidenceKind,
    FollowUpKind,
    FollowUpState,
    Formality,
    LinkSource,
    LinkState,
    MemberKind,
    RevisionKind,
    WriteUpState,
)

R = TypeVar("R")


def record(kind: type[R], row: SQLModel) -> R:
    """The record of a row: the columns that the record names."""
    return kind(*_columns(kind)(row))  # type: ignore[arg-type]


def columns_of(kind: type[Any], table: Table) -> list[Any]:
    """The table's columns that a record names, in its own order: a row of them makes the record."""
    return [table.c[field.name] for field in fields(kind)]


@cache
def _columns(kind: type[Any]) -> Callable[[SQLModel], tuple[Any, ...]]:
    """Reads a record's columns off a row, in its own order; every record has several."""
    return attrgetter(*(field.name for field in fields(kind)))


@dataclass(frozen=True, slots=True)
class WorkspaceRecord:
    id: str
    name: str
    bot_user_id: str
    bot_id: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MemberRecord:
    id: int
    slack_id: str
    name: str
    kind: MemberKind
    deactivated: bool
    slack_admin: bool
    slack_tz: str
    tz: str | None
    im_channel: str | None
    work_days: str
    work_start: int
    work_end: int
    country: str | None
    cadence: Cadence
    private_reflections: bool
    paused_until: date | None
    snoozed_until: date | None
    onboarding: str
    first_seen_at: datetime
    profile_at: datetime | None
    last_active_at: datetime | None
    old_answers_shown: bool
    kept_whole_told: bool
    chain_length: int
    chain_head: str
    usual_hour: int | None = None
    weekly_review: bool = False
    reviewed_on: date | None = None
    coach: CoachChoice = "never"
    leaves: tuple[Mapping[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "leaves", tuple(self.leaves or ()))

    @property
    def zone(self) -> str:
        """The IANA time zone that the member lives by: their own choice, else Slack's."""
        return self.tz or self.slack_tz


@dataclass(frozen=True, slots=True)
class JobRoleRecord:
    id: int
    title: str
    from_date: date
    to_date: date | None


@dataclass(frozen=True, slots=True)
class EnrolmentRecord:
    id: int
    member_id: int
    pack: str
    enrolled_on: date
    ended_on: date | None
    cycle_start: date | None
    joined_on: date | None
    category: str
    grade: str | None
    opening_cycle: int | None
    opening_year: int | None
    opening_on: date | None
    opening_declined: bool
    outcomes: Mapping[str, Mapping[str, str]]
    registration: tuple[Mapping[str, str], ...] = ()
    earlier: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    start_recorded_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "category", self.category or "")
        object.__setattr__(self, "registration", tuple(self.registration))

    @property
    def scheme(self) -> str:
        """What names the enrolment among its member's: the pack, with its category if any."""
        return scheme_key(self.pack, self.category)


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry. `subjects`, in the member's order, are each {"name": …, "minutes": …}: whole
    minutes, or None where they did not say how many.
    """

    id: int
    member_id: int
    status: EntryStatus
    version: int
    title: str | None
    start_date: date | None
    end_date: date | None
    minutes: int | None
    type: str | None
    formality: Formality | None
    provider: str | None
    reflect: str | None
    plan: str | None
    act: str | None
    evaluate: str | None
    private_stages: tuple[str, ...]
    account: Mapping[str, Any] | None
    provenance: Mapping[str, str]
    in_opening: Mapping[str, bool]
    source_text: str | None
    source_channel: str | None
    source_ts: str | None
    created_at: datetime
    changed_at: datetime
    logged_at: datetime | None
    kept_whole: bool
    split_by_day: bool
    subjects: tuple[Mapping[str, Any], ...] = ()
    account_hash: str | None = None
    disallowed: tuple[Mapping[str, Any], ...] = ()

    def __post_init__(self) -> None:
        # These columns are JSON lists; a frozen value holds a tuple.
        object.__setattr__(self, "private_stages", tuple(self.private_stages))
        object.__setattr__(self, "subjects", tuple(self.subjects))
        object.__setattr__(self, "disallowed", tuple(self.disallowed or ()))


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A link, the message that an entry came from, or a file, whose `url` is "sha256:" and its
    hash. `size` is in bytes; `facts` is what was read in it, as `Certificate.plain` gives it.
    """

    entry_id: int
    kind: EvidenceKind
    url: str
    added_at: datetime
    name: str | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    runs_out: date | None = None
    facts: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class StoredFileRecord:
    """A file of a member's whose bytes are kept; `size` in bytes, moments in real time."""

    member_id: int
    sha256: str
    size: int
    media_type: str
    name: str | None
    facts: Mapping[str, Any] | None
    stored_at: datetime
    needed_at: datetime


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One part of an entry under one enrolment; of an entry that is whole the only one, `part` 0.

    `missing`, `assumed`, the versions and `reader` are the entry's; only part 0 has its `findings`.
    """

    entry_id: int
    enrolment_id: int
    part: int
    subject: str
    state: AssessmentState
    minutes: int
    weight: int
    credits: int | None
    cycle: int | None
    year: int | None
    last_day: date | None
    entries: int
    missing: tuple[str, ...]
    findings: tuple[Mapping[str, Any], ...]
    assumed: bool
    pack_version: str
    entry_version: int
    reader: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "missing", tuple(self.missing))
        object.__setattr__(self, "findings", tuple(self.findings))


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    member_id: int
    entry_id: int
    number: int
    kind: RevisionKind
    at: datetime
    content: str | None
    content_hash: str
    previous: str
    hash: str
    format: int = 1


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """That an entry was changed: which of its member's revisions it is, what kind, and when.

    `content` is what the entry then said, as canonical JSON; None once it is erased.
    """

    number: int
    kind: RevisionKind
    at: datetime
    content: str | None = None


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    entry_id: int
    member_id: int
    state: Mapping[str, Any]
    held: tuple[Mapping[str, Any], ...]
    pending_since: datetime | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "held", tuple(self.held))


@dataclass(frozen=True, slots=True)
class TeamLinkRecord:
    id: int
    member_id: int
    manager_id: int
    state: LinkState
    source: LinkSource
    assigned_by: int | None
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class AccessRecord:
    viewer_id: int
    viewer_name: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    pack: str
    key: str
    kind: DecisionKind
    value: Any
    valid_from: date
    decided_on: date
    decided_by: int | None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A pack or framework that was loaded; `value` is the text that it is kept as, `key` names what
    was loaded together. `decided_by` None: the operator loaded it.
    """

    id: int
    pack: str
    key: str
    kind: DocumentKind
    value: str
    valid_from: date
    decided_on: date
    decided_by: int | None


@dataclass(frozen=True, slots=True)
class NudgeRecord:
    id: int
    member_id: int
    kind: str
    period: str
    budget_week: str | None
    enrolment_id: int | None
    entry_id: int | None
    values: Mapping[str, Any]
    at: datetime
    delivered_at: datetime | None
    cancelled: bool
    snoozed: bool


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    id: int
    member_id: int
    entry_id: int
    kind: FollowUpKind
    state: FollowUpState
    day: date
    created_at: datetime
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class WriteUpRecord:
    id: int
    member_id: int
    nudge_id: int | None
    state: WriteUpState
    at: datetime
    words: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CoachSuggestionRecord:
    id: int
    member_id: int
    entry_id: int | None
    kind: CoachKind
    about: str
    state: CoachState
    in_modal: bool
    original: str | None
    sent: str | None
    words: str | None
    prompt: str
    model: str
    asked_at: datetime
    real_at: datetime
    feedback: CoachFeedback | None
    reason: str
