"""Asks a language model over HTTP, any that speaks OpenAI's chat completions; what is asked and
what is taken of an answer is `bot.coach`'s. No word of either is logged, counted or raised.

Imported only where a coach is configured.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Final, Literal, Self

import httpx
from pydantic import SecretStr

from bot.clock import Clock
from bot.coach.ladder import RUNGS, Message, Rung, body, next_rung, repair
from bot.coach.refusals import NoAnswer
from bot.coach.requests import Exchange
from bot.delivery.circuit_breaker import CircuitBreaker
from bot.metrics import Metrics

BYTES_AT_MOST: Final = 64 * 1024
CONNECT_SECONDS: Final = 2.0
PAUSE_SECONDS: Final = 0.5
"""Before the one retry, where the server names no time."""

RUNG_KEPT: Final = timedelta(hours=1)
"""For so long a rung of the ladder is remembered, and the best one not tried."""

Reason = Literal[
    "connect",
    "timeout",
    "rate",
    "server",
    "refused",
    "redirect",
    "too_big",
    "shape",
    "unfinished",
    "open",
    "busy",
]

_SERVERS: Final = frozenset({"connect", "timeout", "rate", "server"})
"""Reasons that say that the server does not work just now."""

_NOT_UNDERSTOOD: Final = frozenset({400, 415, 422})


class CoachTrouble(Exception):  # noqa: N818 - a reason, and no fault of ours
    """There is no answer; `reason` says why, without a word of anybody's."""

    def __init__(self, reason: Reason, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.retry_after = retry_after


class _NotUnderstood(Exception):  # noqa: N818 - the next rung is tried
    """The server does not take a request of this form."""


@dataclass(slots=True)
class _Time:
    """Of one request: when it is given up (the loop's clock), and whether a call was repeated."""

    ends: float
    retried: bool = False


class CoachClient:
    """One for a process. `url` is the API's base, such as "http://127.0.0.1:8080/v1", `at_once` how
    many calls are made at once.
    """

    def __init__(
        self,
        *,
        url: str,
        model: str,
        api_key: SecretStr,
        metrics: Metrics,
        real_time: Clock,
        at_once: int,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._url = httpx.URL(url.rstrip("/") + "/chat/completions")
        self._model = model
        self._api_key = api_key
        self._metrics = metrics
        self._real_time = real_time
        self._pause = pause
        self._breaker = CircuitBreaker(real_time)
        self._places = asyncio.Semaphore(at_once)
        self._rung: Rung = RUNGS[0]
        self._bare = False
        self._rung_until: datetime | None = None
        self._http = httpx.AsyncClient(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            headers={"Accept-Encoding": "identity", "User-Agent": "cpdbot"},
            limits=httpx.Limits(max_connections=at_once),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            event_hooks={"response": [_follow_nothing]},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Lets connections go."""
        await self._http.aclose()

    async def ask(
        self,
        exchange: Exchange,
        seconds: float,
        read: Callable[[str], str],
        may_repair: Callable[[], Awaitable[bool]],
    ) -> str:
        """What `read` makes of the answer, within so many seconds, retries and one repair included.

        `read` raises NoAnswer("shape") for what is not in the form that was asked for; the second
        time, and where another call may not be made, that is CoachTrouble("shape"). Raises
        CoachTrouble, and NoAnswer of any other reason.
        """
        call = self._breaker.begin()
        if call is None:
            self._metrics.count("coach", "open")
            raise CoachTrouble("open")
        try:
            ends = asyncio.get_running_loop().time() + seconds
            async with self._place(ends), asyncio.timeout_at(ends):
                answer = await self._asked(exchange, read, may_repair, _Time(ends))
        except TimeoutError:
            raise self._troubled(call, CoachTrouble("timeout")) from None
        except CoachTrouble as trouble:
            raise self._troubled(call, trouble) from None
        except NoAnswer:
            self._breaker.succeeded(call)
            self._metrics.count("coach", "not_taken")
            raise
        except BaseException:
            self._breaker.abandoned(call)
            raise
        self._breaker.succeeded(call)
        self._metrics.count("coach", "answered")
        return answer

    def _troubled(self, call: int, trouble: CoachTrouble) -> CoachTrouble:
        if trouble.reason in _SERVERS:
            self._breaker.failed(call)
        elif trouble.reason == "busy":
            self._breaker.abandoned(call)
        else:
            self._breaker.succeeded(call)
        self._metrics.count("coach", trouble.reason)
        return trouble

    @asynccontextmanager
    async def _place(self, ends: float) -> AsyncIterator[None]:
        """One of the calls at once. Raises CoachTrouble("busy") where none is free in time."""
        try:
            async with asyncio.timeout_at(ends):
                await self._places.acquire()
        except TimeoutError:
            raise CoachTrouble("busy") from None
        try:
            yield
        finally:
            self._places.release()

    async def _asked(
        self,
        exchange: Exchange,
        read: Callable[[str], str],
        may_repair: Callable[[], Awaitable[bool]],
        time: _Time,
    ) -> str:
        content = await self._content(exchange, (), time)
        try:
            return read(content)
        except NoAnswer as error:
            if error.reason != "shape":
                raise
        if not await may_repair():
            raise CoachTrouble("shape")
        repaired = await self._content(exchange, repair(exchange, content, "shape"), time)
        try:
            return read(repaired)
        except NoAnswer as error:
            if error.reason != "shape":
                raise
            raise CoachTrouble("shape") from None

    async def _content(self, exchange: Exchange, more: Sequence[Message], time: _Time) -> str:
        """The text of an answer, down the ladder as far as the server needs."""
        if self._rung_until is not None and self._real_time() >= self._rung_until:
            self._rung, self._bare, self._rung_until = RUNGS[0], False, None
        while True:
            rung, bare = self._rung, self._bare
            request = body(exchange, self._model, rung, bare=bare, more=more)
            try:
                return _content_of(await self._twice(request, time))
            except _NotUnderstood:
                self._descend(rung, bare=bare)

    def _descend(self, rung: Rung, *, bare: bool) -> None:
        """The next rung is remembered. Raises CoachTrouble("refused") below the last."""
        if bare:
            raise CoachTrouble("refused")
        self._rung_until = self._real_time() + RUNG_KEPT
        below = next_rung(rung)
        if below is None:
            self._bare = True
        else:
            self._rung = below

    async def _twice(self, request: Mapping[str, Any], time: _Time) -> bytes:
        """One call, and one more where the server does not work just now and none was repeated."""
        try:
            return await self._once(request)
        except CoachTrouble as trouble:
            if time.retried or trouble.reason not in ("connect", "rate", "server"):
                raise
            pause = self._pause if trouble.retry_after is None else trouble.retry_after
            if asyncio.get_running_loop().time() + pause > time.ends:
                raise
            time.retried = True
            await asyncio.sleep(pause)
        return await self._once(request)

    async def _once(self, request: Mapping[str, Any]) -> bytes:
        headers = {b"Content-Type": b"application/json"}
        key = self._api_key.get_secret_value()
        if key:
            headers[b"Authorization"] = f"Bearer {key}".encode()
        content = json.dumps(request).encode()
        try:
            async with self._http.stream(
                "POST", self._url, content=content, headers=headers
            ) as response:
                _check(response, self._real_time())
                return await _read(response)
        except httpx.ConnectError:
            raise CoachTrouble("connect") from None
        except httpx.ConnectTimeout:
            raise CoachTrouble("connect") from None
        except httpx.TimeoutException:
            raise CoachTrouble("timeout") from None
        except httpx.HTTPError:
            raise CoachTrouble("server") from None


async def _follow_nothing(response: httpx.Response) -> None:
    """Raises CoachTrouble("redirect"), before httpx reads the address: of one that cannot be read
    it raises what is no HTTPError, even where it is not to follow.
    """
    if httpx.codes.MULTIPLE_CHOICES <= response.status_code < httpx.codes.BAD_REQUEST:
        raise CoachTrouble("redirect")


def _check(response: httpx.Response, now: datetime) -> None:
    """Raises CoachTrouble, or _NotUnderstood, for a status that brings no answer."""
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise CoachTrouble("rate", _retry_after(response, now))
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise CoachTrouble("server", _retry_after(response, now))
    if status in _NOT_UNDERSTOOD:
        raise _NotUnderstood
    if status != httpx.codes.OK:
        raise CoachTrouble("refused")
    if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise CoachTrouble("shape")  # it was not asked for, and unpacks to nobody knows how much


async def _read(response: httpx.Response) -> bytes:
    """The body. Raises CoachTrouble("too_big") once it is."""
    read = bytearray()
    async for piece in response.aiter_raw():
        read += piece
        if len(read) > BYTES_AT_MOST:
            raise CoachTrouble("too_big")
    return bytes(read)


def _retry_after(response: httpx.Response, now: datetime) -> float | None:
    """Seconds, from either form of the header; None where it says nothing that can be read."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _content_of(answer: bytes) -> str:
    """The text of a finished answer. Raises CoachTrouble: unfinished, shape."""
    try:
        choice = json.loads(answer)["choices"][0]
        message = choice["message"]
        finished, content = choice.get("finish_reason"), message["content"]
        declined = bool(message.get("refusal"))
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise CoachTrouble("shape") from None
    if finished != "stop":
        raise CoachTrouble("unfinished")
    if declined:
        raise CoachTrouble("refused")
    if not isinstance(content, str):
        raise CoachTrouble("shape")
    return content
