"""A record as a workbook: a sheet of entries, one of evidence and a summary.

Every text is written as a text, so that no cell is ever a formula; days are days, and times and
credits numbers that can be added up.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from math import ceil
from typing import Any, Final
from unicodedata import east_asian_width

import xlsxwriter

from bot.documents import chart_words, charts, entry_words, overview_words, wording
from bot.documents.child.scripts import runs_from_right
from bot.documents.model import Document, Entry, Scheme, Worth, files_in

_CELL_MOST: Final = 32_767
"""Characters that a cell can hold."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it a workbook counts days otherwise than the calendar does."""

_WIDTHS: Final = {
    "No.": 5,
    "Entry": 8,
    "Title": 38,
    "First day": 12,
    "Last day": 12,
    "Minutes": 9,
    "Kind": 18,
    "Formality": 10,
    "Provider": 22,
    "Subjects": 24,
    "Job then": 20,
    "Evidence": 34,
    "Saved on": 12,
    "Signed off": 34,
    "Entered": 34,
}
_STAGE_WIDTH: Final = 60
_TESTS_WIDTH: Final = 96
_SCHEME_WIDTH: Final = 14
_SUMMARY_WIDTHS: Final = (44, 34, 60)
_EVIDENCE_WIDTHS: Final = {
    "No.": 6,
    "File": 44,
    "Of": 18,
    "Bytes": 12,
    "Kind": 30,
    "SHA-256": 70,
    "Holds until": 12,
}
_A4: Final = 9
_PAGES_WIDE: Final = 3
"""Pages side by side on which the entries are printed."""

_LINE: Final = 15
"""Points of a line."""

_ROW_MOST: Final = 405
"""Points that a row can be high: of what is longer the cell holds all, and shows the beginning."""

_CHARACTER: Final = 1.1
"""How wide a character is at most, on average, in those that a column's width counts."""


def render(document: Document) -> bytes:
    """The file."""
    out = io.BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {
            "title": wording.title_of(document),
            "author": document.person.name or "cpdbot",
            "created": document.moment.astimezone(UTC).replace(tzinfo=None),
        }
    )
    sheets = _Sheets(book)
    _summary(sheets, document)
    _entries(sheets, document)
    _evidence(sheets, document)
    book.close()
    return out.getvalue()


class _Sheets:
    """The workbook with its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        plain = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(plain)
        self.from_right = book.add_format({**plain, "reading_order": 2, "align": "right"})
        self.day = book.add_format({**plain, "num_format": "d mmm yyyy", "align": "left"})
        self.number = book.add_format({**plain, "num_format": "#,##0"})
        self.credits = book.add_format({**plain, "num_format": "#,##0.00"})
        self.head = book.add_format(
            {"bold": True, "valign": "top", "text_wrap": True, "bg_color": "#DCE6EE", "bottom": 1}
        )
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True, "valign": "top"})

    def put(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """A value as what it is; nothing where there is none. Credits come as hundredths / 100."""
        match value:
            case None | "":
                sheet.write_blank(row, column, None, self.text)
            case date() if value >= _FIRST_DAY:
                sheet.write_datetime(row, column, datetime.combine(value, time()), self.day)
            case date():
                sheet.write_string(row, column, value.isoformat(), self.text)
            case int():
                sheet.write_number(row, column, value, self.number)
            case float():
                sheet.write_number(row, column, value, self.credits)
            case _:
                text = _plain(str(value))
                look = self.from_right if runs_from_right(text) else self.text
                sheet.write_string(row, column, text, look)


def _high(values: Sequence[Any], widths: Sequence[float]) -> float:
    """How high a row is to be so that nothing in it lies over the next: Excel would work that out
    by itself, other programs do not.
    """
    lines = 1
    for value, wide in zip(values, widths, strict=False):
        if isinstance(value, str):
            fits = max(1, int(wide / _CHARACTER))
            lines = max(lines, sum(ceil(max(1, _wide(one)) / fits) for one in value.split("\n")))
    return min(lines * _LINE, _ROW_MOST)


def _wide(text: str) -> int:
    """In characters of Latin script; a Chinese one takes the room of two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _plain(text: str) -> str:
    """Without what a workbook cannot hold, and no longer than a cell takes."""
    kept = "".join(one for one in text if one in "\t\n" or ord(one) >= 32)
    return kept if len(kept) <= _CELL_MOST else f"{kept[: _CELL_MOST - 1]}…"


def _summary(sheets: _Sheets, document: Document) -> None:
    sheet = sheets.book.add_worksheet("Summary")
    for column, wide in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(column, column, wide)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, wording.title_of(document), sheets.title)
    row = 2
    for fact in wording.head_of(document):
        row = _row(sheets, sheet, row, fact)
    for line in wording.front_lines(document):
        row = _line(sheets, sheet, row, line)
    for scheme in document.schemes:
        row = _scheme(sheets, sheet, row + 1, document, scheme)
    row = _heading(sheets, sheet, row + 1, "Entries by month")
    months = charts.rhythm(document)
    for month in months:
        row = _row(sheets, sheet, row, [chart_words.month(month), month.entries])
    row = _line(sheets, sheet, row, chart_words.rhythm_words(months, charts.undated(document)))
    kinds = charts.mix(document)
    row = _heading(sheets, sheet, row + 1, "Kinds of activity")
    for kind in kinds:
        row = _row(sheets, sheet, row, [chart_words.kind_name(kind), kind.entries])
    row = _line(sheets, sheet, row, chart_words.mix_words(kinds, charts.formality(document)))
    for line in (
        wording.STATES_MEAN,
        wording.CHECKED_BY,
        wording.outlook(document),
        overview_words.overview_note(document),
        wording.provenance_of(document),
    ):
        row = _line(sheets, sheet, row + 1, line) if line else row


def _scheme(sheets: _Sheets, sheet: Any, row: int, document: Document, scheme: Scheme) -> int:
    row = _heading(sheets, sheet, row, scheme.title)
    for line in wording.scheme_lines(scheme):
        row = _line(sheets, sheet, row, line)
    for heading, figures in (
        ("", scheme.totals),
        (wording.BY_YEAR, scheme.years),
        (wording.standing_heading(document), scheme.standing),
    ):
        if heading and figures:
            row = _heading(sheets, sheet, row, heading)
        for figure in figures:
            row = _row(sheets, sheet, row, _figure(figure))
    for line in filter(None, (wording.opening_line(scheme), wording.by_account_line(scheme))):
        row = _line(sheets, sheet, row, line)
    return row


def _figure(figure: Any) -> list[Any]:
    return [
        wording.figure_name(figure),
        wording.figure_amount(figure),
        wording.figure_source(figure),
    ]


def _heading(sheets: _Sheets, sheet: Any, row: int, text: str) -> int:
    sheet.write_string(row, 0, _plain(text), sheets.bold)
    return row + 1


def _row(
    sheets: _Sheets,
    sheet: Any,
    row: int,
    values: Sequence[Any],
    widths: Sequence[float] = _SUMMARY_WIDTHS,
) -> int:
    for column, value in enumerate(values):
        sheets.put(sheet, row, column, value)
    sheet.set_row(row, _high(values, widths))
    return row + 1


def _line(sheets: _Sheets, sheet: Any, row: int, text: str) -> int:
    """A sentence over the whole width of the summary."""
    text = _plain(text)
    sheet.merge_range(row, 0, row, len(_SUMMARY_WIDTHS) - 1, text, sheets.text)
    sheet.set_row(row, _high([text], [sum(_SUMMARY_WIDTHS)]))
    return row + 1


def _entries(sheets: _Sheets, document: Document) -> None:
    sheet = sheets.book.add_worksheet("Entries")
    stages = wording.stages_of(document)
    schemes = [one.title for one in document.schemes]
    head = [
        *_WIDTHS,
        *(called for called, _ in stages),
        *(f"{what}: {title}" for title in schemes for what in ("State", "Credits", "Tests")),
    ]
    widths = [_width(name, stages) for name in head]
    for column, (name, wide) in enumerate(zip(head, widths, strict=True)):
        sheet.write_string(0, column, _plain(name), sheets.head)
        sheet.set_column(column, column, wide)
    sheet.set_row(0, _high(head, widths))
    sheet.freeze_panes(1, 3)
    for row, entry in enumerate(document.entries, start=1):
        _row(sheets, sheet, row, _cells(entry, document), widths)
    if document.entries:
        sheet.autofilter(0, 0, len(document.entries), len(head) - 1)
        below = len(document.entries) + 2  # apart from what is filtered and sorted
        _row(sheets, sheet, below, _together(document, head), widths)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(_PAGES_WIDE, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 2)


def _width(name: str, stages: Sequence[tuple[str, str]]) -> float:
    if name.startswith("Tests: "):
        return _TESTS_WIDTH
    told = name in {called for called, _ in stages}
    return _STAGE_WIDTH if told else _WIDTHS.get(name, _SCHEME_WIDTH)


def _cells(entry: Entry, document: Document) -> list[Any]:
    told = {one.stage: one.words for one in entry.told}
    told |= dict.fromkeys(entry.left_out, f"{entry_words.LEFT_OUT}.")
    worth = {one.scheme: one for one in entry.worth}
    cells: list[Any] = [
        entry.number,
        entry.id,
        entry.title,
        entry.first_day,
        entry.last_day,
        entry.minutes,
        entry.type,
        entry.formality,
        entry.provider,
        entry_words.subjects_of(entry),
        entry.job,
        "\n".join(map(entry_words.evidence_line, entry.evidence)),
        entry.saved_on,
        "\n".join(map(entry_words.sign_off_line, entry.sign_offs)),
        "\n".join(entry_words.entered_lines(entry)),
        *(told.get(stage, "") for _, stage in wording.stages_of(document)),
    ]
    for scheme in document.schemes:
        cells += _worth(worth.get(scheme.title))
    return cells


def _together(document: Document, head: Sequence[str]) -> list[Any]:
    """What the columns come to: time that is known, and what counts under each scheme."""
    cells: list[Any] = [None] * len(head)
    cells[head.index("Title")] = overview_words.TOGETHER
    cells[head.index("Minutes")] = sum(one.minutes or 0 for one in document.entries)
    for scheme in document.schemes:
        for one in scheme.totals:
            if one.name == "counted" and one.unit == "credits" and one.amount is not None:
                cells[head.index(f"Credits: {scheme.title}")] = one.amount / 100
    return cells


def _worth(worth: Worth | None) -> list[Any]:
    if worth is None:
        return [None, None, None]
    counts = worth.state == "counted" and worth.credits is not None
    tests = "\n".join(
        f"{name}: {verdict}. {reason}" for name, verdict, reason, _ in entry_words.test_rows(worth)
    )
    credits = (worth.credits or 0) / 100 if counts else None
    state = entry_words.NOT_LOADED if worth.not_loaded else entry_words.STATES[worth.state]
    return [state, credits, tests]


def _evidence(sheets: _Sheets, document: Document) -> None:
    files = files_in(document)
    sheet = sheets.book.add_worksheet("Evidence")
    widths = [*_EVIDENCE_WIDTHS.values()]
    for column, (name, wide) in enumerate(_EVIDENCE_WIDTHS.items()):
        sheet.write_string(0, column, name, sheets.head)
        sheet.set_column(column, column, wide)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for row, one in enumerate(files, start=1):
        entries = entry_words.entries_with(document, one.number)
        values = [one.number, one.name, entries, one.size, one.media_type, one.sha256, one.runs_out]
        _row(sheets, sheet, row, values, widths)
