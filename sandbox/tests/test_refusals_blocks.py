"""What Slack accepts and refuses in the blocks of a message, one row a payload."""

from typing import Any

import pytest

from block_samples import (
    Block,
    actions,
    button,
    confirm,
    context_actions,
    feedback,
    icon,
    image,
    menu,
    mrkdwn,
    option,
    plain,
    radio,
    rich,
    section,
    text_input,
    without,
    words,
)
from sandbox.refusals import check_message

ACCEPTED: dict[str, list[Block]] = {
    "a section of 3,000 characters": [section(text=mrkdwn("x" * 3000))],
    "a section of fields alone": [without(section(fields=[mrkdwn()] * 10), "text")],
    "a header of 150 characters": [{"type": "header", "text": plain("x" * 150)}],
    "a divider": [{"type": "divider", "block_id": "line"}],
    "a context of text and image": [{"type": "context", "elements": [mrkdwn(), image()]}],
    "25 buttons": [actions(*[button(action_id=f"b{n}") for n in range(25)])],
    "one action_id in two blocks": [actions(button()), actions(button())],
    "a button with everything": [
        actions(
            button(
                style="primary",
                value="v" * 2000,
                url="https://x.test/a",
                accessibility_label="Save the entry",
                confirm=confirm(style="danger"),
            )
        )
    ],
    "an overflow menu with a link": [
        section(
            accessory={
                "type": "overflow",
                "action_id": "more",
                "options": [option(url="https://x.test")] * 5,
            }
        )
    ],
    "a menu with what is chosen": [
        actions(menu(initial_option=option(), placeholder=plain("How long?")))
    ],
    "a menu of groups": [
        actions(
            without(
                menu(
                    option_groups=[{"label": plain("Formal"), "options": [option("b")]}],
                    initial_option=option("b"),
                ),
                "options",
            )
        )
    ],
    "feedback buttons and icon buttons, five in all": [
        context_actions(feedback(), *[icon(action_id=f"delete-{n}") for n in range(4)])
    ],
    "feedback buttons with everything": [
        context_actions(
            feedback(
                action_id="a" * 255,
                positive_button={
                    "text": plain("x" * 75),
                    "value": "v" * 2000,
                    "accessibility_label": "x" * 75,
                },
            ),
            block_id="b" * 255,
        )
    ],
    "an icon button with everything": [
        context_actions(
            icon(
                value="v" * 2000,
                accessibility_label="Delete this answer",
                confirm=confirm(),
                visible_to_user_ids=["U1", "U2"],
            )
        )
    ],
    "context actions without ids": [
        context_actions(without(feedback(), "action_id"), without(icon(), "action_id"))
    ],
    "a date, a time and people": [
        actions(
            {"type": "datepicker", "action_id": "d", "initial_date": "2028-02-29"},
            {"type": "timepicker", "action_id": "t", "initial_time": "23:59"},
            {"type": "users_select", "action_id": "u", "initial_user": "U1"},
            {"type": "multi_users_select", "action_id": "m", "initial_users": ["U1", "U2"]},
            {"type": "conversations_select", "action_id": "c"},
        )
    ],
    "ticks with mrkdwn": [
        actions(
            {
                "type": "checkboxes",
                "action_id": "c",
                "options": [{"text": mrkdwn(), "value": "a", "description": mrkdwn("why")}] * 10,
            }
        )
    ],
    "an input in a message": [text_input(initial_value="2 h", max_length=3000)],
    "an image with a title": [image(title=plain("Your year"))],
    "rich text of every part": [
        rich(
            words(),
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [words()]},
            {
                "type": "rich_text_quote",
                "elements": [
                    {"type": "user", "user_id": "U1"},
                    {"type": "link", "url": "https://x.test", "style": {"bold": True}},
                    {"type": "emoji", "name": "tada"},
                ],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
        )
    ],
    "12,000 characters of markdown": [{"type": "markdown", "text": "x" * 12_000}],
    "50 blocks": [{"type": "divider"}] * 50,
}


@pytest.mark.parametrize("blocks", ACCEPTED.values(), ids=ACCEPTED)
def test_slack_takes(blocks: list[Block]) -> None:
    assert check_message({"text": "A draft.", "blocks": blocks}) is None


TOO_LONG_TEXT = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"

REFUSED: dict[str, tuple[list[Any], str]] = {
    "a section of 3,001 characters": ([section(text=mrkdwn("x" * 3001))], TOO_LONG_TEXT),
    "an empty section": (
        [section(text=mrkdwn(""))],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a section without text": (
        [{"type": "section"}],
        "missing required field: text [json-pointer:/blocks/0]",
    ),
    "a text that is a bare string": (
        [section(text="High voltage")],
        "must provide an object [json-pointer:/blocks/0/text]",
    ),
    "a text of an unknown kind": (
        [section(text={"type": "markdown", "text": "x"})],
        "unsupported type: markdown [json-pointer:/blocks/0/text/type]",
    ),
    "emoji on mrkdwn": (
        [section(text={**mrkdwn(), "emoji": True})],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "11 fields": (
        [section(fields=[mrkdwn()] * 11)],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "a field of 2,001 characters": (
        [section(fields=[mrkdwn("x" * 2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "a header in mrkdwn": (
        [{"type": "header", "text": mrkdwn()}],
        "must be a valid enum value [json-pointer:/blocks/0/text/type]",
    ),
    "a header of 151 characters": (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a context of 11": (
        [{"type": "context", "elements": [mrkdwn()] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "an empty context": (
        [{"type": "context", "elements": []}],
        "must provide at least 1 items [json-pointer:/blocks/0/elements]",
    ),
    "26 buttons": (
        [actions(*[button(action_id=f"b{n}") for n in range(26)])],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "one action_id twice in a block": (
        [section(), actions(button(), button())],
        '`action_id` "save" already exists [json-pointer:/blocks/1/elements/1/action_id]',
    ),
    "one block_id twice": (
        [section(block_id="card"), section(block_id="card")],
        '`block_id` "card" already exists [json-pointer:/blocks/1/block_id]',
    ),
    "a block_id of 256 characters": (
        [section(block_id="x" * 256)],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    "a button of 76 characters": (
        [actions(button(text=plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "a button in mrkdwn": (
        [actions(button(text=mrkdwn("Save")))],
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "a secondary button": (
        [actions(button(style="secondary"))],
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "a style of null": (
        [actions(button(style=None))],
        "must provide a string [json-pointer:/blocks/0/elements/0/style]",
    ),
    "a disabled button": (
        [actions(button(disabled=True))],
        "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    ),
    "a value of 2,001 characters": (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "a value that is a number": (
        [actions(button(value=7))],
        "must provide a string [json-pointer:/blocks/0/elements/0/value]",
    ),
    "a url that is none": (
        [actions(button(url="the course page"))],
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a url of 3,001 characters": (
        [actions(button(url="https://x.test/".ljust(3001, "a")))],
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a confirm title of 101 characters": (
        [actions(button(confirm=confirm(title=plain("x" * 101))))],
        "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ),
    "a confirm without a way out": (
        [actions(button(confirm=without(confirm(), "deny")))],
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    "an overflow of 6": (
        [
            section(
                accessory={
                    "type": "overflow",
                    "options": [option(str(n)) for n in range(6)],
                }
            )
        ],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    "an option with 76 characters": (
        [actions(menu(options=[{"text": plain("x" * 76), "value": "a"}]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "an option's value of 151 characters": (
        [actions(menu(options=[option("x" * 151)]))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "an option of a menu in mrkdwn": (
        [actions(menu(options=[{"text": mrkdwn(), "value": "a"}]))],
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/options/0/text/type]",
    ),
    "an option of a menu with a url": (
        [actions(menu(options=[option(url="https://x.test")]))],
        "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "101 options": (
        [actions(menu(options=[option(str(n)) for n in range(101)]))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "no options": (
        [actions(menu(options=[]))],
        "must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]",
    ),
    "a menu with neither options nor groups": (
        [actions(without(menu(), "options"))],
        "missing required field: options [json-pointer:/blocks/0/elements/0]",
    ),
    "a menu with options and groups": (
        [actions(menu(option_groups=[{"label": plain("Formal"), "options": [option()]}]))],
        "cannot provide both `options` and `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "a choice that is not offered": (
        [actions(menu(initial_option=option("b")))],
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "a choice of null": (
        [actions(menu(initial_option=None))],
        "must provide an object [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "11 radio buttons": (
        [actions(radio(options=[option(str(n)) for n in range(11)]))],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "a radio button that is not offered": (
        [actions(radio(initial_option=option("b")))],
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "a placeholder of 151 characters": (
        [actions(menu(placeholder=plain("x" * 151)))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    "the 31st of November": (
        [actions({"type": "datepicker", "initial_date": "2026-11-31"})],
        "must be a valid date in the format YYYY-MM-DD"
        " [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a date the British way": (
        [actions({"type": "datepicker", "initial_date": "20/11/2026"})],
        "must be a valid date in the format YYYY-MM-DD"
        " [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a quarter to twenty-five": (
        [actions({"type": "timepicker", "initial_time": "24:45"})],
        "must be a valid time in the format HH:mm [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "a text input outside an input block": (
        [actions({"type": "plain_text_input", "action_id": "t"})],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "a number input in a message": (
        [
            {
                "type": "input",
                "label": plain("Hours"),
                "element": {"type": "number_input", "is_decimal_allowed": True},
            }
        ],
        "unsupported type: number_input [json-pointer:/blocks/0/element/type]",
    ),
    "a button in an input block": (
        [{"type": "input", "label": plain("Save"), "element": button()}],
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    "a text input of 3,001 characters": (
        [text_input(max_length=3001)],
        "must be less than 3000 [json-pointer:/blocks/0/element/max_length]",
    ),
    "a text input shorter than its least": (
        [text_input(min_length=20, max_length=10)],
        "`min_length` cannot be greater than `max_length` [json-pointer:/blocks/0/element]",
    ),
    "an image without words": (
        [without(image(), "alt_text")],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "an image from a file": (
        [image(image_url="file:///chart.png")],
        "must be a valid URL [json-pointer:/blocks/0/image_url]",
    ),
    "an alt text of 2,001 characters": (
        [image(alt_text="x" * 2001)],
        "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
    ),
    "rich text without text": (
        [rich(words(""))],
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    "a rich list with dashes": (
        [rich({"type": "rich_text_list", "style": "dash", "elements": [words()]})],
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "markdown of 12,001 characters": (
        [{"type": "markdown", "text": "x" * 12_001}],
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    "markdown of 12,001 characters in two blocks": (
        [{"type": "markdown", "text": "x" * 12_000}, {"type": "markdown", "text": "x"}],
        "must be less than 12001 characters [json-pointer:/blocks]",
    ),
    "51 blocks": (
        [{"type": "divider"}] * 51,
        "no more than 50 items allowed [json-pointer:/blocks]",
    ),
    "a block nobody knows": (
        [section(), {"type": "gauge"}],
        "unsupported type: gauge [json-pointer:/blocks/1/type]",
    ),
    "a block without a type": (
        [{"text": mrkdwn()}],
        "missing required field: type [json-pointer:/blocks/0]",
    ),
    "a block that is null": ([None], "must provide an object [json-pointer:/blocks/0]"),
    "a divider with a text": (
        [{"type": "divider", "text": mrkdwn()}],
        "invalid additional property: text [json-pointer:/blocks/0]",
    ),
}


@pytest.mark.parametrize(("blocks", "message"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(blocks: list[Block], message: str) -> None:
    refusal = check_message({"text": "A draft.", "blocks": blocks})

    assert refusal is not None
    assert refusal.code == "invalid_blocks"
    assert f"[ERROR] {message}" in refusal.messages
