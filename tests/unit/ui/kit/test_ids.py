"""What clicks and modals carry comes back as it was written, and nothing else is taken."""

import ast
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.ui
from bot.services.context.refused import Refused
from bot.services.dispatch import Action, Click, decode
from bot.services.dispatch.action import MOST, named
from bot.services.members import actions as members
from bot.services.nudges import actions as planning
from bot.services.record import actions as record
from bot.ui.kit.blocks import Element, actions, button, menu, modal, option, overflow, section
from bot.ui.kit.form_values import carried
from bot.ui.kit.ids import (
    MORE,
    Callback,
    entry_block,
    entry_of,
    kept,
    kept_kind,
    kept_over,
    option_value,
    read_click,
    read_kept_over,
    read_kind,
    value_of,
)
from sandbox.refusals import Refusal, check_message, check_view
from tests.unit.ui.reading import chosen, meaning

UI = Path(bot.ui.__file__ or "").parent if bot.ui.__file__ else Path(bot.ui.__path__[0])

WORDS = st.tuples(st.text(max_size=20), st.integers(1, 150)).map(lambda made: made[0] * made[1])
"""Short mostly, and at times longer than Slack lets anything be."""

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-MOST, MOST),
    str: WORDS,
    bool: st.booleans(),
    type(None): st.none(),
}

VALUE_MOST, OPTION_MOST, METADATA_MOST = 2000, 150, 3000
"""Characters, as docs.slack.dev has them in `reference/block-kit` and `reference/views`."""


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    return st.one_of(*(PLAIN[kind] for kind in get_args(hint) or (hint,)))


def _made(kind: type[Action]) -> st.SearchStrategy[Action]:
    hints = get_type_hints(kind)
    return st.builds(
        kind,
        **{field.name: _values(hints[field.name]) for field in fields(kind)},  # type: ignore[arg-type]
    )


def through_slack(element: Any) -> Any:
    """As it comes back over the wire."""
    return json.loads(json.dumps(element))


@dataclass(frozen=True)
class Way:
    """A place in which an action stands until it is clicked: a message or a modal with it, what it
    means when that comes back, what it carries there, and how long that may be.
    """

    shown: Callable[[Action], dict[str, Any]]
    back: Callable[[dict[str, Any], Action], Action]
    carries: Callable[[Action], str] = value_of
    most: int = VALUE_MOST


def _message(*elements: Element | None) -> dict[str, Any]:
    return {"text": "What next?", "blocks": actions("next", elements)}


def _in_message(shown: Mapping[str, Any]) -> Any:
    [block] = shown["blocks"]
    return block["elements"][0]


def _first_option(menu: Mapping[str, Any]) -> Action:
    return chosen(menu, menu["options"][0])


def _select(action: Action) -> Element:
    """A menu whose own name is the action's, as the one to snooze a nudge is."""
    return menu(action.name, "Choose", [option("Do it", option_value(action))])


def _form(action: Action) -> dict[str, Any]:
    """The same fields kept in a form meanwhile."""
    return modal(Callback.ASIDE, "Do it", [section("Now?", "now")], carries=_kept(action))


def _kept(action: Action) -> str:
    return kept(**action.to_json())


WAYS = {
    "a button": Way(
        lambda action: _message(button("Do it", action)),
        lambda shown, _: meaning(_in_message(shown)),
    ),
    "one of several buttons": Way(
        lambda action: _message(button("Do it", action, number=3)),
        lambda shown, _: meaning(_in_message(shown)),
    ),
    "a ⋯ menu": Way(
        lambda action: _message(overflow([("Do it", action)])),
        lambda shown, _: _first_option(_in_message(shown)),
        option_value,
        OPTION_MOST,
    ),
    "a menu": Way(
        lambda action: _message(_select(action)),
        lambda shown, _: _first_option(_in_message(shown)),
        option_value,
        OPTION_MOST,
    ),
    "a form": Way(
        _form,
        lambda shown, action: decode(Click(action.name, carried(shown["private_metadata"]))),
        _kept,
        METADATA_MOST,
    ),
}


def refused(shown: dict[str, Any]) -> Refusal | None:
    """Why Slack does not take it."""
    if "private_metadata" in shown:
        return check_view(shown, surface="modal")
    return check_message(shown)


@pytest.mark.parametrize("name", sorted(named()))
@given(data=st.data())
def test_each_action_comes_back_as_it_was_sent_where_slack_takes_it(
    name: str, data: st.DataObject
) -> None:
    """What is too long is never cut, since it would mean something else: Slack refuses it whole."""
    action = data.draw(_made(named()[name]))
    for way in WAYS.values():
        shown = through_slack(way.shown(action))
        assert way.back(shown, action) == action
        if len(way.carries(action)) <= way.most:
            assert refused(shown) is None
        else:
            assert "must be less than" in str(refused(shown))


LONGEST = "'\"\\" * 21 + "x"
"""64 characters, as an event's id and a pack's name have at most; JSON makes more of them."""


@pytest.mark.parametrize("name", sorted(named()))
def test_the_longest_that_can_be_meant_is_taken_by_slack(name: str) -> None:
    kind = named()[name]
    longest = {int: -MOST, str: LONGEST, bool: True}
    hints = get_type_hints(kind)
    given_values = {
        field.name: get_args(hint)[0]
        if get_origin(hint) is Literal
        else longest[(get_args(hint) or (hint,))[0]]
        for field in fields(kind)  # type: ignore[arg-type]
        for hint in [hints[field.name]]
    }
    action = kind(**given_values)
    for way in (WAYS["one of several buttons"], WAYS["a form"]):
        assert refused(through_slack(way.shown(action))) is None


def test_a_button_carries_what_is_set_and_no_more() -> None:
    assert button("Save", record.Save(1))["value"] == '{"entry":1}'
    assert button("Log", record.AskToLog())["value"] == "{}"
    assert option_value(record.Skip(3)) == '{"do":"skip","entry":3}'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("save", "{"),
        ("save", "[]"),
        ("save", "12"),
        ("save", "{}"),
        ("save", '{"other":1}'),
        ("save", '{"entry":"12"}'),
        ("save", '{"entry":true}'),
        ("save", '{"entry":null}'),
        ("save", '{"entry":1.5}'),
        ("save", f'{{"entry":{MOST + 1}}}'),
        ("save", '{"entry":1,"by_word":1}'),
        ("choose", '{"entry":1,"question":"date"}'),
        ("snooze", '{"nudge":1,"answer":"year"}'),
        ("more", '{"do":"explode"}'),
        ("more", '{"do":["save"],"entry":1}'),
        ("more", "{}"),
        ("explode", "{}"),
        ("", "{}"),
        ("save", "[" * 10_000),
    ],
)
def test_what_we_never_wrote_is_refused(name: str, value: str) -> None:
    with pytest.raises(Refused, match="old_button"):
        decode(read_click({"action_id": name, "value": value}))


@pytest.mark.parametrize("value", [None, 7, ["{}"], {"entry": 1}])
def test_a_value_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(Refused, match="old_button"):
        decode(read_click({"action_id": "save", "value": value}))


def test_what_another_release_sends_along_is_passed_over() -> None:
    """Its names for the same: a field of tomorrow must not spoil a button of today."""
    value = '{"entry":1,"of_tomorrow":{"a":[1]}}'
    assert decode(read_click({"action_id": "save", "value": value})) == record.Save(1)


@given(st.text(max_size=40), st.sampled_from(sorted(named())))
def test_any_text_is_read_or_refused(value: str, name: str) -> None:
    with suppress(Refused):
        decode(read_click({"action_id": name, "value": value}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["action_id", "value", "selected_option", "selected_date", "selected_user", "block_id"]
        ),
        json_values,
    )
)
def test_any_element_is_read_or_refused(element: dict[str, Any]) -> None:
    with suppress(Refused):
        decode(read_click(element))


@given(json_values)
def test_whatever_a_form_carries_is_read_or_refused(metadata: Any) -> None:
    for given_back in (metadata, json.dumps(metadata)):
        with suppress(Refused):
            assert isinstance(carried(given_back), dict)


def test_a_menu_means_what_was_chosen_in_it() -> None:
    more = overflow([("Skip", record.Skip(3)), ("Later", record.PutOff(3))])
    assert more is not None
    assert more["action_id"] == MORE
    assert [chosen(more, each) for each in more["options"]] == [
        record.Skip(3),
        record.PutOff(3),
    ]


@given(st.integers(1, MOST), st.sampled_from(["card", "note", "home", "planned"]))
def test_a_block_names_its_entry(entry: int, surface: str) -> None:
    block = entry_block(entry, "choices", surface)
    assert entry_of(block) == entry
    assert refused({"text": "Now", "blocks": [section("Now", block)]}) is None
    assert entry_of("home:standing") is None


def test_a_day_that_was_picked_goes_to_the_entry_that_its_block_names() -> None:
    picker = {"action_id": "pick_date", "block_id": entry_block(12, "choices", "note")}
    assert meaning(picker, selected_date="2026-11-02") == record.PickDate(12, "2026-11-02")
    for elsewhere in ("elsewhere", f"card:{MOST + 1}:choices"):
        with pytest.raises(Refused, match="old_button"):
            meaning({**picker, "block_id": elsewhere}, selected_date="2026-11-02")


@pytest.mark.parametrize("name", ["choose_other", "choos", "scheme_lef", "leave", "savee", "save "])
def test_a_name_means_itself_alone(name: str) -> None:
    with pytest.raises(Refused, match="old_button"):
        decode(Click(name, {"entry": 1, "question": "date", "answer": "x", "pack": "cmi"}))


def test_the_number_behind_a_name_means_nothing() -> None:
    value = '{"pack":"cmi"}'
    expected = members.LeaveScheme("cmi")
    for action_id in ("leave_scheme", "leave_scheme:3", "leave_scheme:"):
        assert decode(read_click({"action_id": action_id, "value": value})) == expected


def test_every_action_is_offered_by_some_builder() -> None:
    written = {
        node.attr
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert {kind.__name__ for kind in named().values()} - written == set()


PAGES = (
    members.ShowHelp(),
    members.ShowSettings(),
    record.ShowStanding(),
    record.ShowEntries(3, 2026, "waiting"),
)


@given(st.none() | st.sampled_from(PAGES), st.booleans(), st.integers(0, MOST))
def test_a_view_knows_what_it_stands_over_beside_what_it_carries(
    page: Action | None, by_home: bool, entry_id: int
) -> None:
    carries = kept_over(kept(entry=entry_id), page=page, by_home=by_home)
    assert read_kept_over(carries) == (page, by_home)
    assert carried(carries)["entry"] == entry_id
    assert read_kind(kept_over(kept_kind("Help"), page=page, by_home=by_home)) == "Help"


@given(st.none() | st.integers() | st.text() | st.sampled_from(["[]", "1", '{"page":1}']))
def test_whatever_else_a_view_carries_it_stands_over_nothing(metadata: object) -> None:
    assert read_kept_over(metadata) == (None, False)
    assert read_kind(metadata) == ""


@pytest.mark.parametrize("other", [planning.Resume(), record.Save(12), record.AskToLog()])
def test_only_what_changes_nothing_is_shown_anew(other: Action) -> None:
    assert read_kept_over(kept_over(kept(), page=other, by_home=True)) == (None, True)
