"""Parts that were measured again take the place of those before, and it is said of which run."""

from bench.__main__ import together

ONE = {"at": "1", "measured_on": "One day.", "documents": [1], "archive": [2]}
OTHER = {"at": "2", "measured_on": "Another.", "documents": [3], "audits": [4]}


def test_parts_of_a_later_run_take_the_place_of_those_before() -> None:
    found = together([ONE, OTHER])
    assert (found["documents"], found["archive"], found["audits"]) == ([3], [2], [4])
    assert found["measured_on"] == "One day. Documents, audits: Another."


def test_one_run_stays_as_it_was_kept() -> None:
    assert together([ONE]) == ONE
