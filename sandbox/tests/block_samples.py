"""Blocks, elements and their parts in a form that Slack takes; a test changes what it is about."""

from typing import Any

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


def feedback(**extra: Any) -> Block:
    good, bad = {"text": plain("👍"), "value": "good"}, {"text": plain("👎"), "value": "bad"}
    both = {"positive_button": good, "negative_button": bad}
    return {"type": "feedback_buttons", "action_id": "rate", **both, **extra}


def icon(**extra: Any) -> Block:
    shown = {"type": "icon_button", "icon": "trash", "text": plain("Delete")}
    return {**shown, "action_id": "delete", **extra}


def context_actions(*elements: Block, **extra: Any) -> Block:
    return {"type": "context_actions", "elements": list(elements), **extra}


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
