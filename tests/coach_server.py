"""A language model's server that answers as a test has scripted: chat completions on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.patience import PATIENCE

Fields = Mapping[str, Any]
"""What a request held of the member, as the prompt hands it over."""


@dataclass
class CoachServer:
    """It answers by kind ("question", "wording" …) from what the member's fields hold."""

    answers: dict[str, Callable[[Fields], str]] = field(default_factory=dict)
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    heads: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    port: int = 0
    _answers: asyncio.Event = field(default_factory=asyncio.Event)
    _another: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def received(self) -> str:
        """Every word that has reached it."""
        return json.dumps(self.requests, ensure_ascii=False)

    def hold(self) -> None:
        """Give no answer from now on, until they are released."""
        self._answers.clear()

    def release(self) -> None:
        """Give the answers that were held, and all others."""
        self._answers.set()

    async def reached(self, requests: int = 1) -> None:
        """Return once so many requests have come in all."""
        async with asyncio.timeout(PATIENCE):
            while len(self.requests) < requests:
                self._another.clear()
                await self._another.wait()

    async def handle(self, request: web.Request) -> web.Response:
        """One completion."""
        received = await request.read()
        body = json.loads(received)
        self.heads.append(dict(request.headers))
        self.bodies.append(received)
        self.requests.append(body)
        self._another.set()
        await self._answers.wait()
        kind = body["response_format"]["json_schema"]["name"]
        answer = self.answers.get(kind)
        if answer is None:
            raise web.HTTPServiceUnavailable
        content = json.dumps({kind: answer(json.loads(body["messages"][1]["content"]))})
        message = {"role": "assistant", "content": content}
        return web.json_response({"choices": [{"finish_reason": "stop", "message": message}]})


@asynccontextmanager
async def coach_server(
    **answers: Callable[[Fields], str],
) -> AsyncIterator[CoachServer]:
    """One that runs until the end."""
    server = CoachServer(dict(answers))
    server.release()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        server.release()
        await runner.cleanup()
