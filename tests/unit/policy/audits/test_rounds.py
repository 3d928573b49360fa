"""Rounds: each step in its states, who may take it, and what bad input meets."""

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from bot.policy.audits import handing_in, rounds, seeds
from bot.policy.audits.draw import commitment, draw
from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.round_facts import ALLOWED, Round
from bot.policy.audits.selection import Selection
from bot.policy.audits.vocabulary import ROUND_STATES, RoundState, RoundStepKind
from tests.unit.policy.audits.walking import (
    AT,
    AUDITOR,
    FIRST,
    LEAD,
    OTHER,
    SECOND,
    TODAY,
    WITNESS,
    YEAR,
    committed,
    decided,
    digest,
    drafted,
    drawn,
    frozen,
    lines,
    opened,
    pairs,
    revealed,
    told,
    with_ids,
)


def refused(step: Callable[[], object]) -> str:
    with pytest.raises(StepRefused) as found:
        step()
    return found.value.reason


def test_a_round_goes_from_its_draft_to_its_end() -> None:
    round_ = rounds.close(opened(), [], LEAD, AT, TODAY)
    assert [one.kind for one in round_.log] == [
        "drafted",
        "witness_named",
        "auditor_named",
        "frozen",
        "first_commitment",
        "second_commitment",
        "ids_made",
        "second_reveal",
        "first_reveal",
        "drawn",
        "opened",
        "closed",
    ]
    assert round_.is_over


def test_the_draw_goes_by_the_order_of_the_commitments_and_not_of_the_reveals() -> None:
    round_, sheet = drawn()
    seed = round_.attempt.seed
    assert seed == digest(f"{FIRST}\n{SECOND}")
    assert sheet == draw(seed, [one for _, one in pairs(5)], 2)


BY_STATE: dict[RoundState, Callable[[], Round]] = {
    "drafted": drafted,
    "frozen": frozen,
    "committed": committed,
    "ids_made": with_ids,
    "revealed": revealed,
    "drawn": lambda: drawn()[0],
    "open": opened,
    "closed": lambda: rounds.close(opened(), [], LEAD, AT, TODAY),
    "cancelled": lambda: rounds.cancel(opened(), "not_needed", LEAD, AT),
}
STEPS: dict[RoundStepKind, Callable[[Round], object]] = {
    "auditor_named": lambda round_: rounds.name_auditor(round_, OTHER, LEAD, AT),
    "auditor_left": lambda round_: rounds.auditor_leaves(round_, AUDITOR, LEAD, AT),
    "witness_named": lambda round_: rounds.name_witness(round_, OTHER, LEAD, AT),
    "passed_on": lambda round_: rounds.pass_on(round_, OTHER, LEAD, AT),
    "frozen": lambda round_: rounds.freeze(round_, lines(5), LEAD, AT),
    "first_commitment": lambda round_: seeds.commit(round_, digest("a"), AUDITOR, AT),
    "ids_made": lambda round_: seeds.make_ids(round_, pairs(5), LEAD, AT),
    "first_reveal": lambda round_: seeds.reveal(round_, FIRST, LEAD, AT),
    "given_up": lambda round_: seeds.give_up(round_, "not_revealed", LEAD, AT),
    "drawn": lambda round_: seeds.draw_round(round_, pairs(5), LEAD, AT),
    "opened": lambda round_: rounds.open_round(round_, LEAD, AT),
    "closed": lambda round_: rounds.close(round_, [], LEAD, AT, TODAY),
    "cancelled": lambda round_: rounds.cancel(round_, "not_needed", LEAD, AT),
}


@pytest.mark.parametrize("state", ROUND_STATES)
@pytest.mark.parametrize("kind", STEPS)
def test_no_step_is_taken_out_of_its_states(kind: RoundStepKind, state: RoundState) -> None:
    round_ = BY_STATE[state]()
    assert round_.state == state
    if state not in ALLOWED[kind]:
        assert refused(lambda: STEPS[kind](round_)) == "wrong_state"
    elif kind == "given_up" and not round_.attempt.commitments:
        assert refused(lambda: STEPS[kind](round_)) == "nothing_to_give_up"
    else:
        assert STEPS[kind](round_) != round_


def test_every_step_has_its_states() -> None:
    assert set(ALLOWED) == set(get_args(RoundStepKind))


@pytest.mark.parametrize(
    "kind",
    ["auditor_named", "auditor_left", "witness_named", "frozen", "given_up", "opened", "cancelled"],
)
def test_only_the_lead_runs_it(kind: RoundStepKind) -> None:
    state = "committed" if kind == "given_up" else min(ALLOWED[kind], key=ROUND_STATES.index)
    passed_on = rounds.pass_on(BY_STATE[state](), OTHER, LEAD, AT)
    assert refused(lambda: STEPS[kind](passed_on)) == "not_the_lead"


def test_nobody_in_it() -> None:
    assert refused(lambda: rounds.freeze(drafted(), [], LEAD, AT)) == "nobody_in_it"


def test_a_sample_larger_than_the_population() -> None:
    assert refused(lambda: frozen(1)) == "sample_larger_than_population"


def test_a_sample_of_everybody_is_none_too_large() -> None:
    found = frozen(2).frozen
    assert found is not None
    assert found.size == found.count == 2


@pytest.mark.parametrize(
    ("share", "population", "size"),
    [(500, 120, 6), (500, 121, 7), (1, 5, 1), (10_000, 5, 5), (3333, 3, 1), (3334, 3, 2)],
)
def test_a_share_is_rounded_up(share: int, population: int, size: int) -> None:
    assert SampleSize(share=share).of(population) == size


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({}, "no_such_share"),
        ({"count": 2, "share": 500}, "no_such_share"),
        ({"count": 0}, "sample_empty"),
        ({"share": 0}, "no_such_share"),
        ({"share": 10_001}, "no_such_share"),
    ],
)
def test_a_size_that_is_none_is_refused(asked: dict[str, int], reason: str) -> None:
    assert refused(lambda: SampleSize(**asked)) == reason


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    assert refused(lambda: Period(YEAR.last, YEAR.first)) == "period_ends_before_it_begins"


def test_nobody_brings_both_seeds() -> None:
    once = seeds.commit(frozen(), digest("a"), LEAD, AT)
    assert refused(lambda: seeds.commit(once, digest("b"), LEAD, AT)) == "same_person"


def test_nobody_brings_a_seed_who_was_not_asked_for_one() -> None:
    assert (
        refused(lambda: seeds.commit(frozen(), digest("a"), OTHER, AT)) == "no_seed_asked_of_them"
    )


@pytest.mark.parametrize("text", ["", "abc", "A" * 64, f" {'a' * 64}", "a" * 63 + "g"])
def test_a_commitment_is_64_small_hexadecimal_digits(text: str) -> None:
    assert refused(lambda: seeds.commit(frozen(), text, LEAD, AT)) == "not_a_commitment"


def test_a_seed_is_used_once_in_a_pair_in_a_round_and_in_the_workspace() -> None:
    once = seeds.commit(frozen(), digest("a"), LEAD, AT)
    assert refused(lambda: seeds.commit(once, digest("a"), WITNESS, AT)) == "seed_used_before"
    given_up = seeds.give_up(once, "seed_lost", LEAD, AT)
    assert refused(lambda: seeds.commit(given_up, digest("a"), LEAD, AT)) == "seed_used_before"
    used = {digest("another round's")}
    assert (
        refused(lambda: seeds.commit(frozen(), digest("another round's"), LEAD, AT, used))
        == "seed_used_before"
    )


def test_the_ids_belong_to_the_population_that_was_frozen() -> None:
    round_ = committed()
    assert refused(lambda: seeds.make_ids(round_, pairs(4), LEAD, AT)) == "ids_not_as_many"
    swapped = [(digest("somebody else"), pairs(5)[0][1]), *pairs(5)[1:]]
    assert refused(lambda: seeds.make_ids(round_, swapped, LEAD, AT)) == "population_changed"
    twice = [(line, pairs(5)[0][1]) for line, _ in pairs(5)]
    assert refused(lambda: seeds.make_ids(round_, twice, LEAD, AT)) == "ids_not_different"


def test_ids_that_were_changed_after_their_hash_was_published_are_not_drawn() -> None:
    changed = pairs(5, attempt=2)
    found = refused(lambda: seeds.draw_round(revealed(), changed, LEAD, AT))
    assert found == "population_changed"
    (one, a), (other, b), *rest = pairs(5)
    swapped = [(one, b), (other, a), *rest]
    assert refused(lambda: seeds.draw_round(revealed(), swapped, LEAD, AT)) == "population_changed"


def test_a_line_that_is_there_twice_is_refused() -> None:
    twice = [*lines(2), lines(2)[0]]
    assert refused(lambda: rounds.freeze(drafted(), twice, LEAD, AT)) == "ids_not_different"


def test_a_reveal_fits_the_commitment_of_whoever_makes_it() -> None:
    round_ = with_ids()
    assert refused(lambda: seeds.reveal(round_, SECOND, LEAD, AT)) == "seed_does_not_match"
    assert refused(lambda: seeds.reveal(round_, FIRST, AUDITOR, AT)) == "no_commitment_of_theirs"
    once = seeds.reveal(round_, FIRST, LEAD, AT)
    assert refused(lambda: seeds.reveal(once, FIRST, LEAD, AT)) == "already_revealed"


def test_a_seed_that_was_hashed_with_echo_is_told_apart_from_a_wrong_one() -> None:
    round_ = with_ids(first=FIRST + "\n")
    assert refused(lambda: seeds.reveal(round_, FIRST, LEAD, AT)) == "seed_ends_in_line_feed"


def test_a_short_seed_gives_the_attempt_up_and_both_commit_anew() -> None:
    round_ = seeds.reveal(with_ids(first="fifteen letters"), "fifteen letters", LEAD, AT)
    assert round_.state == "frozen"
    assert round_.log[-1].why == "seed_too_short"
    assert seeds.times_given_up(round_) == 1
    assert round_.attempt.commitments == ()
    assert seeds.reveal(with_ids(first="sixteen letters!"), "sixteen letters!", LEAD, AT).attempt


def test_a_round_with_a_seed_that_is_never_revealed_goes_on_with_a_new_pair() -> None:
    waits = seeds.reveal(with_ids(), FIRST, LEAD, AT)
    round_ = seeds.give_up(waits, "not_revealed", LEAD, AT)
    assert round_.state == "frozen"
    assert round_.frozen == waits.frozen
    round_ = seeds.commit(round_, commitment("another seed of the lead"), LEAD, AT)
    round_ = seeds.commit(round_, commitment("a seed of an auditor"), AUDITOR, AT)
    round_ = seeds.make_ids(round_, pairs(5, attempt=2), LEAD, AT)
    round_ = seeds.reveal(round_, "another seed of the lead", LEAD, AT)
    round_ = seeds.reveal(round_, "a seed of an auditor", AUDITOR, AT)
    round_, sheet = seeds.draw_round(round_, pairs(5, attempt=2), LEAD, AT)
    assert sum(one.drawn for one in sheet) == 2
    abandoned, used = round_.attempts
    assert (abandoned.given_up, abandoned.given_up_at) == ("not_revealed", AT)
    assert used.given_up is None
    assert [one.kind for one in round_.log].count("given_up") == 1


def test_nobody_gives_up_a_draw_that_is_known() -> None:
    assert refused(lambda: seeds.give_up(revealed(), "ids_in_doubt", LEAD, AT)) == "wrong_state"


def test_an_auditor_who_leaves_is_in_it_no_more_and_their_commitment_stays() -> None:
    round_ = seeds.commit(frozen(), digest("a"), AUDITOR, AT)
    left = rounds.auditor_leaves(round_, AUDITOR, AUDITOR, AT)
    assert left.auditors == frozenset()
    assert left.attempt.first is not None
    assert refused(lambda: rounds.auditor_leaves(left, AUDITOR, LEAD, AT)) == "not_an_auditor"
    assert refused(lambda: rounds.auditor_leaves(round_, AUDITOR, OTHER, AT)) == "not_the_lead"


def test_a_round_is_not_closed_while_something_of_it_is_open() -> None:
    def closing(selection: Selection, today: date) -> Round:
        return rounds.close(opened(), [selection], LEAD, AT, today)

    assert refused(lambda: closing(told(), TODAY)) == "unfinished"
    assert refused(lambda: closing(decided(), TODAY)) == "unfinished"
    assert closing(decided(), NEXT_YEAR).is_over
    assert closing(handing_in.nothing_submitted(told(), AT, NEXT_YEAR), NEXT_YEAR).is_over


NEXT_YEAR = TODAY.replace(year=2027)
