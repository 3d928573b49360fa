"""Days and lengths of which the page has more than one: what may be another's is not told."""

from datetime import date

import pytest

from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import certificate, drawn

_HEAD = "Certificate of Training\nName: Ada Example\nCourse: Tyre law\n"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Online part finished | 21 Feb 2026\nWorkshop evening | 28 Feb 2026", None),
        ("Online part finished | 21 Feb 2026", date(2026, 2, 21)),
        ("Online part finished | 21 Feb 2026\nPrinted | 28 Feb 2026", date(2026, 2, 21)),
        ("Completion date | 21 Feb 2026\nWorkshop evening | 28 Feb 2026", date(2026, 2, 21)),
        # of another event, or of something else than learning
        ("Held on 6 November 2025\nThe next webinar, “Brakes in practice”, is on 11 December 2025.",
         date(2025, 11, 6)),
        ("CPD year 1 October 2024 to 30 September 2025", None),
        ("Week of 9 March 2026", None),
        ("W/C 9 March 2026 - assessed 12 March 2026", date(2026, 3, 12)),
        ("Signed electronically by Dr. Beth Larkin, Director of Training, on 17-Dec-2025", None),
        ("Approved by Senate 20 May 2026", None),
        ("Approved by the Brake Guild. Held on 20 May 2026", date(2026, 5, 20)),
    ],
)  # fmt: skip
def test_a_day_that_may_be_of_something_else_is_not_told(said: str, day: date | None) -> None:
    found = certificate(_HEAD + said)
    assert (found.day.value if found.day else None) == day


def test_a_head_over_a_column_of_days_says_of_none_of_them_that_it_is_the_last() -> None:
    rows = "Code | Subject | Attended\nHT1 | Voltage | 14/01/2026 Passed\n"
    more = "HT2 | Batteries | 27/01/2026 Passed\nHT3 | Diagnosis | 11/02/2026 Attended"
    assert certificate(_HEAD + rows + more).day is None


@pytest.mark.parametrize(
    ("said", "expiry"),
    [
        ("Accredited programme, accreditation OIVR-0441\n(expires 31/12/2029).", None),
        ("Approval 0441 expires 31/12/2029", None),
        ("Expires 31/12/2029", date(2029, 12, 31)),
    ],
)
def test_how_long_a_course_is_accredited_is_not_how_long_it_holds(
    said: str, expiry: date | None
) -> None:
    found = certificate(f"{_HEAD}Completed: 16/10/2026\n{said}")
    assert (found.expiry.value if found.expiry else None) == expiry


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("Boise, ID 83799", date(2025, 12, 5)),
        ("Dover, DE 19901", date(2025, 12, 5)),
        ("Blue Heron Learning, LLC", None),
        ("Call (208) 555-0133", None),
        ("Unit 2, Leeds LS1 4DY", date(2025, 5, 12)),
        ("Blue Heron Learning", date(2025, 5, 12)),
    ],
)
def test_where_a_page_comes_from_tells_how_its_days_are_written(
    place: str, day: date | None
) -> None:
    found = certificate(f"{_HEAD}Completed 12/05/2025\n{place}")
    assert (found.day.value if found.day else None) == day


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("1. Charging depots — 40 min\n2. Total cost of ownership clinic — 50 min", None),
        ("2. Total cost of ownership clinic — 50 min\nYour CPD for the day is 2 hours 5 minutes.",
         125),
        ("Total of 5 hours of study\nPart one: learning at home, 2 hours", 300),
        ("6 hours altogether\nPart one: learning at home, 2 hours", 360),
        ("45 min\nBatteries and their diagnosis: 3 h", None),
        ("45 min", 45),
    ],
)  # fmt: skip
def test_a_length_that_may_be_of_a_part_is_not_told(said: str, minutes: int | None) -> None:
    found = certificate(f"{_HEAD}{said}")
    assert (found.minutes.value if found.minutes else None) == minutes


def test_a_name_in_capitals_off_a_picture_may_be_two_words_read_as_one() -> None:
    rest = "4 Mill Road, Leeds LS1 4DY\nCertificate of Training\nName: Ada Example\nCourse: Brakes"
    names = ("ZENOBIAHSE COLLEGE", "ZENOBIA HSE COLLEGE", "Zenobiahse College")
    told = []
    for name in names:
        found = read([drawn(f"## {name}\n{rest}", recognised=True)], ())
        assert found is not None
        told.append(found.provider is not None)
    assert told == [False, True, True]


def test_a_word_joined_to_a_year_off_a_picture_is_a_word_of_its_own() -> None:
    text = f"{_HEAD}Date issued: 22 Aug 2025Expires: 22 Aug 2028"
    found = certificate(text, recognised=True)
    assert found.issued is not None
    assert found.expiry is not None
    assert (found.issued.value, found.expiry.value) == (date(2025, 8, 22), date(2028, 8, 22))


@pytest.mark.parametrize(
    "line",
    [
        "Name: Ada Example | Student no. 0088127 | DOB 19 Sep 1999",
        "Employee: Example, Ada Staff no. 10771 Dept: Workshop",
        "Operator: Ada Example Nat. Ins. ending: 41C",
        "Person trained Ada Example",
        "Trainee/Oiliúnaí: Ada Example",
        "Joined by Ada Example",
        "Thank you for joining us live, Ada Example!",
    ],
)
def test_whom_a_line_names_whatever_else_stands_on_it(line: str) -> None:
    found = certificate(f"Certificate of Attendance\n{line}\nTyre law\n4 June 2026")
    assert found.person is not None
    assert found.person.value == "Ada Example"
