"""Whose public holidays are known, and which days they are; the choice itself is `settings`'s.

The `holidays` library takes a third of a second to import, so it is only when somebody needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from holidays import HolidayBase

UK_NATIONS: Final[Mapping[str, str]] = {
    "GB-ENG": "England",
    "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
}
"""Bank holidays differ between them, and the United Kingdom by itself has only those of all."""

_SMALL_WORDS: Final = frozenset({"and", "of", "the"})


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The days off in a country, or in a part of one, by ISO 3166 code: answers `day in`."""

    code: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and _is_holiday(self.code, day)


@cache
def countries() -> Mapping[str, str]:
    """Names by ISO 3166 code: the United Kingdom's nations first, then countries by name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see above

    found = {names[1]: _worded(key) for key, names in COUNTRIES.items()}
    return {**UK_NATIONS, **dict(sorted(found.items(), key=lambda one: one[1]))}


def country_code(text: str) -> str | None:
    """The code of a country as somebody would type it: by name, or by two or three letters."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see above

    wanted = " ".join(text.split()).casefold()
    for code, name in countries().items():
        if wanted in (code.casefold(), name.casefold()):
            return code
    for _, code, *others in COUNTRIES.values():
        if wanted in (other.casefold() for other in others):
            return code
    return None


@lru_cache(maxsize=4096)
def _is_holiday(code: str, day: date) -> bool:
    """Remembered: a sweep asks for one day of many members."""
    return day in _calendar(code)


@cache
def _calendar(code: str) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - see above

    country, _, part = code.partition("-")
    return country_holidays(country, subdiv=part or None)


def _worded(key: str) -> str:
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in key.split("_"))
