"""What verifying found, in sentences: what holds, what does not, and what there is to know."""

from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["holds", "fails", "note"]

ALONE: Final = "Consistent with itself; nothing outside vouches for it."
BROKEN: Final = "It does not hold."


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Report:
    """Sentences in their order. `vouched`: something held elsewhere speaks for it."""

    said: list[Said] = field(default_factory=list)
    vouched: bool = False

    def holds(self, text: str) -> None:
        """Something was checked, and is as it should be."""
        self.said.append(Said("holds", text))

    def fails(self, text: str) -> None:
        """Something is not."""
        self.said.append(Said("fails", text))

    def note(self, text: str) -> None:
        """Something was not, or cannot be, checked."""
        self.said.append(Said("note", text))

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return all(one.kind != "fails" for one in self.said)

    @property
    def verdict(self) -> str:
        """The last sentence."""
        if not self.well:
            return BROKEN
        return "It holds." if self.vouched else ALONE


def several(count: int, one: str, many: str = "") -> str:
    """ "1 file", "12 files"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
