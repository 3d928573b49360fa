"""Policy packs: one scheme's rules, with an administrator's decisions laid over them.

Reading them from YAML is `pack_file`'s, judging entries by them `assess`'s.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from bot.policy.rules import SHAPES, Rule, ValueRefused, as_text, hundredths, read_value


@dataclass(frozen=True, slots=True)
class RuleDecision:
    """An administrator's word on an assumed or offered rule, from `valid_from` on.

    `value` is text as `rules.as_text` writes it: the assumed value confirmed, or another one.
    """

    pack: str
    key: str
    value: str
    decided_on: date
    valid_from: date


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A decision that does not apply to the pack as it is now, and why, for the operator."""

    decision: RuleDecision
    reason: str


@dataclass(frozen=True, eq=False)
class Pack:
    """One scheme's rules as dated data.

    `name` is its key everywhere ("imi-register"), `title` its name for people ("IMI register"),
    `body` who wrote the rules, `version` "name@version", followed by "+digest" where decisions are
    laid over it. Packs are compared by identity: there is one per version in a process.
    """

    name: str
    title: str
    body: str
    version: str
    rules: Mapping[str, tuple[Rule, ...]]

    def rule(self, key: str, on: date) -> Rule | None:
        """The rule in force on an activity's day; None where the pack has none."""
        for rule in self.rules.get(key, ()):
            if rule.in_force(on):
                return rule
        return None

    def word(self, key: str, on: date) -> str:
        """A rule's value in words, as it stands in the pack; empty where none is known."""
        rule = self.rule(key, on)
        return rule.value if rule is not None and isinstance(rule.value, str) else ""

    def open_rules(self, on: date) -> tuple[Rule, ...]:
        """The rules in force that an administrator may confirm or change."""
        found = (self.rule(key, on) for key in self.rules)
        return tuple(rule for rule in found if rule is not None and _decidable(rule))

    def with_decisions(self, decisions: Iterable[RuleDecision]) -> "Pack":
        """This pack with the decisions made for it; those for other packs are passed over.

        Raises ValueRefused for a rule that is not open to decisions or a value that the rule
        cannot have.
        """
        pack, passed_over = self.decided(decisions)
        if passed_over:
            raise ValueRefused(passed_over[0].reason)
        return pack

    def decided(self, decisions: Iterable[RuleDecision]) -> "tuple[Pack, tuple[PassedOver, ...]]":
        """This pack with those of its decisions that apply, and those that do not.

        A decision holds from its own date on, also over later-dated text of the pack; of two for
        one rule the one decided later wins. One does not apply where its rule is gone, has been
        published since, or cannot have its value any more: the pack's own rule stands then.
        """
        mine = sorted(
            (d for d in decisions if d.pack == self.name),
            key=lambda d: (d.decided_on, d.key, d.valid_from),
        )
        rules = dict(self.rules)
        applied: list[RuleDecision] = []
        passed_over: list[PassedOver] = []
        for decision in mine:
            try:
                rules[decision.key] = _decided(rules.get(decision.key, ()), decision)
            except ValueRefused as refused:
                passed_over.append(PassedOver(decision, str(refused)))
            else:
                applied.append(decision)
        if not applied:
            return self, tuple(passed_over)
        digest = hashlib.sha256(
            "\n".join(
                f"{d.key}={d.value} from {d.valid_from} on {d.decided_on}" for d in applied
            ).encode()
        ).hexdigest()[:8]
        version = f"{self.version}+{digest}"
        return replace(self, version=version, rules=MappingProxyType(rules)), tuple(passed_over)


def _decidable(rule: Rule) -> bool:
    return SHAPES[rule.key].kind != "closed" and rule.confidence != "verified"


def _decided(rules: tuple[Rule, ...], decision: RuleDecision) -> tuple[Rule, ...]:
    """The rules of one key with a decision in force from its date on."""
    old = next((r for r in rules if r.in_force(decision.valid_from)), None)
    if old is None or not (_decidable(old) or old.source.startswith(_DECIDED)):
        raise ValueRefused(f"{decision.key} of {decision.pack} is not open to decisions")
    new = replace(
        old,
        value=read_value(decision.key, decision.value),
        force="definition" if old.force == "assumed" else old.force,
        source=f"{_DECIDED} {decision.decided_on.isoformat()}",
        checked_on=decision.decided_on,
        confidence="verified",
        valid_from=decision.valid_from,
        valid_to=None,
        offered=None,
    )
    before = tuple(
        replace(r, valid_to=min(r.valid_to or decision.valid_from, decision.valid_from))
        for r in rules
        if r.valid_from is None or r.valid_from < decision.valid_from
    )
    return (*before, new)


_DECIDED = "decided by an administrator on"


@dataclass(frozen=True, slots=True)
class Terms:
    """A pack's rules of one day, worked into the numbers that `assess` and `standing` count with.

    `length` in years; `minimum` and `recommended` in hundredths of a credit, `rate` in hundredths
    per hour; None where the pack has no such rule or no value. `pro_rata` and `dated_parts` hold
    only once an administrator has confirmed them. `account`: the scheme's body keeps an account for
    each member, which says when their cycle began and what counts. `assumed` lists the assumed
    rules that numbers rest on.
    """

    length: int | None
    minimum: int | None
    recommended: int | None
    rate: int | None
    tests: tuple[str, ...]
    own_sentence: int
    requires: tuple[str, ...]
    framework: bool
    pro_rata: bool
    account: bool
    assumed: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether there are credits to be held against a target: number, rate and subjects known.

        A scheme whose subjects stand in a framework cannot be held against it before it is loaded.
        """
        return not self.framework and self.minimum is not None and self.rate is not None

    @property
    def by_rhythm(self) -> bool:
        """Whether what matters is that something is logged, and evaluated, again and again."""
        return not self.framework and not self.counts

    @property
    def has_target(self) -> bool:
        """Whether the scheme counts credits towards a number at all."""
        return self.minimum is not None


@lru_cache(maxsize=8192)
def terms(pack: Pack, on: date) -> Terms:
    """The terms in force on a day. Remembered: a sweep asks for one day, entries for many."""

    def rule_value(key: str) -> int | str | tuple[str, ...] | None:
        rule = pack.rule(key, on)
        value = None if rule is None else rule.value
        if value is not None and SHAPES[key].kind == "hundredths":
            return hundredths(value)
        return value if isinstance(value, int | str | tuple) else None

    def number(key: str) -> int | None:
        value = rule_value(key)
        return value if isinstance(value, int) else None

    def words(key: str) -> tuple[str, ...]:
        value = rule_value(key)
        return value if isinstance(value, tuple) else ()

    begins = pack.rule("cycle.start", on)
    resting = (pack.rule(key, on) for key in _NUMBERS_REST_ON)
    return Terms(
        length=number("cycle.length"),
        minimum=number("cycle.minimum"),
        recommended=number("year.recommended"),
        rate=number("credit.base_per_hour"),
        tests=words("entry.tests"),
        own_sentence=number("entry.own_sentence") or 0,
        requires=words("requires"),
        framework=pack.rule("framework.subjects", on) is not None,
        pro_rata=rule_value("joiner.pro_rata") is not None,
        account=begins is not None and begins.source.endswith("account"),
        assumed=tuple(rule.key for rule in resting if rule is not None and rule.assumed),
    )


_NUMBERS_REST_ON = ("cycle.minimum", "year.recommended", "year.start", "credit.base_per_hour")


def confirmation(pack: Pack, rule: Rule, decided_on: date) -> RuleDecision | None:
    """The decision that Confirm makes: the rule's own or offered value, for as long as it has held.

    None where there is no value to confirm. An offered value begins on the day it is confirmed.
    """
    value = rule.offered if rule.value is None else rule.value
    if value is None:
        return None
    since = decided_on if rule.value is None else rule.valid_from or date(1900, 1, 1)
    return RuleDecision(pack.name, rule.key, as_text(value), decided_on, since)
