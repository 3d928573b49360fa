"""What leaves: the instructions, and the member's words as data without identifiers."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.ladder import RUNGS, Rung, body, next_rung, repair
from bot.coach.requests import FIELD_LIMIT, CoachRequest, exchange
from bot.coach.screening import screened
from bot.coach.vocabulary import COACH_KINDS, CoachKind

PEOPLE = ("Dave Hill", "Anna Kowalska")

WRITTEN = st.lists(
    st.one_of(
        st.sampled_from(
            ["Dave", "Anna Kowalska", "dave@example.com", "07700 900123", "[person 1]", "[phone 2]"]
        ),
        st.text(max_size=12),
    ),
    max_size=6,
).map(" ".join)


@given(st.lists(WRITTEN, max_size=4))
def test_what_was_screened_is_put_back_as_it_was(texts: list[str]) -> None:
    safe, screen = screened(texts, PEOPLE, "GB")
    assert [screen.restored(one) for one in safe] == texts
    assert all("dave@example.com" not in one and "Anna" not in one for one in safe)


def test_the_same_person_has_the_same_placeholder_in_every_field() -> None:
    made = exchange(
        CoachRequest("question", title="Brakes", said="Dave showed me", account=("thanks Dave",)),
        people=PEOPLE,
        region="GB",
    )
    fields = json.loads(made.user)
    assert fields["said"] == "[person 1] showed me"
    assert fields["account"] == ["thanks [person 1]"]
    assert made.screen.restored("[Person 1]?") == "Dave?"
    assert "Dave" not in made.sent


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("question", {"question", "title", "said", "account"}),
        ("title", {"text"}),
        ("sense", {"question", "title", "text"}),
        ("missing", {"title", "said", "account", "text"}),
        ("wording", {"text"}),
    ],
)
def test_only_what_a_kind_needs_leaves(kind: CoachKind, fields: set[str]) -> None:
    request = CoachRequest(kind, "q?", ("why",), "t", "s", ("a",), "x")
    made = exchange(request, people=(), region="GB")
    assert set(json.loads(made.user)) == fields
    assert made.prompt == f"{kind}-1"
    assert made.sent == f"{made.system}\n\n{made.user}"


@given(st.text(max_size=300))
def test_any_text_stays_inside_its_field(text: str) -> None:
    made = exchange(CoachRequest("wording", text=text), people=(), region="GB")
    sent = json.loads(made.user).get("text", "")
    assert made.screen.restored(sent) == text
    assert not set("<>") & set(made.user)


def test_a_field_is_cut() -> None:
    made = exchange(CoachRequest("title", text="ä" * 9000), people=(), region="GB")
    assert len(json.loads(made.user)["text"]) == FIELD_LIMIT


@pytest.mark.parametrize("kind", COACH_KINDS)
def test_the_schema_takes_the_answer_and_nothing_more(kind: CoachKind) -> None:
    schema = exchange(CoachRequest(kind), people=(), region="GB").schema
    taken = jsonschema.Draft202012Validator(schema)
    assert taken.is_valid({kind: "answer"})
    assert not taken.is_valid({kind: 5})
    assert not taken.is_valid({kind: "answer", "more": ""})
    assert not taken.is_valid({})


def test_a_body_has_no_more_than_its_rung_needs() -> None:
    made = exchange(CoachRequest("title", text="brakes"), people=(), region="GB")
    strict, looser, text = (body(made, "m", rung, bare=False) for rung in RUNGS)
    assert strict["response_format"]["json_schema"]["strict"] is True
    assert strict["messages"][0]["content"] == made.system
    assert looser["response_format"] == {"type": "json_object"}
    assert json.dumps(made.schema) in looser["messages"][0]["content"]
    assert set(text) == {"model", "messages", "temperature", "max_tokens"}
    assert set(body(made, "m", "text", bare=True)) == {"model", "messages"}
    assert all(json.loads(json.dumps(one)) == one for one in (strict, looser, text))


@pytest.mark.parametrize(
    ("rung", "below"), [("json_schema", "json_object"), ("json_object", "text"), ("text", None)]
)
def test_the_rungs_go_down(rung: Rung, below: Rung | None) -> None:
    assert next_rung(rung) == below


def test_a_repair_follows_the_usual_messages_and_is_short() -> None:
    made = exchange(CoachRequest("title", text="brakes"), people=(), region="GB")
    more = repair(made, "x" * 50_000, "shape")
    messages = body(made, "m", "text", bare=True, more=more)["messages"]
    assert [one["role"] for one in messages] == ["system", "user", "assistant", "user"]
    assert len(messages[2]["content"]) == 2000
    assert "shape" in messages[3]["content"]
