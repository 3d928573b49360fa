"""Tables in every form in which people keep their logs."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from bot.readers.limits import MIB, Limits
from tests.integration.readers.harness import Desk, archive
from tests.integration.readers.test_kinds import understated

HEADING = ["Date", "Title", "Hours"]
ROW = ["01/03/2026", "Körper & Geist", "1,5"]


def _workbook(path: Path, *sheets: list[list[Any]], hidden: int | None = None) -> Path:
    book = xlsxwriter.Workbook(str(path))
    formats = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        time: book.add_format({"num_format": "hh:mm"}),
        timedelta: book.add_format({"num_format": "[h]:mm"}),
    }
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet()
        if number == hidden:
            sheet.hide()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, 3)
                elif cell is not None:
                    sheet.write(row, column, cell, formats.get(type(cell)))
    book.close()
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_every_encoding_with_every_delimiter(
    desk: Desk, encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in (HEADING, ROW, ROW)]
    first, rows = desk.table("\r\n".join(lines).encode(encoding), "log.csv")
    assert rows == [HEADING, ROW, ROW]
    assert first == {"sheet": "", "columns": 3, "rows": 3}


def test_commas_in_words_part_no_cells_where_semicolons_do(desk: Desk) -> None:
    content = "Date;Title;Hours\n1 March;One, two, three;1,5\n2 March;Four, five;2,5\n"
    _, rows = desk.table(content.encode(), "log.csv")
    assert rows[1] == ["1 March", "One, two, three", "1,5"]


def test_decimal_commas_part_no_cells(desk: Desk) -> None:
    _, rows = desk.table(b"2026-03-01;1,5\n2026-03-02;2,5\n", "log.csv")
    assert rows == [["2026-03-01", "1,5"], ["2026-03-02", "2,5"]]


def test_row_numbers_are_those_of_the_file(desk: Desk) -> None:
    content = b'sep=;\n\nDate;Title\n;;\n"two\nlines";x\n\n\n'
    _, rows = desk.table(content, "log.csv")
    assert rows == [[], [], ["Date", "Title"], [], ["two\nlines", "x"]]


def test_formulas_in_a_csv_are_text(desk: Desk) -> None:
    content = b'Date,Title\n=1+1,@SUM(A1)\n+44 20,-2\n"=HYPERLINK(""x"")",x\n'
    _, rows = desk.table(content, "log.csv")
    assert rows[1:] == [["=1+1", "@SUM(A1)"], ["+44 20", "-2"], ['=HYPERLINK("x")', "x"]]


def test_a_quote_that_is_never_closed_takes_one_cell(desk: Desk) -> None:
    rows = ['1 March,"A course', *["2 March,Another"] * 100_000]
    _, read = desk.table("\n".join(rows).encode(), "log.csv", Limits(rows=10))
    assert read[0] == ["1 March", '"A course']
    assert read[1] == ["2 March", "Another"]


def test_a_csv_of_two_hundred_columns_is_cut(desk: Desk) -> None:
    read = desk.read(",".join(map(str, range(200))).encode(), "log.csv")
    assert read.cut
    assert read.table is not None
    assert read.table.read_text().splitlines()[0].strip().endswith('"columns": 60, "rows": 1}')


def test_columns_without_a_word_are_not_missed(desk: Desk) -> None:
    assert not desk.read(b"a,b" + b"," * 300 + b"\nc,d\n", "log.csv").cut


def test_a_csv_of_a_million_rows_is_stopped_early(desk: Desk) -> None:
    content = b"2026-01-01,A course,1.5\n" * 1_000_000
    read = desk.read(content, "log.csv", Limits(seconds=20, memory=150 * MIB))
    assert (read.unread, read.cut) == (None, True)
    assert read.table is not None
    with read.table.open() as rows:
        assert sum(1 for _ in rows) == 20_001


def test_a_long_cell_is_cut(desk: Desk) -> None:
    _, rows = desk.table(b"a," + b"x" * 9_000, "log.csv")
    assert len(rows[0][1]) == 4_000


def test_what_is_written_is_bounded(desk: Desk) -> None:
    row = (",".join(["x" * 4_000] * 50) + "\n").encode()
    read = desk.read(row * 100, "log.csv", Limits(written=3 * MIB))
    assert read.cut
    assert read.table is not None
    assert read.table.stat().st_size < 3 * MIB


def test_cells_of_a_workbook_by_their_kind(desk: Desk) -> None:
    path = _workbook(
        desk.home / "a.xlsx",
        [
            [],
            [None, "Title", "when"],
            [],
            [None, date(2026, 3, 1), datetime.fromisoformat("2026-03-01T09:30"), time(1, 30)],
            [None, timedelta(hours=30, minutes=5), True, 1.5, 2, 1e-7, 12345678901234.0],
            [None, "=1+2", " ", "x"],
        ],
    )
    first, rows = desk.table(path, "log.xlsx")
    assert first == {"sheet": "Sheet1", "columns": 7, "rows": 6}
    assert rows == [
        [],
        [None, "Title", "when"],
        [],
        [None, {"d": "2026-03-01"}, {"dt": "2026-03-01T09:30"}, {"m": 90}],
        [
            *(None, {"m": 1805}, {"b": True}, {"n": "1.5"}, {"n": "2"}),
            *({"n": "0.0000001"}, {"n": "12345678901234"}),
        ],
        [None, {"n": "3"}, None, "x"],
    ]


def test_the_longest_sheet_is_taken_and_hidden_ones_left_out(desk: Desk) -> None:
    sheets = [["a"]] * 2, [["b"]] * 9, [["c"]] * 5
    first, rows = desk.table(_workbook(desk.home / "a.xlsx", *sheets, hidden=1), "log.xlsx")
    assert (first["sheet"], rows) == ("Sheet3", [["c"]] * 5)


def test_an_ods(desk: Desk) -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        '<table:table table:name="Log"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>Title</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-01">'
        "<text:p>1.3.</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="1.5"><text:p>1,5</text:p>'
        "</table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    made = archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
    first, rows = desk.table(made, "log.ods")
    assert first["sheet"] == "Log"
    assert rows == [["Title", {"d": "2026-03-01"}, {"n": "1.5"}]]


def test_a_workbook_without_a_cell(desk: Desk) -> None:
    assert desk.read(_workbook(desk.home / "a.xlsx", []), "log.xlsx").unread == "empty"


def test_a_workbook_that_is_cut_off(desk: Desk) -> None:
    content = _workbook(desk.home / "a.xlsx", [["a"]]).read_bytes()
    assert desk.read(content[:-200], "log.xlsx").unread == "broken"


def _with_sheet(path: Path, rows: str) -> bytes:
    """A workbook with the rows of its sheet replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before, _, rest = content.decode().partition("<sheetData>")
                _, _, after = rest.partition("</sheetData>")
                content = f"{before}<sheetData>{rows}</sheetData>{after}".encode()
            new.writestr(name, content)
    return out.getvalue()


def test_a_workbook_of_a_million_rows_is_stopped_early(desk: Desk) -> None:
    path = _workbook(desk.home / "a.xlsx", [["a"]])
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>46000</v></c><c r="B{n}"><v>1.5</v></c></row>'
        for n in range(1, 1_000_001)
    )
    read = desk.read(_with_sheet(path, rows), "log.xlsx")
    assert (read.unread, read.cut) == (None, True)
    assert read.table is not None
    with read.table.open() as lines:
        assert sum(1 for _ in lines) == 20_001


@pytest.mark.parametrize("declared", [True, False])
def test_a_zip_bomb_in_a_workbook(desk: Desk, *, declared: bool) -> None:
    """The library that reads it would inflate all of it, whatever its directory says."""
    path = _workbook(desk.home / "a.xlsx", [["a"]])
    bomb = _with_sheet(path, " " * 20 * MIB)
    content = bomb if declared else understated(bomb)
    assert desk.read(content, "log.xlsx", Limits(inflated=10 * MIB)).unread == "too_large"


def test_a_cell_at_the_end_of_the_earth_takes_no_memory_of_ours(desk: Desk) -> None:
    """One cell in the last row and column makes a table of 17 thousand million empty ones."""
    path = _workbook(desk.home / "a.xlsx", [["a"]])
    cells = "".join(
        f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
        for column, row in (("A", 1), ("XFD", 1_048_576))
    )
    read = desk.read(_with_sheet(path, cells), "log.xlsx", Limits(seconds=20))
    assert (read.kind, read.unread) == ("xlsx", "too_much_memory")
