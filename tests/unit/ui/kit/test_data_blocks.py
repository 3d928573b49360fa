"""Charts and tables: whatever they are given, they keep to what Slack documents for its blocks.

docs.slack.dev, `reference/block-kit/blocks/data-visualization-block` and `…/data-table-block`.
"""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.kit.blocks import Content, section
from bot.ui.kit.data_blocks import Figure, bar_chart, data_table
from sandbox.refusals import check_message

figures = st.integers(-(10**9), 10**9)


def refusal_of(block: dict[str, Any]) -> object:
    return check_message({"text": "x", "blocks": json.loads(json.dumps([block]))})


@given(
    st.text(max_size=200), figures, st.integers(1, 30), st.integers(1, 130), st.integers(-5, 500)
)
def test_a_table_holds_no_more_than_slack_takes(
    words: str, value: int, width: int, height: int, page_size: int
) -> None:
    row: list[str | Figure] = [words, Figure(value, "8 of 30")] * width
    head: list[str | Figure] = [words, words] * width
    rows = [head, *[row] * height]
    block = data_table(f"x{words}", rows, "table", page_size=page_size)
    assert len(block["rows"]) <= 101
    assert all(1 <= len(row) <= 20 for row in block["rows"])
    assert sum(len(cell["text"]) for row in block["rows"] for cell in row) <= 10_000
    assert getattr(refusal_of(block), "code", None) in (None, "msg_blocks_too_long")


@given(
    st.text(min_size=1, max_size=200),
    st.lists(st.integers(1, 10**6), unique=True, min_size=1, max_size=30),
    st.lists(st.sampled_from("ABCDEFGHIJ"), unique=True, min_size=1, max_size=10),
    figures,
)
def test_a_chart_holds_no_more_than_slack_takes(
    title: str, categories: list[int], names: list[str], value: int
) -> None:
    labels = [str(one) for one in categories]
    series = {name: [value] * len(labels) for name in names}
    assert refusal_of(bar_chart(f"x{title}", labels, series, "chart", unit="Credits")) is None


def test_a_chart_is_written_as_slack_documents_it() -> None:
    made = bar_chart("IMI register", ["This year"], {"So far": [850]}, "chart", unit="Credits")
    assert made == {
        "type": "data_visualization",
        "block_id": "chart",
        "title": "IMI register",
        "chart": {
            "type": "bar",
            "series": [{"name": "So far", "data": [{"label": "This year", "value": 8.5}]}],
            "axis_config": {"categories": ["This year"], "y_label": "Credits"},
        },
    }


def test_a_table_is_written_as_slack_documents_it() -> None:
    rows: list[list[str | Figure]] = [["Name", "Year"], ["Ana", Figure(850, "8.5 of 30")]]
    assert data_table("Your team", rows, "table", page_size=10) == {
        "type": "data_table",
        "block_id": "table",
        "caption": "Your team",
        "page_size": 10,
        "rows": [
            [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "Year"}],
            [
                {"type": "raw_text", "text": "Ana"},
                {"type": "raw_number", "value": 8.5, "text": "8.5 of 30"},
            ],
        ],
    }


def test_what_has_one_form_alone_has_no_new_blocks() -> None:
    content = Content("x", [section("x", "x")])
    assert content.new_blocks == frozenset()
    assert content.in_views == content.blocks
    assert content.without({"section"}) is content
