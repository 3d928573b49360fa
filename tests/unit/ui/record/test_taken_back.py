"""What an undo says that it has put back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.record.undo import taken_back
from sandbox.refusals import check_message
from tests.unit.ui.reading import texts
from tests.unit.ui.strategies import words

LENGTH = {"field": "minutes", "before": 180, "after": 60}
DAY = {
    "field": "days",
    "before": ["2026-11-19", "2026-11-19"],
    "after": ["2026-11-20", "2026-11-20"],
}
PROVIDER = {"field": "provider", "before": "Bosch", "after": None}


def of(title: str, *facts: dict[str, Any], besides: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"title": title, "facts": list(facts), "besides": list(besides)}


@pytest.mark.parametrize(
    ("reverted", "said"),
    [
        ([of("EV course", LENGTH)], "Taken back: 1 h again, not 3 h."),
        (
            [of("EV course", DAY, LENGTH, besides=("answer",))],
            "Taken back: Fri 20 Nov 2026 again, not Thu 19 Nov 2026; 1 h again, not 3 h; your "
            "answer is out again.",
        ),
        ([of("EV course", PROVIDER)], "Taken back: no provider again."),
        ([of("EV course", besides=("draft",))], "Taken back: *EV course*, a draft again."),
        ([of("EV course", besides=("begun",))], "Taken back: *EV course*, now discarded."),
        (
            [of("EV course", besides=("begun",)), of("TSB", besides=("begun",))],
            "Taken back: *EV course* and *TSB*, now discarded.",
        ),
        (
            [of("EV course", LENGTH), of("TSB", besides=("begun",))],
            "Taken back:\n*EV course*, 1 h again, not 3 h.\n*TSB*, now discarded.",
        ),
        ([of("EV course", besides=("question",))], "Taken back: the question is open again."),
        (
            [of("EV course", besides=("nothing",))],
            "That had changed nothing. Another undo takes back what came before it.",
        ),
        (
            [of("EV course", besides=("nothing",)), of("TSB", LENGTH)],
            "Taken back: 1 h again, not 3 h.",
        ),
        ([of("EV course", besides=("split",))], "Taken back: split by day again."),
        ([of("EV course", besides=("whole",))], "Taken back: whole again."),
        ([of("EV course")], "Taken back."),
        ([], "Taken back."),
    ],
)
def test_it_is_said_in_the_words_of_the_change(reverted: list[Any], said: str) -> None:
    assert texts([dict(one) for one in taken_back(reverted).blocks]) == [said]


def test_a_notification_holds_no_title() -> None:
    assert taken_back([of("EV course", besides=("begun",))]).text == "Taken back."
    assert taken_back([of("EV course", LENGTH)]).text == "Taken back: 1 h again, not 3 h."


@given(st.lists(st.tuples(words, words), max_size=14))
def test_slack_takes_it(some: list[tuple[str, str]]) -> None:
    shown = taken_back(
        [of(title, {"field": "title", "before": was, "after": title}) for title, was in some]
    )
    assert check_message({"text": shown.text, "blocks": list(shown.blocks)}) is None
