"""Which rules and settings a workplace has: the packs, the packs and frameworks that were loaded
here, and its administrators' decisions in them.

Kept by version for the process: each unit of work reads which one is in force, with its member.
What is kept in the database but no longer known here is passed over, and told to the operator.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final

import structlog

from bot.policy.documents.kept import Unkept, framework_in, framework_text, pack_in
from bot.policy.frameworks.framework import Framework
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.pack import Pack, PassedOver, RuleDecision
from bot.policy.schemes.pack_versions import PackVersion, combined, marked, naming, with_titles
from storage.row_types import DocumentRecord
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

COACH: Final = "coach"
"""In a workplace's settings: whether an administrator allows the coach; no number of the rules."""

EMOJI: Final = "emoji"
"""In a workplace's settings: the emoji that makes a draft of a message, by its name."""

STEP_RUN_ON: Final = "step_run_on"
"""In a workplace's settings: the day (ISO) on which a workflow first ran our step here."""

AUDITS: Final = "audits"
"""In a workplace's settings: the days of its audit rounds, by name."""

_OTHERS: Final = frozenset({COACH, EMOJI, STEP_RUN_ON, AUDITS})
_DEFAULTS = WorkplaceSettings()
_KNOWN = frozenset(field.name for field in fields(WorkplaceSettings))


@dataclass(frozen=True, slots=True)
class Rules:
    """Packs by name; the frameworks and the versions of packs that were loaded, each in the order
    of their loading; every decision; and what this release has no place for.
    """

    packs: Mapping[str, Pack]
    passed_over: tuple[PassedOver, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    versions: tuple[PackVersion, ...] = ()
    decisions: tuple[RuleDecision, ...] = ()


class RulesInForce:
    """The rules of every workspace that this process has met, by version."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self.shipped: Final = packs
        self._undecided = Rules(packs)
        self._known: dict[str, tuple[int, Rules]] = {}

    def of(self, work: UnitOfWork, decided: int) -> Rules:
        """The rules of the unit's workspace; `decided` is the number of its last decision or
        document.
        """
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
        every = tuple(
            RuleDecision(one.pack, one.key, one.value, one.decided_on, one.valid_from)
            for one in work.enrolments.decisions()
        )
        decisions: dict[str, tuple[RuleDecision, ...]] = {}
        for decision in every:
            decisions[decision.pack] = (*decisions.get(decision.pack, ()), decision)
        documents = documents_in(work.policy_documents.all())
        passed_over = [*documents.passed_over]
        versions: dict[str, tuple[PackVersion, ...]] = {}
        for version in documents.versions:
            name = version.pack.name
            versions[name] = (*versions.get(name, ()), version)
        packs: dict[str, Pack] = {}
        for name in dict.fromkeys([*self.shipped, *versions]):
            frameworks = tuple(one for one in documents.frameworks if one.pack == name)
            pack, passed = _combined(
                self.shipped.get(name), versions.get(name, ()), decisions.pop(name, ()), frameworks
            )
            if pack is not None:
                packs[name] = pack
            passed_over += passed
        for unknown in decisions.values():
            passed_over += [PassedOver(one, "this release has no such pack") for one in unknown]
        return Rules(
            with_titles(packs) if documents.versions else packs,
            tuple(passed_over),
            documents.frameworks,
            documents.versions,
            every,
        )


@dataclass(frozen=True, slots=True)
class Documents:
    """What was loaded, each in the order of its loading, and what this release does not read."""

    frameworks: tuple[Framework, ...]
    versions: tuple[PackVersion, ...]
    passed_over: tuple[PassedOver, ...] = ()


def documents_in(rows: Sequence[DocumentRecord]) -> Documents:
    """What rows hold."""
    frameworks: list[Framework] = []
    versions: list[PackVersion] = []
    passed_over: list[PassedOver] = []
    for row in rows:
        try:
            if row.kind == "framework":
                frameworks.append(framework_in(row.value))
            else:
                versions.append(pack_in(row.value))
        except Unkept as error:
            document = RuleDecision(
                row.pack, row.kind, f"document {row.id}", row.decided_on, row.valid_from
            )
            passed_over.append(PassedOver(document, str(error)))
    return Documents(tuple(frameworks), tuple(versions), tuple(passed_over))


@lru_cache(maxsize=512)
def _combined(
    shipped: Pack | None,
    versions: tuple[PackVersion, ...],
    decisions: tuple[RuleDecision, ...],
    frameworks: tuple[Framework, ...],
) -> tuple[Pack | None, tuple[PassedOver, ...]]:
    """One pack per set of decisions and documents in a process: what is worked out from a pack is
    remembered.
    """
    pack, passed_over = combined(shipped, versions, decisions)
    if pack is None:
        return None, passed_over
    named = naming(pack, (one.category for one in frameworks))
    found = marked(named, map(framework_text, frameworks))
    return replace(found, frameworks=frameworks) if frameworks else found, passed_over


def coach_allowed(settings: Mapping[str, Any]) -> bool:
    """Whether an administrator allows the coach in a workplace."""
    return settings.get(COACH) is True


def workplace_settings(workspace_id: str, settings: Mapping[str, Any]) -> WorkplaceSettings:
    """The workplace's own numbers, policy's defaults where it set none."""
    if not settings:
        return _DEFAULTS
    known = {name: value for name, value in settings.items() if _fits(name, value)}
    unknown = frozenset(settings) - frozenset(known) - _OTHERS
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
