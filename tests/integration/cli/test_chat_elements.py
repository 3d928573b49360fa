"""Elements as `cpdbot chat` uses them: the same as in the sandbox, which it does without.

The sandbox's tests hold it against Slack's documentation and Slack's own library.
"""

from typing import Any

import pytest

from bot.cli.chat import elements
from bot.cli.chat.screen import Screen
from bot.services.coaching.actions import Rate
from bot.services.dispatch import Form, Message
from bot.ui.kit import blocks, pages
from bot.ui.kit.ids import Field, read_click
from sandbox import NotPossible, forms
from tests.unit.ui.test_pages import FORMS, MESSAGES

OPTIONS = [blocks.option("First", "1"), blocks.option("Second", "2")]


def inputs_of(page: Form) -> list[dict[str, Any]]:
    return [one for one in pages.form(page)["blocks"] if one["type"] == "input"]


def of_its_kind(page: object) -> str:
    return type(page).__name__


@pytest.mark.parametrize("page", FORMS, ids=of_its_kind)
def test_the_same_stands_in_a_form_at_first(page: Form) -> None:
    view = pages.form(page)
    assert elements.initial_state(view["blocks"]) == forms.initial_state(view["blocks"])


@pytest.mark.parametrize("page", FORMS, ids=of_its_kind)
def test_the_same_is_missing_from_a_form_that_was_emptied(page: Form) -> None:
    fields = inputs_of(page)
    state = elements.initial_state(fields)
    for one in elements.placed(fields):
        state = elements.with_value(state, one, None)
    missing = elements.complaints(fields, state)
    assert missing == forms.complaints(fields, state)
    assert missing.keys() == {one["block_id"] for one in fields if not one["optional"]}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (blocks.text_field("a", most=5), "five!"),
        (blocks.text_field("a", most=5), "sixth!"),
        (blocks.menu("a", "Choose", OPTIONS), "2"),
        (blocks.radio("a", OPTIONS, "1"), "2"),
        (blocks.radio("a", OPTIONS, "1"), None),
        (blocks.checkboxes("a", OPTIONS), ["2", "1"]),
        (blocks.multi_menu("a", "Choose", OPTIONS, ["1"]), ["2", "1"]),
        (blocks.checkboxes("a", OPTIONS), "2"),
        (blocks.checkboxes("a", OPTIONS, ["1"]), None),
        (blocks.datepicker("a"), "20261120"),
        (blocks.timepicker("a", 540), "09:30:00"),
        (blocks.user_menu("a", "Choose"), "U0PRIYA"),
    ],
)
def test_the_same_is_sent_of_a_field_that_was_filled_in(
    element: dict[str, Any], value: str | list[str] | None
) -> None:
    field = [blocks.asked(Field.TITLE, "Field", element)]
    [mine], [theirs] = elements.placed(field), forms.placed(field)
    state = elements.with_value({}, mine, value)
    assert state == forms.with_value({}, theirs, forms.filled(theirs, value))
    assert elements.complaints(field, state) == forms.complaints(field, state)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (blocks.menu("a", "Choose", OPTIONS), "3"),
        (blocks.radio("a", OPTIONS), ["1", "2"]),
        (blocks.checkboxes("a", OPTIONS), ["1", "3"]),
        (blocks.timepicker("a", 540), "noon"),
        (blocks.datepicker("a"), "soon"),
    ],
)
def test_the_same_cannot_be_filled_in(element: dict[str, Any], value: str | list[str]) -> None:
    field = [blocks.asked(Field.TITLE, "Field", element)]
    [mine], [theirs] = elements.placed(field), forms.placed(field)
    with pytest.raises((NotPossible, ValueError)) as refused:
        forms.filled(theirs, value)
    with pytest.raises((elements.NotPossible, ValueError), match=str(refused.value)):
        elements.with_value({}, mine, value)


@pytest.mark.parametrize("page", MESSAGES, ids=of_its_kind)
def test_the_same_click_is_read_from_whatever_is_pressed(page: Message) -> None:
    shown = list(pages.message(page, "U0BOT").blocks)
    for mine, theirs in zip(elements.placed(shown), forms.placed(shown), strict=True):
        offered = elements.options_of(mine.element) or elements.feedback_of(mine.element)
        values = [one["value"] for one in offered] or [None]
        day = ["2026-11-20"] if mine.type == "datepicker" else values
        for value in day:
            click = read_click(elements.pressed(mine, value))
            assert click == read_click(forms.action(theirs, value, "1.0")[0])
            assert click.name


RATING = blocks.feedback(
    "row", Rate(7, "good"), Rate(7, "bad"), ("This helped", "This did not help")
)


@pytest.mark.parametrize("name", ["positive_button", "negative_button"])
def test_the_same_is_sent_of_feedback_buttons(name: str) -> None:
    [mine], [theirs] = elements.placed([RATING]), forms.placed([RATING])
    value = RATING["elements"][0][name]["value"]
    sent = elements.pressed(mine, value)
    assert sent == {key: forms.action(theirs, value, "1.0")[0][key] for key in sent}
    assert sent["text"] == RATING["elements"][0][name]["text"]


def test_feedback_buttons_are_pressed_by_what_they_show_and_by_what_they_say() -> None:
    screen = Screen()
    words = blocks.section("What others would miss", "said")
    screen.show("1.0", None, blocks.Content("Said.", [words, RATING], [words]))
    assert screen.labels == ("👍", "👎")
    for label, feedback in (("👍", "good"), ("This helped", "good"), ("This did not help", "bad")):
        control = screen.find(label)
        assert control is not None
        click = read_click(control.pressed())
        assert (click.name, feedback in str(click.value)) == ("coach_rate", True)


def test_a_message_with_a_table_is_read_in_its_plain_form() -> None:
    screen = Screen()
    table = {"type": "data_table", "block_id": "table", "caption": "Your team", "rows": []}
    plain = blocks.section("Priya: 8 of 30", "team")
    post = screen.show("1.0", None, blocks.Content("Your team.", [table, RATING], [plain]))
    assert post is not None
    assert (post.text, post.labels) == ("Priya: 8 of 30", ())


def test_one_of_the_two_feedback_buttons_is_pressed() -> None:
    [mine] = elements.placed([RATING])
    with pytest.raises(elements.NotPossible, match="One of the two"):
        elements.pressed(mine, None)


def test_an_option_that_is_not_there_cannot_be_pressed() -> None:
    [menu] = elements.placed(blocks.actions("row", [blocks.menu("a", "Choose", OPTIONS)]))
    with pytest.raises(elements.NotPossible, match="no option '3'"):
        elements.pressed(menu, "3")
