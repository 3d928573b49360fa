"""A pack and the versions of it that were loaded: what holds on which day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.pack_versions import (
    PackVersion,
    combined,
    in_force_on,
    marked,
    naming,
    standing_packs,
    with_titles,
)
from bot.policy.schemes.rules import Rule

IMI = load_packs()["imi-register"]
MINIMUM, RATE = "cycle.minimum", "credit.base_per_hour"
DAY = timedelta(days=1)


def rule(key: str, value: str, *, open_: bool = False, since: date | None = None) -> Rule:
    """A rule of the register with another value; `open_`: an administrator may decide it."""
    own = IMI.rules[key][0]
    return replace(
        own,
        value=Decimal(value),
        confidence="assumed" if open_ else "verified",
        force="assumed" if open_ else "mandatory",
        valid_from=since,
    )


def version(
    name: str,
    minimum: str = "100",
    *,
    since: date | None = None,
    corrects: str | None = None,
    rate: Rule | None = None,
) -> PackVersion:
    """The register with another minimum, and another rate where one is given."""
    rules = {**IMI.rules, MINIMUM: (rule(MINIMUM, minimum),)}
    if rate is not None:
        rules[RATE] = (rate,)
    pack = replace(IMI, version=f"{IMI.name}@{name}", rules=MappingProxyType(rules))
    return PackVersion(pack, since, f"digest of {name} {minimum} {since}", corrects)


def value(pack: Pack | None, day: date, key: str = MINIMUM) -> object:
    """A rule's value on a day."""
    found = None if pack is None else pack.rule(key, day)
    return None if found is None else found.value


def pack_of(
    *versions: PackVersion, decisions: Sequence[RuleDecision] = (), shipped: Pack | None = IMI
) -> Pack:
    """The one pack that they come to."""
    found, _ = combined(shipped, versions, decisions)
    assert found is not None
    return found


days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
minimums = st.integers(1, 900).map(str)


@st.composite
def histories(draw: st.DrawFn) -> tuple[PackVersion, ...]:
    """Versions on days of their own, in any order of their loading."""
    firsts = draw(st.lists(days, unique=True, max_size=4))
    return tuple(
        version(f"v{number}", draw(minimums), since=first) for number, first in enumerate(firsts)
    )


def test_without_versions_it_is_the_shipped_pack() -> None:
    assert pack_of() is IMI
    assert combined(None, ()) == (None, ())


def test_a_version_holds_from_its_first_day_on() -> None:
    found = pack_of(version("9", since=date(2027, 1, 1)))
    assert [value(found, date(2026, 12, 31)), value(found, date(2027, 1, 1))] == [90, 100]


@given(histories(), days)
def test_on_each_day_the_version_holds_that_began_last(
    history: tuple[PackVersion, ...], day: date
) -> None:
    begun = [one for one in history if one.first_day <= day]
    latest = max(begun, key=lambda one: one.first_day, default=None)
    expected = IMI if latest is None else latest.pack
    found = pack_of(*history)
    for key in IMI.rules:
        assert value(found, day, key) == value(expected, day, key)
    assert in_force_on(IMI, history, day)[0] is expected  # type: ignore[index]


@given(histories(), minimums, days)
def test_loading_one_more_rewrites_nothing_before_its_day(
    history: tuple[PackVersion, ...], minimum: str, first: date
) -> None:
    before, after = pack_of(*history), pack_of(*history, version("new", minimum, since=first))
    for day in (first - DAY, first - 400 * DAY, date(1999, 1, 1)):
        assert value(before, day) == value(after, day)
    assert value(after, first) == Decimal(minimum)


@given(histories(), minimums, days)
def test_each_border_is_respected_to_the_day(
    history: tuple[PackVersion, ...], minimum: str, first: date
) -> None:
    own = version("new", minimum, since=first)
    _, until = in_force_on(IMI, (*history, own), first)  # type: ignore[misc]
    found = pack_of(*history, own)
    if until is not None:
        later = next(one for one in history if one.first_day == until)
        assert value(found, until) == value(later.pack, until)
        assert value(found, until - DAY) == Decimal(minimum)


@given(histories(), minimums, minimums, days, st.data())
def test_loading_and_correcting_is_loading_the_right_one_at_once(
    history: tuple[PackVersion, ...], wrong: str, right: str, first: date, data: st.DataObject
) -> None:
    decided = data.draw(st.lists(st.sampled_from(DECISIONS), max_size=3))
    wrongly = version("wrong", wrong, since=first)
    rightly = version("right", right, since=first, corrects="wrong")
    at_once = version("right", right, since=first)
    corrected = pack_of(*history, wrongly, rightly, decisions=decided)
    straight = pack_of(*history, at_once, decisions=decided)
    assert corrected.rules == straight.rules


@given(histories())
def test_the_order_of_loading_makes_no_difference(history: tuple[PackVersion, ...]) -> None:
    assert pack_of(*history).rules == pack_of(*reversed(history)).rules


def test_a_correction_may_begin_on_another_day() -> None:
    wrong = version("9", "100", since=date(2027, 1, 1))
    right = version("10", "100", since=date(2027, 7, 1), corrects="9")
    found = pack_of(wrong, right)
    assert [value(found, date(2027, 6, 30)), value(found, date(2027, 7, 1))] == [90, 100]


def test_what_is_corrected_twice_is_the_last_one() -> None:
    first = version("9", "100", since=date(2027, 1, 1))
    second = version("10", "101", since=date(2027, 1, 1), corrects="9")
    third = version("11", "102", since=date(2027, 1, 1), corrects="10")
    assert [one.version for one in standing_packs((first, second, third))] == ["11"]
    assert value(pack_of(first, second, third), date(2027, 1, 1)) == 102


def test_a_new_scheme_is_a_pack_of_its_own() -> None:
    found = pack_of(version("1", "12"), shipped=None)
    assert value(found, date(1950, 1, 1)) == 12


def test_a_rule_with_days_of_its_own_keeps_them_within_its_version() -> None:
    own = version("9", since=date(2027, 1, 1))
    dated = replace(rule(MINIMUM, "110"), valid_from=date(2028, 1, 1))
    until = replace(own.pack.rules[MINIMUM][0], valid_to=date(2028, 1, 1))
    rules = MappingProxyType({**own.pack.rules, MINIMUM: (until, dated)})
    found = pack_of(replace(own, pack=replace(own.pack, rules=rules)))
    firsts = (date(2026, 12, 31), date(2027, 12, 31), date(2028, 1, 1))
    assert [value(found, day) for day in firsts] == [90, 100, 110]


DECISIONS = (
    RuleDecision(IMI.name, RATE, "1.5", date(2026, 1, 5), date(1900, 1, 1)),
    RuleDecision(IMI.name, RATE, "2", date(2026, 1, 6), date(2026, 3, 1)),
    RuleDecision(IMI.name, "entry.evidence", "2", date(2026, 1, 7), date(2027, 6, 1)),
)


def test_a_decision_holds_in_a_later_version_as_long_as_the_rule_is_open_there() -> None:
    open_ = version("9", since=date(2027, 1, 1), rate=rule(RATE, "1", open_=True))
    found = pack_of(open_, decisions=DECISIONS[:1])
    assert value(found, date(2027, 1, 1), RATE) == Decimal("1.5")


def test_what_a_later_version_publishes_goes_before_an_earlier_decision() -> None:
    published = version("9", since=date(2027, 1, 1), rate=rule(RATE, "3"))
    found, passed_over = combined(IMI, (published,), DECISIONS[:1])
    assert value(found, date(2026, 12, 31), RATE) == Decimal("1.5")
    assert value(found, date(2027, 1, 1), RATE) == 3
    assert passed_over == ()


def test_a_decision_that_no_version_has_a_place_for_is_told() -> None:
    nowhere = RuleDecision(IMI.name, MINIMUM, "5", date(2026, 1, 5), date(2026, 1, 5))
    _, passed_over = combined(IMI, (version("9", since=date(2027, 1, 1)),), [nowhere])
    assert [one.decision for one in passed_over] == [nowhere]


def test_its_version_says_that_something_was_loaded() -> None:
    one = pack_of(version("9", "100", since=date(2027, 1, 1)))
    other = pack_of(version("9", "101", since=date(2027, 1, 1)))
    later = pack_of(version("9", "100", since=date(2027, 1, 2)))
    assert one.version.startswith("imi-register@9+")
    assert len({one.version, other.version, later.version, IMI.version}) == 4


def test_frameworks_are_part_of_what_a_verdict_rests_on() -> None:
    assert marked(IMI, []) is IMI
    assert marked(IMI, ["a"]).version not in (IMI.version, marked(IMI, ["a", "b"]).version)
    assert marked(IMI, ["b", "a"]).version == marked(IMI, ["a", "b"]).version


def test_a_new_category_is_named_from_then_on_and_a_known_one_stays_as_it_is() -> None:
    techsafe = load_packs()["imi-techsafe"]
    before = techsafe.categories(date(2026, 11, 21)) or ()
    found = naming(techsafe, ["Hydrogen", "adas", "Hydrogen"])
    assert found.categories(date(2026, 11, 21)) == (*before, "Hydrogen")
    assert naming(techsafe, ["adas"]) is techsafe
    assert naming(IMI, ["Hydrogen"]) is IMI


def test_every_pack_knows_what_the_others_are_called() -> None:
    ours = replace(IMI, name="ours", title="Ours")
    found = with_titles({"imi-register": IMI, "ours": ours})
    assert found["imi-register"].titles == {"imi-register": "IMI register", "ours": "Ours"}
