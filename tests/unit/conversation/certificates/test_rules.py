"""What holds of every page, whatever stands on it."""

import re
import sys
from dataclasses import fields
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.certificates.certificate import Certificate, Found, Place
from bot.conversation.certificates.layout import LINE_MOST
from bot.conversation.certificates.pages import Code, Line, Page
from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import drawn

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
            assert _names_of(fact.value) & set(re.findall(r"\d+|[a-z]{3}", said.lower()))
        elif isinstance(fact.value, int):
            assert any(map(str.isdigit, said)) or "min" in said.lower()
        elif isinstance(fact.value, str):
            assert set(re.findall(r"\w+", fact.value.lower())) & set(
                re.findall(r"\w+", said.lower())
            )


def _names_of(day: date) -> set[str]:
    """Of which a line has to hold one: the day, the month or the year, as they may be written."""
    numbers = {day.day, day.month, day.year, day.year % 100}
    return {f"{one}" for one in numbers} | {f"{one:02}" for one in numbers} | {f"{day:%b}".lower()}


_UNRELATED = ("Our shop sells spare bulbs", "Parking is behind the building", "Thank you")


@settings(max_examples=100, deadline=None)
@given(_ROWS, st.lists(st.sampled_from(_UNRELATED), min_size=1, max_size=5))
def test_unrelated_lines_at_the_end_turn_no_fact_into_another(rows: str, more: list[str]) -> None:
    """What goes by size or by what else is there may become nothing, and never something else."""
    before = read([drawn(rows)], ()) if rows.strip() else None
    after = read([drawn(rows + "\n" + "\n".join(more))], ())
    if before is None or after is None:
        return
    for name in FACTS:
        one, other = getattr(before, name), getattr(after, name)
        assert one is None or other is None or one.value == other.value, name


_DENSE = "{} Delegates have completed the course on 4 March 2026, 2 hours of CPD, no. EX-{}"


def _calls(lines: int) -> int:
    """How many functions are called to read so many lines that hold something of everything."""
    texts = (_DENSE.format(at, at) for at in range(lines))
    page = Page(
        1,
        tuple(Line(text, (0.1, at / 420, 0.9, (at + 0.8) / 420)) for at, text in enumerate(texts)),
    )
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read([page], ())
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_lines_and_no_faster() -> None:
    few, many = _calls(100), _calls(200)
    assert many < 2.3 * few
    assert many < 200 * 780


def test_what_is_beyond_the_limits_is_not_read() -> None:
    page = drawn("## Certificate of Attendance\nName: Ada Example\nCourse: Tyres")
    long = Line("x" * LINE_MOST + " Certificate no. EX-22", (0.1, 0.6, 0.9, 0.61))
    found = read([Page(1, (*page.lines, long))], ())
    assert found is not None
    assert found.number is None


def test_a_fact_holds_no_character_that_a_database_refuses() -> None:
    told = Certificate(title=Found("EV\0 course", Place(1)), people=("Ada\0",)).plain()
    assert (told["title"]["value"], told["people"]) == ("EV course", ["Ada"])
