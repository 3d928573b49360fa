"""What Slack accepts and refuses in modals and App Home, one row a view."""

from typing import Any

import pytest

from sandbox.refusals import check_blocks, check_view

View = dict[str, Any]


def plain(text: str = "Edit entry") -> View:
    return {"type": "plain_text", "text": text}


def ask(element: View | None = None, **extra: Any) -> View:
    asked = element or {"type": "plain_text_input", "action_id": "title"}
    return {"type": "input", "label": plain("Title"), "element": asked, **extra}


def number(**extra: Any) -> View:
    return {"type": "number_input", "is_decimal_allowed": True, "action_id": "h", **extra}


def files(**extra: Any) -> View:
    return {"type": "file_input", "action_id": "f", **extra}


def modal(*blocks: View, **extra: Any) -> View:
    shown = list(blocks) or [{"type": "divider"}]
    return {"type": "modal", "title": plain(), "blocks": shown, **extra}


def form(*blocks: View, **extra: Any) -> View:
    return modal(*blocks, submit=plain("Save"), **extra)


def home(*blocks: View, **extra: Any) -> View:
    return {"type": "home", "blocks": list(blocks), **extra}


def without(view: View, key: str) -> View:
    return {name: value for name, value in view.items() if name != key}


ACCEPTED: dict[str, View] = {
    "a modal without a form": modal(),
    "a form": form(ask(optional=True, hint=plain("As on the certificate"))),
    "a form that reports each change": form(
        ask(
            {
                "type": "plain_text_input",
                "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
            },
            dispatch_action=True,
        )
    ),
    "a number with its bounds": form(
        ask(number(initial_value="2.5", min_value="0.25", max_value="24"))
    ),
    "files of some types": form(ask(files(filetypes=["pdf", "png"], max_files=10))),
    "all a modal can carry": form(
        ask(),
        close=plain("Cancel"),
        private_metadata="x" * 3000,
        callback_id="x" * 255,
        external_id="entry-7",
        clear_on_close=True,
        notify_on_close=False,
    ),
    "100 blocks": modal(*[{"type": "divider"}] * 100),
    "an empty home": home(),
    "a home with an input": home(ask(), private_metadata="{}", callback_id="home"),
}


@pytest.mark.parametrize("view", ACCEPTED.values(), ids=ACCEPTED)
def test_slack_takes(view: View) -> None:
    assert check_view(view, surface=view["type"]) is None


REFUSED: dict[str, tuple[View, str]] = {
    "a modal without a title": (
        without(modal(), "title"),
        "missing required field: title [json-pointer:/view]",
    ),
    "a title of 25 characters": (
        modal(title=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "a title in mrkdwn": (
        modal(title={"type": "mrkdwn", "text": "*Edit*"}),
        "must be a valid enum value [json-pointer:/view/title/type]",
    ),
    "a submit of 25 characters": (
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "a submit that is a string": (
        modal(submit="Save"),
        "must provide an object [json-pointer:/view/submit]",
    ),
    "a close without a word": (
        modal(close=plain("")),
        "must be more than 0 characters [json-pointer:/view/close/text]",
    ),
    "an input and nothing to submit it": (
        modal({"type": "divider"}, ask()),
        "must define `submit` to use an `input` block in modals"
        " [json-pointer:/view/blocks/1/input]",
    ),
    "an input without a label": (
        form(without(ask(), "label")),
        "missing required field: label [json-pointer:/view/blocks/0]",
    ),
    "an input without an element": (
        form(without(ask(), "element")),
        "missing required field: element [json-pointer:/view/blocks/0]",
    ),
    "a label of 2,001 characters": (
        form(ask(label=plain("x" * 2001))),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
    ),
    "a hint in mrkdwn": (
        form(ask(hint={"type": "mrkdwn", "text": "why"})),
        "must be a valid enum value [json-pointer:/view/blocks/0/hint/type]",
    ),
    "an optional of yes": (
        form(ask(optional="yes")),
        "must be a boolean [json-pointer:/view/blocks/0/optional]",
    ),
    "a dispatch on leaving": (
        form(
            ask(
                {
                    "type": "plain_text_input",
                    "dispatch_action_config": {"trigger_actions_on": ["on_blur"]},
                }
            )
        ),
        "must be a valid enum value"
        " [json-pointer:/view/blocks/0/element/dispatch_action_config/trigger_actions_on/0]",
    ),
    "a number given as a number": (
        form(ask(number(initial_value=2.5))),
        "must provide a string [json-pointer:/view/blocks/0/element/initial_value]",
    ),
    "a number in words": (
        form(ask(number(initial_value="two"))),
        "must provide a number [json-pointer:/view/blocks/0/element/initial_value]",
    ),
    "a number beyond its most": (
        form(ask(number(initial_value="30", max_value="24"))),
        "`initial_value` cannot be greater than `max_value` [json-pointer:/view/blocks/0/element]",
    ),
    "a number that does not say if decimals may be": (
        form(ask(without(number(), "is_decimal_allowed"))),
        "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
    ),
    "a half where only whole numbers may be": (
        form(ask(number(is_decimal_allowed=False, initial_value="2.5"))),
        "must provide an integer [json-pointer:/view/blocks/0/element/initial_value]",
    ),
    "two fields in focus": (
        form(
            ask({"type": "plain_text_input", "focus_on_load": True}),
            ask({"type": "plain_text_input", "focus_on_load": True}),
        ),
        "only one element can have `focus_on_load` set to true"
        " [json-pointer:/view/blocks/1/element/focus_on_load]",
    ),
    "one block_id twice": (
        form(ask(block_id="a"), ask(block_id="a")),
        '`block_id` "a" already exists [json-pointer:/view/blocks/1/block_id]',
    ),
    "a table in a modal": (
        modal({"type": "data_table"}),
        "unsupported type: data_table [json-pointer:/view/blocks/0/type]",
    ),
    "a chart on Home": (
        {"type": "home", "blocks": [{"type": "data_visualization"}]},
        "unsupported type: data_visualization [json-pointer:/view/blocks/0/type]",
    ),
    "markdown in a modal": (
        modal({"type": "markdown", "text": "# Hello"}),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    "metadata of 3,001 characters": (
        modal(private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "a callback_id of 256 characters": (
        modal(callback_id="x" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    "a submit that is switched off": (
        modal(submit_disabled=True),
        "invalid additional property: submit_disabled [json-pointer:/view]",
    ),
    "101 blocks": (
        modal(*[{"type": "divider"}] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "a home with a title": (
        home(title=plain()),
        "invalid additional property: title [json-pointer:/view]",
    ),
    "a home without blocks": (
        {"type": "home"},
        "missing required field: blocks [json-pointer:/view]",
    ),
    "files in a home": (
        home(ask(files())),
        "unsupported type: file_input [json-pointer:/view/blocks/0/element/type]",
    ),
    "eleven files": (
        form(ask(files(max_files=11))),
        "must be less than 10 [json-pointer:/view/blocks/0/element/max_files]",
    ),
    "no files": (
        form(ask(files(max_files=0))),
        "must be greater than 1 [json-pointer:/view/blocks/0/element/max_files]",
    ),
    "files in focus": (
        form(ask(files(focus_on_load=True))),
        "invalid additional property: focus_on_load [json-pointer:/view/blocks/0/element]",
    ),
    "a number in a home": (
        home(ask(number())),
        "unsupported type: number_input [json-pointer:/view/blocks/0/element/type]",
    ),
}


@pytest.mark.parametrize(("view", "message"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(view: View, message: str) -> None:
    refusal = check_view(view, surface=view["type"])

    assert refusal is not None
    assert refusal.code == "invalid_arguments"
    assert f"[ERROR] {message}" in refusal.messages


def test_a_fault_of_the_view_itself_is_told_as_slack_tells_it() -> None:
    refusal = check_view(modal(submit_disabled=True), surface="modal")

    assert refusal is not None
    assert refusal.messages == (
        "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
        "[ERROR] invalid additional property: submit_disabled [json-pointer:/view]",
    )


def test_a_home_cannot_be_opened_as_a_modal() -> None:
    refusal = check_view(home(), surface="modal")

    assert refusal is not None
    assert "[ERROR] must be a valid enum value [json-pointer:/view/type]" in refusal.messages


def test_a_view_over_250_kb_is_too_large() -> None:
    text = {"type": "mrkdwn", "text": "x" * 3000}
    refusal = check_view(home(*[{"type": "section", "text": text}] * 90), surface="home")

    assert refusal is not None
    assert refusal.code == "view_too_large"


@pytest.mark.parametrize("view", [None, [], "view", 7])
def test_whatever_stands_in_for_a_view_is_refused_and_never_raises(view: object) -> None:
    refusal = check_view(view, surface="modal")

    assert refusal is not None
    assert "[ERROR] must provide an object [json-pointer:/view]" in refusal.messages


def test_blocks_alone_are_refused_with_the_code_of_their_surface() -> None:
    in_message = check_blocks([{"type": "gauge"}], surface="message")
    in_home = check_blocks([{"type": "gauge"}], surface="home")

    assert in_message is not None
    assert in_home is not None
    assert (in_message.code, in_home.code) == ("invalid_blocks", "invalid_arguments")
    assert in_message.messages == ("[ERROR] unsupported type: gauge [json-pointer:/blocks/0/type]",)
    assert in_home.messages == (
        "[ERROR] unsupported type: gauge [json-pointer:/view/blocks/0/type]",
    )
