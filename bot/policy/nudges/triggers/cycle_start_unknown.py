"""A cycle whose start the member has not told: asked for after a week, then seldom."""

from datetime import datetime
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import ProvisionalStanding

START_UNKNOWN_AFTER: Final = 7
START_UNKNOWN_EVERY: Final = 90


class CycleStartUnknown(ReasonTrigger):
    """The scheme has a target, and nobody knows from when on it is counted."""

    kind = "cycle_start_unknown"
    order = 80

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """There are credits but no cycle, and the member has been enrolled for a week."""
        if shared.progress is not None or not shared.concerns(self.kind):
            return False
        if own is None:
            return True
        return (shared.today - own.enrolment.enrolled_on).days >= START_UNKNOWN_AFTER

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition:
        """Every quarter."""
        del shared
        return Repetition(str(enrolment_id), START_UNKNOWN_EVERY)

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme whose start is not known."""
        del now, settings
        return [
            Reason(
                self.kind,
                Repetition(str(scheme.enrolment_id), START_UNKNOWN_EVERY),
                enrolment_id=scheme.enrolment_id,
                oldest=scheme.enrolment.enrolled_on,
                why={"year_credits": scheme.standing.year_credits or 0},
            )
            for scheme in facts.schemes
            if isinstance(scheme.standing, ProvisionalStanding)
            and (scheme.standing.today - scheme.enrolment.enrolled_on).days >= START_UNKNOWN_AFTER
        ]


TRIGGERS = (CycleStartUnknown(),)
