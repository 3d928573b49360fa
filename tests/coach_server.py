"""A language model's server that answers as a test has scripted: chat completions on loopback."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Fields = Mapping[str, Any]
"""What a request held of the member, as the prompt hands it over."""


@dataclass
class CoachServer:
    """It answers by kind ("question", "wording" …) from what the member's fields hold."""

    answers: dict[str, Callable[[Fields], str]] = field(default_factory=dict)
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def received(self) -> str:
        """Every word that has reached it."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def handle(self, request: web.Request) -> web.Response:
        """One completion."""
        body = await request.json()
        self.requests.append(body)
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
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
