"""The address that sources post to: size, packing, key, age, signature and shape, in this order.

A request is durable before it is answered; drafting it is the worker's business. What was sent
stands in no log line and in no metric.
"""

import hashlib
import re
from asyncio import wrap_future
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import structlog
from aiohttp import web

from bot.handlers.drafts import signing
from bot.handlers.drafts.openapi import description
from bot.handlers.drafts.reading import Unreadable, read_body
from bot.metrics import Metrics
from bot.services.context.member_context import ContextFactory
from bot.services.sources import receiving
from bot.services.sources.receiving import Delivery, Received
from storage.engine.errors import StatementRefused, StorageUnavailable
from storage.sources.sources import SourceKey, keys_in_force

log = structlog.get_logger(__name__)

PATH: Final = "/api/drafts"
DESCRIPTION_PATH: Final = "/api/openapi.json"

BYTES_MOST: Final = 256 * 1024
REQUESTS_A_MINUTE: Final = 60
"""Requests of one source that one process takes in a minute."""

KEYS_KNOWN_FOR: Final = timedelta(seconds=10)
"""For so long the keys in force are not read again. Whether a source was revoked since is looked at
where its request is taken in, too.
"""

KEYS_READ_AGAIN: Final = timedelta(seconds=1)
"""A key that nobody knows has them read again, but no more often."""

_KEY: Final = re.compile(r"[!-~]{1,200}", re.ASCII)
_TITLES: Final[Mapping[int, str]] = {
    400: "Bad request",
    401: "Not signed",
    409: "Conflict",
    413: "Too large",
    415: "Packed",
    422: "Nothing could be taken",
    429: "Too many requests",
    503: "Not now",
}

_NOT_SIGNED: Final = (
    "The key is not known, or the signature does not fit it and the body. Sign "
    '"v1:<timestamp>:<raw body>" with your secret, HMAC-SHA256 in hex, and send it as "v1=<hex>".'
)


class TurnedAway(Exception):  # noqa: N818 - the request is refused; nothing went wrong here
    """A request that is not taken, with what its sender is told."""

    def __init__(
        self,
        status: int,
        detail: str,
        refused: Mapping[int, str] | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.refused = refused
        self.headers = headers


class DraftsApi:
    """Routes for an aiohttp application."""

    def __init__(self, contexts: ContextFactory, metrics: Metrics) -> None:
        self._contexts = contexts
        self._metrics = metrics
        self._keys = _Keys(contexts)
        self._taken = _Rate()

    def routes(self) -> list[web.RouteDef]:
        """POST /api/drafts and GET /api/openapi.json."""
        return [web.post(PATH, self.handle), web.get(DESCRIPTION_PATH, self._describe)]

    async def handle(self, request: web.Request) -> web.Response:
        """What became of the request; a problem where nothing of it was taken."""
        try:
            received = await self._received(request)
        except TurnedAway as refused:
            self._metrics.count("drafts", str(refused.status))
            return _problem(refused)
        self._metrics.count("drafts", "repeated" if received.again else str(received.status))
        return web.json_response(dict(received.answer), status=received.status)

    async def _describe(self, _request: web.Request) -> web.Response:
        return web.json_response(dict(description()))

    async def _received(self, request: web.Request) -> Received:
        body = await _body(request)
        now = self._contexts.clocks.real()
        key = await self._signed_by(request, body, now)
        idempotency_key = request.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(idempotency_key):
            raise TurnedAway(400, "Send an Idempotency-Key of 1 to 200 printable ASCII characters.")
        wait = self._taken.wait(key.id, now)
        if wait:
            raise TurnedAway(
                429,
                f"That is more than {REQUESTS_A_MINUTE} requests in a minute. Come again after "
                f"{wait} s, or send up to 100 statements in one request.",
                headers=_after(wait),
            )
        return await self._take(request, body, key, idempotency_key, now)

    async def _take(
        self, request: web.Request, body: bytes, key: SourceKey, idempotency_key: str, now: datetime
    ) -> Received:
        try:
            read = read_body(body, now)
        except Unreadable as error:
            raise TurnedAway(400, str(error)) from None
        if not read.statements:
            raise TurnedAway(422, "Nothing of it can be taken.", refused=read.refused)
        header = request.headers.get("X-Cpdbot-Signature", "")
        delivery = Delivery(
            key=idempotency_key,
            body_hash=hashlib.sha256(body).hexdigest(),
            signature=signing.signature_in(header) or "",
            statements=read.statements,
            refused=read.refused,
        )
        receiving_it = partial(receiving.receive, self._contexts, key, delivery)
        database = self._contexts.database
        try:
            return await wrap_future(database.write(receiving_it, lane=("source", key.id)))
        except receiving.NotTaken as refused:
            raise _refusal(refused) from None
        except StorageUnavailable as error:
            log.warning("a source's request could not be kept", reason=error.reason)
            raise TurnedAway(
                503,
                "It cannot be kept just now. Send it again, with the same Idempotency-Key.",
                headers=_after(5),
            ) from None
        except StatementRefused:
            log.exception("a source's request cannot be kept")
            raise TurnedAway(400, "Something in the body cannot be kept.") from None

    async def _signed_by(self, request: web.Request, body: bytes, now: datetime) -> SourceKey:
        """Whose request it is. Raises TurnedAway."""
        headers = request.headers
        timestamp = headers.get("X-Cpdbot-Timestamp", "")
        if not signing.is_fresh(timestamp, now):
            raise TurnedAway(
                401,
                "X-Cpdbot-Timestamp has to be the time of signing in Unix seconds, at most five "
                "minutes from now.",
            )
        key = await self._keys.get(headers.get("X-Cpdbot-Key", ""), now)
        secret = key.secret if key is not None else _NOBODYS
        header = headers.get("X-Cpdbot-Signature", "")
        signed = signing.is_signed(secret, timestamp, body, header)
        if key is None or not signed:
            raise TurnedAway(401, _NOT_SIGNED)
        return key


_NOBODYS: Final = "nobody’s"
"""What an unknown key's signature is held against, so that it takes as long."""


class _Keys:
    """The keys in force, read now and then."""

    def __init__(self, contexts: ContextFactory) -> None:
        self._contexts = contexts
        self._keys: Mapping[str, SourceKey] = {}
        self._read_at: datetime | None = None

    async def get(self, key_id: str, now: datetime) -> SourceKey | None:
        """The key of this id. Raises TurnedAway."""
        known_for = KEYS_KNOWN_FOR if key_id in self._keys else KEYS_READ_AGAIN
        if self._read_at is None or not timedelta() <= now - self._read_at < known_for:
            database = self._contexts.database
            reading = database.read(partial(keys_in_force, database))
            try:
                self._keys = await wrap_future(reading)
            except StorageUnavailable as error:
                log.warning("sources could not be read", reason=error.reason)
                raise TurnedAway(503, "Come again in a moment.", headers=_after(5)) from None
            self._read_at = now
        return self._keys.get(key_id)


class _Rate:
    """Requests of each source in a minute; only those are counted that it has signed."""

    def __init__(self) -> None:
        self._begun: dict[int, tuple[datetime, int]] = {}

    def wait(self, source_id: int, now: datetime) -> int:
        """For how many seconds the source has to wait; 0, and one more is counted, for none."""
        minute = timedelta(minutes=1)
        since, count = self._begun.get(source_id, (now, 0))
        if not timedelta() <= now - since < minute:
            since, count = now, 0
        if count >= REQUESTS_A_MINUTE:
            return max(1, round((since + minute - now).total_seconds()))
        self._begun[source_id] = (since, count + 1)
        return 0


async def _body(request: web.Request) -> bytes:
    """The raw body. Raises TurnedAway where it is too large, before all of it was read, or packed:
    what is signed is what was sent, and nothing is unpacked for whoever asks (RFC 9110, 15.5.16).
    """
    too_large = TurnedAway(413, f"Send at most {BYTES_MOST // 1024} kB in one request.")
    if (request.content_length or 0) > BYTES_MOST:
        raise too_large
    if request.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
        raise TurnedAway(
            415,
            "Send the body as it is, without a Content-Encoding, and sign it so.",
            headers={"Accept-Encoding": "identity"},
        )
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > BYTES_MOST:
                raise too_large
    except web.RequestPayloadError:
        raise TurnedAway(400, "The body did not arrive whole. Send it again.") from None
    return bytes(body)


def _refusal(refused: receiving.NotTaken) -> TurnedAway:
    if isinstance(refused, receiving.KeyUsed):
        return TurnedAway(
            409, "This Idempotency-Key came with another body before. Take a new one for it."
        )
    if isinstance(refused, receiving.SignatureUsed):
        return TurnedAway(
            409,
            "Nothing is lost: this very request was taken before, under another Idempotency-Key. "
            "Sent again under that one, it is answered as it was then. To tell something else, "
            "sign anew.",
        )
    if isinstance(refused, receiving.TooManyWait):
        return TurnedAway(
            429,
            "Too much of yours waits to be matched already. Ask an administrator to match it, and "
            "send this again later.",
            headers=_after(3600),
        )
    return TurnedAway(401, _NOT_SIGNED)


def _after(seconds: int) -> Mapping[str, str]:
    """The header that says when to come again."""
    return {"Retry-After": str(seconds)}


def _problem(refused: TurnedAway) -> web.Response:
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES[refused.status],
        "status": refused.status,
        "detail": refused.detail,
    }
    if refused.refused is not None:
        told["refused"] = [
            {"index": index, "detail": said} for index, said in refused.refused.items()
        ]
    return web.json_response(
        told,
        status=refused.status,
        content_type="application/problem+json",
        headers=refused.headers,
    )
