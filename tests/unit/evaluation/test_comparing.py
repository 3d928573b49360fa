"""A value is what its label asks for, or is not."""

from typing import Any

import pytest

from evaluation.asking import ASKING, Asking, asks_about
from evaluation.comparing import accepts
from tests.tables import for_each


@for_each(
    ("field", "label", "value", "right"),
    [
        ("title", "EV webinar", "EV webinar", True),
        ("title", "EV webinar", "Ev webinar", False),
        ("title", ["EV webinar", "Webinar on EVs"], "Webinar on EVs", True),
        ("title", ["EV webinar", None], None, True),
        ("provider", ["Bosch", "Bosch Leeds"], "Delphi", False),
        ("minutes", 60, 60, True),
        ("minutes", 60, None, False),
        ("evaluate", "the caps hold it", "the caps  hold it.", True),
        ("evaluate", "don't rush", "don’t rush", True),
        ("evaluate", "the caps hold it", "learnt the caps hold it", False),
        ("evaluate", {"holds": "The caps"}, "learnt the caps hold it", True),
        ("evaluate", {"holds": ["caps", "gloves"]}, "learnt the caps hold it", False),
        ("evaluate", {"holds": "caps"}, None, False),
        ("evaluate", "any", "whatever", True),
        ("evaluate", "any", None, False),
        ("title", "any", "whatever", False),
        ("evaluate", None, None, True),
        ("evaluate", None, "", True),
        ("evaluate", None, "ok", False),
        (
            "evidence",
            ["https://a.example", "https://b.example"],
            ["https://b.example", "https://a.example"],
            True,
        ),
        ("evidence", ["https://a.example"], [], False),
        ("evidence", None, [], True),
    ],
)
def test_a_value_is_right_by_its_label(field: str, label: Any, value: Any, right: bool) -> None:
    assert accepts(field, label, value) is right


@for_each("row", ASKING, ids=lambda row: row.fields[0])
def test_a_question_is_about_the_fields_of_its_row(row: Asking) -> None:
    for example in row.examples:
        for field in row.fields:
            assert asks_about(field, f"*EV webinar*\n{example}"), (field, example)


@pytest.mark.parametrize(
    "said",
    [
        "What did you learn, and where will you use it in your job?",
        "One thing from it you would tell a colleague?",
        "Fri 20 Nov · 2 h · Bosch",
        "",
    ],
)
def test_a_question_about_the_account_or_none_asks_about_no_fact(said: str) -> None:
    for row in ASKING:
        for field in row.fields:
            assert not asks_about(field, said)
