"""xAPI statements: the shape of 1.0.3, with what learning systems leave out or add."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.drafts.reading import read_body
from bot.handlers.drafts.xapi import minutes_in
from bot.services.sources.statements import Statement, columns

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
VERBS = "http://adlnet.gov/expapi/verbs/"


def xapi(**changes: Any) -> dict[str, Any]:
    """A statement as an LMS sends it; None takes a part out."""
    said: dict[str, Any] = {
        "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
        "version": "1.0.3",
        "actor": {"objectType": "Agent", "mbox": "mailto:Ana@Example.com", "name": "Ana Ortiz"},
        "verb": {"id": f"{VERBS}completed", "display": {"en-US": "completed"}},
        "object": {
            "id": "https://lms.example/courses/hv",
            "definition": {
                "name": {"de": "Hochvolt", "en-US": "High voltage isolation"},
                "description": {"en-US": "All about it"},
                "type": "http://adlnet.gov/expapi/activities/course",
                "moreInfo": "https://lms.example/courses/hv/about",
            },
        },
        "result": {"completion": True, "score": {"scaled": 0.9}, "duration": "PT1H29M40.5S"},
        "context": {
            "platform": "Example LMS",
            "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        },
        "timestamp": "2026-11-18T23:30:00.000Z",
        "stored": "2026-11-18T23:31:00Z",
        "authority": {"mbox": "mailto:lms@example.com"},
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def read(statement: dict[str, Any]) -> Statement:
    found = read_body(json.dumps(statement).encode(), NOW)
    assert found.refused == {}
    return found.statements[0][1]


def refusal(**changes: Any) -> str:
    found = read_body(json.dumps(xapi(**changes)).encode(), NOW)
    assert found.statements == []
    return found.refused[0]


def test_a_completed_course_is_taken_with_what_it_says() -> None:
    one = read(xapi())
    assert (one.person, one.title) == ("ana@example.com", "High voltage isolation")
    assert (one.minutes, one.provider, one.type) == (90, "Example LMS", "e-learning")
    assert one.link == "https://lms.example/courses/hv/about"
    assert (one.start, one.at) == (None, datetime(2026, 11, 18, 23, 30, tzinfo=UTC))


def test_its_day_is_that_of_the_members_own_zone() -> None:
    content = read(xapi()).content()
    assert columns(content, ZoneInfo("Europe/London"))["start_date"] == date(2026, 11, 18)
    assert columns(content, ZoneInfo("Europe/Berlin"))["start_date"] == date(2026, 11, 19)


def test_an_account_is_known_by_its_home_page_and_its_name() -> None:
    actor = {"account": {"homePage": "https://lms.example", "name": "u-1042"}}
    assert read(xapi(actor=actor)).person == "https://lms.example|u-1042"


def test_the_least_that_is_taken() -> None:
    one = read(
        {
            "actor": {"mbox": "mailto:ana@example.com"},
            "verb": {"id": f"{VERBS}passed"},
            "object": {"id": "https://lms.example/hv", "definition": {"name": {"fr": "Tension"}}},
        }
    )
    assert (one.title, one.minutes, one.provider, one.type) == ("Tension", None, None, None)
    assert (one.link, one.at) == (None, NOW)


def test_completed_and_passed_are_one_thing_of_one_person_and_day() -> None:
    completed = read(xapi()).ref
    assert read(xapi(id=None, verb={"id": f"{VERBS}passed"})).ref == completed
    assert read(xapi(actor={"mbox": "mailto:ben@example.com"})).ref != completed
    assert read(xapi(timestamp="2026-11-17T10:00:00Z")).ref != completed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verb": {"id": f"{VERBS}experienced"}}, '`verb`: only "completed" and "passed" become'),
        ({"verb": {"id": "completed"}}, '`verb`: only "completed" and "passed" become'),
        ({"verb": None}, "`verb`: is missing."),
        ({"actor": {"name": "Ana"}}, "`actor` needs `mbox` or `account`."),
        ({"actor": {"mbox": "ana@example.com"}}, "`actor.mbox`: String should match pattern"),
        ({"actor": {"objectType": "Group", "member": []}}, "`actor.objectType`: Input should be"),
        ({"object": {"id": "https://lms.example/hv"}}, "`object.definition.name` is missing"),
        ({"object": {"objectType": "StatementRef", "id": "x"}}, "`object.objectType`: Input"),
        ({"result": {"completion": False}}, "`result.completion` is false"),
        ({"timestamp": "2026-11-18T10:00:00"}, "`timestamp`: needs a time zone"),
        ({"timestamp": "2027-11-18T10:00:00Z"}, "`timestamp` lies in the future."),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, ""),
        ({"timestamp": 1763467200}, "`timestamp`: must be a moment such as"),
    ],
)
def test_what_does_not_become_a_draft_is_told_why(changes: dict[str, Any], said: str) -> None:
    assert refusal(**changes).startswith(said)


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("PT1H30M", 90),
        ("PT90M", 90),
        ("PT5400S", 90),
        ("PT1.5H", 90),
        ("PT29S", 1),
        ("PT1M30S", 2),
        ("PT0S", None),
        ("P1DT1H", None),
        ("P2W", None),
        ("PT25H", None),
        ("P", None),
        ("1:30", None),
        ("", None),
    ],
)
def test_a_duration_is_read_in_minutes_where_it_is_one_of_learning(
    duration: str, minutes: int | None
) -> None:
    assert minutes_in(duration) == minutes


@given(st.text("PTDHMSWY0123456789.-", max_size=24))
def test_any_duration_is_answered(duration: str) -> None:
    found = minutes_in(duration)
    assert found is None or 1 <= found <= 24 * 60


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_names_are_taken_in_their_length_or_told(name: str, platform: str) -> None:
    thing = {"id": "https://lms.example/hv", "definition": {"name": {"en": name}}}
    body = json.dumps(xapi(object=thing, context={"platform": platform})).encode()
    found = read_body(body, NOW)
    for _, one in found.statements:
        assert 0 < len(one.title) <= 200
        assert one.provider is None or 0 < len(one.provider) <= 120
