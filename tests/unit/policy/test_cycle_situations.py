"""Runs the rows of situations.yaml on splits, cycles, leave, registration and what was disallowed.
The table holds the figures.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.policy.scheme_facts import (
    AccountFacts,
    EnrolmentFacts,
    EntryFacts,
    RecordedCycles,
    RecordedStart,
    RegistrationEvent,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.dated_cycles import CycleLength, cycle_on, dated_cycles
from bot.policy.schemes.disallowed import disallowed_on
from bot.policy.schemes.leave import faults, leave_days
from bot.policy.schemes.pack import RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.registration import faults as registration_faults
from bot.policy.schemes.registration import good_standing, nudges_stop, registration_on
from bot.policy.schemes.splitting import parts_of, split_by_day, why_whole
from bot.policy.vocabulary import REGISTRATION_WORDS
from tests.unit.policy.test_situations import (
    LONG_AGO,
    WHAT_IT_BROUGHT,
    Row,
    disallowed,
    hundredths,
    knowing_less,
    leaves,
    rows,
)

REGISTER = "imi-register"


@rows("splits")
def test_an_activity_over_a_border_is_split_as_worked_out_by_hand(row: Row) -> None:
    given, expect, borders = row["activity"], row["expect"], row["borders"]
    entry = EntryFacts(
        "logged",
        "Diagnostics course",
        given["first"],
        given["last"],
        given["minutes"],
        evaluate=WHAT_IT_BROUGHT,
        account=AccountFacts("2026.2", "said"),
        split_by_day=row.get("split_by_day", True),
    )
    pack = knowing_less(load_packs()[REGISTER], row)
    if "rate_from" in row:
        decision = RuleDecision(
            REGISTER, "credit.base_per_hour", str(row["rate"]), LONG_AGO, row["rate_from"]
        )
        pack = pack.with_decisions([decision])
    assert why_whole(entry, pack, borders) == expect.get("whole"), row["working"]
    if "whole" in expect:
        return
    parts = split_by_day(given["first"], given["last"], given["minutes"], borders)
    found = [[part.first_day, part.last_day, part.minutes] for part in parts]
    assert found == expect["parts"], row["working"]
    if "credits" in expect:
        enrolment = EnrolmentFacts(REGISTER, LONG_AGO, date(2025, 6, 1))
        worth = [assess(part, enrolment, pack).credits for part in parts_of(entry, borders)]
        assert worth == [hundredths(one) for one in expect["credits"]], row["working"]


@rows("cycles")
def test_the_cycles_are_those_worked_out_by_hand(row: Row) -> None:
    expect = row["expect"]
    starts = sorted(
        (RecordedStart(one["first"], one["recorded"]) for one in row["starts"]),
        key=lambda one: one.recorded_on,
    )
    back = [*row.get("back", ()), date.max]
    history = RecordedCycles(
        starts[-1].start if starts else None,
        tuple(starts[:-1]),
        tuple(zip(row.get("left", ()), back, strict=False)),
    )
    lengths = tuple(
        CycleLength(one["years"], one.get("from", date.min))
        for one in row.get("lengths", [{"years": 3}])
    )
    found = dated_cycles(history, lengths, row["today"])
    told = [[one.start, one.last_day, one.how_begun] for one in found]
    assert told == expect["cycles"], row["working"]
    for day, number in expect.get("lie_in", {}).items():
        one = cycle_on(found, day)
        assert (one and one.number) == number, f"{day}: {row['working']}"
    if "enrolled_from" in expect:
        assert [one.enrolled_from for one in found] == expect["enrolled_from"], row["working"]
    if "cut_short" in expect:
        cut = [one.number for one in found if one.cut_short]
        assert cut == expect["cut_short"], row["working"]


@rows("leaves")
def test_days_of_leave_are_as_worked_out_by_hand(row: Row) -> None:
    first, last = row["between"]
    assert leave_days(leaves(row), first, last) == row["expect"]["days"], row["working"]
    cycle = tuple(row["cycle"]) if "cycle" in row else None
    found = [one.kind for one in faults(leaves(row), cycle)]
    assert found == row["expect"]["faults"], row["working"]


@rows("registration")
def test_registration_is_as_worked_out_by_hand(row: Row) -> None:
    events, day, expect = [event(given) for given in row["told"]], row["day"], row["expect"]
    scheme, category = row.get("scheme", REGISTER), row.get("category")
    found = registration_on(events, scheme, category, day)
    running = {REGISTER} if row.get("enrolled") else set()
    answers: dict[str, Any] = {
        "state": found.state,
        "why": found.why,
        "decided_by": found.decided_by and found.decided_by.told_by,
        "superseded": [one.state for one in found.superseded],
        "contradicted": found.contradicted and found.contradicted.state,
        "way_back": found.way_back,
        "nudges_stop": nudges_stop(events, scheme, day, category),
        "techsafe": good_standing(events, (REGISTER,), day, running),
    }
    for name, expected in expect.items():
        assert answers[name] == expected, f"{name}: {row['working']}"


@rows("refused")
def test_what_is_told_of_an_outcome_is_refused_as_worked_out_by_hand(row: Row) -> None:
    earlier = [event(given) for given in row.get("earlier", ())]
    found = registration_faults(event(row["told"]), earlier, row.get("cycle_ends"))
    assert list(found) == row["expect"], row["working"]


@rows("disallowed")
def test_what_a_body_disallowed_is_as_worked_out_by_hand(row: Row) -> None:
    records = [one for given in row["records"] if (one := disallowed(given)) is not None]
    for day, expected in row["expect"].items():
        found = disallowed_on(records, 1, REGISTER, day)
        assert ("counts" if found is None else "disallowed") == expected, row["working"]


def event(given: Row) -> RegistrationEvent:
    (word,) = [one for one in REGISTRATION_WORDS if one in given]
    on = given[word]
    recorded = given.get("recorded", on)
    return RegistrationEvent(
        word,
        given.get("scheme", REGISTER),
        given.get("category"),
        on,
        given.get("by", "member"),
        datetime(recorded.year, recorded.month, recorded.day, tzinfo=UTC) + timedelta(hours=10),
        given.get("until"),
    )
