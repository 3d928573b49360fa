"""As much of Slack as a measurement needs: signed events and commands, and a Web API that agrees.

It refuses nothing and shows nothing: that is `sandbox`'s. `python -m bench.slack` serves the Web
API in a process of its own and prints its port.
"""

import asyncio
import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web

TOKEN: Final = "xoxb-bench"  # noqa: S105 - of nothing
SIGNING_SECRET: Final = "bench"  # noqa: S105 - of nothing
BOT_USER: Final = "U0BENCHBOT"

_POST: Final = "chat.postMessage"


class WebApi:
    """Says yes to every method, and notes when a channel was first posted to (`time.monotonic`,
    which is the same in every process of a machine).
    """

    def __init__(self) -> None:
        self.first_post: dict[str, float] = {}
        self._ts = count(1)

    def application(self) -> web.Application:
        """Routes: `/api/<method>`; `/posts` tells what was noted, and forgets it."""
        server = web.Application()
        server.add_routes([web.post("/api/{method}", self._method), web.get("/posts", self._posts)])
        return server

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        answer: dict[str, Any] = {"ok": True, "ts": f"1700000000.{next(self._ts):06d}"}
        if method == "auth.test":
            answer |= {
                "team_id": "TBENCH0",
                "team": "Bench",
                "user_id": BOT_USER,
                "bot_id": "B0BENCH",
            }
        elif method == "views.publish":
            answer["view"] = {"id": "V0BENCH"}
        elif method == _POST:
            given = await request.post() if _is_form(request) else await request.json()
            self.first_post.setdefault(str(given["channel"]), time.monotonic())
        return web.json_response(answer)

    async def _posts(self, _request: web.Request) -> web.Response:
        noted, self.first_post = self.first_post, {}
        return web.json_response(noted)


def _is_form(request: web.Request) -> bool:
    return request.content_type == "application/x-www-form-urlencoded"


def message(workspace: str, user: str, channel: str, text: str, number: int) -> bytes:
    """A signed request: somebody wrote to the bot."""
    now = time.time()
    ts = f"{now - 1:.6f}"
    body = {
        "token": "-",
        "team_id": workspace,
        "api_app_id": "A0BENCH",
        "type": "event_callback",
        "event_id": f"Ev{number:012d}",
        "event_time": int(now),
        "authorizations": [{"team_id": workspace, "user_id": BOT_USER, "is_bot": True}],
        "event": {
            "type": "message",
            "channel": channel,
            "channel_type": "im",
            "user": user,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            "team": workspace,
        },
    }
    return _signed(json.dumps(body).encode(), "application/json")


def command(workspace: str, user: str, name: str, number: int) -> bytes:
    """A signed request: somebody ran a slash command."""
    body = {
        "command": name,
        "text": "",
        "team_id": workspace,
        "user_id": user,
        "channel_id": "D0",
        "trigger_id": f"{number}.bench",
        "response_url": "http://127.0.0.1:9/none",
        "api_app_id": "A0BENCH",
    }
    return _signed(urlencode(body).encode(), "application/x-www-form-urlencoded")


def _signed(body: bytes, content_type: str) -> bytes:
    """A whole HTTP request, signed as Slack signs."""
    at = str(int(time.time()))
    signed = hmac.new(SIGNING_SECRET.encode(), b"v0:%s:%s" % (at.encode(), body), hashlib.sha256)
    head = (
        "POST /slack/events HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        f"Content-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\n"
        f"X-Slack-Signature: v0={signed.hexdigest()}\r\n\r\n"
    )
    return head.encode() + body


async def serve(application: web.Application) -> tuple[web.AppRunner, int]:
    """Serves on a free port of loopback; the runner, and the port."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, int(runner.addresses[0][1])


async def _run() -> None:
    _, port = await serve(WebApi().application())
    print(json.dumps({"event": "ready", "port": port}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run())
