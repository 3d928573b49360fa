"""Files that are too much, or are gone: one clear sentence each, and nothing of them is kept."""

import io
import zipfile

import pytest
from pypdf import PdfWriter

from sandbox import Upload
from sandbox.faults import DOWNLOAD
from tests.drawn import certificate
from tests.harness import ANA, Harness, Member, harness_at, reads
from tests.scenario.evidence.test_dropped import cert, evidence_of, stages


def many_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(width=100, height=100)
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """A Word document that unpacks to far more than it may."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 400_000_000)
    return out.getvalue()


async def kept(harness: Harness) -> int:
    [(count,)] = await harness.query("SELECT count(*) FROM stored_file")
    return int(count)


async def test_two_thousand_pages_are_kept_unread(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[Upload("thesis.pdf", many_pages(2000))])
    assert "too many pages" in technician.last
    assert await kept(harness) == 1


async def test_more_than_25_megabytes_are_refused(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[Upload("large.pdf", b"%PDF-1.7\n" + bytes(25_000_001))])
    assert "25 MB, which is the most" in technician.last
    assert await kept(harness) == 0


async def test_a_zip_bomb_is_refused(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[Upload("bomb.docx", bomb())])
    assert "unpacks to more than I can take" in technician.last
    assert await kept(harness) == 0


async def test_without_the_scope_its_administrator_is_named(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("missing_scope")
    harness.sandbox.faults.error("files.info", "missing_scope", times=None)
    await technician.write("", files=[Upload("cert.pdf", certificate(), foreign=True)])
    assert "`files:read`" in technician.last
    assert await kept(harness) == 0


async def test_deleted_by_whoever_dropped_it(harness: Harness, technician: Member) -> None:
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    message = await technician.person.say("", files=[cert()])
    await hold.reached()
    await technician.person.delete_file(message.file_ids[0])
    hold.release()
    await harness.quiet_in_the_end()
    assert "was deleted, or hidden" in technician.last
    assert await kept(harness) == 0


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_certificate_over_either_transport(database_url: str, mode: str) -> None:
    async with harness_at(database_url, mode=mode) as harness:
        ana = harness.member(ANA)
        await harness.enrolled(ANA)
        await ana.write("", files=[cert(person="Samira Carter")])
        assert "Is it yours?" in ana.last
        await ana.click("It is mine")
        assert "?" in reads(ana.heard[-1])
        assert await evidence_of(harness) == [("High voltage isolation", "cert.pdf")]
        assert await stages(harness) == {(None, None, None, None)}
        assert "Samira" not in harness.log
