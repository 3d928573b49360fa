"""Which member of its kind a message is, by its words, where no phrase is the whole of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.parts import Context
from bot.conversation.phrases.language import plain
from bot.conversation.phrases.nearest import COURTEOUS, REQUESTED, STEERED, Near, nearest
from bot.conversation.understanding import stated
from tests.tables import for_each

A_DAY: Final = Context(datetime(2026, 11, 21, 10, tzinfo=UTC), ZoneInfo("Europe/London"), 480)
TABLES: Final[dict[str, Sequence[Near[Any]]]] = {
    "steering": STEERED,
    "requests": REQUESTED,
    "courtesy": COURTEOUS,
}
EXAMPLES: Final = [
    pytest.param(rows, row.means, text, id=f"{name} {row.means}: {text}")
    for name, rows in TABLES.items()
    for row in rows
    for text in row.examples
]


@for_each(("rows", "means", "text"), EXAMPLES)
def test_words_come_nearest_to_what_they_are_an_example_of(
    rows: Sequence[Near[Any]], means: str, text: str
) -> None:
    assert nearest(rows, stated(text, A_DAY).words) == means


def test_every_row_has_an_example() -> None:
    assert [row for rows in TABLES.values() for row in rows if not row.examples] == []


@for_each("rows", TABLES.values())
def test_words_of_nothing_come_near_to_nothing(rows: Sequence[Near[Any]]) -> None:
    assert nearest(rows, "zzz") is None
    assert nearest(rows, "") is None


@given(st.text(max_size=100))
def test_nearest_never_raises(text: str) -> None:
    for rows in TABLES.values():
        nearest(rows, plain(text).words)
