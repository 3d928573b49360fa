"""Whose records a round draws from: situations worked out by hand, and that nothing is guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits.population import (
    MemberFacts,
    owned_by_workplace,
    placing,
    population,
    population_rule,
)
from bot.policy.audits.tests_of import tests_of as asked_of
from bot.policy.audits.vocabulary import OUT_REASONS, POPULATION_KINDS, PopulationKind
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from tests.unit.policy.audits.walking import TODAY, YEAR

ENDED = MemberFacts(
    1,
    enrolled_from=date(2023, 6, 1),
    cycle_first=date(2023, 6, 1),
    cycle_last=date(2026, 5, 31),
    met_minimum=True,
)
CHARTERED = MemberFacts(2, enrolled_from=date(2020, 1, 1), grade="chartered")
THERE = MemberFacts(3, enrolled_from=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("member", "out"),
    [
        (ENDED, None),
        (replace(ENDED, brought_in=True), None),
        (replace(ENDED, away=True), None),
        (replace(ENDED, cycle_last=YEAR.first), None),
        (replace(ENDED, cycle_last=YEAR.last), None),
        (replace(ENDED, enrolled_until=date(2026, 6, 1)), None),
        (replace(ENDED, registration_ended=date(2027, 1, 1)), None),
        (replace(ENDED, cycle_last=date(2025, 12, 31)), "ended_outside_period"),
        (replace(ENDED, cycle_last=date(2027, 1, 1)), "cycle_running"),
        (replace(ENDED, cycle_first=None, cycle_last=None), "cycle_not_known"),
        (replace(ENDED, cut_short=True), "cycle_cut_short"),
        (replace(ENDED, met_minimum=False), "minimum_not_met"),
        (replace(ENDED, met_minimum=None), "minimum_not_known"),
        (replace(ENDED, registration_ended=date(2026, 3, 1)), "registration_ended"),
        (replace(ENDED, enrolled_until=YEAR.first), "not_enrolled"),
        (replace(ENDED, enrolled_from=None), "not_enrolled"),
        (replace(ENDED, left=True), "left"),
        (replace(ENDED, erasing=True, left=True, met_minimum=False), "erasing"),
    ],
)
def test_imi_s_words_complete_cycles_that_ended_and_met_the_minimum(
    member: MemberFacts, out: str | None
) -> None:
    assert placing("complete_cycles", member, YEAR).out == out


@pytest.mark.parametrize(
    ("member", "out"),
    [
        (CHARTERED, None),
        (replace(CHARTERED, met_minimum=False), None),
        (replace(CHARTERED, grade="other"), "not_chartered"),
        (replace(CHARTERED, grade=None), "grade_not_known"),
        (replace(CHARTERED, left=True), "left"),
    ],
)
def test_cmi_s_words_chartered_managers(member: MemberFacts, out: str | None) -> None:
    assert placing("chartered", member, YEAR).out == out


@pytest.mark.parametrize(
    ("member", "out"),
    [
        (THERE, None),
        (replace(THERE, enrolled_from=date(2027, 1, 1)), "not_enrolled"),
        (replace(THERE, away=True), "on_leave"),
    ],
)
def test_a_workplace_s_own_everybody_who_was_there(member: MemberFacts, out: str | None) -> None:
    assert placing("enrolled", member, YEAR).out == out


days = st.none() | st.dates(date(2022, 1, 1), date(2028, 12, 31))
facts = st.builds(
    MemberFacts,
    member_id=st.integers(1, 9),
    enrolled_from=days,
    enrolled_until=days,
    cycle_first=days,
    cycle_last=days,
    met_minimum=st.none() | st.booleans(),
    brought_in=st.booleans(),
    cut_short=st.booleans(),
    registration_ended=days,
    grade=st.sampled_from([None, "chartered", "other"]),
    away=st.booleans(),
    left=st.booleans(),
    erasing=st.booleans(),
)


@given(st.sampled_from(POPULATION_KINDS), st.lists(facts))
def test_everybody_is_in_or_out_once_and_out_for_a_reason(
    kind: PopulationKind, members: list[MemberFacts]
) -> None:
    found = population(kind, members, YEAR)
    assert [one.member_id for one in found.placings] == sorted({one.member_id for one in members})
    assert len(found.members) + sum(found.counts_out.values()) == len(found.placings)
    assert set(found.counts_out) <= set(OUT_REASONS)


@given(facts)
def test_what_is_not_known_never_puts_anybody_in(member: MemberFacts) -> None:
    if placing("complete_cycles", member, YEAR).is_in:
        assert member.met_minimum is True
        assert member.cycle_last is not None
        assert YEAR.holds(member.cycle_last)
    if placing("chartered", member, YEAR).is_in:
        assert member.grade == "chartered"


def test_counts_stand_in_the_order_of_the_reasons() -> None:
    late = [replace(ENDED, member_id=one, met_minimum=None) for one in (7, 8)]
    found = population("complete_cycles", [*late, replace(ENDED, left=True), ENDED], YEAR)
    assert list(found.counts_out.items()) == [("left", 1), ("minimum_not_known", 2)]
    assert [one.member_id for one in found.out] == [1, 7, 8]


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    return dict(load_packs())


@pytest.mark.parametrize(
    ("pack", "kind", "workplace", "source"),
    [
        ("imi-register", "complete_cycles", False, "IMI CPD Policy, CPD Audit Policy"),
        ("imi-techsafe", "complete_cycles", True, "workplace setting"),
        ("cmi", "chartered", False, "CMI CPD FAQs: every year a sample of Chartered Managers"),
        ("generic-30-90", "complete_cycles", True, "workplace setting"),
        ("dvsa-mot", "enrolled", True, "workplace setting"),
        ("organisation", "enrolled", True, "workplace setting"),
    ],
)
def test_each_scheme_is_sampled_by_its_own_words(
    packs: dict[str, Pack], pack: str, kind: str, workplace: bool, source: str
) -> None:
    found = population_rule(packs[pack], TODAY)
    assert (found.kind, found.workplace, found.source) == (kind, workplace, source)


def test_a_workplace_owns_what_is_its_own(packs: dict[str, Pack]) -> None:
    owned = {name for name, pack in packs.items() if owned_by_workplace(pack)}
    assert owned == {"generic-30-90", "organisation"}


@pytest.mark.parametrize(
    ("pack", "entry", "record", "workplace"),
    [
        ("imi-register", 4, 0, False),
        ("cmi", 0, 6, False),
        ("organisation", 4, 0, True),
        ("dvsa-mot", 4, 0, True),
    ],
)
def test_what_is_asked_are_the_scheme_s_own_tests_else_the_four_as_a_workplace_setting(
    packs: dict[str, Pack], pack: str, entry: int, record: int, workplace: bool
) -> None:
    found = asked_of(packs[pack], TODAY)
    assert (len(found.entry), len(found.record), found.workplace) == (entry, record, workplace)
    before = asked_of(packs[pack], TODAY - timedelta(days=1))
    assert before.source == found.source
