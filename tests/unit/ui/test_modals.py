"""Modals and what reads them back: what was typed comes through, mistakes stand by their input."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui import modals as forms
from bot.ui.blocks import View
from bot.ui.ids import Field, Meta
from bot.ui.modals import Mistakes
from sandbox.forms import initial_state
from storage.records import EntryRecord
from tests.unit.ui.made import TODAY, entry, member, put, scheme_settings
from tests.unit.ui.odd import entries

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def state(view: View, **typed: Any) -> dict[str, Any]:
    """What is submitted: what stood in the form, with some inputs changed."""
    values = {
        block: {act: dict(one) for act, one in inputs.items()}
        for block, inputs in initial_state(view["blocks"]).items()
    }
    for field, value in typed.items():
        one = values[field][field]
        name = next(key for key in one if key != "type")
        if name == "selected_option":
            one[name] = {"value": value}
        elif name == "selected_options":
            one[name] = [{"value": each} for each in value]
        else:
            one[name] = value
    return values


def edited(of: EntryRecord, **typed: Any) -> dict[str, Any] | Mistakes:
    return forms.read_edit(state(forms.edit_modal(of), **typed), of, NOW, LONDON)


@settings(deadline=None)
@given(entries(st.just("draft")))
def test_a_form_left_as_it_was_changes_nothing(of: EntryRecord) -> None:
    """Whatever stands in the entry: a long title, odd characters, thousands of hours."""
    ordinary = replace(
        of,
        start_date=date(2023, 11, 1),
        end_date=date(2026, 11, 20),
        title=f"A {of.title or ''}",
    )
    changes = edited(ordinary)
    assert not isinstance(changes, Mistakes)
    assert {name for name in changes if (getattr(ordinary, name) or "").strip()} == set()


def test_what_was_changed_comes_as_columns() -> None:
    changes = edited(
        entry(),
        title="EV isolation",
        from_date="2026-11-18",
        to_date="2026-11-19",
        duration="1h30",
        type="seminar",
        formality="informal",
        provider="",
        evaluate="I isolate first now",
    )
    assert changes == {
        "title": "EV isolation",
        "start_date": date(2026, 11, 18),
        "end_date": date(2026, 11, 19),
        "minutes": 90,
        "type": "seminar",
        "formality": "informal",
        "provider": None,
        "evaluate": "I isolate first now",
    }


MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "no title": ({"title": "  "}, "title", "Say in a few words what it was."),
    "emoji alone": ({"title": "🚗"}, "title", "Say in a few words what it was."),
    "ends before it begins": ({"to_date": "2026-11-01"}, "to_date", "before the first day"),
    "still to come": ({"from_date": "2026-12-24"}, "from_date", "24 Dec 2026 is still to come"),
    "1926": ({"from_date": "1926-05-01"}, "from_date", "too long ago"),
    "30 h on one day": ({"duration": "30h"}, "duration", "more than those days hold"),
    "no length": ({"duration": "a while"}, "duration", "length"),
    "zero": ({"duration": "0"}, "duration", "no time at all"),
}


@pytest.mark.parametrize(("typed", "field", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_stands_beside_its_input(typed: dict[str, Any], field: str, words: str) -> None:
    mistakes = edited(entry(), **typed)
    assert isinstance(mistakes, Mistakes)
    assert words in mistakes.by_block[field]


def test_a_plan_may_lie_ahead() -> None:
    plan = entry(status="planned", start_date=date(2026, 12, 1), end_date=date(2026, 12, 1))
    assert edited(plan, from_date="2026-12-24") == {
        "start_date": date(2026, 12, 24),
        "end_date": date(2026, 12, 24),
    }


def test_words_too_long_for_a_form_are_left_alone() -> None:
    of = entry(evaluate="x" * 5000)
    view = forms.edit_modal(of)
    assert "evaluate" not in state(view)
    assert forms.read_edit(state(view), of, NOW, LONDON) == {}


def test_a_private_answer_is_read_with_its_question() -> None:
    view = forms.answer_modal(12, put("evaluate"))
    assert Meta.from_json(view["private_metadata"]) == Meta(entry=12, question="evaluate")
    values = state(view, words=" proving dead first ")
    assert forms.read_answer(values, "evaluate", NOW, LONDON) == "proving dead first"


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("evaluate", "🙂", "I found no words in that."),
        ("minutes", "ages", "length"),
        ("minutes", "30 h", "more than those days hold"),
        ("date", "31 November 2026", "does not exist"),
    ],
)
def test_an_answer_that_cannot_be_read_keeps_the_modal_open(
    question: Any, words: str, said: str
) -> None:
    values = state(forms.answer_modal(12, put(question)), words=words)
    read = forms.read_answer(values, question, NOW, LONDON, start=TODAY, end=TODAY)
    assert isinstance(read, Mistakes)
    assert said in read.by_block[Field.WORDS]


def test_a_plan_moves_to_a_day_ahead_and_not_to_one_that_has_passed() -> None:
    view = forms.new_date_modal(entry(status="planned"), TODAY)
    ahead = forms.read_new_date(state(view, from_date="2026-12-24"), NOW, LONDON)
    passed = forms.read_new_date(state(view, from_date="2026-01-02"), NOW, LONDON)
    assert ahead == date(2026, 12, 24)
    assert isinstance(passed, Mistakes)


def test_the_log_form_gives_the_sentence_and_what_was_set_beside_it() -> None:
    values = state(
        forms.log_modal(), sentence="isolation course", from_date="2026-11-20", duration="2h"
    )
    read = forms.read_log(values, NOW, LONDON)
    assert read == forms.LogForm(
        "isolation course",
        {"start_date": date(2026, 11, 20), "end_date": date(2026, 11, 20), "minutes": 120},
    )


def test_the_log_form_needs_words() -> None:
    read = forms.read_log(state(forms.log_modal(), sentence="…"), NOW, LONDON)
    assert isinstance(read, Mistakes)


def test_a_cycle_start_may_be_not_known_yet() -> None:
    view = forms.cycle_modal(scheme_settings())
    assert forms.read_cycle(state(view, cycle_unknown=["unknown"])) is None
    assert forms.read_cycle(state(view)) == date(2025, 6, 1)
    assert isinstance(forms.read_cycle(state(view, cycle_start=None)), Mistakes)


def test_an_opening_balance_is_read_in_hundredths() -> None:
    view = forms.opening_modal(scheme_settings())
    values = state(view, opening_cycle="31.5", opening_year="6")
    assert forms.read_opening(values) == forms.OpeningForm(3150, 600)
    wrong = forms.read_opening(state(view, opening_cycle="many", opening_year="6"))
    assert wrong == Mistakes({"opening_cycle": "Give it as a number, such as 31 or 31.5."})


def test_several_schemes_can_be_chosen_at_once() -> None:
    values = {"scheme": {"scheme": {"selected_options": [{"value": "imi"}, {"value": "cmi"}]}}}
    assert forms.read_scheme(values) == ("cmi", "imi")
    assert isinstance(forms.read_scheme({}), Mistakes)


def test_working_time_until_midnight_stays_so() -> None:
    view = forms.working_time_modal(member(work_end=1440, work_days="56"), "England")
    assert forms.read_working_time(state(view)) == forms.WorkingTimeForm(
        540, 1440, frozenset({5, 6}), "England", None
    )


def test_working_hours_that_end_before_they_begin_are_a_mistake() -> None:
    view = forms.working_time_modal(member(), None)
    read = forms.read_working_time(state(view, work_start="17:00", work_end="09:00"))
    assert isinstance(read, Mistakes)
    assert set(read.by_block) == {"work_end"}


def test_settings_left_as_they_were_read_back_the_same() -> None:
    nudged, private = member(cadence="cycle_end"), member(private_reflections=True)
    assert forms.read_nudges(state(forms.nudges_modal(nudged))) == "cycle_end"
    assert forms.read_privacy(state(forms.privacy_modal(private))) is True
    assert forms.read_privacy(state(forms.privacy_modal(member()))) is False
    assert forms.read_manager(state(forms.manager_modal("U2"))) == "U2"
    assert forms.read_manager(state(forms.manager_modal(None))) is None


def test_a_job_needs_a_title_and_a_day() -> None:
    view = forms.job_modal(None, TODAY)
    assert isinstance(forms.read_job(state(view)), Mistakes)
    assert forms.read_job(state(view, job="Technician")) == forms.JobForm("Technician", TODAY)


@pytest.mark.parametrize("values", [{}, {"title": {}}, {"title": {"title": {}}}])
def test_a_form_that_is_not_ours_reads_as_empty(values: dict[str, Any]) -> None:
    assert isinstance(forms.read_edit(values, entry(), NOW, LONDON), Mistakes)
    assert isinstance(forms.read_answer(values, "evaluate", NOW, LONDON), Mistakes)
    assert isinstance(forms.read_rule(values), Mistakes)
    assert isinstance(forms.read_working_time(values), Mistakes)
