"""Modals: each with what reads it back, as pure functions. Opening them is the handlers'."""

from bot.ui.modals.administering import RuleForm, read_rule, rule_modal
from bot.ui.modals.answering import answer_modal, read_answer
from bot.ui.modals.aside import aside
from bot.ui.modals.capturing import LogForm, log_modal, read_log
from bot.ui.modals.editing import edit_modal, new_date_modal, read_edit, read_new_date
from bot.ui.modals.enrolling import (
    OpeningForm,
    cycle_modal,
    opening_modal,
    read_cycle,
    read_opening,
    read_scheme,
    scheme_modal,
)
from bot.ui.modals.erasing import erase_modal, read_erase
from bot.ui.modals.personal import (
    JobForm,
    WorkingTimeForm,
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
from bot.ui.modals.values import Mistakes

__all__ = [
    "JobForm",
    "LogForm",
    "Mistakes",
    "OpeningForm",
    "RuleForm",
    "WorkingTimeForm",
    "answer_modal",
    "aside",
    "cycle_modal",
    "edit_modal",
    "erase_modal",
    "job_modal",
    "log_modal",
    "manager_modal",
    "new_date_modal",
    "nudges_modal",
    "opening_modal",
    "privacy_modal",
    "read_answer",
    "read_cycle",
    "read_edit",
    "read_erase",
    "read_job",
    "read_log",
    "read_manager",
    "read_new_date",
    "read_nudges",
    "read_opening",
    "read_privacy",
    "read_rule",
    "read_scheme",
    "read_working_time",
    "rule_modal",
    "scheme_modal",
    "working_time_modal",
]
