"""An answer as plain values: sentences by name with what goes into them; the words are the ui's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

OfferName = Literal[
    "standing",
    "list",
    "set_date",
    "cycle_news",
    "opening",
    "scheme",
    "settings",
    "help",
    "team",
    "add",
    "lacking",
]
"""What an answer may offer as a button."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or two, by its name. `source` is where the rule stands, as its pack says."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button, with the pack or the entry that it opens."""

    name: OfferName
    about: str | int | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to a question: one line or two, and what it offers. Values are plain JSON: days
    in ISO form, credits in hundredths.
    """

    lines: tuple[Line, ...]
    offers: tuple[Offer, ...] = ()

    def queued(self) -> Mapping[str, Any]:
        """The plain values that it is queued with."""
        return {
            "lines": [[line.name, dict(line.values), line.source] for line in self.lines],
            "offers": [[offer.name, offer.about] for offer in self.offers],
        }


def explained(name: str, /, *offers: Offer, source: str = "", **values: Any) -> Explained:
    """An answer of one line."""
    return Explained((Line(name, values, source),), offers)


def read_explained(values: Mapping[str, Any]) -> Explained:
    """The answer that was queued."""
    return Explained(
        tuple(Line(name, given, source) for name, given, source in values["lines"]),
        tuple(Offer(name, about) for name, about in values["offers"]),
    )
