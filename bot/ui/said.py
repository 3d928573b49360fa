"""What is said in one line when something was done, by name. Refusals are `sentences`'s."""

from collections.abc import Mapping
from typing import Any

from bot.ui.blocks import Content, section
from bot.ui.escape import escape
from bot.ui.sentences import SENTENCES

_DONE: Mapping[str, str] = {
    "undone": "Undone.",
    "discarded": "Discarded. “undo” brings it back.",
    "team_by_command": "Type `/cpd-team` and I show you how your team stands.",
    "team_help": (
        "`/cpd-team` shows how your people stand. `remind @person` reminds somebody in their "
        "working hours, `accept` and `decline` answer who names you, `release @person` gives "
        "somebody up. Administrators: `assign @member to @manager`, `unassign @member`."
    ),
    "paused": "Paused. You hear nothing from me before {day}; `/cpd resume` ends it sooner.",
    "resumed": "Welcome back. Nudges come as you set them.",
    "export_under_way": (
        "I am putting your record together. It arrives in your messages with <@{bot}>."
    ),
    "exported": "Your record, as it is now. It is yours: keep it somewhere of your own.",
    "accepted": "Accepted. `/cpd-team` shows how they stand, never what they write.",
    "declined": "Declined. You see nothing of theirs, and they are told.",
    "assigned": (
        "<@{member}> is told first. Once they have the notice, <@{manager}> sees their totals."
    ),
    "unassigned": "Nobody manages <@{member}> here any more.",
    "released": "You no longer see how <@{member}> stands.",
    "role_given": "<@{member}> is an administrator now.",
    "role_given_before": "<@{member}> is an administrator already.",
    "role_taken": "<@{member}> is no administrator any more.",
    "role_not_held": "<@{member}> was no administrator.",
    "disputed": "Thank you. They see nothing any more, and the administrator is told.",
}

SAID: Mapping[str, str] = {**SENTENCES, **_DONE}


def said(name: str, **values: Any) -> Content:
    """One line as a message. What people are called is escaped."""
    line = SAID[name].format_map(
        {key: escape(value) if isinstance(value, str) else value for key, value in values.items()}
    )
    return Content(line, [section(line, "said")])
