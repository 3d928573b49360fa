"""Behind the recommended pace; close to the cycle's end its own message says it instead."""

from datetime import datetime

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition, back_off
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import END_IS_NEAR, TargetStanding, is_behind
from bot.policy.vocabulary import Cadence


class Behind(ReasonTrigger):
    """The pace of the year or of the cycle is missed by enough to say so."""

    kind = "behind"
    order = 60
    needs = "credits"

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """Far from the cycle's end, the balance given, the credits are below the pace."""
        progress = shared.progress
        if progress is None or not shared.concerns(self.kind):
            return False
        if progress.cycle_days_left <= END_IS_NEAR:
            return False
        if progress.terms.account and shared.opening_answer != "given":
            return False
        if own is None:
            return True
        in_cycle, in_year, _ = own.weights
        return is_behind(progress, in_cycle, in_year, own.enrolment.opening, shared.workplace)

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition | None:
        """While it lasts; in another year or cycle it is another matter."""
        if shared.progress is None:
            return None
        place = shared.progress.place
        return _repetition(enrolment_id, shared.cadence, place.cycle, place.year)

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme whose pace is missed."""
        del now, settings
        return [
            Reason(
                self.kind,
                _repetition(scheme.enrolment_id, facts.cadence, standing.cycle, standing.year),
                enrolment_id=scheme.enrolment_id,
                deadline=standing.last_day,
                oldest=scheme.enrolment.enrolled_on,
                why={
                    "behind_in": standing.behind_in,
                    "year_gap": standing.year_gap or 0,
                    "cycle_gap": standing.cycle_gap or 0,
                    "at_risk": bool(standing.at_risk),
                },
            )
            for scheme in facts.schemes
            if isinstance(standing := scheme.standing, TargetStanding)
            and standing.behind
            and not standing.opening_pending
            and standing.cycle_days_left > END_IS_NEAR
        ]


def _repetition(
    enrolment_id: int, cadence: Cadence, cycle: int | None, year: int | None
) -> Repetition:
    return Repetition(str(enrolment_id), back_off(cadence)[0], state=f"{cycle}.{year}")


TRIGGERS = (Behind(),)
