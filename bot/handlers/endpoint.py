"""The address that Slack posts to: size, signature and shape are checked before anything else.

What a request means is Bolt's business and the listeners'. Source of the checks:
https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import Clock
from bot.handlers.intake import RAW_BODY
from bot.handlers.unmatched import acknowledged
from bot.metrics import Metrics
from bot.precedence import Precedence

PATH = "/slack/events"
BYTES_AT_MOST = 1_000_000
SECONDS_OLD_AT_MOST = 300


class TurnedAway(Exception):  # noqa: N818 - the request is refused; nothing went wrong here
    """A request that is not Slack's, or none that we can read."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Endpoint:
    """`handle` serves POST requests; hand it to an aiohttp application."""

    def __init__(
        self,
        app: AsyncApp,
        signing_secret: str,
        real_time: Clock,
        precedence: Precedence,
        metrics: Metrics,
    ) -> None:
        self._app = app
        self._secret = signing_secret.encode()
        self._real_time = real_time
        self._precedence = precedence
        self._metrics = metrics

    async def handle(self, request: web.Request) -> web.Response:
        """Slack's answer; 413, 401 or 400 where the request is turned away."""
        with self._precedence.ack(), self._metrics.timing("ack"):
            try:
                asked = await self._asked(request)
            except TurnedAway as refused:
                self._metrics.count("requests", str(refused.status))
                return web.Response(status=refused.status, text=str(refused))
            answer = await self._app.async_dispatch(asked)
        return await to_aiohttp_response(acknowledged(answer))

    async def _asked(self, request: web.Request) -> AsyncBoltRequest:
        try:
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise TurnedAway(413, "The body is too large.") from None
        self._verify(request, raw)
        text, payload = _read(raw, request.content_type)
        # It was checked and parsed here: Bolt is given the object, as it is over a socket.
        return AsyncBoltRequest(mode="socket_mode", body=payload, context={RAW_BODY: text})

    def _verify(self, request: web.Request, raw: bytes) -> None:
        sent_at = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        expected = hmac.new(self._secret, b"v0:%s:%s" % (sent_at.encode(), raw), hashlib.sha256)
        if not hmac.compare_digest(f"v0={expected.hexdigest()}".encode(), signature.encode()):
            raise TurnedAway(401, "The signature is missing or wrong.")
        age = abs(self._real_time().timestamp() - int(sent_at)) if sent_at.isdigit() else None
        if age is None or age > SECONDS_OLD_AT_MOST:
            raise TurnedAway(401, "The signature is too old.")


def _read(raw: bytes, content_type: str) -> tuple[str, dict[str, Any]]:
    """The body's text, and the object that it holds: as JSON, in a form, or as a form."""
    try:
        text = raw.decode()
        if content_type == "application/json":
            payload = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise TurnedAway(400, "The body cannot be read.") from None
    if not isinstance(payload, dict):
        raise TurnedAway(400, "The body is not an object.")
    return text, payload
