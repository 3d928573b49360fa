"""What a trigger is: one kind of nudge, the rule that says when it is due, and a cheap test of whom
the rule may apply to. The triggers themselves are in `triggers`; choosing among what they find is
`nudges`'s.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

from bot.policy.nudges.candidate_facts import Need, OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import Nudge, NudgeFacts, Why
from bot.policy.nudges.repetition import Repetition
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.vocabulary import NudgeKind


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to nudge, found by a trigger. `repetition` says how it is said again.

    `due_from`: the day on which a deadline's message falls due, the member's usual hour then; on a
    later day it was missed, and comes at the first working moment. `rests_until`: the first day on
    which it may be said, since the member has answered it for now. Of one kind the nearest
    `deadline` comes first, then the lowest `rank`, then the `oldest`. `together`: others of its
    kind that are due go at the same moment, each in a message of its own.
    """

    kind: NudgeKind
    repetition: Repetition
    counted: bool = True
    together: bool = False
    due_from: date | None = None
    rests_until: date | None = None
    enrolment_id: int | None = None
    entry_ids: tuple[int, ...] = ()
    deadline: date | None = None
    rank: int = 0
    oldest: datetime | date | None = None
    why: Why = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What it is about, within its kind, the same at every evaluation."""
        return self.repetition.subject


class Trigger(ABC):
    """One kind of nudge.

    `order` is unique, the most urgent kind has the lowest. `needs` is what has to be read before
    `may_apply` can be asked of one member. `essential`: it also comes to whom the cycle's end alone
    matters. `counted`: its nudges spend the week's budget, and none comes while that is spent.
    `at_usual_hour`: none comes before the member's usual hour. A trigger of which some nudges are
    counted, or wait, and some do not, says False and looks at it itself.
    """

    kind: ClassVar[NudgeKind]
    order: ClassVar[int]
    needs: ClassVar[Need | None] = None
    essential: ClassVar[bool] = False
    counted: ClassVar[bool] = True
    at_usual_hour: ClassVar[bool] = True

    @abstractmethod
    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """Whether the member may be due this nudge. A yes may be wrong, a no never is.

        It is asked twice: of all who share facts, with `own` None, and then of each of them.
        """

    def may_be_heard(self, shared: SharedFacts) -> bool:
        """Whether the cadence, the budget and the hour leave room for it: asked beside the rule."""
        return (
            (self.essential or shared.cadence != "cycle_end")
            and (shared.budget_left or not self.counted)
            and (shared.at_usual_hour or not self.at_usual_hour)
        )

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition | None:
        """How it would be said again, where for a scheme there is one reason of this kind alone,
        and its subject is known; None where history cannot be asked before everything is read.
        """
        del enrolment_id, shared
        return None

    def repetitions(
        self, enrolment_id: int, shared: SharedFacts, own: OwnFacts
    ) -> tuple[Repetition, ...]:
        """The same of all the reasons of this kind that there may be, where the subjects of several
        are known; empty where history cannot be asked.
        """
        del own
        one = self.repetition(enrolment_id, shared)
        return () if one is None else (one,)


class ReasonTrigger(Trigger):
    """A trigger that finds reasons, of which the most urgent is said."""

    @abstractmethod
    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """The reasons of this kind that there are, in no order, whether or not one may be said."""


class PromptTrigger(Trigger):
    """A trigger whose message the member asked for: it comes beside the nudge, outside the budget
    and beyond a snooze.
    """

    counted = False
    at_usual_hour = False
    essential = True

    @abstractmethod
    def prompt(self, facts: NudgeFacts, now: datetime) -> Nudge | None:
        """The message that is due to a member who is at work and has not paused."""

    @abstractmethod
    def stands(self, nudge: Nudge, facts: NudgeFacts) -> bool:
        """Whether something of a message that was queued is still wanted."""


def threshold(days_left: int, steps: tuple[int, ...]) -> int | None:
    """The step in which a deadline stands: missed steps collapse into the latest one."""
    return next((step for step in steps if days_left <= step), None)


def days_before(last_day: date, days: int) -> date:
    """The day that lies so many days before a deadline's last day."""
    return last_day - timedelta(days=days)
