"""Documents rendered in a process of their own: what stands in them, page by page, and that the
same record gives the same bytes.
"""

import asyncio
import hashlib
import html
import io
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bot.documents import charts, entry_words, overview_words, wording
from bot.documents.limits import MIB, Limits
from bot.documents.model import Document, Format, PlacedFile
from bot.documents.rendering import FetchedFile, Rendered, RenderError, Renderers
from tests import documents
from tests.documents import EvidenceBytes, document, evidence_files

FILES: Sequence[EvidenceBytes] = evidence_files(10)
UGLY = document(20, FILES)


def render(
    record: Document,
    which: Format,
    folder: Path,
    files: Sequence[EvidenceBytes] = (),
    renderers: Renderers | None = None,
) -> Rendered:
    folder.mkdir()
    given = []
    for number, one in enumerate(files, start=1):
        path = folder / f"file-{number}"
        path.write_bytes(one.content)
        given.append(FetchedFile(number, path, one.media_type))
    made = (renderers or Renderers()).render(record, which, folder, given)
    return asyncio.run(made)


@pytest.fixture(scope="module")
def ugly_pdf(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, tuple[PlacedFile, ...]]:
    made = render(UGLY, "pdf", tmp_path_factory.mktemp("pdf") / "one", FILES)
    return made.path.read_bytes(), made.placed


def text_of(content: bytes) -> str:
    """Every word of a PDF, without breaks of lines."""
    pages = pdfium.PdfDocument(content)
    return " ".join(" ".join(one.get_textpage().get_text_bounded() for one in pages).split())


def attachments(content: bytes) -> dict[str, bytes]:
    return {name: found[0] for name, found in PdfReader(io.BytesIO(content)).attachments.items()}


# The PDF


def test_the_first_page_says_whose_it_is_and_what_it_holds(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    first = pdfium.PdfDocument(ugly_pdf[0])[0].get_textpage().get_text_bounded()
    for words in ("Priya Sharma", "Ampere Motors", "1 Jun 2025 to 31 May 2028", "20 saved entries"):
        assert words in first
    assert "Made on 21 Nov 2026, 9:05 (Europe/London) by cpdbot" in first
    assert "Brought in on 1 Sep 2025: 9 credits in the cycle" in first
    assert "nobody has checked it" in first


def test_every_page_has_its_number(ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]]) -> None:
    pages = pdfium.PdfDocument(ugly_pdf[0])
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.get_textpage().get_text_bounded()


def test_the_contents_name_the_page_on_which_each_entry_begins(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    reader = PdfReader(io.BytesIO(ugly_pdf[0]))
    pages = [page.extract_text() for page in reader.pages]
    contents = next(text for text in pages if "Contents" in text)
    for entry in UGLY.entries:
        if entry.title.isascii():
            begins = next(
                number
                for number, text in enumerate(pages, start=1)
                if f"{entry.number}. {entry.title}" in text and text is not contents
            )
            line = next(
                line for line in contents.splitlines() if line.startswith(f"{entry.number}. ")
            )
            assert line.split()[-1] == str(begins)


def test_each_entry_is_named_at_a_glance_with_what_they_come_to(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    text = text_of(ugly_pdf[0]).partition(overview_words.OVERVIEW)[2]
    assert "Together" in text
    for entry in UGLY.entries:
        assert f"Entry {entry.id}, saved on" in text.partition("Together")[2]
    assert "counted, 33 credits" in text
    assert "waiting, 2 credits" in text


def test_what_is_named_leads_to_where_it_stands(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    """From the overview to each entry; from an entry, and the list, to the pages of its files."""
    content, placed = ugly_pdf
    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    leads = _leads(reader)
    for entry in UGLY.entries:
        assert any(f"Entry {entry.id}, saved" in "".join(pages[to : to + 3]) for to in leads)
    for one in placed:
        if one.place == "pages":
            begins = next(
                number
                for number, text in enumerate(pages)
                if f"Page 1 of {one.pages} of evidence {one.number}\n" in f"{text}\n"
            )
            assert leads.count(begins) >= 2
            assert f"Its pages begin on page {begins + 1}." in text_of(content)


def _leads(reader: PdfReader) -> list[int]:
    """The pages, from 0, to which links lead."""
    found: list[int] = []
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    names: Any = reader.named_destinations
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            about: Any = annotation.get_object()
            if about["/Subtype"] == "/Link":
                to = about.get("/Dest") or about["/A"]["/D"]
                to = names[to].dest_array if isinstance(to, str) else to
                found.append(numbers[to[0].idnum])
    return found


def test_every_entry_stands_in_it_with_its_tests_and_evidence(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    text = text_of(ugly_pdf[0])
    for entry in UGLY.entries:
        assert f"Entry {entry.id}, saved on" in text
        for one in entry.evidence:
            assert one.sha256 in text
    assert text.count("One sentence on where you use it in your job is missing.") == sum(
        test.verdict == "missing" for one in UGLY.entries for test in one.worth[0].tests
    )
    assert text.count("(holds a wording that was taken from the coach)") == sum(
        told.helped for one in UGLY.entries for told in one.told
    )


def test_words_are_words_and_never_markup(ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]]) -> None:
    """As far as an extraction keeps the spaces."""
    assert documents.HOSTILE.replace(" ", "") in text_of(ugly_pdf[0]).replace(" ", "")


@pytest.mark.parametrize("words", [documents.GREEK, documents.RUSSIAN, documents.CHINESE])
def test_other_scripts_can_be_copied_out_of_it(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]], words: str
) -> None:
    assert words.replace(" ", "") in text_of(ugly_pdf[0]).replace(" ", "")


def test_all_empty_stages_of_an_entry_are_named_in_one_line(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    some = sum(len(one.told) + len(one.left_out) < 4 for one in UGLY.entries)
    assert text_of(ugly_pdf[0]).count(entry_words.NOTHING_WRITTEN) == some > 0


# What stands beside entries, in each format


@pytest.mark.parametrize("which", ["pdf", "docx", "xlsx", "html"])
def test_every_format_says_who_signed_it_off_where_it_is_entered_and_what_is_private(
    tmp_path: Path, which: Format
) -> None:
    [scheme] = document(0).schemes
    made = replace(document(10), schemes=(replace(scheme, not_loaded=True),))
    said = words_of(render(made, which, tmp_path / "one").path, which)
    for line in (
        *wording.front_lines(made),
        *wording.scheme_lines(made.schemes[0]),
        *dict(wording.head_of(made)).values(),
        wording.BY_YEAR,
        *map(wording.figure_name, made.schemes[0].years),
        *(line for one in made.entries for line in entry_words.standing_lines(one)),
    ):
        assert squeezed(line) in said
    assert len(wording.front_lines(made)) == 3
    assert squeezed(entry_words.LEFT_OUT) in said


def words_of(path: Path, which: Format) -> str:
    """All that it says, without spaces, which each format breaks lines by in its own way."""
    match which:
        case "pdf":
            said = text_of(path.read_bytes())
        case "html":
            said = html.unescape(re.sub("<[^>]*>", "", path.read_text("utf-8")))
        case "docx":
            word = docx.Document(str(path))
            cells = (cell.text for table in word.tables for cell in table._cells)
            said = " ".join([*(one.text for one in word.paragraphs), *cells])
        case "xlsx":
            book = CalamineWorkbook.from_path(path)
            sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
            said = " ".join(str(cell) for sheet in sheets for row in sheet for cell in row)
    return squeezed(said)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2067\u2069]", "", text)


def test_it_is_tagged_for_screen_readers(ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]]) -> None:
    reader = PdfReader(io.BytesIO(ugly_pdf[0]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "CPD record of Priya Sharma"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/TOC", "/TOCI"} <= kinds


def _structure(node: object) -> set[str]:
    """The kinds of elements in a structure tree."""
    found, left = set(), [node]
    while left:
        one = left.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, dict):
            if "/S" in one:
                found.add(str(one["/S"]))
            left.append(one.get("/K"))
        elif isinstance(one, list):
            left += one
    return found


def test_each_chart_has_its_twin_in_words(ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]]) -> None:
    text = text_of(ugly_pdf[0])
    assert "20 entries in 18 months; the most, 20, in Jun 2025." in text
    assert "Of 20 entries: " in text


# Evidence


def test_evidence_stands_in_it_as_pages_and_as_it_came(
    ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]],
) -> None:
    content, placed = ugly_pdf
    assert [one.place for one in placed] == [
        *("pages", "pages", "pages", "pages", "attached", "attached", "attached"),
        *("pages", "pages", "pages"),
    ]
    found = {hashlib.sha256(one).hexdigest() for one in attachments(content).values()}
    assert found == {one.sha256 for one in FILES}


def test_what_cannot_be_shown_says_why(ugly_pdf: tuple[bytes, tuple[PlacedFile, ...]]) -> None:
    content, placed = ugly_pdf
    assert {one.why for one in placed} == {"", "other kind", "broken", "encrypted"}
    text = text_of(content)
    assert "as it came: it could not be opened." in text
    assert "as it came: it asks for a password." in text


def test_a_file_that_could_not_be_had_is_listed_and_said(tmp_path: Path) -> None:
    files = evidence_files(1)
    gone = [FetchedFile(1, None, "application/pdf", "gone")]
    made = asyncio.run(Renderers().render(document(1, files), "pdf", tmp_path, gone))
    assert made.placed == (PlacedFile(1, "missing", "gone"),)
    text = text_of(made.path.read_bytes())
    assert "Not in this document: its bytes could not be had." in text
    assert files[0].sha256 in text


def test_of_a_long_file_the_first_pages_are_shown(tmp_path: Path) -> None:
    long = EvidenceBytes("long.pdf", "application/pdf", documents.pdf_file("Long", pages=5))
    renderers = Renderers(Limits(pages=2))
    made = render(document(1, [long]), "pdf", tmp_path / "one", [long], renderers)
    assert made.placed == (PlacedFile(1, "pages", "too long", 5, 2),)
    assert "the first 2 of 5 pages" in text_of(made.path.read_bytes())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7\n1 0 obj<</Type/Catalog", id="cut off"),
        pytest.param(documents.pdf_file("Cut", pages=3)[:900], id="cut in the middle"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, id="no picture"),
        pytest.param(documents.picture_file()[:400], id="half a picture"),
    ],
)
def test_broken_evidence_spoils_no_document(tmp_path: Path, content: bytes) -> None:
    media_type = "application/pdf" if content[:4] in (b"", b"%PDF") else "image/jpeg"
    one = EvidenceBytes("broken", media_type, content)
    made = render(document(2, [one]), "pdf", tmp_path / "one", [one])
    assert made.placed[0].place == "attached"
    assert made.path.read_bytes().startswith(b"%PDF")


# A process that ends badly


def test_where_pages_end_the_process_all_files_are_attached(tmp_path: Path) -> None:
    """The real child, but for the first time: then it ends as a library that crashes ends it."""
    child = Path(sys.modules["bot.documents"].__path__[0]) / "child" / "__main__.py"
    script = (
        "import json, os, runpy, sys\n"
        "said = sys.stdin.read()\n"
        "if json.loads(said)['show']: os.abort()\n"
        "import io; sys.stdin = io.StringIO(said)\n"
        f"runpy.run_path({str(child)!r}, run_name='__main__')"
    )
    files = evidence_files(2)
    renderers = Renderers(command=[sys.executable, "-c", script])
    made = render(document(2, files), "pdf", tmp_path / "one", files, renderers)
    assert [one.place for one in made.placed] == ["attached", "attached"]


@pytest.mark.parametrize(
    ("script", "limits", "how"),
    [
        ("import time; time.sleep(600)", Limits(seconds=0.5), "too much time"),
        (
            "import time; x = bytearray(200 << 20); time.sleep(60)",
            Limits(memory=64 * MIB),
            "memory",
        ),
        ("raise SystemExit(3)", Limits(), "status 3"),
        ("print('{}')", Limits(), "status 0"),
    ],
)
def test_one_that_makes_no_document_is_told(
    tmp_path: Path, script: str, limits: Limits, how: str
) -> None:
    renderers = Renderers(limits, command=[sys.executable, "-c", script])
    with pytest.raises(RenderError, match=how):
        render(document(1), "html", tmp_path / "one", (), renderers)


# The other formats


def test_a_word_file_has_headings_tables_and_every_word(tmp_path: Path) -> None:
    made = render(UGLY, "docx", tmp_path / "one")
    word = docx.Document(str(made.path))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 2"]  # type: ignore[union-attr]
    assert [one for one in headings if one[0].isdigit()] == [
        f"{one.number}. {one.title}" for one in UGLY.entries
    ]
    text = "\n".join(one.text for one in word.paragraphs)
    for entry in UGLY.entries:
        for told in entry.told:
            for line in told.words.splitlines():
                assert line in text
    assert any(cell.text == "not met yet" for table in word.tables for cell in table._cells)


def test_no_row_of_a_word_table_lies_on_two_pages_and_its_columns_fit_what_is_in_them(
    tmp_path: Path,
) -> None:
    word = docx.Document(str(render(UGLY, "docx", tmp_path / "one").path))
    headed = [table for table in word.tables if "w:tblHeader" in table.rows[0]._tr.xml]
    assert headed
    for table in headed:
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    tests = next(table for table in headed if table.cell(0, 0).text == entry_words.TEST_COLUMNS[0])
    _, found, why, _ = (cell.width for cell in tests.rows[0].cells)
    assert found is not None
    assert why is not None
    assert found < why / 2
    assert "NUMPAGES" in word.sections[0].footer.paragraphs[0]._p.xml


def test_a_word_file_has_every_entry_at_a_glance(tmp_path: Path) -> None:
    word = docx.Document(str(render(UGLY, "docx", tmp_path / "one").path))
    head = overview_words.overview_head(UGLY)
    [table] = [one for one in word.tables if len(one.columns) == len(head)]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [head, *overview_words.overview_rows(UGLY), overview_words.overview_total(UGLY)]


def test_a_word_file_begins_with_its_contents_as_links_to_its_headings(tmp_path: Path) -> None:
    word = docx.Document(str(render(UGLY, "docx", tmp_path / "one").path))
    heads = [one for one in word.paragraphs if one.style.name == "Heading 1"]  # type: ignore[union-attr]
    links = [link for one in word.paragraphs for link in one.hyperlinks if link.fragment]
    assert [link.text for link in links] == [one.text for one in heads]
    named = [one._p.xpath("string(w:bookmarkStart/@w:name)") for one in heads]
    assert [link.fragment for link in links] == named
    marks = word.element.xpath("//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"]


def test_text_from_right_to_left_is_marked_as_such_in_word(tmp_path: Path) -> None:
    made = render(UGLY, "docx", tmp_path / "one")
    found = [
        one
        for one in docx.Document(str(made.path)).paragraphs
        if one.text in (documents.ARABIC, documents.HEBREW)
    ]
    assert found
    for paragraph in found:
        assert "<w:bidi/>" in paragraph._p.xml
        assert paragraph.runs[0].font.rtl


def test_a_workbook_holds_days_as_days_and_no_formula(tmp_path: Path) -> None:
    made = render(UGLY, "xlsx", tmp_path / "one")
    book = CalamineWorkbook.from_path(made.path)
    assert book.sheet_names == ["Summary", "Entries", "Evidence"]
    head, *rows, apart, below = book.get_sheet_by_name("Entries").to_python()
    assert len(rows) == len(UGLY.entries)
    first, together = (dict(zip(head, one, strict=True)) for one in (rows[0], below))
    assert first["First day"] == UGLY.entries[0].first_day
    assert first["Minutes"] == UGLY.entries[0].minutes
    assert first["Credits: IMI register"] == 1
    assert {*apart} == {""}
    assert together["Title"] == overview_words.TOGETHER
    assert together["Minutes"] == sum(one.minutes or 0 for one in UGLY.entries)
    [counted] = [one for one in UGLY.schemes[0].totals if one.name == "counted"]
    assert together["Credits: IMI register"] == (counted.amount or 0) / 100
    with zipfile.ZipFile(made.path) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


def test_rows_of_a_workbook_are_as_high_as_what_is_in_them(tmp_path: Path) -> None:
    """In programs that do not work that out by themselves, too; and no higher than a row can be."""
    made = render(UGLY, "xlsx", tmp_path / "one")
    with zipfile.ZipFile(made.path) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    heights = [float(one) for one in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', sheet)]
    assert len(heights) == len(UGLY.entries) + 1
    for height, entry in zip(heights[1:], UGLY.entries, strict=True):
        assert 15 * len(entry.worth[0].tests) <= height <= 409
    long = [
        height
        for height, entry in zip(heights[1:], UGLY.entries, strict=True)
        if any(told.words == documents.LONG for told in entry.told)
    ]
    assert min(long) > 300


def test_sentences_of_the_summary_go_over_its_whole_width(tmp_path: Path) -> None:
    made = render(UGLY, "xlsx", tmp_path / "one")
    with zipfile.ZipFile(made.path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall(r'<mergeCell ref="A\d+:C\d+"/>', sheet)) >= 6
    assert 'fitToHeight="0"' in sheet


def test_a_cell_that_looks_like_a_formula_is_a_text(tmp_path: Path) -> None:
    record = document(6, [EvidenceBytes('=HYPERLINK("x").pdf', "application/pdf", b"x")])
    made = render(record, "xlsx", tmp_path / "one")
    with zipfile.ZipFile(made.path) as archive:
        assert b"=HYPERLINK" in archive.read("xl/sharedStrings.xml")
        assert all(b"<f" not in archive.read(f"xl/worksheets/sheet{n}.xml") for n in (2, 3))


def test_html_needs_nothing_and_runs_nothing(tmp_path: Path) -> None:
    page = render(UGLY, "html", tmp_path / "one").path.read_text("utf-8")
    assert "default-src &#x27;none&#x27;" in page
    for outside in ("<script", "src=", "@import", "url(", "http://", "<link", "<iframe"):
        assert outside not in page
    assert "&lt;/script&gt;" in page
    assert "ADAS radar calibration &lt;b&gt;" in page
    for entry in UGLY.entries:
        assert f'id="entry-{entry.number}"' in page


def test_a_page_of_html_leads_from_the_overview_to_each_entry(tmp_path: Path) -> None:
    page = render(UGLY, "html", tmp_path / "one").path.read_text("utf-8")
    for row in overview_words.overview_rows(UGLY):
        assert page.count(f'<a href="#entry-{row[0]}">') == 1
    assert page.count("<td><bdi>counted, 33 credits; waiting, 2 credits</bdi></td>") == 1
    for month in charts.rhythm(UGLY):
        counted = f'text-anchor="middle">{month.entries}</text>'
        assert month.entries == 0 or counted in page
    assert "td:first-child{overflow-wrap:break-word}" in page, "no word of a test's is broken"


# The same bytes


@pytest.mark.parametrize("which", ["pdf", "docx", "xlsx", "html", "xapi"])
def test_the_same_record_at_the_same_moment_is_the_same_bytes(
    tmp_path: Path, which: Format
) -> None:
    files = FILES if which == "pdf" else ()
    record = document(6, FILES)
    first = render(record, which, tmp_path / "one", files).path.read_bytes()
    second = render(record, which, tmp_path / "two", files).path.read_bytes()
    assert first == second
