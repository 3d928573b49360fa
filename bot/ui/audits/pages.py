"""How pages of rounds and audits look."""

from typing import Final

from bot.services.audits import audit_actions as auditing
from bot.services.audits import lead_actions as leading
from bot.services.audits import naming_actions as naming
from bot.services.audits import seed_actions as seeding
from bot.ui.audits import audit_pages, naming_pages, own_pages, round_pages
from bot.ui.kit.page_looks import MessageLook

_TITLE: Final = "Audit rounds"

PAGES: Final = (
    MessageLook(leading.RoundsShown, lambda page, _: round_pages.rounds(page.rounds), _TITLE),
    MessageLook(leading.RoundShown, lambda page, _: round_pages.round_page(page.view), _TITLE),
    MessageLook(leading.PeopleShown, lambda page, _: round_pages.people_page(page.page), _TITLE),
    MessageLook(leading.DrawnShown, lambda page, _: round_pages.drawn_page(page.page), _TITLE),
    MessageLook(naming.WhichRound, lambda page, _: naming_pages.which_round(page), _TITLE),
    MessageLook(leading.LogShown, lambda page, _: round_pages.log_page(page.log), _TITLE),
    MessageLook(
        leading.ReportShown,
        lambda page, _: round_pages.report_page(page.number, page.report),
        _TITLE,
    ),
    MessageLook(seeding.SeedMade, lambda page, _: round_pages.seed_made(page), _TITLE),
    MessageLook(seeding.LineShown, lambda page, _: round_pages.line_page(page), _TITLE),
    MessageLook(
        auditing.ReadingShown, lambda page, _: audit_pages.reading_page(page.reading), "Audit"
    ),
    MessageLook(auditing.EntryKept, lambda page, _: audit_pages.entry_kept(page), "Kept"),
    MessageLook(auditing.OwnShown, lambda page, _: own_pages.own_page(page.audit), "Your audit"),
)
