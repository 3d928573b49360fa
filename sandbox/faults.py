"""Faults for tests: the next calls of a method fail, vanish, or are held. The workspace itself
knows nothing of them; `webapi` asks here before and after it does its work.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

ANY_METHOD = "*"
RESPONSE_URL = "response_url"
"""The name under which posts to a response_url can be made to fail."""

Matching = Callable[[Mapping[str, Any]], bool]


class Dropped(Exception):  # noqa: N818 - the connection is dropped, nothing went wrong here
    """The caller gets no answer: the connection is closed under it."""


class FaultyAnswer(Exception):  # noqa: N818 - an answer in place of the real one
    """An answer given instead of the method's own."""

    def __init__(
        self, status: int, error: str | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(status, error)
        self.status = status
        self.error = error
        self.retry_after = retry_after


class Hold:
    """One call, held until it is released or dropped."""

    def __init__(self) -> None:
        self._reached = asyncio.Event()
        self._decided = asyncio.Event()
        self._dropped = False
        self.arguments: Mapping[str, Any] = {}

    async def reached(self) -> None:
        """Wait until a call is held."""
        await self._reached.wait()

    def release(self) -> None:
        """Let the call go on."""
        self._decided.set()

    def drop(self) -> None:
        """Close the caller's connection without an answer."""
        self._dropped = True
        self._decided.set()

    async def keep(self, arguments: Mapping[str, Any]) -> None:
        """Hold the call here. Raises Dropped if it is dropped."""
        self.arguments = arguments
        self._reached.set()
        await self._decided.wait()
        if self._dropped:
            raise Dropped


@dataclass(slots=True)
class _Fault:
    method: str
    times: int
    after: bool
    what: Hold | FaultyAnswer | Dropped
    matching: Matching


class Faults:
    """What is to go wrong next. Each fault strikes `times` calls, oldest fault first.

    `after` lets the method do its work first, so that only the answer is lost or late;
    `matching` picks calls by their arguments.
    """

    def __init__(self) -> None:
        self._faults: list[_Fault] = []
        self._holds: list[Hold] = []

    def rate_limited(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Answer 429 with Retry-After (seconds)."""
        self._add(method, FaultyAnswer(429, "ratelimited", retry_after), times=times)

    def server_error(
        self, method: str, *, status: int = 500, times: int = 1, after: bool = False
    ) -> None:
        """Answer with an HTTP error and no JSON."""
        self._add(method, FaultyAnswer(status), times=times, after=after)

    def error(self, method: str, code: str, *, times: int = 1) -> None:
        """Answer `ok: false` with this code."""
        self._add(method, FaultyAnswer(200, code), times=times)

    def drop(
        self,
        method: str,
        *,
        times: int = 1,
        after: bool = False,
        matching: Matching = lambda _: True,
    ) -> None:
        """Close the connection without an answer."""
        self._add(method, Dropped(), times=times, after=after, matching=matching)

    def hold(
        self, method: str, *, after: bool = False, matching: Matching = lambda _: True
    ) -> Hold:
        """Hold the next call until it is released or dropped."""
        hold = Hold()
        self._holds.append(hold)
        self._add(method, hold, after=after, matching=matching)
        return hold

    def clear(self) -> None:
        """Nothing more goes wrong; calls that are held are dropped."""
        self._faults.clear()
        for hold in self._holds:
            hold.drop()
        self._holds.clear()

    async def strike(self, method: str, arguments: Mapping[str, Any], *, after: bool) -> None:
        """Let a fault strike this call, if one is due: raises Dropped or FaultyAnswer, or holds."""
        fault = self._due(method, arguments, after=after)
        if fault is None:
            return
        if isinstance(fault.what, Hold):
            await fault.what.keep(arguments)
        else:
            raise fault.what

    def _due(self, method: str, arguments: Mapping[str, Any], *, after: bool) -> _Fault | None:
        for fault in self._faults:
            concerns = fault.method in (ANY_METHOD, method) and fault.after == after
            if concerns and fault.matching(arguments):
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
                return fault
        return None

    def _add(
        self,
        method: str,
        what: Hold | FaultyAnswer | Dropped,
        *,
        times: int = 1,
        after: bool = False,
        matching: Matching = lambda _: True,
    ) -> None:
        self._faults.append(_Fault(method, times, after, what, matching))
