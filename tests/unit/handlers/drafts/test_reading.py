"""Bodies that sources send: what is taken of them, and the sentence for what is not."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.drafts.models import STATEMENTS_MOST
from bot.handlers.drafts.reading import Read, Unreadable, read_body
from tests.source_requests import told

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
NAMES = ("person", "title", "start", "end", "minutes", "provider", "type", "link", "id")
near_drafts = st.dictionaries(
    st.sampled_from((*NAMES, "actor", "verb", "object", "timestamp", "result", "context")),
    json_values | st.sampled_from(["u-1", "2026-11-18", "0001-01-01", "9999-12-31", "a title"]),
)


def read(value: Any) -> Read:
    return read_body(json.dumps(value).encode(), NOW)


def refusal(**changes: Any) -> str:
    """What is said of one statement that cannot be taken."""
    found = read(told(**changes))
    assert found.statements == []
    return found.refused[0]


def test_one_statement_is_taken_with_all_that_it_says() -> None:
    link = "https://learning.example/certificates/77"
    found = read(
        told(
            title="  High  voltage\nisolation ",
            end="2026-11-19",
            provider="Bosch",
            type="short course",
            link=link,
            id="77",
        )
    )
    assert found.refused == {}
    [(index, one)] = found.statements
    assert (index, one.person, one.title) == (0, "u-1", "High voltage isolation")
    assert (one.start, one.end, one.minutes) == (date(2026, 11, 18), date(2026, 11, 19), 120)
    assert (one.provider, one.type, one.link, one.id) == ("Bosch", "short course", link, "77")


def test_those_that_can_be_taken_of_a_list_are() -> None:
    found = read([told(), told(title=""), told("u-2")])
    assert [(index, one.person) for index, one in found.statements] == [(0, "u-1"), (2, "u-2")]
    assert list(found.refused) == [1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": None}, "`title`: is missing."),
        ({"title": "…"}, "`title`: must hold words."),
        ({"title": "x" * 201}, "`title`: String should have at most 200 characters."),
        ({"person": 7}, "`person`: must be text."),
        ({"person": " "}, "`person`: must hold words."),
        ({"start": "18/11/2026"}, "`start`: must be a day such as 2026-11-18."),
        ({"start": 1763467200}, "`start`: must be a day such as 2026-11-18."),
        ({"start": "2026-02-30"}, "`start`: must be a day such as 2026-11-18."),
        ({"end": "2026-11-17"}, "`end` lies before `start`."),
        ({"end": "2030-11-17"}, "`end` lies more than three years after `start`."),
        ({"start": "1980-01-01"}, "`start` lies before 1990-01-01."),
        ({"start": "2026-11-22"}, "It is still to come; send it once it is done."),
        ({"minutes": 0}, "`minutes`: Input should be greater than or equal to 1."),
        ({"minutes": True}, "`minutes`: must be a whole number."),
        ({"minutes": "120"}, "`minutes`: must be a whole number."),
        ({"minutes": 24 * 60 + 1}, "`minutes` are more than those days have."),
        ({"link": "javascript:alert(1)"}, "`link`: must be an address that begins with https://"),
        ({"link": "https://x.example/<!channel>"}, "`link`: must be an address"),
        ({"type": "party"}, "`type`: must be one of reading, national qualification"),
        ({"why": "because"}, "`…`: is no field that I know."),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_field(changes: dict[str, Any], said: str) -> None:
    assert refusal(**changes).startswith(said)


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"\xff", b"1", b"null", b"[]", b'["a"]', b"[[]]", b"[" * 100_000],
    ids=["empty", "cut", "no UTF-8", "number", "null", "no item", "text", "list", "deep"],
)
def test_what_holds_no_statements_is_told_so(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_body(body, NOW)


def test_more_than_a_hundred_are_too_many() -> None:
    assert len(read([told()] * STATEMENTS_MOST).statements) == STATEMENTS_MOST
    with pytest.raises(Unreadable, match="at most 100"):
        read([told()] * (STATEMENTS_MOST + 1))


def test_half_characters_and_zeros_are_what_every_database_keeps() -> None:
    [(_, one)] = read_body(json.dumps(told(title="Hy\ud800brid\0")).encode(), NOW).statements
    assert one.title == "Hy\ufffdbrid\ufffd"


@given(st.binary(max_size=100) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_answered(body: bytes) -> None:
    try:
        found = read_body(body, NOW)
    except Unreadable:
        return
    assert found.statements or found.refused


@given(st.lists(near_drafts, min_size=1, max_size=3))
def test_what_is_nearly_a_statement_is_taken_or_told(given: list[dict[str, Any]]) -> None:
    found = read(given)
    places = [index for index, _ in found.statements] + [*found.refused]
    assert sorted(places) == list(range(len(given)))


@given(st.dictionaries(st.sampled_from(NAMES), st.just("S3cretW0rd"), min_size=1))
def test_no_sentence_holds_a_word_of_what_was_sent(given: dict[str, str]) -> None:
    found = read({**given, "start": "S3cretW0rd", "S3cretW0rd": 1})
    assert "S3cretW0rd" not in found.refused[0]
