"""A wording is taken where it is the member's own words, tidied, and says nothing more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.checks.facts import names, negations, numbers
from bot.coach.checks.words import is_form_of
from bot.coach.requests import CoachRequest
from bot.conversation.elements.finding import find
from bot.policy.schemes.word_count import word_count
from tests.unit.coach.helpers import outcome


@pytest.mark.parametrize(
    ("original", "answer"),
    [
        ("i learnt to check teh tyres", "I learnt to check the tyres."),
        ("dont trust the first reading", "Don't trust the first reading."),
        ("did not trust it, waited ten min", "Didn't trust it; waited 10 minutes."),
        ("organised the tools by size", "Organized the tools by size."),
        ("the tagets was out, 2h to fix them", "The targets were out: 2 h to fix them."),
        ("waited coz the pack was hot", "Waited because the pack was hot."),
        ("перевіряти двічі , завжди", "перевіряти двічі, завжди"),
    ],
)
def test_a_tidier_wording_is_taken(original: str, answer: str) -> None:
    assert outcome(CoachRequest("wording", text=original), answer) == answer


ORIGINAL = (
    "i learnt not to trust the first reading on a leaf, waited 10 min on friday with Mrs Patel"
)
TIDY = (
    "I learnt not to trust the first reading on a Leaf; waited 10 min on Friday with [customer 1]."
)


def test_the_long_example_is_taken() -> None:
    taken = outcome(CoachRequest("wording", text=ORIGINAL), TIDY)
    assert taken == TIDY.replace("[customer 1]", "Mrs Patel")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("10 min", "15 min", "number"),
        ("10 min", "10 h", "number"),
        ("10 min", "ten hours", "number"),
        ("10 min", "min", "number"),
        ("on Friday", "last Friday", "date"),
        ("on Friday", "on Monday", "date"),
        ("not to trust", "to trust", "negation"),
        ("not to trust the first", "to trust not the first", "negation"),
        ("waited", "never waited", "negation"),
        ("not to trust", "never to trust", "negation"),
        ("[customer 1]", "Mrs Patel", "placeholder"),
        ("[customer 1]", "[customer 2]", "placeholder"),
        ("[customer 1]", "[person 1]", "placeholder"),
        ("[customer 1]", "[customer 1] [customer 1]", "placeholder"),
        ("[customer 1]", "her", "placeholder"),
        ("Leaf", "Leif", "name"),
        ("on a Leaf", "on a Leaf at Bosch", "name"),
        ("the first", "the very first", "new_word"),
        ("reading", "reading successfully", "new_word"),
        ("reading", "reading reading", "new_word"),
        ("reading", "*reading*", "markup"),
        ("reading", "reading <!here>", "markup"),
        ("reading", "reading 🎉", "characters"),
        ("reading", "rea\u200bding", "characters"),
        ("reading", "reading at evil.com", "link"),
        ("I learnt not to trust the first reading on a Leaf; w", "No W", "lost_word"),
        ("reading", "reading" + " the" * 60, "length"),
        ("reading", "reading" + "a" * 10_000, "length"),
        (";", "?", "no_question"),
    ],
)
def test_a_wording_that_says_something_else_is_refused(
    before: str, after: str, reason: str
) -> None:
    answer = TIDY.replace(before, after)
    taken = outcome(CoachRequest("wording", text=ORIGINAL), answer)
    if reason == "lost_word":
        assert taken in ("<lost_word>", "<negation>", "<name>", "<number>")
    else:
        assert taken == f"<{reason}>"


def test_the_same_words_are_no_suggestion() -> None:
    assert outcome(CoachRequest("wording", text="Wait."), "Wait.") == "<unchanged>"


def test_most_words_must_be_left() -> None:
    request = CoachRequest("wording", text="checked the pin, weld, strap, hook and chain")
    assert outcome(request, "Checked the pin.") == "<lost_word>"


def test_a_wording_brings_no_element() -> None:
    request = CoachRequest("wording", text="tools for the bay learning lathe")
    assert outcome(request, "I learned tools for the bay lathe") == "<account>"


def test_four_words_do_not_become_five() -> None:
    request = CoachRequest("wording", text="wait ten mins,then check")
    assert word_count(request.text) == 4
    assert outcome(request, "Wait ten mins, then check.") == "<word_count>"


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("target", "targets", True),
        ("organise", "organized", True),
        ("tyres", "tires", True),
        ("learnt", "learned", True),
        ("recieve", "receive", True),
        ("chek", "check", True),
        ("calibartion", "calibration", True),
        ("safe", "unsafe", False),
        ("weld", "held", False),
        ("pin", "pan", False),
        ("increase", "decrease", False),
        ("connected", "disconnected", False),
        ("a" * 3000 + "b", "a" * 3000 + "c", False),
    ],
)
def test_a_form_of_a_word(word: str, other: str, same: bool) -> None:
    assert is_form_of(word, other) is same
    assert is_form_of(other, word) is same


PIECES = st.sampled_from([
    "I learnt", "to wait", "not", "never", "10 min", "two hours", "the Leaf", "Bosch", "on Friday",
    "checked", "checks", "the pin", "because", "I will", "helps", "on every job", "no", "3",
    "https://a.example/x", "www.a.com", "<@U12345678>", "@here", "hard", "since then", ",", ".",
    "and", "it was", "forty", "last week", "Dave", "brakes",
])  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map(" ".join)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, str]:
    """An original, and an answer that keeps most of it and may add anything."""
    pieces = draw(st.lists(PIECES, min_size=1, max_size=9))
    kept = list(pieces)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(kept)))
        if draw(st.booleans()):
            kept.insert(at, draw(PIECES))
        elif kept[at:]:
            kept[at] = draw(st.sampled_from([kept[at].capitalize(), kept[at] + ".", "the"]))
    return " ".join(pieces), " ".join(kept)


@given(st.one_of(changed(), st.tuples(TEXTS, TEXTS)))
def test_whatever_is_taken_states_nothing_new(texts: tuple[str, str]) -> None:
    original, answer = texts
    taken = outcome(CoachRequest("wording", text=original), answer)
    if re.fullmatch(r"<[a-z_]+>", taken):
        return
    assert sorted(numbers(taken, strict=True)) == sorted(numbers(original, strict=True))
    small = original.lower()
    assert all(name in small for name in names(taken))
    assert len(list(negations(taken))) == len(list(negations(original)))
    for one in re.findall(r"https?://\S+|www\.\S+|<[^>]*>|@\w+", taken):
        assert one.rstrip(".").lower() in small
    assert "<" not in taken
    assert set(find(taken).spans) <= set(find(original).spans)
    if word_count(original) < 5:
        assert word_count(taken) < 5
