"""A CPD year that ends below its recommendation, but for the cycle's last."""

from datetime import datetime, timedelta
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger, days_before, threshold
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import TargetStanding, shortfalls

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
        if progress is None or not shared.concerns(self.kind):
            return False
        if progress.year_days_left > YEAR_END_DAYS[-1]:
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
            if not isinstance(standing, TargetStanding) or not _may_end_below(standing):
                continue
            last_day = standing.year_end - timedelta(days=1)
            step = threshold(standing.year_days_left, YEAR_END_DAYS)
            if step is None or not standing.below_recommendation:
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
                        "days_left": standing.year_days_left,
                        "below_recommendation": standing.below_recommendation,
                    },
                )
            )
        return found


def _may_end_below(standing: TargetStanding) -> bool:
    """Whether it is said of a year that it ends below its recommendation: of none that is the
    cycle's last, nor before the member has said what their account shows.
    """
    told = not standing.opening_pending and not standing.declined
    return told and standing.year_end != standing.cycle_end


TRIGGERS = (YearEnd(),)
