"""What a pack's rules come to on a day: the numbers, words and answers that are counted with."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.policy.schemes.cycles import FIRST_DAY
from bot.policy.schemes.method import method_of, methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.rules import SHAPES, day_of_year, hundredths, minutes
from bot.policy.vocabulary import SchemeKind


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
