"""A fact is told where it is sure and clearly ahead: who is not the provider, what is no title."""

import pytest

from bot.conversation.certificates.reading import read
from bot.conversation.certificates.weighing import AHEAD, LEAST, Candidate, chosen
from tests.unit.conversation.certificates.pages import certificate, drawn, told

_WEIGHTS = {"label": 3.0, "size": 1.0, "aside": -4.0, "half": 0.5}


def _chosen(*candidates: tuple[str, set[str]]) -> str | None:
    given = [Candidate(text, at, frozenset(signs)) for at, (text, signs) in enumerate(candidates)]
    best = chosen(given, _WEIGHTS, str.__eq__)
    return None if best is None else best.best.text


def test_what_is_not_sure_or_not_ahead_is_not_told() -> None:
    assert (LEAST, AHEAD) == (3.0, 1.0)
    assert _chosen(("A", {"label"}), ("B", {"size"})) == "A"
    assert _chosen(("A", {"size"})) is None
    assert _chosen(("A", {"label"}), ("B", {"label", "half"})) is None
    assert _chosen(("A", {"label"}), ("B", {"label", "aside"})) == "A"
    assert _chosen() is None


def test_a_sign_counts_once_however_many_places_have_it() -> None:
    assert _chosen(("A", {"size"}), ("A", {"size"}), ("A", {"size"})) is None
    assert _chosen(("A", {"label"}), ("A", {"size"}), ("B", {"label"})) == "A"


def _told(text: str, fact: str) -> object:
    """A fact, or what is supposed to be it."""
    found = told(certificate(text))
    return found.get(fact, found.get(f"supposed_{fact}"))


def _page(head: str, foot: str) -> str:
    return f"""
    {head}
    ### Certificate of Attendance
    This is to certify that
    ## Ada Example
    has completed the course
    ## Brake fluid for beginners
    on 4 June 2026
    {foot}
    """


def _provider(head: str, foot: str = "") -> object:
    return _told(_page(head, foot), "provider")


@pytest.mark.parametrize(
    ("head", "foot", "provider"),
    [
        ("## Northmoor Training Academy", "", "Northmoor Training Academy"),
        ("", "Delivered by Northmoor Training Ltd in Leeds", "Northmoor Training Ltd"),
        ("", "Organised by Northmoor Media Group. Certificate 22", "Northmoor Media Group"),
        ("", "© 2026 Northmoor Learning", "Northmoor Learning"),
        ("", "Accredited by the Northmoor Standards Institute", None),
        ("", "Powered by Northmoor Learning", None),
        ("", "Venue: Northmoor College", None),
        ("", "Employer: Northmoor Garages Ltd", None),
        ("Northmoor Academy | Southmoor Institute", "", None),  # which of them?
        ("## Northmoor", "", None),  # a word may be anything
        ("## Northmoor", "hello@northmoor.example", "Northmoor"),
        ("", "Northmoor Safety Ltd, 12 Palm Street\ninfo@northmoorsafety.example",
         "Northmoor Safety Ltd"),
    ],
)  # fmt: skip
def test_the_provider_is_who_the_page_says_issued_it(
    head: str, foot: str, provider: str | None
) -> None:
    assert _provider(head, foot) == provider


def test_a_name_keeps_the_stop_of_its_abbreviation() -> None:
    assert _provider("## Al Waha Safety Academy W.L.L.") == "Al Waha Safety Academy W.L.L."


def _title(text: str) -> object:
    return _told(f"## Certificate of Attendance\nName: Ada Example\n{text}", "title")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Course: Brake fluid: testing and\nreplacement in practice", "Brake fluid: testing and "
         "replacement in practice"),
        ("Course: BF-204 - Brake fluid for beginners", "Brake fluid for beginners"),
        ("Course: Brake fluid for beginners (course code BF-204)", "Brake fluid for beginners"),
        ("Course: ISO 9001 auditing", "ISO 9001 auditing"),
        ("participated in\na professional development activity entitled\n## Brake fluid today",
         "Brake fluid today"),
        ("completed the two-day course with\n## Mind and Motor Company", None),
        ("seat_time_min 95", None),
        ("## Roles • Survey • Burns • Choking", None),
    ],
)  # fmt: skip
def test_a_title_is_whole_and_nothing_else(text: str, title: str | None) -> None:
    assert _title(text) == title


def test_a_name_is_no_title_though_it_is_set_large() -> None:
    found = certificate("""
    ## Certificate of Attendance
    This certificate is presented to
    ## PRECIOUS CHIOMA AMADI
    4 June 2026
    """)
    assert found.title is None
    assert found.person is not None
    assert found.person.value == "PRECIOUS CHIOMA AMADI"


def test_congratulations_end_with_the_name() -> None:
    found = certificate("""
    ### Certificate of Completion
    Congratulations, Priya Deshmukh-Rao
    ### Having Hard Conversations
    """)
    assert found.person is not None
    assert found.person.value == "Priya Deshmukh-Rao"


def test_heads_of_columns_are_no_labels_of_the_page() -> None:
    found = certificate("""
    ## Certificate of Attendance
    Employee: Ada Example
    Course | Completed | Length | Provider
    Fire warden | 03/03/2026 | 03:00 | Classroom
    Brake fluid | 04/03/2026 | 00:30 | e-learning
    """)
    assert (found.title, found.provider) == (None, None)
    assert [(one.title, one.minutes) for one in found.modules] == [
        ("Fire warden", 180),
        ("Brake fluid", 30),
    ]


def test_two_dates_beside_each_other_are_no_range() -> None:
    found = certificate("""
    ## Certificate of Competence
    Awarded to Ross Example
    Card no. 4471-90822
    Tested 28/06/2024
    Expires 27/06/2029
    """)
    assert found.start is None
    assert found.expiry is not None
    assert (found.day, found.expiry.value.year) != (None, 2024)


@pytest.mark.parametrize(
    "text",
    [
        "CERTIFICATE OF MOTOR INSURANCE\nCertificate number | PV/44\nName of policyholder | Ada "
        "Example\nExpiry | 11 June 2027\nI hereby certify that the policy satisfies the law.",
        "Booking confirmation\nCourse: Lifts\nDelegate: Ada Example\nDate: 9 June 2026\nYou will "
        "receive a certificate of completion on the day.",
    ],
)
def test_what_speaks_of_a_thing_or_of_what_is_to_come_is_no_certificate(text: str) -> None:
    assert read([drawn(text)], ()) is None


def test_facts_alone_may_tell_of_a_certificate() -> None:
    found = read([drawn("""
    ## Telehandler operator
    Person: Ada Example
    Course: Telehandler operation
    Tested: 4 June 2026
    Expires: 3 June 2031
    """)], ())  # fmt: skip
    assert found is not None
    assert found.title is not None


@pytest.mark.parametrize(
    ("head", "foot", "provider"),
    [
        ("", "Centre Manager", None),
        ("", "Course developed by Northmoor Media", None),
        ("", "Delivered by BTN Group plc in Leeds", "BTN Group plc"),
        ("Mobile air conditioning school", "", None),  # what it is, and not who
        ("School of Engineering", "", None),
        ("Northmoor Exhibition Centre", "", None),
        ("## Northmoor\n## Recovery Academy", "", None),  # of one name, or of two?
        ("## & Recovery Academy", "", None),
    ],
)
def test_a_role_a_place_and_a_piece_of_a_name_are_nobody(
    head: str, foot: str, provider: str | None
) -> None:
    assert _provider(head, foot) == provider


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Course: Brake fluid in practice", "Brake fluid in practice"),
        ("Course: Brake fluid\nand its replacement in practice", "Brake fluid and its replacement"
         " in practice"),
        ("has completed\n6 weeks", None),
        ("has completed\nHer listener", None),
        ("has completed\n(Open-circuit apparatus)", None),
        ("has completed\nTraining Manager", None),
        ("has completed\nRe-qualification required by 30/06/2029", None),
    ],
)  # fmt: skip
def test_a_measure_a_role_and_a_piece_are_no_title(text: str, title: str | None) -> None:
    assert _title(text) == title


@pytest.mark.parametrize(
    "line",
    ["1 CPD credit equals 1 hour of learning", "2 credits represent 20 hours", "1 credit = 1 h"],
)
def test_what_a_credit_stands_for_is_none_of_the_certificates(line: str) -> None:
    assert "credits" not in told(
        certificate(f"## Certificate of Attendance\nName: Ada Example\n{line}")
    )


@pytest.mark.parametrize(
    ("head", "foot", "agreed"),
    [
        ("## Northmoor Training Academy", "", True),  # it heads the page, and nobody else is there
        ("## Northmoor Training Academy", "Accredited by the Southmoor Institute Ltd", False),
        ("## Northmoor Training", "", False),  # of whom?
        ("## Northmoor Training", "hello@northmoortraining.example", True),
        ("## Northmoor Training", "\u00a9 2026 Northmoor Training", True),
        ("## Northmoor Training", "\u00a9 2026 Northmoor Training Media Ltd", False),
        ("", "\u00a9 2026 Northmoor Learning", False),
        ("", "Delivered by Northmoor Training Ltd in Leeds", False),  # whose is it?
        ("", "Trained by Northmoor College, employed by Southmoor Motors Ltd", False),
        ("## Northmoor Assessment Council", "The Council certifies that this is so", False),
        ("## N O R T H M O O R T R A I N I N G AC A D E M Y", "", False),  # where do words end?
        ("## Northmoor Training Ltd\n12 Palm Street, Leeds LS1 4AB", "", True),
        ("", "Provider: Northmoor Training", True),
        ("", "Provider: Northmoor", False),
        ("", "Delivered by Northmoor in Leeds", False),
    ],
)
def test_a_provider_is_a_fact_where_two_signs_agree(head: str, foot: str, agreed: bool) -> None:
    found = certificate(_page(head, foot))
    assert (found.provider is not None) == agreed
    assert found.provider is None or found.supposed_provider is None


@pytest.mark.parametrize(
    ("text", "recognised", "agreed"),
    [
        ("Course title: Brake fluid", False, True),  # marked off by its label
        ("Course title: Brake fluid", True, False),  # were its letters read right?
        ("Course title: Brake fluid\nhas completed the course\n## Brake fluid", True, True),
        ("Topic: Brake fluid", False, False),
        ("has completed the course Brake fluid on 4 June 2026", False, False),  # up to where?
        ("has completed the course\n## Brake fluid\non 4 June 2026", False, True),
        ("Course title: Brake fluid today, Autumn 2026", False, False),
        ("Course title: Brake fluid\nTested: 4 June 2026", False, True),
        ("## Brake fluid", False, False),  # it stands there, and nothing says what it is
        ("Course title: (Brake fluid", False, False),
    ],
)
def test_a_title_is_a_fact_where_two_signs_agree(text: str, recognised: bool, agreed: bool) -> None:
    head = "Certificate of Attendance\nName: Ada Example\nDate completed: 4 June 2026\n"
    found = certificate(head + text, recognised=recognised)
    assert (found.title is not None) == agreed
    assert found.title is None or found.supposed_title is None


@pytest.mark.parametrize("name", ["Inc.", "Pty Ltd", "The Company"])
def test_a_kind_of_company_is_nobody(name: str) -> None:
    assert _provider("", f"\u00a9 2026 {name}") is None


def test_a_mark_before_a_name_is_none_of_it() -> None:
    foot = "hello@northmoortraining.example"
    assert _provider("\u2713 Northmoor Training", foot) == "Northmoor Training"
