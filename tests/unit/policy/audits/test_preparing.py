"""What an auditor would miss: worst first, each flaw by itself; which cycle is meant; reminders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits.body_audit import (
    BODY_AUDIT_OUTCOMES,
    OPEN,
    Cycle,
    Told,
    asks_outcome,
    reminds,
    state_after,
    usual_cycle,
)
from bot.policy.audits.preparing import (
    FLAWS,
    STOPS,
    EntrySeen,
    EvidenceSeen,
    Flaw,
    look_over,
    rests_on_balance,
    stops_at,
)

FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
CYCLE = (FIRST, LAST)
DAY = date(2026, 3, 4)
WHOLE = EntrySeen(1, DAY, DAY, formal=True, evidence=(EvidenceSeen(),), account="a")

FLAWED: list[tuple[Flaw, EntrySeen]] = [
    ("not_accepted", replace(WHOLE, not_accepted=True)),
    ("test_open", replace(WHOLE, tests_open=("relevant",), helps=False)),
    ("no_evidence", replace(WHOLE, evidence=())),
    ("no_subject", replace(WHOLE, asks_subject=True)),
    ("not_in_job", replace(WHOLE, helps=False)),
    ("job_unknown", replace(WHOLE, job_known=False)),
    ("dates_doubtful", replace(WHOLE, doubtful=True)),
    ("dates_doubtful", replace(WHOLE, first=FIRST - timedelta(1))),
    ("dates_doubtful", replace(WHOLE, first=DAY + timedelta(1))),
    ("evidence_over", replace(WHOLE, evidence=(EvidenceSeen(DAY - timedelta(1)),))),
    ("bytes_lost", replace(WHOLE, evidence=(EvidenceSeen(lost=True),))),
    ("same_words", replace(WHOLE, repeats=True)),
    ("untouched", replace(WHOLE, imported=True, own_words=False)),
    ("unsure", replace(WHOLE, unsure=True)),
]


def test_an_entry_in_which_nothing_is_missing_is_not_listed() -> None:
    fine = replace(WHOLE, evidence=(EvidenceSeen(DAY),), imported=True, words_right=True)
    assert look_over([WHOLE, replace(fine, entry=2)], CYCLE, brought_in=False) == ()
    informal = replace(WHOLE, formal=False, evidence=())
    assert look_over([informal], CYCLE, brought_in=False) == ()


@pytest.mark.parametrize(("flaw", "entry"), FLAWED)
def test_each_flaw_is_found_by_itself(flaw: Flaw, entry: EntrySeen) -> None:
    [found] = look_over([entry], CYCLE, brought_in=False)
    assert found.flaws == (flaw,)
    assert found.stops == (flaw in STOPS)


def test_every_flaw_is_tried() -> None:
    assert {flaw for flaw, _ in FLAWED} | {"opening_alone"} == set(FLAWS)


def test_one_answer_that_would_settle_it_opens_that() -> None:
    open_test = replace(WHOLE, tests_open=("sufficient",))
    [edited] = look_over([open_test], CYCLE, brought_in=False)
    [answered] = look_over([replace(open_test, one_question=True)], CYCLE, brought_in=False)
    assert (edited.mend, answered.mend) == ("edit", "add_it")


def test_the_same_account_in_two_entries_is_found_unless_called_right() -> None:
    twice = [replace(WHOLE, entry=number, account="same") for number in (1, 2)]
    assert [one.entry for one in look_over(twice, CYCLE, brought_in=False)] == [1, 2]
    right = [replace(one, words_right=True) for one in twice]
    assert look_over(right, CYCLE, brought_in=False) == ()


def test_what_was_brought_in_stands_among_them_and_opens_a_new_entry() -> None:
    unsure = replace(WHOLE, unsure=True)
    without = replace(WHOLE, entry=2, evidence=(), account="b")
    found = look_over([unsure, without], CYCLE, brought_in=True)
    assert [(one.entry, one.mend) for one in found] == [(2, "evidence"), (0, "log"), (1, "details")]
    assert stops_at(found) == 1  # credits that were brought in are no entry
    assert rests_on_balance(found)
    assert not rests_on_balance(look_over([unsure, without], CYCLE, brought_in=False))


_SEEN = st.builds(
    EntrySeen,
    entry=st.integers(1, 50),
    first=st.none() | st.dates(FIRST, LAST),
    last=st.none() | st.dates(FIRST, LAST),
    formal=st.booleans(),
    evidence=st.lists(
        st.builds(EvidenceSeen, st.none() | st.dates(FIRST, LAST), st.booleans()), max_size=2
    ).map(tuple),
    tests_open=st.sampled_from([(), ("relevant",), ("current", "sufficient")]),
    not_accepted=st.booleans(),
    asks_subject=st.booleans(),
    subject=st.booleans(),
    helps=st.booleans(),
    job_known=st.booleans(),
    doubtful=st.booleans(),
    account=st.sampled_from([None, "a", "b"]),
    words_right=st.booleans(),
    imported=st.booleans(),
    own_words=st.booleans(),
    unsure=st.booleans(),
)


@given(st.lists(_SEEN, max_size=12, unique_by=lambda one: one.entry), st.booleans())
def test_the_worst_comes_first_whatever_the_order(
    entries: list[EntrySeen], brought_in: bool
) -> None:
    found = look_over(entries, CYCLE, brought_in=brought_in)
    assert found == look_over(entries[::-1], CYCLE, brought_in=brought_in)
    worst = [FLAWS.index(one.flaws[0]) for one in found]
    assert worst == sorted(worst)
    assert all(list(one.flaws) == sorted(one.flaws, key=FLAWS.index) for one in found)
    assert len({one.entry for one in found}) == len(found)


def test_the_cycle_that_ended_last_and_met_the_minimum_is_meant() -> None:
    old = Cycle(date(2017, 11, 1), date(2020, 10, 31), met=True)
    met = Cycle(date(2020, 11, 1), date(2023, 10, 31), met=True)
    short = Cycle(FIRST, LAST, met=False)
    running = Cycle(date(2026, 11, 1), date(2029, 10, 31), running=True)
    assert usual_cycle([running, short, old, met]) == met
    assert usual_cycle([running, short]) == short
    assert usual_cycle([running, replace(short, met=None)]) == replace(short, met=None)
    assert usual_cycle([running]) == running
    assert usual_cycle([]) is None


DUE = date(2027, 1, 12)


def reminders(told: Told, until: date) -> list[date]:
    """On which days one comes, asked each day."""
    found, day = [], told.told_on
    while day <= until:
        if reminds(told, day):
            found.append(day)
            told = replace(told, reminded_on=day)
        day += timedelta(1)
    return found


@pytest.mark.parametrize(
    ("told_on", "before"),
    [(date(2026, 11, 21), [14, 7, 2]), (date(2027, 1, 1), [7, 2]), (date(2027, 1, 10), [])],
)
def test_three_reminders_and_none_for_a_day_that_was_over_when_it_was_told(
    told_on: date, before: list[int]
) -> None:
    told = Told("preparing", DUE, told_on)
    assert reminders(told, date(2027, 2, 1)) == [DUE - timedelta(one) for one in before]


def test_what_was_missed_collapses_into_the_latest() -> None:
    told = Told("preparing", DUE, date(2026, 11, 21), reminded_on=DUE - timedelta(14))
    assert reminds(told, DUE - timedelta(1))
    late = replace(told, reminded_on=DUE - timedelta(1))
    assert not any(reminds(late, DUE + timedelta(one)) for one in range(-1, 9))


@pytest.mark.parametrize(
    "told",
    [
        Told("sent", DUE, FIRST),
        Told("over", DUE, FIRST),
        Told("dropped", DUE, FIRST),
        Told("preparing", None, FIRST),
    ],
)
def test_no_reminder_once_it_is_sent_or_where_no_day_is_known(told: Told) -> None:
    assert reminders(replace(told, told_on=date(2026, 12, 1)), date(2027, 2, 1)) == []


def test_it_is_asked_once_what_came_of_it() -> None:
    told = Told("sent", DUE, FIRST)
    assert not asks_outcome(told, DUE)
    assert asks_outcome(told, DUE + timedelta(1))
    assert not asks_outcome(replace(told, asked_on=DUE + timedelta(1)), DUE + timedelta(9))
    assert not asks_outcome(replace(told, outcome="questions"), DUE + timedelta(9))
    assert not asks_outcome(replace(told, state="over"), DUE + timedelta(9))
    assert not asks_outcome(replace(told, due_on=None), DUE + timedelta(9))


def test_with_questions_or_nothing_heard_it_goes_on() -> None:
    goes_on = {one for one in BODY_AUDIT_OUTCOMES if state_after(one) in OPEN}
    assert goes_on == {"questions", "not_heard"}
