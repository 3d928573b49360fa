"""Sentences about administrators and their rules, by the names that services give."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.ui.admin.lists import rule_name

SENTENCES: Final[Mapping[str, str]] = {
    "administrators_only": "That is for administrators. Ask one of yours to do it.",
    "administrator_by_operator": (
        "Whoever runs me made them an administrator, so only they can take it back."
    ),
    "administrator_by_slack": "They are an administrator in Slack, so they are one here too.",
    "last_administrator": "They are the last administrator. Give somebody else the role first.",
    "unknown_admin_command": (
        "I do not know “{word}”. There are `/cpd admin rules`, `load`, `members`, `roles`, "
        "`sources`, `emoji`, `give`, `take`, `lead`, `unlead` and `coach`."
    ),
    "role_for_whom": "Whom? For example `/cpd admin give @person`.",
    "role_given": "{member} is an administrator here now.",
    "role_given_before": "{member} was an administrator here already.",
    "role_taken": "{member} is no longer an administrator here.",
    "role_not_held": "{member} had no administrator’s role to take.",
    "lead_given": "{member} is a CPD lead here now: `/cpd-team audit` runs audit rounds.",
    "lead_given_before": "{member} was a CPD lead here already.",
    "lead_taken": "{member} is no longer a CPD lead. Rounds of theirs are passed on.",
    "lead_not_held": "{member} was no CPD lead.",
    "member_not_enrolled": "They are not in that scheme any more.",
    "registration_kept": "Kept, and {member} is told.",
    "no_such_rule": "I do not know that rule.",
    "nothing_to_confirm": "“{key}” has no value to confirm. You can change it and give it one.",
    "decided_already": "“{key}” is decided already. You can change it.",
    "rule_date_out_of_range": "That day is too far away for a rule to begin.",
    "give_a_value": "Give it a value.",
    "paste_a_document": "Paste a pack or a framework first.",
    "choose_first_day": "Choose the first day on which it holds.",
    "rule_value": "That value does not fit: “{key}” {reason}.",
}

VALUES: Final[Mapping[str, Callable[[Any], str]]] = {"key": rule_name}
"""How a value is written, by its name."""
