"""A document laid out, with what all facts are read from: labels, the order of dates, sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates.certificate import Found, Place, T
from bot.conversation.certificates.days import Order, order_of
from bot.conversation.certificates.labels import Kind, Pair, kind_of, pairs_of
from bot.conversation.certificates.layout import Cell, Layout
from bot.conversation.certificates.pages import Code
from bot.conversation.text import folded

_FLOW_MOST: Final = 700
_FLOW_CELLS: Final = 8
_LARGE: Final = 1.7
_HYPHENATED: Final = re.compile(r"[^\W\d_]{2,}-$")


@dataclass(frozen=True, slots=True)
class Flow:
    """What is read from a cell on: its text, a line feed, and that of what follows below."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """Where each cell's text begins, and which it is."""

    def cell_at(self, place: int) -> int:
        """The cell that the character stands in."""
        return [cell for start, cell in self.starts if start <= place][-1]

    def begins_cell(self, place: int) -> bool:
        """Whether a cell's text begins there."""
        return any(start == place for start, _ in self.starts)


class Sheet:
    """Everything that is read of a document but once."""

    def __init__(self, layout: Layout, codes: Sequence[Code]) -> None:
        self.layout = layout
        self.cells: list[Cell] = layout.cells
        self.codes = codes
        self.answers: dict[str, bool] = {}
        """What was asked of all of it, by the question's name (see `telling`)."""

    @cached_property
    def pairs(self) -> list[Pair]:
        """Labels and their values."""
        return pairs_of(self.layout, self.kinds)

    @cached_property
    def kinds(self) -> list[Kind | None]:
        """Of each cell, what it is a label of; what is set large is none."""
        most = _LARGE * self.usual_height if not self.is_plain else float("inf")
        return [kind_of(cell.text) if cell.height < most else None for cell in self.cells]

    @cached_property
    def paired(self) -> frozenset[int]:
        """The cells that are a label, or the value of one."""
        labels = {at for at, kind in enumerate(self.kinds) if kind is not None}
        return frozenset(labels | {one.label_cell for one in self.pairs}
                         | {one.cell for one in self.pairs})  # fmt: skip

    @cached_property
    def order(self) -> Order:
        """What comes first in its dates of figures."""
        return order_of(cell.text for cell in self.cells)

    @cached_property
    def text(self) -> str:
        """All of it, in lower case, a line for each row."""
        rows = self.layout.rows
        return "\n".join(" ".join(self.cells[one].text for one in row) for row in rows).lower()

    @cached_property
    def lows(self) -> list[str]:
        """Of each cell, its text folded."""
        return [folded(cell.text) for cell in self.cells]

    @cached_property
    def names(self) -> list[str | None]:
        """Of each cell, the name that it is."""
        return [names.person(cell.text) for cell in self.cells]

    @cached_property
    def lines(self) -> str:
        """All of it, folded: a line for each row, and one for each cell of a row that has several.
        A row is read once where it is one cell.
        """
        rows = self.layout.rows
        apart = [self.lows[one] for row in rows if len(row) > 1 for one in row]
        return "\n".join([*(" ".join(self.lows[one] for one in row) for row in rows), *apart])

    @cached_property
    def usual_height(self) -> float:
        """The height of most letters."""
        heights = sorted(cell.height for cell in self.cells)
        return heights[len(heights) // 2] if heights else 0.0

    @cached_property
    def is_plain(self) -> bool:
        """Whether all of its lines are equally large, so that size tells nothing."""
        heights = [cell.height for cell in self.cells]
        return not heights or max(heights) < 1.08 * min(heights)

    def labelled(self, *kinds: Kind) -> list[Pair]:
        """The pairs of these kinds, in reading order."""
        return [one for one in self.pairs if one.kind in kinds and not self._heads_column(one)]

    def _heads_column(self, pair: Pair) -> bool:
        """Whether its label heads a column of several rows, so that it says nothing of the page."""
        layout, value = self.layout, pair.cell
        if value == pair.label_cell or layout.below[pair.label_cell] != value:
            return False
        further = layout.below[value]
        if further is None or self.kinds[further] is not None:
            return False
        this, that = self.cells[value], self.cells[further]
        alike = abs(this.left - that.left) < 0.02 and that.top - this.bottom < 2 * this.height
        return alike and all(
            len(layout.rows[layout.row_of[one]]) > 1 for one in (pair.label_cell, value, further)
        )

    def place(self, cell: int) -> Place:
        """Where a cell stands."""
        return self.cells[cell].place

    def found(self, value: T, cell: int) -> Found[T]:
        """A fact that stands in that cell."""
        return Found(value, self.place(cell))

    def flow(self, cell: int, most: int = _FLOW_CELLS) -> Flow:
        """What is read from that cell on, down to a label. Words broken at an end are whole."""
        text, starts, at = self.cells[cell].text, [(0, cell)], cell
        for _ in range(most - 1):
            below = self.layout.continues(at)
            below = self.layout.below[at] if below is None else below
            if below is None or len(text) > _FLOW_MOST or below in self._labels:
                break
            after = self.cells[below].text
            if text.endswith("-") and after[:1].islower() and _HYPHENATED.search(text[-3:]):
                text = text[:-1]
                starts.append((len(text), below))
                text += after
            else:
                starts.append((len(text) + 1, below))
                text += "\n" + after
            at = below
        return Flow(text, tuple(starts))

    @cached_property
    def _labels(self) -> frozenset[int]:
        labels = {at for at, kind in enumerate(self.kinds) if kind is not None}
        return frozenset(labels | {one.label_cell for one in self.pairs})
