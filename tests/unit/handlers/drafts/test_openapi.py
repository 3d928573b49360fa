"""The OpenAPI description says what is taken and what is answered: examples are held against it."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.handlers.drafts.endpoint import DESCRIPTION_PATH, PATH
from bot.handlers.drafts.models import Answer, Problem
from bot.handlers.drafts.openapi import description
from tests.source_requests import told
from tests.unit.handlers.drafts.test_xapi import xapi

OPERATION = description()["paths"][PATH]["post"]


def schema(part: dict[str, Any]) -> Draft202012Validator:
    """A schema of the description, with the others that it refers to."""
    whole = {**part, "components": description()["components"]}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole)


BODY = schema(OPERATION["requestBody"]["content"]["application/json"]["schema"])


def answer(status: int, media_type: str = "application/json") -> Draft202012Validator:
    return schema(OPERATION["responses"][str(status)]["content"][media_type]["schema"])


@pytest.mark.parametrize(
    "body",
    [told(), xapi(), [told(), xapi()], told(link="https://a.example", type="seminar", id="7")],
    ids=["plain", "xAPI", "a list", "all of it"],
)
def test_what_is_taken_is_described(body: Any) -> None:
    BODY.validate(body)


@pytest.mark.parametrize(
    "body",
    [7, [], [told()] * 101, told(title=None), told(why="because"), told(minutes=0)],
    ids=["number", "none", "too many", "no title", "unknown", "no time"],
)
def test_what_is_not_taken_is_not_described(body: Any) -> None:
    with pytest.raises(ValidationError):
        BODY.validate(body)


def test_every_example_of_a_field_is_one() -> None:
    for model in description()["components"]["schemas"].values():
        for field in model.get("properties", {}).values():
            for example in field.get("examples", ()):
                schema(field).validate(example)


def test_answers_are_described() -> None:
    taken = {"index": 0, "id": "7", "state": "accepted"}
    given = Answer.model_validate({"statements": [taken], "refused": []})
    for status in (201, 202):
        answer(status).validate(given.model_dump())


def test_problems_are_described() -> None:
    given = Problem(title="Conflict", status=409, detail="Take a new one.").model_dump()
    for status in (400, 401, 409, 413, 415, 422, 429, 503):
        answer(status, "application/problem+json").validate(given)


def test_it_is_of_the_version_that_it_says_and_stands_where_the_page_says() -> None:
    assert description()["openapi"] == "3.1.0"
    assert DESCRIPTION_PATH == "/api/openapi.json"
    names = [one["name"] for one in OPERATION["parameters"]]
    assert names == [
        "X-Cpdbot-Key",
        "X-Cpdbot-Timestamp",
        "X-Cpdbot-Signature",
        "Idempotency-Key",
    ]
