"""What is passed over early, since nothing can be found there, is where nothing would be found."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.elements.cues import _BETWEEN, _FILLER, _ME, CUES, Cue, ElementId, cued
from bot.conversation.elements.languages import foreign_cue
from bot.conversation.identifiers import finding, identifiers, marks
from bot.conversation.identifiers.phones import phones
from bot.conversation.identifiers.plates import named_plates, typed_plates
from bot.conversation.identifiers.spelling import views
from bot.conversation.identifiers.vins import named_vins
from bot.conversation.text import folded
from tests.properties import examples

_SPOKEN = [
    *(text for cue in CUES for text in (*cue.holds, *cue.spares)),
    *("i", "we", "I've", "ill", "im", "and", "but", "so that", "wifi", "a", "-", "because", "no"),
]
_CLAUSES = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(_SPOKEN), max_size=5).map(" ".join)
)


@cache
def _whole_pattern(cue: Cue) -> re.Pattern[str]:
    """All that a cue may match, wherever in a clause."""
    ways = []
    if cue.opens:
        ways.append(rf"\A{_FILLER}(?:{cue.opens})")
    if cue.mine:
        ways.append(rf"{_ME}{_BETWEEN} ?(?:{cue.mine})")
    if cue.within:
        ways.append(f"(?:{cue.within})")
    return re.compile("|".join(ways))


def _cued_by_all(clause: str, *, usual: bool) -> ElementId | None:
    """The element of the cue that begins first, of those the first in the table, by trying all."""
    found = [
        (match.start(), at, cue.element)
        for at, cue in enumerate(CUES)
        if usual or not cue.answers
        if (match := _whole_pattern(cue).search(clause))
    ]
    return min(found)[2] if found else foreign_cue(clause)


@given(_CLAUSES, st.booleans())
@settings(max_examples=examples(400))
def test_a_clause_tells_what_it_tells_where_every_cue_is_tried(text: str, usual: bool) -> None:
    clause = folded(text)
    assert cued(clause, usual=usual) == _cued_by_all(clause, usual=usual)


@pytest.mark.parametrize("text", _SPOKEN)
def test_so_do_the_tables_own_examples(text: str) -> None:
    clause = folded(text)
    for usual in (True, False):
        assert cued(clause, usual=usual) == _cued_by_all(clause, usual=usual)


_LETTERS_FOR_FIGURES = str.maketrans("0123456789", "OIZEASGTBg")
_TELLING = [
    *(text for text, _ in finding.EXAMPLES),
    *("vin", "VIN:", "reg", "on", "chassis no", "WVWZZZ", "plate", "tel", "mail", "a@", "gmail"),
]
_TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(_TELLING), max_size=3).map(" ".join)
)
_WITHOUT_FIGURES = _TEXTS.map(lambda text: re.sub(r"\d", "x", text.translate(_LETTERS_FOR_FIGURES)))


@given(_WITHOUT_FIGURES)
@settings(max_examples=examples(400))
def test_without_a_figure_nothing_is_a_plate_or_a_vin(text: str) -> None:
    for seen in views(text):
        unbroken = seen.text.replace("_", " ").replace("\n", " ")
        forms = (marks.A_VIN, marks.MISREAD_VIN, marks.GROUPED_VIN, marks.NAMED_VIN)
        assert not any(form.search(unbroken) for form in (*forms, marks.HALVED_VIN))
        assert [*named_vins(unbroken), *typed_plates(unbroken), *named_plates(unbroken)] == []
        assert marks.A_PLATE.search(seen.text) is None
        assert not any(len(one[1]) > 3 for one in marks.NAMED_PLATE.finditer(seen.text))


@given(_TEXTS.map(lambda text: re.sub(r"[.]|mail|btinternet|icloud", "", text, flags=re.I)))
@settings(max_examples=examples(400))
def test_without_a_host_or_a_point_nothing_is_an_address_of_a_common_host(text: str) -> None:
    for seen in views(text):
        if re.search(r"[.]|mail|btinternet|icloud", seen.text, re.I) is None:
            assert marks.HOSTED_EMAIL.search(seen.text) is None


_FEW_FIGURES = st.lists(
    st.one_of(
        st.sampled_from([*_TELLING, "7", "07700", "900", "O", "I", "l", "+44", "0044", "77OO"]),
        st.text("07OoIl+ -", max_size=12),
    ),
    max_size=5,
).map(" ".join)
_A_DAY = "\n\n;;\n2026-10-12"
"""More figures, of which none is a number: nothing is passed over beside them."""


@given(_FEW_FIGURES, st.sampled_from(["GB", "DE"]))
@settings(max_examples=examples(400))
def test_few_figures_are_a_number_where_they_are_one_beside_others(text: str, region: str) -> None:
    assert sorted(phones(text, region)) == sorted(phones(text + _A_DAY, region))


_ALL_OF_IT = "\n\n;;\n2026-10-12 ;; . // [at] dot"


@given(_TEXTS)
@settings(max_examples=examples(400))
def test_what_stands_far_away_changes_nothing_of_what_is_found_by_its_form(text: str) -> None:
    def by_form(found: tuple[finding.Identifier, ...]) -> list[finding.Identifier]:
        return [
            one for one in found if one.kind not in ("person", "customer") and one.end <= len(text)
        ]

    assert by_form(identifiers(text)) == by_form(identifiers(text + _ALL_OF_IT))
