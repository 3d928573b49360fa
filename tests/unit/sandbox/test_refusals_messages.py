"""What Slack accepts and refuses in messages, one row a payload; views have their own module."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.refusals import Refusal, check_message

Block = dict[str, Any]


def plain(text: str = "Save") -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*High voltage isolation course*") -> Block:
    return {"type": "mrkdwn", "text": text}


def section(**extra: Any) -> Block:
    return {"type": "section", "text": mrkdwn(), **extra}


def button(**extra: Any) -> Block:
    return {"type": "button", "text": plain(), "action_id": "save", **extra}


def actions(*elements: Block, **extra: Any) -> Block:
    return {"type": "actions", "elements": list(elements), **extra}


def option(value: str = "a", **extra: Any) -> Block:
    return {"text": plain("Skip"), "value": value, **extra}


def menu(**extra: Any) -> Block:
    return {"type": "static_select", "action_id": "pick", "options": [option()], **extra}


def confirm(**extra: Any) -> Block:
    asked = {"title": plain("Withdraw it?"), "text": plain("It stays in your record.")}
    return {**asked, "confirm": plain("Withdraw"), "deny": plain("Keep"), **extra}


def radio(**extra: Any) -> Block:
    return {"type": "radio_buttons", "action_id": "r", "options": [option()], **extra}


def image(**extra: Any) -> Block:
    return {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "Chart", **extra}


def text_input(**extra: Any) -> Block:
    element = {"type": "plain_text_input", "action_id": "t", **extra}
    return {"type": "input", "label": plain("Title"), "element": element}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def words(text: str = "proving dead") -> Block:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def raw(text: str = "Priya Nair") -> Block:
    return {"type": "raw_text", "text": text}


def figure(value: float = 8) -> Block:
    return {"type": "raw_number", "value": value, "text": str(value)}


def table(*rows: list[Block], **extra: Any) -> Block:
    given = rows or ([raw("Who"), raw("Year")], [raw(), figure()])
    return {"type": "data_table", "caption": "Your team", "rows": list(given), **extra}


def series(name: str = "Yours", *labels: str) -> Block:
    data = [{"label": one, "value": 8.5} for one in labels or ("Year", "Cycle")]
    return {"name": name, "data": data}


def chart(*given: Block, kind: str = "bar", **extra: Any) -> Block:
    plotted = {
        "type": kind,
        "series": list(given or [series()]),
        "axis_config": {"categories": ["Year", "Cycle"], "y_label": "Credits"},
    }
    return {"type": "data_visualization", "title": "Your week", "chart": plotted | extra}


def pie(*segments: Block) -> Block:
    plotted = {"type": "pie", "segments": list(segments)}
    return {"type": "data_visualization", "title": "Your week", "chart": plotted}


def without(block: Block, key: str) -> Block:
    return {name: value for name, value in block.items() if name != key}


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
    "a table of 100 rows": [table([raw("Who"), raw("Year")], *[[raw("P"), figure(8)]] * 100)],
    "a table of 20 columns": [table([raw("x")] * 20, [rich(words()), *[figure()] * 19])],
    "a table that says how it is paged": [table(page_size=10, row_header_column_index=0)],
    "charts of every kind": [chart(kind="area"), chart(series("A"), series("B"), kind="line")],
    "a pie": [pie({"label": "Reading", "value": 3}, {"label": "Courses", "value": 5})],
    "a chart of nothing but noughts": [
        chart(
            {"name": "A", "data": [{"label": "Year", "value": 0}, {"label": "Cycle", "value": 0}]}
        )
    ],
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
    "a table without a caption": (
        [without(table(), "caption")],
        "missing required field: caption [json-pointer:/blocks/0]",
    ),
    "a table that is a head alone": (
        [table([raw()])],
        "must provide at least 2 items [json-pointer:/blocks/0/rows]",
    ),
    "a table of 101 rows": (
        [table(*[[raw()]] * 102)],
        "no more than 101 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "a table of 21 columns": (
        [table(*[[raw()] * 21] * 2)],
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    "a table with an empty cell": (
        [table([raw()], [raw("")])],
        "must be more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]",
    ),
    "a table with a figure in words": (
        [table([raw()], [figure() | {"value": "8"}])],
        "must provide a number [json-pointer:/blocks/0/rows/1/0/value]",
    ),
    "a table with rich text in its head": (
        [table([rich(words())], [raw()])],
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    "a table of uneven rows": (
        [table([raw(), raw()], [raw()])],
        "must have as many cells as the first row [json-pointer:/blocks/0/rows/1]",
    ),
    "tables of 10,001 characters": (
        [table([raw("x" * 5_000)], [raw("x")]), table([raw("x" * 4_999)], [rich(words("x"))])],
        "must be less than 10001 characters [json-pointer:/blocks]",
    ),
    "a chart with a title of 51 characters": (
        [chart() | {"title": "x" * 51}],
        "must be less than 51 characters [json-pointer:/blocks/0/title]",
    ),
    "a chart of a kind nobody knows": (
        [chart(kind="radar")],
        "unsupported type: radar [json-pointer:/blocks/0/chart/type]",
    ),
    "seven series": (
        [chart(*[series(f"S{n}") for n in range(7)])],
        "no more than 6 items allowed [json-pointer:/blocks/0/chart/series]",
    ),
    "two series of one name": (
        [chart(series(), series())],
        "must be unique [json-pointer:/blocks/0/chart/series/1/name]",
    ),
    "a series that lacks a category": (
        [chart(series("Yours", "Year"))],
        "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "a label of 21 characters": (
        [pie({"label": "x" * 21, "value": 3})],
        "must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]",
    ),
    "a slice of nothing": (
        [pie({"label": "Reading", "value": 0})],
        "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    "three charts": (
        [chart(), chart(), chart()],
        "no more than 2 charts allowed [json-pointer:/blocks/2]",
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


def test_each_thing_that_is_wrong_is_named() -> None:
    refusal = check_message({"blocks": [section(text=mrkdwn("")), {"type": "header"}]})

    assert refusal == Refusal(
        "invalid_blocks",
        (
            "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]",
            "[ERROR] missing required field: text [json-pointer:/blocks/1]",
        ),
    )


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "  \n"}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": 7}, "invalid_arguments"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "[{]"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "attachments": [{"text": "y"}]}, "invalid_attachments"),
        ({"text": "x", "metadata": "id"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "out"}}, "invalid_metadata_schema"),
        (
            {"text": "x", "metadata": {"event_type": "o", "event_payload": {"a": "x" * 16_000}}},
            "metadata_too_large",
        ),
        (
            {"text": "x", "blocks": [section(text=mrkdwn("x" * 2700)) for _ in range(5)]},
            "msg_blocks_too_long",
        ),
    ],
)
def test_a_message_is_refused_with_the_code_that_slack_has_for_it(
    payload: dict[str, Any], code: str
) -> None:
    refusal = check_message(payload)

    assert refusal is not None
    assert refusal.code == code


@pytest.mark.parametrize(
    "payload",
    [
        {"text": "x" * 40_000},
        {"blocks": [section()]},
        {"text": "Nothing to show any more.", "blocks": []},
        {"text": "x", "metadata": {"event_type": "outbox", "event_payload": {"id": "7"}}},
    ],
)
def test_a_message_is_taken_with_text_or_blocks(payload: dict[str, Any]) -> None:
    assert check_message(payload) is None


@pytest.mark.parametrize(("length", "code"), [(4_000, None), (4_001, "msg_too_long")])
def test_an_update_may_hold_less_text_than_a_new_message(length: int, code: str | None) -> None:
    refusal = check_message({"text": "x" * length}, update=True)

    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize("make", [list, dict, str, int])
def test_whatever_stands_in_for_a_block_is_refused_and_never_raises(
    make: Callable[[], object],
) -> None:
    assert check_message({"text": "x", "blocks": [make()]}) is not None
