"""What a manager sees of a team, and Remind: totals, pace and dates, never what anybody wrote.

Who manages whom is `teams.links`'s. No title, no stage and no evidence is read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.policy.access import Permission
from bot.policy.nudges.triggers.manager_reminder import something_due
from bot.policy.schemes.standing import (
    NOT_KNOWN,
    ON_PACE,
    FrameworkStanding,
    HoursStanding,
    ProvisionalStanding,
    TargetStanding,
)
from bot.services.context import naming
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.context.reports import managed, reports_of, subject_about
from bot.services.record.shared_with import owners_today, subject
from bot.services.schemes.standings import SchemeStanding, standings_of_many
from bot.services.teams.at_stake import (
    SchemeAtStake,
    SchemeGaps,
    Stake,
    by_scheme,
    counted_gaps,
    gaps_of,
    stakes_of,
)
from storage.row_types import MemberRecord

PAGE: Final = 10

LOOKED: Final = "team"
"""What a line in the access log says was looked at: totals, pace and dates."""


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One scheme of one person. `without_evidence` counts entries of the current cycle (the
    calendar year while that is not known); None where the scheme has no target.
    """

    scheme: SchemeStanding
    without_evidence: int | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One person: their schemes, the most urgent first, none where they are in none.

    `can_remind`: something is due that a reminder would help with. `stakes`: what they would lose
    under which of the schemes, and by when.
    """

    member_id: int
    slack_id: str
    name: str
    standings: tuple[TeamStanding, ...]
    can_remind: bool
    stakes: tuple[Stake, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who named this manager and has no answer yet."""

    link_id: int
    slack_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedWithManager:
    """An entry, or the record, that somebody of the team shares with this manager."""

    share_id: int
    name: str
    whole_record: bool
    until: date


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Ten people of a team, those who need help most first. `page` counts from 0."""

    rows: tuple[TeamRow, ...]
    page: int
    pages: int
    people: int
    """How many there are on all pages."""
    asking: tuple[Asker, ...]
    """May be there while `rows` is empty: asked, and nobody accepted yet."""
    need_a_look: tuple[str, ...] = ()
    """The names of those on all pages who need a look, in order."""
    at_stake: tuple[SchemeAtStake, ...] = ()
    """For those on this page alone: nobody is named of whom no line is written in their log."""
    gaps: tuple[SchemeGaps, ...] = ()
    """How many of those on this page have a gap of each kind."""
    shared: tuple[SharedWithManager, ...] = ()
    """What people on this page share with this manager by their own word: no word of it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A team in one line: how many `people`, and the names of those who need a look, in order."""

    people: int
    need_a_look: tuple[str, ...]
    asking: int
    """How many have named this manager and have no answer yet."""


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody whom a manager may see, those who need help most first, as it was just now."""

    in_order: tuple[MemberRecord, ...]
    standings: Mapping[int, tuple[SchemeStanding, ...]]


NO_TEAM: Final = Team((), {})


def read_team(ctx: MemberContext) -> Team:
    """The member's team, in as many statements for a thousand people as for one."""
    reports = reports_of(ctx)
    standings = _standings(ctx, reports)
    in_order = sorted(reports, key=lambda one: place_in_list(one, standings[one.id]))
    return Team(tuple(in_order), standings)


def team_page(ctx: MemberContext, page: int = 0, read: Team | None = None) -> TeamPage:
    """A page of the member's team, and a line in the access log of everybody on it.

    `read` is the team where it was read before this unit began; whoever has left it since is not
    shown. A page beyond the last shows the last. Raises Refused("no_reports") where there is
    neither a team nor anybody who asks.
    """
    work = ctx.work
    asking = _asking(ctx)
    team = read_team(ctx) if read is None else _without_those_who_left(ctx, read)
    in_order = team.in_order
    if not in_order and not asking:
        raise Refused("no_reports")
    standings = team.standings
    pages = max(1, -(-len(in_order) // PAGE))
    page = min(max(0, page), pages - 1)
    shown = in_order[page * PAGE : (page + 1) * PAGE]
    without = work.assessments.without_evidence(
        [one.enrolment.id for member in shown for one in standings[member.id]]
    )
    work.teams.log_access(ctx.member.id, [one.id for one in shown], LOOKED, ctx.now)
    rows = tuple(_row(ctx, one, standings[one.id], without) for one in shown)
    return TeamPage(
        rows=rows,
        page=page,
        pages=pages,
        people=len(in_order),
        asking=asking,
        need_a_look=_who_need_a_look(team),
        at_stake=by_scheme((one.name, one.stakes) for one in rows),
        gaps=counted_gaps(
            gaps_of((each.scheme, each.without_evidence) for each in one.standings) for one in rows
        ),
        shared=_shared(ctx, shown),
    )


def _shared(ctx: MemberContext, shown: Sequence[MemberRecord]) -> tuple[SharedWithManager, ...]:
    """What these people share with the manager; a look at it is a look of its own."""
    people = {one.id: one for one in shown}
    found = []
    for one in ctx.work.shares.not_ended_to(ctx.member.id):
        owner = people.get(one.member_id)
        if owner is None:
            continue
        if ctx.may(Permission.SEE_SHARED, subject(owner, one, owners_today(ctx, owner))):
            found.append(
                SharedWithManager(one.id, name_of(owner), one.entry_id is None, one.last_day)
            )
    return tuple(found)


def glance(ctx: MemberContext, read: Team | None = None) -> Glance:
    """Who of the team needs a look, and a line in the access log of everybody it speaks of.

    `read` is the team where it was read before this unit began, as in `team_page`.
    """
    team = read_team(ctx) if read is None else _without_those_who_left(ctx, read)
    ctx.work.teams.log_access(ctx.member.id, [one.id for one in team.in_order], LOOKED, ctx.now)
    return Glance(
        people=len(team.in_order),
        need_a_look=_who_need_a_look(team),
        asking=len(_asking(ctx)),
    )


def named(
    ctx: MemberContext, words: str, mentions: Sequence[str]
) -> tuple[MemberRecord, ...] | None:
    """Whom of the team a mention, a full name or a first name means: nobody, one, or several of
    that name. None where there is no team. Nobody's record is looked at.
    """
    reports = reports_of(ctx)
    if not reports:
        return None
    if mentions:
        return tuple(one for one in reports if one.slack_id in mentions)
    return naming.called(words, reports)


def look_at(ctx: MemberContext, member: MemberRecord) -> TeamRow:
    """How somebody of the team stands, and a line in their access log.

    Raises Refused("not_in_your_team") for anybody else.
    """
    whose = subject_about(ctx, member.id)
    ctx.must(Permission.SEE_STANDING, whose, otherwise="not_in_your_team")
    standings = _standings(ctx, [member])
    ctx.work.teams.log_access(ctx.member.id, [member.id], LOOKED, ctx.now)
    return _row(ctx, member, standings[member.id], {})


def remind(ctx: MemberContext, member_slack_id: str) -> str:
    """Ask that somebody of the team be reminded, in their working hours; their name.

    The answer is the same whether they are at work, paused or away, and for a second request.
    Raises Refused: not_in_your_team, nothing_due (`name`).
    """
    team = reports_of(ctx, Permission.REMIND)
    report = next((one for one in team if one.slack_id == member_slack_id), None)
    if report is None:
        raise Refused("not_in_your_team")
    standings = _standings(ctx, [report])
    if not _something_due(ctx, standings[report.id]):
        raise Refused("nothing_due", name=name_of(report))
    ctx.work.nudges.ask_reminder(report.id, ctx.member.id, ctx.now)
    return name_of(report)


def place_in_list(
    member: MemberRecord, standings: Sequence[SchemeStanding]
) -> tuple[int, str, str]:
    """Where somebody stands in a manager's list: by their most urgent scheme, then by name.

    Somebody in no scheme is not known. The Slack id parts two people of one name.
    """
    return _rank(standings), name_of(member).casefold(), member.slack_id


def _rank(standings: Sequence[SchemeStanding]) -> int:
    return min((one.standing.manager_rank for one in standings), default=NOT_KNOWN)


def _who_need_a_look(team: Team) -> tuple[str, ...]:
    """Everybody before those of whom nothing is to be said, in order."""
    need = (one for one in team.in_order if _rank(team.standings[one.id]) < ON_PACE)
    return tuple(name_of(one) for one in need)


def _without_those_who_left(ctx: MemberContext, read: Team) -> Team:
    still = managed(ctx)
    return replace(read, in_order=tuple(one for one in read.in_order if one.id in still))


def _asking(ctx: MemberContext) -> tuple[Asker, ...]:
    links = ctx.work.teams.under(ctx.member.id, ["asked"])
    people = ctx.work.members.many([link.member_id for link in links])
    return tuple(
        Asker(link.id, people[link.member_id].slack_id, name_of(people[link.member_id]))
        for link in links
        if not people[link.member_id].deactivated
    )


def _standings(
    ctx: MemberContext, members: Sequence[MemberRecord]
) -> Mapping[int, tuple[SchemeStanding, ...]]:
    """Everybody's standings, each on their own local date."""
    enrolments = ctx.work.enrolments.of_many([one.id for one in members])
    return standings_of_many(
        ctx.work,
        {one.id: enrolments.get(one.id, ()) for one in members},
        {one.id: ctx.now.astimezone(ZoneInfo(one.zone)).date() for one in members},
        ctx.rules,
        ctx.workplace,
        leaves={one.id: leaves_of(one.leaves) for one in members},
    )


def _row(
    ctx: MemberContext,
    member: MemberRecord,
    standings: Sequence[SchemeStanding],
    without: Mapping[int, Mapping[tuple[int | None, int | None], int]],
) -> TeamRow:
    return TeamRow(
        member_id=member.id,
        slack_id=member.slack_id,
        name=name_of(member),
        standings=tuple(
            TeamStanding(one, _without_evidence(one, without.get(one.enrolment.id, {})))
            for one in standings
        ),
        can_remind=_something_due(ctx, standings),
        stakes=stakes_of(standings, ctx.rules),
    )


def _without_evidence(
    scheme: SchemeStanding, counts: Mapping[tuple[int | None, int | None], int]
) -> int | None:
    match scheme.standing:
        case (
            TargetStanding(cycle=current)
            | HoursStanding(cycle=current)
            | FrameworkStanding(cycle=current)
        ):
            return sum(n for (cycle, _), n in counts.items() if cycle == current)
        case ProvisionalStanding(year=year):
            return counts.get((None, year), 0)
        case _:
            return None


def _something_due(ctx: MemberContext, standings: Sequence[SchemeStanding]) -> bool:
    return any(something_due(one.standing, ctx.workplace) for one in standings if not one.removed)
