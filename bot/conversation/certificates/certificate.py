"""The facts of a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
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

    def plain(self) -> dict[str, Any]:
        """As JSON takes it; empty facts are left out."""
        raise NotImplementedError

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Certificate":
        """From what `plain` gave; what a newer release added is passed over."""
        raise NotImplementedError
