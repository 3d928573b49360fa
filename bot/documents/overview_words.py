"""The words of a document that say of all its entries, a row each, what they come to."""

from typing import Final

from bot.documents.entry_words import NOT_LOADED, STATES, entry_title
from bot.documents.model import Document, Entry, Scheme
from bot.documents.wording import figure_amount
from bot.documents.writing import NOT_SAID, days
from bot.figures import credits, duration, several

_ADDED_UP: Final = ("counted", "waiting")
"""The totals that the rows of an overview come to."""

OVERVIEW: Final = "All entries at a glance"
OVERVIEW_ROUNDED: Final = (
    "Credits are added up first and rounded once: the rows, each rounded by itself, can come to a "
    "few hundredths more or less."
)
TOGETHER: Final = "Together"


def overview_head(document: Document) -> tuple[str, ...]:
    """What `overview_rows` has in its columns."""
    return ("No.", "Entry", "When", "Length", *(one.title for one in document.schemes), "Evidence")


def overview_rows(document: Document) -> list[tuple[str, ...]]:
    """A row for each entry, to be seen at once and added up."""
    return [
        (
            str(entry.number),
            entry_title(entry),
            days(entry.first_day, entry.last_day),
            NOT_SAID if entry.minutes is None else duration(entry.minutes),
            *(_worth_cell(entry, one) for one in document.schemes),
            _evidence_cell(entry),
        )
        for entry in document.entries
    ]


def overview_total(document: Document) -> tuple[str, ...]:
    """What the rows come to, in the same columns: time that is known, and each scheme's totals."""
    minutes = sum(one.minutes or 0 for one in document.entries)
    totals = (_total_cell(one) for one in document.schemes)
    return ("", TOGETHER, "", duration(minutes), *totals, "")


def overview_note(document: Document) -> str:
    """Why rounded rows may not come to a total; empty where nothing is rounded."""
    in_credits = any(one.credits is not None for entry in document.entries for one in entry.worth)
    return OVERVIEW_ROUNDED if in_credits else ""


def _worth_cell(entry: Entry, scheme: Scheme) -> str:
    """ "counted, 1.5 credits"."""
    worth = next((one for one in entry.worth if one.scheme == scheme.title), None)
    if worth is None:
        return "–"
    if worth.not_loaded:
        return NOT_LOADED
    if worth.state == "outside":
        return STATES[worth.state]
    amount = duration(worth.minutes) if worth.credits is None else credits(worth.credits)
    return f"{STATES[worth.state]}, {amount}"


def _total_cell(scheme: Scheme) -> str:
    """ "counted, 144.83 credits; waiting, 14 credits"."""
    said = [f"{one.name}, {figure_amount(one)}" for one in scheme.totals if one.name in _ADDED_UP]
    return "; ".join(said) or "–"


def _evidence_cell(entry: Entry) -> str:
    """ "[1], [2], 1 link"."""
    files = [f"[{one.number}]" for one in entry.evidence if one.kind == "file"]
    links = len(entry.evidence) - len(files)
    return ", ".join([*files, *([several(links, "link")] if links else [])]) or "none"
