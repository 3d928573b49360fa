"""One rule as dated data, and which rules there are. Reading packs from files is `pack`'s."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from bot.policy.vocabulary import ACTIVITY_TYPES, QUALITIES, Confidence, Force

Value = int | Decimal | str | tuple[str, ...]
"""A rule's value: a whole number, credits or credits per hour, hours, one word or a day of the year
("04-01"), or a list of words.
"""

ValueKind = Literal[
    "whole", "hundredths", "hours", "word", "words", "day of year", "calls", "closed"
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one pack, in force on days in [valid_from, valid_to).

    `valid_from` None: when it began is not known, so it is applied as far back as anybody logs.
    `value` None: the rule exists and its value is not known; whatever rests on it is answered "not
    known". `offered` is a default that holds only once an administrator has confirmed it.
    `source` says where it is written, `checked_on` when somebody last looked.
    """

    key: str
    value: Value | None
    unit: str
    force: Force
    source: str
    checked_on: date
    confidence: Confidence
    valid_from: date | None
    valid_to: date | None = None
    offered: Value | None = None

    @property
    def assumed(self) -> bool:
        """Whether a number resting on it is marked "(assumed)"."""
        return self.confidence == "assumed"

    def in_force(self, on: date) -> bool:
        """Whether it applies to an activity of that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class RuleShape:
    """What a key's value may look like: its kind, its unit and, for words, the ones allowed.

    "hours" come to whole minutes. "day of year" is a month and a day, or one of the words allowed.
    "calls": a list of what people say, each with what it means: "class 4 = group B".
    "closed": this version reads no value there, so a pack must leave it empty.
    """

    kind: ValueKind
    unit: str
    allowed: tuple[str, ...] = ()


TESTS: Final = ("current", "authentic", "relevant", "sufficient")
FIELDS: Final = ("date", "length", "topics", "what", "how", "learnt")
"""What a scheme may ask a record of an activity to hold."""

SHAPES: Final[Mapping[str, RuleShape]] = {
    "scheme.name": RuleShape("word", ""),
    "unit": RuleShape("word", "", ("credits", "hours", "none")),
    "requires": RuleShape("words", "packs"),
    "cycle.length": RuleShape("whole", "years"),
    "cycle.minimum": RuleShape("hundredths", "credits"),
    "cycle.carry_over": RuleShape("word", "", ("none",)),
    "cycle.start": RuleShape("word", "", ("per member",)),
    "year.start": RuleShape("day of year", "", ("cycle start",)),
    "year.minimum": RuleShape("hours", "hours"),
    "year.recommended": RuleShape("hundredths", "credits"),
    "entry.tests": RuleShape("words", "tests", TESTS),
    "entry.fields": RuleShape("words", "fields", FIELDS),
    "entry.logged_by": RuleShape("word", "", ("learner",)),
    "entry.own_sentence": RuleShape("whole", "words"),
    "entry.evidence": RuleShape("whole", "pieces"),
    "credit.base_per_hour": RuleShape("hundredths", "credits per hour"),
    "credit.assessed_factor": RuleShape("closed", "factor"),
    "credit.impact_extra": RuleShape("closed", "credits"),
    "limit.reading": RuleShape("closed", "credits"),
    "mix.assessed": RuleShape("closed", "share"),
    "joiner.pro_rata": RuleShape("word", "", ("days left",)),
    "large_qualification": RuleShape("word", "", ("dated parts",)),
    "large_qualification.days": RuleShape("whole", "days"),
    "large_qualification.hours": RuleShape("whole", "hours"),
    "activity.types": RuleShape("words", "types", ACTIVITY_TYPES),
    "stages": RuleShape("words", "stages"),
    "qualities": RuleShape("words", "qualities", QUALITIES),
    "categories": RuleShape("words", "categories"),
    "categories.called": RuleShape("calls", "words"),
    "framework.subjects": RuleShape("closed", "subjects"),
    "audit": RuleShape("word", ""),
    "audit.sample": RuleShape("word", "", ("yearly",)),
    "audit.rate": RuleShape("closed", "share"),
    "failure": RuleShape("word", ""),
    "appeal": RuleShape("word", ""),
    "appeal.deadline": RuleShape("closed", "days"),
}
"""Every key that a pack may hold; another one is refused, since no rule would read it."""


class ValueRefused(ValueError):  # noqa: N818 - a sentence for an administrator, worded by its name
    """A value that its rule cannot have. `reason` says what it may be, for behind the rule's name;
    str() puts the key there.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key} {reason}")
        self.key = key
        self.reason = reason


NOT_SAID: Final[Mapping[str, str]] = {
    "unit": "what is counted",
    "cycle.length": "how long a cycle is",
    "entry.tests": "which tests an entry has to meet",
    "entry.own_sentence": "how much of your own an entry has to say",
    "credit.base_per_hour": "what an hour is worth",
    "year.start": "on which day its years begin",
    "entry.fields": "what a record has to hold",
}
"""By key of a rule on which what an entry is worth rests: what a pack without its value does not
say, for the end of a sentence.
"""


def read_value(key: str, text: str | tuple[str, ...]) -> Value:
    """The value of a rule as written in a pack or typed by an administrator.

    Raises ValueRefused with what is allowed, also for a key that no rule has.
    """
    shape = SHAPES.get(key)
    if shape is None:
        raise ValueRefused(key, "is no rule that there is")
    if shape.kind == "closed":
        raise ValueRefused(key, "has no published value, and this version reads none")
    if shape.kind in ("words", "calls"):
        words = text if isinstance(text, tuple) else tuple(w.strip() for w in text.split(","))
        if shape.kind == "calls":
            _check_calls(key, words)
        return _checked_words(key, words, shape.allowed)
    if isinstance(text, tuple):
        raise ValueRefused(key, "takes one value, not a list")
    if shape.kind == "day of year" and text.strip() not in shape.allowed:
        return _checked_day(key, text.strip(), shape)
    if shape.kind in ("word", "day of year"):
        return _checked_words(key, (text.strip(),), shape.allowed)[0]
    return _checked_number(key, text.strip(), shape)


def as_text(value: Value) -> str:
    """A value as an administrator types it; `read_value` reads it back."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def hundredths(value: Value) -> int:
    """A credits value as whole hundredths (read_value has let no finer ones in)."""
    return int(Decimal(value) * 100) if isinstance(value, int | Decimal) else 0


def minutes(value: Value | None) -> int | None:
    """Hours as whole minutes (read_value has let no others in); None for what is no number."""
    return int(Decimal(value) * 60) if isinstance(value, int | Decimal) else None


def day_of_year(value: Value | None) -> tuple[int, int] | None:
    """The month and the day of a value like "04-01"; None for what is none."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    return int(value[:2]), int(value[3:])


_DAY: Final = re.compile(r"\d\d-\d\d", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


def _checked_words(key: str, words: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        raise ValueRefused(key, "has an empty list")
    for place, word in enumerate(words):
        if not word:
            raise ValueRefused(key, "has an empty word")
        if word in words[:place]:
            raise ValueRefused(key, f"names {word!r} twice")
        if allowed and word not in allowed:
            raise ValueRefused(key, f"may be {', '.join(allowed)}; {word!r} is none of them")
    return words


def calls(value: Value | None) -> dict[str, str]:
    """What people say, by what it means for the rule: "class 4" is "group B"."""
    pairs = value if isinstance(value, tuple) else ()
    split = (one.partition("=") for one in pairs)
    return {said.strip(): meant.strip() for said, _, meant in split}


def _check_calls(key: str, words: tuple[str, ...]) -> None:
    for one in words:
        said, _, meant = one.partition("=")
        if not said.strip() or not meant.strip():
            reason = f"says what a word means, like “class 4 = group B”; {one!r} does not"
            raise ValueRefused(key, reason)


def _checked_day(key: str, text: str, shape: RuleShape) -> str:
    """A day that there is in every year. Raises ValueRefused."""
    with suppress(ValueError):
        if _DAY.fullmatch(text) and date.fromisoformat(f"2001-{text}"):
            return text
    words = ", ".join(shape.allowed)
    reason = f"is a day that every year has, like 04-01 for 1 April, or {words}"
    raise ValueRefused(key, f"{reason}; {text!r} is none")


def _checked_number(key: str, text: str, shape: RuleShape) -> int | Decimal:
    try:
        number = Decimal(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)
    except InvalidOperation:
        raise ValueRefused(key, f"is a number of {shape.unit}; {text!r} is none") from None
    if not number.is_finite() or not 0 < number <= 1000:
        raise ValueRefused(key, f"must be above 0 and at most 1,000; {text} is not")
    if shape.kind == "whole":
        if number != number.to_integral_value():
            raise ValueRefused(key, f"is a whole number of {shape.unit}; {text} is not")
        return int(number)
    if shape.kind == "hours":
        if number * 60 != (number * 60).to_integral_value():
            raise ValueRefused(key, f"comes to whole minutes; {text} hours do not")
        return number
    if number * 100 != (number * 100).to_integral_value():
        raise ValueRefused(key, f"has two decimals at most; {text} has more")
    return number
