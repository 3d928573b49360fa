"""Sets are read, and half of them is sealed."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.sets import ARCHIVE, HASH, BadSet, read_halves, seal
from tests.unit.evaluation.builders import NOW


def line(number: str, **changes: Any) -> str:
    given = {
        "id": number,
        "kind": "courtesy",
        "in": {"now": NOW, "say": ["hi"]},
        "expect": {"turns": [{"taken_as": ["courtesy"]}], "entries": []},
    }
    return json.dumps(given | changes) + "\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "b.open.jsonl").write_text(line("b-1") + "\n" + line("b-2"))
    (folder / "a.open.jsonl").write_text(line("a-1"))
    (folder / "a.sealed.jsonl").write_text(line("a-9"))
    (folder / "b.sealed.jsonl").write_text(line("b-9"))
    return folder


def ids(folder: Path, *halves: Any) -> list[str]:
    return [one.labelled.id for one in read_halves(folder, halves)]


def test_a_sealed_half_is_read_from_its_archive_alone(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sets"

    digest = seal(source, folder)

    assert sorted(one.name for one in folder.iterdir()) == [
        HASH,
        "a.open.jsonl",
        "b.open.jsonl",
        ARCHIVE,
    ]
    assert (folder / HASH).read_text() == f"{digest}  {ARCHIVE}\n"
    assert ids(folder, "open") == ["a-1", "b-1", "b-2"]
    assert ids(folder, "sealed") == ["a-9", "b-9"]
    assert ids(folder, "open", "sealed") == ["a-1", "b-1", "b-2", "a-9", "b-9"]
    assert [one.half for one in read_halves(folder, ["sealed"])] == ["sealed"] * 2


def test_a_line_ends_where_json_lines_end_and_nowhere_else(source: Path, tmp_path: Path) -> None:
    """Some characters end a line for Python alone."""
    said = line("a-1").replace("hi", "one\u2028two\x85three")
    (source / "a.open.jsonl").write_text(said, encoding="utf-8")
    seal(source, tmp_path / "sets")
    assert ids(tmp_path / "sets", "open") == ["a-1", "b-1", "b-2"]


def test_the_same_lines_make_the_same_archive(source: Path, tmp_path: Path) -> None:
    assert seal(source, tmp_path / "one") == seal(source, tmp_path / "other")


def test_a_set_that_is_gone_from_the_source_goes(source: Path, tmp_path: Path) -> None:
    seal(source, tmp_path / "sets")
    (source / "b.open.jsonl").unlink()
    seal(source, tmp_path / "sets")
    assert ids(tmp_path / "sets", "open") == ["a-1"]


def test_an_archive_that_was_changed_is_not_read(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    seal(source, folder)
    (folder / ARCHIVE).write_bytes((folder / ARCHIVE).read_bytes() + b"\0")
    with pytest.raises(BadSet, match="changed after it was sealed"):
        read_halves(folder, ["sealed"])


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSet, match="no sets"):
        read_halves(tmp_path, ["open"])
    with pytest.raises(BadSet, match="no sealed half"):
        read_halves(tmp_path, ["sealed"])
    with pytest.raises(BadSet, match=r"no \*\.open\.jsonl"):
        seal(tmp_path, tmp_path / "sets")


ONE_TURN = {"turns": [{"taken_as": ["courtesy"]}], "entries": []}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"in": {"now": NOW, "say": ["hi", "ho"]}}, "2 things are said, and 1 turns are labelled"),
        ({"expect": {**ONE_TURN, "turns": [{"taken_as": ["joke"]}]}}, "'joke' is none of steering"),
        ({"expect": {**ONE_TURN, "turns": [{}]}}, 'either "taken_as" or "taken_as_any"'),
        ({"expect": {**ONE_TURN, "entries": [{"lenght": 60}]}}, '"lenght" is not known here'),
        ({"expect": {"turns": []}}, '"entries" is missing'),
        ({"more": 1}, '"more" is not known here'),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    source: Path, tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    (source / "a.sealed.jsonl").write_text(line("a-8") + line("a-9", **changes))
    with pytest.raises(BadSet) as raised:
        seal(source, tmp_path / "sets")
    assert "a.sealed.jsonl, line 2" in str(raised.value)
    assert complaint in str(raised.value)
    assert not (tmp_path / "sets").exists()


def test_an_id_stands_in_one_set_alone(source: Path, tmp_path: Path) -> None:
    (source / "a.sealed.jsonl").write_text(line("b-1"))
    with pytest.raises(BadSet, match="b-1 stands in"):
        seal(source, tmp_path / "sets")
