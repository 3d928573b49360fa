"""The tables of the blocks that show figures: `data_visualization` and `data_table`.

Limits: docs.slack.dev, `reference/block-kit/blocks/data-visualization-block` and
`…/data-table-block`. That they stand in messages alone, and two charts in one, is restated by
others: a bot that keeps to the narrower reading is right under either.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.refusals.checks import (
    Check,
    Complaint,
    choice,
    integer,
    listing,
    number,
    record,
    string,
    tagged,
)
from sandbox.refusals.rich_text import RICH_TEXT

CHARTS_MOST = 2
"""In one message."""
TABLE_CHARACTERS_MOST = 10_000
"""In all cells of one message's tables together."""

_LABEL = string(least=1, most=20)
_point = record({"label": _LABEL, "value": number()})


def _same_labels(chart: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    """One point for each category in each series, and no name twice."""
    categories = sorted(chart["axis_config"]["categories"])
    names = set()
    for index, series in enumerate(chart["series"]):
        where = f"{pointer}/series/{index}"
        if sorted(point["label"] for point in series["data"]) != categories:
            yield Complaint("must have one data point for each category", f"{where}/data")
        if series["name"] in names:
            yield Complaint("must be unique", f"{where}/name")
        names.add(series["name"])


def _series_chart(kind: str) -> Check:
    series = record({"name": _LABEL, "data": listing(_point, least=1, most=20)})
    axes = record(
        {"categories": listing(_LABEL, least=1, most=20)},
        {"x_label": string(most=50), "y_label": string(most=50)},
    )
    return record(
        {
            "type": choice(kind),
            "series": listing(series, least=1, most=6),
            "axis_config": axes,
        },
        None,
        _same_labels,
    )


CHART: Check = tagged(
    {
        "pie": record(
            {
                "type": choice("pie"),
                "segments": listing(
                    record({"label": _LABEL, "value": number(above=0)}), least=1, most=6
                ),
            }
        ),
        **{kind: _series_chart(kind) for kind in ("bar", "area", "line")},
    }
)

_WORDS = {"raw_text": record({"type": choice("raw_text"), "text": string(least=1)})}
_NUMBERS = {
    "raw_number": record({"type": choice("raw_number"), "value": number(), "text": string(least=1)})
}
_RICH = {
    "rich_text": record({"type": choice("rich_text"), "elements": listing(RICH_TEXT, least=1)})
}
_head = listing(tagged({**_WORDS, **_NUMBERS}), least=1, most=20)
_row = listing(tagged({**_WORDS, **_NUMBERS, **_RICH}), least=1, most=20)


def _a_head_and_rows(value: object, pointer: str) -> Iterator[Complaint]:
    yield from listing(_anything, least=2, most=101)(value, pointer)
    for index, row in enumerate(value if isinstance(value, list) else ()):
        yield from (_row if index else _head)(row, f"{pointer}/{index}")


def _anything(_value: object, _pointer: str) -> Iterator[Complaint]:
    yield from ()


def _even_rows(block: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    columns = len(block["rows"][0])
    for index, row in enumerate(block["rows"]):
        if len(row) != columns:
            yield Complaint("must have as many cells as the first row", f"{pointer}/rows/{index}")


TABLE: Mapping[str, Check] = {"caption": string(least=1), "rows": _a_head_and_rows}
TABLE_OPTIONS: Mapping[str, Check] = {
    "page_size": integer(1, 100),
    "row_header_column_index": integer(0),
}
TABLE_RULE = _even_rows


def too_much_data(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Complaint]:
    """What is too much in one message, though each block is sound."""
    charts = [n for n, one in enumerate(blocks) if one["type"] == "data_visualization"]
    for index in charts[CHARTS_MOST:]:
        yield Complaint(f"no more than {CHARTS_MOST} charts allowed", f"{pointer}/{index}")
    cells = [
        cell
        for block in blocks
        if block["type"] == "data_table"
        for row in block["rows"]
        for cell in row
    ]
    if sum(len(_text(cell)) for cell in cells) > TABLE_CHARACTERS_MOST:
        yield Complaint(f"must be less than {TABLE_CHARACTERS_MOST + 1} characters", pointer)


def _text(cell: Mapping[str, Any]) -> str:
    if "text" in cell:
        return str(cell["text"])
    parts = (inline for part in cell["elements"] for inline in part["elements"])
    return "".join(str(inline.get("text", "")) for inline in parts)
