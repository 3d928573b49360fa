"""What a request names of a document."""

import pytest

from bot.conversation.documents_named import DocumentNamed, document_named


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


def test_of_two_forms_the_first_holds() -> None:
    assert document_named("as Word, not PDF").form == "docx"
