"""Requests as a source makes them: signed, with a key of its own for each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import aiohttp

from bot.handlers.drafts.signing import sign
from bot.services.sources.keys import NewKey

_NUMBERS = count(1)


def told(person: str = "u-1", **changes: Any) -> dict[str, Any]:
    """Two hours of somebody's, as plain JSON; None takes a field out."""
    said = {"person": person, "title": "Hybrid batteries", "start": "2026-11-18", "minutes": 120}
    return {name: value for name, value in (said | changes).items() if value is not None}


def headers(
    key: NewKey, body: bytes, now: datetime, *, idempotency_key: str | None = None
) -> dict[str, str]:
    """The headers that a source sends with a body."""
    timestamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json",
        "X-Cpdbot-Key": key.key_id,
        "X-Cpdbot-Timestamp": timestamp,
        "X-Cpdbot-Signature": sign(key.secret, timestamp, body),
        "Idempotency-Key": idempotency_key or f"request-{next(_NUMBERS)}",
    }


@dataclass(frozen=True)
class Answered:
    """What a source was answered."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(repr=False)


async def post(port: int, body: bytes, sent: Mapping[str, str]) -> Answered:
    """A request to the bot on this machine."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}/api/drafts", data=body, headers=sent) as answer,
    ):
        return Answered(answer.status, json.loads(await answer.read()), dict(answer.headers))
