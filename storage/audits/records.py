"""What the repositories of audits return and take: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import Parties, Selection
from bot.policy.audits.vocabulary import AuditTest, OutReason
from storage.vocabulary import AuditWordsKind


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round as it is kept; its log is read apart. `counted_by`: a job is placing everybody;
    `counted_on`: the day as of which everybody is placed.
    """

    id: int
    round: Round
    counted_by: str
    counted_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PlacingRow:
    """Where one member is, as it is written; token and line of those who are in."""

    member_id: int
    out: OutReason | None
    brought_in: bool
    cycle_first: date | None
    cycle_last: date | None
    token: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class PlacingRecord:
    """The same as it is read, with the audit id, where there is one yet."""

    member_id: int
    out: OutReason | None
    brought_in: bool
    cycle_first: date | None
    cycle_last: date | None
    token: str
    line: str
    audit_id: str


@dataclass(frozen=True, slots=True)
class SelectionRecord:
    """A member who was drawn; its log is read apart. `first` and `last` are the days audited.

    `followed_to`: the number of the last step whose consequences stand in the member's chain.
    """

    id: int
    round_id: int
    number: int
    scheme: str
    audit_id: str
    first: date
    last: date
    brought_in: bool
    selection: Selection
    cancelled: bool
    followed_to: int
    reminded_on: date | None
    erase_asked_on: date | None

    @property
    def member_id(self) -> int:
        return self.selection.parties.member

    @property
    def parties(self) -> Parties:
        return self.selection.parties


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One line of a log; `by` and `about` are members' numbers."""

    id: int
    selection_id: int | None
    kind: str
    at: datetime
    by_id: int | None
    about_id: int | None
    entry_id: int | None
    test: AuditTest | None
    why: str | None


@dataclass(frozen=True, slots=True)
class WordsRecord:
    """What somebody wrote in an audit."""

    kind: AuditWordsKind
    entry_id: int
    test: AuditTest | None
    number: int
    by_id: int
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that was evidence of an entry when it was handed in."""

    entry_id: int
    sha256: str
    name: str | None


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """What was handed in: canonical JSON, and when."""

    content: str
    made_at: datetime
    files: tuple[FileRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawee:
    """Somebody who is drawn, with what their selection begins with."""

    member_id: int
    audit_id: str
    first: date
    last: date
    brought_in: bool = False


@dataclass(frozen=True, slots=True)
class PopulationCounts:
    """How many are in, how many of them with credits that nobody checked, and who is out by why."""

    in_it: int
    brought_in: int
    out: Mapping[OutReason, int] = field(default_factory=dict)
