"""A member's own settings: schemes, cycle, opening balance, job, working time, privacy.

Pausing and snoozing are `pausing`'s, the manager is `team_links`'s, and the guided way through
the first few of these `onboarding`'s. Every change shows in Home; one that a total rests on has
every entry assessed anew.
"""

from dataclasses import dataclass
from datetime import date

from bot.services.home import ManagerView
from storage.records import EnrolmentRecord, JobRoleRecord, MemberRecord


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """A scheme that somebody may enrol in; `body` is who wrote its rules."""

    pack: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class SchemeSettings:
    """One of the member's schemes, with what can be set of it.

    `has_cycle`: it runs in cycles, so that a start can be set. `has_target`: it counts credits
    towards a number, so that an opening balance is asked for. `last_day` is that of the current
    cycle, None while the start is not known.
    """

    enrolment: EnrolmentRecord
    title: str
    body: str
    has_cycle: bool
    has_target: bool
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Everything that a member can set, as it stands."""

    member: MemberRecord
    schemes: tuple[SchemeSettings, ...]
    offered: tuple[SchemeChoice, ...]
    """Schemes that the member is not enrolled in."""
    job: JobRoleRecord | None
    """The job held today."""
    jobs: tuple[JobRoleRecord, ...]
    """Every job, the latest first."""
    manager: ManagerView | None
    country: str | None
    """The name of the country whose public holidays are kept."""
    paused_until: date | None
    """The first day on which the bot may speak again; None unless that lies ahead."""
    snoozed_until: date | None
    today: date
