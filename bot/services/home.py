"""What the App Home has to show: plain values for `bot.ui`, read in a handful of statements."""

from dataclasses import dataclass
from datetime import timedelta

from bot.services.cards import CardView, card_views
from bot.services.desk import Desk
from bot.services.people import may_administer
from bot.services.standings import SchemeStanding, standings_of
from storage.records import AccessRecord, EntryRecord, JobRoleRecord, MemberRecord, TeamLinkRecord

RECENT = 8
DRAFTS = 5
PLANNED = 5
VIEWS = 5


@dataclass(frozen=True, slots=True)
class ManagerView:
    """Who the member's manager is here, and what stands between them and the team view."""

    link: TeamLinkRecord
    name: str
    slack_id: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on a member's Home. Lists are cut short; the counts say how many there are."""

    member: MemberRecord
    standings: tuple[SchemeStanding, ...]
    drafts: tuple[CardView, ...]
    draft_count: int
    planned: tuple[EntryRecord, ...]
    recent: tuple[CardView, ...]
    """Logged and withdrawn entries, the latest first."""
    logged_count: int
    views: tuple[AccessRecord, ...]
    job: JobRoleRecord | None
    manager: ManagerView | None
    manages: int
    """How many people the member manages here."""
    is_administrator: bool
    quiet_until_opened: bool
    """Nothing has been logged yet: Home says how to begin."""


async def home_view(desk: Desk, admins: frozenset[str]) -> HomeView:
    """Home as it is now."""
    member, work = desk.member, desk.work
    drafts = await work.entries.list(member.id, ["draft"], limit=DRAFTS)
    recent = await work.entries.list(member.id, ["logged", "withdrawn"], limit=RECENT)
    cards = await card_views(desk, [*drafts, *recent])
    jobs = await work.members.job_roles(member.id)
    logged = await work.entries.count(member.id, ["logged"])
    return HomeView(
        member=member,
        standings=await standings_of(desk),
        drafts=tuple(cards[: len(drafts)]),
        draft_count=await work.entries.count(member.id, ["draft"]),
        planned=tuple(
            reversed(
                await work.entries.list(
                    member.id,
                    ["planned"],
                    since=desk.today - timedelta(days=366),
                    limit=PLANNED,
                )
            )
        ),
        recent=tuple(cards[len(drafts) :]),
        logged_count=logged,
        views=await work.teams.access_to(member.id, VIEWS),
        job=next((job for job in jobs if job.to_date is None), None),
        manager=await manager_view(desk),
        manages=len(await work.teams.under(member.id, ["active"])),
        is_administrator=await may_administer(desk, admins),
        quiet_until_opened=logged == 0 and not drafts,
    )


async def manager_view(desk: Desk) -> ManagerView | None:
    """The desk's member's manager, if one is named."""
    link = await desk.work.teams.manager_of(desk.member.id)
    if link is None:
        return None
    manager = await desk.work.members.get(link.manager_id)
    if manager is None:
        return None
    return ManagerView(link, manager.name or manager.slack_id, manager.slack_id)
