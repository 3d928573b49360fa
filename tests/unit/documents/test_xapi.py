"""A record as xAPI statements: by the rules of xAPI 1.0.3 that matter, and read by our own API."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bot.documents import xapi
from bot.handlers.drafts.xapi import COMPLETED, XapiStatement
from tests.documents import MOMENT, TODAY, document, entry

IRI: Final = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
LANGUAGE_MAP: Final = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    "additionalProperties": {"type": "string"},
}
EXTENSIONS: Final = {"type": "object", "propertyNames": IRI}


def closed(needed: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


STATEMENT: Final = closed(
    ["id", "actor", "verb", "object"],
    id={"type": "string", "format": "uuid"},
    actor=closed(
        ["objectType", "account"],
        objectType={"const": "Agent"},
        account=closed(["homePage", "name"], homePage=IRI, name={"type": "string", "minLength": 1}),
    ),
    verb=closed(["id", "display"], id=IRI, display=LANGUAGE_MAP),
    object=closed(
        ["objectType", "id", "definition"],
        objectType={"const": "Activity"},
        id=IRI,
        definition=closed([], name=LANGUAGE_MAP, type=IRI, extensions=EXTENSIONS),
    ),
    result=closed(
        [],
        completion={"type": "boolean"},
        duration={"type": "string", "pattern": r"^PT(?=\d)(\d+H)?([1-5]?\dM)?$"},
    ),
    context=closed([], platform={"type": "string", "minLength": 1}, extensions=EXTENSIONS),
    timestamp={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
)
"""What this format uses of a statement (xAPI-Data.md 2.4), and nothing else: xAPI refuses unknown
names, nulls and moments with the offset -00:00."""


def statements(record: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(xapi.render(record))
    return found


def the_statement(**changed: Any) -> dict[str, Any]:
    one = replace(entry(1), **{"type": "short course", **changed})
    [made] = statements(replace(document(0), entries=(one,)))
    return made


def test_each_entry_is_a_statement_by_the_specification() -> None:
    record = document(60)
    made = statements(record)
    assert len(made) == 60
    checked = Draft202012Validator(STATEMENT, format_checker=FormatChecker())
    assert [error.message for one in made for error in checked.iter_errors(one)] == []
    assert len({one["id"] for one in made}) == 60


def test_no_word_of_an_account_is_in_one() -> None:
    record = document(30)
    text = xapi.render(record).decode()
    words = {told.words for one in record.entries for told in one.told}
    assert words
    assert not [one for one in words if json.dumps(one, ensure_ascii=False)[1:-1] in text]


def test_it_says_who_did_what_and_for_how_long() -> None:
    made = the_statement(minutes=150, title="High voltage", provider="Bosch")
    assert made["actor"]["account"] == {
        "homePage": "https://app.slack.com/client/T0AMPERE",
        "name": "U0PRIYA",
    }
    assert made["verb"]["id"] == COMPLETED
    assert made["object"]["id"] == "urn:cpdbot:T0AMPERE:entry:1001"
    assert made["object"]["definition"]["name"] == {"und": "High voltage"}
    assert made["result"] == {"completion": True, "duration": "PT2H30M"}
    assert made["context"]["platform"] == "Bosch"


@pytest.mark.parametrize("kind", ["reading", "podcast", "conference", "event", "other", ""])
def test_what_nobody_completes_was_experienced(kind: str) -> None:
    made = the_statement(type=kind)
    assert made["verb"]["id"] == "http://adlnet.gov/expapi/verbs/experienced"
    assert "completion" not in made.get("result", {})


def test_only_the_day_is_known_and_it_says_so() -> None:
    made = the_statement(first_day=date(2026, 7, 1), last_day=date(2026, 7, 3))
    assert made["timestamp"] == "2026-07-03T11:00:00Z"  # noon in London
    [days] = made["context"]["extensions"].values()
    assert days == {"first": "2026-07-01", "last": "2026-07-03", "precision": "day"}


def test_nothing_is_said_to_have_been_done_later_than_now() -> None:
    assert the_statement(last_day=TODAY)["timestamp"] == MOMENT.isoformat().replace("+00:00", "Z")
    assert "timestamp" not in the_statement(first_day=None, last_day=None)
    assert "timestamp" not in the_statement(last_day=date(2026, 12, 1))


def test_what_is_not_known_is_not_said() -> None:
    made = the_statement(title="", minutes=None, provider="", first_day=None, last_day=None)
    assert "name" not in made["object"]["definition"]
    assert made["result"] == {"completion": True}
    assert "context" not in made


def test_a_changed_entry_is_another_statement_about_the_same_activity() -> None:
    first, same, other = (the_statement(minutes=minutes) for minutes in (60, 60, 90))
    assert first == same
    assert first["id"] != other["id"]
    assert first["object"]["id"] == other["object"]["id"]


def test_our_own_api_takes_what_was_completed() -> None:
    """Title, day, length and provider come back; what was only experienced is refused."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    taken = refused = 0
    record = document(60)
    for one, told in zip(record.entries, statements(record), strict=True):
        read = XapiStatement.model_validate(told)
        if told["verb"]["id"] != COMPLETED:
            with pytest.raises(ValueError, match="only"):
                read.statement(now)
            refused += 1
            continue
        found = read.statement(now)
        taken += 1
        assert found.person == "https://app.slack.com/client/T0AMPERE|U0PRIYA"
        assert (found.title, found.minutes) == (one.title, one.minutes)
        assert found.at is not None
        assert found.at.date() == one.last_day
        assert (found.provider or "") == one.provider
        assert found.type == ("e-learning" if one.type == "e-learning" else None)
    assert taken
    assert refused
