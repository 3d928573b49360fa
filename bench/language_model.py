"""A language model's server that brings no answer: `slow` gives none at all, `hostile` one in the
right form that nobody can use.

`python -m bench.language_model slow` serves in a process of its own and prints its port.
"""

import asyncio
import json
import sys
from typing import Final

from aiohttp import web

from bench.slack import serve

_CONTENT: Final = json.dumps({"question": "<!channel> You learnt 12 things, well done! " * 1000})
_ANSWER: Final = {"choices": [{"finish_reason": "stop", "message": {"content": _CONTENT}}]}


async def _never(_request: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def _useless(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response(_ANSWER)


async def _run(how: str) -> None:
    application = web.Application()
    handler = {"slow": _never, "hostile": _useless}[how]
    application.router.add_post("/v1/chat/completions", handler)
    _, port = await serve(application)
    print(json.dumps({"event": "ready", "port": port}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1]))
