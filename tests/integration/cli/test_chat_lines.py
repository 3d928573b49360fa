"""`cpdbot chat --jsonl` as a command: lines in, lines out, and those that cannot be read."""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from tests.integration.cli.harness import ACCOUNT, COURSE, NOW, ChatHarness

Piped = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def piped(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Runs the command on these lines; its exit status, its answers, and what it complained of."""

    def running(*lines: bytes, args: tuple[str, ...] = ()) -> tuple[int, list[dict[str, Any]], str]:
        typed = io.TextIOWrapper(io.BytesIO(b"\n".join(lines)), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", typed)
        status = cli.run(["chat", "--jsonl", *args])
        out, err = capfd.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return running


def line(**fields: Any) -> bytes:
    return json.dumps({"now": NOW, "say": [COURSE], **fields}).encode()


def test_each_line_is_answered_by_a_line(piped: Piped) -> None:
    status, answers, err = piped(line(), line(say=[]))
    assert status == 0
    assert [len(answer["entries"]) for answer in answers] == [1, 0]
    assert err == ""


def test_it_goes_on_after_a_line_that_it_cannot_read(piped: Piped) -> None:
    status, answers, err = piped(b"{", line(), b"[]")
    assert status == 1
    assert ["error" in answer for answer in answers] == [True, False, True]
    assert answers[2]["error"].startswith("Line 3: ")
    assert len(err.splitlines()) == 1


def test_words_in_any_script_come_back_as_they_were_typed(piped: Piped) -> None:
    _, [answer], _ = piped(line(say=["2h Kurs über Bremsen 🚗 gestern", {"tap": "🚗"}]))
    assert "🚗" in answer["turns"][1]["error"]


def test_half_a_character_stops_nothing(piped: Piped) -> None:
    status, [answer], _ = piped(line(say=["2h course on \ud83d brakes \0 yesterday"]))
    assert status == 0
    assert answer["entries"][0]["status"] == "draft"


def test_a_database_that_is_named_is_made_and_kept(piped: Piped, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    for _ in range(2):
        status, [answer], _ = piped(line(), args=("--database", url))
        assert status == 0
        assert len(answer["entries"]) == 1
    assert (tmp_path / "kept.db").exists()


def test_the_conversation_is_the_same_on_either_database(piped: Piped, database_url: str) -> None:
    team = [{"name": "Ben", "standing": "rhythm"}]
    chat = line(say=[COURSE, ACCOUNT, {"tap": "Save"}, {"wait": "P1W"}, "/cpd-team"], team=team)
    assert piped(chat, args=("--database", database_url)) == piped(chat)


def test_a_database_that_cannot_be_used_is_told_in_one_line(piped: Piped) -> None:
    status, answers, err = piped(line(), args=("--database", "mysql://there"))
    assert (status, answers) == (1, [])
    assert len(err.splitlines()) == 1


def test_who_the_member_is_stands_in_the_lines_and_not_in_options(piped: Piped) -> None:
    status, _, err = piped(line(), args=("--job", "technician"))
    assert status == 2
    assert "each line says" in err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "JSON object"),
        ({"say": []}, '"now" is missing'),
        ({"now": NOW}, '"say" is missing'),
        ({"now": "noon", "say": []}, "no moment"),
        ({"now": 5, "say": []}, "no moment"),
        ({"now": "0001-01-01T00:00", "say": []}, "too far away"),
        ({"now": NOW, "say": "hello"}, '"say" must be a list'),
        ({"now": NOW, "say": [], "colour": "red"}, '"colour" is not known'),
        ({"now": NOW, "say": [], "tz": "Mars/Olympus"}, "no time zone"),
        ({"now": NOW, "say": [], "schemes": ["chess"]}, "no scheme 'chess'"),
        ({"now": NOW, "say": [], "schemes": ["cmi", "cmi"]}, "named once"),
        ({"now": NOW, "say": [], "job": 5}, '"job" must be text'),
        ({"now": NOW, "say": [], "hours": ["09:00"]}, '"hours"'),
        ({"now": NOW, "say": [], "hours": ["17:00", "09:00"]}, '"hours"'),
        ({"now": NOW, "say": [], "hours": ["nine", "five"]}, "no time of day"),
        ({"now": NOW, "say": [], "team": [{"name": "Ben"}]}, '"standing" is missing'),
        ({"now": NOW, "say": [], "team": [{"name": "B", "standing": "lost"}]}, "no standing"),
        ({"now": NOW, "say": [5]}, "JSON object"),
        ({"now": NOW, "say": [{"shout": "Save"}]}, '"tap", "thread", "submit" or "wait"'),
        ({"now": NOW, "say": [{"tap": 5}]}, '"tap" must be text'),
        ({"now": NOW, "say": [{"tap": "Save", "entry": "1"}]}, "whole number"),
        ({"now": NOW, "say": [{"thread": 1}]}, '"text" is missing'),
        ({"now": NOW, "say": [{"thread": True, "text": "hi"}]}, "whole number"),
        ({"now": NOW, "say": [{"submit": {}}]}, '"of" is missing'),
        ({"now": NOW, "say": [{"submit": [], "of": "Edit"}]}, '"submit" must be a JSON object'),
        ({"now": NOW, "say": [{"wait": "two days"}]}, "no duration"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(chat: ChatHarness, given: object, told: str) -> None:
    [answer] = chat.lines(given)
    assert answer.keys() == {"error"}
    assert told in answer["error"]


def test_a_hundred_lines_of_three_turns_take_less_than_twenty_seconds_of_processor(
    piped: Piped,
) -> None:
    begun = time.process_time()
    status, answers, _ = piped(*[line(say=[COURSE, ACCOUNT, {"tap": "Save"}])] * 100)
    assert status == 0
    assert {answer["entries"][0]["status"] for answer in answers} == {"logged"}
    assert len(answers) == 100
    assert time.process_time() - begun < 20
