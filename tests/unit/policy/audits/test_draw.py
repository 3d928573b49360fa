"""The draw: what is worked out, what is refused, and that everybody is drawn equally often."""

import hashlib
import hmac
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits.draw import (
    FrozenRound,
    combined_seed,
    commitment,
    commitment_fault,
    draw,
    ids_hash,
    ids_text,
    member_line,
    population_hash,
    population_text,
    seed_fault,
)
from bot.policy.audits.refusals import StepRefused
from tests.unit.policy.audits.walking import digest, pairs

IDS = [one for _, one in pairs(21)]
ROUND = FrozenRound(3, "imi-register", date(2026, 1, 1), date(2026, 12, 31), 2)


def test_the_seed_of_the_draw_is_the_hash_of_both_seeds_with_a_line_feed_between() -> None:
    expected = hashlib.sha256(b"first\nz\xc3\xbcrich").hexdigest()
    assert combined_seed("first", "zürich") == expected
    assert combined_seed("zürich", "first") != expected


def test_the_key_is_the_seed_s_64_characters_and_not_its_32_bytes() -> None:
    seed = combined_seed("first", "second")
    found = draw(seed, IDS[:1], 1)[0]
    assert found.hmac == hmac.new(seed.encode(), IDS[0].encode(), hashlib.sha256).hexdigest()
    assert len(seed) == 64


@given(st.permutations(IDS), st.integers(1, 21))
def test_the_draw_is_sorted_by_hmac_and_the_first_n_are_drawn_whatever_order_the_ids_came_in(
    ids: list[str], size: int
) -> None:
    found = draw(digest("seed"), ids, size)
    codes = [one.hmac for one in found]
    assert codes == sorted(codes)
    assert [one.drawn for one in found] == [True] * size + [False] * (21 - size)
    assert found == draw(digest("seed"), IDS, size)


@pytest.mark.parametrize(
    ("ids", "size", "reason"),
    [
        ([], 1, "nobody_in_it"),
        (IDS, 22, "sample_larger_than_population"),
        (IDS, 0, "sample_empty"),
        ([*IDS, IDS[0]], 1, "ids_not_different"),
        (["U123"], 1, "not_an_audit_id"),
        ([IDS[0].upper()], 1, "not_an_audit_id"),
        ([IDS[0] + "\n"], 1, "not_an_audit_id"),
    ],
)
def test_what_no_draw_can_be_made_of_is_refused(ids: list[str], size: int, reason: str) -> None:
    with pytest.raises(StepRefused) as refused:
        draw(digest("seed"), ids, size)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("seed", "hashed", "fault"),
    [
        ("correct horse battery", "correct horse battery", None),
        ("grüße aus zürich, 27", "grüße aus zürich, 27", None),
        ("correct horse battery", "correct horse batterY", "seed_does_not_match"),
        ("correct horse battery", "correct horse battery\n", "seed_ends_in_line_feed"),
        ("correct horse battery", "correct horse battery\r\n", "seed_ends_in_line_feed"),
        (" correct horse battery", " correct horse battery", "not_a_seed"),
        ("two\nlines of a seed", "two\nlines of a seed", "not_a_seed"),
        ("", "", "not_a_seed"),
        ("x" * 1001, "x" * 1001, "not_a_seed"),
    ],
)
def test_a_seed_is_held_against_its_commitment(seed: str, hashed: str, fault: str | None) -> None:
    assert seed_fault(seed, commitment(hashed)) == fault


@given(st.text())
def test_any_text_at_all_can_be_handed_in_as_a_seed_or_a_commitment(text: str) -> None:
    assert seed_fault(text, digest("another")) is not None
    assert (commitment_fault(text) is None) == (
        len(text) == 64 and set(text) <= set("0123456789abcdef")
    )


def test_a_lone_half_of_a_character_is_no_seed() -> None:
    assert seed_fault("a seed with \ud800 in it", digest("x")) == "not_a_seed"


def test_the_population_s_text_is_the_one_that_the_document_shows() -> None:
    assert population_text(ROUND, ["b" * 64, "a" * 64]) == (
        "cpdbot-audit-population-1\n"
        "round 3 imi-register\n"
        "period 2026-01-01 2026-12-31\n"
        "count 2\n"
        "size 2\n" + "a" * 64 + "\n" + "b" * 64 + "\n"
    )


@given(st.sets(st.integers(0, 50), min_size=1), st.integers(0, 50))
def test_the_population_s_hash_tells_who_is_in_and_nothing_of_the_order(
    members: set[int], other: int
) -> None:
    listed = [member_line(digest(f"token {one}"), f"U{one}") for one in members]
    published = population_hash(ROUND, listed)
    assert population_hash(ROUND, reversed(listed)) == published
    changed = members ^ {other}
    again = [member_line(digest(f"token {one}"), f"U{one}") for one in changed]
    assert population_hash(ROUND, again) != published


def test_the_hash_of_the_ids_tells_whose_each_is() -> None:
    (one, a), (other, b) = pairs(2)
    assert ids_hash([(one, a), (other, b)]) == ids_hash([(other, b), (one, a)])
    assert ids_hash([(one, a), (other, b)]) != ids_hash([(one, b), (other, a)])
    assert ids_text([(other, b), (one, a)]) == "cpdbot-audit-ids-1\n" + "".join(
        sorted([f"{one} {a}\n", f"{other} {b}\n"])
    )


def _tail(chi_square: float, degrees: int) -> float:
    """The probability of at least so much, for an even number of degrees of freedom, in closed
    form: exp(-x/2) times the sum of (x/2)^i / i! for i below half of them.
    """
    assert degrees % 2 == 0
    half = chi_square / 2
    return math.exp(-half) * sum(half**i / math.factorial(i) for i in range(degrees // 2))


@pytest.mark.parametrize(("chi_square", "degrees", "p"), [(31.410, 20, 0.05), (45.315, 20, 0.001)])
def test_the_tail_agrees_with_published_tables(chi_square: float, degrees: int, p: float) -> None:
    assert _tail(chi_square, degrees) == pytest.approx(p, rel=1e-3)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_over_10_000_seeds_everybody_is_drawn_equally_often(size: int) -> None:
    seeds, members = 10_000, len(IDS)
    times = dict.fromkeys(IDS, 0)
    for number in range(seeds):
        seed = combined_seed(f"first {number}", f"second {number}")
        for one in draw(seed, IDS, size):
            times[one.audit_id] += one.drawn
    share = size / members
    spread = sum((count - seeds * share) ** 2 for count in times.values())
    # Those drawn together exclude others: counts of a draw without replacement vary less.
    chi_square = spread / (seeds * share * (1 - share)) * (members - 1) / members
    assert _tail(chi_square, members - 1) > 0.001
