"""Evidence of a saved entry that runs out, such as a certificate with an expiry."""

from datetime import date, datetime

from bot.policy.evidence_dates import RUNS_OUT_DAYS
from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger, days_before, threshold
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.working_time import local


class EvidenceRunsOut(ReasonTrigger):
    """Evidence holds for so many days more, and nothing newer has taken its place. Whatever the
    member's schemes are: a certificate is theirs. Once its last day has passed it is let be.
    """

    kind = "evidence_runs_out"
    order = 75
    at_usual_hour = False  # where the day of a step was missed

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """There is such evidence, whether or not something newer has taken its place."""
        if "evidence" not in shared.open:
            return False
        return own is None or bool(self.repetitions(0, shared, own))

    def repetitions(
        self, enrolment_id: int, shared: SharedFacts, own: OwnFacts
    ) -> tuple[Repetition, ...]:
        """Once for each step of each piece."""
        del enrolment_id
        return tuple(
            _repetition(entry_id, last_day, step)
            for entry_id, last_day in own.running_out
            if (step := step_of(last_day, shared.today)) is not None
        )

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each piece that is in a step before its last day."""
        del settings
        if not facts.running_out:
            return []
        today = local(now, facts.working_time.tz).date()
        return [
            Reason(
                self.kind,
                _repetition(one.entry_id, one.last_day, step),
                due_from=days_before(one.last_day, step),
                entry_ids=(one.entry_id,),
                deadline=one.last_day,
                why={"threshold": step, "days_left": (one.last_day - today).days},
            )
            for one in facts.running_out
            if (step := step_of(one.last_day, today)) is not None
        ]


def step_of(last_day: date, today: date) -> int | None:
    """The step before its last day in which evidence stands, of `RUNS_OUT_DAYS`; None before the
    first of them, and once the last day has passed.
    """
    left = (last_day - today).days
    return None if left < 0 else threshold(left, RUNS_OUT_DAYS)


def _repetition(entry_id: int, last_day: date, step: int) -> Repetition:
    return Repetition(f"{entry_id}:{last_day}:{step}")


TRIGGERS = (EvidenceRunsOut(),)
