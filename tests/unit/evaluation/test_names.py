"""What a labelled name counts as: found, partly found, missed; and what is a false alarm."""

import json

from evaluation.names import looked_at, names_report

LINES = (
    {"text": "Dave showed me, then qqxz", "names": [[0, 4], [21, 25]]},
    {"text": "the pack and Mrs Patel", "names": [[17, 22]]},
    {"text": "thanks to Siobhan for it", "names": []},
)


def test_names_are_counted_by_what_was_found_of_them() -> None:
    first, second, third = (looked_at(json.dumps(line)) for line in LINES)
    assert (first.missed, first.partly, first.alarms) == (((21, 25),), (), ())
    assert (second.missed, second.partly, second.alarms) == ((), (), ())
    assert third.alarms == ((10, 17),)
    report = names_report((first, second, third))
    assert "2 of 3, 66.7 %" in report
    assert "1 of 3, 33.3 %" in report
