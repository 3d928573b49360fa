"""What is a certificate and what is none; titles, providers and expiries that are whole."""

from datetime import date

import pytest

from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.others import OTHERS
from tests.unit.conversation.certificates.pages import certificate, drawn
from tests.unit.conversation.certificates.plain_ones import PLAIN_ONES

UNTOLD = frozenset({
    "certify that", "badge", "passed an exam", "moocs", "expiry in words",
    "expiry of years", "thanks for coming",
})  # fmt: skip
"""Whose titles are not clear enough to be told."""


@pytest.mark.parametrize("name", OTHERS)
def test_what_only_speaks_of_training_is_no_certificate(name: str) -> None:
    found = read([drawn(OTHERS[name])], ())
    assert found is None or (found.flaw is not None and found.title is None)


@pytest.mark.parametrize("name", PLAIN_ONES)
def test_what_is_told_of_a_plain_certificate_is_right(name: str) -> None:
    text, title, provider, expiry = PLAIN_ONES[name]
    found = certificate(text)
    told, issuer = found.title or found.supposed_title, found.provider or found.supposed_provider
    assert (told.value if told else None) == (None if name in UNTOLD else title)
    assert (issuer.value if issuer else None) == provider
    assert (found.expiry.value if found.expiry else None) == expiry


_DONE = "Ada Example\nhas successfully completed\nTyre law\n4 June 2026\n"


@pytest.mark.parametrize(
    "line",
    ["[Name]", "Status: in progress", "Your enrolment", "SPECIMEN", "Joining instructions",
     "Not passed", "Add to calendar", "Member since 2019", "Your certificate is due"],
)  # fmt: skip
def test_one_line_makes_it_something_else(line: str) -> None:
    assert read([drawn(_DONE)], ()) is not None
    assert read([drawn(line + "\n" + _DONE)], ()) is None


def test_facts_without_a_word_that_it_was_done_are_no_certificate() -> None:
    facts = "Delegate: Ada Example\nCourse: Tyre law\nDate: 4 June 2026\nDuration: 2 hours\n"
    assert read([drawn(facts)], ()) is None
    assert read([drawn(facts + "Status: Completed")], ()) is not None


def test_those_who_signed_a_sheet_were_there() -> None:
    people = "Ada Example | AE\nBeth Larkin | BL\nOmar Idris | OI"
    head = "## Toolbox talk\nTopic: Tyre law\nDate: 4 June 2026\nDuration: 2 hours\n"
    found = certificate(head + "Print name | Signature\n" + people)
    assert len(found.people) > 1
    assert read([drawn(head + "Name | Signature\n")], ()) is None


@pytest.mark.parametrize(
    ("said", "provider"),
    [
        ("Provider: Northmoor Training Ltd", "Northmoor Training Ltd"),
        ("Delivered by Northmoor Training in association with Southmoor Motors", None),
        ("Delivered by Northmoor Training and Southmoor Motors", None),
        ("Provider: Northmoor Training on behalf of Southmoor Motors", None),
        ("Provider: Northmoor Training of", None),
        ("Delivered by Northmoor\nTraining I attended", None),
    ],
)
def test_a_provider_that_may_go_on_is_not_told(said: str, provider: str | None) -> None:
    found = certificate(f"Certificate of Attendance\n{_DONE}{said}")
    assert (found.provider.value if found.provider else None) == provider


@pytest.mark.parametrize(
    ("said", "expiry"),
    [
        ("Expires: 3 June 2029", date(2029, 6, 3)),
        ("Valid until | 3 June 2029", date(2029, 6, 3)),
        ("Refresher training due by 3 June 2029", date(2029, 6, 3)),
        ("Retrain …….: 3 June 2029", date(2029, 6, 3)),
        ("(Split-class refresher) on 3 June 2029", None),
        ("A refresher. On 3 June 2029 it was", None),
        ("Forklift refresher\n3 June 2029", None),
        ("Your next assignment, Sanctions, is due on 3 June 2029", None),
        ("Next due 3 June 2029", date(2029, 6, 3)),
        ("Valid only with a photo taken 3 June 2029", None),
        ("Valid for three years from the date of issue", None),
        ("Valid for three years from the date of completion", date(2029, 6, 4)),
    ],
)
def test_it_expires_when_a_label_says_so(said: str, expiry: date | None) -> None:
    text = f"Certificate of Training\nName: Ada Example\nDate completed: 4 June 2026\n{said}"
    found = certificate(text)
    assert (found.expiry.value if found.expiry else None) == expiry


def test_a_title_whose_next_line_may_be_of_it_is_not_told() -> None:
    head = "Certificate of Training\nName: Ada Example\nDate completed: 4 June 2026\n"
    assert certificate(head + "Course: Tyre law").title is not None
    assert certificate(head + "Course: Tyre law\nfitting old and new ones").title is None


@pytest.mark.parametrize(
    "text",
    [
        "HV Training\nEV routine maintenance course\nMagdalena Overgaard\npassed on 28 May 2025",
        "Towing assessment\nAda Example\npassed 03.10.2026\nAssessor G. Amis",
        "Garage Guru\nYou finished\nTyre law\nName: Ada Example\nShare certificate",
        "OFFICIAL TRANSCRIPT OF EDUCATION\nStudent: Example, Ada T.\nCompleted courses\nTyre law",
        "Certificate\nTyre law\nWho: Ada Example\nWhen: 3 June 2026\nHow long: 2 hours",
        "CERTYFIKAT UCZESTNICTWA\nPrzemysław Żółtowski\nuczestniczył w dniach 10–11.06.2026",
    ],
)
def test_a_short_page_that_names_somebody_and_says_when_is_evidence(text: str) -> None:
    assert read([drawn(text)], ()) is not None


@pytest.mark.parametrize(
    "text",
    [
        # what they hold has to be learnt again
        "Manual Handling Instructor\nAda Example\n22 May 2025\nCPD hours: 7.5\nCert ref: AE/119\n"
        "Next refresher: 21 May 2028\nAtlantic Ergonomics Ltd",
        # somebody's name, and what they did
        "Ada Example attended our workshop on hiring well on 25 November 2025 for one hour.",
        "Proof of attendance\nAda Example logged in to our webinar Tyre law on 18 March 2025.\n"
        "Verifiable CPD: 2 hours",
        "Tyre badge\nAda Example\nIssued 28 January 2026\nThe holder took part in 4 hours of "
        "guided learning.",
        # what it is called stands beside a dash
        "Driver CPC periodic training – certificate of attendance\nDriver: Ada Example\n"
        "Course: Tyre law\nDate of training: 12 October 2024\nTime: 08:00 – 16:00",
        # a day right behind what was done
        "Operator training in tyres\nOperator: Ada Example\nTrained 18/07/2025. "
        "Expires 17/07/2030.\n"
        "Licence UPL/1188340",
        "Tyre handler card\nAda Example\nQualified | 22 Nov 2025\nCard no. | 9004 1187 22",
        "TYRE LAW\nTRAINED\nAda Example\n25 June 2025\nRedbrook Motors · cert 5520",
        # a mail that is one
        "To: Ada Example\nSeminar on tyre law, 12 March 2026, 18:00 - 19:30. Please treat this "
        "e-mail as your certificate of attendance; it is worth 1.5 CPD hours.",
        # several days, and no word of which is which
        "CERTIFICATE\nTyre law course\nAda Example\nEvening 1: 10 Nov 2025, 18:30-21:00\n"
        "Evening 2: 17 Nov 2025, 18:30-21:00",
        # what firms print at the foot
        "Tyre law\nTechnician: Ada Example\nAwarded by: Redbrook Training\nNo: WT-0931\n"
        "Redbrook Ltd, company 11902277, VAT 377 2200 18",
        "Verification of Training Hours\nStudent name: Ada Example\nTotal hours: 54.5",
    ],
)
def test_facts_of_what_was_done_tell_of_a_certificate(text: str) -> None:
    assert read([drawn(text)], ()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Towing assessment\npassed 03.10.2026",  # by whom?
        "Towing assessment\nAda Example\nto be passed by 03.10.2026",
        "Towing assessment\nAda Example\n03.10.2026",
        "Ada Example\npassed the town hall on 03.10.2026",  # no word of learning
        "Course transfer agreed\nLearner: Ada Example\nTo: Certificate in Tyres\nDate: 4 May 2026",
        "Towing assessment\nAda Example\npassed 03.10.2026\nFee: £ 40 plus VAT\nInvoice no 12",
    ],
)
def test_a_short_page_that_leaves_one_of_these_out_is_none(text: str) -> None:
    assert read([drawn(text)], ()) is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Time spent: 00:34:52", 34),
        ("Nominal duration: 35 minutes\nTime spent: 00:34:52", 35),
        ("Time spent: 00:34:52\nDuration: 40 minutes", 40),
        ("Seven hours of CPD", 420),
        ("CPD: 4 days, 7 hours per day", 1680),
    ],
)
def test_a_length_that_is_stated_comes_before_one_that_was_clocked(said: str, minutes: int) -> None:
    found = certificate(f"Certificate of Completion\n{_DONE}{said}")
    assert found.minutes is not None
    assert found.minutes.value == minutes


@pytest.mark.parametrize(
    "said", ["Each workshop carries seven hours of CPD", "Seven hours of CPD per workshop"]
)
def test_a_length_of_one_of_several_is_none_of_all(said: str) -> None:
    assert certificate(f"Certificate of Completion\n{_DONE}{said}").minutes is None


def test_an_initial_keeps_its_stop_where_a_name_is_turned_round() -> None:
    found = certificate("Certificate of Completion\nName: Example, Ada T.\nCourse: Tyre law")
    assert found.person is not None
    assert found.person.value == "Ada T. Example"


def test_nothing_is_certified_long_before_it_is_done() -> None:
    head = "Certificate of Training\nName: Ada Example\nCourse: Tyre law\nIssued: 2 October 2024\n"
    assert certificate(head + "Held on 30 September 2024").day is not None
    later = certificate(head + "Held on 1 October 2028")
    assert (later.day, later.issued is not None) == (None, True)
