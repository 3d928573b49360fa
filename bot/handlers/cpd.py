"""`/cpd` and its subcommands, and the buttons that ask for the same pages."""

from collections.abc import Mapping

from bot.handlers import admin
from bot.handlers.surfaces import Clicked, Command, Commanded, Modal, Shown
from bot.services import capture, entries, erasure, export, pausing, settings
from bot.services.cards import card_views
from bot.services.desk import Desk
from bot.services.entries import Source
from bot.services.people import may_administer
from bot.services.refused import Refused
from bot.services.standings import standings_of
from bot.ui.blocks import Content
from bot.ui.escape import unescape
from bot.ui.help import draft_made, help_page
from bot.ui.ids import Act, Click
from bot.ui.modals import erase_modal, log_modal
from bot.ui.said import said
from bot.ui.settings import settings as settings_page
from bot.ui.status import LIST_PAGE, entry_list, status
from bot.ui.words import day


async def _by_itself(desk: Desk, _given: Command) -> Shown:
    administrator = await may_administer(desk, desk.admins)
    return help_page(await standings_of(desk), administrator=administrator)


async def _help(desk: Desk, _given: Command) -> Shown:
    return help_page(administrator=await may_administer(desk, desk.admins))


async def _log(desk: Desk, given: Command) -> Shown:
    return await _draft(desk, given, plan=False)


async def _plan(desk: Desk, given: Command) -> Shown:
    return await _draft(desk, given, plan=True)


async def _draft(desk: Desk, given: Command, *, plan: bool) -> Shown:
    """A draft in the DM, from whatever channel the command was typed in."""
    if not given.text:
        return Modal(log_modal())
    text = unescape(given.text)
    await capture.capture(desk, text, Source(key=desk.origin.key, text=text), plan=plan)
    return draft_made(given.bot_user_id)


async def _status(desk: Desk, _given: Command) -> Shown:
    return status(await standings_of(desk))


async def _list(desk: Desk, given: Command) -> Shown:
    if given.text and not (given.text.isdecimal() and len(given.text) == len("2026")):
        raise Refused("which_year_to_list")
    return await _entries(desk, int(given.text) if given.text else None, page=0)


async def _entries(desk: Desk, year: int | None, page: int) -> Content:
    found, count = await entries.logged_in(desk, year, LIST_PAGE, page * LIST_PAGE)
    return entry_list(await card_views(desk, list(found)), year=year, page=page, count=count)


async def _settings(desk: Desk, _given: Command) -> Shown:
    return settings_page(await settings.settings_view(desk))


async def _pause(desk: Desk, given: Command) -> Shown:
    return said("paused", day=day(await pausing.pause(desk, given.text)))


async def _resume(desk: Desk, _given: Command) -> Shown:
    await pausing.resume(desk)
    return said("resumed")


async def _export(desk: Desk, given: Command) -> Shown:
    await export.ask_for_export(desk)
    return said("export_under_way", bot=given.bot_user_id)


async def _erase(desk: Desk, _given: Command) -> Shown:
    return Modal(erase_modal(await erasure.erasure_view(desk)))


async def _standing_clicked(desk: Desk, _click: Click) -> Shown:
    return status(await standings_of(desk))


async def _help_clicked(desk: Desk, _click: Click) -> Shown:
    return help_page(administrator=await may_administer(desk, desk.admins))


async def _list_clicked(desk: Desk, click: Click) -> Shown:
    return await _entries(desk, click.meta.year, click.meta.page or 0)


async def _export_clicked(desk: Desk, _click: Click) -> Shown:
    await export.ask_for_export(desk)
    return None


SUBCOMMANDS: Mapping[str, Commanded] = {
    "": _by_itself,
    "help": _help,
    "log": _log,
    "plan": _plan,
    "status": _status,
    "list": _list,
    "settings": _settings,
    "pause": _pause,
    "resume": _resume,
    "export": _export,
    "erase": _erase,
    "admin": admin.command,
}

CLICKS: Mapping[Act, Clicked] = {
    Act.STANDING: _standing_clicked,
    Act.HELP: _help_clicked,
    Act.LIST: _list_clicked,
    Act.EXPORT: _export_clicked,
}
