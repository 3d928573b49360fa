"""Hours for each of several groups: what holds whatever was logged, and for which group."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.group_hours import HoursTogether, hours_together

EACH = 180
labels = st.sampled_from(["", "group A", "group B", "group C"])
minutes = st.integers(-30, 500)
parts = st.lists(st.tuples(labels, minutes), max_size=8)
own = st.sampled_from([("group A",), ("group A", "group B"), ("group A", "group B", "group C")])
asked = st.sampled_from([None, 1, 60, EACH])


def summed(found: list[tuple[str, int]]) -> Mapping[str, int]:
    totals: dict[str, int] = {}
    for label, amount in found:
        totals[label] = totals.get(label, 0) + max(0, amount)
    return totals


def of(
    found: list[tuple[str, int]], groups: tuple[str, ...], each: int | None = EACH
) -> HoursTogether:
    return hours_together(summed(found), groups, each)


def can_be_shared_out(
    by_group: Mapping[str, int], groups: tuple[str, ...], each: int, step: int = 1
) -> bool:
    """Whether some way of giving what names no group makes each reach its number: all are tried."""
    either = by_group.get("", 0)
    shares = product(range(0, either + 1, step), repeat=len(groups))
    return any(
        sum(some) <= either
        and all(
            by_group.get(name, 0) + more >= each for name, more in zip(groups, some, strict=True)
        )
        for some in shares
    )


few = st.integers(0, 6)


@given(few, few, few, few, st.sampled_from([("group A",), ("group A", "group B")]))
def test_it_is_met_exactly_where_what_names_no_group_can_be_shared_out(
    a: int, b: int, c: int, either: int, groups: tuple[str, ...]
) -> None:
    by_group = {"group A": a, "group B": b, "group C": c, "": either}
    found = hours_together(by_group, groups, 3)
    assert (found.short == 0) == can_be_shared_out(by_group, groups, 3)


@given(st.permutations(["", "group A", "group B", "group C"]), st.permutations([7, 60, 190, 0]))
def test_the_order_does_not_matter(order: list[str], amounts: list[int]) -> None:
    by_group = dict(zip(order, amounts, strict=True))
    again = dict(sorted(by_group.items()))
    groups = ("group A", "group B")
    one, other = hours_together(by_group, groups, EACH), hours_together(again, groups, EACH)
    turned = hours_together(by_group, ("group B", "group A"), EACH)
    assert one == other
    assert (turned.minutes, turned.short) == (one.minutes, one.short)


@given(parts, labels, st.integers(0, 500), own, asked)
def test_more_never_makes_it_less(
    before: list[tuple[str, int]], label: str, more: int, groups: tuple[str, ...], each: int | None
) -> None:
    less, greater = of(before, groups, each), of([*before, (label, more)], groups, each)
    assert greater.minutes >= less.minutes
    assert (greater.short or 0) <= (less.short or 0)


@given(parts, st.integers(0, 7), labels, own, asked)
def test_naming_a_group_never_raises_the_total(
    before: list[tuple[str, int]], place: int, label: str, groups: tuple[str, ...], each: int | None
) -> None:
    unnamed = [("" if at == place else one, amount) for at, (one, amount) in enumerate(before)]
    named = [(label if at == place else one, amount) for at, (one, amount) in enumerate(before)]
    without, with_it = of(unnamed, groups, each), of(named, groups, each)
    assert with_it.minutes <= without.minutes
    assert (with_it.short or 0) >= (without.short or 0)


@given(parts, own)
def test_what_is_not_known_is_never_met(
    before: list[tuple[str, int]], groups: tuple[str, ...]
) -> None:
    found = of(before, groups, None)
    assert (found.needed, found.short) == (None, None)
    assert {one.short for one in found.groups} == {None}


@given(parts, own, st.sampled_from([1, 60, EACH]))
def test_what_counts_and_what_is_short_make_up_what_is_asked_for(
    before: list[tuple[str, int]], groups: tuple[str, ...], each: int
) -> None:
    found = of(before, groups, each)
    assert found.needed == each * len(groups)
    if found.short:
        assert found.minutes + found.short == found.needed
    else:
        assert found.minutes >= found.needed


@given(st.integers(0, 1000), own)
def test_without_a_group_named_it_is_the_plain_sum(done: int, groups: tuple[str, ...]) -> None:
    found = of([("", done)], groups)
    assert found.minutes == done
    assert found.short == max(0, EACH * len(groups) - done)


@given(st.integers(0, 500), st.integers(0, 500))
def test_in_one_group_alone_naming_it_makes_no_difference(named: int, either: int) -> None:
    said = of([("Group a", named), ("", either)], ("group A",))
    unsaid = of([("", named + either)], ("group A",))
    assert (said.minutes, said.short) == (unsaid.minutes, unsaid.short)
