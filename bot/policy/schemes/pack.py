"""Policy packs: one scheme's rules, with an administrator's decisions laid over them.

Reading them from YAML is `pack_file`'s, judging entries by them `assess`'s.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from bot.policy.frameworks.framework import Framework, framework_on
from bot.policy.schemes.cycles import FIRST_DAY
from bot.policy.schemes.method import method_of, methods
from bot.policy.schemes.rules import (
    SHAPES,
    Rule,
    ValueRefused,
    as_text,
    calls,
    day_of_year,
    hundredths,
    minutes,
    read_value,
)
from bot.policy.vocabulary import SchemeKind, Stage


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


@dataclass(frozen=True, slots=True)
class Terms:
    """A pack's rules of one day, worked into the numbers that `assess` and `standing` count with.

    `kind` is what the pack says that its scheme goes by (`unit`, and whether it has a framework);
    it never follows from a number that is missing. `length` in years; `minimum` in hundredths of a
    credit, or in minutes under a scheme of hours (in each category, and a year), `recommended` in
    hundredths of a credit, `rate` in hundredths per hour, `own_sentence` in words; None where the
    pack has no such rule or no value: not known, and never 0. `fields` are what a record has to
    hold, by its scheme. `begins`: under a scheme of hours the first day of some year, from which
    every year is reckoned, for everybody. `unknown` are the rules that an entry's worth rests on
    (by the method of its kind) and that have no value. `pro_rata` holds only once an administrator
    has confirmed it. `account`: the scheme's body keeps an account for each member, which says when
    their cycle began and what counts. `assumed` lists the assumed rules that numbers rest on.
    """

    kind: SchemeKind | None
    length: int | None
    minimum: int | None
    recommended: int | None
    rate: int | None
    tests: tuple[str, ...] | None
    own_sentence: int | None
    evidence: int | None
    requires: tuple[str, ...]
    pro_rata: bool
    unknown: tuple[str, ...]
    account: bool
    assumed: tuple[str, ...]
    fields: tuple[str, ...] = ()
    begins: date | None = None

    def start_of(self, recorded: date | None) -> date | None:
        """From which day cycles are reckoned: the civil day on which they begin for everybody, or
        the start that a member has recorded.
        """
        return self.begins if self.by_hours else recorded

    @property
    def framework(self) -> bool:
        """Whether its subjects stand in a framework document, which an administrator loads."""
        return self.kind == "framework"

    @property
    def counts(self) -> bool:
        """Whether amounts are counted, and all is known that an entry's worth rests on."""
        counted = self.kind is not None and methods()[self.kind].counts
        return counted and not self.unknown

    @property
    def counts_time(self) -> bool:
        """Whether an entry is worth something by how long it took, known or not."""
        return self.has_target or self.by_hours or self.framework

    @property
    def has_cycle(self) -> bool:
        """Whether the scheme runs in cycles that begin for each member on a day of their own, of a
        length that is known or not.
        """
        return not self.by_hours and (self.length is not None or self.has_target)

    @property
    def by_hours(self) -> bool:
        """Whether hours are held against a number in each year, and each year stands alone."""
        return self.kind == "hours"

    @property
    def by_rhythm(self) -> bool:
        """Whether what matters is that something is logged, and evaluated, again and again."""
        return self.kind == "rhythm"

    @property
    def has_target(self) -> bool:
        """Whether the scheme counts credits towards a number at all, known or not."""
        return self.kind == "credits"


@lru_cache(maxsize=8192)
def terms(pack: Pack, on: date) -> Terms:
    """The terms in force on a day. Remembered: a sweep asks for one day, entries for many."""

    def rule_value(key: str) -> int | str | tuple[str, ...] | None:
        rule = pack.rule(key, on)
        value = None if rule is None else rule.value
        if value is not None and SHAPES[key].kind == "hundredths":
            return hundredths(value)
        if value is not None and SHAPES[key].kind == "hours":
            return minutes(value)
        return value if isinstance(value, int | str | tuple) else None

    def number(key: str) -> int | None:
        value = rule_value(key)
        return value if isinstance(value, int) else None

    def words(key: str) -> tuple[str, ...] | None:
        value = rule_value(key)
        return value if isinstance(value, tuple) else None

    method = method_of(pack, on)
    by_hours = method is not None and method.kind == "hours"
    tests = words("entry.tests")
    starts = pack.rule("cycle.start", on)
    begins = _first_of_years(pack, on) if by_hours else None
    resting = (pack.rule(key, on) for key in _NUMBERS_REST_ON)
    return Terms(
        kind=None if method is None else method.kind,
        length=(1 if begins else None) if by_hours else number("cycle.length"),
        minimum=number(method.minimum) if method is not None and method.minimum else None,
        recommended=number("year.recommended"),
        rate=number("credit.base_per_hour"),
        tests=tests,
        own_sentence=number("entry.own_sentence"),
        evidence=number("entry.evidence"),
        requires=words("requires") or (),
        unknown=tuple(
            key
            for key in (() if method is None else method.worth_rests_on)
            if rule_value(key) is None
            and (key != "entry.own_sentence" or tests is None or "sufficient" in tests)
        ),
        pro_rata=rule_value("joiner.pro_rata") is not None,
        account=starts is not None and starts.source.endswith("account"),
        assumed=tuple(rule.key for rule in resting if rule is not None and rule.assumed),
        fields=words("entry.fields") or (),
        begins=begins,
    )


def _first_of_years(pack: Pack, on: date) -> date | None:
    """The first day of the first year that is reckoned with; None where no day is known."""
    rule = pack.rule("year.start", on)
    found = day_of_year(None if rule is None else rule.value)
    return None if found is None else date(FIRST_DAY.year, *found)


_NUMBERS_REST_ON = (
    "cycle.length",
    "cycle.minimum",
    "year.recommended",
    "year.start",
    "year.minimum",
    "credit.base_per_hour",
)
_STATED_IS_ENOUGH = frozenset({"large_qualification"})
"""What may have no value, once the pack says so: nothing of what is long is counted then."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule that the scheme's kind needs and that has no value from a day on.

    `stated`: the pack says itself that the value is not known, instead of not having the rule.
    """

    key: str
    since: date
    stated: bool


def gaps(pack: Pack, today: date) -> tuple[Gap, ...]:
    """What the scheme's kind needs and the pack does not know, today or on a day that is coming.

    Each rule once, with the first such day.
    """
    borders = {
        day
        for rules in pack.rules.values()
        for rule in rules
        for day in (rule.valid_from, rule.valid_to)
        if day is not None and day > today
    }
    found: dict[str, Gap] = {}
    for day in (today, *sorted(borders)):
        method = method_of(pack, day)
        for key in ("unit",) if method is None else method.needs:
            rule = pack.rule(key, day)
            needed = key != "entry.own_sentence" or _asks_for_description(pack, day)
            open_still = rule is None or (rule.value is None and key not in _STATED_IS_ENOUGH)
            if key == "framework.subjects" and _all_loaded(pack, day):
                continue
            if needed and open_still:
                found.setdefault(key, Gap(key, day, stated=rule is not None))
    return tuple(found.values())


def _all_loaded(pack: Pack, on: date) -> bool:
    """Whether each of the categories that the pack names has a framework in force."""
    categories = pack.categories(on) or ()
    return bool(categories) and all(framework_on(pack.frameworks, one, on) for one in categories)


def _asks_for_description(pack: Pack, on: date) -> bool:
    tests = terms(pack, on).tests
    return tests is None or "sufficient" in tests


def confirmation(pack: Pack, rule: Rule, decided_on: date) -> RuleDecision | None:
    """The decision that Confirm makes: the rule's own or offered value, for as long as it has held.

    None where there is no value to confirm. An offered value begins on the day it is confirmed.
    """
    value = rule.offered if rule.value is None else rule.value
    if value is None:
        return None
    since = decided_on if rule.value is None else rule.valid_from or date(1900, 1, 1)
    return RuleDecision(pack.name, rule.key, as_text(value), decided_on, since)
