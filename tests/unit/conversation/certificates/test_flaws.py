"""What a certificate says against itself is seen, and nothing else of it is read."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.certificates.certificate import Certificate, is_proof
from bot.conversation.certificates.pages import Page
from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import certificate, drawn, plain, told

PAGE = """
    ## Certificate of Completion
    This is to certify that
    Ana Ortiz
    has completed
    High Voltage Isolation
    20 November 2026
    Duration: 2 hours
    """

FLAWS = {
    "REVOKED": "revoked",
    "This certificate was revoked on 25 November 2026": "revoked",
    "Status: Revoked": "revoked",
    "VOID": "void",
    "VOID VOID VOID": "void",
    "This certificate is no longer valid.": "void",
    "Certificate withdrawn": "withdrawn",
    "CANCELLED 1 December 2026": "cancelled",
    "Score: 42 %, pass mark 70 %": "42 of 70",
    "Result: 42 % (pass mark 70)": "42 of 70",
    "42 %, pass mark 70": "42 of 70",
    "Mark 12/30 - pass mark 18/30": "12 of 18",
    "The candidate did not pass the assessment": "not passed",
    "Result: FAIL": "not passed",
    "Not passed": "not passed",
    "has not completed the practical part": "not passed",
    "You scored 42%; 70% needed to pass": "42 of 70",
    "Your score: 42% Required: 70%": "42 of 70",
    "Result: 42% Passing: 70%": "42 of 70",
    "Result: 3 of 10, pass mark 70 %": "30 of 70",
    "Score: 5 out of 10. Pass mark: 7": "5 of 7",
    "Outcome: Did not meet standard": "not passed",
    "Ana Ortiz failed the final test": "not passed",
    "Result: referred": "not passed",
    "Exam failed": "not passed",
    "This certificate is void as of 1 May 2026": "void",
    "This certificate was cancelled because the fee was not paid": "cancelled",
    "Specimen": "specimen",
    "SAMPLE": "sample",
}

SOUND = (
    "Void if altered",
    "Void where prohibited",
    "This certificate may be revoked at any time",
    "If the holder has not attended a refresher, this certificate is revoked",
    "Score: 84 %, pass mark 70 %",
    "Pass rate 42 %, pass mark 40 %",
    "Pass mark: 70 %",
    "Module 2: Avoiding voids in concrete",
    "Failure analysis of failed components",
    "Why licences are revoked",
    "This certificate is not valid without the embossed seal",
    "This certificate is not valid without signature",
    "This certificate is not valid as proof of identity",
    "This document is not valid for insurance purposes",
    "This certificate is void without a seal",
    "This certificate is void after 3 years",
    "Certificate is invalid after 20 November 2029",
    "Contents: diagnosing vehicles that failed the emissions test",
    "Covers: why the car failed the MOT",
    "Units not achieved: 0",
    "Units not achieved: none",
    "Exam failed attempts: 0",
    "Result: referred to assessor",
    "Learner passed first time and has not failed the test",
    "Certificate no. 123 was cancelled and replaced by this certificate",
    "Pass mark: 80, Result: 9 out of 10",
    "Pass mark 80 % Result 8 of 10",
    "Score: 4 (of 5), pass mark 60%",
    "Score 0.9 pass mark 70 %",
    "Score 18, pass mark 70 %",
    "Result: 1st, pass mark 70%",
    "Grade: 1 pass mark 70%",
    "Achieved 2 credits. Pass mark 70%",
    "Achieved 2 credits. Pass mark 70",
    "Score 84%, required: 80% attendance",
    "Your score: 84% Required: 70%",
    "You scored 84%; 70% needed to pass",
    "Sample taking and analysis",
)


@pytest.mark.parametrize("line", FLAWS)
@pytest.mark.parametrize("page", [drawn, plain])
def test_what_it_says_against_itself_is_all_that_is_read(
    page: Callable[[str], Page], line: str
) -> None:
    found = read([page(f"{PAGE}{line}")], ())
    assert found is not None
    assert told(found) == {"flaw": FLAWS[line]}
    assert not is_proof(found.plain())
    assert Certificate.of_plain(found.plain()) == found


@pytest.mark.parametrize("line", SOUND)
def test_what_is_said_of_another_case_is_no_flaw(line: str) -> None:
    found = certificate(f"{PAGE}{line}")
    assert found.flaw is None
    assert found.person is not None
    assert is_proof(found.plain())


@given(mark=st.integers(1, 100), score=st.integers(0, 100))
def test_a_mark_is_a_flaw_where_it_is_below_the_one_that_was_asked_for(
    mark: int, score: int
) -> None:
    found = certificate(f"{PAGE}Score: {score} %\n    Pass mark: {mark} %")
    assert (found.flaw is not None) == (score < mark)


@pytest.mark.parametrize("text", ["VOID", "Cheque\nVOID\nNot negotiable", "Booking\nCANCELLED"])
def test_what_is_no_certificate_has_no_flaw_to_tell_of(text: str) -> None:
    assert read([drawn(text)], ()) is None
