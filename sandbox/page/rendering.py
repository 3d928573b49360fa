"""Turns the page's templates into HTML. What they are given is put together in `screen`."""

from __future__ import annotations

import hashlib
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sandbox.page import dates, fields


class Templates:
    """The templates of this package, with autoescaping on and nothing undefined let through."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("sandbox.page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            key=fields.key,
            standing=fields.standing,
            takes_several=fields.takes_several,
            day=dates.day,
            moment=dates.moment,
            size=dates.size,
        )

        self._environment.filters.update(initials=initials, hue=hue)

    def render(self, name: str, **values: Any) -> Markup:
        """The HTML of one template."""
        rendered = self._environment.get_template(f"{name}.html").render(**values)
        return Markup(rendered)  # noqa: S704 - autoescaped where it was made

    def keyed(self, name: str, element_id: str, **values: Any) -> Markup:
        """One child of a region: the page puts it in place of the one with its id only when
        its version, a hash of what it shows, is another."""
        inside = self.render(name, **values)
        version = hashlib.sha256(inside.encode()).hexdigest()[:12]
        return Markup('<div class="entry" id="{}" data-version="{}">{}</div>').format(
            element_id, version, inside
        )


def initials(name: str) -> str:
    """The letters that stand for somebody without a picture: `PN`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return (
        "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper() if words else "?"
    )


def hue(user_id: str) -> int:
    """One of eight colours, always the same for the same person."""
    return sum(user_id.encode()) % 8
