"""Block Kit's tables and charts as plain dicts, cut to what Slack takes. All else is `blocks`'s."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ui.kit.blocks import Block
from bot.ui.kit.escape import shorten

CAPTION_MOST = 50
CHART_TITLE_MOST = 50
CHART_LABEL_MOST = 20
SERIES_MOST = 6
POINTS_MOST = 20
ROWS_MOST = 100
COLUMNS_MOST = 20
CELLS_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of a table that is sorted as a number: hundredths, and how they are written."""

    hundredths: int
    words: str


def data_table(
    caption: str, rows: Sequence[Sequence[str | Figure]], block_id: str, *, page_size: int
) -> Block:
    """A table that can be sorted; its first row is the head, its first column says whose row it is.

    Cells are plain text, cut to what a table may hold. Not every workspace has this block yet, and
    messages alone: https://docs.slack.dev/reference/block-kit/blocks/data-table-block
    """
    shown = [row[:COLUMNS_MOST] for row in rows[: ROWS_MOST + 1]]
    most = CELLS_MOST // max(1, sum(len(row) for row in shown))
    return {
        "type": "data_table",
        "block_id": block_id,
        "caption": shorten(caption, CAPTION_MOST),
        "page_size": max(1, min(ROWS_MOST, page_size)),
        "rows": [[_cell(one, most) for one in row] for row in shown],
    }


def _cell(value: str | Figure, most: int) -> dict[str, Any]:
    if isinstance(value, Figure):
        words = shorten(value.words, most) or "–"
        return {"type": "raw_number", "value": _plain_number(value.hundredths), "text": words}
    return {"type": "raw_text", "text": shorten(value, most) or "–"}


def _plain_number(hundredths: int) -> int | float:
    """Slack writes a number as it is given: 2, and not 2.0."""
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def bar_chart(
    title: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[int]],
    block_id: str,
    *,
    unit: str,
) -> Block:
    """Bars, grouped by category; each series has a value in hundredths for each of them.

    What it shows has to be said in words too. Not every workspace has this block yet, and messages
    alone: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
    """
    labels = [shorten(one, CHART_LABEL_MOST) for one in categories[:POINTS_MOST]]
    return {
        "type": "data_visualization",
        "block_id": block_id,
        "title": shorten(title, CHART_TITLE_MOST),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": shorten(name, CHART_LABEL_MOST),
                    "data": [
                        {"label": label, "value": _plain_number(value)}
                        for label, value in zip(labels, values, strict=False)
                    ],
                }
                for name, values in list(series.items())[:SERIES_MOST]
            ],
            "axis_config": {"categories": labels, "y_label": shorten(unit, CHART_TITLE_MOST)},
        },
    }
