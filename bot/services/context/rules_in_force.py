"""Which rules and settings a workplace has: the packs with its administrators' decisions in them.

Kept by version for the process: each unit of work reads which one is in force, with its member.
What is kept in the database but no longer known here is passed over, and told to the operator.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Final

import structlog

from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.pack import Pack, PassedOver, RuleDecision
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

COACH: Final = "coach"
"""In a workplace's settings: whether an administrator allows the coach; no number of the rules."""

_DEFAULTS = WorkplaceSettings()
_KNOWN = frozenset(field.name for field in fields(WorkplaceSettings))


@dataclass(frozen=True, slots=True)
class Rules:
    """Packs by name, and the decisions that this release's packs have no place for."""

    packs: Mapping[str, Pack]
    passed_over: tuple[PassedOver, ...] = ()


class RulesInForce:
    """The rules of every workspace that this process has met, by version."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._undecided = Rules(packs)
        self._known: dict[str, tuple[int, Rules]] = {}

    def of(self, work: UnitOfWork, decided: int) -> Rules:
        """The rules of the unit's workspace; `decided` is the number of its last decision."""
        if decided == 0:
            return self._undecided
        version, rules = self._known.get(work.workspace_id, (0, self._undecided))
        if version != decided:
            rules = self.read(work)
            self._known[work.workspace_id] = (decided, rules)
            for one in rules.passed_over:
                log.warning(
                    "a decision on a rule no longer applies",
                    workspace=work.workspace_id,
                    pack=one.decision.pack,
                    key=one.decision.key,
                    reason=one.reason,
                )
        return rules

    def read(self, work: UnitOfWork) -> Rules:
        """The same, read anew."""
        decisions: dict[str, tuple[RuleDecision, ...]] = {}
        for one in work.enrolments.decisions():
            decision = RuleDecision(one.pack, one.key, one.value, one.decided_on, one.valid_from)
            decisions[one.pack] = (*decisions.get(one.pack, ()), decision)
        packs: dict[str, Pack] = {}
        passed_over: list[PassedOver] = []
        for name, pack in self._packs.items():
            packs[name], passed = _decided(pack, decisions.pop(name, ()))
            passed_over += passed
        for unknown in decisions.values():
            passed_over += [PassedOver(one, "this release has no such pack") for one in unknown]
        return Rules(packs, tuple(passed_over))


@lru_cache(maxsize=512)
def _decided(
    pack: Pack, decisions: tuple[RuleDecision, ...]
) -> tuple[Pack, tuple[PassedOver, ...]]:
    """One pack per set of decisions in a process: what is worked out from a pack is remembered."""
    return pack.decided(decisions)


def coach_allowed(settings: Mapping[str, Any]) -> bool:
    """Whether an administrator allows the coach in a workplace."""
    return settings.get(COACH) is True


def workplace_settings(workspace_id: str, settings: Mapping[str, Any]) -> WorkplaceSettings:
    """The workplace's own numbers, policy's defaults where it set none."""
    if not settings:
        return _DEFAULTS
    known = {name: value for name, value in settings.items() if _fits(name, value)}
    unknown = frozenset(settings) - frozenset(known) - {COACH}
    if unknown:
        _tell(workspace_id, unknown)
    return WorkplaceSettings(**known)


def _fits(name: str, value: object) -> bool:
    return name in _KNOWN and isinstance(value, int) and not isinstance(value, bool)


@lru_cache(maxsize=1024)
def _tell(workspace_id: str, names: frozenset[str]) -> None:
    """Once for each workspace and process."""
    log.warning(
        "settings that are not known here are passed over",
        workspace=workspace_id,
        settings=sorted(names),
    )
