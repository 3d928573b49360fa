"""Fault injection for tests: calls of a method fail, get no answer, or are held. `webapi` and
`response_urls` apply faults before and after their work. Also settings for what Slack answers
differently from one time, or one app, to another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, get_args

ANY_METHOD = "*"
RESPONSE_URL = "response_url"
"""The name under which posts to a response_url can be made to fail."""
DOWNLOAD = "download"
"""The name under which downloads of files can be made to fail; the argument is `file`, its id."""

Matching = Callable[[Mapping[str, Any]], bool]
"""Whether a fault concerns a call, by its arguments as they were received."""

DuplicateAnswer = Literal[
    "ok", "duplicate_message", "duplicate_message_not_found", "duplicate_channel_not_found"
]
"""What chat.postMessage answers to a client_msg_id that was used before: the first message, or
one of these codes. Slack documents the last two (reference/methods/chat.postMessage), and not
when it gives them; others report the first two."""

DUPLICATE_ANSWERS: tuple[DuplicateAnswer, ...] = get_args(DuplicateAnswer)


def any_call(_: Mapping[str, Any]) -> bool:
    """Matches every call."""
    return True


class Dropped(Exception):  # noqa: N818 - the connection is dropped, nothing went wrong here
    """The caller gets no answer: the connection is closed under it."""


class FaultyAnswer(Exception):  # noqa: N818 - an answer in place of the real one
    """An answer given instead of the method's own."""

    def __init__(
        self,
        status: int,
        error: str | None = None,
        retry_after: int | None = None,
        *,
        location: str | None = None,
        page: str | None = None,
    ) -> None:
        super().__init__(status, error)
        self.status = status
        self.error = error
        self.retry_after = retry_after
        self.location = location
        self.page = page


class Hold:
    """Calls that get no answer until they are released or dropped. `calls` are the arguments of
    those that were held, in their order."""

    def __init__(self) -> None:
        self.calls: list[Mapping[str, Any]] = []
        self._another = asyncio.Event()
        self._decided = asyncio.Event()
        self._dropped = False

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The arguments of the call that was held last; empty before any was."""
        return self.calls[-1] if self.calls else {}

    @property
    def is_over(self) -> bool:
        """Whether it was released or dropped: later calls are not held."""
        return self._decided.is_set()

    async def reached(self, calls: int = 1, *, within: float = 60.0) -> None:
        """Wait until that many calls have been held. Raises TimeoutError where they have not come
        `within` so many seconds.
        """
        async with asyncio.timeout(within):
            while len(self.calls) < calls:
                self._another.clear()
                await self._another.wait()

    def release(self) -> None:
        """Let the calls go on, and hold no more."""
        self._decided.set()

    def drop(self) -> None:
        """Close the callers' connections without an answer, and hold no more."""
        self._dropped = True
        self._decided.set()

    async def keep(self, arguments: Mapping[str, Any]) -> None:
        """Hold a call here. Raises Dropped if it is dropped."""
        self.calls.append(arguments)
        self._another.set()
        await self._decided.wait()
        if self._dropped:
            raise Dropped


@dataclass(slots=True, eq=False)
class Fault:
    """What goes wrong with the calls of a method: with the next `times` of them, or with all of
    them if that is None, until it is stopped. `struck` counts them."""

    method: str
    what: Hold | FaultyAnswer | Dropped
    times: int | None
    matching: Matching
    after: bool = False
    struck: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it applies to no more calls."""
        if isinstance(self.what, Hold) and self.what.is_over:
            return True
        return self.times is not None and self.struck >= self.times

    def stop(self) -> None:
        """Let the calls from now on be; those that are held go on."""
        self.times = self.struck
        if isinstance(self.what, Hold):
            self.what.release()

    def concerns(self, method: str, arguments: Mapping[str, Any], *, after: bool) -> bool:
        """Whether it applies to this call, before or after the method's work."""
        is_named = self.method in (ANY_METHOD, method)
        return is_named and self.after == after and self.matching(arguments)


class Faults:
    """What is to go wrong, and which of its ways Slack shows.

    A fault applies to the next `times` calls of a method, or every one if `times` is None, until it
    is stopped; of several, the oldest. `after` lets the method do its work first, so that only
    the answer is lost or late; `matching` picks calls by their arguments.

    With a `seed`, the answer to each repeated client_msg_id is drawn from `DUPLICATE_ANSWERS`.
    """

    def __init__(self, seed: int | None = None) -> None:
        self.random: Random | None = None if seed is None else Random(seed)  # noqa: S311
        """What draws the answer to a repeated client_msg_id; None: always duplicate_message."""
        self.duplicate_answer: DuplicateAnswer | None = None
        """The answer to every repeated client_msg_id; None leaves it to `random`."""
        self.history_lag: float = 0.0
        """For how many seconds of real time a message that the bot posted is missing from
        conversations.history and .replies. People see it at once."""
        self.history_capped: bool = False
        """Whether history is read as by a commercially distributed app that Slack has not
        approved: once a minute and method, 15 messages at most (apis/web-api/rate-limits)."""
        self.blocks_refused: frozenset[str] = frozenset()
        """Types of blocks that this workspace does not have yet: Slack brings new ones in phases.
        In a message they are answered `invalid_blocks`."""
        self._faults: list[Fault] = []

    def rate_limited(
        self,
        method: str,
        *,
        retry_after: int = 1,
        times: int | None = 1,
        matching: Matching = any_call,
    ) -> Fault:
        """Answer 429 with Retry-After (seconds)."""
        answer = FaultyAnswer(429, "ratelimited", retry_after)
        return self._add(Fault(method, answer, times, matching))

    def server_error(
        self,
        method: str,
        *,
        status: int = 500,
        times: int | None = 1,
        after: bool = False,
        matching: Matching = any_call,
    ) -> Fault:
        """Answer with an HTTP error and no JSON."""
        return self._add(Fault(method, FaultyAnswer(status), times, matching, after))

    def error(
        self, method: str, code: str, *, times: int | None = 1, matching: Matching = any_call
    ) -> Fault:
        """Answer `ok: false` with this code."""
        return self._add(Fault(method, FaultyAnswer(200, code), times, matching))

    def redirect(
        self, method: str, to: str, *, times: int | None = 1, matching: Matching = any_call
    ) -> Fault:
        """Send the caller to another address."""
        return self._add(Fault(method, FaultyAnswer(302, location=to), times, matching))

    def web_page(
        self, method: str, html: str, *, times: int | None = 1, matching: Matching = any_call
    ) -> Fault:
        """Answer 200 with a web page, as Slack does to whom it does not let in."""
        return self._add(Fault(method, FaultyAnswer(200, page=html), times, matching))

    def drop(
        self,
        method: str,
        *,
        times: int | None = 1,
        after: bool = False,
        matching: Matching = any_call,
    ) -> Fault:
        """Close the connection without an answer."""
        return self._add(Fault(method, Dropped(), times, matching, after))

    def hold(
        self,
        method: str,
        *,
        times: int | None = 1,
        after: bool = False,
        matching: Matching = any_call,
    ) -> Hold:
        """Give the next `times` calls no answer until they are released or dropped."""
        hold = Hold()
        self._add(Fault(method, hold, times, matching, after))
        return hold

    def stop(self, method: str) -> None:
        """End every fault that was set for a method by this name; calls that are held go on."""
        for fault in self._faults:
            if fault.method == method:
                fault.stop()

    def clear(self) -> None:
        """Nothing more goes wrong; calls that are held are dropped. The settings stay."""
        for fault in self._faults:
            if isinstance(fault.what, Hold):
                fault.what.drop()
        self._faults.clear()

    def answer_to_duplicate(self) -> DuplicateAnswer:
        """What a repeated client_msg_id is answered this time."""
        if self.duplicate_answer is not None:
            return self.duplicate_answer
        return "duplicate_message" if self.random is None else self.random.choice(DUPLICATE_ANSWERS)

    async def apply(self, method: str, arguments: Mapping[str, Any], *, after: bool) -> None:
        """Apply the fault that is due to this call: raise Dropped or FaultyAnswer, or hold it."""
        fault = self._due(method, arguments, after=after)
        if fault is None:
            return
        if isinstance(fault.what, Hold):
            await fault.what.keep(arguments)
        else:
            raise fault.what.with_traceback(None)

    def _due(self, method: str, arguments: Mapping[str, Any], *, after: bool) -> Fault | None:
        for fault in self._faults:
            if not fault.is_over and fault.concerns(method, arguments, after=after):
                fault.struck += 1
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault
