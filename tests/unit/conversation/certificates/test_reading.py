"""What is read of certificates: labels, sentences, sizes, tables, dates that differ."""

import time
from datetime import date

import pytest

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.certificates.pages import Code, Line, Page
from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import certificate, drawn, plain, told

FIRST_AID = """
## Redbank First Aid
### CERTIFICATE
This is to certify that
## Marcus Oduya
has successfully completed
## Emergency First Aid at Work
Date of course: 14/03/2026
Certificate valid until: 13/03/2029
Certificate number: RFA 229104
Guided learning hours: 6
Assessor: Gillian Stowe
hello@redbankfirstaid.example
"""


def test_every_fact_of_a_usual_certificate_is_read_with_its_place() -> None:
    found = certificate(FIRST_AID)
    assert told(found) == {
        "title": "Emergency First Aid at Work",
        "person": "Marcus Oduya",
        "day": "2026-03-14",
        "expiry": "2029-03-13",
        "number": "RFA 229104",
        "minutes": 360,
        "provider": "Redbank First Aid",
    }
    assert found.person is not None
    assert (found.person.place.page, found.person.place.line) == (1, 3)
    assert found.minutes is not None
    assert found.minutes.place.line == 9


def test_a_letter_says_it_in_sentences_and_its_own_day_is_that_of_issue() -> None:
    found = read(
        [
            plain("""
    MARLOWE VALE COLLEGE
    30 June 2026
    TO WHOM IT MAY CONCERN
    I am writing to confirm that Jonathan Pruett attended the evening course Diagnostic
    Techniques for Hybrid Vehicles at this College from Tuesday 14 April 2026 to Tuesday 16
    June 2026. The course consisted of ten weekly sessions and a total of 25 guided learning
    hours. Please contact the office before 24 July 2026.
    Yours faithfully,
    Harriet Osgood
    """)
        ],
        (),
    )
    assert found is not None
    assert told(found) == {
        "supposed_title": "Diagnostic Techniques for Hybrid Vehicles",
        "person": "Jonathan Pruett",
        "start": "2026-04-14",
        "end": "2026-06-16",
        "day": "2026-06-16",
        "issued": "2026-06-30",
        "minutes": 1500,
        "provider": "MARLOWE VALE COLLEGE",
    }


def test_several_days_are_told_apart_by_their_labels() -> None:
    found = certificate("""
    ## COOLTRADE ASSESSMENTS LTD
    Category I F-gas handling
    Holder | Liam O'Shaughnessy
    Date of birth | 02/09/1987
    Date of assessment | 21 January 2026
    Date of issue | 2 February 2026
    Expires | 20 January 2031
    Next course: 3 March 2026
    """)
    assert found.day is not None
    assert found.issued is not None
    assert found.expiry is not None
    assert found.day.value == date(2026, 1, 21)
    assert found.issued.value == date(2026, 2, 2)
    assert found.expiry.value == date(2031, 1, 20)


def _day(text: str) -> date | None:
    found = certificate(f"""
    ## Certificate of Completion
    Name: Dana Whitlock
    Course: Spreadsheet basics
    {text}
    """)
    return found.day.value if found.day else None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("Date: 05/06/2026", date(2026, 6, 5)),  # as here, unless the page says otherwise
        ("Date: 05/06/2026\nExpires: 04/27/2028", date(2026, 5, 6)),
        ("Date: 05/06/2026\nSalt Flats, UT 84000", date(2026, 5, 6)),
        ("Date: 05/06/2026\nDate issued: May 9, 2026", None),  # whose page it is nobody can say
        ("Date: 05/06/2026\nDate issued: May 9, 2026\nPaid in £", date(2026, 6, 5)),
        ("Date: Mon 05/06/2028", date(2028, 6, 5)),
        ("Date: Tue 05/06/2028", None),  # a Monday, and a Saturday
        ("Date: 2026-04-02", date(2026, 4, 2)),
        ("Date: 16-SEP-26", date(2026, 9, 16)),
        ("Datum: 3. März 2026", date(2026, 3, 3)),
        ("Fecha: 9 de junio de 2026", date(2026, 6, 9)),
        ("Date: 31/02/2026", None),
    ],
)
def test_a_day_in_figures_is_read_as_the_page_writes_them(lines: str, day: date | None) -> None:
    assert _day(lines) == day


def test_two_days_that_are_as_likely_are_none() -> None:
    assert _day("Completed: 3 May 2026\nCompleted: 9 May 2026") is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Duration: 1h30", 90),
        ("Contact time: 2 x 90 minutes", 180),
        ("It lasted four and a half hours, not counting lunch.", 270),
        ("Length: 2 days (14 hours)", 840),
        ("CPD hours: 0.75", 45),
        ("2.5 hours of CPD\nThis is valid for 3 hours", 150),
        ("Duration: one day", None),
        ("Duration: 7 hours per day", None),
        ("Module one: 2 hours CPD\nModule two: 3 hours CPD", None),
        ("CPD: 6 points", None),
    ],
)
def test_length_is_what_the_page_says_of_the_whole(said: str, minutes: int | None) -> None:
    found = certificate(f"""
    ## Certificate of Attendance
    Name: Dana Whitlock
    Course: Spreadsheet basics
    {said}
    """)
    assert (found.minutes.value if found.minutes else None) == minutes


def test_credits_and_points_are_never_made_time() -> None:
    found = certificate("""
    ## Certificate of Attendance
    Name: Dana Whitlock
    Course: Spreadsheet basics
    CPD points: 3
    Credits: 1.5
    """)
    assert found.points is not None
    assert found.credits is not None
    assert (found.points.value, found.credits.value, found.minutes) == (300, 150, None)


def test_a_table_of_modules_is_read_with_its_total() -> None:
    found = certificate("""
    ## Tolworth Auto Academy
    Training transcript
    Name | Isla McCrae
    Programme | Technician Level 2
    Module | Date | Hours
    Steering geometry | 04/02/2026 | 3
    Wheel balance | 05/02/2026 | 2.5
    Brake fluid service | 06/02/2026 | 1.5
    Total | | 7
    """)
    assert [(one.title, one.minutes, one.day) for one in found.modules] == [
        ("Steering geometry", 180, date(2026, 2, 4)),
        ("Wheel balance", 150, date(2026, 2, 5)),
        ("Brake fluid service", 90, date(2026, 2, 6)),
    ]
    assert found.minutes is not None
    assert found.minutes.value == 420


def test_of_a_list_of_several_nobody_is_the_member() -> None:
    found = certificate("""
    TOOLBOX TALK REGISTER
    Topic: Working at height
    Date: 3rd February 2026 | Duration: 30 mins
    Presenter: Carl Finch
    Print name | Signature
    Omar Idris |
    Beth Larkin |
    """)
    assert found.person is None
    assert found.people == ("Omar Idris", "Beth Larkin")


def test_who_signed_or_taught_is_not_the_learner() -> None:
    found = read(
        [
            drawn("""
    ## Certificate of Attendance
    Course: Steering geometry
    Trainer: Kit Danvers
    ## Harriet Osgood
    Curriculum Manager
    Certificate no. EX-22
    """)
        ],
        (),
    )
    assert found is not None
    assert found.person is None


def test_letters_that_were_misread_off_a_picture_are_put_right() -> None:
    found = certificate(
        """
    ## ROWANTREE TRAINING
    Thisisto certify that
    ## HelenaBrookfield
    attended a one day course
    ## Manual Handling
    on the l2th 0ctober2026
    Duration: 6 h0urs
    """,
        recognised=True,
    )
    assert told(found) == {
        "title": "Manual Handling",
        "person": "Helena Brookfield",
        "day": "2026-10-12",
        "minutes": 360,
        "supposed_provider": "ROWANTREE TRAINING",
    }


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ("https://openstride.example/v?id=OS9-K27", "https://openstride.example/v?id=OS9-K27"),
        ('{"type": "Assertion", "id": "https://badges.example/a/1"}', "https://badges.example/a/1"),
        ("https://openstride.example", None),  # their home page
        ("BEGIN:VCARD\nURL:https://a.example/me\nEND:VCARD", None),
        ("{" * 5000, None),
        ("Ada Example", None),
    ],
)
def test_an_address_in_a_code_is_where_it_may_be_verified(code: str, url: str | None) -> None:
    found = certificate(FIRST_AID, Code(code, 1))
    assert (found.url.value if found.url else None) == url
    if found.url:
        assert (found.url.place.page, found.url.place.line) == (1, None)


@pytest.mark.parametrize(
    "text",
    [
        "## Brightway Courses\nBooking confirmation\nThank you for booking Asbestos Awareness on 14"
        " December 2026\nYou will receive a certificate on completion.",
        "INVOICE\nEV Level 2 course, 7 December 2026 | £745.00\nVAT | £149.00",
        "PAYSLIP\nEmployee: Mr L Castellane\nHours: 160\nNET PAY £2,118.40",
        "Certificate of Calibration\nCertificate No. MC-99121\nInstrument: Torque wrench\n"
        "Date of calibration: 12/02/2026",
        "MOT test certificate\nOdometer reading | 44,120\nDate of test | 12/08/2026",
        "Joining instructions\nCourse: Lifts\nPlease bring photo ID. Certificates on the day.",
        "Milk\nBread\nCall Dave about Tuesday",
        "",
    ],
)
def test_what_says_nothing_of_somebodys_learning_is_no_certificate(text: str) -> None:
    assert read([drawn(text)] if text else [], ()) is None


def test_words_of_a_subject_do_not_make_it_something_else() -> None:
    """A course may be about chassis, risk assessments and insurance."""
    found = certificate("""
    ## Certificate of Achievement
    Name: Folake Oyelaran
    Unit: Chassis faults, risk assessment and insurance
    Date achieved: 27 May 2026
    """)
    assert found.supposed_title is not None
    assert found.supposed_title.value == "Chassis faults, risk assessment and insurance"


def test_what_was_read_is_the_same_after_it_was_kept() -> None:
    found = certificate(FIRST_AID + "Code | Module | Hours\nA1 | Burns | 2\nA2 | Bleeding | 4\n")
    assert found.modules
    assert Certificate.of_plain(found.plain()) == found
    assert Certificate.of_plain({**found.plain(), "newer": {"value": 1}}) == found


@pytest.mark.parametrize(
    "text", ["1 " * 400, "a " * 400, "certify that " * 60, "(" * 600, "Name:" * 150, "1/1/" * 200]
)
def test_no_line_takes_long(text: str) -> None:
    page = Page(1, tuple(Line(text, (0.1, at / 50, 0.9, at / 50 + 0.01)) for at in range(20)))
    begun = time.process_time()
    read([page], ())
    assert time.process_time() - begun < 2.0
