"""What members, managers and administrators are told of who manages whom."""

from bot.services.teams import actions as teams
from bot.services.teams.links import LinkView
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.formatting import person
from bot.ui.kit.manager_sees import WHAT_THEY_SEE, WHAT_YOU_SEE
from bot.ui.kit.said import plainly, with_small


def team_ask(view: LinkView) -> Content:
    """To a manager whom a member named."""
    if view.link.state != "asked":
        return plainly("That has been answered.", "notice:answered")
    words = (
        f"{person(view.member_name)} has named you as their manager. If you accept, `/cpd-team` "
        f"shows how they stand.\n{WHAT_YOU_SEE}"
    )
    return Content(
        "Somebody has named you as their manager.",
        [
            section(words, "notice:ask"),
            *actions(
                "notice:ask-actions",
                [
                    button("Accept", teams.Accept(view.link.id), style="primary"),
                    button("Decline", teams.Decline(view.link.id)),
                ],
            ),
        ],
    )


def team_notice(view: LinkView) -> Content:
    """To a member whose manager an administrator assigned, before that manager sees anything."""
    manager = person(view.manager_name)
    if view.link.state == "suspended":
        return plainly(
            f"Thank you. {manager} sees nothing, and your administrator knows.", "notice:wrong"
        )
    if view.link.state in ("ended", "declined"):
        return plainly(f"{manager} is no longer your manager here.", "notice:ended")
    by = f" by <@{view.assigned_by_slack_id}>" if view.assigned_by_slack_id else ""
    return Content(
        "You have been given a manager here.",
        [
            section(
                f"{manager} has been set as your manager here{by}.\n{WHAT_THEY_SEE}",
                "notice:assigned",
            ),
            *actions(
                "notice:assigned-actions",
                [button("That’s wrong", teams.ThatsWrong(view.link.id))],
            ),
        ],
    )


def team_accepted(view: LinkView) -> Content:
    """To the member: the manager they named has accepted."""
    return with_small(
        f"{person(view.manager_name)} has accepted to be your manager here.",
        WHAT_THEY_SEE,
        "notice:accepted",
    )


def team_declined(view: LinkView) -> Content:
    """To the member: the manager they named has declined."""
    return plainly(
        f"{person(view.manager_name)} has declined to be your manager here. "
        "You can name somebody else in Home.",
        "notice:declined",
    )


def team_disputed(view: LinkView) -> Content:
    """To an administrator: the member says that the assignment is wrong."""
    member, manager = person(view.member_name), person(view.manager_name)
    return plainly(
        f"{member} says that {manager} is not their manager. {manager} sees nothing of {member} "
        "until you assign somebody: `/cpd-team assign @member to @manager`.",
        "notice:disputed",
    )
