"""What Slack accepts and refuses in tables and charts, one row a payload."""

from typing import Any

import pytest

from block_samples import Block, chart, figure, pie, raw, rich, series, table, without, words
from sandbox.refusals import check_message

ACCEPTED: dict[str, list[Block]] = {
    "a table of 100 rows": [table([raw("Who"), raw("Year")], *[[raw("P"), figure(8)]] * 100)],
    "a table of 20 columns": [table([raw("x")] * 20, [rich(words()), *[figure()] * 19])],
    "a table that says how it is paged": [table(page_size=10, row_header_column_index=0)],
    "charts of every kind": [chart(kind="area"), chart(series("A"), series("B"), kind="line")],
    "a pie": [pie({"label": "Reading", "value": 3}, {"label": "Courses", "value": 5})],
    "a chart of nothing but noughts": [
        chart(
            {"name": "A", "data": [{"label": "Year", "value": 0}, {"label": "Cycle", "value": 0}]}
        )
    ],
}


@pytest.mark.parametrize("blocks", ACCEPTED.values(), ids=ACCEPTED)
def test_slack_takes(blocks: list[Block]) -> None:
    assert check_message({"text": "A draft.", "blocks": blocks}) is None


REFUSED: dict[str, tuple[list[Any], str]] = {
    "a table without a caption": (
        [without(table(), "caption")],
        "missing required field: caption [json-pointer:/blocks/0]",
    ),
    "a table that is a head alone": (
        [table([raw()])],
        "must provide at least 2 items [json-pointer:/blocks/0/rows]",
    ),
    "a table of 101 rows": (
        [table(*[[raw()]] * 102)],
        "no more than 101 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "a table of 21 columns": (
        [table(*[[raw()] * 21] * 2)],
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    "a table with an empty cell": (
        [table([raw()], [raw("")])],
        "must be more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]",
    ),
    "a table with a figure in words": (
        [table([raw()], [figure() | {"value": "8"}])],
        "must provide a number [json-pointer:/blocks/0/rows/1/0/value]",
    ),
    "a table with rich text in its head": (
        [table([rich(words())], [raw()])],
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    "a table of uneven rows": (
        [table([raw(), raw()], [raw()])],
        "must have as many cells as the first row [json-pointer:/blocks/0/rows/1]",
    ),
    "tables of 10,001 characters": (
        [table([raw("x" * 5_000)], [raw("x")]), table([raw("x" * 4_999)], [rich(words("x"))])],
        "must be less than 10001 characters [json-pointer:/blocks]",
    ),
    "a chart with a title of 51 characters": (
        [chart() | {"title": "x" * 51}],
        "must be less than 51 characters [json-pointer:/blocks/0/title]",
    ),
    "a chart of a kind nobody knows": (
        [chart(kind="radar")],
        "unsupported type: radar [json-pointer:/blocks/0/chart/type]",
    ),
    "seven series": (
        [chart(*[series(f"S{n}") for n in range(7)])],
        "no more than 6 items allowed [json-pointer:/blocks/0/chart/series]",
    ),
    "two series of one name": (
        [chart(series(), series())],
        "must be unique [json-pointer:/blocks/0/chart/series/1/name]",
    ),
    "a series that lacks a category": (
        [chart(series("Yours", "Year"))],
        "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "a label of 21 characters": (
        [pie({"label": "x" * 21, "value": 3})],
        "must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]",
    ),
    "a slice of nothing": (
        [pie({"label": "Reading", "value": 0})],
        "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    "three charts": (
        [chart(), chart(), chart()],
        "no more than 2 charts allowed [json-pointer:/blocks/2]",
    ),
}


@pytest.mark.parametrize(("blocks", "message"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(blocks: list[Block], message: str) -> None:
    refusal = check_message({"text": "A draft.", "blocks": blocks})

    assert refusal is not None
    assert refusal.code == "invalid_blocks"
    assert f"[ERROR] {message}" in refusal.messages
