"""What is found that tells who somebody is: the rules' own examples, and any text at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.identifiers import finding, identifiers
from bot.conversation.identifiers import names as rules
from bot.conversation.identifiers.districts import GERMAN
from bot.conversation.identifiers.given_names import GIVEN, LOOSE
from bot.conversation.identifiers.no_names import NO_NAMES
from bot.conversation.identifiers.surnames import SURNAMES

PIECES = st.sampled_from(
    [
        *(sentence for sentence, _ in rules.EXAMPLES),
        *rules.NOBODY,
        *(sentence for sentence, _ in finding.EXAMPLES),
        *("Mr", "mrs", "J.", "'s", "van", "and", "I", "<@", ">", "+44", "0", "İstanbul", "ﬁ", "'"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=6).map(" ".join))


@pytest.mark.parametrize(("text", "named"), rules.EXAMPLES)
def test_names_of_people_are_found(text: str, named: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for _, start, end in rules.names(text)) == named


@pytest.mark.parametrize("text", rules.NOBODY)
def test_nobody_is_found_where_nobody_is_named(text: str) -> None:
    assert list(rules.names(text)) == []


@pytest.mark.parametrize(("text", "found"), finding.EXAMPLES)
def test_plates_numbers_and_addresses_are_found(
    text: str, found: tuple[tuple[str, str], ...]
) -> None:
    shown = [(one.kind, text[one.start : one.end]) for one in identifiers(text)]
    assert sorted(shown) == sorted(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mrs Patel's Golf", "customer"),
        ("the customer Dave Hill", "customer"),
        ("Angela (customer) rang", "customer"),
        ("Dave showed me", "person"),
        ("Dr Lim gave it", "person"),
    ],
)
def test_customers_are_told_from_others(text: str, kind: str) -> None:
    assert [one.kind for one in identifiers(text)] == [kind]


def test_people_of_the_workplace_are_found_by_every_part_in_any_case() -> None:
    text = "grill and RØD with van and Xanthippe   Grill, not grilled"
    people = ("Xanthippe Grill", "Rød Li")
    found = [text[one.start : one.end] for one in identifiers(text, people=people)]
    assert found == ["grill", "RØD", "Xanthippe   Grill"]


def test_phone_numbers_are_those_of_the_region() -> None:
    german = "Tel 030 901820 bitte"
    assert [one.kind for one in identifiers(german, region="DE")] == ["phone"]
    assert identifiers(german, region="GB") == ()


TELLING = ("07700 900123", "+44 7700 900123", "AB12 CDE", "WVWZZZ1JZXW000001", "dave@example.com")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u2060\u202a\ufe0f\ufeff"


@given(st.sampled_from(TELLING), st.data())
def test_signs_that_are_not_seen_hide_nothing(telling: str, data: st.DataObject) -> None:
    between = st.text(st.sampled_from(INVISIBLE), max_size=2)
    hidden = telling[0] + "".join(data.draw(between) + sign for sign in telling[1:])
    text = f"so {hidden} it was"
    [one] = identifiers(text)
    assert text[one.start : one.end] == hidden


@given(
    st.sampled_from(("07700 900123", "0044 7700 900123", "AB12 CDE", "ab12 cde", "Mrs Patel")),
    st.sampled_from(("  ", "\t", " \t ", "\n", " \n", "\r\n", "\u2028", "* ", " _", "\u00a0 ")),
    st.sampled_from(("so ", "(", '"', "\U0001f697", "-> ", "x: ", "")),
    st.sampled_from((" it was", ")", '"', "\U0001f697", "!!", ",", "\n", "")),
)
def test_wide_gaps_and_what_is_glued_on_hide_nothing(
    telling: str, gap: str, before: str, behind: str
) -> None:
    wide = telling.replace(" ", gap)
    text = f"{before}{wide}{behind}"
    [one] = identifiers(text)
    assert text[one.start : one.end] == wide


@given(
    st.lists(st.sampled_from(TELLING), min_size=2, max_size=4), st.sampled_from((" ", "/", "\n"))
)
def test_each_of_several_in_a_row_is_found(telling: list[str], gap: str) -> None:
    text = gap.join(telling)
    assert [text[one.start : one.end] for one in identifiers(text)] == telling


@example("no", "XT", 463)
@example("is", "KW", 77)
@given(st.sampled_from(sorted(GERMAN)), st.sampled_from(("XT", "KW", "RB")), st.integers(10, 9999))
def test_a_german_plate_is_found_whole_in_each_of_its_forms(
    district: str, letters: str, number: int
) -> None:
    plate = f"{district.upper()}-{letters} {number}"
    small = f"kennzeichen {district} {letters.lower()} {number}"
    for text, start in ((f"so {plate} it was", 3), (small, len("kennzeichen "))):
        [one] = identifiers(text)
        assert (one.kind, one.start, one.end) == ("plate", start, start + len(plate))


@given(st.sampled_from(("3W", "W3", "WV1", "X9K", "Z1J")), st.integers(0, 17), st.integers(0, 9))
def test_a_mixed_code_behind_the_word_is_a_vin_however_long_it_is(
    letters: str, longer: int, figure: int
) -> None:
    code = letters + "38675" + str(figure) * min(longer, 20 - len(letters) - 5)
    for before in ("vin ", "VIN: ", "chassis no ", "chassis number ", "last 8 of vin "):
        text = f"{before}{code} on the ramp"
        [one] = identifiers(text)
        assert (one.kind, text[one.start : one.end]) == ("vin", code)


@pytest.mark.parametrize(
    "piece",
    [
        *("Mr and ", "Mr & ", "J. ", "Dave\nSmith\n", "van ", "0\u200b"),
        *("vin of the last 8 no ", "vin a1 ", "max ", "o7", "gmail ", "HH-", "JIZ1 ", "M AB "),
    ],
)
def test_a_long_row_of_the_same_is_read_to_its_end(piece: str) -> None:
    text = piece * 3000 + "rang 07700 900123"
    assert text[identifiers(text)[-1].start :] == "07700 900123"


@given(TEXTS, st.lists(st.text(max_size=12), max_size=3))
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str, people: list[str]) -> None:
    found = identifiers(text, people=people)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        at = one.end


@given(TEXTS)
def test_a_name_is_found_again_without_what_stands_around_the_text(text: str) -> None:
    spans = [(one.kind, one.start, one.end) for one in identifiers(text)]
    moved = [(one.kind, one.start - 2, one.end - 2) for one in identifiers(f"\n\n{text}")]
    assert moved == spans


def test_the_lists_hold_small_letters_without_accents() -> None:
    for word in GIVEN | LOOSE | SURNAMES | NO_NAMES:
        assert word == word.lower()
