"""Signed HTTP: requests to the bot's public address, signed as Slack signs them.
`delivery` decides what is sent, and what happens when nobody acknowledges.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from sandbox.clock import RealTime
from sandbox.model import Payload
from sandbox.transport import Answer, Kind, Retry

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Slack's v0 signature of a raw body."""
    message = b"v0:%d:%s" % (timestamp, body)
    return "v0=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def signed_headers(secret: str, timestamp: int, body: bytes, content_type: str) -> dict[str, str]:
    """The headers that let the bot trust a body; epoch seconds."""
    return {
        "content-type": content_type,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": str(timestamp),
        "x-slack-signature": signature(secret, timestamp, body),
    }


def encode(kind: Kind, payload: Payload) -> tuple[bytes, str]:
    """The raw body and its content type: JSON for events, forms for all else."""
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), FORM


class SignedHttp:
    """The app's request URL; a transport for `delivery`."""

    def __init__(self, url: str, secret: str, real_time: RealTime, *, ack_seconds: float) -> None:
        self.url = url
        self._secret = secret
        self._real_time = real_time
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ack_seconds))

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Answer:
        """Post to the request URL; see `transport.Transport`."""
        body, content_type = encode(kind, payload)
        headers = signed_headers(self._secret, int(self._real_time()), body, content_type)
        if retry is not None:
            headers |= {
                "x-slack-retry-num": str(retry.number),
                "x-slack-retry-reason": retry.reason,
            }
        try:
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False
            ) as response:
                return _answer(response.status, response.headers, await response.text())
        except TimeoutError:
            return Answer(failure="http_timeout")
        except aiohttp.ClientError:
            return Answer(failure="connection_failed")


def _answer(status: int, headers: Mapping[str, str], text: str) -> Answer:
    no_retry = headers.get("x-slack-no-retry") == "1"
    if not 200 <= status < 300:
        return Answer(failure="http_error", status=status, no_retry=no_retry)
    if headers.get("content-type", "").startswith(JSON):
        try:
            return Answer(status=status, payload=json.loads(text) if text else None)
        except ValueError:
            return Answer(failure="http_error", status=status, no_retry=no_retry)
    return Answer(status=status, payload={"text": text} if text else None)
