"""Which tests an audit asks: those of the scheme's policy, else the workplace's own."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.audits.vocabulary import AUDIT_TESTS, AuditTest
from bot.policy.schemes.pack import Pack

_FOUR: Final[tuple[AuditTest, ...]] = ("current", "authentic", "relevant", "sufficient")


@dataclass(frozen=True, slots=True)
class AuditTests:
    """`entry` are asked of each entry, `record` of the record as a whole; `source` is where they
    stand. `workplace`: no policy says them; they are the workplace's setting, and called that.
    """

    entry: tuple[AuditTest, ...]
    record: tuple[AuditTest, ...]
    source: str
    workplace: bool = False


def tests_of(pack: Pack, on: date) -> AuditTests:
    """The scheme's entry tests; where it has none, its qualities, which are the whole record's;
    else the four tests, as the workplace's own.
    """
    for key in ("entry.tests", "qualities"):
        rule = pack.rule(key, on)
        named = rule.value if rule is not None and isinstance(rule.value, tuple) else ()
        known = tuple(one for one in AUDIT_TESTS if one in named)
        if rule is not None and known:
            own = key == "entry.tests"
            return AuditTests(known if own else (), () if own else known, rule.source)
    return AuditTests(_FOUR, (), "workplace setting", workplace=True)
