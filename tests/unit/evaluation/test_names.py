"""What a labelled name counts as: found, partly found, missed; and what is a false alarm."""

import json
from pathlib import Path

from evaluation.names import look, names_report

LINES = (
    {"text": "Dave showed me, then qqxz", "names": [[0, 4], [21, 25]]},
    {"text": "the pack and Mrs Patel", "names": [[17, 22]]},
    {"text": "thanks to Siobhan for it", "names": []},
)


def test_names_are_counted_by_what_was_found_of_them(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    first, second, third = look(path)
    assert (first.missed, first.partly, first.alarms) == (((21, 25),), (), ())
    assert (second.missed, second.partly, second.alarms) == ((), (), ())
    assert third.alarms == ((10, 17),)
    report = names_report((first, second, third))
    assert "2 of 3, 66.7 %" in report
    assert "1 of 3, 33.3 %" in report
