"""What clicks and modals carry comes back as it was written, and nothing else is taken."""

import ast
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.ui
from bot.services.refused import Refused
from bot.ui.blocks import button, overflow
from bot.ui.ids import Act, Meta, entry_block, entry_of, read_click

UI = Path(bot.ui.__file__ or "").parent if bot.ui.__file__ else Path(bot.ui.__path__[0])

metas = st.builds(
    Meta,
    do=st.none() | st.sampled_from(Act),
    entry=st.none() | st.integers(0, 2**53),
    question=st.none() | st.sampled_from(["minutes", "evaluate"]),
    answer=st.none() | st.text(max_size=20),
    key=st.none() | st.text(max_size=20),
    page=st.none() | st.integers(0, 1000),
)


@given(metas)
def test_what_was_carried_comes_back(meta: Meta) -> None:
    assert Meta.from_json(meta.to_json()) == meta


def test_nothing_carried_is_an_empty_meta() -> None:
    assert Meta.from_json("") == Meta.from_json(None) == Meta()


@pytest.mark.parametrize(
    "value",
    ["{", "[]", "12", '{"entry":"12"}', '{"entry":true}', '{"other":1}', '{"do":"explode"}'],
)
def test_what_we_never_wrote_is_refused(value: str) -> None:
    with pytest.raises(Refused, match="old_button"):
        Meta.from_json(value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(value: str) -> None:
    with suppress(Refused):
        Meta.from_json(value)


def test_a_button_is_read_back() -> None:
    click = read_click(button("2 h", Act.CHOOSE, Meta(entry=1, answer="2 h"), number=2))
    assert (click.act, click.meta) == (Act.CHOOSE, Meta(entry=1, answer="2 h"))


def test_a_menu_means_what_was_chosen_in_it() -> None:
    menu = overflow([("Skip", Meta(do=Act.SKIP, entry=3))])
    assert menu is not None
    click = read_click({"action_id": menu["action_id"], "selected_option": menu["options"][0]})
    assert (click.act, click.meta.entry) == (Act.SKIP, 3)


def test_an_unknown_element_is_refused() -> None:
    with pytest.raises(Refused, match="old_button"):
        read_click({"action_id": "explode", "value": "{}"})


def test_a_block_names_its_entry() -> None:
    assert entry_of(entry_block(12, "choices")) == 12
    assert entry_of("home:standing") is None


def test_listeners_match_each_of_several_elements_and_no_other_meaning() -> None:
    assert Act.CHOOSE.pattern.match("choose")
    assert Act.CHOOSE.pattern.match("choose:3")
    assert not Act.CHOOSE.pattern.match("choose_other")
    assert not Act.SCHEME.pattern.match("scheme_left")


def test_every_meaning_is_written_by_some_builder() -> None:
    used = {
        node.attr
        for path in UI.rglob("*.py")
        if path.name != "ids.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Act"
    }
    assert {act.name for act in Act} == used
