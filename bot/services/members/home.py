"""What the App Home has to show: plain values for `bot.ui`, read in a handful of statements."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from bot.policy.access import Permission
from bot.policy.working_time import local
from bot.services.context.member_context import MemberContext
from bot.services.context.reports import managed
from bot.services.members.access_log import READ
from bot.services.record.cards import CardView, card_views
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.record.entries import Listing
from storage.records import AccessRecord, EntryRecord, JobRoleRecord, MemberRecord, TeamLinkRecord

RECENT = 5
DRAFTS = 5
WAITING = 3
PLANNED = 5


@dataclass(frozen=True, slots=True)
class ManagerView:
    """Who the member's manager is here, and what stands between them and the team view."""

    link: TeamLinkRecord
    name: str
    slack_id: str


@dataclass(frozen=True, slots=True)
class ChosenTime:
    """When the member wants to write something up, on their own clock; `private`: words were typed
    with it.
    """

    write_up: int
    at: datetime
    private: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on a member's Home. Lists are cut short; the counts say how many there are."""

    member: MemberRecord
    standings: tuple[SchemeStanding, ...]
    drafts: tuple[CardView, ...]
    draft_count: int
    waiting: tuple[CardView, ...]
    """Saved entries that count for nothing until their member adds something."""
    planned: tuple[EntryRecord, ...]
    write_ups: tuple[ChosenTime, ...]
    """Times at which the member wants to write something up."""
    recent: tuple[CardView, ...]
    """Logged and withdrawn entries that wait for nothing, the latest first."""
    logged_count: int
    views: tuple[AccessRecord, ...]
    job: JobRoleRecord | None
    manager: ManagerView | None
    manages: int
    """How many people the member manages here."""
    is_administrator: bool
    quiet_until_opened: bool
    """Nothing has been logged yet: Home says how to begin."""
    quiet_about: tuple[str, ...] = ()
    """Kinds of nudges of which none comes until the member does something."""

    @property
    def without_a_record(self) -> bool:
        """Whether no word of the member's about an activity is on it."""
        return not (self.drafts or self.waiting or self.planned or self.recent)


def home_view(ctx: MemberContext) -> HomeView:
    """Home as it is now."""
    member, work = ctx.member, ctx.work
    drafts, waiting, recent, planned = work.entries.lists(
        member.id,
        (
            Listing(("draft",), DRAFTS),
            Listing(("logged",), WAITING, waiting=True),
            Listing(("logged", "withdrawn"), RECENT, waiting=False),
            Listing(("planned",), PLANNED, since=ctx.today - timedelta(days=366), earliest=True),
        ),
    )
    counts = work.entries.counts(member.id)
    cards = iter(card_views(ctx, [*drafts, *waiting, *recent]))
    jobs = work.members.job_roles(member.id)
    logged = counts.get("logged", 0)
    return HomeView(
        member=member,
        standings=standings_of(ctx),
        drafts=tuple(islice(cards, len(drafts))),
        draft_count=counts.get("draft", 0),
        waiting=tuple(islice(cards, len(waiting))),
        planned=planned,
        write_ups=_write_ups(ctx),
        recent=tuple(cards),
        logged_count=logged,
        views=work.teams.access_to(member.id, READ),
        job=next((job for job in jobs if job.to_date is None), None),
        manager=manager_view(ctx),
        manages=len(managed(ctx)),
        is_administrator=ctx.may(Permission.SEE_ADMINISTRATION),
        quiet_about=_quiet_about(ctx),
        quiet_until_opened=logged == 0 and not drafts,
    )


def _write_ups(ctx: MemberContext) -> tuple[ChosenTime, ...]:
    """Those whose time has not come yet; hardly anybody has one, and nobody more than one."""
    agreed = [one for one in ctx.work.files.of(ctx.member.id).write_ups if one.state == "agreed"]
    found = [ctx.work.write_ups.get(one.id, ctx.member.id) for one in agreed]
    zone = ctx.member.zone
    return tuple(
        ChosenTime(one.id, local(one.at.astimezone(UTC), zone), private=bool(one.words))
        for one in found
        if one is not None
    )


def _quiet_about(ctx: MemberContext) -> tuple[str, ...]:
    answered_at = ctx.member.last_active_at
    return tuple(
        dict.fromkeys(
            one.kind
            for one in ctx.work.files.of(ctx.member.id).quiet
            if answered_at is None or answered_at <= one.at
        )
    )


def manager_view(ctx: MemberContext) -> ManagerView | None:
    """The member's manager, if one is named."""
    link = ctx.work.teams.manager_of(ctx.member.id)
    if link is None:
        return None
    manager = ctx.work.members.get(link.manager_id)
    if manager is None:
        return None
    return ManagerView(link, manager.name or manager.slack_id, manager.slack_id)
