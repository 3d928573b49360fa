"""What the rules are told: entries, enrolments, totals and settings as plain values. No rules here.

Credits are whole hundredths, durations whole minutes, days civil dates.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.policy.vocabulary import (
    ActivityType,
    DisallowedFor,
    EntryStatus,
    Formality,
    LeaveKind,
    OpeningAnswer,
    OutcomeAnswer,
    RegistrationWord,
    State,
    ToldBy,
)


@dataclass(frozen=True, slots=True)
class OpeningBalance:
    """What the scheme's own account showed on a day: brought in, not checked by us.

    `cycle` and `year` are hundredths of a credit, for the cycle and the CPD year in which `on`
    lies; they count there and nowhere else. `year` None: the member was not sure, so that year's
    credits are not known.
    """

    on: date
    cycle: int
    year: int | None


@dataclass(frozen=True, slots=True)
class EndedFigures:
    """A cycle's own figures as they stood when another start took its place; credits are
    hundredths.
    """

    last_day: date
    credits: int
    minimum: int


@dataclass(frozen=True, slots=True)
class CycleOutcome:
    """What became of a cycle that is over, as far as its member has said.

    `start` is the cycle's first day, as it was recorded then. `told_on`: when they read that it
    ended short. `answer` is theirs, given on `answered_on`; None while they have given none.
    `answered_at` is the moment (UTC) at which that was last changed; None where a release before
    0.4 kept the day alone. `opening` is the balance brought in to it, where one of a later cycle
    has replaced it; `declined`: it was declined then. `figures` are kept once the recorded start no
    longer leads to the cycle. `until`: the last day of what was "extended", as far as it was told.
    """

    start: date
    told_on: date | None = None
    answer: OutcomeAnswer | None = None
    answered_on: date | None = None
    answered_at: datetime | None = None
    opening: OpeningBalance | None = None
    declined: bool = False
    figures: EndedFigures | None = None
    showed: int | None = None
    showed_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A time in which a member does no CPD, from `start` to `end`, both included.

    `end` None: it has no end yet. `confirmed_by`: who said so; no rule makes a difference of that.
    """

    kind: LeaveKind
    start: date
    end: date | None = None
    confirmed_by: ToldBy = "member"


@dataclass(frozen=True, slots=True)
class RegistrationEvent:
    """What somebody told of a registration or a recognition: data with a source and a date.

    `category`: of a recognition that has several; None speaks of all that the pack stands for.
    `on`: the day from which it holds. `until`: the last day of what was "extended", None where no
    end was told. `recorded_at` is the moment (UTC) at which it was told here. It holds no words of
    anybody's.
    """

    state: RegistrationWord
    pack: str
    category: str | None
    on: date
    told_by: ToldBy
    recorded_at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Disallowed:
    """That a scheme's body does not count an entry from a day on; `allowed`: that it counts again.

    `reason` is the test that the body says it does not meet, or "other"; None where it gave none.
    """

    entry_id: int
    pack: str
    on: date
    reason: DisallowedFor | None = None
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class OtherCategory:
    """Another category of the same scheme, from the first day on which the member is in it, or was
    last taken up again; `earlier` are the times in it before that.
    """

    name: str
    since: date
    earlier: tuple["Spell", ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the member was in it on a day."""
        return _enrolled(self.since, self.earlier, day)


@dataclass(frozen=True, slots=True)
class RecordedStart:
    """A cycle's first day, as it was recorded on a day."""

    start: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a member was enrolled, from `first` until they left on `left`."""

    first: date
    left: date


def _enrolled(since: date, earlier: tuple[Spell, ...], day: date) -> bool:
    """Whether somebody was in on a day who has been since one, and for some times before it."""
    return since <= day or any(one.first <= day < one.left for one in earlier)


@dataclass(frozen=True, slots=True)
class RecordedCycles:
    """What is recorded of an enrolment's cycles; which they are, is `schemes.dated_cycles`'s.

    `start` was recorded last, None while none is; `earlier` are starts that were recorded before
    it. `away` are times in which the member had left: from the day of leaving to that of coming
    back, which belongs to it no more.
    """

    start: date | None = None
    earlier: tuple[RecordedStart, ...] = ()
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """One member in one scheme.

    `cycle_start` is S of `docs/rules.md`, as the member read it in the scheme's account; None while
    it is not known; `earlier_starts` are those that they read there before, of cycles that are
    over. `earlier_spells` are the times in which they were in the scheme before they left it and
    came back. `opening_answer` is "pending" until the member has given or declined the
    opening balance. `joined_on` matters only where an administrator has confirmed a pro-rata rule.
    `category` is "" where the scheme has none; `other_categories` are the others of the
    same scheme that the member is in. `enrolled_on` is the day on which they came, or came
    back after a while. `also_enrolled_in` names the packs of the member's other enrolments.
    `outcomes` are those of cycles that are over. `leaves` are the member's, whenever they were;
    `registration` is what was told of the member's registrations, in this scheme and in others.
    """

    pack: str
    enrolled_on: date
    cycle_start: date | None = None
    opening: OpeningBalance | None = None
    opening_answer: OpeningAnswer = "pending"
    joined_on: date | None = None
    also_enrolled_in: frozenset[str] = frozenset()
    outcomes: tuple[CycleOutcome, ...] = ()
    leaves: tuple[Leave, ...] = ()
    registration: tuple[RegistrationEvent, ...] = ()
    category: str = ""
    other_categories: tuple[OtherCategory, ...] = ()
    earlier_starts: tuple[RecordedStart, ...] = ()
    earlier_spells: tuple[Spell, ...] = ()

    @property
    def cycles(self) -> RecordedCycles:
        """What its cycles follow from."""
        spells = self.earlier_spells
        if not spells and not self.earlier_starts:
            return RecordedCycles(self.cycle_start)
        back = [*(one.first for one in spells[1:]), self.enrolled_on]
        away = tuple((spell.left, day) for spell, day in zip(spells, back, strict=False))
        return RecordedCycles(self.cycle_start, self.earlier_starts, away)

    def enrolled_at(self, day: date) -> bool:
        """Whether the member was in the scheme on a day."""
        return _enrolled(self.enrolled_on, self.earlier_spells, day)

    def categories_on(self, day: date) -> int:
        """In how many of the scheme's categories the member is on a day, this one included."""
        return 1 + sum(one.holds(day) for one in self.other_categories)

    def groups_on(self, day: date) -> tuple[str, ...]:
        """The same by name, in alphabetical order, whichever of them this enrolment is in."""
        others = (one.name for one in self.other_categories if one.holds(day))
        return tuple(sorted((self.category, *others)))

    @property
    def openings(self) -> tuple[OpeningBalance, ...]:
        """What was brought in: the balance that stands, then those that it has replaced."""
        earlier = (one.opening for one in self.outcomes if one.opening is not None)
        return (*earlier,) if self.opening is None else (self.opening, *earlier)


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What was found in an entry's own words, by the version of the reader that found it.

    `helps`: the member said how it helps in the job, or answered a question that asked for that.
    """

    reader: str
    helps: Literal["said", "asked"] | None = None


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A subject that a member named of an entry; `minutes` None: they did not say how many."""

    name: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry as the rules see it.

    The four stage lines hold only the member's own words (typed or confirmed by them), empty where
    there are none. `account` is what was found in them; None for an entry that was saved by a
    release before 0.3, whose tests stay met as they were then. `roles` are the job titles in force
    on the activity's date. `future`: the last day lies after the member's today. `in_opening`
    answers "Already in those 25?" for the enrolment at hand: yes, no, or None while the member has
    not said. `kept_whole`: it was saved by a release before 0.4, which counted whole what is long
    and began before the cycle, and none of its facts has been changed since. `nothing_changed`:
    asked what it changed, the member said that it changed nothing, which is an evaluation.
    `split_by_day`: over a border it counts on each side by its days; else whole on its last day, as
    its member wants it, or a release that knew no parts saved it.
    `disallowed`: the scheme's body does not count it, as of today. `subjects` are those that the
    member named, in their order. `from_elsewhere`: another system has told of it, and not its
    member: it counts once they have said something about it in their own words.
    """

    status: EntryStatus
    title: str = ""
    start: date | None = None
    end: date | None = None
    minutes: int | None = None
    type: ActivityType | None = None
    formality: Formality | None = None
    provider: str = ""
    reflect: str = ""
    plan: str = ""
    act: str = ""
    evaluate: str = ""
    account: AccountFacts | None = None
    roles: tuple[str, ...] = ()
    evidence: int = 0
    future: bool = False
    in_opening: bool | None = None
    kept_whole: bool = False
    split_by_day: bool = True
    nothing_changed: bool = False
    disallowed: Disallowed | None = None
    subjects: tuple[NamedSubject, ...] = ()
    from_elsewhere: bool = False

    @property
    def done_on(self) -> date | None:
        """The day of completion, which decides cycle, year and rules ("completed within…")."""
        if self.start is None or self.end is None:
            return self.end or self.start
        return max(self.start, self.end)

    @property
    def days(self) -> int:
        """Civil days the activity spans; one where only one date is known."""
        if self.start is None or self.end is None:
            return 1
        return abs((self.end - self.start).days) + 1


@dataclass(frozen=True, slots=True)
class SubjectTotal:
    """What is known of one subject in the cycle, in one state; `subject` is "" for what has none.

    `weight` as in `Totals`. "outside": no framework was in force on the days of these parts, so
    that it is not known whether they count.
    """

    subject: str
    state: State
    minutes: int
    weight: int
    entries: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over one enrolment's *logged* entries in the window of `cycles.totals_window`.

    Weights are minutes × rate (hundredths of a credit per hour; under a scheme of hours, 60 minutes
    per hour), not yet rounded; opening balances are not in them. `ended_weight` is that of the
    cycle before the current one. `waiting_*`: logged entries in state "waiting" in the current
    cycle (the calendar year while the cycle is not known). `entries_12_months`, `last_entry` and
    `without_evaluation` (of those 12 months) are for schemes without a target; `unevaluated_since`
    is the day of the oldest of the latter, and `unevaluated_entry` its number, among the
    `may_be_asked` ones that their member does not mind being asked about (None: all). `subjects`
    are those of the current cycle, for schemes that go by them; under a scheme of hours they are
    its groups, and `ended_subjects` those of the cycle before.
    """

    cycle_weight: int = 0
    year_weight: int = 0
    waiting_weight: int = 0
    waiting_count: int = 0
    entries_12_months: int = 0
    last_entry: date | None = None
    without_evaluation: int = 0
    unevaluated_since: date | None = None
    unevaluated_entry: int | None = None
    may_be_asked: int | None = None
    ended_weight: int = 0
    subjects: tuple[SubjectTotal, ...] = ()
    ended_subjects: tuple[SubjectTotal, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkplaceSettings:
    """What the workplace, not the scheme, decides; each is worded as a workplace setting.

    `behind_credits` (hundredths) and `behind_days`: from where on "behind" is said.
    `rhythm_days`: without an entry for that long, a scheme without a target gets a rhythm nudge.
    `evaluation_days`: an entry that old without an evaluation may be asked about.
    """

    behind_credits: int = 500
    behind_days: int = 90
    rhythm_days: int = 90
    evaluation_days: int = 14
