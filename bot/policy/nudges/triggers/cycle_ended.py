"""A cycle that ended short: told once it is over, and asked about while there is no news."""

from datetime import datetime, timedelta
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts, short_in
from bot.policy.nudges.nudge_keys import subject_of
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.credits import weight
from bot.policy.schemes.group_hours import hours_in_year
from bot.policy.schemes.standing import (
    NO_NEWS,
    ended_short,
    is_short_of_subjects,
    kept_outcome,
    may_ask_about,
)
from bot.policy.working_time import local

CYCLE_ENDED_EVERY: Final = 30
"""Days after which a cycle that ended short is asked about again while there is no news."""


class CycleEnded(ReasonTrigger):
    """Told at the first working moment after the cycle's last day, then monthly while there is no
    news, from when it was asked or answered last.
    """

    kind = "cycle_ended"
    order = 10
    needs = "credits"
    essential = True
    counted = False
    at_usual_hour = False

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """There is a cycle before this one, or one whose figures were kept, that ended short."""
        if shared.progress is None or shared.pack is None:
            return False
        ended = shared.previous
        if own is None:
            return ended is not None or shared.has_outcomes
        enrolment = own.enrolment
        if ended is None:
            found = kept_outcome(
                shared.pack,
                shared.cycles,
                enrolment.enrolled_at,
                shared.today,
                enrolment.outcomes,
            )
            return found is not None and found.answer in NO_NEWS
        if not may_ask_about(ended, enrolment.enrolled_at, enrolment.outcomes):
            return False
        weight_of_all, subjects, last_day = own.weights[2], own.subjects[1], ended.last_day
        if ended.terms.framework:
            return is_short_of_subjects(ended, shared.pack, enrolment.category, subjects)
        if ended.terms.by_hours:  # what is above one group's number helps no other
            groups = enrolment.groups_on(last_day)
            together = hours_in_year(subjects, weight_of_all, groups, ended.minimum)
            weight_of_all = weight(together.minutes, 60)
        categories = enrolment.categories_on(last_day)
        return bool(ended_short(ended, weight_of_all, enrolment.openings, categories))

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition:
        """Every month, however often it was not answered."""
        del shared
        return _repetition(enrolment_id)

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme whose last cycle ended short and of which there is no news."""
        del now, settings
        found = []
        for scheme in facts.schemes:
            ended = scheme.standing.ended_without_news
            if ended is None:
                continue
            told = any(
                one.kind == self.kind
                and subject_of(one.period) == str(scheme.enrolment_id)
                and local(one.sent_at, facts.working_time.tz).date() > ended.last_day
                for one in facts.sent
            )
            answered = ended.answered_on
            found.append(
                Reason(
                    self.kind,
                    _repetition(scheme.enrolment_id),
                    counted=False,
                    together=True,
                    due_from=None if told else ended.last_day,
                    rests_until=answered and answered + timedelta(days=CYCLE_ENDED_EVERY),
                    enrolment_id=scheme.enrolment_id,
                    oldest=ended.last_day,
                    why={
                        "start": ended.start.isoformat(),
                        "ended_on": ended.last_day.isoformat(),
                        short_in(ended): ended.minimum - ended.credits,
                    },
                )
            )
        return found


def _repetition(enrolment_id: int) -> Repetition:
    return Repetition(str(enrolment_id), CYCLE_ENDED_EVERY, insists=True)


TRIGGERS = (CycleEnded(),)
