"""The Web API's HTTP: tokens, forms and JSON, errors, scopes, faults, and the log of calls.
`methods` has the methods.

Source: https://docs.slack.dev/apis/web-api.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.calls import Call, Method
from sandbox.context import Context
from sandbox.fault_responses import drop_connection, faulty_response
from sandbox.faults import Dropped, FaultyAnswer
from sandbox.methods import METHODS
from sandbox.model import Payload, Refused
from sandbox.rate_limits import RateLimited


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A call that the bot made, as received. `answer` is None if it got none, or no JSON;
    `at` is epoch seconds. Tokens are left out."""

    method: str
    arguments: Mapping[str, Any]
    answer: Payload | None
    status: int
    at: float

    @property
    def ok(self) -> bool:
        """Whether the answer said ok."""
        return self.answer is not None and bool(self.answer.get("ok"))


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(self, context: Context, *, bot_token: str, app_token: str) -> None:
        self.calls: list[ApiCall] = []
        self._context = context
        self._tokens = {bot_token: "bot", app_token: "app"}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        name = request.match_info["method"]
        arguments: Mapping[str, Any] = {}
        try:
            arguments, token = await _read(request)
            await self._context.faults.apply(name, arguments, after=False)
            response = self._respond(name, arguments, token, request)
            await self._context.faults.apply(name, arguments, after=True)
        except Refused as refused:
            response = self._refusal(refused)
        except FaultyAnswer as fault:
            response = faulty_response(fault)
        except Dropped:
            self._note(name, arguments, None, 0)
            return drop_connection(request)
        body = response.body if response.content_type == "application/json" else None
        answer = json.loads(body) if isinstance(body, bytes) else None
        self._note(name, arguments, answer, response.status)
        return response

    def _note(
        self, name: str, arguments: Mapping[str, Any], answer: Payload | None, status: int
    ) -> None:
        workspace = self._context.workspace
        self.calls.append(ApiCall(name, arguments, answer, status, workspace.real_time()))
        workspace.feed.changed("calls")

    def _respond(
        self, name: str, arguments: Mapping[str, Any], token: str | None, request: web.Request
    ) -> web.Response:
        try:
            return self._json(self._handle(name, arguments, token, request))
        except RateLimited as limited:
            return self._refusal(limited, 429, {"Retry-After": str(limited.retry_after)})
        except Refused as refused:
            return self._refusal(refused)

    def _handle(
        self, name: str, arguments: Mapping[str, Any], token: str | None, request: web.Request
    ) -> Payload:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method")
        self._check_token(method, token)
        call = Call(self._context, arguments)
        if method.scopes:
            call.need_scope(*method.scopes)
        if not method.takes_json and request.content_type == "application/json":
            call = Call(self._context, dict(request.query))
        return {"ok": True, **method.handle(call)}

    def _check_token(self, method: Method, token: str | None) -> None:
        if not token:
            raise Refused("not_authed")
        kind = self._tokens.get(token)
        if kind is None and self._context.workflows.is_token(token):
            kind = "bot"
        if kind is None:
            raise Refused("invalid_auth")
        if kind != method.caller:
            raise Refused("not_allowed_token_type")

    def _refusal(
        self, refused: Refused, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        shape: Payload = {"ok": False, "error": refused.code, **refused.extra}
        if refused.messages:
            shape["errors"] = [m.removeprefix("[ERROR] ") for m in refused.messages]
            shape["response_metadata"] = {"messages": list(refused.messages)}
        return self._json(shape, status, headers)

    def _json(
        self, shape: Payload, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        scopes = ",".join(self._context.scopes.granted)
        return web.json_response(
            shape, status=status, headers={**(headers or {}), "x-oauth-scopes": scopes}
        )


async def _read(request: web.Request) -> tuple[Mapping[str, Any], str | None]:
    """The arguments without the token, and the token: from the header, or from a form."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else None
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await _read_json(request)
    else:
        form = dict(await request.post())
        arguments |= form
        token = token or arguments.get("token")
    return {name: v for name, v in arguments.items() if name != "token"}, token


async def _read_json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError as error:
        raise Refused("invalid_json") from error
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body
