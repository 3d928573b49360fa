"""Block Kit's inputs as fields of an HTML form: their names, their values, and what was submitted.

What Slack's client checks and sends is `sandbox.forms`' business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote

from aiohttp.web import FileField

from sandbox.forms import Placed, Value, is_field, placed
from sandbox.model import Payload, StateValues, Upload


class Form(Protocol):
    """A posted form, as aiohttp gives it."""

    def getall(self, key: str, default: list[str], /) -> list[Any]:
        """All that was sent under one name."""


def key(block_id: str, action_id: str) -> str:
    """The name of a form field: both ids, so that it survives an update of its view. Without
    quotation marks, which browsers write otherwise in forms that carry files."""
    return f"{quote(block_id)} {quote(action_id)}"


def standing(state: StateValues, block_id: str, action_id: str) -> tuple[str, ...]:
    """What stands in a field, as a form would send it; empty if nothing does."""
    for name, held in state.get(block_id, {}).get(action_id, {}).items():
        if name != "type" and held is not None:
            several = held if isinstance(held, list) else [held]
            return tuple(_sent(one) for one in several)
    return ()


def _sent(held: object) -> str:
    """An option by its value, a file by its name."""
    if not isinstance(held, Mapping):
        return str(held)
    return str(held["value"] if "value" in held else held["name"])


def takes_several(element: Payload) -> bool:
    """Whether more than one thing can be picked in an element."""
    return element["type"] == "checkboxes" or str(element["type"]).startswith("multi_")


def uploads_in(form: Form, name: str) -> list[Upload]:
    """The files that were picked; a browser sends an empty one where none was."""
    picked = [one for one in form.getall(name, []) if isinstance(one, FileField)]
    return [
        Upload(one.filename, one.file.read(), one.content_type) for one in picked if one.filename
    ]


def came_back(form: Form, one: Placed) -> Value:
    """What a form says of one element that takes no files."""
    sent = [str(value) for value in form.getall(key(one.block_id, one.action_id), [])]
    if takes_several(one.element):
        return [value for value in sent if value]
    return sent[-1].replace("\r\n", "\n") if sent and sent[-1] else None


def filled_in(form: Form, blocks: Sequence[Payload]) -> dict[str, Value | Sequence[Upload]]:
    """What a whole form says of the inputs among `blocks`, by action_id or block_id.

    Elements that act at once have told the bot already, and are left out; so are fields for files
    into which none were put just now, since those that stand there stay.
    """
    filled: dict[str, Value | Sequence[Upload]] = {}
    for one in placed(blocks):
        if one.type == "file_input":
            uploads = uploads_in(form, key(one.block_id, one.action_id))
            if uploads:
                filled[one.block_id] = uploads
        elif is_field(one) and one.block["type"] == "input":
            filled[one.block_id] = came_back(form, one)
    return filled
