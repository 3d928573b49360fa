"""A workspace with its page and an app that answers as told: what the page's tests share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from aiohttp import ClientSession

from bolt_app import PRIYA, TOM, Clock
from sandbox import Sandbox, User
from sandbox.model import Message, Payload, View
from sandbox.page import Guide
from sandbox.transport import Answer, Kind, Retry

MAYA = User("U0MAYA", "maya", "Maya O’Brien", is_admin=True)

MANIFEST: dict[str, Any] = {
    "features": {
        "bot_user": {"display_name": "cpdbot"},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "slash_commands": [
            {"command": "/cpd", "description": "Your record", "usage_hint": "log | status"}
        ],
        "shortcuts": [
            {"callback_id": "log", "name": "Log CPD", "type": "global"},
            {"callback_id": "log_this", "name": "Log this as CPD", "type": "message"},
        ],
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
    },
}

SCOPES = ["chat:write", "files:read", "files:write", "im:history", "im:write", "users:read"]
GRANTED: dict[str, Any] = MANIFEST | {"oauth_config": {"scopes": {"bot": SCOPES}}}
"""The same app, with leave to do what the tests try."""


@dataclass(slots=True)
class App:
    """Stands for the app: keeps what it is sent, and answers with `answer`."""

    answer: Answer = field(default_factory=Answer)
    heard: list[tuple[Kind, Payload]] = field(default_factory=list)

    async def send(self, kind: Kind, payload: Payload, _retry: Retry | None) -> Answer:
        """Keep one payload and answer it."""
        self.heard.append((kind, payload))
        return self.answer

    def last(self, kind: Kind) -> Payload:
        """The last payload of a kind."""
        return next(payload for one, payload in reversed(self.heard) if one == kind)


@dataclass(slots=True)
class Visit:
    """The workspace, its app, and a browser that runs no scripts."""

    sandbox: Sandbox
    app: App
    browser: ClientSession

    async def see(self, path: str) -> str:
        """The HTML at a path, entities resolved."""
        async with self.browser.get(path) as response:
            assert response.status == 200, (path, response.status)
            return unescape(await response.text())

    async def do(self, path: str, /, **fields: Any) -> tuple[str, dict[str, str]]:
        """Post a form; the HTML that came back, and the headers."""
        async with self.browser.post(path, data=fields) as response:
            assert response.status in (200, 204), (path, response.status)
            return unescape(await response.text()), dict(response.headers)

    def say(self, *blocks: Payload, text: str = "A draft.", to: User = PRIYA) -> Message:
        """A message of the app's in somebody's DM."""
        workspace = self.sandbox.workspace
        return self.sandbox.postings.post(
            workspace.dm_of(to.id).id,
            user_id=workspace.bot.id,
            bot_id=workspace.bot_id,
            text=text,
            blocks=blocks,
        )

    def open(self, view: Payload, who: User = PRIYA) -> View:
        """A modal on somebody's screen."""
        surfaces = self.sandbox.surfaces
        return surfaces.open(self.sandbox.workspace.issue_trigger(who.id), view)

    def push(self, view: Payload, who: User = PRIYA) -> View:
        """A modal on top of somebody's modal."""
        surfaces = self.sandbox.surfaces
        return surfaces.push(self.sandbox.workspace.issue_trigger(who.id), view)


def at(message: Message, who: User = PRIYA) -> str:
    """Where a message stands on the page."""
    return f"/as/{who.id}/c/{message.channel_id}/m/{message.ts}"


@asynccontextmanager
async def visiting(
    guide: Guide | None = None, manifest: dict[str, Any] | None = None
) -> AsyncIterator[Visit]:
    """A workspace of three people, a channel and an app, with its page."""
    sandbox = Sandbox(manifest or MANIFEST, [PRIYA, TOM, MAYA], guide=guide, real_time=Clock())
    async with sandbox:
        app = App()
        sandbox.delivery.transport = app
        sandbox.workspace.add_channel("workshop", [PRIYA.id, MAYA.id])
        async with ClientSession(sandbox.workspace.base_url) as browser:
            yield Visit(sandbox, app, browser)
