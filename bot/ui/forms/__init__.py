"""Modals: each with what reads it back as an action, as pure functions. None is opened here."""

from collections.abc import Mapping

from bot.services.context.refused import Refused
from bot.services.dispatch import Action
from bot.ui.admin.rule_form import rule_modal
from bot.ui.data_rights.erase_form import erase_modal
from bot.ui.kit.aside import aside, page_over
from bot.ui.kit.form_values import Values, carried
from bot.ui.kit.page_looks import Read, looks
from bot.ui.members.help_form import help_modal
from bot.ui.members.scheme_forms import (
    cycle_modal,
    cycle_showed_modal,
    joined_modal,
    opening_modal,
    scheme_modal,
)
from bot.ui.members.settings_forms import (
    job_modal,
    manager_modal,
    nudges_modal,
    privacy_modal,
    working_time_modal,
)
from bot.ui.nudges.write_up_form import write_up_modal
from bot.ui.record.answer_form import answer_modal
from bot.ui.record.capture_form import log_modal
from bot.ui.record.edit_form import edit_modal, evidence_modal, new_date_modal


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
