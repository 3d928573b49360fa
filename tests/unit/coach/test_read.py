"""One JSON object is read out of what a model sent; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.answers import REASONS, NoAnswer, read
from bot.coach.requests import CoachRequest, exchange

TITLE = exchange(CoachRequest("title", text="brakes"), people=(), region="GB")
SENSE = exchange(CoachRequest("sense", text="brakes"), people=(), region="GB")


@pytest.mark.parametrize(
    "content",
    [
        '{"title": "brakes"}',
        ' \n{"title": "brakes"}\n',
        '```json\n{"title": "brakes"}\n```',
        'Sure! Here it is: {"title": "brakes"} Anything else?',
        '{thinking} {"title": "brakes"} and again {"title": "brakes"}',
    ],
)
def test_an_object_is_found_alone_fenced_or_in_prose(content: str) -> None:
    assert read(TITLE, content) == "brakes"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "brakes",
        "null",
        '["brakes"]',
        '{"title": 5}',
        '{"title": null}',
        '{"title": ["brakes"]}',
        '{"title": "brakes", "score": 5}',
        '{"Title": "brakes"}',
        '{"title": "brakes", "title": "clutch"}',
        '{"title": "brakes"} {"title": "clutch"}',
        '{"title": "bra',
        '{"answer": {"title": "brakes"}}',
        "{" * 5000,
        '{"a":' * 50_000,
    ],
    ids=lambda content: content[:40],
)
def test_other_content_is_of_a_wrong_shape(content: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        read(TITLE, content)
    assert caught.value.reason == "shape"
    assert str(caught.value) == "shape"


@pytest.mark.parametrize(("sense", "taken"), [("answer", True), ("Answer", False), ("", False)])
def test_a_sense_is_one_of_three(sense: str, taken: bool) -> None:
    content = f'{{"sense": "{sense}"}}'
    if taken:
        assert read(SENSE, content) == sense
    else:
        with pytest.raises(NoAnswer):
            read(SENSE, content)


@given(st.text(max_size=200))
def test_any_other_content_is_refused_with_a_code(content: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        read(TITLE, content)
    assert caught.value.reason in REASONS
