"""A log that is a table in a Word file: what is read instead is said, and nothing is taken."""

import pytest

from sandbox import Upload
from tests.harness import Harness, Member, buttons, reads
from tests.integration.readers.harness import docx
from tests.scenario.evidence.test_dropped import evidence_of

ROWS = (
    ("Date", "Activity", "Hours"),
    ("1 Oct 2026", "Brake overhaul course", "2"),
    ("8 Oct 2026", "EV awareness webinar", "1"),
    ("15 Oct 2026", "Air conditioning refresher", "6"),
)


def _cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    """A Word file with that table."""
    told = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return docx(f"<w:tbl>{told}</w:tbl>")


@pytest.mark.parametrize("words", ["", "here is my old log", "import this", "my CPD log", "log"])
async def test_it_is_said_what_a_log_is_read_from(
    harness: Harness, technician: Member, words: str
) -> None:
    before = await harness.query("SELECT id, version FROM entry")
    await technician.write(words, files=[Upload("cpd log.docx", table())])
    assert "I read logs from CSV, XLSX, XLS or ODS" in reads(technician.heard[-2])
    assert "*cpd log.docx*" in technician.last
    assert buttons(technician.heard[-1])[-2:] == ["Just keep it", "Forget it"]
    await technician.click("Forget it")
    assert await evidence_of(harness) == []
    assert await harness.query("SELECT id, version FROM entry") == before


async def test_it_is_evidence_where_its_member_says_so(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[Upload("cpd log.docx", table())])
    await technician.click("Evidence for Air conditioning refresher")
    assert await evidence_of(harness) == [("Air conditioning refresher", "cpd log.docx")]


async def test_a_text_with_a_row_or_two_is_as_any_text(technician: Member) -> None:
    await technician.write("", files=[Upload("letter.docx", table(ROWS[:2]))])
    assert "I found no certificate in it" in technician.last
