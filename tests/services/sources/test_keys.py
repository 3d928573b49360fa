"""A CSV of people: each line checked, and the difference to what is known."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.sources.keys import (
    Fault,
    SourceRefused,
    Who,
    add_source,
    apply,
    difference,
    named,
    new_key,
    read_people,
)
from storage.unit_of_work import unit_of_work
from tests.services.harness import TEAM
from tests.services.sources.harness import SourceHarness

NOW = datetime(2026, 11, 18, tzinfo=UTC)


def test_a_heading_is_passed_over_and_each_line_is_somebody() -> None:
    people = read_people(b"\xef\xbb\xbfid,Slack\nu-1,U012AB3CD\r\n\nu-2, Ana@Example.com \nu-3,\n")
    assert people.faults == ()
    assert people.who == {
        "u-1": Who(slack_id="U012AB3CD"),
        "u-2": Who(email="ana@example.com"),
        "u-3": Who(),
    }


def test_semicolons_part_columns_too() -> None:
    assert read_people(b"u-1;U012AB3CD\n").who == {"u-1": Who(slack_id="U012AB3CD")}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("u-1,U1A\nu-1,U2B", 2, "this id stands on an earlier line, too"),
        ("u-1,U1A\nu-2,ana", 2, "the second column is neither a Slack id"),
        ("u-1,U1A\nu-2", 2, "1 columns instead of two"),
        ("id,slack,name\nu-1,U1A,Ana", 1, "3 columns instead of two"),
        ("u-1,U1A\n,U2B", 2, "the source's id is missing"),
        ("u-1,U1A\n" + "x" * 201 + ",U2B", 2, "the source's id is missing, or longer than 200"),
        ("", 1, "nobody stands in it"),
        ("id,slack\n", 1, "nobody stands in it"),
        ("u-1,U1A\0", 1, "the file is no text in UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    fault = read_people(text.encode()).faults[0]
    assert fault.line == line
    assert fault.said.startswith(said)


def test_bytes_that_are_no_text_are_told() -> None:
    assert read_people("u-1,U1A".encode("utf-16")).faults == (
        Fault(1, "the file is no text in UTF-8"),
    )


@given(st.binary(max_size=80) | st.text('u1,;"\n\rUA@. ', max_size=60).map(str.encode))
def test_any_file_is_answered(raw: bytes) -> None:
    people = read_people(raw)
    assert people.who or people.faults


def test_no_two_keys_are_alike_and_a_secret_is_not_shown_by_chance() -> None:
    keys = [new_key() for _ in range(50)]
    assert len({one.key_id for one in keys}) == len({one.secret for one in keys}) == 50
    assert all(len(one.secret) >= 43 and one.secret not in repr(one) for one in keys)


@pytest.mark.parametrize("name", ["", " Moodle", "x" * 41, "<!channel>", "a\nb", "`x`"])
def test_a_name_that_would_not_look_well_on_a_card_is_refused(
    moodle: SourceHarness, name: str
) -> None:
    with unit_of_work(moodle.harness.database, TEAM) as work, pytest.raises(SourceRefused):
        add_source(work, name, NOW)


def test_a_name_that_is_taken_is_refused(moodle: SourceHarness) -> None:
    with unit_of_work(moodle.harness.database, TEAM) as work:
        with pytest.raises(SourceRefused, match="there is a source Moodle already"):
            add_source(work, "Moodle", NOW)
        with pytest.raises(SourceRefused, match="there is: Moodle"):
            named(work, "Docebo")


def test_only_the_difference_is_kept_and_whom_the_file_does_not_name_stays(
    moodle: SourceHarness,
) -> None:
    who = read_people(b"u-ana,U1ANA\nu-1,U1A\nu-2,ana@example.com").who
    with unit_of_work(moodle.harness.database, TEAM) as work:
        source = named(work, "Moodle")
        found = difference(work.sources.people(source.id), who)
        assert [(change[0], change[1]) for change in found.changes] == [
            ("changed", "u-ana"),
            ("new", "u-1"),
            ("new", "u-2"),
        ]
        apply(work, source, found)
        again = difference(work.sources.people(source.id), who)
        assert (again.changes, again.same) == ((), 3)
        gone = difference(work.sources.people(source.id), read_people(b"u-1,").who)
        assert [change[0] for change in gone.changes] == ["gone"]
        apply(work, source, gone)
        people = work.sources.people(source.id)
    assert {one: people[one].slack_id for one in people} == {
        "u-ana": "U1ANA",
        "u-1": None,
        "u-2": None,
    }
