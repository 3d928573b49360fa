"""A what-if in two lines, worded as a standing is, and marked as no more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.schemes.standings import SchemeStanding
from bot.services.schemes.what_if import Supposition, WhatIf, read_change
from bot.ui.schemes.standing import figures_line
from bot.ui.schemes.what_if import MARK, what_if
from sandbox.refusals import check_message
from tests.unit.ui.builders import enrolment, scheme_standing
from tests.unit.ui.reading import texts

THEN = scheme_standing(cycle=3900, year=1400)
OTHER = scheme_standing("generic-30-90", of=enrolment("generic-30-90", id=9))


@pytest.mark.parametrize(
    ("change", "title", "said"),
    [
        (Supposition(minutes=360), None, "With 6 h more"),
        (Supposition(minutes=360, about="adas"), None, "With 6 h more of adas"),
        (Supposition(credits=1000), None, "With 10 credits more"),
        (Supposition(without=12), "Isolation course", "Without Isolation course"),
    ],
)
def test_one_scheme_is_said_as_a_standing_is(
    change: Supposition, title: str | None, said: str
) -> None:
    shown = what_if(WhatIf(change, (THEN,), title))
    line, mark = texts(shown.blocks)
    assert line == f"*{said}*, IMI register: {figures_line(THEN)}"
    assert mark == MARK
    assert "14 of 30 this year" in line


def test_two_schemes_are_a_line_each_and_more_are_counted() -> None:
    schemes = (THEN, OTHER, OTHER)
    line, _ = texts(what_if(WhatIf(Supposition(minutes=60), schemes)).blocks)
    assert len(line.splitlines()) == 2
    assert "Workplace CPD: " in line
    assert line.endswith("1 more would change too.")


def test_where_no_scheme_counts_it_that_is_said() -> None:
    line, mark = texts(what_if(WhatIf(Supposition(minutes=60), ())).blocks)
    assert line == (
        "*With 1 h more*: none of your schemes would stand otherwise: none counts that by a number "
        "I know."
    )
    assert mark == MARK


@pytest.mark.parametrize(("schemes", "most"), [((THEN,), 40), ((THEN, OTHER), 50)])
def test_it_keeps_to_the_words_of_an_answer(schemes: tuple[SchemeStanding, ...], most: int) -> None:
    shown = what_if(WhatIf(Supposition(minutes=360, about="adas"), schemes))
    assert len(" ".join(texts(shown.blocks)).split()) <= most


@given(about=st.text(max_size=200), title=st.none() | st.text(max_size=400))
def test_whatever_is_typed_is_taken_by_slack(about: str, title: str | None) -> None:
    for change in (Supposition(minutes=60, about=about), Supposition(without=3)):
        shown = what_if(WhatIf(change, (THEN,), title))
        assert check_message({"text": shown.text, "blocks": list(shown.blocks)}) is None


@given(
    st.builds(
        Supposition,
        minutes=st.integers(0, 60_000),
        credits=st.integers(0, 99_900),
        about=st.text(max_size=40),
        without=st.none() | st.integers(1),
    )
)
def test_a_queued_change_is_read_as_it_was(change: Supposition) -> None:
    assert read_change(change.queued()) == change
