"""`cpdbot chat` in a terminal: what is typed, numbered buttons, forms, and a kept record."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from tests.integration.cli.harness import ACCOUNT, COURSE, NOW

Typed = Callable[..., str]


@pytest.fixture
def typed(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs the command with these lines typed into it; what was printed."""

    def typing(*lines: str, args: tuple[str, ...] = ("--now", NOW)) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert cli.run(["chat", *args]) == 0
        out, err = capfd.readouterr()
        assert err == ""
        return out

    return typing


def test_it_begins_with_what_can_be_typed_and_ends_with_the_input(typed: Typed) -> None:
    assert "A number presses that button." in typed()


def test_buttons_are_pressed_by_their_number(typed: Typed) -> None:
    out = typed(COURSE, ACCOUNT, "1")
    assert "[1 Save]" in out
    assert "Saved, 2 credits" in out


def test_what_has_changed_above_is_marked(typed: Typed) -> None:
    assert "\n~ High voltage isolation course" in typed(COURSE, ACCOUNT)


def test_a_number_that_is_on_no_button_is_written(typed: Typed) -> None:
    assert "[1 " in typed("77")
    assert "Saved" not in typed(COURSE, "'1")


def test_a_form_is_filled_in_field_by_field_and_enter_leaves_one_as_it_is(typed: Typed) -> None:
    out = typed(COURSE, "2", "", "", "", "3 h", "", "", "-", "", "", "", "", "")
    assert "How long in all (For example 45 min, 1.5 h or 1 h 30.) [2 h]: " in out
    assert "\n~ Tue 17 Nov · 3 h · " in out


def test_a_form_asks_again_for_what_it_cannot_take(typed: Typed) -> None:
    out = typed(COURSE, "2", "", "", "", "a while", "", "", "", "", "", "", "", "", "90 min")
    assert "could not read that as a length" in out
    assert "\n~ Tue 17 Nov · 1 h 30 min · Bosch" in out


def test_a_form_can_be_closed(typed: Typed) -> None:
    assert typed(COURSE, "2", "Another title").rstrip().endswith("Closed.\n\n>")


@pytest.mark.parametrize("wait", [":wait 5 days", ":wait 5d", ":wait P5D", ":wait 120 hours"])
def test_waiting_moves_the_calendar_and_shows_what_becomes_due(typed: Typed, wait: str) -> None:
    out = typed("/cpd plan battery safety webinar on 20 November", wait)
    assert "It is Monday 23 November 2026, 09:30." in out
    assert "Did it" in out.partition("It is Monday")[2]


def test_a_thread_is_written_in_by_the_entrys_number(typed: Typed) -> None:
    assert "Ready to save." in typed(COURSE, f":thread 1 {ACCOUNT}")
    assert ":thread takes the number of an entry" in typed(":thread 1 hello")


def test_the_last_message_can_be_edited(typed: Typed) -> None:
    assert "3 h · Bosch" in typed(COURSE, f":edit {COURSE.replace('2h', '3h')}", "yes")
    assert "written nothing yet" in typed(":edit hello")


def test_all_buttons_can_be_numbered(typed: Typed) -> None:
    out = typed(COURSE, "/cpd log 1h webinar on brakes on 2 November", ":buttons", "1")
    assert "~ High voltage isolation course\n~ Saved · " in out


def test_a_day_is_asked_for_where_a_calendar_is_pressed(typed: Typed) -> None:
    asking = "/cpd log 2h course on brakes"
    drafted = typed(asking)
    number = drafted.partition(" Another day]")[0].rpartition("[")[2]
    assert "Tue 10 Nov · 2 h" in typed(asking, number, "2026-11-10")


@pytest.mark.parametrize("line", [":fly", ":wait soon", ":thread"])
def test_what_is_no_command_is_told_and_the_conversation_goes_on(typed: Typed, line: str) -> None:
    assert "[1 Save]" in typed(line, COURSE)


def test_half_a_character_is_taken(typed: Typed) -> None:
    assert "brakes" in typed("2h course on \udcff brakes yesterday")


def test_a_record_in_a_database_that_is_named_is_taken_up_again(
    typed: Typed, tmp_path: Path
) -> None:
    kept = ("--database", f"sqlite:///{tmp_path / 'kept.db'}", "--now", NOW)
    typed(COURSE, ":wait 2 days", args=kept)
    again = typed("1", args=kept)
    assert "High voltage isolation course" in again
    assert "Saved · Tue 17 Nov" in again


def test_the_member_is_in_the_schemes_and_in_the_job_that_are_given(typed: Typed) -> None:
    who = ("--now", NOW, "--scheme", "cmi", "--job", "team leader")
    out = typed("/cpd settings", args=who)
    assert "IMI" not in out.partition("> ")[2]
    assert "team leader" in out
