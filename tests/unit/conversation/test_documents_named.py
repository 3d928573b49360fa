"""What a request names of a document."""

import pytest

from bot.conversation.documents_named import DocumentNamed, document_named, other_form


@pytest.mark.parametrize(
    ("said", "form", "period"),
    [
        ("my year as a PDF", "pdf", "year"),
        ("print my record", "pdf", ""),
        ("give me my cycle as Word", "docx", "cycle"),
        ("Export my CPD for the last cycle as a PDF", "pdf", "last_cycle"),
        ("print last year’s entries", "pdf", "last_year"),
        ("pdf all", "pdf", "all"),
        ("docx", "docx", ""),
        ("the last 12 months as an Excel sheet", "xlsx", "months"),
        ("my whole record as a spreadsheet", "xlsx", "all"),
        ("the previous CPD year as html", "html", "last_year"),
        ("my cycle as xAPI statements", "xapi", "cycle"),
    ],
)
def test_a_form_and_a_time_are_found(said: str, form: str, period: str) -> None:
    assert document_named(said) == DocumentNamed(form, period)
    assert document_named(said).named


@pytest.mark.parametrize("said", ["export my record", "send me everything", "a csv of my entries"])
def test_the_files_of_an_export_are_no_document(said: str) -> None:
    assert not document_named(said).named


@pytest.mark.parametrize(
    ("said", "without"),
    [
        ("pdf without private", True),
        ("my year as a PDF, without my private answers", True),
        ("print my record and leave out what is private", True),
        ("my year as a PDF", False),
        ("my private record as a PDF", False),
    ],
)
def test_what_is_private_can_be_left_out_by_word(said: str, *, without: bool) -> None:
    assert document_named(said).without_private is without


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("my year as pdf and word", ("pdf", "docx")),
        ("pdf and docx please", ("pdf", "docx")),
        ("my cycle in Word, Excel and PDF", ("docx", "xlsx", "pdf")),
        ("my year as a Word document", ("docx",)),
        ("my year as pdf, word, excel and csv", ("pdf", "docx", "xlsx", "csv")),
        ("PDF + Word + Excel + web page please", ("pdf", "docx", "xlsx", "html")),
        ("my record as Excel or PDF", ("xlsx",)),
    ],
)
def test_every_form_that_is_wanted_is_found(said: str, forms: tuple[str, ...]) -> None:
    named = document_named(said)
    assert (named.form, *named.more) == forms


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("as word", ("docx",)),
        ("and in excel too", ("xlsx",)),
        ("also as Excel, please", ("xlsx",)),
        ("can i have it in word as well", ("docx",)),
        ("same in excel", ("xlsx",)),
        ("now as a spreadsheet", ("xlsx",)),
        ("in word and excel", ("docx", "xlsx")),
        ("also as csv", ("csv",)),
        ("in word please", ("docx",)),
        ("word", ()),
        ("in other words", ()),
        ("my year as a pdf", ()),
        ("learnt to log it in Excel on each job", ()),
    ],
)
def test_another_form_of_the_same_is_found(said: str, forms: tuple[str, ...]) -> None:
    assert other_form(said) == forms


def test_of_two_forms_the_first_holds() -> None:
    assert document_named("as Word, not PDF").form == "docx"
