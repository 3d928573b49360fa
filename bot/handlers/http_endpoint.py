"""The address that Slack posts to: size, signature and shape are checked before anything else.

What a request means is the door's business. Source of the checks:
https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.clock import Clock
from bot.handlers.intake import Door
from bot.metrics import Metrics

PATH: Final = "/slack/events"
BYTES_AT_MOST: Final = 1_000_000


class TurnedAway(Exception):  # noqa: N818 - the request is refused; nothing went wrong here
    """A request that is not Slack's, or none that we can read."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Endpoint:
    """`handle` serves POST requests; hand it to an aiohttp application."""

    def __init__(self, door: Door, signing_secret: str, real_time: Clock, metrics: Metrics) -> None:
        self._door = door
        self._verifier = SignatureVerifier(signing_secret, _SlackClock(real_time))
        self._metrics = metrics

    async def handle(self, request: web.Request) -> web.Response:
        """Slack's answer; 413, 401 or 400 where the request is turned away."""
        with self._metrics.timing("ack"):
            try:
                raw, payload = await self._asked(request)
            except TurnedAway as refused:
                self._metrics.count("requests", str(refused.status))
                return web.Response(status=refused.status, text=str(refused))
            answer = await self._door.answer(payload, raw)
        return await to_aiohttp_response(answer)

    async def _asked(self, request: web.Request) -> tuple[str, dict[str, Any]]:
        try:
            text = (await request.read()).decode()
        except web.HTTPRequestEntityTooLarge:
            raise TurnedAway(413, "The body is too large.") from None
        except UnicodeDecodeError:
            raise TurnedAway(400, "The body cannot be read.") from None
        sent_at = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        comparable = _is_number(sent_at) and signature.isascii()
        if not comparable or not self._verifier.is_valid(text, sent_at, signature):
            raise TurnedAway(401, "The signature is missing, wrong or too old.")
        return text, _read(text, request.content_type)


class _SlackClock(SlackClock):
    def __init__(self, real_time: Clock) -> None:
        self._real_time = real_time

    def now(self) -> float:
        return self._real_time().timestamp()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _read(text: str, content_type: str) -> dict[str, Any]:
    """The object that a body holds: as JSON, in a form, or as a form."""
    try:
        if content_type == "application/json":
            payload = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise TurnedAway(400, "The body cannot be read.") from None
    if not isinstance(payload, dict):
        raise TurnedAway(400, "The body is not an object.")
    return payload


def runner_of(server: web.Application, drain_seconds: float) -> web.AppRunner:
    """What serves an application. Who sent something is looked at before it is unpacked."""
    return web.AppRunner(
        server, access_log=None, shutdown_timeout=drain_seconds, auto_decompress=False
    )
