"""What holds of every page, whatever stands on it."""

import re
import time
from dataclasses import fields
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.certificates.certificate import Certificate, Found
from bot.conversation.certificates.layout import LINE_MOST
from bot.conversation.certificates.pages import Code, Line, Page
from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import drawn, texts

_WORDS = st.sampled_from([
    "This is to certify that", "Ada Example", "Example Training Ltd", "Certificate of Attendance",
    "has successfully completed", "Brake fluid for beginners", "Date:", "Completed", "Valid until",
    "11/03/2026", "10-12 March 2026", "3 May 2025", "Duration: 2 hours", "CPD hours", "6.5",
    "Certificate No.", "EX-22", "Module", "Hours", "Name", "Signature", "1 Leo Castellane", "Total",
    "at", "on 4 June 2026", "9:30 - 12:00", "awarded to", "12 credits", "3 points", "Trainer",
    "https://a.example/verify/1", "Dear Ms Okafor", "“Tyre law”", "2 x 90 minutes", "invoice",
])  # fmt: skip
_TEXT = st.one_of(_WORDS, st.lists(_WORDS, max_size=4).map(" ".join), st.text(max_size=60))
_SHARE = st.floats(-0.5, 1.5)
_BOX = st.one_of(st.none(), st.tuples(_SHARE, _SHARE, _SHARE, _SHARE))
_LINES = st.lists(st.builds(Line, _TEXT, _BOX), max_size=25).map(tuple)
_PAGES = st.lists(st.builds(Page, st.integers(1, 3), _LINES, st.booleans()), max_size=3)
_CODES = st.lists(st.builds(Code, st.one_of(_TEXT, st.text()), st.integers(1, 3)), max_size=3)
_ROWS = st.lists(_TEXT.filter(lambda one: one.isprintable()), max_size=20).map("\n".join)

FACTS = tuple(one.name for one in fields(Certificate) if one.name not in ("modules", "people"))


@settings(max_examples=150, deadline=None)
@given(_PAGES, _CODES)
def test_any_page_has_an_answer_whose_facts_fit_together(
    pages: list[Page], codes: list[Code]
) -> None:
    found = read(pages, codes)
    if found is None:
        return
    for number in (found.minutes, found.between, found.credits, found.points):
        assert number is None or number.value > 0
    for module in found.modules:
        assert module.title
        assert module.minutes is None or module.minutes > 0
    if found.expiry and found.day:
        assert found.expiry.value >= found.day.value
    if found.start and found.end:
        assert found.start.value < found.end.value
        assert found.day is not None
    assert Certificate.of_plain(found.plain()) == found


@settings(max_examples=150, deadline=None)
@given(_ROWS)
def test_every_fact_names_a_line_that_holds_it(rows: str) -> None:
    page = drawn("Certificate of Attendance\n" + rows)
    found = read([page], ())
    if found is None:
        return
    for name in FACTS:
        fact: Found[object] | None = getattr(found, name)
        if fact is None:
            continue
        assert fact.place.page == 1
        assert fact.place.line is not None
        said = page.lines[fact.place.line].text
        if isinstance(fact.value, date):
            year = fact.value.year
            assert name == "expiry" or str(year)[2:] in texts([page])
        elif isinstance(fact.value, str):
            assert set(re.findall(r"\w+", fact.value.lower())) & set(
                re.findall(r"\w+", said.lower())
            )


_UNRELATED = ("Our shop sells spare bulbs", "Parking is behind the building", "Thank you")


@settings(max_examples=100, deadline=None)
@given(_ROWS, st.lists(st.sampled_from(_UNRELATED), min_size=1, max_size=5))
def test_unrelated_lines_at_the_end_turn_no_labelled_fact_into_another(
    rows: str, more: list[str]
) -> None:
    """What goes by size or by what else is there (title, person, provider) may become nothing."""
    before = read([drawn(rows)], ()) if rows.strip() else None
    after = read([drawn(rows + "\n" + "\n".join(more))], ())
    if before is None or after is None:
        return
    for name in ("minutes", "credits", "points", "number", "url", "expiry", "day"):
        one, other = getattr(before, name), getattr(after, name)
        assert one is None or other is None or one.value == other.value


def test_a_page_of_200_lines_does_not_take_long() -> None:
    line = "{} Delegates have completed the course on 4 March 2026, 2 hours of CPD, no. EX-{}"
    page = Page(
        1,
        tuple(
            Line(line.format(at, at), (0.1, at / 210, 0.9, (at + 0.8) / 210)) for at in range(200)
        ),
    )
    read([page], ())
    begun = time.process_time()
    read([page], ())
    # Aimed at 20 ms; about 0.1 s was measured on a busy machine.
    assert time.process_time() - begun < 0.5


def test_what_is_beyond_the_limits_is_not_read() -> None:
    page = drawn("## Certificate of Attendance\nName: Ada Example\nCourse: Tyres")
    long = Line("x" * LINE_MOST + " Certificate no. EX-22", (0.1, 0.6, 0.9, 0.61))
    found = read([Page(1, (*page.lines, long))], ())
    assert found is not None
    assert found.number is None
