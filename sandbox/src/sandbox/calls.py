"""One Web API call, with its arguments, and how a method is described.

The methods are in `methods`, the HTTP around them in `webapi`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.context import Context
from sandbox.model import Channel, Payload, Refused
from sandbox.state import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose token was found good. Arguments are strings from forms, or JSON values."""

    context: Context
    arguments: Mapping[str, Any]

    @property
    def workspace(self) -> Workspace:
        """The workspace called upon."""
        return self.context.workspace

    def optional(self, name: str) -> str | None:
        """A text argument; None if it is missing or empty."""
        value = self.arguments.get(name)
        return None if value in (None, "") else str(value)

    def required(self, name: str) -> str:
        """A text argument that must be there."""
        value = self.optional(name)
        if value is None:
            raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A boolean argument, as JSON or as "1" or "true" in a form."""
        return str(self.arguments.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """A whole number of at least 1."""
        given = self.optional(name)
        if given is None:
            return default
        if not given.isdecimal() or int(given) < 1:
            raise Refused(f"invalid_{name}")
        return int(given)

    def decoded(self, name: str, refusal: str) -> Any:
        """A JSON argument, also where a form carries it as text. Refused if it is no JSON."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise Refused(refusal) from error

    def need_scope(self, *alternatives: str) -> None:
        """Refuse unless the token has one of these scopes."""
        scopes = self.context.scopes
        if not any(scopes.grants(scope) for scope in alternatives):
            raise Refused(
                "missing_scope",
                needed=",".join(alternatives),
                provided=",".join(scopes.granted),
            )

    def channel(self, name: str = "channel") -> Channel:
        """The conversation named, if the bot may know of it."""
        channel = self.workspace.channels.get(self.required(name))
        hidden = channel is not None and channel.kind != "public"
        if channel is None or (hidden and self.workspace.bot.id not in channel.members):
            raise Refused("channel_not_found")
        return channel


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method. `scopes` are alternatives; none needs no scope. Reading methods take
    arguments from the address or a form only: a JSON body does not reach them. `caller` says
    whose token it wants."""

    handle: Callable[[Call], Payload]
    scopes: tuple[str, ...] = ()
    takes_json: bool = True
    caller: Literal["bot", "app"] = "bot"
