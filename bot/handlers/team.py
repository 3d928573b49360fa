"""`/cpd-team`: how a manager's people stand, reminders, and who manages whom."""

from collections.abc import Mapping, Sequence

from bot.handlers.surfaces import Clicked, Command, Commanded, Shown
from bot.services import team, team_links
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.services.team_links import Named
from bot.ui.ids import Act, Click
from bot.ui.said import said
from bot.ui.team import reminded
from bot.ui.team import team as team_page


async def _page(desk: Desk, _given: Command) -> Shown:
    return team_page(await team.team_page(desk))


async def _help(_desk: Desk, _given: Command) -> Shown:
    return said("team_help")


async def _remind(desk: Desk, given: Command) -> Shown:
    (somebody,) = _named(given, 1, "remind_whom")
    return reminded(await team.remind(desk, somebody.slack_id))


async def _assign(desk: Desk, given: Command) -> Shown:
    member, manager = _named(given, 2, "assign_whom")
    await team_links.assign(desk, desk.admins, member, manager)
    return said("assigned", member=member.slack_id, manager=manager.slack_id)


async def _unassign(desk: Desk, given: Command) -> Shown:
    (member,) = _named(given, 1, "unassign_whom")
    await team_links.unassign(desk, desk.admins, member.slack_id)
    return said("unassigned", member=member.slack_id)


async def _release(desk: Desk, given: Command) -> Shown:
    (member,) = _named(given, 1, "release_whom")
    await team_links.release(desk, member.slack_id)
    return said("released", member=member.slack_id)


async def _accept(desk: Desk, given: Command) -> Shown:
    return await _answered(desk, given, accepted=True)


async def _decline(desk: Desk, given: Command) -> Shown:
    return await _answered(desk, given, accepted=False)


async def _answered(desk: Desk, given: Command, *, accepted: bool) -> Shown:
    asker = next(iter(given.people), None)
    await team_links.answer(desk, accepted=accepted, member_slack_id=asker)
    return said("accepted" if accepted else "declined")


async def _answer_clicked(desk: Desk, click: Click) -> Shown:
    accepted = click.act is Act.ACCEPT
    await team_links.answer(desk, accepted=accepted, link_id=click.meta.link)
    return said("accepted" if accepted else "declined")


async def _page_clicked(desk: Desk, click: Click) -> Shown:
    return team_page(await team.team_page(desk, click.meta.page or 0))


async def _remind_clicked(desk: Desk, click: Click) -> Shown:
    return reminded(await team.remind(desk, click.meta.key or ""))


async def _thats_wrong(desk: Desk, click: Click) -> Shown:
    await team_links.dispute(desk, click.meta.link or 0)
    return said("disputed")


def _named(given: Command, count: int, otherwise: str) -> Sequence[Named]:
    """The people a command names, in their order. Raises Refused unless there are so many."""
    people = list(given.people.values())
    if len(people) != count:
        raise Refused(otherwise)
    return people


SUBCOMMANDS: Mapping[str, Commanded] = {
    "": _page,
    "help": _help,
    "remind": _remind,
    "assign": _assign,
    "unassign": _unassign,
    "release": _release,
    "accept": _accept,
    "decline": _decline,
}

CLICKS: Mapping[Act, Clicked] = {
    Act.ACCEPT: _answer_clicked,
    Act.DECLINE: _answer_clicked,
    Act.TEAM_PAGE: _page_clicked,
    Act.REMIND: _remind_clicked,
    Act.THATS_WRONG: _thats_wrong,
}
