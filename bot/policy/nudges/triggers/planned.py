"""What the member planned, or asked to be asked about on a day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import FollowUp, Nudge, NudgeFacts, PlannedActivity
from bot.policy.nudges.repetition import MemberCalendar, latest
from bot.policy.nudges.trigger import PromptTrigger
from bot.policy.nudges.usual_hour import is_last_hour, shift_day
from bot.policy.working_time import WorkingTime, local

PROMPT_HELD: Final = 28
"""For so many days a question about planned activities waits while the one before is unanswered."""

FOLLOW_UPS_AT_ONCE: Final = 11
"""What one message has room for, beside planned activities; the rest comes the next day."""


class Planned(PromptTrigger):
    """One prompt a day for everything that the member wants to be asked about and whose day has
    come: activities that they planned, how a plan went, an entry to come back to.

    Planned activities alone are held while the prompt before is unanswered, for four weeks at most,
    and then asked together; what a day was agreed on for comes on its day. How something of today
    went is asked in the last hour at work, since it may take place until then, and whatever else is
    due with it.
    """

    kind = "planned"
    order = 110

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """The day of something planned has come."""
        del own
        return "planned" in shared.open

    def prompt(self, facts: NudgeFacts, now: datetime) -> Nudge | None:
        """The question about all of it together."""
        wall = local(now, facts.working_time.tz)
        today = wall.date()
        ripe = [one for one in facts.planned if one.on <= today and not one.asked]
        asked_for = sorted(
            (one for one in facts.follow_ups if one.on <= today), key=lambda one: (one.on, one.id)
        )
        if not (ripe or asked_for):
            return None
        if _of_today(ripe, asked_for, today) and not _day_is_done(wall, facts.working_time):
            return None
        last = latest([one for one in facts.sent if one.kind == self.kind])
        if last is not None:
            answered_at = facts.last_interaction_at
            answered = answered_at is not None and answered_at > last.sent_at
            waited = MemberCalendar(facts.working_time.tz, today).passed(last, PROMPT_HELD)
            if last.period == today.isoformat() or not (asked_for or answered or waited):
                return None
        ripe.sort(key=lambda activity: (activity.on, activity.entry_id))
        return Nudge(
            member_id=facts.member_id,
            kind=self.kind,
            period=today.isoformat(),
            counted=False,
            budget_week=None,
            entry_ids=tuple(activity.entry_id for activity in ripe),
            follow_ups=tuple(asked_for[:FOLLOW_UPS_AT_ONCE]),
            why={"activities": len(ripe)},
        )

    def stands(self, nudge: Nudge, facts: NudgeFacts) -> bool:
        """Whether one of those it asks about is still to be asked about."""
        planned = {activity.entry_id for activity in facts.planned}
        wanted = {one.id for one in facts.follow_ups}
        return bool(planned & set(nudge.entry_ids) or wanted & {one.id for one in nudge.follow_ups})


def _of_today(
    planned: Iterable[PlannedActivity], asked_for: Iterable[FollowUp], today: date
) -> bool:
    """Whether something may still take place today of which it is asked how it went."""
    return any(activity.on == today for activity in planned) or any(
        one.on == today and one.how_it_went for one in asked_for
    )


def _day_is_done(wall: datetime, working: WorkingTime) -> bool:
    """Whether the shift that began on the wall clock's day is in its last hour."""
    return shift_day(wall, working) == wall.date() and is_last_hour(wall, working)


TRIGGERS = (Planned(),)
