"""What people are told about each other and about their files: managers, access, exports."""

from bot.conversation.problems import Problem
from bot.services.members.calling_for_help import WORDS_MOST
from bot.services.teams import actions as teams
from bot.services.teams.links import LinkView
from bot.ui.kit.blocks import Block, Content, actions, button, context, section
from bot.ui.kit.escape import brief
from bot.ui.kit.words import person, several
from bot.ui.record.card import problem_sentence
from bot.ui.teams.manager_sees import WHAT_THEY_SEE, WHAT_YOU_SEE
from storage.queues.jobs import JobRecord


def problem(found: Problem) -> Content:
    """Why what somebody wrote of a fact could not be taken."""
    return _said(problem_sentence(found), "notice:problem")


def team_ask(view: LinkView) -> Content:
    """To a manager whom a member named."""
    if view.link.state != "asked":
        return _said("That has been answered.", "notice:answered")
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
        return _said(
            f"Thank you. {manager} sees nothing, and your administrator knows.", "notice:wrong"
        )
    if view.link.state in ("ended", "declined"):
        return _said(f"{manager} is no longer your manager here.", "notice:ended")
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
    return _with_small(
        f"{person(view.manager_name)} has accepted to be your manager here.",
        WHAT_THEY_SEE,
        "notice:accepted",
    )


def team_declined(view: LinkView) -> Content:
    """To the member: the manager they named has declined."""
    return _said(
        f"{person(view.manager_name)} has declined to be your manager here. "
        "You can name somebody else in Home.",
        "notice:declined",
    )


def team_disputed(view: LinkView) -> Content:
    """To an administrator: the member says that the assignment is wrong."""
    member, manager = person(view.member_name), person(view.manager_name)
    return _said(
        f"{member} says that {manager} is not their manager. {manager} sees nothing of {member} "
        "until you assign somebody: `/cpd-team assign @member to @manager`.",
        "notice:disputed",
    )


def member_stuck(member_name: str, words: str) -> Content:
    """To an administrator: somebody is stuck, with what they typed for them, if they did.

    What notifications say holds none of that.
    """
    said = f"{person(member_name)} is stuck with me, and asks for your help."
    blocks: list[Block] = [section(said, "notice:stuck")]
    if words:
        blocks.append(section(f">{brief(words, WORDS_MOST)}", "notice:stuck-words"))
    small = "They typed this for you." if words else "They added no words."
    blocks.append(context(f"{small} I show you nothing of their record.", "notice:stuck-small"))
    return Content(said, blocks)


def job(view: JobRecord) -> Content:
    """On the message that announced slow work: how far it is, and how it ended."""
    return _said(_how_it_stands(view), f"job:{view.id}")


def _how_it_stands(view: JobRecord) -> str:
    if view.state == "done":
        return "Your export is here: two files, in this conversation."
    if view.state == "aside":
        return "Your export did not work out."
    if view.state == "cancelled":
        return "Your export was dropped: your record was erased."
    words = "Your export is on its way: two files, in this conversation."
    done, entries = view.progress.get("done"), view.progress.get("entries")
    if not done or not entries:
        return words
    which = {"json": "first", "csv": "second"}[view.progress["format"]]
    return f"{words} The {which} holds {done:,} of {several(entries, 'entry', 'entries')} so far."


def erased() -> Content:
    """What a message about an entry says once the record is erased."""
    return _said("Erased.", "notice:erased-entry")


def record_erased() -> Content:
    """After erasing: what became of it, and what the member may still want to do."""
    return _with_small(
        "Your record is erased, and it cannot be brought back.",
        "My messages about it say so in a moment, and files that I brought you are deleted. "
        "What you typed to me yourself stays in Slack until you delete it there.",
        "notice:erased",
    )


def _said(words: str, block_id: str) -> Content:
    return Content(words, [section(words, block_id)])


def _with_small(words: str, small: str, block_id: str) -> Content:
    blocks: list[Block] = [section(words, block_id), context(small, f"{block_id}-small")]
    return Content(words, blocks)
