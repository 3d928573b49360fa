"""How pages about entries look; forms to fill in stand in `bot.ui.forms`."""

from typing import Final

from bot.services.record import actions as record
from bot.ui.kit.page_looks import FormLook, MessageLook
from bot.ui.members.help import draft_made
from bot.ui.record.details import copied, details
from bot.ui.record.taken_back import taken_back
from bot.ui.schemes.status import entry_list

PAGES: Final = (
    MessageLook(record.DraftMade, lambda _, bot: draft_made(bot)),
    MessageLook(
        record.EntryList,
        lambda page, _: entry_list(
            page.entries, year=page.year, page=page.page, count=page.count, only=page.only
        ),
        "Your record",
    ),
    MessageLook(record.TakenBack, lambda page, _: taken_back(page.queued()["reverted"])),
)

FORMS: Final = (
    FormLook(record.DetailsForm, lambda form: details(form.details)),
    FormLook(record.CopyForm, lambda form: copied(form.card)),
)
