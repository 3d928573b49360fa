"""The facts of a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: the page (from 1) and its line there (from 0), or no line where a code
    on the page says it.
    """

    page: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A fact and where it stands."""

    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class Module:
    """One line of a table of what was learnt."""

    title: str
    minutes: int | None = None
    credits: int | None = None  # hundredths
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; None where it does not. Its words are facts, and never a member's
    account. Minutes are whole ones; credits and points whole hundredths, and never made time.
    """

    title: Found[str] | None = None
    person: Found[str] | None = None
    day: Found[date] | None = None
    """On which the learning was completed."""
    start: Found[date] | None = None
    end: Found[date] | None = None
    issued: Found[date] | None = None
    minutes: Found[int] | None = None
    between: Found[int] | None = None
    """Minutes between the times of day on the page, on all its days: no more can have been had."""
    credits: Found[int] | None = None
    points: Found[int] | None = None
    provider: Found[str] | None = None
    expiry: Found[date] | None = None
    """The last day on which it holds."""
    number: Found[str] | None = None
    url: Found[str] | None = None
    """Where it may be verified."""
    modules: tuple[Module, ...] = ()
    people: tuple[str, ...] = ()
    """The names on a list of several."""
    supposed_title: Found[str] | None = None
    """Where there is no title: what may be it, by one sign alone. To be asked about, never told."""
    supposed_provider: Found[str] | None = None
    """The same of the provider."""
    flaw: Found[str] | None = None
    """What it says against itself (`flaws`): it proves nothing, and no other fact of it is read."""

    def plain(self) -> dict[str, Any]:
        """As JSON takes it; empty facts are left out."""
        told: dict[str, Any] = {}
        for name in _FACTS:
            found = getattr(self, name)
            if found is not None:
                place = {"page": found.place.page, "line": found.place.line}
                told[name] = {"value": _plain(found.value), **place}
        if self.modules:
            told["modules"] = [_plain_module(one) for one in self.modules]
        if self.people:
            told["people"] = [_plain(one) for one in self.people]
        return told

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Certificate":
        """From what `plain` gave; what a newer release added is passed over."""
        facts: dict[str, Any] = {}
        for name in _FACTS & plain.keys():
            one = plain[name]
            value = date.fromisoformat(one["value"]) if name in _DAYS else one["value"]
            facts[name] = Found(value, Place(one["page"], one["line"]))
        modules = tuple(_module(one) for one in plain.get("modules", ()))
        return cls(**facts, modules=modules, people=tuple(plain.get("people", ())))


def is_proof(facts: Mapping[str, Any] | None) -> bool:
    """Whether a file may show that something was completed, by what was read in it: one of which
    nothing is known may.
    """
    return facts is None or "flaw" not in facts


_DAYS = frozenset({"day", "start", "end", "issued", "expiry"})
_FACTS = frozenset(one.name for one in fields(Certificate)) - {"modules", "people"}


def _plain(value: Any) -> Any:
    """Without the character of no width and no meaning that a database may refuse."""
    if isinstance(value, str):
        return value.replace("\0", "")
    return value.isoformat() if isinstance(value, date) else value


def _plain_module(module: Module) -> dict[str, Any]:
    told = {one.name: _plain(getattr(module, one.name)) for one in fields(Module)}
    return {name: value for name, value in told.items() if value is not None}


def _module(plain: Mapping[str, Any]) -> Module:
    day = plain.get("day")
    return Module(
        plain["title"],
        plain.get("minutes"),
        plain.get("credits"),
        date.fromisoformat(day) if day is not None else None,
    )
