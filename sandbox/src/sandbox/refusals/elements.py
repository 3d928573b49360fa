"""The tables of Block Kit's elements, and where each of them may stand; no blocks.

Limits: docs.slack.dev, `reference/block-kit/block-elements`. Only the elements that the bot can
have a use for are known: any other is an `unsupported type` here, though Slack may have it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias

from sandbox.refusals.checks import (
    Check,
    Complaint,
    boolean,
    choice,
    integer,
    listing,
    matching,
    record,
    string,
    tagged,
)
from sandbox.refusals.composition import (
    TEXT_MOST,
    button_option,
    confirm,
    dispatch_config,
    identifier,
    initial_among_options,
    menu_option,
    option_group,
    options_or_groups,
    overflow_option,
    placeholder,
    plain_text,
    url,
)

Surface: TypeAlias = Literal["message", "modal", "home"]

IMAGE_URL = url(schemes=("http", "https"))
ALT_TEXT = string(least=1, most=2000)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _numbers_in_order(element: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    """Slack compares the numbers that it takes as strings: least ≤ initial ≤ most."""
    given = {
        name: Decimal(element[name])
        for name in ("min_value", "initial_value", "max_value")
        if name in element
    }
    for low, high in (
        ("min_value", "max_value"),
        ("min_value", "initial_value"),
        ("initial_value", "max_value"),
    ):
        if low in given and high in given and given[low] > given[high]:
            yield Complaint(f"`{low}` cannot be greater than `{high}`", pointer)
    if not element["is_decimal_allowed"]:
        for name, number in given.items():
            if number != number.to_integral_value():
                yield Complaint("must provide an integer", f"{pointer}/{name}")


def _lengths_in_order(element: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    if "max_length" in element and element.get("min_length", 0) > element["max_length"]:
        yield Complaint("`min_length` cannot be greater than `max_length`", pointer)


_number = string(most=255, valid=_is_number, form="must provide a number")
_id = string(least=1)
_spoken = string(least=1, most=75)
_feedback_button = record(
    {"text": plain_text(75), "value": string(most=2000)}, {"accessibility_label": _spoken}
)
_conversation_filter = record(
    {},
    {
        "include": listing(choice("im", "mpim", "private", "public"), least=1),
        "exclude_external_shared_channels": boolean(),
        "exclude_bot_users": boolean(),
    },
)


_NEVER_IN_FOCUS = frozenset({"button", "overflow", "feedback_buttons", "icon_button"})


def _element(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    *,
    prompts: bool = False,
    asks: bool = True,
) -> tuple[dict[str, Check], dict[str, Check]]:
    """The fields that all interactive elements share, around those of one `kind`.

    `prompts`: it shows a placeholder. `asks`: it can ask back in a confirm dialog.
    """
    common: dict[str, Check] = {"action_id": identifier}
    if kind not in _NEVER_IN_FOCUS:
        common["focus_on_load"] = boolean()
    if prompts:
        common["placeholder"] = placeholder
    if asks:
        common["confirm"] = confirm
    return {"type": choice(kind), **(required or {})}, {**common, **(optional or {})}


ELEMENTS: Mapping[str, Check] = {
    "button": record(
        *_element(
            "button",
            {"text": plain_text(75)},
            {
                "url": url(),
                "value": string(most=2000),
                "style": choice("primary", "danger"),
                "accessibility_label": _spoken,
            },
        )
    ),
    "overflow": record(
        *_element("overflow", {"options": listing(overflow_option, least=1, most=5)})
    ),
    "feedback_buttons": record(
        *_element(
            "feedback_buttons",
            {"positive_button": _feedback_button, "negative_button": _feedback_button},
            asks=False,
        )
    ),
    "icon_button": record(
        *_element(
            "icon_button",
            {"icon": choice("trash"), "text": plain_text(TEXT_MOST)},
            {
                "value": string(most=2000),
                "accessibility_label": _spoken,
                "visible_to_user_ids": listing(_id, most=10),
            },
        )
    ),
    "static_select": record(
        *_element(
            "static_select",
            optional={
                "options": listing(menu_option, least=1, most=100),
                "option_groups": listing(option_group, least=1, most=100),
                "initial_option": menu_option,
            },
            prompts=True,
        ),
        options_or_groups,
        initial_among_options("initial_option"),
    ),
    "multi_static_select": record(
        *_element(
            "multi_static_select",
            optional={
                "options": listing(menu_option, least=1, most=100),
                "option_groups": listing(option_group, least=1, most=100),
                "initial_options": listing(menu_option, least=1),
                "max_selected_items": integer(1),
            },
            prompts=True,
        ),
        options_or_groups,
        initial_among_options("initial_options"),
    ),
    "users_select": record(*_element("users_select", optional={"initial_user": _id}, prompts=True)),
    "multi_users_select": record(
        *_element(
            "multi_users_select",
            optional={"initial_users": listing(_id), "max_selected_items": integer(1)},
            prompts=True,
        )
    ),
    "conversations_select": record(
        *_element(
            "conversations_select",
            optional={
                "initial_conversation": _id,
                "default_to_current_conversation": boolean(),
                "response_url_enabled": boolean(),
                "filter": _conversation_filter,
            },
            prompts=True,
        )
    ),
    "datepicker": record(
        *_element(
            "datepicker",
            optional={
                "initial_date": string(
                    valid=_is_date, form="must be a valid date in the format YYYY-MM-DD"
                )
            },
            prompts=True,
        )
    ),
    "timepicker": record(
        *_element(
            "timepicker",
            optional={
                "initial_time": matching(
                    r"([01]\d|2[0-3]):[0-5]\d", form="must be a valid time in the format HH:mm"
                ),
                "timezone": string(least=1),
            },
            prompts=True,
        )
    ),
    "radio_buttons": record(
        *_element(
            "radio_buttons",
            {"options": listing(button_option, least=1, most=10)},
            {"initial_option": button_option},
        ),
        initial_among_options("initial_option"),
    ),
    "checkboxes": record(
        *_element(
            "checkboxes",
            {"options": listing(button_option, least=1, most=10)},
            {"initial_options": listing(button_option, least=1, most=10)},
        ),
        initial_among_options("initial_options"),
    ),
    "plain_text_input": record(
        *_element(
            "plain_text_input",
            optional={
                "initial_value": string(most=3000),
                "multiline": boolean(),
                "min_length": integer(0, 3000),
                "max_length": integer(1, 3000),
                "dispatch_action_config": dispatch_config,
            },
            prompts=True,
            asks=False,
        ),
        _lengths_in_order,
    ),
    "number_input": record(
        *_element(
            "number_input",
            {"is_decimal_allowed": boolean()},
            {
                "initial_value": _number,
                "min_value": _number,
                "max_value": _number,
                "dispatch_action_config": dispatch_config,
            },
            prompts=True,
            asks=False,
        ),
        _numbers_in_order,
    ),
    "file_input": record(
        {"type": choice("file_input")},
        {
            "action_id": identifier,
            "filetypes": listing(string(least=1), least=1),
            "max_files": integer(1, 10),
        },
    ),
    "image": record({"type": choice("image"), "image_url": IMAGE_URL, "alt_text": ALT_TEXT}),
}

_MENUS = frozenset({"static_select", "users_select", "conversations_select"})
_MULTI_MENUS = frozenset({"multi_static_select", "multi_users_select"})
_PICKERS = frozenset({"datepicker", "timepicker", "radio_buttons", "checkboxes"})
_CLICKS = frozenset({"button", "overflow"})

IN_BLOCK: Mapping[str, frozenset[str]] = {
    "section": _CLICKS | _MENUS | _MULTI_MENUS | _PICKERS | {"image"},
    "actions": _CLICKS | _MENUS | _MULTI_MENUS | _PICKERS,
    "input": _MENUS | _MULTI_MENUS | _PICKERS | {"plain_text_input", "number_input", "file_input"},
    "context_actions": frozenset({"feedback_buttons", "icon_button"}),
}
"""Which elements each block takes."""

ON_SURFACE: Mapping[str, frozenset[Surface]] = {
    "number_input": frozenset({"modal"}),
    "file_input": frozenset({"modal"}),
}
"""The elements that Slack shows on some surfaces only; the others stand everywhere."""


def elements_in(block: str, surface: Surface) -> Check:
    """Any one of the elements that `block` takes on `surface`."""
    return tagged(
        {
            kind: ELEMENTS[kind]
            for kind in IN_BLOCK[block]
            if kind not in ON_SURFACE or surface in ON_SURFACE[kind]
        }
    )
