"""A record as a Word file, to be finished by hand: real headings, tables and styles.

A zip archive holds the times at which its files were put there; all of them are the same fixed one,
so that the same record at the same moment gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any, Final

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot import figures
from bot.archive.writing import zip_info
from bot.documents import chart_words, charts, entry_words, overview_words, wording, writing
from bot.documents.child.scripts import runs_from_right
from bot.documents.model import Document, Entry, Figure, Scheme, files_in

_TABLE: Final = "LightGrid-Accent1"
_BULLET: Final = "ListBullet"
"""Styles by their ids: looked up by name, each paragraph would go through all styles there are."""

_WIDE: Final = Cm(17)
_TESTS_WIDE: Final = (2.4, 2.2, 6.4, 6.0)
"""Centimetres of the columns of tests."""

_SOFT: Final = RGBColor(0x52, 0x60, 0x6D)
_TOC: Final = r' TOC \o "1-1" \h \z \u '


def render(document: Document) -> bytes:
    """The file."""
    word = docx.Document()
    _set_up(word, document)
    _styled(word, "Title", wording.title_of(document))
    _said(word, wording.period_of(document))
    _rows(word, wording.head_of(document))
    for line in wording.front_lines(document):
        _said(word, line)
    for line in (wording.STATES_MEAN, wording.CHECKED_BY, wording.outlook(document)):
        _small(word, line)
    for scheme in document.schemes:
        _scheme(word, document, scheme)
    _charts(word, document)
    _overview(word, document)
    _heading(word, 1, "Entries")
    if not document.entries:
        _said(word, wording.NO_ENTRIES)
    for entry in document.entries:
        _entry(word, document, entry)
    _evidence(word, document)
    _heading(word, 1, "How this can be checked")
    _said(word, wording.provenance_of(document))
    _contents(word)
    out = io.BytesIO()
    word.save(out)
    return _fixed(out.getvalue())


def _set_up(word: Word, document: Document) -> None:
    """A4, the page's number in its foot, who and when in its properties."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    style: Any = word.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:cs"), "Arial")
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{wording.title_of(document)}. {wording.made_on(document)}. Page ")
    _number(foot, "PAGE")
    foot.add_run(" of ")
    _number(foot, "NUMPAGES")
    about = word.core_properties
    at = document.moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title, about.author = wording.title_of(document), document.person.name or "cpdbot"
    about.created = about.modified = at
    about.last_modified_by, about.revision, about.comments = "cpdbot", 1, ""
    about.language = "en-GB"


def _number(paragraph: Paragraph, field: str) -> None:
    """A field that Word works out."""
    run = paragraph.add_run()
    for mark in (_field_mark("begin"), _instruction(field), _field_mark("end")):
        run._r.append(mark)


def _field_mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _instruction(field: str) -> Any:
    mark = OxmlElement("w:instrText")
    mark.set(qn("xml:space"), "preserve")
    mark.text = field
    return mark


def _contents(word: Word) -> None:
    """What there is, before it, as links. It is a field: Word puts the pages to it where it is told
    to update fields, which only it can know.
    """
    heads = [one for one in word.paragraphs if one._p.style == "Heading1"]
    before = heads[0].insert_paragraph_before
    over = before("Contents")
    over._p.style = "TOCHeading"
    for number, head in enumerate(heads):
        name = f"_Toc{number + 1:08}"
        _bookmark(head, number, name)
        line = before()
        line.paragraph_format.space_after = Pt(2)
        if number == 0:
            for mark in (_field_mark("begin"), _instruction(_TOC), _field_mark("separate")):
                line.add_run()._r.append(mark)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        link.append(_fill(line, head.text)._r)
        line._p.append(link)
        if number == len(heads) - 1:
            line.add_run()._r.append(_field_mark("end"))


def _bookmark(paragraph: Paragraph, number: int, name: str) -> None:
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _scheme(word: Word, document: Document, scheme: Scheme) -> None:
    _heading(word, 1, scheme.title)
    for line in wording.scheme_lines(scheme):
        _said(word, line)
    _figures(word, scheme.totals)
    if scheme.years:
        _heading(word, 2, wording.BY_YEAR)
        _figures(word, scheme.years)
    if scheme.standing:
        _heading(word, 2, wording.standing_heading(document))
        _figures(word, scheme.standing)
    for line in filter(None, (wording.opening_line(scheme), wording.by_account_line(scheme))):
        _small(word, line)


def _figures(word: Word, figures: Sequence[Figure]) -> None:
    if figures:
        rows = [
            (wording.figure_name(one), wording.figure_amount(one), wording.figure_source(one))
            for one in figures
        ]
        _table(word, {"What": 6.5, "How much": 4, "By which rule": 6.5}, rows)


def _charts(word: Word, document: Document) -> None:
    """Their twins in words, and the figures themselves, of which a chart can be made."""
    months, kinds = charts.rhythm(document), charts.mix(document)
    _heading(word, 1, wording.CHARTS)
    _said(word, chart_words.rhythm_words(months, charts.undated(document)))
    _table(
        word,
        {"Month": 4, "Entries": 3, "Time": 4},
        [
            (chart_words.month(one), str(one.entries), figures.duration(one.minutes))
            for one in months
            if one.entries
        ],
    )
    _said(word, chart_words.mix_words(kinds, charts.formality(document)))


def _overview(word: Word, document: Document) -> None:
    """Every entry in a row, and what they come to."""
    if not document.entries:
        return
    head = overview_words.overview_head(document)
    schemes = max(1, len(document.schemes))
    widths = [1.0, 4.9, 2.6, 1.8, *[4.7 / schemes] * len(document.schemes), 2.0]
    rows = [*overview_words.overview_rows(document), overview_words.overview_total(document)]
    _heading(word, 1, overview_words.OVERVIEW)
    _table(word, list(zip(head, widths, strict=True)), rows)
    if note := overview_words.overview_note(document):
        _small(word, note)


def _entry(word: Word, document: Document, entry: Entry) -> None:
    _heading(word, 2, f"{entry.number}. {entry_words.entry_title(entry)}")
    _rows(word, entry_words.entry_facts(entry))
    stages = wording.stages_of(document)
    for heading, told in entry_words.written(stages, entry):
        _heading(word, 3, heading)
        for line in told.words.splitlines():
            if line.strip():
                _said(word, line)
    for line in entry_words.unwritten_lines(stages, entry):
        _small(word, line)
    for worth in entry.worth:
        _heading(word, 3, entry_words.worth_line(worth))
        tests = entry_words.test_rows(worth)
        if tests:
            _table(word, list(zip(entry_words.TEST_COLUMNS, _TESTS_WIDE, strict=True)), tests)
    for line in (*entry_words.disallowed_lines(entry), *entry_words.standing_lines(entry)):
        _said(word, line)
    _heading(word, 3, "Evidence")
    for evidence in entry.evidence:
        paragraph = _styled(word, _BULLET, entry_words.evidence_line(evidence))
        if evidence.sha256:
            _sized(paragraph.add_run(f"\nSHA-256 {evidence.sha256}"), 8)
    if not entry.evidence:
        _small(word, entry_words.NO_EVIDENCE)
    _small(word, entry_words.entry_small(entry))


def _evidence(word: Word, document: Document) -> None:
    files = files_in(document)
    if not files:
        return
    _heading(word, 1, "Evidence")
    _said(word, wording.NOT_HELD)
    _table(
        word,
        {"No.": 1, "File": 5, "Of": 2.2, "Size": 1.8, "SHA-256": 7},
        [
            (
                str(one.number),
                one.name,
                entry_words.entries_with(document, one.number),
                "" if one.size is None else writing.size(one.size),
                one.sha256,
            )
            for one in files
        ],
    )


def _rows(word: Word, rows: Iterable[tuple[str, str]]) -> None:
    """Names and values, close together; the first column is narrow and set back. What follows stays
    on their page.
    """
    rows = [*rows]
    table = word._body.add_table(len(rows), 2, _WIDE)
    _set_widths(table, (3, 14))
    cells = iter(table._cells)  # all at once: each row would look for its own anew
    for row in rows:
        for column, text in enumerate(row):
            paragraph = next(cells).paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True
            run = _fill(paragraph, text)
            if column == 0:
                run.font.color.rgb = _SOFT


def _table(
    word: Word,
    columns: Mapping[str, float] | Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
) -> None:
    """With a heading row that comes again on each page, and no row over two pages. `columns` are
    names and widths in centimetres.
    """
    named = [*(columns.items() if isinstance(columns, Mapping) else columns)]
    table = word._body.add_table(1 + len(rows), len(named), _WIDE)
    table._tbl.tblStyle_val = _TABLE
    _set_widths(table, [wide for _, wide in named])
    for place, row in enumerate(table._tbl.tr_lst):
        about = row.get_or_add_trPr()
        about.append(OxmlElement("w:cantSplit"))
        if place == 0:
            about.append(OxmlElement("w:tblHeader"))
    cells = iter(table._cells)
    for place, texts in enumerate(([name for name, _ in named], *rows)):
        for text in texts:
            paragraph = next(cells).paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = _fill(paragraph, text)
            _sized(run, 9)
            run.font.bold = place == 0


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Of the columns, in centimetres, and of each cell in them: Word goes by the cells."""
    table.autofit = False
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(wide)
    for place, cell in enumerate(table._cells):
        cell.width = Cm(widths[place % len(widths)])


def _heading(word: Word, level: int, text: str) -> None:
    """A heading that Word's contents and a screen reader find."""
    _styled(word, f"Heading{level}", text)


def _styled(word: Word, style: str, text: str) -> Paragraph:
    paragraph = _said(word, text)
    paragraph._p.style = style
    return paragraph


def _said(word: Word, text: str) -> Paragraph:
    paragraph = word.add_paragraph()
    _fill(paragraph, text)
    return paragraph


def _small(word: Word, text: str) -> None:
    for run in _said(word, text).runs:
        _sized(run, 8.5)
        run.font.color.rgb = _SOFT


def _sized(run: Run, points: float) -> None:
    """Of every script: Arabic and Hebrew go by a size of their own."""
    run.font.size = Pt(points)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(points * 2)))
    run._r.get_or_add_rPr().append(size)


def _fill(paragraph: Paragraph, text: str) -> Run:
    """A text, running the way its script does."""
    run = paragraph.add_run(_plain(text))
    if runs_from_right(text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the side at which such a paragraph begins
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True
    return run


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(one for one in text if one in "\t\n" or (ord(one) >= 32 and _in_xml(ord(one))))


def _in_xml(code: int) -> bool:
    return not (0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def _fixed(content: bytes) -> bytes:
    """The same archive, with one time for all of it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for one in made.infolist():
            fixed.writestr(zip_info(one.filename, packed=True), made.read(one))
    return out.getvalue()
