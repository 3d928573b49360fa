"""What Slack accepts and refuses in a message as a whole; its blocks have their own module."""

from collections.abc import Callable
from typing import Any

import pytest

from block_samples import mrkdwn, section
from sandbox.refusals import Refusal, check_message


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
