"""Modals: each with what reads it back as an action, as pure functions. None is opened here."""

from collections.abc import Mapping

from bot.services.dispatch import Action
from bot.services.refused import Refused
from bot.ui.modals.administering import rule_modal
from bot.ui.modals.answering import answer_modal
from bot.ui.modals.aside import aside, page_over
from bot.ui.modals.capturing import log_modal
from bot.ui.modals.editing import (
    edit_modal,
    evidence_modal,
    new_date_modal,
)
from bot.ui.modals.enrolling import (
    cycle_modal,
    cycle_showed_modal,
    joined_modal,
    opening_modal,
    scheme_modal,
)
from bot.ui.modals.erasing import erase_modal
from bot.ui.modals.helping import help_modal
from bot.ui.modals.personal import (
    job_modal,
    manager_modal,
    nudges_modal,
    privacy_modal,
    working_time_modal,
)
from bot.ui.modals.planning import write_up_modal
from bot.ui.modals.values import Values, carried
from bot.ui.page_looks import Read, looks


def readers() -> Mapping[str, Read]:
    """By callback_id: what a form means when it is submitted."""
    return looks().readers


def submitted(callback_id: str, metadata: object, values: Values) -> Action:
    """What a form means that is sent: what it is known by, its `private_metadata`, and its
    `state.values`. Raises Refused: form_outdated where nobody reads it, and old_button.
    """
    read = readers().get(callback_id)
    if read is None:
        raise Refused("form_outdated")
    return read(carried(metadata), values)


__all__ = [
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
    "readers",
    "rule_modal",
    "scheme_modal",
    "submitted",
    "working_time_modal",
    "write_up_modal",
]
