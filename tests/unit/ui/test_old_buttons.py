"""What release 0.1.0 put on people's screens still means what it meant, however late it is pressed.

The samples stand in `tests/fixtures/release-0.1.0/buttons.json`; their README says whose they are.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.services.admin import actions as admin
from bot.services.data_rights import actions as data_rights
from bot.services.dispatch import Action, decode
from bot.services.dispatch.action import named
from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.ui.kit.form_values import carried
from bot.ui.kit.ids import Callback, read_click
from bot.ui.kit.pages import readers

FIXTURE = Path(__file__).parents[2] / "fixtures" / "release-0.1.0" / "buttons.json"
SAMPLES: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))
CLICKABLE = [one for one in SAMPLES if "callback_id" not in one]
FIELDS = [one for one in SAMPLES if "callback_id" in one]

SAID_TWICE = {
    **dict.fromkeys(
        ("leave_scheme", "set_cycle", "cycle_unknown", "set_opening", "decline_opening"),
        frozenset({"enrolment"}),  # `pack` names it
    ),
    "remind": frozenset({"member"}),  # `key` names them
}
"""By action: what 0.1.0 sent along and did not need."""


def clicks(sample: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of `actions` that Slack sends for it: of a menu, one for each option."""
    element = sample["element"]
    sent = {"type": element["type"], "block_id": sample["block_id"]}
    sent["action_id"] = element["action_id"]
    match element["type"]:
        case "button":
            yield {**sent, "value": element["value"]}
        case "overflow" | "static_select":
            for option in element["options"]:
                yield {**sent, "selected_option": option}
        case "datepicker":
            yield {**sent, "selected_date": "2026-11-02"}


def carries(click: Mapping[str, Any]) -> dict[str, Any]:
    """What the click brings along, as it stands in the payload."""
    chosen = click.get("selected_option", click)
    brought: dict[str, Any] = json.loads(chosen.get("value", "{}"))
    return brought


SINCE = frozenset(
    {
        "add_evidence",
        "add_leave",
        "all_in_opening",
        "allowed_again",
        "answer_follow_up",
        "ask_about",
        "ask_again",
        "ask_sign_off",
        "audit_answer",
        "audit_appeal",
        "audit_cancel",
        "audit_case",
        "audit_close",
        "audit_commit",
        "audit_count",
        "audit_day",
        "audit_days",
        "audit_decide",
        "audit_drawn",
        "audit_entry",
        "audit_erase_now",
        "audit_file",
        "audit_freeze",
        "audit_give_up",
        "audit_go_on",
        "audit_hand_in",
        "audit_leave",
        "audit_line",
        "audit_log",
        "audit_name",
        "audit_name_in",
        "audit_new",
        "audit_open",
        "audit_own",
        "audit_pack",
        "audit_pass_on",
        "audit_people",
        "audit_reader",
        "audit_reading",
        "audit_redraft",
        "audit_report",
        "audit_rest",
        "audit_resume",
        "audit_reveal",
        "audit_round",
        "audit_rounds",
        "audit_second",
        "audit_seed",
        "audit_sheet",
        "audit_take_on",
        "badge",
        "badges",
        "body_audit_again",
        "body_audit_came",
        "body_audit_change",
        "body_audit_drop",
        "body_audit_new",
        "body_audit_outcome",
        "body_audit_sent",
        "body_audit_show",
        "calendar_keep",
        "calendar_other",
        "calendar_skip",
        "calendar_stop",
        "calendar_word",
        "change_saved",
        "choose_emoji",
        "choose_group",
        "choose_subject",
        "coach",
        "coach_allow",
        "coach_leave",
        "coach_look",
        "coach_missing",
        "coach_off",
        "coach_on",
        "coach_rate",
        "coach_sent",
        "coach_take",
        "coach_wording",
        "copy_out",
        "cycle_news",
        "cycle_showed",
        "decline_sign_off",
        "details",
        "disallowed",
        "document",
        "drop_follow_up",
        "drop_write_up",
        "earlier_cycles",
        "entered",
        "entered_all",
        "files_forget",
        "follow_up_later",
        "guide_me",
        "import_again",
        "import_columns",
        "import_cycle_start",
        "import_give_up",
        "import_leave",
        "import_rows",
        "import_take",
        "import_take_row",
        "import_undo",
        "it_is_right",
        "join_scheme",
        "keep_answer",
        "keep_names",
        "keep_whole",
        "load_dropped",
        "load_rules",
        "log_parts",
        "match_source",
        "move_answer",
        "narrative",
        "none_in_opening",
        "not_entered",
        "nothing_changed",
        "nothing_changed_in",
        "nothing_in_account",
        "open_shared",
        "pause_a_week",
        "pick_cycle",
        "pick_manager",
        "plan_write_up",
        "qualities",
        "registration_of",
        "remove_answer",
        "rules",
        "send_file",
        "set_joined",
        "set_registration",
        "settle",
        "share_entry",
        "share_with_guest",
        "sharing",
        "show_not_entered",
        "sign_off",
        "skip_group",
        "skip_subject",
        "split_by_day",
        "stop_nudges",
        "stop_sharing",
        "take_role_back",
        "tell_administrator",
        "tell_cycle_news",
        "tell_grade",
        "time_of_day",
        "undo_turn",
        "unplaced_files",
        "weekly_review",
        "why_nudge",
        "without_it",
        "write_up",
        "write_up_time",
    }
)
"""Actions in buttons that 0.1.0 did not know."""

CLICKS = [click for sample in CLICKABLE for click in clicks(sample)]


def test_there_is_a_sample_of_every_action_that_can_stand_in_a_button() -> None:
    names = {carries(one).get("do", one["action_id"].partition(":")[0]) for one in CLICKS}
    assert names == set(named()) - SINCE


@pytest.mark.parametrize("click", CLICKS, ids=lambda click: str(click["action_id"]))
def test_a_click_means_what_it_meant(click: dict[str, Any]) -> None:
    brought = carries(click)
    name = brought.pop("do", click["action_id"].partition(":")[0])
    for twice in SAID_TWICE.get(name, ()):
        brought.pop(twice)
    if click["type"] == "datepicker":
        brought |= {"entry": int(click["block_id"].split(":")[1]), "picked": "2026-11-02"}
    assert decode(read_click(click)) == named()[name](**brought)


def submitted(callback_id: str, metadata: str) -> dict[str, Any]:
    """`view.state.values` of a form that was opened in 0.1.0, with each of its fields filled in."""
    return {
        one["block_id"]: {one["element"]["action_id"]: _filled(one["element"])}
        for one in FIELDS
        if (one["callback_id"], one["private_metadata"]) == (callback_id, metadata)
        and one["element"]
    }


def _filled(element: Mapping[str, Any]) -> dict[str, Any]:
    kind = element["type"]
    first = element.get("options", [None])[0]
    value = {
        "plain_text_input": {"value": " typed "},
        "datepicker": {"selected_date": "2026-11-02"},
        "timepicker": {"selected_time": "09:30"},
        "static_select": {"selected_option": first},
        "radio_buttons": {"selected_option": first},
        "checkboxes": {"selected_options": [first]},
        "users_select": {"selected_user": "U0BEN00000"},
    }[kind]
    return {"type": kind, **value}


DAY = date(2026, 11, 2)
FORMS: dict[tuple[str, str], Action] = {
    ("new_date", '{"entry":12}'): record.MoveTo(12, DAY),
    ("scheme", "{}"): members.JoinSchemes(("cmi",)),
    ("job", "{}"): members.SetJob("typed", DAY),
    ("manager", "{}"): members.SetManager("U0BEN00000"),
    ("working_time", "{}"): members.SetWorkingTime(570, 570, frozenset({0}), "typed", "typed"),
    ("nudges", "{}"): members.SetCadence("light"),
    ("privacy", "{}"): members.SetPrivacy(private=False),
    ("erase", "{}"): data_rights.Erase("typed"),
    ("answer_privately", '{"entry":32,"question":"evaluate"}'): record.AnswerQuestion(
        32, "evaluate", "typed"
    ),
    ("cycle", '{"pack":"imi-register"}'): members.SetCycle("imi-register", DAY, unknown=True),
    ("edit_entry", '{"entry":29}'): record.EditEntry(
        entry=29,
        title="typed",
        from_date=DAY,
        to_date=DAY,
        duration="typed",
        type="reading",
        formality="formal",
        provider="typed",
        stages={"reflect": "typed", "plan": "typed", "act": "typed", "evaluate": "typed"},
    ),
    ("log_entry", "{}"): record.LogSentence("typed", DAY, "typed"),
    ("opening", '{"pack":"imi-register"}'): members.SetOpening("imi-register", "typed", "typed"),
    ("rule", '{"key":"credit.base_per_hour","pack":"generic-30-90"}'): admin.ChangeRule(
        "generic-30-90", "credit.base_per_hour", "typed", DAY
    ),
    ("rule", '{"key":"year.start","pack":"imi-register"}'): admin.ChangeRule(
        "imi-register", "year.start", "cycle start", None
    ),
}


def test_there_is_a_sample_of_every_form() -> None:
    sampled = {(one["callback_id"], one["private_metadata"]) for one in FIELDS if one["element"]}
    assert sampled == set(FORMS)
    assert {Callback(name) for name, _ in sampled} == set(readers()) - {
        Callback.BADGE,
        Callback.CALENDAR_WORD,
        Callback.CYCLE_SHOWED,
        Callback.DISALLOWED,
        Callback.DOCUMENT,
        Callback.EVIDENCE,
        Callback.IMPORT_COLUMNS,
        Callback.IMPORT_TAKE,
        Callback.JOINED,
        Callback.LOAD_RULES,
        Callback.EMOJI,
        Callback.MATCH_SOURCE,
        Callback.LEAVE,
        Callback.MEMBER_REGISTRATION,
        Callback.REGISTRATION,
        Callback.SHARE,
        Callback.SIGN_OFF,
        Callback.SUBJECT_MINUTES,
        Callback.TELL_ADMINISTRATOR,
        Callback.WRITE_UP,
        *(one for one in readers() if one.startswith(("audit_", "body_audit_"))),
    }


@pytest.mark.parametrize(("opened", "means"), FORMS.items(), ids=lambda value: str(value)[:40])
def test_a_form_that_was_open_is_read(opened: tuple[str, str], means: Action) -> None:
    callback_id, metadata = opened
    values = submitted(callback_id, metadata)
    assert values
    assert readers()[Callback(callback_id)](carried(metadata), values) == means
