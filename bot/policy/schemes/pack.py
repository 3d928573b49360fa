"""Policy packs: one scheme's rules, with an administrator's decisions laid over them.

Reading them from YAML is `pack_file`'s, working them into the numbers of a day `terms`'s, finding
what they leave unknown `gaps`'s, judging entries by them `assess`'s.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from bot.policy.frameworks.framework import Framework
from bot.policy.schemes.rules import SHAPES, Rule, ValueRefused, as_text, calls, read_value
from bot.policy.vocabulary import Stage


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


@dataclass(frozen=True, slots=True)
class BodyAccount:
    """The account that a scheme's body keeps for each member, into which entries are copied.

    `body`: whose it is, for the middle of a sentence ("IMI"). `fields`: the account's fields for
    an entry's own words, in its order, each with the stage that goes into it.
    """

    body: str
    fields: tuple[tuple[str, Stage], ...]


@dataclass(frozen=True, eq=False)
class Pack:
    """One scheme's rules as dated data.

    `name` is its key everywhere ("imi-register"), `title` its name for people ("IMI register"),
    `body` who wrote the rules, `version` "name@version", followed by "+digest" where decisions are
    laid over it. A pack with a rule `scheme.name` is a template: its title is what an administrator
    has called the scheme there, and until then it is `offered` to nobody. `called`: what members
    call it beside its title. `account`: None where its body keeps none. `shown_to_anybody`: its
    rules are said to somebody who is in no scheme yet. `titles` are the names for people of packs
    that its rules speak of, by key. `frameworks` are those that were loaded for it. Packs are
    compared by identity: there is one per version in a process.
    """

    name: str
    title: str
    body: str
    version: str
    rules: Mapping[str, tuple[Rule, ...]]
    called: tuple[str, ...] = ()
    account: BodyAccount | None = None
    shown_to_anybody: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    frameworks: tuple[Framework, ...] = ()

    def rule(self, key: str, on: date) -> Rule | None:
        """The rule in force on an activity's day; None where the pack has none."""
        for rule in self.rules.get(key, ()):
            if rule.in_force(on):
                return rule
        return None

    def categories(self, on: date) -> tuple[str, ...] | None:
        """The categories that the pack names; None where its scheme has none."""
        rule = self.rule("categories", on)
        if rule is None:
            return None
        return tuple(str(one) for one in rule.value) if isinstance(rule.value, tuple) else ()

    def called_categories(self, on: date) -> dict[str, str]:
        """What else people call its categories, by the word: a vehicle class means its group."""
        rule = self.rule("categories.called", on)
        return calls(None if rule is None else rule.value)

    def word(self, key: str, on: date) -> str:
        """A rule's value in words, as it stands in the pack; empty where none is known."""
        rule = self.rule(key, on)
        return rule.value if rule is not None and isinstance(rule.value, str) else ""

    @property
    def offered(self) -> bool:
        """Whether members may enrol in it: it is no template that has no name yet."""
        named = self.rules.get(_NAME)
        return named is None or any(rule.value is not None for rule in named)

    def open_rules(self, on: date) -> tuple[Rule, ...]:
        """The rules in force that an administrator may confirm or change: of a template without a
        name, its name alone.
        """
        keys = self.rules if self.offered else (_NAME,)
        found = (self.rule(key, on) for key in keys)
        return tuple(rule for rule in found if rule is not None and _decidable(rule))

    def with_decisions(self, decisions: Iterable[RuleDecision]) -> "Pack":
        """This pack with the decisions made for it; those for other packs are passed over.

        Raises ValueRefused for a rule that is not open to decisions or a value that the rule
        cannot have.
        """
        mine = [one for one in decisions if one.pack == self.name]
        for one in mine:
            _decided(self.rules.get(one.key, ()), one)
        return self.decided(mine)[0]

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
                reason = f"{decision.key} of {decision.pack} {refused.reason}"
                passed_over.append(PassedOver(decision, reason))
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
        named = [one.value for one in rules.get(_NAME, ()) if isinstance(one.value, str)]
        title = named[-1] if named else self.title
        decided = replace(self, title=title, version=version, rules=MappingProxyType(rules))
        return decided, tuple(passed_over)


def _decidable(rule: Rule) -> bool:
    return SHAPES[rule.key].kind != "closed" and rule.confidence != "verified"


def _decided(rules: tuple[Rule, ...], decision: RuleDecision) -> tuple[Rule, ...]:
    """The rules of one key with a decision in force from its date on."""
    old = next((r for r in rules if r.in_force(decision.valid_from)), None)
    if old is None or not (_decidable(old) or old.source.startswith(_DECIDED)):
        raise ValueRefused(decision.key, "is not open to decisions")
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
_NAME = "scheme.name"


def confirmation(pack: Pack, rule: Rule, decided_on: date) -> RuleDecision | None:
    """The decision that Confirm makes: the rule's own or offered value, for as long as it has held.

    None where there is no value to confirm. An offered value begins on the day it is confirmed.
    """
    value = rule.offered if rule.value is None else rule.value
    if value is None:
        return None
    since = decided_on if rule.value is None else rule.valid_from or date(1900, 1, 1)
    return RuleDecision(pack.name, rule.key, as_text(value), decided_on, since)
