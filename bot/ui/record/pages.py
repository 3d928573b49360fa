"""How pages about entries look; forms to fill in stand in `bot.ui.modals`."""

from typing import Final

from bot.services.dispatch import record
from bot.ui.details import copied, details
from bot.ui.help import draft_made
from bot.ui.page_looks import FormLook, MessageLook
from bot.ui.status import entry_list
from bot.ui.taken_back import taken_back

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
