"""Labelled lines are run through the real services."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.chat.world import World, world_at
from evaluation.__main__ import main
from evaluation.running import converse
from tests.unit.evaluation.builders import NOW, dialogue

ACTIVITY = {"taken_as": ["activity"]}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with world_at(None) as made:
        yield made


def test_a_sentence_is_understood_by_the_bot_itself(world: World) -> None:
    labelled = dialogue(
        ["2h high voltage isolation course at Bosch yesterday"],
        [ACTIVITY],
        [{"status": "draft", "minutes": 120, "start": "2026-11-17", "provider": "Bosch"}],
    )

    scored = converse(world, labelled)

    assert {one.verdict for one in scored.fields} == {"right"}
    assert not scored.crashed


def test_a_line_that_cannot_be_run_is_a_failure_of_that_line(world: World) -> None:
    labelled = dialogue([{"tap": 3}], [{"taken_as": []}], [])

    scored = converse(world, labelled)

    assert scored.crashed
    assert scored.complaints[0].startswith("cannot be run: ")


def test_the_command_prints_tables_and_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {
        "id": "x-1",
        "kind": "activity",
        "in": {"now": NOW, "say": ["1h EV webinar yesterday"]},
        "expect": {"turns": [ACTIVITY], "entries": [{"minutes": 61}]},
    }
    (tmp_path / "one.open.jsonl").write_text(json.dumps(line))

    assert main(["--sets", str(tmp_path), "--failures"]) == 0

    told = capsys.readouterr().out
    assert "### Fields of entries" in told
    assert "minutes confidently wrong: 60, not 61" in told


def test_the_command_says_that_there_are_no_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sets", str(tmp_path), "--set", "sealed"]) == 1
    assert "There is no sealed half" in capsys.readouterr().err
