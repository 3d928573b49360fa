"""A CPD year that ends below its recommendation, but for the cycle's last."""

from datetime import datetime, timedelta
from typing import Final

from bot.policy.facts import WorkplaceSettings
from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger, days_before, days_to, threshold
from bot.policy.schemes.standing import shortfalls

YEAR_END_DAYS: Final = (7, 30)


class YearEnd(ReasonTrigger):
    """The year ends in so many days, and less was done than is recommended."""

    kind = "year_end"
    order = 70
    needs = "credits"
    at_usual_hour = False  # where the day of a step was missed

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """The year's last day is near, the balance given, and something is missing."""
        progress = shared.progress
        if progress is None or progress.year_days_left > YEAR_END_DAYS[-1]:
            return False
        if progress.place.year_end == progress.place.cycle_end:
            return False
        if progress.terms.account and shared.opening_answer != "given":
            return False
        if own is None:
            return True
        _, in_year = shortfalls(progress, own.weights[0], own.weights[1], own.enrolment.opening)
        return bool(in_year)

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition | None:
        """Once for each step."""
        progress = shared.progress
        step = None if progress is None else threshold(progress.year_days_left, YEAR_END_DAYS)
        if progress is None or step is None:
            return None
        return Repetition(f"{enrolment_id}:{progress.place.year_end}:{step}")

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme whose year is below its recommendation in a step before its end."""
        del now, settings
        found = []
        for scheme in facts.schemes:
            standing = scheme.standing
            last_day = None if standing.year_end is None else standing.year_end - timedelta(days=1)
            days_left = days_to(last_day, standing.today)
            step = threshold(days_left, YEAR_END_DAYS)
            if (
                step is None
                or days_left is None
                or not standing.below_recommendation
                or standing.opening_pending
                or standing.declined
                or standing.year_end == standing.cycle_end
            ):
                continue
            found.append(
                Reason(
                    self.kind,
                    Repetition(f"{scheme.enrolment_id}:{standing.year_end}:{step}"),
                    due_from=days_before(last_day, step),
                    enrolment_id=scheme.enrolment_id,
                    deadline=last_day,
                    oldest=scheme.enrolment.enrolled_on,
                    why={
                        "threshold": step,
                        "days_left": days_left,
                        "below_recommendation": standing.below_recommendation,
                    },
                )
            )
        return found


TRIGGERS = (YearEnd(),)
