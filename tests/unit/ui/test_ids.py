"""What clicks and modals carry comes back as it was written, and nothing else is taken."""

import ast
import json
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.ui
from bot.services.dispatch import Action, Click, decode, members, record
from bot.services.dispatch.action import MOST, named
from bot.services.refused import Refused
from bot.ui.blocks import button, overflow
from bot.ui.ids import MORE, entry_block, entry_of, kept, option_value, read_click
from bot.ui.modals import carried
from tests.unit.ui.reading import chosen, meaning

UI = Path(bot.ui.__file__ or "").parent if bot.ui.__file__ else Path(bot.ui.__path__[0])

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-MOST, MOST),
    str: st.text(max_size=40),
    bool: st.booleans(),
    type(None): st.none(),
}


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


def by_button(action: Action) -> Action:
    return meaning(through_slack(button("Do it", action)))


def by_numbered_button(action: Action) -> Action:
    return meaning(through_slack(button("Do it", action, number=3)))


def by_menu(action: Action) -> Action:
    menu = through_slack(overflow([("Do it", action)]))
    return chosen(menu, menu["options"][0])


def by_select(action: Action) -> Action:
    """A menu whose own name is the action's, as the one to snooze a nudge is."""
    option = {"value": option_value(action)}
    return decode(read_click({"action_id": action.name, "selected_option": option}))


def by_modal(action: Action) -> Action:
    """The same fields kept in a form meanwhile."""
    view = through_slack({"private_metadata": kept(**action.to_json())})
    return decode(Click(action.name, carried(view["private_metadata"])))


WAYS = (by_button, by_numbered_button, by_menu, by_select, by_modal)


@pytest.mark.parametrize("name", sorted(named()))
@given(data=st.data())
def test_each_action_comes_back_as_it_was_sent(name: str, data: st.DataObject) -> None:
    action = data.draw(_made(named()[name]))
    assert [by(action) for by in WAYS] == [action] * len(WAYS)


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
    menu = overflow([("Skip", record.Skip(3)), ("Later", record.PutOff(3))])
    assert menu is not None
    assert menu["action_id"] == MORE
    assert [chosen(menu, option) for option in menu["options"]] == [
        record.Skip(3),
        record.PutOff(3),
    ]


def test_a_block_names_its_entry() -> None:
    assert entry_of(entry_block(12, "choices")) == 12
    assert entry_of("home:standing") is None


def test_a_day_that_was_picked_goes_to_the_entry_that_its_block_names() -> None:
    picker = {"action_id": "pick_date", "block_id": entry_block(12, "choices", "note")}
    assert meaning(picker, selected_date="2026-11-02") == record.PickDate(12, "2026-11-02")
    with pytest.raises(Refused, match="old_button"):
        meaning({**picker, "block_id": "elsewhere"}, selected_date="2026-11-02")


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
