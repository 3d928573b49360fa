"""What holds for any input: answers, borders, rounding, monotony, "behind" by its definition."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import (
    Disallowed,
    EnrolmentFacts,
    EntryFacts,
    Leave,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import add_years, window
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import TargetStanding, standing, totals_window
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import (
    ACTIVITY_TYPES,
    ENTRY_STATUSES,
    FORMALITIES,
    LEAVE_KINDS,
    OPENING_ANSWERS,
)
from tests.standings import target

IMI = load_packs()["imi-register"]
packs = st.sampled_from(sorted(load_packs())).map(lambda name: load_packs()[name])
any_day = st.dates()
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
starts = st.one_of(
    st.dates(date(2015, 1, 1), date(2040, 1, 1)),
    st.sampled_from([date(2016, 2, 29), date(2024, 2, 29), date(2025, 6, 1)]),
)
amounts = st.integers(0, 20_000)
entries = st.builds(
    EntryFacts,
    status=st.sampled_from(ENTRY_STATUSES),
    title=st.text(max_size=20),
    start=st.none() | any_day,
    end=st.none() | any_day,
    minutes=st.none() | st.integers(),
    type=st.none() | st.sampled_from(ACTIVITY_TYPES),
    formality=st.none() | st.sampled_from(FORMALITIES),
    provider=st.text(max_size=5),
    reflect=st.text(max_size=30),
    plan=st.text(max_size=5),
    act=st.text(max_size=5),
    evaluate=st.text(max_size=30),
    roles=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    evidence=st.integers(),
    future=st.booleans(),
    in_opening=st.none() | st.booleans(),
    disallowed=st.none()
    | st.builds(Disallowed, st.just(1), st.sampled_from(["imi-register", "cmi"]), any_day),
)
openings = st.builds(OpeningBalance, on=any_day, cycle=st.integers(), year=st.integers())
enrolments = st.builds(
    EnrolmentFacts,
    pack=st.just("imi-register"),
    enrolled_on=any_day,
    cycle_start=st.none() | any_day,
    opening=st.none() | openings,
    opening_answer=st.sampled_from(OPENING_ANSWERS),
    joined_on=st.none() | any_day,
    leaves=st.lists(
        st.builds(Leave, st.sampled_from(LEAVE_KINDS), any_day, st.none() | any_day), max_size=2
    ).map(tuple),
)
totals = st.builds(
    Totals,
    cycle_weight=st.integers(),
    year_weight=st.integers(),
    waiting_weight=st.integers(),
    waiting_count=st.integers(),
    entries_12_months=st.integers(),
    last_entry=st.none() | any_day,
    without_evaluation=st.integers(),
)


@given(entries, enrolments, packs)
def test_every_entry_gets_an_answer(
    entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack
) -> None:
    found = assess(entry, enrolment, pack)
    rate = 60 if found.in_hours else found.rate or 0
    assert found.weight in (0, found.minutes * rate)
    if found.state == "counted":
        assert entry.status == "logged"
        assert not [f for f in found.findings if f.verdict == "missing"]
        assert found.missing_questions == ()
    if found.state == "outside":
        assert found.weight == 0


@given(totals, enrolments, any_day, packs)
def test_every_enrolment_gets_a_standing(
    sums: Totals, enrolment: EnrolmentFacts, today: date, pack: Pack
) -> None:
    found = standing(sums, enrolment, today, pack, WorkplaceSettings())
    place = totals_window(enrolment, today, pack)
    if place is None or place.cycle is None:
        assert found.kind != "target"


@given(
    totals,
    enrolments,
    entries,
    any_day,
    st.tuples(packs, st.sets(st.sampled_from(sorted(IMI.rules))), st.booleans()),
)
def test_what_a_pack_does_not_know_is_never_met(
    sums: Totals,
    enrolment: EnrolmentFacts,
    entry: EntryFacts,
    today: date,
    less: tuple[Pack, set[str], bool],
) -> None:
    """Whichever rules are missing or without a value: nothing rests on them, and no kind changes
    into another.
    """
    whole, keys, null = less
    rules = {key: some for key, some in whole.rules.items() if key not in keys}
    if null:
        rules |= {
            key: tuple(replace(rule, value=None, confidence="unknown") for rule in some)
            for key, some in whole.rules.items()
            if key in keys
        }
    pack = replace(whole, rules=rules)
    known, was = terms(pack, today), terms(whole, today)
    assert known.kind in (was.kind, None)
    found = standing(sums, enrolment, today, pack, WorkplaceSettings())
    if known.kind is None or known.unknown:
        assert found.kind == "not_known"
    if known.minimum is None and found.kind == "target":
        assert (found.minimum_met, found.short, found.at_risk) == (None, None, None)
    if known.recommended is None and found.kind == "target":
        assert (found.behind, found.year_gap, found.below_recommendation) == (False, None, None)
    worth = assess(entry, enrolment, pack)
    newest = terms(pack, entry.done_on or date.max)
    if newest.kind is None or newest.unknown:
        assert (worth.state, worth.credits, worth.weight) == ("outside", None, 0)


@given(starts, days)
def test_years_and_cycles_partition_the_days(start: date, day: date) -> None:
    place = window(start, 3, day)
    if day < start:
        assert place is None
        return
    assert place is not None
    assert place.cycle_start is not None
    assert place.cycle_end is not None
    assert place.cycle_start <= place.year_start <= day < place.year_end <= place.cycle_end
    assert place.year in (1, 2, 3)
    following = window(start, 3, place.year_end)
    assert following is not None
    assert following.year_start == place.year_end
    last = window(start, 3, place.year_end - timedelta(days=1))
    assert last == place


@given(starts, st.integers(0, 40))
def test_29_february_becomes_1_march_in_common_years(start: date, years: int) -> None:
    day = add_years(start, years)
    assert day.year == start.year + years
    if (start.month, start.day) == (2, 29):
        leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
        assert (day.month, day.day) == ((2, 29) if leap else (3, 1))
    else:
        assert (day.month, day.day) == (start.month, start.day)


@given(st.lists(st.integers(1, 600), max_size=40), st.sampled_from([25, 50, 100, 150, 133]))
def test_a_total_is_rounded_half_up_once(minutes: list[int], rate: int) -> None:
    exact = sum((Fraction(m * rate, 60) for m in minutes), Fraction(0))
    rounded = credits_hundredths(sum(m * rate for m in minutes))
    assert -Fraction(1, 2) < rounded - exact <= Fraction(1, 2)


def enrolled(start: date) -> EnrolmentFacts:
    nothing = OpeningBalance(start, 0, 0)
    return EnrolmentFacts("imi-register", start, start, nothing, opening_answer="given")


@given(starts, st.integers(0, 4000), amounts, amounts)
def test_behind_is_what_its_definition_says(
    start: date, later: int, earlier_years: int, this_year: int
) -> None:
    """Worked out a second time, in fractions and by walking the years one by one."""
    today = start + timedelta(days=later)
    sums = Totals((earlier_years + this_year) * 60, this_year * 60)
    found = target(standing(sums, enrolled(start), today, IMI, WorkplaceSettings()))
    whole_years = 0
    while anniversary(start, whole_years + 1) <= today:
        whole_years += 1
    first, k = anniversary(start, whole_years), whole_years % 3 + 1
    cycle_start = anniversary(start, whole_years - (k - 1))
    d, length = (today - first).days, (anniversary(start, whole_years + 1) - first).days
    pace_year = Fraction(30 * d, length)
    pace_cycle = 30 * (k - 1) + pace_year
    in_year, in_cycle = Fraction(this_year, 100), Fraction(earlier_years + this_year, 100)
    year_too = d >= 90 and pace_year - in_year >= 5
    cycle_too = (today - cycle_start).days >= 90 and pace_cycle - in_cycle >= 5
    assert found.behind == (in_cycle < 90 and (year_too or cycle_too))
    if found.behind:
        assert found.behind_in == ("this year" if year_too else "earlier years")
    passed = (today - cycle_start).days
    if passed < 90:
        assert found.at_risk is None
    else:
        cycle_days = (anniversary(start, whole_years - (k - 1) + 3) - cycle_start).days
        assert found.at_risk == (in_cycle * cycle_days / passed < 90)


def anniversary(start: date, years: int) -> date:
    try:
        return date(start.year + years, start.month, start.day)
    except ValueError:
        return date(start.year + years, 3, 1)


@given(starts, st.integers(0, 4000), amounts, st.integers(0, 3000), st.integers(0, 3000))
def test_more_credits_never_make_a_standing_worse(
    start: date, later: int, before: int, year: int, more: int
) -> None:
    today = start + timedelta(days=later)

    def with_year(amount: int) -> TargetStanding:
        sums = Totals((before + amount) * 60, amount * 60)
        return target(standing(sums, enrolled(start), today, IMI, WorkplaceSettings()))

    less, richer = with_year(year), with_year(year + more)
    assert richer.behind <= less.behind
    assert (richer.at_risk or False) <= (less.at_risk or False)
    assert (richer.short or 0) <= (less.short or 0)
    assert (richer.forecast or 0) >= (less.forecast or 0)
    assert richer.manager_rank >= less.manager_rank


@given(starts, st.integers(0, 4000), amounts)
def test_shortfall_and_credits_make_up_the_minimum(start: date, later: int, amount: int) -> None:
    today = start + timedelta(days=later)
    sums = Totals(amount * 60)
    found = target(standing(sums, enrolled(start), today, IMI, WorkplaceSettings()))
    assert found.short == max(0, 9000 - amount)
    assert found.minimum_met == (amount >= 9000)
    assert found.minimum_met == (found.short == 0)


@given(entries, starts, st.text(alphabet="abc ", min_size=0, max_size=40))
def test_a_line_of_one_s_own_never_makes_an_entry_worse(
    entry: EntryFacts, start: date, line: str
) -> None:
    worth = {"outside": 0, "waiting": 1, "counted": 2}
    without = assess(replace(entry, evaluate=""), enrolled(start), IMI)
    with_line = assess(replace(entry, evaluate=line), enrolled(start), IMI)
    assert worth[with_line.state] >= worth[without.state]


@given(starts, st.integers(0, 9000), st.integers(1, 1440))
def test_entries_are_summed_in_the_window_in_which_they_are_placed(
    start: date, later: int, minutes: int
) -> None:
    day = start + timedelta(days=later)
    entry = EntryFacts("logged", "x", day, day, minutes, evaluate="what it did for my job")
    found = assess(entry, enrolled(start), IMI)
    place = totals_window(enrolled(start), day, IMI)
    assert place is not None
    assert (found.cycle, found.year, found.state) == (place.cycle, place.year, "counted")
