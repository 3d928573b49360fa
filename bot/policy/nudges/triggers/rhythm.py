"""Schemes without a target: nothing kept for long, or kept and never evaluated.

Both are measured by the workplace's settings; such a scheme itself sets none.
"""

from datetime import date, datetime

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition, back_off
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import RhythmStanding
from bot.policy.vocabulary import Cadence


class Rhythm(ReasonTrigger):
    """Nothing was kept for long."""

    kind = "rhythm"
    order = 90
    needs = "activity"

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """The scheme goes by rhythm, and nothing was kept lately."""
        if not shared.concerns(self.kind):
            return False
        if own is None:
            return True
        last, _ = own.activity
        quiet = _quiet_days(last, own.enrolment.enrolled_on, shared.today)
        return quiet >= shared.workplace.rhythm_days

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition:
        """While it lasts."""
        return _repetition(enrolment_id, shared.cadence, shared.workplace)

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme that goes by rhythm, where nothing was kept for long."""
        del now
        found = []
        for scheme in facts.schemes:
            standing, enrolled_on = scheme.standing, scheme.enrolment.enrolled_on
            if not isinstance(standing, RhythmStanding):
                continue
            since = standing.last_entry or enrolled_on
            quiet = _quiet_days(standing.last_entry, enrolled_on, standing.today)
            if quiet >= settings.rhythm_days:
                found.append(
                    Reason(
                        self.kind,
                        _repetition(scheme.enrolment_id, facts.cadence, settings),
                        enrolment_id=scheme.enrolment_id,
                        oldest=since,
                        why={"quiet_days": quiet, "last_entry": since.isoformat()},
                    )
                )
        return found


class MissingEvaluation(ReasonTrigger):
    """The oldest entry of 12 months without an evaluation, once it is old enough, whatever came
    after it: somebody who logs every week is asked as well.
    """

    kind = "missing_evaluation"
    order = 100
    needs = "activity"

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """The scheme goes by rhythm, and something may want an evaluation."""
        if not shared.concerns(self.kind):
            return False
        return own is None or own.activity[1]

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition:
        """While it lasts."""
        return Repetition(str(enrolment_id), back_off(shared.cadence)[0])

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme under which an entry wants an evaluation."""
        del now
        found = []
        for scheme in facts.schemes:
            standing = scheme.standing
            if not isinstance(standing, RhythmStanding):
                continue
            # Where the oldest is not known, it is at least as old as the last of all.
            since = standing.unevaluated_since or standing.last_entry
            if not standing.without_evaluation or standing.may_be_asked == 0 or since is None:
                continue
            if (standing.today - since).days < settings.evaluation_days:
                continue
            entry = standing.unevaluated_entry
            found.append(
                Reason(
                    self.kind,
                    Repetition(str(scheme.enrolment_id), back_off(facts.cadence)[0]),
                    enrolment_id=scheme.enrolment_id,
                    entry_ids=() if entry is None else (entry,),
                    oldest=since,
                    why={
                        "without_evaluation": standing.without_evaluation,
                        "since": since.isoformat(),
                    },
                )
            )
        return found


def _quiet_days(last_entry: date | None, enrolled_on: date, today: date) -> int:
    """Days since something was kept, or since the member was enrolled."""
    return (today - max(last_entry or enrolled_on, enrolled_on)).days


def _repetition(enrolment_id: int, cadence: Cadence, settings: WorkplaceSettings) -> Repetition:
    return Repetition(str(enrolment_id), max(settings.rhythm_days, back_off(cadence)[0]))


TRIGGERS = (Rhythm(), MissingEvaluation())
