"""Modals and what reads them back: what was typed comes through, as an action that is plain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.durations import as_typed
from bot.services.admin import actions as admin
from bot.services.admin.rules import DecidedRule, OpenRule
from bot.services.context.refused import Refused
from bot.services.data_rights import actions as data_rights
from bot.services.dispatch import Action
from bot.services.members import actions as members
from bot.services.members.settings import SchemeChoice
from bot.services.record import actions as record
from bot.ui.admin.rule_form import rule_modal
from bot.ui.audits import audit_pages, body_audit_forms, lead_forms, own_pages
from bot.ui.kit.blocks import View
from bot.ui.kit.ids import Callback, Field
from bot.ui.kit.pages import readers
from bot.ui.members.scheme_forms import (
    cycle_modal,
    joined_modal,
    opening_modal,
    read_scheme,
    scheme_modal,
)
from bot.ui.members.settings_forms import (
    job_modal,
    manager_modal,
    nudges_modal,
    privacy_modal,
    working_time_modal,
)
from bot.ui.record.answer_form import answer_modal
from bot.ui.record.capture_form import log_modal
from bot.ui.record.edit_form import edit_modal
from bot.ui.record.new_date_form import new_date_modal
from tests.unit.ui.builders import JOB, TODAY, enrolment, entry, member, put, scheme_settings
from tests.unit.ui.form_builders import state, submitted
from tests.unit.ui.strategies import entries


def test_an_entrys_form_gives_days_as_chosen_and_everything_else_as_typed() -> None:
    meant = submitted(
        edit_modal(entry()),
        title=" EV isolation ",
        from_date="2026-11-18",
        to_date="2026-11-19",
        duration="1h30",
        type="seminar",
        formality="informal",
        provider="",
        evaluate="I isolate first now",
    )
    assert meant == record.EditEntry(
        entry=12,
        title="EV isolation",
        from_date=date(2026, 11, 18),
        to_date=date(2026, 11, 19),
        duration="1h30",
        type="seminar",
        formality="informal",
        provider="",
        stages={"reflect": "", "plan": "", "act": "", "evaluate": "I isolate first now"},
        untouched=frozenset({"reflect", "plan", "act"}),
        shown_empty=frozenset({"to_date", "reflect", "plan", "act", "evaluate"}),
    )


@settings(deadline=None)
@given(entries())
def test_a_form_shows_an_entry_as_it_is_read_back(of: Any) -> None:
    meant = submitted(edit_modal(of))
    assert isinstance(meant, record.EditEntry)
    assert meant.entry == of.id
    assert meant.from_date == of.start_date
    assert meant.to_date == (of.end_date if of.end_date != of.start_date else None)
    assert meant.type == (of.type or record.NOT_SAID)
    assert meant.formality == (of.formality or record.NOT_SAID)
    assert meant.duration == as_typed(of.minutes)


SUBJECTS = ({"name": "Radar", "minutes": 30}, {"name": "Cameras", "minutes": None})


def test_subjects_come_back_in_their_order_with_their_minutes() -> None:
    view = edit_modal(entry(subjects=SUBJECTS), subjects=("Radar", "Cameras", "Software"))
    radar, cameras = record.mark_of("radar"), record.mark_of("cameras")
    untouched = submitted(view)
    assert isinstance(untouched, record.EditEntry)
    assert (untouched.subjects, untouched.subject_minutes) == ((radar, cameras), {radar: "30 min"})
    assert "subjects" in untouched.untouched
    typed: dict[str, Any] = {f"subject_{cameras}": "1 h", "subjects": [cameras, radar]}
    changed = submitted(view, **typed)
    assert isinstance(changed, record.EditEntry)
    assert changed.subjects == (cameras, radar)
    assert changed.subject_minutes == {radar: "30 min", cameras: "1 h"}
    assert "subjects" not in changed.untouched


GROUPS = ({"name": "group A", "minutes": 30}, {"name": "group B", "minutes": None})


def test_groups_come_back_beside_subjects_each_in_its_field() -> None:
    both = ("group A", "group B")
    named = entry(subjects=(*SUBJECTS, *GROUPS))
    view = edit_modal(named, subjects=("Radar", "Cameras"), groups=both)
    group_a, group_b = record.mark_of("group a"), record.mark_of("group b")
    untouched = submitted(view)
    assert isinstance(untouched, record.EditEntry)
    assert untouched.groups == (group_a, group_b)
    assert {"subjects", "groups"} <= untouched.untouched
    typed: dict[str, Any] = {f"subject_{group_b}": "1 h"}
    changed = submitted(view, **typed)
    assert isinstance(changed, record.EditEntry)
    assert (changed.groups, changed.subject_minutes[group_b]) == ((group_a, group_b), "1 h")
    assert "groups" not in changed.untouched
    assert "subjects" in changed.untouched


def test_without_groups_the_form_does_not_ask_for_them() -> None:
    meant = submitted(edit_modal(entry(), subjects=("Radar",)))
    assert isinstance(meant, record.EditEntry)
    assert meant.groups is None


def test_subjects_are_typed_where_none_are_loaded() -> None:
    view = edit_modal(entry(subjects=SUBJECTS), types_subjects=True)
    meant = submitted(view)
    assert isinstance(meant, record.EditEntry)
    assert (meant.subjects, meant.subjects_typed) == (None, "Radar, 30 min\nCameras")
    assert "subjects_typed" in meant.untouched


def test_without_subjects_the_form_does_not_ask_for_them() -> None:
    meant = submitted(edit_modal(entry()))
    assert isinstance(meant, record.EditEntry)
    assert (meant.subjects, meant.subjects_typed, meant.subject_minutes) == (None, None, {})


def test_words_too_long_for_a_form_are_left_out_of_it() -> None:
    view = edit_modal(entry(evaluate="x" * 5000))
    assert "evaluate" not in state(view)
    meant = submitted(view)
    assert isinstance(meant, record.EditEntry)
    assert set(meant.stages) == {"reflect", "plan", "act"}


@pytest.mark.parametrize(
    ("view", "typed", "meant"),
    [
        (
            answer_modal(12, put("evaluate")),
            {"words": " proving dead first "},
            record.AnswerQuestion(12, "evaluate", "proving dead first", ""),
        ),
        (
            new_date_modal(entry(status="planned"), TODAY),
            {"from_date": "2026-12-24"},
            record.MoveTo(12, date(2026, 12, 24)),
        ),
        (
            log_modal(),
            {"sentence": "isolation course", "from_date": "2026-11-20", "duration": "2h"},
            record.LogSentence("isolation course", date(2026, 11, 20), "2h"),
        ),
        (
            log_modal(),
            {"sentence": "isolation course"},
            record.LogSentence("isolation course", None, ""),
        ),
        (
            cycle_modal(scheme_settings()),
            {"cycle_unknown": ["unknown"]},
            members.SetCycle("imi-register", date(2025, 6, 1), unknown=True),
        ),
        (
            cycle_modal(scheme_settings()),
            {},
            members.SetCycle("imi-register", date(2025, 6, 1), unknown=False),
        ),
        (
            joined_modal(scheme_settings(enrolment(joined_on=date(2026, 3, 2)))),
            {},
            members.SetJoined("imi-register", date(2026, 3, 2), from_start=False),
        ),
        (
            joined_modal(scheme_settings(enrolment(joined_on=date(1990, 1, 1)))),
            {},
            members.SetJoined("imi-register", None, from_start=True),
        ),
        (
            joined_modal(scheme_settings()),
            {"joined_on": "2026-03-02"},
            members.SetJoined("imi-register", date(2026, 3, 2), from_start=False),
        ),
        (
            opening_modal(scheme_settings()),
            {"opening_cycle": "31.5", "opening_year": "6"},
            members.SetOpening("imi-register", "31.5", "6"),
        ),
        (
            working_time_modal(member(work_end=1440, work_days="56"), "England"),
            {},
            members.SetWorkingTime(540, members.LAST_MINUTE, frozenset({5, 6}), "England", None),
        ),
        (
            working_time_modal(member(tz="Europe/Paris"), None),
            {"work_start": "17:00", "work_end": "09:00", "work_days": []},
            members.SetWorkingTime(1020, 540, frozenset(), None, "Europe/Paris"),
        ),
        (
            job_modal(None, TODAY),
            {"job": "Technician", "job_from": "2020-01-01"},
            members.SetJob("Technician", date(2020, 1, 1)),
        ),
        (job_modal(JOB, TODAY), {}, members.SetJob("vehicle technician", TODAY)),
        (
            nudges_modal(member(cadence="cycle_end")),
            {},
            members.SetCadence("cycle_end", "afternoon", weekly_review=False),
        ),
        (
            nudges_modal(member(usual_hour=9 * 60 + 30)),
            {"cadence": "standard"},
            members.SetCadence("standard", "570", weekly_review=False),
        ),
        (
            nudges_modal(member()),
            {"usual_hour": "900"},
            members.SetCadence("light", "900", weekly_review=False),
        ),
        (
            nudges_modal(member(weekly_review=True)),
            {},
            members.SetCadence("light", "afternoon", weekly_review=True),
        ),
        (
            nudges_modal(member()),
            {"weekly_review": "on"},
            members.SetCadence("light", "afternoon", weekly_review=True),
        ),
        (
            privacy_modal(member(private_reflections=True)),
            {},
            members.SetPrivacy(private=True),
        ),
        (privacy_modal(member()), {}, members.SetPrivacy(private=False)),
        (manager_modal("U2"), {}, members.SetManager("U2")),
        (manager_modal(None), {}, members.SetManager(None)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Action) else "",
)
def test_a_form_means_what_stands_in_it(view: View, typed: dict[str, Any], meant: Action) -> None:
    assert submitted(view, **typed) == meant


def test_several_schemes_can_be_chosen_at_once() -> None:
    values = {"scheme": {"scheme": {"selected_options": [{"value": "imi"}, {"value": "cmi"}]}}}
    assert readers()[Callback.SCHEME]({}, values) == members.JoinSchemes(("cmi", "imi"))


def test_the_words_to_erase_with_are_read_as_typed() -> None:
    values = {"confirmation": {"confirmation": {"value": " Erase my record "}}}
    assert readers()[Callback.ERASE]({}, values) == data_rights.Erase("Erase my record")


OPEN = OpenRule(
    "imi-register",
    "IMI register",
    "year.start",
    "cycle start",
    None,
    "",
    "the handbook",
    TODAY,
    "assumed",
    ("cycle start", "calendar year"),
)
DECIDED = DecidedRule(
    "generic-30-90",
    "Workplace CPD",
    "credit.base_per_hour",
    "2",
    "1",
    "confirmed",
    TODAY - timedelta(days=17),
    TODAY,
    None,
)


@pytest.mark.parametrize(
    ("rule", "typed", "meant"),
    [
        (
            OPEN,
            {"value": "calendar year"},
            admin.ChangeRule("imi-register", "year.start", "calendar year", TODAY),
        ),
        (
            DECIDED,
            {"value": " 1.5 ", "valid_from": "2026-12-01"},
            admin.ChangeRule("generic-30-90", "credit.base_per_hour", "1.5", date(2026, 12, 1)),
        ),
    ],
    ids=["one of a few", "typed"],
)
def test_a_rules_form_gives_its_value_and_its_first_day(
    rule: OpenRule | DecidedRule, typed: dict[str, str], meant: Action
) -> None:
    assert submitted(rule_modal(rule, TODAY), **typed) == meant


# What is not ours

CARRIES: dict[str, dict[str, Any]] = {
    Callback.EDIT: {"entry": 12},
    Callback.SUBJECT_MINUTES: {"entry": 12},
    Callback.ANSWER: {"entry": 12, "question": "evaluate"},
    Callback.NEW_DATE: {"entry": 12},
    Callback.EVIDENCE: {"entry": 12},
    Callback.CYCLE: {"pack": "cmi"},
    Callback.JOINED: {"pack": "cmi"},
    Callback.OPENING: {"pack": "cmi"},
    Callback.CYCLE_SHOWED: {"enrolment": 3, "start": "2023-11-01"},
    Callback.REGISTRATION: {"pack": "imi-register"},
    Callback.MEMBER_REGISTRATION: {"slack_id": "U1", "enrolment": 3},
    Callback.DISALLOWED: {"entry": 12, "pack": "imi-register"},
    Callback.RULE: {"pack": "cmi", "key": "stages"},
    Callback.IMPORT_TAKE: {"import_id": 12},
    Callback.IMPORT_COLUMNS: {"import_id": 12},
    Callback.CALENDAR_WORD: {"import_id": 12},
    Callback.LOAD_RULES: {"shown": "a81c52af2f05bb43"},
    Callback.MATCH_SOURCE: {"source": 1},
    Callback.AUDIT_PACK: {"audit": 1},
    Callback.SIGN_OFF: {"number": 3, "version": 2},
    lead_forms.PEOPLE: {"round": 1},
    lead_forms.REDRAFT: {"round": 1},
    lead_forms.COMMIT: {"round": 1},
    lead_forms.REVEAL: {"round": 1},
    lead_forms.REASON: {"round": 1},
    lead_forms.HAND_OVER: {"round": 1},
    lead_forms.READER: {"selection": 1},
    lead_forms.DAY: {"selection": 1},
    body_audit_forms.CAME: {"audit": 1},
    audit_pages.ENTRY: {"selection": 1, "entry": 12},
    audit_pages.DECIDE: {"selection": 1},
    audit_pages.DECIDE_APPEAL: {"selection": 1},
    own_pages.HAND_IN: {"selection": 1},
    own_pages.ANSWER: {"selection": 1, "number": 2},
    own_pages.APPEAL: {"selection": 1},
}
"""What each form has to carry; the others carry nothing."""

every_form = pytest.mark.parametrize("callback", readers(), ids=str)


@every_form
@pytest.mark.parametrize("values", [{}, {"title": {}}, {"title": {"title": {}}}, {"title": []}])
def test_a_form_that_is_not_ours_reads_as_empty(callback: str, values: dict[str, Any]) -> None:
    meant = readers()[callback](CARRIES.get(callback, {}), values)
    carried = CARRIES.get(callback, {})
    assert all(not value or value in carried.values() for value in vars(meant).values()), (
        "nothing is made up"
    )


@pytest.mark.parametrize("callback", CARRIES)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _value: None,
        lambda value: [value],
        lambda value: str(value) if isinstance(value, int) else 7,
        lambda value: True if isinstance(value, int) else {},
        lambda value: -1 if isinstance(value, int) else None,
        lambda value: 2**63 if isinstance(value, int) else None,
    ],
    ids=["none", "list", "other kind", "true", "below", "above"],
)
def test_a_form_that_does_not_say_what_it_is_about_is_refused(
    callback: str, spoil: Callable[[Any], Any]
) -> None:
    about = CARRIES[callback]
    for name, value in about.items():
        with pytest.raises(Refused, match="old_button"):
            readers()[callback]({**about, name: spoil(value)}, {})
        with pytest.raises(Refused, match="old_button"):
            readers()[callback]({key: each for key, each in about.items() if key != name}, {})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@every_form
@given(data=st.data())
def test_whatever_is_submitted_is_read(callback: str, data: st.DataObject) -> None:
    """Any element of any field, of any shape: an action, and never an error."""
    field = st.sampled_from(list(Field))
    named = st.sampled_from(
        [
            "value",
            "selected_date",
            "selected_option",
            "selected_options",
            "selected_time",
            "selected_user",
        ]
    )
    element = anything | st.dictionaries(named, anything, max_size=3)
    inputs = data.draw(st.dictionaries(field, element, max_size=4))
    values: Any = {name: {name: one} for name, one in inputs.items()}
    assert isinstance(readers()[callback](CARRIES.get(callback, {}), values), Action)


TECHSAFE = SchemeChoice(
    "imi-techsafe", "IMI TechSafe", "Institute of the Motor Industry", (), ("ADAS",)
)


def test_categories_are_offered_one_by_one_and_others_typed() -> None:
    cmi = SchemeChoice("cmi", "CMI", "Chartered Management Institute")
    tick, other = scheme_modal([cmi, TECHSAFE])["blocks"]
    assert [one["value"] for one in tick["element"]["options"]] == ["cmi", "imi-techsafe/ADAS"]
    assert other["label"]["text"] == "Another category of IMI TechSafe"
    assert tick["optional"]
    field = other["block_id"]
    values: dict[str, Any] = {
        "scheme": {"scheme": {"selected_options": [{"value": "cmi"}]}},
        field: {field: {"value": " Hydrogen "}},
    }
    joined = read_scheme({}, values)
    assert joined == members.JoinSchemes(("cmi",), {"imi-techsafe": "Hydrogen"})
    [only] = scheme_modal([replace(TECHSAFE, categories=())])["blocks"]
    assert only["block_id"] == field
