"""How administrators' pages look."""

from typing import Final

from bot.services.admin import actions as admin
from bot.ui.admin import lists as administration
from bot.ui.kit.page_looks import MessageLook
from bot.ui.kit.said import said

PAGES: Final = (
    MessageLook(admin.AdminHelp, lambda page, _: administration.overview(coach=page.coach)),
    MessageLook(admin.Rules, lambda page, _: administration.rules(page.view, page.skip)),
    MessageLook(admin.Members, lambda page, _: administration.members(page.page)),
    MessageLook(
        admin.Administrators,
        lambda page, _: administration.administrators(page.people, page.leads),
    ),
    MessageLook(
        admin.RoleGiven,
        lambda page, _: administration.role_given(
            said("role_given", member=page.slack_id), page.slack_id
        ),
    ),
    MessageLook(
        admin.RoleTakenBack,
        lambda page, _: said("role_taken" if page.taken else "role_not_held", member=page.slack_id),
    ),
    MessageLook(
        admin.RuleDecided,
        lambda page, _: administration.rule_decided(page.key, page.value, page.view),
    ),
)
