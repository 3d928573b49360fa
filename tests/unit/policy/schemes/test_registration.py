"""What was told of a registration: who decides, what is kept, and what follows for the rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import AccountFacts, EnrolmentFacts, EntryFacts, RegistrationEvent
from bot.policy.schemes.assess import assess
from bot.policy.schemes.entry_tests import Finding
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.registration import (
    faults,
    good_standing,
    nudges_stop,
    registration_on,
)
from bot.policy.vocabulary import REGISTRATION_WORDS, TOLD_BY, RegistrationWord, ToldBy

TECHSAFE = load_packs()["imi-techsafe"]
any_events = st.lists(
    st.builds(
        RegistrationEvent,
        st.sampled_from(REGISTRATION_WORDS),
        st.sampled_from(["imi-register", "imi-techsafe"]),
        st.sampled_from([None, "ADAS", "electrified vehicles"]),
        st.dates(),
        st.sampled_from(TOLD_BY),
        st.datetimes(timezones=st.just(UTC)),
        st.none() | st.dates(),
    ),
    max_size=5,
)
categories = st.sampled_from([None, "ADAS"])


def told(
    state: RegistrationWord,
    on: date,
    *,
    by: ToldBy = "member",
    recorded: date | None = None,
    pack: str = "imi-register",
    category: str | None = None,
    until: date | None = None,
) -> RegistrationEvent:
    day = recorded or on
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return RegistrationEvent(state, pack, category, on, by, at, until)


@given(any_events, categories, st.dates())
def test_nothing_that_was_told_is_lost(
    events: list[RegistrationEvent], category: str | None, day: date
) -> None:
    found = registration_on(events, "imi-techsafe", category, day)
    about = [
        one
        for one in events
        if one.pack == "imi-techsafe" and one.category in (None, category) and one.on <= day
    ]
    kept = [*found.superseded, *filter(None, [found.decided_by])]
    assert sorted(map(repr, kept)) == sorted(map(repr, about))
    assert found.contradicted is None or found.contradicted in found.superseded
    assert (found.state is None) == (found.why is not None)
    assert (found.way_back == "not known") == found.removed
    assert nudges_stop(events, "imi-techsafe", day, category) == found.removed


@given(any_events, categories, st.dates())
def test_in_which_order_events_are_read_makes_no_difference(
    events: list[RegistrationEvent], category: str | None, day: date
) -> None:
    for other in list(permutations(events))[:6]:
        again = registration_on(other, "imi-register", category, day)
        assert again.state == registration_on(events, "imi-register", category, day).state


@given(any_events, st.dates())
def test_another_pack_or_category_makes_no_difference(
    events: list[RegistrationEvent], day: date
) -> None:
    own = [one for one in events if one.pack == "imi-techsafe" and one.category != "ADAS"]
    found = registration_on(events, "imi-techsafe", "electrified vehicles", day)
    assert found == registration_on(own, "imi-techsafe", "electrified vehicles", day)


@given(any_events, st.dates(), st.booleans())
def test_good_standing_is_known_only_where_something_says_so(
    events: list[RegistrationEvent], day: date, running: bool
) -> None:
    packs = frozenset({"imi-register"}) if running else frozenset()
    found = good_standing(events, ("imi-register",), day, packs)
    state = registration_on(events, "imi-register", None, day)
    if state.removed:
        assert found == "missing"
    elif state.state is None and state.why == "nothing told":
        assert found == ("met" if running else "not known")
    else:
        assert found == ("not known" if state.state is None else "met")


@given(any_events, any_events, st.none() | st.dates())
def test_every_event_gets_its_faults(
    events: list[RegistrationEvent], earlier: list[RegistrationEvent], last_day: date | None
) -> None:
    for event in events:
        found = faults(event, earlier, last_day)
        early = last_day is not None and event.on <= last_day and event.state != "restored"
        assert ("before the cycle's end" in found) == early


def test_nothing_is_required_where_no_pack_is_named() -> None:
    assert good_standing((), (), date(2028, 6, 20)) == "met"


def test_the_one_that_is_missing_says_it_of_all_that_are_required() -> None:
    removed = told("removed", date(2028, 6, 20))
    requires = "cmi", "imi-register"
    assert good_standing([removed], requires, date(2028, 7, 1), {"cmi"}) == "missing"
    assert good_standing([removed], requires, date(2028, 6, 1), {"cmi"}) == "not known"


def required(enrolment: EnrolmentFacts, day: date) -> Finding:
    entry = EntryFacts(
        "logged", "x", day, day, 60, evaluate="a", account=AccountFacts("2026.2", "said")
    )
    found = assess(entry, enrolment, TECHSAFE)
    (one,) = [each for each in found.findings if each.rule == "requires"]
    return one


def test_techsafe_says_what_is_known_of_the_register_on_the_entrys_day() -> None:
    day = date(2028, 6, 20)
    removed, back = told("removed", day), told("restored", day + timedelta(days=60))
    enrolled = EnrolmentFacts(
        "imi-techsafe",
        date(2025, 6, 1),
        also_enrolled_in=frozenset({"imi-register"}),
        registration=(removed, back),
    )
    before = required(enrolled, day - timedelta(days=1))
    assert (before.verdict, before.sentence) == ("met", "You are in IMI register too.")
    then = required(enrolled, day)
    assert (then.verdict, then.short) == ("missing", "removed")
    assert then.sentence == "IMI TechSafe also needs IMI register, from which you were removed."
    assert required(enrolled, back.on).verdict == "met"


def test_techsafe_goes_by_what_was_told_of_a_register_that_is_not_kept_here() -> None:
    day = date(2028, 6, 20)
    alone = EnrolmentFacts("imi-techsafe", day, registration=(told("extended", day, until=day),))
    assert required(alone, day).sentence == "You are registered: IMI register."
    over = required(alone, day + timedelta(days=1))
    assert (over.verdict, over.short) == ("not_known", "not known")
    assert over.sentence == (
        "IMI TechSafe also needs IMI register; how you stand there is not known."
    )
    before = required(alone, day - timedelta(days=1))
    assert (before.verdict, before.short) == ("missing", "missing")
    enrolled = replace(alone, also_enrolled_in=frozenset({"imi-register"}))
    assert required(enrolled, day + timedelta(days=1)).verdict == "not_known"
