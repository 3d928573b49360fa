"""The record as a document: asked for by command, form or word, and brought into the DM."""

import hashlib
import io
import zipfile

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from tests.harness import ANA, ANSWER, SENTENCE, Harness, Member, reads
from tests.scenario.evidence.test_dropped import cert

BEGINS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "html": b"<!doctype html>", "xapi": b"["}


def documents(member: Member) -> dict[str, bytes]:
    """The files that stand in the member's DM, by name."""
    workspace = member.harness.sandbox.workspace
    ids = [file_id for message in member.heard for file_id in message.file_ids]
    return {workspace.files[one].name: workspace.file_contents[one] for one in ids}


def the_document(member: Member) -> tuple[str, bytes]:
    [(name, content)] = documents(member).items()
    return name, content


def pages(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture
async def saved(technician: Member) -> Member:
    """Somebody with an entry of their own words."""
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    return technician


async def test_the_form_brings_a_pdf_of_this_year(saved: Member) -> None:
    await saved.command("document")
    await saved.submit({})
    name, content = the_document(saved)
    assert name.startswith("cpd-year-2026-")
    assert name.endswith(".pdf")
    text = " ".join(pages(content).split())
    assert "High voltage isolation course" in text
    assert ANSWER in text
    assert "CPD year 2 of the cycle, 1 Jun 2026 to 31 May 2027" in text
    assert "8 of 30 credits" in text
    assert "33 of 90 credits" in text


@pytest.mark.parametrize("form", BEGINS)
async def test_every_format_comes_as_what_it_is(saved: Member, form: str) -> None:
    await saved.command("document")
    await saved.submit({"document_format": form, "document_period": "all"})
    name, content = the_document(saved)
    assert name.endswith(".json" if form == "xapi" else f".{form}")
    assert content.startswith(BEGINS[form])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("my year as a pdf", "cpd-year-"),
        ("print my record", "cpd-year-"),
        ("give me my cycle as word", "cpd-cycle-"),
        ("export my CPD for the last cycle as a PDF", ""),
    ],
)
async def test_words_bring_what_they_name(saved: Member, words: str, name: str) -> None:
    await saved.write(words)
    if not name:
        assert "I know of none before this one." in saved.last
        assert documents(saved) == {}
    else:
        found, _ = the_document(saved)
        assert found.startswith(name)


async def test_an_export_is_the_archive_and_no_document(saved: Member) -> None:
    await saved.write("export my record")
    assert [name.rpartition(".")[2] for name in documents(saved)] == ["zip"]


async def test_other_days_hold_what_lies_in_them(saved: Member) -> None:
    await saved.command("document")
    days = {"document_first": "2024-01-01", "document_last": "2024-12-31"}
    await saved.submit({"document_period": "days", "document_format": "html", **days})
    _, content = the_document(saved)
    assert "There is no saved entry in this period." in content.decode()
    assert ANSWER not in content.decode()


async def test_other_days_have_to_be_chosen_and_in_order(saved: Member) -> None:
    await saved.command("document")
    assert await saved.submit({"document_period": "days"}) == {
        "document_first": "Choose the first and the last day."
    }
    turned = {"document_first": "2026-02-01", "document_last": "2026-01-01"}
    assert await saved.submit({"document_period": "days", **turned}) == {
        "document_last": "It ends before it begins."
    }
    assert documents(saved) == {}


async def test_the_message_that_announced_it_says_that_it_is_here(saved: Member) -> None:
    await saved.command("document")
    await saved.submit({})
    assert reads(saved.message("Your document")) == "Your document is here, in this conversation."


async def test_drafts_are_not_in_it(saved: Member) -> None:
    await saved.write("3h ADAS radar seminar at Thatcham today")
    await saved.command("document")
    await saved.submit({"document_format": "html", "document_period": "all"})
    _, content = the_document(saved)
    assert "Thatcham" not in content.decode()


async def test_erasing_takes_the_document_out_of_slack(saved: Member) -> None:
    await saved.command("document")
    await saved.submit({})
    assert len(documents(saved)) == 1
    await saved.command("erase")
    assert "1 file that I brought you here will be deleted." in reads(saved.modal)
    await saved.submit({"confirmation": "erase my record"})
    assert documents(saved) == {}


async def test_a_document_of_somebody_who_is_in_no_scheme(either_harness: Harness) -> None:
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.write(ANSWER)
    await ana.click("Save")
    await ana.command("document docx all")
    name, content = the_document(ana)
    assert name.startswith("cpd-all-")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert ANSWER in archive.read("word/document.xml").decode()


async def test_the_evidence_comes_along_in_the_pdf(either_harness: Harness) -> None:
    """From the store, with the hash that the record has of it; `either_harness` has a store."""
    ana = either_harness.member(ANA)
    await either_harness.enrolled(ANA)
    file = cert()
    await ana.write("", files=[file])
    await ana.write(ANSWER)
    await ana.click("Save")
    await ana.command("document pdf all")
    name, content = the_document(ana)
    reader = PdfReader(io.BytesIO(content))
    [[attached]] = reader.attachments.values()
    assert attached == file.content
    text = " ".join(pages(content).split())
    assert hashlib.sha256(file.content).hexdigest() in text
    assert "Page 1 of 1 of evidence 1" in text
    assert name.startswith("cpd-all-")


def kinds(member: Member) -> list[str]:
    """The documents that were brought, each by its period and its ending."""
    return sorted(f"{one.split('-')[1]}.{one.rpartition('.')[2]}" for one in documents(member))


async def test_each_form_that_is_named_is_brought_and_the_same_again_in_another(
    harness: Harness, saved: Member
) -> None:
    await saved.write("my cycle as pdf and word")
    assert kinds(saved) == ["cycle.docx", "cycle.pdf"]
    await saved.write("and in excel too")
    await saved.write("1h EV webinar yesterday")
    await saved.write("as word")  # a question stands open since
    assert kinds(saved) == ["cycle.docx", "cycle.pdf", "cycle.xlsx"]
    assert await harness.query("SELECT count(*) FROM job WHERE kind = 'document'") == [(3,)]


async def test_however_many_forms_are_named_each_is_brought(
    harness: Harness, saved: Member
) -> None:
    await saved.write("my cycle as pdf, word, excel, web page and csv")
    brought = documents(saved)
    assert len(brought) == 5, brought
    assert sorted(one.rpartition(".")[2] for one in brought) == [
        *("csv", "docx", "html", "pdf", "xlsx"),
    ]


@pytest.mark.parametrize("words", ["as word", "in word please", "same in word", "word too"])
async def test_after_a_pdf_the_same_comes_as_word(saved: Member, words: str) -> None:
    await saved.write("my cycle as a pdf")
    await saved.write(words)
    assert kinds(saved) == ["cycle.docx", "cycle.pdf"]
