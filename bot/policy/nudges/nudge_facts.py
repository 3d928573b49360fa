"""What decides whether a member is due a nudge, and what one is. The deciding is `nudges`'s."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.policy.evidence_dates import RunningOut
from bot.policy.nudges.usual_hour import UsualTime
from bot.policy.scheme_facts import EnrolmentFacts
from bot.policy.schemes.standing import Deadline, EndedCycle, Standing
from bot.policy.vocabulary import Cadence, NudgeKind
from bot.policy.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """One of the member's enrolments with its standing on the member's own today."""

    enrolment_id: int
    enrolment: EnrolmentFacts
    standing: Standing


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A draft, or a saved entry that waits: `since` it was last touched by the member (UTC)."""

    entry_id: int
    since: datetime


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity still planned, its (last) day, and whether it was asked about for that day."""

    entry_id: int
    on: date
    asked: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the member wants to be asked about on a day, and was not asked about yet.

    `how_it_went`: it asks what came of a plan, which the day itself has to bring first; else it is
    a reminder.
    """

    id: int
    entry_id: int
    on: date
    how_it_went: bool = False


@dataclass(frozen=True, slots=True)
class ManagerReminder:
    """A manager's "Remind", not yet passed on."""

    reminder_id: int
    manager_id: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class SentNudge:
    """A nudge already sent or queued (never a cancelled one), as its row keeps it.

    `period` is read by `periods`. `snoozed`: the member pressed Snooze on it, so it comes once more
    after the snooze.
    """

    kind: NudgeKind
    period: str
    sent_at: datetime
    counted: bool
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class NudgeFacts:
    """All that decides whether one member is due a nudge. Times are aware, days civil.

    `usual`: when in their day the member hears; None: at any working moment. `last_interaction_at`:
    their last click, message or entry, which answers whatever was said before it. `paused_until`
    and `snoozed_until` are the first days on which the bot may speak again, `reviewed_on` is the
    last day that a weekly review was thought of. `waiting` and `drafts` are the open ones but for
    those the member asked never to be asked about. `running_out` is evidence whose place nothing
    newer has taken. `sent` holds the nudges of the last 400 days, and all since the last
    interaction.
    """

    member_id: int
    working_time: WorkingTime
    usual: UsualTime | None = None
    cadence: Cadence = "light"
    is_bot: bool = False
    is_guest: bool = False
    deactivated: bool = False
    has_entry: bool = True
    paused_until: date | None = None
    snoozed_until: date | None = None
    reviewed_on: date | None = None
    last_interaction_at: datetime | None = None
    schemes: tuple[SchemeFacts, ...] = ()
    waiting: tuple[OpenEntry, ...] = ()
    drafts: tuple[OpenEntry, ...] = ()
    planned: tuple[PlannedActivity, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    reminders: tuple[ManagerReminder, ...] = ()
    running_out: tuple[RunningOut, ...] = ()
    sent: tuple[SentNudge, ...] = ()


Why = Mapping[str, int | str | bool]
"""What a nudge was decided on, in plain values, kept with it for "Why did I get this?".

Figures of its reason, by kind: credits in hundredths, hours in minutes, subjects and days as
numbers. Beside them, of every nudge but a planned prompt:

- `cadence`: the member's, "light", "standard" or "cycle_end";
- `unanswered`: how many of its kind before it were left unanswered in a row (0: none);
- `last_said`: the member's day on which the same was said last, ISO; absent where it never was;
- `again_after`: in how many days the same comes again if it lasts and is not answered; 0: it does
  not come again by itself;
- `last`: True where its kind goes quiet behind it unless it is answered;
- `threshold`: of a deadline's messages, for how many days before it this one stands;
- `snoozed`: True where it comes since a snooze of it has ended.
"""


def short_in(of: Deadline | EndedCycle) -> str:
    """Under which name it is kept how much is, or was, short: by the scheme's own measure."""
    if of.in_subjects:
        return "short_subjects"
    return "short_minutes" if of.in_hours else "short"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One nudge that is due now.

    The outbox row's dedupe key is `nudge:<member>:<kind>:<period>`. A `counted` one spends the
    weekly budget: `budget_week` is unique per member among rows that are not cancelled. `deadline`
    is the last day on which it helps, where there is one. `why` is kept for the words.
    """

    member_id: int
    kind: NudgeKind
    period: str
    counted: bool
    budget_week: str | None
    enrolment_id: int | None = None
    entry_ids: tuple[int, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    deadline: date | None = None
    why: Why = field(default_factory=dict)
