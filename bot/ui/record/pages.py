"""How pages about entries look; forms to fill in are declared beside their builders."""

from typing import Final

from bot.services.record import actions as record
from bot.ui.kit.info_modal import aside
from bot.ui.kit.page_looks import FormLook, MessageLook
from bot.ui.record.capture_form import draft_made
from bot.ui.record.details import copied, details
from bot.ui.record.entered import not_entered
from bot.ui.record.entry_list import entry_list
from bot.ui.record.narrative import narrative
from bot.ui.record.undo import taken_back
from bot.ui.schemes.what_if import what_if

PAGES: Final = (
    MessageLook(record.DraftMade, lambda _, bot: draft_made(bot)),
    MessageLook(
        record.EntryList,
        lambda page, _: entry_list(
            page.entries, year=page.year, page=page.page, count=page.count, only=page.only
        ),
        "Your record",
    ),
    MessageLook(record.NotEnteredPage, lambda page, _: not_entered(page), "Not entered yet"),
    MessageLook(record.TakenBack, lambda page, _: taken_back(page.queued()["reverted"])),
)

FORMS: Final = (
    FormLook(record.DetailsForm, lambda form: details(form.details)),
    FormLook(record.CopyForm, lambda form: copied(form.card)),
    FormLook(record.NarrativeForm, narrative),
    FormLook(record.WithoutForm, lambda form: aside(what_if(form.what_if), "What if", "what_if")),
)
