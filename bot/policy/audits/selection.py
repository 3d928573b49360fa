"""One member who was drawn: what is kept of their audit, and in which states each step is allowed.

Plain values. The steps are those of `handing_in`, `review` and `appeals`: each gives the selection
as it is afterwards, with dated lines more in its log, or raises StepRefused and changes nothing.
Nobody's words are in here: what members hand in, ask, answer and give as reasons stands elsewhere,
and steps are told that it is there. What a decision changes in totals is `effects`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from bot.policy.audits.refusals import StepReason, StepRefused, refuse_if
from bot.policy.audits.vocabulary import (
    AppealOutcome,
    AuditTest,
    FindingKind,
    LeftReason,
    Outcome,
    SelectionState,
    SelectionStepKind,
    TestVerdict,
)

THE_BOT: Final = 0
"""Who took a step where nobody did: a sweep, or Slack's word that somebody has left."""
WHOLE_RECORD: Final = 0
"""In an entry's place: the record as a whole."""

_REVIEWED: Final[frozenset[SelectionState]] = frozenset({"in_review"})
UNDECIDED: Final[frozenset[SelectionState]] = frozenset(
    {"drawn", "told", "submitted", "in_review", "questions"}
)
_ALIVE: Final[frozenset[SelectionState]] = UNDECIDED | {
    "decided",
    "appealed",
    "appeal_decided",
    "not_submitted",
    "left",
}

ALLOWED: Final[Mapping[SelectionStepKind, frozenset[SelectionState]]] = MappingProxyType(
    {
        "selected": frozenset(),
        "told": frozenset({"drawn"}),
        "submitted": frozenset({"told"}),
        "not_submitted": frozenset({"told"}),
        "reopened": frozenset({"not_submitted"}),
        "auditor_assigned": UNDECIDED,
        "auditor_left": _ALIVE - {"left"},
        "review_begun": frozenset({"submitted"}),
        "found": _REVIEWED | {"questions"},  # an auditor reads on while the member is asked
        "asked": _REVIEWED | {"questions"},
        "answered": frozenset({"questions"}),
        "went_on": frozenset({"questions"}),
        "seconded": _REVIEWED,
        "decided": _REVIEWED,
        "late_appeal_allowed": frozenset({"decided"}),
        "appealed": frozenset({"decided"}),
        "appeal_auditor_named": frozenset({"appealed"}),
        "appeal_decided": frozenset({"appealed"}),
        "left": UNDECIDED,
        "erased": _ALIVE,
    }
)
"""In which states each step is allowed. Nothing follows upon erased."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is who, as of now: facts about a selection, not part of its history.

    `managers` are whoever is named as a manager of the member's, accepted or not. `open`: the
    round is; where it is not, nothing but erasing is allowed.
    """

    member: int
    lead: int
    managers: frozenset[int] = frozenset()
    open: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What an auditor found of one test of one entry, or of the record as a whole. `kind` says why
    a test is not met.
    """

    entry: int
    test: AuditTest
    verdict: TestVerdict
    by: int
    kind: FindingKind | None = None

    @property
    def key(self) -> tuple[int, AuditTest]:
        return self.entry, self.test


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question to the member. `settled`: answered, or gone on from after its day."""

    number: int
    entry: int
    test: AuditTest
    by: int
    until: date | None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on the whole, by whom (everybody who read it and agreed), and on which day.

    `not_met` are the entries that are not met. `appeal_until`: the last day for an appeal, None
    where the workplace has set none.
    """

    outcome: Outcome
    by: frozenset[int]
    on: date
    not_met: frozenset[int] = frozenset()
    appeal_until: date | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against what was not met: entries, and `WHOLE_RECORD` for the whole. `outcomes`
    are there once it is decided, one for each of them.
    """

    about: frozenset[int]
    on: date
    auditor: int | None = None
    outcomes: Mapping[int, AppealOutcome] | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class SelectionStep:
    """One line of a selection's log; `by` is `THE_BOT` where nobody took it. `entry`, `test` and
    `about` (a member) where it speaks of one. It holds nobody's words.
    """

    kind: SelectionStepKind
    at: datetime
    by: int
    entry: int | None = None
    test: AuditTest | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """One member who was drawn.

    `entry_tests` are asked of each entry, `record_tests` of the record as a whole (`tests.py`).
    `entries` and `snapshot` (a hash) are those of what was handed in. `findings` holds the last for
    each entry and test, `seconds` who has read it and agrees with it as it stands. `took_part`:
    whoever has ever found, asked, agreed or decided something, also where somebody else has found
    otherwise since: no appeal is theirs to decide. `left_because`
    in state "left". `log` holds the steps since it was loaded, or all.
    """

    parties: Parties
    entry_tests: tuple[AuditTest, ...]
    record_tests: tuple[AuditTest, ...] = ()
    state: SelectionState = "drawn"
    submit_until: date | None = None
    snapshot: str | None = None
    entries: frozenset[int] = frozenset()
    auditors: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    seconds: frozenset[int] = frozenset()
    took_part: frozenset[int] = frozenset()
    decision: Decision | None = None
    appeal: Appeal | None = None
    left_because: LeftReason | None = None
    log: tuple[SelectionStep, ...] = ()

    @property
    def not_met(self) -> frozenset[int]:
        """The entries with a test that is not met, as far as was found."""
        return frozenset(
            one.entry
            for one in self.findings
            if one.verdict == "not_met" and one.entry != WHOLE_RECORD
        )

    @property
    def not_met_by(self) -> frozenset[int]:
        """Who found what is not met, of entries or of the whole record."""
        return frozenset(one.by for one in self.findings if one.verdict == "not_met")

    @property
    def open_tests(self) -> tuple[tuple[int, AuditTest], ...]:
        """What is still to be found, each an entry (or the whole record) and a test, in order; a
        question that waits is among it.
        """
        known = {one.key for one in self.findings if one.verdict != "ask"}
        return tuple(one for one in self._to_find() if one not in known)

    @property
    def rest(self) -> tuple[tuple[int, AuditTest], ...]:
        """What is still to be found and of which nothing was asked: what "the rest is met" would
        settle.
        """
        asked = {one.key for one in self.findings if one.verdict == "ask"}
        return tuple(one for one in self.open_tests if one not in asked)

    @property
    def untouched(self) -> frozenset[int]:
        """The entries of which nobody has found or asked anything yet."""
        return self.entries - {one.entry for one in self.findings}

    @property
    def to_read(self) -> frozenset[int]:
        """The entries (and `WHOLE_RECORD`) of which something can be found just now: with a test
        that is open, and no question that waits for its member.
        """
        waiting = {(one.entry, one.test) for one in self.questions if not one.settled}
        return frozenset(entry for entry, test in self.open_tests if (entry, test) not in waiting)

    @property
    def appealable(self) -> frozenset[int]:
        """What an appeal may be about: the entries not met, and the whole where it was not."""
        if self.decision is None:
            return frozenset()
        whole = {WHOLE_RECORD} if self.decision.outcome == "not_met" else set()
        return self.decision.not_met | whole

    def _to_find(self) -> tuple[tuple[int, AuditTest], ...]:
        whole = [(WHOLE_RECORD, test) for test in self.record_tests]
        return (*((one, test) for one in sorted(self.entries) for test in self.entry_tests), *whole)


def may_audit(selection: Selection, somebody: int) -> StepReason | None:
    """Why somebody may never audit this member, whoever names them; None where they may."""
    if somebody == selection.parties.member:
        return "own_record"
    return "own_report" if somebody in selection.parties.managers else None


def with_finding(selection: Selection, found: Finding) -> Selection:
    others = tuple(one for one in selection.findings if one.key != found.key)
    part = selection.took_part | {found.by}
    return replace(selection, findings=(*others, found), seconds=frozenset(), took_part=part)


def check_among(selection: Selection, entry: int, test: AuditTest) -> None:
    refuse_if(entry not in selection.entries and entry != WHOLE_RECORD, "no_such_entry")
    tests = selection.record_tests if entry == WHOLE_RECORD else selection.entry_tests
    refuse_if(test not in tests, "no_such_test")


def check_lead(selection: Selection, by: int) -> None:
    refuse_if(by != selection.parties.lead, "not_the_lead")
    fault = may_audit(selection, by)
    if fault is not None:
        raise StepRefused(fault)


def check_auditor(selection: Selection, by: int) -> None:
    """Held anew at each step: somebody may have become the member's manager in the meantime."""
    fault = may_audit(selection, by)
    if fault is not None:
        raise StepRefused(fault)
    refuse_if(by not in selection.auditors, "not_an_auditor")


def check_state(selection: Selection, kind: SelectionStepKind) -> None:
    refuse_if(not selection.parties.open, "wrong_state")
    refuse_if(selection.state not in ALLOWED[kind], "wrong_state")


def stepped(selection: Selection, step: SelectionStep) -> Selection:
    return replace(selection, log=(*selection.log, step))
