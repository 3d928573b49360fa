"""The interface of a transport to the app, and the answer that it returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sandbox.model import Payload

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Retry:
    """Which repetition of an event this is, from 1, and why the last attempt failed."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How the bot answered.

    `failure` is None when it acknowledged, else Slack's word for why not ("http_timeout",
    "http_error", "connection_failed", "timeout"); `status` the HTTP status, where there was
    one; `payload` what the acknowledgement carried, None for an empty one; `no_retry` whether
    it asked not to be sent this event again.
    """

    failure: str | None = None
    status: int | None = None
    payload: Any = None
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the bot acknowledged."""
        return self.failure is None


class Transport(Protocol):
    """One way of reaching the bot."""

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Answer:
        """Send once, and wait for the acknowledgement no longer than Slack does."""
