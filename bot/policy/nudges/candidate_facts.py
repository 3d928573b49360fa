"""What a sweep knows of a member before it reads everything about them.

From these facts a trigger says whether it may apply (`trigger.Trigger.may_apply`). Reading them is
the services' business.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol

from bot.policy.scheme_facts import (
    CycleOutcome,
    OpeningBalance,
    RecordedCycles,
    SubjectTotal,
    WorkplaceSettings,
)
from bot.policy.schemes.method import methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import CycleProgress, cycle_progress, previous_cycle
from bot.policy.schemes.terms import Terms, terms
from bot.policy.vocabulary import Cadence, NudgeKind, OpeningAnswer

OpenItem = Literal["draft", "waiting", "planned", "reminder", "evidence"]
"""What a member may have open: a draft, a saved entry that waits, something that they planned or
asked to be asked about and whose day has come, a manager's reminder, or evidence that runs out
before long.
"""

Need = Literal["credits", "activity"]
"""What a trigger needs beyond the first page of facts: `OwnFacts.weights` (with `subjects`) or
`OwnFacts.activity`.

Each is read once for a page, and only of those members about whom a trigger asks for it.
"""

_NO_CYCLES: Final = RecordedCycles()


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """The cheap facts of which there are few combinations, so that members share them.

    `today` is the member's own. `pack`, `terms`, `progress` (of the cycle that today lies in) and
    `previous` (of the whole cycle before it) are None for who is in no scheme that is known, the
    last two also where there is no such cycle. `has_outcomes`: something is kept of cycles that are
    over. `budget_left`: no nudge that counts went out for as long as the week's budget lasts. Leave
    is not in `progress`: it makes less of a pace that is missed, so that a trigger's yes may be
    wrong, and its no is not.
    """

    today: date
    workplace: WorkplaceSettings
    cadence: Cadence = "light"
    open: frozenset[OpenItem] = frozenset()
    budget_left: bool = True
    at_usual_hour: bool = True
    pack: Pack | None = None
    terms: Terms | None = None
    cycles: RecordedCycles = _NO_CYCLES
    progress: CycleProgress | None = None
    previous: CycleProgress | None = None
    opening_answer: OpeningAnswer = "pending"
    has_outcomes: bool = False

    def concerns(self, kind: NudgeKind) -> bool:
        """Whether a nudge of a kind can be due about a scheme that goes by what this one does."""
        if self.terms is None or self.terms.kind is None:
            return False
        return kind in methods()[self.terms.kind].nudges


class Enrolled(Protocol):
    """An enrolment's own facts, as in `facts.EnrolmentFacts`."""

    @property
    def category(self) -> str: ...
    @property
    def enrolled_on(self) -> date: ...
    @property
    def opening(self) -> OpeningBalance | None: ...
    @property
    def openings(self) -> Sequence[OpeningBalance]: ...
    @property
    def outcomes(self) -> Iterable[CycleOutcome]: ...
    def enrolled_at(self, day: date) -> bool: ...
    def categories_on(self, day: date) -> int: ...
    def groups_on(self, day: date) -> tuple[str, ...]: ...


@dataclass(slots=True)  # not frozen, which is twice as quick: nearly everybody has one
class OwnFacts:
    """What is known of one member alone, once what a trigger `needs` was read.

    `weights` (minutes × rate) count in the cycle that today lies in, in its year, and in the cycle
    before. `subjects` are the totals of the cycle that today lies in and of the one before, of a
    scheme that goes by them or asks for hours in each group. `activity`: the last day on which
    something was done, as far as it lies in the time that matters, and whether something done may
    want an evaluation. `running_out`: entries by number, with the last days of their evidence, of
    those that are not far.
    """

    enrolment: Enrolled
    weights: tuple[int, int, int] = (0, 0, 0)
    activity: tuple[date | None, bool] = (None, False)
    subjects: tuple[Sequence[SubjectTotal], Sequence[SubjectTotal]] = ((), ())
    running_out: Sequence[tuple[int, date]] = ()


def shared_facts(
    today: date,
    workplace: WorkplaceSettings,
    *,
    pack: Pack | None,
    cycles: RecordedCycles = _NO_CYCLES,
    joined_on: date | None = None,
    opening_answer: OpeningAnswer = "pending",
    has_outcomes: bool = False,
    cadence: Cadence = "light",
    open_items: frozenset[OpenItem] = frozenset(),
    budget_left: bool = True,
    at_usual_hour: bool = True,
) -> SharedFacts:
    """The facts with the progress that follows from the enrolment's days."""
    return SharedFacts(
        today=today,
        workplace=workplace,
        cadence=cadence,
        open=open_items,
        budget_left=budget_left,
        at_usual_hour=at_usual_hour,
        pack=pack,
        terms=None if pack is None else terms(pack, today),
        cycles=cycles,
        progress=None if pack is None else cycle_progress(pack, cycles, joined_on, today),
        previous=None if pack is None else previous_cycle(pack, cycles, joined_on, today),
        opening_answer=opening_answer,
        has_outcomes=has_outcomes,
    )
