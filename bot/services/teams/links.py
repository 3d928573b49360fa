"""Who manages whom: named by the member or assigned by an administrator, and ended again.

A link shows a manager nothing before the manager has accepted it (named) or the member's notice
has been delivered (assigned). What a manager sees then is `team`'s.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.context.reports import NOT_YET, OPEN, subject_of
from storage.row_types import MemberRecord, TeamLinkRecord
from storage.unit_of_work import UnitOfWork
from storage.vocabulary import LinkState


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with the people it joins, for the messages `team_ask`, `team_notice`,
    `team_accepted`, `team_declined` and `team_disputed` (their values hold `link_id` alone).
    """

    link: TeamLinkRecord
    member_name: str
    member_slack_id: str
    manager_name: str
    manager_slack_id: str
    assigned_by_slack_id: str | None
    """The administrator who assigned it."""


def link_view(work: UnitOfWork, link_id: int) -> LinkView | None:
    """A link with its people; None where there is none."""
    link = work.teams.get(link_id)
    if link is None:
        return None
    ids = [one for one in (link.member_id, link.manager_id, link.assigned_by) if one is not None]
    people = work.members.many(ids)
    member, manager = people[link.member_id], people[link.manager_id]
    return LinkView(
        link=link,
        member_name=member.name or member.slack_id,
        member_slack_id=member.slack_id,
        manager_name=manager.name or manager.slack_id,
        manager_slack_id=manager.slack_id,
        assigned_by_slack_id=people[link.assigned_by].slack_id if link.assigned_by else None,
    )


def name_manager(ctx: MemberContext, named: Named) -> TeamLinkRecord:
    """The member says who their manager is, who is asked. Whoever it was before is not.

    Naming the same one again changes nothing. Raises Refused: own_manager, each_others_manager,
    manager_is_a_bot, manager_is_a_guest, manager_has_left.
    """
    manager = _possible_manager(ctx, ctx.member.slack_id, named)
    before = ctx.work.teams.manager_of(ctx.member.id)
    if before is not None and before.manager_id == manager.id and before.state != "suspended":
        return before
    _not_each_other(ctx, ctx.member.id, manager.id)
    link = ctx.work.teams.link(ctx.member.id, manager.id, "asked", source="member", now=ctx.now)
    _tell(ctx, manager.id, "team_ask", link)
    _show_where_they_stand(ctx, before, link)
    return link


def answer(
    ctx: MemberContext,
    *,
    accepted: bool,
    link_id: int | None = None,
    member_slack_id: str | None = None,
) -> TeamLinkRecord:
    """The member, named as a manager, accepts or declines, and the asker is told.

    Without a link or a member it is the one that was asked; answering again as before changes
    nothing. Raises Refused: nothing_asked, several_asked (`slack_ids`), answered_already,
    manager_is_a_bot, manager_is_a_guest, each_others_manager.
    """
    after: LinkState = "active" if accepted else "declined"
    link = _asked_of(ctx, link_id, member_slack_id, after)
    if link.state == after:
        return link
    if link.state != "asked":
        raise Refused("answered_already")
    if accepted:
        _may_manage(ctx.member.kind, deactivated=ctx.member.deactivated)
        _not_each_other(ctx, link.member_id, ctx.member.id)
    ctx.work.teams.turn(link.id, ["asked"], after, ctx.now)
    _tell(ctx, link.member_id, "team_accepted" if accepted else "team_declined", link)
    _show_where_they_stand(ctx, link)
    return _again(ctx, link)


def asking(ctx: MemberContext) -> tuple[MemberRecord, ...]:
    """Who has named the member as their manager and waits for an answer."""
    links = ctx.work.teams.under(ctx.member.id, ["asked"])
    people = ctx.work.members.many([link.member_id for link in links])
    return tuple(people[link.member_id] for link in links)


def assign(ctx: MemberContext, member: Named, manager: Named) -> TeamLinkRecord:
    """An administrator says who manages somebody, who is told before the manager sees anything.

    The same assignment again changes nothing, unless the member had said that it is wrong. Raises
    Refused: administrators_only, member_is_a_bot, member_has_left, and what `name_manager` does.
    """
    ctx.must(Permission.ASSIGN_MANAGERS)
    if member.profile.kind == "bot":
        raise Refused("member_is_a_bot")
    if member.profile.deactivated:
        raise Refused("member_has_left")
    boss = _possible_manager(ctx, member.slack_id, manager)
    report = _meet(ctx, member)
    before = ctx.work.teams.manager_of(report.id)
    if (
        before is not None
        and before.manager_id == boss.id
        and before.state in ("notifying", "active")
    ):
        return before
    _not_each_other(ctx, report.id, boss.id)
    link = ctx.work.teams.link(
        report.id,
        boss.id,
        "notifying",
        source="administrator",
        now=ctx.now,
        assigned_by=ctx.member.id,
    )
    _tell(ctx, report.id, "team_notice", link)
    _show_where_they_stand(ctx, before, link)
    return link


def notice_delivered(work: UnitOfWork, link_id: int, now: datetime) -> bool:
    """The member has the notice: from now on the manager sees them. Whether that changed anything.

    Belongs into the transaction that marks the notice as sent. `now` is calendar time. A link
    that was suspended or ended meanwhile stays so.
    """
    return work.teams.turn(link_id, ["notifying"], "active", now)


def dispute(ctx: MemberContext, link_id: int) -> TeamLinkRecord:
    """ "That's wrong": the manager sees nothing any more, and an administrator is told, once.

    Raises Refused("not_your_link"), also where the link has ended.
    """
    link = ctx.work.teams.get(link_id)
    if link is None or link.state not in OPEN:
        raise Refused("not_your_link")
    ctx.must(Permission.CHOOSE_MANAGER, subject_of(link), otherwise="not_your_link")
    if link.state == "suspended":
        return link
    ctx.work.teams.turn(link.id, [*NOT_YET, "active"], "suspended", ctx.now)
    for administrator_id in _who_assigns(ctx, link):
        _tell(ctx, administrator_id, "team_disputed", link)
    _show_where_they_stand(ctx, link)
    return _again(ctx, link)


def leave_manager(ctx: MemberContext) -> TeamLinkRecord | None:
    """The member no longer has this manager. None where there was none.

    One they named is ended; about one that was assigned an administrator is told, as by `dispute`.
    """
    link = ctx.work.teams.manager_of(ctx.member.id)
    if link is None:
        return None
    if link.source == "administrator":
        return dispute(ctx, link.id)
    return end_link(ctx, link)


def release(ctx: MemberContext, member_slack_id: str) -> TeamLinkRecord:
    """A manager gives up somebody of their team. Raises Refused("not_in_your_team")."""
    link = _link_of(ctx, member_slack_id)
    if link is None:
        raise Refused("not_in_your_team")
    ctx.must(Permission.RELEASE, subject_of(link), otherwise="not_in_your_team")
    return end_link(ctx, link)


def unassign(ctx: MemberContext, member_slack_id: str) -> TeamLinkRecord | None:
    """An administrator ends whatever link somebody has. None where there is none.

    Raises Refused("administrators_only").
    """
    ctx.must(Permission.ASSIGN_MANAGERS)
    link = _link_of(ctx, member_slack_id)
    return end_link(ctx, link) if link else None


def _link_of(ctx: MemberContext, member_slack_id: str) -> TeamLinkRecord | None:
    member = ctx.work.members.by_slack(member_slack_id)
    return ctx.work.teams.manager_of(member.id) if member else None


def _possible_manager(ctx: MemberContext, member_slack_id: str, named: Named) -> MemberRecord:
    """The member record of somebody who may manage this person."""
    if named.slack_id == member_slack_id:
        raise Refused("own_manager")
    _may_manage(named.profile.kind, deactivated=named.profile.deactivated)
    return _meet(ctx, named)


def _may_manage(kind: str, *, deactivated: bool) -> None:
    if kind == "bot":
        raise Refused("manager_is_a_bot")
    if kind == "guest":
        raise Refused("manager_is_a_guest")
    if deactivated:
        raise Refused("manager_has_left")


def _not_each_other(ctx: MemberContext, member_id: int, manager_id: int) -> None:
    """Two people cannot manage each other; nobody else changes links until this unit ends."""
    ctx.work.teams.one_at_a_time()
    theirs = ctx.work.teams.manager_of(manager_id)
    if theirs is not None and theirs.manager_id == member_id:
        raise Refused("each_others_manager")


def _meet(ctx: MemberContext, named: Named) -> MemberRecord:
    if named.slack_id == ctx.member.slack_id:
        return ctx.member
    return ctx.work.members.meet(
        named.slack_id,
        ctx.now,
        name=named.profile.name,
        kind=named.profile.kind,
        deactivated=named.profile.deactivated,
    )


def _asked_of(
    ctx: MemberContext, link_id: int | None, member_slack_id: str | None, after: LinkState
) -> TeamLinkRecord:
    """The link that an answer of the member is about."""
    if link_id is not None:
        link = ctx.work.teams.get(link_id)
        if link is None or link.source != "member":
            raise Refused("nothing_asked")
        ctx.must(Permission.ANSWER_REQUEST, subject_of(link), otherwise="nothing_asked")
        return link
    asked = ctx.work.teams.under(ctx.member.id, ["asked"])
    answered = [
        one for one in ctx.work.teams.under(ctx.member.id, [after]) if one.source == "member"
    ]
    if member_slack_id is not None:
        member = ctx.work.members.by_slack(member_slack_id)
        asked = tuple(one for one in asked if member and one.member_id == member.id)
        answered = [one for one in answered if member and one.member_id == member.id]
    if len(asked) > 1:
        people = ctx.work.members.many([one.member_id for one in asked])
        raise Refused("several_asked", slack_ids=[one.slack_id for one in people.values()])
    if asked:
        return asked[0]
    if answered:
        return answered[-1]
    raise Refused("nothing_asked")


def _who_assigns(ctx: MemberContext, link: TeamLinkRecord) -> list[int]:
    """Who is to hear that a link is wrong: whoever assigned it, else every administrator."""
    if link.assigned_by is not None:
        return [link.assigned_by]
    return [one.id for one in ctx.work.members.administrators()]


def end_link(ctx: MemberContext, link: TeamLinkRecord) -> TeamLinkRecord:
    """The manager sees nothing any more, whatever stood between them and the team's page."""
    ctx.work.teams.turn(link.id, OPEN, "ended", ctx.now)
    _show_where_they_stand(ctx, link)
    return _again(ctx, link)


def _tell(ctx: MemberContext, member_id: int, kind: str, link: TeamLinkRecord) -> None:
    key = _key(kind, link, member_id)
    ctx.work.messages.say(member_id, kind, key, ctx.real, {"link_id": link.id})


def _show_where_they_stand(ctx: MemberContext, *links: TeamLinkRecord | None) -> None:
    """In people's Homes, and in the messages whose buttons are no longer for pressing."""
    for link in links:
        if link is None:
            continue
        for member_id in (link.member_id, link.manager_id):
            ctx.show_home(member_id)
        ctx.work.messages.show_said(_key("team_ask", link, link.manager_id), ctx.real)
        ctx.work.messages.show_said(_key("team_notice", link, link.member_id), ctx.real)


def _key(kind: str, link: TeamLinkRecord, member_id: int) -> str:
    return f"{kind}:{link.id}:{member_id}"


def _again(ctx: MemberContext, link: TeamLinkRecord) -> TeamLinkRecord:
    after = ctx.work.teams.get(link.id)
    assert after is not None  # noqa: S101 - links are never removed, and it was just there
    return after
