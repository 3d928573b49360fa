"""The sandbox's server: one HTTP server on loopback that serves the Web API, Socket Mode and the
page of one workspace. No rule of Slack's is here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox import context, events
from sandbox.clock import RealTime
from sandbox.delivery import ACK_SECONDS, RETRY_DELAYS
from sandbox.manifest import read_manifest
from sandbox.model import Payload, Team, User
from sandbox.moving import Mover, PlainMover
from sandbox.page import Deed, Guide, Site, mount_page
from sandbox.people import Person
from sandbox.signed_http import SignedHttp
from sandbox.snapshots import SnapshotStore
from sandbox.state import TRIGGER_SECONDS, Workspace
from sandbox.webapi import ApiCall, WebApi

LOOPBACK = "127.0.0.1"
# What opens this workspace opens nothing else.
BOT_TOKEN = "xoxb-sandbox"  # noqa: S105
APP_TOKEN = "xapp-sandbox"  # noqa: S105
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105
BODY_BYTES_AT_MOST = 110_000_000


class Sandbox:
    """A local Slack workspace with one app in it.

    `manifest` is a parsed app.yaml, None for an app that may do everything; `scopes` replaces
    the scopes that it asks for. With a `folder`, the workspace is kept there and taken up
    again. `ack_seconds`, `trigger_seconds` and `retry_delays` (seconds) are Slack's unless a test
    is in a hurry, or has time; `real_time` gives epoch seconds; `enforce_rate_limits`: one post a
    second per channel; `seed` lets the answers to repeated posts differ (see `Faults`); `guide` is
    what the page suggests first; `custom_emoji` are names of emoji of the workspace's own.

    Attributes to use: `workspace`, `calendar`, `manifest`, `scopes` (the token's), `delivery`,
    `sockets`, `faults`, `postings`, `surfaces`, `response_urls`, `workflows`.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any] | None = None,
        users: Sequence[User] = (),
        folder: Path | None = None,
        *,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
        scopes: Iterable[str] | None = None,
        team: Team | None = None,
        ack_seconds: float = ACK_SECONDS,
        trigger_seconds: float = TRIGGER_SECONDS,
        retry_delays: Sequence[float] = RETRY_DELAYS,
        enforce_rate_limits: bool = False,
        seed: int | None = None,
        guide: Guide | None = None,
        custom_emoji: Sequence[str] = (),
        real_time: RealTime = time.time,
    ) -> None:
        self.bot_token = bot_token
        self.app_token = app_token
        self.signing_secret = signing_secret
        self.manifest = read_manifest(manifest)
        if scopes is not None:
            self.manifest = replace(self.manifest, scopes=frozenset(scopes))
        self.workspace = Workspace(
            users,
            team=team,
            bot_name=self.manifest.name,
            custom_emoji=custom_emoji,
            real_time=real_time,
        )
        self.calendar = self.workspace.calendar
        self._context = context.build(
            self.workspace,
            self.manifest,
            bot_token=bot_token,
            ack_seconds=ack_seconds,
            trigger_seconds=trigger_seconds,
            retry_delays=retry_delays,
            enforce_rate_limits=enforce_rate_limits,
            seed=seed,
            real_time=real_time,
        )
        self.scopes = self._context.scopes
        self.faults = self._context.faults
        self.sockets = self._context.sockets
        self.delivery = self._context.delivery
        self.postings = self._context.postings
        self.workflows = self._context.workflows
        self.surfaces = self._context.surfaces
        self.response_urls = self._context.response_urls
        self._ack_seconds = ack_seconds
        self._real_time = real_time
        self._site = Site(self._context, guide, PlainMover(self.calendar))
        self._webapi = WebApi(self._context, bot_token=bot_token, app_token=app_token)
        self._snapshots: SnapshotStore | None = None
        if folder is not None:
            self._snapshots = SnapshotStore(
                self.workspace, folder, lambda: self.delivery.unacknowledged
            )
        self._left_over: list[Payload] = self._snapshots.load() if self._snapshots else []
        self._http: list[SignedHttp] = []
        self._runner: web.AppRunner | None = None

    # Running

    async def start(self, port: int = 0) -> None:
        """Listen on a loopback port, a free one for 0; and go on with what was on its way."""
        app = web.Application(client_max_size=BODY_BYTES_AT_MOST)
        app.add_routes(
            [
                web.get("/api/{method}", self._webapi.answer),
                web.post("/api/{method}", self._webapi.answer),
                web.get("/link/", self.sockets.accept),
                web.post("/response/{key}", self.response_urls.answer),
                web.post("/upload/v1/{key}", self._context.uploads.receive),
                web.get("/files-pri/{key}/{name}", self._context.downloads.file),
                web.get("/files-pri/{key}/download/{name}", self._context.downloads.file),
                web.get("/files-tmb/{key}/file.vtt", self._context.downloads.transcript),
                web.get("/files-tmb/{key}/{name}", self._context.downloads.file),
                web.get("/files-tmb/{key}/download/{name}", self._context.downloads.file),
            ]
        )
        mount_page(app, self._site)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, port).start()
        self.workspace.base_url = f"http://{LOOPBACK}:{self._runner.addresses[0][1]}"
        if self._snapshots is not None:
            self._snapshots.start()
        for body in self._left_over:
            self.delivery.send_body(body)

    async def stop(self) -> None:
        """Stop listening, drop what is held, and keep what is to be kept."""
        self.faults.clear()
        await self.delivery.stop()
        self.sockets.cut()
        for transport in self._http:
            await transport.close()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._snapshots is not None:
            await self._snapshots.stop()

    async def __aenter__(self) -> Sandbox:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        """What a bot is given as `base_url`."""
        return f"{self.workspace.base_url}/api/"

    @property
    def page_url(self) -> str:
        """Where a person opens the workspace in a browser."""
        return f"{self.workspace.base_url}/"

    # How the bot is reached

    def deliver_to(self, url: str) -> None:
        """From now on send to this request URL, signed. Needs a running event loop."""
        transport = SignedHttp(
            url, self.signing_secret, self._real_time, ack_seconds=self._ack_seconds
        )
        self._http.append(transport)
        self.delivery.transport = transport

    def deliver_by_socket(self) -> None:
        """From now on send over Socket Mode, as at the start."""
        self.delivery.transport = self.sockets

    @property
    def mover(self) -> Mover:
        """What moves the calendar for the page; it can be replaced."""
        return self._site.mover

    @mover.setter
    def mover(self, mover: Mover) -> None:
        self._site.mover = mover

    @property
    def deeds(self) -> dict[str, Deed]:
        """What steps of the guide do by their names; more can be put in."""
        return self._site.deeds

    # Who is in it

    def person(self, user_id: str) -> Person:
        """Somebody to act as. KeyError if there is no such user."""
        return self._site.person(user_id)

    def change_user(self, user_id: str, **changes: Any) -> User:
        """Change a user's entry (see `User`); the bot gets user_change."""
        user = self.workspace.change_user(user_id, **changes)
        self.delivery.tell(events.user_changed(self.workspace, user))
        return user

    # Looking on

    @property
    def calls(self) -> list[ApiCall]:
        """The Web API calls that the bot made, in the order they were answered."""
        return self._webapi.calls

    def calls_of(self, method: str) -> list[ApiCall]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def until(self, predicate: Callable[[], Any], timeout: float = 60.0) -> None:  # noqa: ASYNC109
        """Wait until something in the workspace makes `predicate` true.

        Raises TimeoutError after `timeout` seconds, naming the calls that came last.
        """
        with self.workspace.feed.subscribe() as changes:
            try:
                async with asyncio.timeout(timeout):
                    while not predicate():
                        await anext(changes)
            except TimeoutError as error:
                last = [(call.method, call.status, call.ok) for call in self.calls[-5:]]
                raise TimeoutError(f"not within {timeout} s; the last calls: {last}") from error
