"""A cycle's end that comes near while the cycle is short: said at steps before its last day."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts, SchemeFacts, SentNudge, short_in
from bot.policy.nudges.nudge_keys import subject_of
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger, days_before, threshold
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.group_hours import hours_in_year
from bot.policy.schemes.standing import (
    START_SLACK,
    HoursStanding,
    Standing,
    is_short_of_subjects,
    shortfalls,
)

CYCLE_END_DAYS: Final = (2, 7, 14, 30, 90)
EXEMPT_WITHIN: Final = 14
"""Days to the cycle's last day within which its message is outside the weekly budget."""

_ONE_DAY: Final = timedelta(days=1)


class CycleEnd(ReasonTrigger):
    """The cycle ends in so many days and is short of its minimum."""

    kind = "cycle_end"
    order = 20
    needs = "credits"
    essential = True
    counted = False  # within the last fortnight
    at_usual_hour = False  # where the day of a step was missed

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """The last day is near, and something is short."""
        progress = shared.progress
        if progress is None or shared.pack is None or not shared.concerns(self.kind):
            return False
        if progress.cycle_days_left > CYCLE_END_DAYS[-1]:
            return False
        if own is None:
            return True
        if progress.terms.by_hours:
            groups, (now, _) = own.enrolment.groups_on(shared.today), own.subjects
            return bool(hours_in_year(now, own.weights[0], groups, progress.minimum).short)
        if progress.terms.framework:
            category, (now, _) = own.enrolment.category, own.subjects
            return is_short_of_subjects(progress, shared.pack, category, now)
        in_cycle, _ = shortfalls(progress, own.weights[0], own.weights[1], own.enrolment.opening)
        return bool(in_cycle)

    def may_be_heard(self, shared: SharedFacts) -> bool:
        """Within the last fortnight it comes though the week's budget is spent."""
        progress = shared.progress
        exempt = progress is not None and progress.cycle_days_left <= EXEMPT_WITHIN
        return super().may_be_heard(shared) and (exempt or shared.budget_left)

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition | None:
        """Once for each step."""
        progress = shared.progress
        step = None if progress is None else threshold(progress.cycle_days_left, CYCLE_END_DAYS)
        if progress is None or step is None:
            return None
        return Repetition(_subject(enrolment_id, progress.place.cycle_end, step), insists=True)

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each scheme whose cycle is short in one of the steps before its end."""
        del now, settings
        found = []
        for scheme in facts.schemes:
            deadline = scheme.standing.deadline
            if deadline is None or not deadline.short or _is_said_of_another(facts, scheme):
                continue
            step = threshold(deadline.days_left, CYCLE_END_DAYS)
            if step is None:
                continue
            subject = _subject_said(facts.sent, scheme.enrolment_id, deadline.end, step)
            found.append(
                Reason(
                    self.kind,
                    Repetition(subject, insists=True),
                    counted=deadline.days_left > EXEMPT_WITHIN,
                    due_from=days_before(deadline.last_day, step),
                    enrolment_id=scheme.enrolment_id,
                    deadline=deadline.last_day,
                    oldest=scheme.enrolment.enrolled_on,
                    why={
                        "threshold": step,
                        "days_left": deadline.days_left,
                        short_in(deadline): deadline.short,
                        "opening_pending": deadline.not_told,
                    },
                )
            )
        return found


def _is_said_of_another(facts: NudgeFacts, scheme: SchemeFacts) -> bool:
    """Whether the same is said of another enrolment: hours count once, towards all categories of
    a scheme, so that each of them is short of the same.
    """
    return isinstance(scheme.standing, HoursStanding) and any(
        isinstance(one.standing, HoursStanding)
        and one.enrolment.pack == scheme.enrolment.pack
        and one.enrolment_id < scheme.enrolment_id
        for one in facts.schemes
    )


def snooze_ends(until: date, standings: Iterable[Standing]) -> date:
    """The first day of speaking again of a snooze that lasts until a day, but ends in time for the
    next message about the end of a cycle that is short, or for its end.
    """
    found = [until]
    for standing in standings:
        deadline = standing.deadline
        if deadline is not None and deadline.short:
            last_day = deadline.last_day
            days = [last_day + _ONE_DAY, *(last_day - timedelta(days=n) for n in CYCLE_END_DAYS)]
            found += [day for day in days if standing.today < day]
    return min(found)


def _subject(enrolment_id: int, cycle_end: date | None, step: int) -> str:
    return f"{enrolment_id}:{cycle_end}:{step}"


def _subject_said(sent: Iterable[SentNudge], enrolment_id: int, end: date, step: int) -> str:
    """The subject of a step before the cycle's end: the one under which it was said before the
    start was corrected by a few days, else the end's own.
    """
    own = _subject(enrolment_id, end, step)
    said = {subject_of(one.period) for one in sent if one.kind == "cycle_end"}
    if own in said:
        return own
    for subject in sorted(said):
        first, last = f"{enrolment_id}:", f":{step}"
        if subject.startswith(first) and subject.endswith(last):
            with suppress(ValueError):
                then = date.fromisoformat(subject.removeprefix(first).removesuffix(last))
                if abs(then - end) <= START_SLACK:
                    return subject
    return own


TRIGGERS = (CycleEnd(),)
