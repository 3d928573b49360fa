"""A pack that is shipped and the versions of it that were loaded, as one pack with dated rules.

Reading versions from text is `bot.policy.documents`'s.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.policy.frameworks.framework import uncorrected
from bot.policy.schemes.pack import Pack, PassedOver, RuleDecision
from bot.policy.schemes.rules import Rule


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A pack that an administrator or operator loaded, in force from `valid_from` on, until the
    next version's first day.

    `valid_from` None: as far back as anybody logs. `corrects` names the version in whose place it
    stands: that one was loaded wrongly, and is treated as if it had never been loaded. `digest` is
    a hash of its text.
    """

    pack: Pack
    valid_from: date | None
    digest: str
    corrects: str | None = None

    @property
    def version(self) -> str:
        """Its version without the pack's name."""
        return self.pack.version.partition("@")[2]

    @property
    def first_day(self) -> date:
        """The first day on which it can be in force, for comparing."""
        return self.valid_from or date.min


def standing_packs(versions: Iterable[PackVersion]) -> tuple[PackVersion, ...]:
    """One pack's versions that no other one corrects, from the earliest to the latest; of two that
    begin on one day, the one that was loaded last comes last. `versions` stand as they were loaded.
    """
    return tuple(sorted(uncorrected(versions), key=lambda one: one.first_day))


def in_force_on(
    shipped: Pack | None, versions: Iterable[PackVersion], day: date
) -> tuple[Pack, date | None] | None:
    """The version that holds on a day, and the first day of the next one; None for no pack."""
    layers = _layers(shipped, standing_packs(versions))
    begun = [place for place, (first, _, _) in enumerate(layers) if first <= day]
    if not begun:
        return None
    following = [first for first, _, _ in layers[begun[-1] + 1 :]]
    return layers[begun[-1]][1], following[0] if following else None


def combined(
    shipped: Pack | None, versions: Sequence[PackVersion], decisions: Sequence[RuleDecision] = ()
) -> tuple[Pack | None, tuple[PassedOver, ...]]:
    """One pack with the rules of each version on its own days, and administrators' decisions laid
    over each; None where there is no version at all. The decisions that apply to none are told.

    A decision holds in a version as long as its rule is open there: what a later version publishes
    goes before what was decided earlier. What is no rule ("title", "account") is the last
    version's.
    """
    standing = standing_packs(versions)
    layers = _layers(shipped, standing)
    if not layers:
        return None, ()
    if not standing:
        return layers[0][1].decided(decisions)
    decisions = sorted(decisions, key=lambda one: (one.decided_on, one.key, one.valid_from))
    rules: dict[str, tuple[Rule, ...]] = {}
    refused: list[dict[RuleDecision, PassedOver]] = []
    parts: list[str] = []
    for place, (first, pack, digest) in enumerate(layers):
        until = layers[place + 1][0] if place + 1 < len(layers) else None
        given = {_begun_by(one, first): one for one in decisions}
        decided, passed_over = pack.decided(given)
        refused.append(
            {given[one.decision]: replace(one, decision=given[one.decision]) for one in passed_over}
        )
        for key, some in decided.rules.items():
            rules[key] = (*rules.get(key, ()), *_clipped(some, first, until))
        parts.append(f"{decided.version} {digest} from {first}")
    last = layers[-1][1]
    newest = last.decided(decisions)[0]
    hashed = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
    found = replace(
        newest,
        version=f"{last.version}+{hashed}",
        rules=MappingProxyType({key: some for key, some in rules.items() if some}),
    )
    nowhere = [one for one in refused[-1] if all(one in some for some in refused)]
    return found, tuple(refused[-1][one] for one in nowhere)


def marked(pack: Pack, documents: Iterable[str]) -> Pack:
    """A pack whose version says which other documents its verdicts rest on, so that entries are
    assessed anew when one is loaded. `documents` are their texts.
    """
    texts = sorted(documents)
    if not texts:
        return pack
    hashed = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
    return replace(pack, version=f"{pack.version}+{hashed}")


def naming(pack: Pack, categories: Iterable[str]) -> Pack:
    """A pack that names these categories beside its own, on all days on which it names any."""
    added = dict.fromkeys(categories)
    rules: list[Rule] = []
    for rule in pack.rules.get(_CATEGORIES, ()):
        named = rule.value if isinstance(rule.value, tuple) else ()
        known = {one.casefold() for one in named}
        new = tuple(one for one in added if one.casefold() not in known)
        rules.append(replace(rule, value=(*named, *new)) if named and new else rule)
    if tuple(rules) == pack.rules.get(_CATEGORIES, ()):
        return pack
    return replace(pack, rules=MappingProxyType({**pack.rules, _CATEGORIES: tuple(rules)}))


def with_titles(packs: Mapping[str, Pack]) -> Mapping[str, Pack]:
    """The packs, each knowing what all of them are called."""
    titles = MappingProxyType({pack.name: pack.title for pack in packs.values()})
    return {
        name: pack if pack.titles == titles else replace(pack, titles=titles)
        for name, pack in packs.items()
    }


_CATEGORIES: Final = "categories"

_Layer = tuple[date, Pack, str]


def _layers(shipped: Pack | None, standing: Sequence[PackVersion]) -> list[_Layer]:
    """What holds one after the other: each version's first day, its pack and its digest."""
    first: list[_Layer] = [] if shipped is None else [(date.min, shipped, "")]
    return [*first, *((one.first_day, one.pack, one.digest) for one in standing)]


def _begun_by(decision: RuleDecision, first: date) -> RuleDecision:
    """A decision as it bears on a version: from its first day on, where it holds longer."""
    return replace(decision, valid_from=max(decision.valid_from, first))


def _clipped(rules: Iterable[Rule], first: date, until: date | None) -> Iterable[Rule]:
    """What of rules lies in the days [first, until) of their version."""
    for rule in rules:
        begins = max(rule.valid_from or date.min, first)
        ends = min(rule.valid_to or date.max, until or date.max)
        if begins < ends:
            yield replace(
                rule,
                valid_from=None if begins == date.min else begins,
                valid_to=None if ends == date.max else ends,
            )
