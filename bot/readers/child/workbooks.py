"""XLSX, XLS and ODS by calamine, which gives the values that formulas had when they were saved."""

from collections.abc import Iterator

import python_calamine as calamine

from bot.readers.child import archives, tables
from bot.readers.child.file import File, UnreadableError
from bot.readers.results import FileRead

_SHEETS_MOST = 20
_SHIFT_MOST = 20
"""Empty columns before the first one that are kept, so that columns keep their letters."""


def read(file: File) -> FileRead:
    """Of the sheet with the most rows that is not hidden. Raises UnreadableError."""
    if file.kind in ("xlsx", "ods"):
        archives.check_real_sizes(file.path, file.limits)
    try:
        with calamine.CalamineWorkbook.from_path(file.path) as book:
            sheet = _longest(book)
            if sheet is None:
                raise UnreadableError("empty")
            written, cut = tables.write(
                _rows(sheet), sheet.name, folder=file.folder, limits=file.limits
            )
    except calamine.PasswordError:
        raise UnreadableError("encrypted") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise UnreadableError("broken") from None
    return FileRead(file.kind, file.media_type, pages=1, table=written, cut=cut)


def _longest(book: calamine.CalamineWorkbook) -> calamine.CalamineSheet | None:
    """Sheets are parsed one after another, and one is held beside the one that is parsed."""
    longest = None
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    for name in shown[:_SHEETS_MOST]:
        sheet = book.get_sheet_by_name(name)
        if sheet.height and (longest is None or sheet.height > longest.height):
            longest = sheet
    return longest


def _rows(sheet: calamine.CalamineSheet) -> Iterator[list[object]]:
    """From the file's first row and column."""
    before = sheet.start[1] if sheet.start is not None else 0
    empty: list[object] = [None] * (before if before <= _SHIFT_MOST else 0)
    for row in sheet.iter_rows():
        yield [*empty, *row]
