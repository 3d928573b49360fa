"""Calls to Slack, and what their failures mean for us. When and what to send is decided elsewhere.

Error codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors and its neighbours.
"""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_LIMITED: Final = frozenset({"ratelimited", "rate_limited"})
_TOKEN: Final = frozenset(
    {
        "account_inactive",  # of the token's own account, never of whom we write to
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
_METHOD: Final = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
_SLACKS_OWN: Final = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
)
_DEFAULT_PAUSE: Final = timedelta(seconds=30)


class SlackTrouble(Exception):  # noqa: N818 - the family of those below
    """A call that did not work; `code` is Slack's, or says what went wrong on the way."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method}: {code}")
        self.method = method
        self.code = code


class NotNow(SlackTrouble):
    """Certainly not done. `pause` is how long Slack wants to be left alone; None: no word of it."""

    def __init__(self, method: str, code: str, pause: timedelta | None = None) -> None:
        super().__init__(method, code)
        self.pause = pause


class Unclear(SlackTrouble):
    """Done or not: the answer never came, or says nothing."""


class TokenRefused(SlackTrouble):
    """Slack does not accept us at all; an operator has to act."""


class MethodRefused(SlackTrouble):
    """Slack does not let us use this method; others work. An operator has to act."""


class Refused(SlackTrouble):
    """Slack will not do it, however often it is asked."""


async def ask(method: str, call: Awaitable[AsyncSlackResponse], seconds: float) -> dict[str, Any]:
    """The answer to one call. Raises a `SlackTrouble`."""
    data = (await response(method, call, seconds)).data
    if not isinstance(data, dict):
        raise Unclear(method, "not_json")
    return data


async def response(
    method: str, call: Awaitable[AsyncSlackResponse], seconds: float
) -> AsyncSlackResponse:
    """The same with its headers."""
    try:
        async with asyncio.timeout(seconds):
            return await call
    except SlackApiError as error:
        raise _read(method, error) from error
    except aiohttp.ClientConnectorError as error:
        raise NotNow(method, "not_reached") from error
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        raise Unclear(method, type(error).__name__) from error
    except AttributeError as error:
        # The library takes any text/plain answer with status 200 for Slack's JSON.
        raise Unclear(method, "not_json") from error


def _read(method: str, error: SlackApiError) -> SlackTrouble:
    response = error.response
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        status = getattr(response, "status_code", None) or getattr(response, "status", None)
        return (
            NotNow(method, "429", _DEFAULT_PAUSE) if status == 429 else Unclear(method, str(status))
        )
    code = str(response.data.get("error") or response.status_code)
    if response.status_code == 429 or code in _LIMITED:
        return NotNow(method, code, pause_in(response.headers.get("Retry-After")))
    if response.status_code >= 500 or code in _SLACKS_OWN or "error" not in response.data:
        return Unclear(method, code)
    if code in _TOKEN:
        return TokenRefused(method, code)
    return MethodRefused(method, code) if code in _METHOD else Refused(method, code)


def pause_in(retry_after: str | None) -> timedelta:
    """How long Slack wants to be left alone, by its Retry-After (seconds)."""
    try:
        return timedelta(seconds=float(retry_after or ""))
    except (ValueError, OverflowError):
        return _DEFAULT_PAUSE
