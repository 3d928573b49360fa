"""Sentences about managers and their people, by the names that services give."""

from collections.abc import Mapping
from typing import Final

from bot.ui.kit.manager_sees import WHAT_YOU_SEE

SENTENCES: Final[Mapping[str, str]] = {
    "no_reports": (
        "Nobody here has you as their manager yet. They can name you in their Home, "
        "or an administrator assigns them: `/cpd-team assign @member to @manager`."
    ),
    "team_help": (
        "`/cpd-team` shows your people, with a name one of them. `remind` sends them a reminder, "
        "`release` gives them up; `accept` and `decline` answer who named you."
    ),
    "remind_whom": "Whom? For example `/cpd-team remind @person`.",
    "assign_whom": "Whom to whom? For example `/cpd-team assign @member to @manager`.",
    "unassign_whom": "Whom? For example `/cpd-team unassign @member`.",
    "release_whom": "Whom? For example `/cpd-team release @person`.",
    "assigned": (
        "{member} is told first, and reads what {manager} will see and never sees. Until that has "
        "reached them, {manager} sees nothing."
    ),
    "unassigned": "{member} has no manager here any more.",
    "released": "You no longer see how {member} stands.",
    "accepted": f"Accepted: {{name}}. `/cpd-team` shows how they stand.\n{WHAT_YOU_SEE}",
    "declined": "Declined: {name}. You see nothing of theirs.",
    "nobody_waits": "Nobody of that name waits for your answer. `/cpd-team` shows who does.",
    "nobody_in_team": (
        "I find nobody called “{name}” in your team. Write the full name, or mention them with @."
    ),
    "disputed": "Thank you. They see nothing from now on, and your administrator is told.",
    "not_in_your_team": "That person is not in your team here.",
    "will_be_reminded": "I will remind {name}. It will go in their working hours.",
    "manager_asked": "I have asked {name} to be your manager here. Until they accept, they see "
    "nothing.",
    "manager_is": "{name} is your manager here already.",
    "nothing_due": "Nothing is due for {name} just now, so I send nothing.",
    "own_manager": "You cannot be your own manager here.",
    "each_others_manager": "Two people cannot be each other’s manager here.",
    "manager_is_a_bot": "A bot cannot be anybody’s manager.",
    "manager_is_a_guest": "A guest cannot be a manager here.",
    "manager_has_left": "That person’s account is switched off.",
    "member_is_a_bot": "A bot keeps no record, so it needs no manager.",
    "member_has_left": "That person’s account is switched off.",
    "nothing_asked": "Nobody has asked you to be their manager just now.",
    "several_asked": "Several people asked: {slack_ids}. Name the one you mean.",
    "answered_already": "That has been answered already, so nothing has changed.",
    "not_your_link": "That is no longer so, and nothing has changed.",
    "not_a_person": "That is not somebody who can do this here.",
}
