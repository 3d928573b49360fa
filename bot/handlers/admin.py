"""`/cpd admin`: assumed rules, roles, members and their enrolments. For administrators alone."""

from collections.abc import Mapping

from bot.handlers.surfaces import Clicked, Command, Commanded, Modal, Shown, Submission, Submitted
from bot.services import admin
from bot.services.admin import DecidedRule, OpenRule
from bot.services.desk import Desk
from bot.services.people import must_administer
from bot.services.refused import Refused
from bot.ui import admin as pages
from bot.ui.ids import Act, Callback, Click
from bot.ui.modals import Mistakes, read_rule, rule_modal
from bot.ui.said import said


async def command(desk: Desk, given: Command) -> Shown:
    """What stands behind `/cpd admin`; by itself it shows what there is to decide."""
    word, _, rest = given.text.strip().partition(" ")
    chosen = _SUBCOMMANDS.get(word.casefold())
    if chosen is None:
        raise Refused("unknown_admin_command", word=word)
    return await chosen(desk, Command(rest.strip(), given.people, given.bot_user_id))


async def _overview(desk: Desk, _given: Command) -> Shown:
    await must_administer(desk, desk.admins)
    return pages.overview()


async def _rules(desk: Desk, _given: Command) -> Shown:
    return pages.rules(await admin.rules_view(desk, desk.admins))


async def _members(desk: Desk, _given: Command) -> Shown:
    return pages.members(await admin.members_page(desk, desk.admins))


async def _administrators(desk: Desk, _given: Command) -> Shown:
    return pages.administrators(await admin.administrators(desk, desk.admins))


async def _give(desk: Desk, given: Command) -> Shown:
    for named in given.people.values():
        new = await admin.give_administrator(desk, desk.admins, named)
        return said("role_given" if new else "role_given_before", member=named.slack_id)
    raise Refused("role_for_whom")


async def _take(desk: Desk, given: Command) -> Shown:
    for slack_id in given.people:
        taken = await admin.take_administrator(desk, desk.admins, slack_id)
        return said("role_taken" if taken else "role_not_held", member=slack_id)
    raise Refused("role_for_whom")


async def _members_clicked(desk: Desk, click: Click) -> Shown:
    return pages.members(await admin.members_page(desk, desk.admins, click.meta.member or 0))


async def _confirm(desk: Desk, click: Click) -> Shown:
    decision = await admin.confirm_rule(
        desk, desk.admins, click.meta.pack or "", click.meta.key or ""
    )
    return pages.rule_decided(decision.key, decision.value)


async def _change(desk: Desk, click: Click) -> Shown:
    view = await admin.rules_view(desk, desk.admins)
    rules: tuple[OpenRule | DecidedRule, ...] = (*view.open, *view.decided)
    for rule in rules:
        if (rule.pack, rule.key) == (click.meta.pack, click.meta.key):
            return Modal(rule_modal(rule, desk.today))
    raise Refused("no_such_rule")


async def _changed(desk: Desk, form: Submission) -> Shown:
    rule = read_rule(form.values)
    if isinstance(rule, Mistakes):
        return rule
    await admin.change_rule(
        desk,
        desk.admins,
        form.meta.pack or "",
        form.meta.key or "",
        value=rule.value,
        since=rule.valid_from,
    )
    return None


_SUBCOMMANDS: Mapping[str, Commanded] = {
    "": _overview,
    "rules": _rules,
    "members": _members,
    "roles": _administrators,
    "give": _give,
    "take": _take,
}

CLICKS: Mapping[Act, Clicked] = {
    Act.MEMBERS: _members_clicked,
    Act.CONFIRM_RULE: _confirm,
    Act.CHANGE_RULE: _change,
}

FORMS: Mapping[Callback, Submitted] = {Callback.RULE: _changed}
