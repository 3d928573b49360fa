"""What a person reads of blocks: the texts and the buttons, in the order of the screen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.services.dispatch import Action, decode
from bot.ui.kit.blocks import Block, Content
from bot.ui.kit.ids import read_click


def texts(blocks: Sequence[Block]) -> list[str]:
    """Every text of sections, contexts, headers and inputs; a table cell by cell behind its
    column's head, as a screen reader says it; a chart point by point.
    """
    found = []
    for block in blocks:
        match block["type"]:
            case "section" | "header":
                found.append(block["text"]["text"])
            case "context":
                found += [one["text"] for one in block["elements"]]
            case "input":
                found.append(block["label"]["text"])
            case "data_table":
                head, *rows = [[cell["text"] for cell in row] for row in block["rows"]]
                found.append(block["caption"])
                found += [", ".join(map(" ".join, zip(head, row, strict=True))) for row in rows]
            case "data_visualization":
                found.append(block["title"])
                found += [
                    f"{point['label']}, {series['name']}: {point['value']:g}"
                    for series in block["chart"]["series"]
                    for point in series["data"]
                ]
    return found


def elements(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Everything that can be clicked."""
    for block in blocks:
        if "accessory" in block:
            yield block["accessory"]
        if block["type"] == "actions":
            yield from block["elements"]


def meaning(element: Mapping[str, Any], **picked: str) -> Action:
    """What a click on it means, as it comes back from Slack; `picked` is what Slack adds."""
    return decode(read_click({**element, **picked}))


def chosen(menu: Mapping[str, Any], option: Mapping[str, Any]) -> Action:
    """What choosing an option of a menu means."""
    click = {"action_id": menu["action_id"], "type": menu["type"], "selected_option": option}
    return decode(read_click(click))


def words_on_buttons(blocks: Sequence[Block]) -> list[str]:
    """Buttons by their words, menus by their prompts, ⋯ menus by their options."""
    found = []
    for one in elements(blocks):
        match one["type"]:
            case "button":
                found.append(one["text"]["text"])
            case "overflow":
                found.append(" · ".join(each["text"]["text"] for each in one["options"]))
            case "datepicker" | "static_select":
                found.append(one["placeholder"]["text"])
    return found


def everything(content: Content) -> str:
    """All that a person reads of a message, and what notifications say."""
    return "\n".join([content.text, *texts(content.blocks), *words_on_buttons(content.blocks)])
