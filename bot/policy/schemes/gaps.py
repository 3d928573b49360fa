"""What a scheme's kind needs and its pack does not know."""

from dataclasses import dataclass
from datetime import date

from bot.policy.frameworks.framework import framework_on
from bot.policy.schemes.method import method_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.terms import terms

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
