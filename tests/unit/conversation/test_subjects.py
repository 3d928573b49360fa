"""Subjects in a member's words: whole names, and words that one name alone has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.subjects import (
    SubjectNamed,
    distinctive,
    find_subjects,
    only_subjects,
)

NAMES = ("Radar calibration", "Camera calibration", "Fault codes", "Software updates")
RADAR, CAMERA, FAULTS, SOFTWARE = NAMES


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2h ADAS radar and camera calibration", [(RADAR, None), (CAMERA, None)]),
        ("half cameras half radar", [(CAMERA, None), (RADAR, None)]),
        ("1h radar, 1h cameras", [(RADAR, 60), (CAMERA, 60)]),
        ("30 min on the radar and 1.5 hours of software", [(RADAR, 30), (SOFTWARE, 90)]),
        ("1h radar and cameras", [(RADAR, None), (CAMERA, None)]),
        ("2h radar course", [(RADAR, None)]),
        ("FAULT  CODES at Bosch", [(FAULTS, None)]),
        ("2h calibration course", []),
        ("2h course at Hella", []),
        ("camcorder and radars", [(RADAR, None)]),
        ("", []),
    ],
)
def test_what_is_named_is_found_in_its_order(
    said: str, found: list[tuple[str, int | None]]
) -> None:
    assert find_subjects(said, NAMES) == tuple(SubjectNamed(*one) for one in found)


def test_a_word_of_several_names_tells_none_of_them() -> None:
    assert "calibration" not in distinctive(NAMES)
    assert distinctive(NAMES)["radar"] == RADAR


def test_inside_a_whole_name_no_other_is_found() -> None:
    names = ("Radar", "Radar software")
    assert find_subjects("1h radar software", names) == (SubjectNamed("Radar software"),)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("radar", [RADAR]),
        ("Radar calibration.", [RADAR]),
        ("radar and cameras", [RADAR, CAMERA]),
        ("half radar half software", [RADAR, SOFTWARE]),
        ("I know now that the radar has to be level", []),
        ("2h radar course yesterday", []),
        ("yes", []),
        ("and", []),
    ],
)
def test_an_answer_is_names_and_nothing_else(said: str, found: list[str]) -> None:
    assert [one.name for one in only_subjects(said, NAMES)] == found


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_said_each_is_found_once_and_is_a_name(said: str, names: list[str]) -> None:
    found = [one.name for one in find_subjects(said, names)]
    assert len(found) == len(set(found))
    assert set(found) <= set(names)
    assert len(only_subjects(said, names)) <= len(found)
