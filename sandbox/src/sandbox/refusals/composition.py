"""The tables of Block Kit's composition objects: texts, options, confirm and dispatch settings.

Elements and blocks stand in their own modules. Limits: docs.slack.dev,
`reference/block-kit/composition-objects`.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from sandbox.refusals.checks import (
    Check,
    Complaint,
    Rule,
    any_of,
    boolean,
    choice,
    listing,
    record,
    string,
    tagged,
)

TEXT_MOST = 3000
"""The longest text object of any kind, in characters; most places allow less."""

identifier = string(least=1, most=255)
"""An `action_id`, `block_id` or `callback_id`."""


def plain_text(most: int) -> Check:
    """A text object where Slack demands `plain_text`, at most `most` characters."""
    return record(
        {"type": choice("plain_text"), "text": string(least=1, most=most)}, {"emoji": boolean()}
    )


def any_text(most: int) -> Check:
    """A text object of either kind, at most `most` characters."""
    mrkdwn = record(
        {"type": choice("mrkdwn"), "text": string(least=1, most=most)}, {"verbatim": boolean()}
    )
    return any_of(tagged({"plain_text": plain_text(most), "mrkdwn": mrkdwn}))


def url(most: int = 3000, *, schemes: tuple[str, ...] = ()) -> Check:
    """An absolute URL; of one of `schemes`, where any are given."""

    def valid(value: str) -> bool:
        try:
            parts = urlsplit(value)
        except ValueError:
            return False
        if not parts.scheme or not (parts.netloc or parts.path):
            return False
        return " " not in value and (not schemes or parts.scheme in schemes)

    return string(least=1, most=most, valid=valid, form="must be a valid URL")


confirm = record(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": choice("primary", "danger")},
)

dispatch_config = record(
    {},
    {
        "trigger_actions_on": listing(
            choice("on_enter_pressed", "on_character_entered"), least=1, most=2
        )
    },
)

placeholder = plain_text(150)

_value = string(least=1, most=150)

menu_option = record({"text": plain_text(75), "value": _value}, {"description": plain_text(75)})
"""An option of a select menu. A `url` is for overflow menus alone."""

overflow_option = record(
    {"text": plain_text(75), "value": _value}, {"description": plain_text(75), "url": url()}
)

button_option = record({"text": any_text(75), "value": _value}, {"description": any_text(75)})
"""An option of a radio or checkbox group; these may be mrkdwn."""

option_group = record({"label": plain_text(75), "options": listing(menu_option, least=1, most=100)})


def offered(element: Mapping[str, Any]) -> list[Any]:
    """All options of a well-formed element, those inside its groups included."""
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    return [*element.get("options", []), *grouped]


def initial_among_options(field: str) -> Rule:
    """What is chosen at first must be among what is offered, equal in text and in value."""

    def rule(element: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
        if field not in element:
            return
        initial = element[field]
        several = isinstance(initial, list)
        for index, one in enumerate(initial if several else [initial]):
            if one not in offered(element):
                at = f"{pointer}/{field}/{index}" if several else f"{pointer}/{field}"
                yield Complaint("must be one of the provided options", at)

    return rule


def options_or_groups(element: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    """A static select holds either options or groups of options, and never both."""
    if "options" in element and "option_groups" in element:
        yield Complaint("cannot provide both `options` and `option_groups`", pointer)
    elif "options" not in element and "option_groups" not in element:
        yield Complaint("missing required field: options", pointer)
