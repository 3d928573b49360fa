"""A round's draw, step by step: two people commit, ids are made, both reveal, ids are drawn.

What is worked out in them is `draw`'s.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.policy.audits.draw import (
    SHORTEST_SEED,
    Drawn,
    commitment_fault,
    draw,
    ids_hash,
    population_hash,
    seed_fault,
)
from bot.policy.audits.refusals import StepRefused, refuse_if
from bot.policy.audits.round_facts import (
    Attempt,
    Commitment,
    Round,
    RoundStep,
    check_led,
    check_state,
    frozen_of,
    frozen_round,
    stepped,
)
from bot.policy.audits.vocabulary import (
    GivenUpReason,
    RoundStepKind,
)


def commit(round_: Round, hash_: str, by: int, at: datetime, used: Collection[str] = ()) -> Round:
    """The hash of one person's seed, the first or the second. `used` are the commitments of every
    earlier round in the workspace; those of this one's attempts are looked at anyway.

    Raises StepRefused: wrong_state, no_seed_asked_of_them, not_a_commitment, same_person,
    seed_used_before.
    """
    attempt = round_.attempt
    kind: RoundStepKind = "first_commitment" if attempt.first is None else "second_commitment"
    check_state(round_, kind)
    refuse_if(by not in round_.seed_holders, "no_seed_asked_of_them")
    fault = commitment_fault(hash_)
    if fault is not None:
        raise StepRefused(fault)
    refuse_if(any(one.by == by for one in attempt.commitments), "same_person")
    refuse_if(hash_ in used or hash_ in commitments_of(round_), "seed_used_before")
    made = Commitment(by, hash_, at)
    if attempt.first is None:
        return stepped(_with(round_, replace(attempt, first=made)), RoundStep(kind, at, by))
    done = _with(round_, replace(attempt, second=made))
    return stepped(replace(done, state="committed"), RoundStep(kind, at, by))


def commitments_of(round_: Round) -> frozenset[str]:
    """Every commitment there has been in the round, in attempts that were given up as well."""
    return frozenset(one.hash for each in round_.attempts for one in each.commitments)


def make_ids(round_: Round, pairs: Collection[tuple[str, str]], by: int, at: datetime) -> Round:
    """The audit ids, random and made after both commitments, each with its member's line; their
    hash is published before the first reveal.

    Raises StepRefused: wrong_state, not_an_audit_id, ids_not_different, ids_not_as_many,
    population_changed.
    """
    check_state(round_, "ids_made")
    frozen = frozen_of(round_)
    refuse_if(len(pairs) != frozen.count, "ids_not_as_many")
    lines = [line for line, _ in pairs]
    now = population_hash(frozen_round(round_, frozen.size), lines)
    refuse_if(now != frozen.hash, "population_changed")
    made = _with(round_, replace(round_.attempt, ids_hash=ids_hash(pairs)))
    return stepped(replace(made, state="ids_made"), RoundStep("ids_made", at, by))


def reveal(round_: Round, seed: str, by: int, at: datetime) -> Round:
    """One person's seed, held against their commitment; in either order.

    A seed of fewer than `SHORTEST_SEED` characters gives the attempt up ("seed_too_short"): it can
    be found from its commitment, so that somebody could have known the draw before. The round is
    then frozen again, and two new commitments are made. Raises StepRefused: wrong_state,
    no_commitment_of_theirs, already_revealed, seed_does_not_match, seed_ends_in_line_feed,
    not_a_seed.
    """
    check_state(round_, "first_reveal")
    attempt = round_.attempt
    own = next((one for one in attempt.commitments if one.by == by), None)
    if own is None:
        raise StepRefused("no_commitment_of_theirs")
    refuse_if(own.seed is not None, "already_revealed")
    fault = seed_fault(seed, own.hash)
    if fault is not None:
        raise StepRefused(fault)
    told = replace(own, seed=seed, revealed_at=at)
    now = replace(attempt, first=told) if own is attempt.first else replace(attempt, second=told)
    kind: RoundStepKind = "first_reveal" if own is attempt.first else "second_reveal"
    revealed = stepped(_with(round_, now), RoundStep(kind, at, by))
    if len(seed) < SHORTEST_SEED:
        return _given_up(revealed, "seed_too_short", by, at)
    return revealed if now.seed is None else replace(revealed, state="revealed")


def give_up(round_: Round, reason: GivenUpReason, by: int, at: datetime) -> Round:
    """The attempt under way is given up, as where a seed is never revealed: it stays in the log,
    dated and with its reason; the population stays frozen, and two new commitments are made, with
    new ids after them. Once both seeds are revealed there is no way back: the draw is known.

    Raises StepRefused: wrong_state, not_the_lead, nothing_to_give_up.
    """
    check_led(round_, "given_up", by)
    refuse_if(not round_.attempt.commitments, "nothing_to_give_up")
    return _given_up(round_, reason, by, at)


def draw_round(
    round_: Round, pairs: Collection[tuple[str, str]], by: int, at: datetime
) -> tuple[Round, tuple[Drawn, ...]]:
    """The draw: the round, and the sheet's lines in their order.

    `pairs` are those of `make_ids`, held against the hash that was published. Raises StepRefused:
    wrong_state, ids_not_different, not_an_audit_id, population_changed.
    """
    check_state(round_, "drawn")
    attempt = round_.attempt
    seed = attempt.seed
    if seed is None:
        raise StepRefused("wrong_state")
    refuse_if(ids_hash(pairs) != attempt.ids_hash, "population_changed")
    sheet = draw(seed, (audit_id for _, audit_id in pairs), frozen_of(round_).size)
    return stepped(replace(round_, state="drawn"), RoundStep("drawn", at, by)), sheet


def times_given_up(round_: Round) -> int:
    """How often an attempt was given up: readers of the draw are told it."""
    return sum(one.given_up is not None for one in round_.attempts)


def _given_up(round_: Round, reason: GivenUpReason, by: int, at: datetime) -> Round:
    over = replace(round_.attempt, given_up=reason, given_up_at=at)
    frozen = replace(_with(round_, over), state="frozen")
    return stepped(frozen, RoundStep("given_up", at, by, why=reason))


def _with(round_: Round, attempt: Attempt) -> Round:
    """The round with the attempt that is under way in its place."""
    last = round_.attempts[-1] if round_.attempts else None
    before = round_.attempts if last is None or last.given_up is not None else round_.attempts[:-1]
    return replace(round_, attempts=(*before, attempt))
