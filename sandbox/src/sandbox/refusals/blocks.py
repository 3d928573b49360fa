"""The tables of Block Kit's blocks for each surface, and what must be unique among them.

Limits: docs.slack.dev, `reference/block-kit/blocks`. Messages and views, which hold the blocks,
stand in their own modules.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.refusals.checks import (
    Check,
    Complaint,
    boolean,
    choice,
    listing,
    record,
    string,
    tagged,
)
from sandbox.refusals.composition import TEXT_MOST, any_text, identifier, plain_text
from sandbox.refusals.data import CHART, TABLE, TABLE_OPTIONS, TABLE_RULE, too_much_data
from sandbox.refusals.elements import ALT_TEXT, ELEMENTS, IMAGE_URL, Surface, elements_in
from sandbox.refusals.rich_text import RICH_TEXT

BLOCKS_MOST: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MARKDOWN_MOST = 12_000
"""Characters in all `markdown` blocks of one payload together."""


def _text_or_fields(block: Mapping[str, Any], pointer: str) -> Iterator[Complaint]:
    if "text" not in block and "fields" not in block:
        yield Complaint("missing required field: text", pointer)


def _block(kind: str, required: Mapping[str, Check], **optional: Check) -> Check:
    rules = {"section": (_text_or_fields,), "data_table": (TABLE_RULE,)}.get(kind, ())
    return record({"type": choice(kind), **required}, {"block_id": identifier, **optional}, *rules)


def _table(surface: Surface) -> Check:
    kinds = {
        "section": _block(
            "section",
            {},
            text=any_text(TEXT_MOST),
            fields=listing(any_text(2000), least=1, most=10),
            accessory=elements_in("section", surface),
            expand=boolean(),
        ),
        "header": _block("header", {"text": plain_text(150)}),
        "divider": _block("divider", {}),
        "context": _block("context", {"elements": listing(_CONTEXT, least=1, most=10)}),
        "actions": _block(
            "actions", {"elements": listing(elements_in("actions", surface), least=1, most=25)}
        ),
        "input": _block(
            "input",
            {"label": plain_text(2000), "element": elements_in("input", surface)},
            hint=plain_text(2000),
            optional=boolean(),
            dispatch_action=boolean(),
        ),
        "image": _block(
            "image", {"image_url": IMAGE_URL, "alt_text": ALT_TEXT}, title=plain_text(2000)
        ),
        "rich_text": _block("rich_text", {"elements": listing(RICH_TEXT, least=1)}),
    }
    if surface == "message":
        kinds["context_actions"] = _block(
            "context_actions",
            {"elements": listing(elements_in("context_actions", surface), least=1, most=5)},
        )
        kinds["markdown"] = _block("markdown", {"text": string(least=1, most=MARKDOWN_MOST)})
        kinds["data_table"] = _block("data_table", TABLE, **TABLE_OPTIONS)
        kinds["data_visualization"] = _block(
            "data_visualization", {"title": string(least=1, most=50), "chart": CHART}
        )
    return listing(tagged(kinds), most=BLOCKS_MOST[surface])


def _in_context(value: object, pointer: str) -> Iterator[Complaint]:
    """A context holds images and texts, side by side in one list."""
    image = isinstance(value, dict) and value.get("type") == "image"
    check = ELEMENTS["image"] if image else any_text(TEXT_MOST)
    yield from check(value, pointer)


_CONTEXT: Check = _in_context
_TABLES: Mapping[Surface, Check] = {
    "message": _table("message"),
    "modal": _table("modal"),
    "home": _table("home"),
}


def complaints_about_blocks(blocks: object, surface: Surface, pointer: str) -> list[Complaint]:
    """All that Slack refuses in `blocks`, in order; rules across blocks once each block is sound.

    `pointer` is where the blocks stand: `/blocks` in a message, `/view/blocks` in a view.
    """
    complaints = list(_TABLES[surface](blocks, pointer))
    if not complaints and isinstance(blocks, list):
        complaints = [
            *_duplicate_blocks(blocks, pointer),
            *_duplicate_actions(blocks, pointer),
            *_markdown_too_long(blocks, pointer),
            *_two_in_focus(blocks, pointer),
            *too_much_data(blocks, pointer),
        ]
    return complaints


def interactive(block: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The elements of a well-formed block that a person can act on, each with its pointer in it."""
    if "accessory" in block:
        yield "/accessory", block["accessory"]
    if "element" in block:
        yield "/element", block["element"]
    if block["type"] in ("actions", "context_actions"):
        for index, element in enumerate(block["elements"]):
            yield f"/elements/{index}", element


def _duplicate_blocks(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Complaint]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield Complaint(
                f'`block_id` "{block_id}" already exists', f"{pointer}/{index}/block_id"
            )
        elif block_id is not None:
            seen.add(block_id)


def _duplicate_actions(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Complaint]:
    """Slack keeps `action_id` unique within one block; two blocks may use the same."""
    for index, block in enumerate(blocks):
        seen: set[str] = set()
        for where, element in interactive(block):
            action_id = element.get("action_id")
            if action_id in seen:
                yield Complaint(
                    f'`action_id` "{action_id}" already exists',
                    f"{pointer}/{index}{where}/action_id",
                )
            elif action_id is not None:
                seen.add(action_id)


def _markdown_too_long(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Complaint]:
    total = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if total > MARKDOWN_MOST:
        yield Complaint(f"must be less than {MARKDOWN_MOST + 1} characters", pointer)


def _two_in_focus(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Complaint]:
    focused = [
        f"{pointer}/{index}{where}/focus_on_load"
        for index, block in enumerate(blocks)
        for where, element in interactive(block)
        if element.get("focus_on_load") is True
    ]
    for extra in focused[1:]:
        yield Complaint("only one element can have `focus_on_load` set to true", extra)
