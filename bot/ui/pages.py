"""What pages look like in Slack: a message as blocks, a form as a modal; each by its kind."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.conversation.problems import Problem
from bot.services.dispatch import (
    Action,
    Form,
    Message,
    Mistaken,
    admin,
    data_rights,
    members,
    planning,
    record,
    teams,
)
from bot.services.dispatch.pages import Help, Say, Standing, Told
from bot.services.refused import Refused
from bot.ui import admin as administration
from bot.ui import modals
from bot.ui.blocks import Content, View
from bot.ui.details import copied, details
from bot.ui.ended_cycle import ended_cycle
from bot.ui.help import draft_made, help_page, more_help
from bot.ui.nudges import snoozed
from bot.ui.said import said
from bot.ui.sentences import objection, refusal
from bot.ui.settings import settings
from bot.ui.status import entry_list, status
from bot.ui.taken_back import taken_back
from bot.ui.team import reminded, team
from bot.ui.told import told


def _help(page: Help) -> Content:
    if page.more:
        return more_help(administrator=page.administrator)
    return help_page(page.standings)


_MESSAGES: Final[Mapping[type[Message], Callable[[Any, str], Content]]] = {
    Say: lambda page, _: said(page.sentence, **page.values),
    Standing: lambda page, _: status(page.standings),
    Help: lambda page, _: _help(page),
    Told: lambda page, _: told(page.answer),
    record.DraftMade: lambda _, bot: draft_made(bot),
    record.EntryList: lambda page, _: entry_list(
        page.entries, year=page.year, page=page.page, count=page.count, only=page.only
    ),
    record.TakenBack: lambda page, _: taken_back(page.queued()["reverted"]),
    members.Settings: lambda page, _: settings(page.view),
    members.CycleNews: lambda page, _: ended_cycle(page.scheme, named=page.named, asks=page.asks),
    members.Snoozed: lambda page, _: snoozed(page.day),
    teams.TeamShown: lambda page, _: team(page.page).without(page.refused),
    teams.Reminded: lambda page, _: reminded(page.name),
    admin.AdminHelp: lambda _page, _bot: administration.overview(),
    admin.Rules: lambda page, _: administration.rules(page.view, page.skip),
    admin.Members: lambda page, _: administration.members(page.page),
    admin.Administrators: lambda page, _: administration.administrators(page.people),
    admin.RoleGiven: lambda page, _: administration.role_given(
        said("role_given", member=page.slack_id), page.slack_id
    ),
    admin.RoleTakenBack: lambda page, _: said(
        "role_taken" if page.taken else "role_not_held", member=page.slack_id
    ),
    admin.RuleDecided: lambda page, _: administration.rule_decided(page.key, page.value, page.view),
    data_rights.ExportAsked: lambda _, bot: said("export_under_way", bot=bot),
}

_FORMS: Final[Mapping[type[Form], Callable[[Any], View]]] = {
    record.EditForm: lambda form: modals.edit_modal(
        form.entry, form.at_stake, form.evidence, form.kept_whole
    ),
    record.EvidenceForm: lambda form: modals.evidence_modal(form.entry_id),
    record.AnswerForm: lambda form: modals.answer_modal(form.entry_id, form.question, form.stands),
    record.NewDateForm: lambda form: modals.new_date_modal(form.entry, form.today),
    record.DetailsForm: lambda form: details(form.details),
    record.CopyForm: lambda form: copied(form.card),
    record.LogForm: lambda form: modals.log_modal(form.told, plan=form.plan),
    planning.WriteUpForm: lambda form: modals.write_up_modal(
        form.day, nudge=form.nudge, write_up=form.write_up, passed=form.passed
    ),
    members.SchemeForm: lambda form: modals.scheme_modal(form.offered),
    members.CycleForm: lambda form: modals.cycle_modal(form.scheme),
    members.JoinedForm: lambda form: modals.joined_modal(form.scheme),
    members.OpeningForm: lambda form: modals.opening_modal(form.scheme),
    members.CycleShowedForm: lambda form: modals.cycle_showed_modal(form.scheme),
    members.JobForm: lambda form: modals.job_modal(
        form.job, form.today, told=form.told, key=form.key
    ),
    members.ManagerForm: lambda form: modals.manager_modal(
        form.manager.slack_id if form.manager else None
    ),
    members.WorkingTimeForm: lambda form: modals.working_time_modal(form.member, form.country),
    members.NudgesForm: lambda form: modals.nudges_modal(form.member),
    members.PrivacyForm: lambda form: modals.privacy_modal(form.member),
    members.HelpForm: lambda _: modals.help_modal(),
    admin.RuleForm: lambda form: modals.rule_modal(form.rule, form.today),
    data_rights.EraseForm: lambda form: modals.erase_modal(form.view),
}


def message(page: Message, bot_user_id: str) -> Content:
    """What a message says; `bot_user_id` is who the bot is where it is shown."""
    return _MESSAGES[type(page)](page, bot_user_id)


_TITLES: Final[Mapping[type[Message], str]] = {
    Standing: "Where you stand",
    Help: "Help",
    record.EntryList: "Your record",
    members.Settings: "Settings",
    members.CycleNews: "Your last cycle",
    teams.TeamShown: "Your team",
    data_rights.ExportAsked: "Your export",
}
"""What stands above a page over Home or a modal; "CPD" above all others."""


def over(page: Message, bot_user_id: str, shown_by: Action) -> View:
    """A message over Home or another modal, with all its blocks."""
    content, kind = message(page, bot_user_id), type(page).__name__
    title = _TITLES.get(type(page), "CPD")
    if shown_by.shows_a_page:
        return modals.page_over(content, title, kind, shown_by)
    return modals.aside(content, title, kind)


def form(page: Form) -> View:
    """What a form asks."""
    return _FORMS[type(page)](page)


def mistakes(mistaken: Mistaken) -> dict[str, str]:
    """One sentence of plain text for each field that cannot be taken, by its block_id."""
    return {field: _words(why) for field, why in mistaken.fields.items()}


def _words(why: Problem | Refused) -> str:
    return objection(why) if isinstance(why, Problem) else refusal(why)
