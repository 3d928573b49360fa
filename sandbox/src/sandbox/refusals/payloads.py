"""Whole payloads, messages and views: what Slack refuses in them and with which code; no tables
of blocks or elements.

Codes: docs.slack.dev, `reference/methods/chat.postMessage`, `chat.update` and `views.open`.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.refusals.blocks import complaints_about_blocks
from sandbox.refusals.checks import Check, Complaint, any_of, boolean, choice, record, string
from sandbox.refusals.composition import identifier, plain_text
from sandbox.refusals.elements import Surface

TEXT_MOST = 40_000
"""Characters that a new message's `text` may have; Slack advises 4,000."""
UPDATED_TEXT_MOST = 4_000
"""`chat.update` is stricter than `chat.postMessage`."""
BLOCKS_JSON_MOST = 13_200
"""Characters of a message's blocks as compact JSON. Slack publishes no number: measured between
13,172 and 13,297 by the reporter of slackapi/bolt-js#2509."""
METADATA_BYTES_MOST = 16_000
VIEW_BYTES_MOST = 250_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Slack answers instead of `ok`: the error code, and its `response_metadata.messages`."""

    code: str
    messages: tuple[str, ...] = ()


def _refusal(code: str, complaints: list[Complaint]) -> Refusal | None:
    return Refusal(code, tuple(str(one) for one in complaints)) if complaints else None


def _json_characters(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False))


def _json_bytes(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def check_message(
    payload: Mapping[str, Any], *, update: bool = False, not_here: Collection[str] = ()
) -> Refusal | None:
    """What Slack refuses in the arguments of a message, JSON already decoded; None if nothing.

    Looks at `text`, `blocks`, `metadata` and `attachments` of `chat.postMessage`,
    `chat.postEphemeral`, `chat.update` (with `update`) and a `response_url`. Blocks that are not a
    list are `invalid_blocks_format`; `not_here` are types of blocks that the workspace does not
    have yet. Attachments are refused: this workspace does not show any.
    """
    text, blocks = payload.get("text"), payload.get("blocks")
    if text is not None and not isinstance(text, str):
        return _refusal("invalid_arguments", [Complaint("must provide a string", "/text")])
    if blocks is not None and not isinstance(blocks, list):
        return Refusal("invalid_blocks_format")
    if payload.get("attachments"):
        return Refusal("invalid_attachments")
    if not blocks and not (text and text.strip()):
        return Refusal("no_text")
    if len(text or "") > (UPDATED_TEXT_MOST if update else TEXT_MOST):
        return Refusal("msg_too_long")
    return (
        _check_metadata(payload.get("metadata"))
        or check_blocks(blocks or [], surface="message")
        or _refusal("invalid_blocks", list(_not_here(blocks or [], not_here)))
    )


def _not_here(blocks: list[dict[str, Any]], types: Collection[str]) -> Iterator[Complaint]:
    for index, block in enumerate(blocks):
        if block["type"] in types:
            yield Complaint(f"unsupported type: {block['type']}", f"/blocks/{index}/type")


def _check_metadata(metadata: object) -> Refusal | None:
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        return Refusal("invalid_metadata_format")
    complaints = list(_METADATA(metadata, "/metadata"))
    if complaints:
        return _refusal("invalid_metadata_schema", complaints)
    if _json_bytes(metadata) > METADATA_BYTES_MOST:
        return Refusal("metadata_too_large")
    return None


def check_blocks(blocks: object, *, surface: Surface) -> Refusal | None:
    """What Slack refuses in blocks for a surface, with the code of a call that sends them there."""
    if surface != "message":
        return _refusal(
            "invalid_arguments", complaints_about_blocks(blocks, surface, "/view/blocks")
        )
    if not isinstance(blocks, list):
        return Refusal("invalid_blocks_format")
    refused = _refusal("invalid_blocks", complaints_about_blocks(blocks, surface, "/blocks"))
    if refused is None and _json_characters(blocks) > BLOCKS_JSON_MOST:
        return Refusal("msg_blocks_too_long")
    return refused


def check_view(view: object, *, surface: Literal["modal", "home"]) -> Refusal | None:
    """What Slack refuses in a view that is to be opened, pushed, updated or published."""
    complaints = list(_VIEWS[surface](view, "/view"))
    if not isinstance(view, dict):
        return _refusal("invalid_arguments", complaints)
    if "blocks" in view:
        inside = complaints_about_blocks(view["blocks"], surface, "/view/blocks")
        complaints += inside or list(_inputs_without_submit(view, surface))
    if complaints:
        return _refusal("invalid_arguments", complaints)
    return Refusal("view_too_large") if _json_bytes(view) > VIEW_BYTES_MOST else None


def _inputs_without_submit(view: dict[str, Any], surface: Surface) -> list[Complaint]:
    if surface != "modal" or "submit" in view:
        return []
    return [
        Complaint(
            "must define `submit` to use an `input` block in modals", f"/view/blocks/{index}/input"
        )
        for index, block in enumerate(view["blocks"])
        if block["type"] == "input"
    ]


def _anything(_value: object, _pointer: str) -> Iterator[Complaint]:
    """For a field that is held to its table elsewhere."""
    yield from ()


def _object(value: object, pointer: str) -> Iterator[Complaint]:
    if not isinstance(value, dict):
        yield Complaint("must provide an object", pointer)


_METADATA = record({"event_type": identifier, "event_payload": _object})

_SHARED: Mapping[str, Check] = {
    "private_metadata": string(most=3000),
    "callback_id": string(most=255),
    "external_id": string(most=255),
}
_VIEWS: Mapping[Literal["modal", "home"], Check] = {
    "modal": any_of(
        record(
            {"type": choice("modal"), "title": plain_text(24), "blocks": _anything},
            {
                **_SHARED,
                "submit": plain_text(24),
                "close": plain_text(24),
                "clear_on_close": boolean(),
                "notify_on_close": boolean(),
            },
        )
    ),
    "home": any_of(record({"type": choice("home"), "blocks": _anything}, _SHARED)),
}
