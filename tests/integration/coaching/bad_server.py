"""A server of chat completions that misbehaves as it is told, and notes what it was sent."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class BadServer:
    """`next` holds what becomes of the requests to come, the last of it of all further ones."""

    url: str = ""
    next: deque[Behaviour] = field(default_factory=deque)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def will(self, *behaviours: Behaviour) -> None:
        """Replaces what is to come."""
        self.next = deque(behaviours)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Handles one request of any path."""
        self.headers.append(dict(request.headers))
        self.bodies.append(await request.json() if request.can_read_body else {})
        behaviour = self.next.popleft() if len(self.next) > 1 else self.next[0]
        return await behaviour(request)


@asynccontextmanager
async def bad_server() -> AsyncIterator[BadServer]:
    """Runs one on the loopback."""
    server = BadServer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        server.url = f"http://{host}:{port}/v1"
        yield server
    finally:
        await runner.cleanup()


@asynccontextmanager
async def raw_server(answer: bytes) -> AsyncIterator[str]:
    """One that sends these bytes to whoever connects, and hangs up. Yields its URL."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}/v1"


def completion(content: Any, finish_reason: str = "stop", **message: Any) -> dict[str, Any]:
    """The usual answer, with fields that a client does not know."""
    said = {"role": "assistant", "content": content, "unheard_of": 1} | message
    choice = {"index": 0, "finish_reason": finish_reason, "message": said, "logprobs": None}
    return {"id": "1", "object": "chat.completion", "choices": [choice], "extra": {"a": [1]}}


def says(content: Any, finish_reason: str = "stop", **message: Any) -> Behaviour:
    """Answers with a content."""
    return sends(json.dumps(completion(content, finish_reason, **message)).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answers with these bytes; underscores of headers' names stand for hyphens."""

    async def behaviour(_request: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, status=status, headers=named)

    return behaviour


async def says_nothing(_request: web.Request) -> web.StreamResponse:
    """Sends no headers, for as long as it runs."""
    await asyncio.Event().wait()
    raise AssertionError


async def stops_in_the_body(request: web.Request) -> web.StreamResponse:
    """Sends a piece of a body and then nothing more."""
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b'{"choices": [')
    await asyncio.Event().wait()
    raise AssertionError


async def cuts_off(request: web.Request) -> web.StreamResponse:
    """Breaks the connection before the end of the body that it announced."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"choices": [')
    assert request.transport is not None
    request.transport.abort()
    return response


async def hangs_up(request: web.Request) -> web.StreamResponse:
    """Breaks the connection without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def refuses_formats(*refused: str) -> Behaviour:
    """Answers 400 to these types of response_format ("" is none), else as a model."""

    async def behaviour(request: web.Request) -> web.Response:
        body = await request.json()
        if body.get("response_format", {}).get("type", "") in refused:
            return web.Response(status=400)
        return web.json_response(completion('{"missing": "Who was there."}'))

    return behaviour


async def refuses_limits(request: web.Request) -> web.Response:
    """Answers 400 to whatever names a temperature, else as a model."""
    if "temperature" in await request.json():
        return web.Response(status=400)
    return web.json_response(completion('{"missing": "Who was there."}'))
