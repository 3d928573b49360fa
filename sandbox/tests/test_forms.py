"""Fields and typed text, by themselves: what is filled in, refused by the client, and stored."""

from typing import Any

import pytest

from bolt_app import actions, button, text_input
from sandbox import Channel, NotPossible, User
from sandbox.forms import Value, complaints, field_named, filled, find, initial_state, kept_state
from sandbox.message_text import as_command, as_message, rich_text


def field(element: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """Blocks with one input."""
    label = {"type": "plain_text", "text": "Field"}
    return [
        {
            "type": "input",
            "block_id": "f",
            "label": label,
            "element": {"action_id": "a", **element},
            **more,
        }
    ]


@pytest.mark.parametrize(
    ("element", "value", "complaint"),
    [
        ({"type": "number_input", "is_decimal_allowed": False}, "2.5", "whole number"),
        ({"type": "number_input", "is_decimal_allowed": True}, "2.5", None),
        ({"type": "number_input", "is_decimal_allowed": True}, "two", "Please enter a number"),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "1"}, "0", "at least 1"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "9"}, "10", "at most 9"),
        ({"type": "email_text_input"}, "tom", "valid email"),
        ({"type": "url_text_input"}, "bosch", "valid URL"),
        ({"type": "url_text_input"}, "https://bosch.com", None),
        ({"type": "plain_text_input", "min_length": 5}, "four", "at least 5"),
        ({"type": "plain_text_input", "max_length": 3}, "four", "at most 3"),
        ({"type": "plain_text_input"}, "", "required"),
        ({"type": "datepicker"}, None, "required"),
        ({"type": "multi_users_select"}, [], "required"),
    ],
)
def test_the_client_checks_what_it_can_before_sending(
    element: dict[str, Any], value: Value, complaint: str | None
) -> None:
    blocks = field(element)
    state = {"f": {"a": filled(field_named(blocks, "f"), value)}}
    found = complaints(blocks, state)
    assert (complaint in found["f"]) if complaint else (found == {})


def test_an_optional_field_may_stay_empty() -> None:
    blocks = field({"type": "datepicker"}, optional=True)
    assert complaints(blocks, initial_state(blocks)) == {}


def test_only_options_that_are_there_can_be_picked() -> None:
    blocks = field({"type": "static_select", "options": []})
    with pytest.raises(NotPossible, match="no option 'x'"):
        filled(field_named(blocks, "a"), "x")


def test_an_element_that_is_not_alone_needs_its_block_named() -> None:
    blocks = [actions(button("go"), block_id="one"), actions(button("go"), block_id="two")]
    with pytest.raises(NotPossible, match="several"):
        find(blocks, "go")
    assert find(blocks, "go", "two").block_id == "two"
    with pytest.raises(NotPossible, match="no 'gone'"):
        find(blocks, "gone")


def test_an_update_keeps_what_was_typed_only_where_ids_and_type_stay() -> None:
    before = {"title": {"text": {"type": "plain_text_input", "value": "typed"}}}
    assert kept_state([text_input("title")], before) == before
    renamed = kept_state([text_input("heading")], before)
    assert renamed["heading"]["text"]["value"] is None
    retyped = [text_input("title", element={"type": "email_text_input"})]
    assert kept_state(retyped, before)["title"]["text"]["value"] is None


USERS = [User("U0TOM", "tom", "Tom Reed")]
CHANNELS = [Channel("C0GARAGE", "garage", "public", ())]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("R&D <!channel>", "R&amp;D &lt;!channel&gt;"),
        ("see https://imi.org/a?b=1&c=2.", "see <https://imi.org/a?b=1&amp;c=2>."),
        ("www.imi.org", "<http://www.imi.org|www.imi.org>"),
        ("ask tom@imi.org", "ask <mailto:tom@imi.org|tom@imi.org>"),
        ("@tom and @nobody in #garage", "<@U0TOM> and @nobody in <#C0GARAGE|garage>"),
        ("thanks @Tom", "thanks <@U0TOM>"),
        ("2.5 hours, 3.30pm", "2.5 hours, 3.30pm"),
    ],
)
def test_typed_text_is_stored_as_slack_stores_it(typed: str, stored: str) -> None:
    assert as_message(typed, USERS, CHANNELS) == stored


def test_a_command_that_escapes_gets_ids_beside_names() -> None:
    assert as_command("assign @tom", USERS, CHANNELS) == "assign <@U0TOM|tom>"


def test_rich_text_tells_text_links_and_people_apart() -> None:
    (block,) = rich_text("hi <@U0TOM> &amp; <http://imi.org|imi.org>")
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "hi "},
        {"type": "user", "user_id": "U0TOM"},
        {"type": "text", "text": " & "},
        {"type": "link", "url": "http://imi.org", "text": "imi.org"},
    ]
