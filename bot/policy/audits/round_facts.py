"""An audit round as plain values: what is kept of it, and in which states each step is allowed.

The steps are those of `rounds` and `seeds`: each gives the round as it is afterwards, with one
dated line more in its log, or raises StepRefused and changes nothing. Who may take a step is also
held by `bot.policy.access`; what turns on the round itself (two different people, a seed used
before) is decided there. What becomes of one member who was drawn is `selection`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.policy.audits.draw import (
    FrozenRound,
    combined_seed,
)
from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.refusals import StepRefused, refuse_if
from bot.policy.audits.vocabulary import (
    CancelReason,
    GivenUpReason,
    RoundState,
    RoundStepKind,
)

ALLOWED: Final[Mapping[RoundStepKind, frozenset[RoundState]]] = MappingProxyType(
    {
        "drafted": frozenset(),
        "auditor_named": frozenset(
            {"drafted", "frozen", "committed", "ids_made", "revealed", "drawn", "open"}
        ),
        "auditor_left": frozenset(
            {"drafted", "frozen", "committed", "ids_made", "revealed", "drawn", "open"}
        ),
        "witness_named": frozenset({"drafted", "frozen"}),
        "passed_on": frozenset(
            {"drafted", "frozen", "committed", "ids_made", "revealed", "drawn", "open"}
        ),
        "frozen": frozenset({"drafted"}),
        "first_commitment": frozenset({"frozen"}),
        "second_commitment": frozenset({"frozen"}),
        "ids_made": frozenset({"committed"}),
        "first_reveal": frozenset({"ids_made"}),
        "second_reveal": frozenset({"ids_made"}),
        "given_up": frozenset({"frozen", "committed", "ids_made"}),
        "drawn": frozenset({"revealed"}),
        "opened": frozenset({"drawn"}),
        "closed": frozenset({"open"}),
        "cancelled": frozenset(
            {"drafted", "frozen", "committed", "ids_made", "revealed", "drawn", "open"}
        ),
    }
)
"""In which states each step is allowed. Nothing follows upon closed and cancelled."""


@dataclass(frozen=True, slots=True)
class RoundStep:
    """One line of a round's log: what, when (UTC), by whom. `about` is the member it speaks of, if
    it names one; `why` a reason by name. It holds nobody's words.
    """

    kind: RoundStepKind
    at: datetime
    by: int
    about: int | None = None
    why: GivenUpReason | CancelReason | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One person's: `hash` of a seed, and the `seed` once it is revealed."""

    by: int
    hash: str
    at: datetime
    seed: str | None = None
    revealed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One pair of commitments and what came of it. One that was given up stays, with its reason.

    `ids_hash` is that of the audit ids that were made for it.
    """

    first: Commitment | None = None
    second: Commitment | None = None
    ids_hash: str | None = None
    given_up: GivenUpReason | None = None
    given_up_at: datetime | None = None

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Those that are there, in their order."""
        return tuple(one for one in (self.first, self.second) if one is not None)

    @property
    def seed(self) -> str | None:
        """The seed of the draw, once both are revealed."""
        seeds = [one.seed for one in self.commitments]
        if len(seeds) < 2 or seeds[0] is None or seeds[1] is None:
            return None
        return combined_seed(seeds[0], seeds[1])


@dataclass(frozen=True, slots=True)
class Frozen:
    """The population as it was frozen: how many are in, how many are drawn, and the hash that was
    published.
    """

    count: int
    size: int
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `scheme` is the pack's name, with its category after a slash where it has one.

    `lead` runs it; `auditors` read what is handed in; `witnesses` may bring a seed beside lead and
    auditors. `attempts`: the last is the one that is under way. `log` holds the steps since it was
    loaded, or all of them: every step adds one line, and never changes another.
    """

    number: int
    scheme: str
    period: Period
    wanted: SampleSize
    lead: int
    state: RoundState = "drafted"
    auditors: frozenset[int] = frozenset()
    witnesses: frozenset[int] = frozenset()
    frozen: Frozen | None = None
    attempts: tuple[Attempt, ...] = ()
    log: tuple[RoundStep, ...] = ()

    @property
    def attempt(self) -> Attempt:
        """The one that is under way; an empty one where none is."""
        last = self.attempts[-1] if self.attempts else Attempt()
        return Attempt() if last.given_up is not None else last

    @property
    def is_over(self) -> bool:
        return self.state in ("closed", "cancelled")

    @property
    def seed_holders(self) -> frozenset[int]:
        """Whoever may bring a seed."""
        return self.auditors | self.witnesses | {self.lead}


def frozen_of(round_: Round) -> Frozen:
    if round_.frozen is None:
        raise StepRefused("wrong_state")
    return round_.frozen


def check_led(round_: Round, kind: RoundStepKind, by: int) -> None:
    check_state(round_, kind)
    refuse_if(by != round_.lead, "not_the_lead")


def check_state(round_: Round, kind: RoundStepKind) -> None:
    refuse_if(round_.state not in ALLOWED[kind], "wrong_state")


def stepped(round_: Round, step: RoundStep) -> Round:
    return replace(round_, log=(*round_.log, step))


def frozen_round(round_: Round, size: int) -> FrozenRound:
    """What stands in the population's text of the round itself."""
    period = round_.period
    return FrozenRound(round_.number, round_.scheme, period.first, period.last, size)
