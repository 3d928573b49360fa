"""Modals: each with what reads it back as an action, as pure functions. None is opened here."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.services.dispatch import Action
from bot.services.refused import Refused
from bot.ui.ids import Callback
from bot.ui.modals.administering import read_rule, rule_modal
from bot.ui.modals.answering import answer_modal, read_answer
from bot.ui.modals.aside import aside, page_over
from bot.ui.modals.capturing import log_modal, read_log
from bot.ui.modals.editing import (
    edit_modal,
    evidence_modal,
    new_date_modal,
    read_edit,
    read_evidence,
    read_new_date,
)
from bot.ui.modals.enrolling import (
    cycle_modal,
    cycle_showed_modal,
    joined_modal,
    opening_modal,
    read_cycle,
    read_cycle_showed,
    read_joined,
    read_opening,
    read_scheme,
    scheme_modal,
)
from bot.ui.modals.erasing import erase_modal, read_erase
from bot.ui.modals.helping import help_modal, read_help
from bot.ui.modals.personal import (
    job_modal,
    manager_modal,
    nudges_modal,
    privacy_modal,
    read_job,
    read_manager,
    read_nudges,
    read_privacy,
    read_working_time,
    working_time_modal,
)
from bot.ui.modals.planning import read_write_up, write_up_modal
from bot.ui.modals.values import Carried, Values, carried

READ: Final[Mapping[Callback, Callable[[Carried, Values], Action]]] = {
    Callback.EDIT: read_edit,
    Callback.ANSWER: read_answer,
    Callback.EVIDENCE: read_evidence,
    Callback.NEW_DATE: read_new_date,
    Callback.LOG: read_log,
    Callback.SCHEME: read_scheme,
    Callback.CYCLE: read_cycle,
    Callback.JOINED: read_joined,
    Callback.OPENING: read_opening,
    Callback.CYCLE_SHOWED: read_cycle_showed,
    Callback.JOB: read_job,
    Callback.MANAGER: read_manager,
    Callback.WORKING_TIME: read_working_time,
    Callback.NUDGES: read_nudges,
    Callback.PRIVACY: read_privacy,
    Callback.ERASE: read_erase,
    Callback.RULE: read_rule,
    Callback.TELL_ADMINISTRATOR: read_help,
    Callback.WRITE_UP: read_write_up,
}
"""By callback_id: what a form means when it is submitted."""


def submitted(callback_id: str, metadata: object, values: Values) -> Action:
    """What a form means that is sent: what it is known by, its `private_metadata`, and its
    `state.values`. Raises Refused: form_outdated where nobody reads it, and old_button.
    """
    try:
        read = READ[Callback(callback_id)]
    except (KeyError, ValueError):
        raise Refused("form_outdated") from None
    return read(carried(metadata), values)


__all__ = [
    "READ",
    "answer_modal",
    "aside",
    "carried",
    "cycle_modal",
    "cycle_showed_modal",
    "edit_modal",
    "erase_modal",
    "evidence_modal",
    "help_modal",
    "job_modal",
    "joined_modal",
    "log_modal",
    "manager_modal",
    "new_date_modal",
    "nudges_modal",
    "opening_modal",
    "page_over",
    "privacy_modal",
    "rule_modal",
    "scheme_modal",
    "submitted",
    "working_time_modal",
    "write_up_modal",
]
