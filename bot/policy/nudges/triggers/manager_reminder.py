"""A manager's reminder, passed on where it would help."""

from datetime import datetime, timedelta
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import ManagerReminder, NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import (
    END_IS_NEAR,
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    Standing,
    TargetStanding,
)
from bot.policy.working_time import local

REMINDER_KEEPS: Final = timedelta(days=30)
"""A manager's reminder that could not be passed on for that long is no longer news. Days on which
its member wanted quiet are not counted.
"""

LONGEST_SNOOZE: Final = timedelta(days=31)
LONGEST_PAUSE: Final = timedelta(days=366)


class Reminded(ReasonTrigger):
    """A manager has asked that the member be reminded."""

    kind = "manager_reminder"
    order = 30
    essential = True

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """A reminder is open."""
        del own
        return "reminder" in shared.open

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each reminder that is news, while something is due."""
        if not facts.reminders or not (
            facts.drafts
            or facts.waiting
            or any(something_due(scheme.standing, settings) for scheme in facts.schemes)
        ):
            return []
        return [
            Reason(
                self.kind,
                Repetition(str(reminder.reminder_id)),
                oldest=reminder.asked_at,
                why={"manager_id": reminder.manager_id},
            )
            for reminder in facts.reminders
            if _is_news(reminder, facts, now)
        ]


def something_due(standing: Standing, settings: WorkplaceSettings) -> bool:
    """Whether a reminder would help: something is short, behind, waiting or untold.

    A framework that is not loaded is nothing that the member could mend.
    """
    match standing:
        case RhythmStanding():
            quiet = _quiet_days(standing) >= settings.rhythm_days
            return bool(standing.without_evaluation) or quiet
        case ProvisionalStanding():
            return True
        case TargetStanding():
            missing = standing.behind or bool(standing.at_risk) or _is_short(standing)
            return missing or standing.waiting_count > 0
        case HoursStanding() | FrameworkStanding():
            return _is_short(standing) or standing.waiting_count > 0
        case NotKnownStanding():
            return standing.waiting_count > 0


def _is_short(standing: TargetStanding | HoursStanding | FrameworkStanding) -> bool:
    """Whether what is over ended short, or what runs is short and its end near."""
    ended, deadline = standing.ended_without_news, standing.deadline
    return (ended is not None and ended.shown_to_managers) or (
        bool(deadline.short) and deadline.days_left <= END_IS_NEAR
    )


def _is_news(reminder: ManagerReminder, facts: NudgeFacts, now: datetime) -> bool:
    """Whether it was asked for lately, or during a snooze or a pause that has ended lately: the
    manager was told that it will go.
    """
    if now - reminder.asked_at <= REMINDER_KEEPS:
        return True
    zone = facts.working_time.tz
    today, asked_on = local(now, zone).date(), local(reminder.asked_at, zone).date()
    quiet = (facts.snoozed_until, LONGEST_SNOOZE), (facts.paused_until, LONGEST_PAUSE)
    return any(
        asked_on < until <= today and until - asked_on <= longest and today - until < REMINDER_KEEPS
        for until, longest in quiet
        if until is not None
    )


def _quiet_days(standing: RhythmStanding) -> int:
    """Days since the last entry; many where there is none."""
    last = standing.last_entry
    return 10_000 if last is None else (standing.today - last).days


TRIGGERS = (Reminded(),)
