"""Renders the page's templates, autoescaped; an undefined variable is an error. `screen` has the
view models that they are given.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sandbox.page import dates, fields
from sandbox.page.emoji import emoji


@cache
def _environment() -> Environment:
    """Compiled once for a process, however many workspaces it holds."""
    environment = Environment(
        loader=PackageLoader("sandbox.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        key=fields.key,
        mark=mark,
        standing=fields.standing,
        moment=dates.moment,
        size=dates.size,
    )
    environment.filters.update(initials=initials, hue=hue, emoji=emoji)
    return environment


def render(name: str, **values: Any) -> Markup:
    """The HTML of one template."""
    rendered = _environment().get_template(f"{name}.html").render(**values)
    return Markup(rendered)  # noqa: S704 - autoescaped where it was made


def keyed(name: str, element_id: str, **values: Any) -> Markup:
    """One child of a region: the page puts it in place of the one with its id only when its
    version, a hash of what it shows, is another."""
    inside = render(name, **values)
    version = hashlib.sha256(inside.encode()).hexdigest()[:12]
    return Markup('<div class="entry" id="{}" data-version="{}">{}</div>').format(
        element_id, version, inside
    )


def mark(scope: str, block_id: str, action_id: str = "") -> str:
    """The id on the page of a block or an element: the same after an update, wherever it moved."""
    return f"{scope}-{hashlib.sha256(fields.key(block_id, action_id).encode()).hexdigest()[:10]}"


def initials(name: str) -> str:
    """The letters that stand for somebody without a picture: `PN`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return (
        "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper() if words else "?"
    )


def hue(user_id: str) -> int:
    """One of eight colours, always the same for the same person."""
    return sum(user_id.encode()) % 8
