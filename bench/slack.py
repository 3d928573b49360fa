"""As much of Slack as a measurement needs: signed events and commands, and a Web API that agrees.

It shows nothing, and refuses nothing but what comes too fast where it is asked to: all else is
`sandbox`'s. `python -m bench.slack [limits] [file=PATH]` serves the Web API in a process of its own
and prints its port; the file is what anybody has dropped.
"""

import asyncio
import hashlib
import hmac
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from aiohttp import web

TOKEN: Final = "xoxb-bench"  # noqa: S105 - of nothing
SIGNING_SECRET: Final = "bench"  # noqa: S105 - of nothing
BOT_USER: Final = "U0BENCHBOT"

_POST: Final = "chat.postMessage"
_STILL_READING: Final = "Reading your file"
"""What begins so is no reply yet."""
_STAFF: Final = [{"id": "U0BENCH", "profile": {"real_name": "Benchley Marks"}}]


class Limit(NamedTuple):
    """So many calls at once, and so many a second in the long run."""

    burst: float
    a_second: float


A_CHANNEL: Final = Limit(3, 1)
"""Slack says one message a second, "with short bursts", and not how short."""

A_WORKSPACE: Final = Limit(60, 5)
"""Messages: Slack says "several hundred a minute". Here that is three hundred, seldom at once."""

TIERS: Final = {
    "chat.update": Limit(50, 50 / 60),
    "conversations.history": Limit(50, 50 / 60),
    "conversations.open": Limit(50, 50 / 60),
    "users.info": Limit(100, 100 / 60),
    "users.list": Limit(20, 20 / 60),
    "views.open": Limit(100, 100 / 60),
    "views.publish": Limit(100, 100 / 60),
}
"""For each method and workspace. Source: https://docs.slack.dev/apis/web-api/rate-limits."""


@dataclass(slots=True)
class Limits:
    """Buckets that fill as time goes on (seconds)."""

    now: Callable[[], float] = time.monotonic
    _left: dict[Hashable, tuple[float, float]] = field(default_factory=dict)

    def spend(self, method: str, workspace: str, channel: str) -> int:
        """Seconds until the call may be tried again; 0 where it may be made now, and is."""
        if method == _POST:
            wanted = {(workspace, channel): A_CHANNEL, workspace: A_WORKSPACE}
        elif method in TIERS:
            wanted = {(method, workspace): TIERS[method]}
        else:
            return 0
        now = self.now()
        left: dict[Hashable, float] = {}
        waits = 0.0
        for key, limit in wanted.items():
            had, since = self._left.get(key, (limit.burst, now))
            left[key] = min(limit.burst, had + (now - since) * limit.a_second)
            waits = max(waits, (1 - left[key]) / limit.a_second)
        spent = 0 if waits > 0 else 1
        self._left |= {key: (some - spent, now) for key, some in left.items()}
        return math.ceil(waits)


class WebApi:
    """Says yes to every method unless there are limits, and notes when a channel was first posted
    to (`time.monotonic`, which is the same in every process of a machine).

    `shown` is what stands in a channel: blocks by ts, as they are now.
    """

    def __init__(self, limits: Limits | None = None, file: Path | None = None) -> None:
        self._file = file
        self.shown: dict[str, dict[str, Any]] = {}
        self._first_post: dict[str, float] = {}
        self._calls: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._limits = limits
        self._ts = count(1)

    def application(self) -> web.Application:
        """Routes: `/api/<method>`; `/posts` and `/calls` tell what was noted, and forget it."""
        server = web.Application()
        server.add_routes(
            [
                web.post("/api/{method}", self._method),
                web.get("/posts", self._tell_posts),
                web.get("/calls", self._tell_calls),
            ]
        )
        if self._file is not None:
            server.add_routes([web.get("/file", self._give_file)])
        return server

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = await request.post() if _is_form(request) else await request.json()
        channel = str(given.get("channel", ""))
        token = request.headers.get("Authorization", "")
        seconds = self._limits.spend(method, token, channel) if self._limits else 0
        if seconds:
            self._refused[method] += 1
            refusal = {"ok": False, "error": "ratelimited"}
            return web.json_response(refusal, status=429, headers={"Retry-After": str(seconds)})
        self._calls[method] += 1
        return web.json_response(self._answer(method, channel, given))

    def _answer(self, method: str, channel: str, given: Mapping[str, Any]) -> dict[str, Any]:
        ts = str(given.get("ts") or f"1700000000.{next(self._ts):06d}")
        answer: dict[str, Any] = {"ok": True, "ts": ts}
        if method == "auth.test":
            answer |= {
                "team_id": "TBENCH0",
                "team": "Bench",
                "user_id": BOT_USER,
                "bot_id": "B0BENCH",
            }
        elif method == "users.list":
            answer["members"] = _STAFF
        elif method == "views.publish":
            answer["view"] = {"id": "V0BENCH"}
        elif method == _POST and not str(given.get("text", "")).startswith(_STILL_READING):
            self._first_post.setdefault(channel, time.monotonic())
        if "blocks" in given:
            self.shown.setdefault(channel, {})[ts] = given["blocks"]
        return answer

    async def _give_file(self, _request: web.Request) -> web.FileResponse:
        assert self._file is not None  # noqa: S101 - else there is no such route
        return web.FileResponse(self._file)

    async def _tell_posts(self, _request: web.Request) -> web.Response:
        noted, self._first_post = self._first_post, {}
        return web.json_response(noted)

    async def _tell_calls(self, _request: web.Request) -> web.Response:
        noted = {"made": self._calls, "refused": self._refused}
        self._calls, self._refused = Counter(), Counter()
        return web.json_response(noted)


def _is_form(request: web.Request) -> bool:
    return request.content_type == "application/x-www-form-urlencoded"


def message(workspace: str, user: str, channel: str, text: str, number: int) -> bytes:
    """A signed request: somebody wrote to the bot."""
    ts = f"{time.time() - 1:.6f}"
    event = {
        "type": "message",
        "channel": channel,
        "channel_type": "im",
        "user": user,
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "team": workspace,
    }
    return _event(workspace, event, number)


def dropped(workspace: str, user: str, channel: str, address: str, number: int) -> bytes:
    """A signed request: somebody dropped a PDF on the bot."""
    ts = f"{time.time() - 1:.6f}"
    file = {
        "id": f"F{number:010d}",
        "name": "certificate.pdf",
        "mimetype": "application/pdf",
        "url_private": address,
        "url_private_download": address,
    }
    event = {
        "type": "message",
        "subtype": "file_share",
        "channel": channel,
        "channel_type": "im",
        "user": user,
        "text": "",
        "files": [file],
        "ts": ts,
        "event_ts": ts,
        "team": workspace,
    }
    return _event(workspace, event, number)


def home_opened(workspace: str, user: str, channel: str, number: int) -> bytes:
    """A signed request: somebody looks at their Home."""
    event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home"}
    return _event(workspace, event, number)


def _event(workspace: str, event: Mapping[str, Any], number: int) -> bytes:
    body = {
        "token": "-",
        "team_id": workspace,
        "api_app_id": "A0BENCH",
        "type": "event_callback",
        "event_id": f"Ev{number:012d}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": workspace, "user_id": BOT_USER, "is_bot": True}],
        "event": event,
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


def click(
    workspace: str, user: str, channel: str, ts: str, button: Mapping[str, Any], *, number: int
) -> bytes:
    """A signed request: somebody clicked a button of a message."""
    pressed = {name: button[name] for name in ("type", "action_id", "value")}
    body = {
        "type": "block_actions",
        "team": {"id": workspace},
        "user": {"id": user, "team_id": workspace},
        "api_app_id": "A0BENCH",
        "trigger_id": f"{number}.bench",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "channel": {"id": channel},
        "message": {"type": "message", "ts": ts},
        "response_url": "http://127.0.0.1:9/none",
        "actions": [{**pressed, "block_id": "bench", "action_ts": f"{time.time():.6f}"}],
    }
    form = urlencode({"payload": json.dumps(body)})
    return _signed(form.encode(), "application/x-www-form-urlencoded")


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
    limits = Limits() if "limits" in sys.argv[1:] else None
    given = (one.removeprefix("file=") for one in sys.argv[1:] if one.startswith("file="))
    file = next((Path(one) for one in given), None)
    _, port = await serve(WebApi(limits, file).application())
    print(json.dumps({"event": "ready", "port": port}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run())
