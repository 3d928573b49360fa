"""A real Bolt app over either transport, and things to send: what the core tests share."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, User
from sandbox.file_objects import file_json

Over = Literal["socket", "http"]
BOTH: tuple[Over, ...] = ("socket", "http")

PRIYA = User("U0PRIYA", "priya", "Priya Nair", tz="Europe/London")
TOM = User("U0TOM", "tom", "Tom Reed", tz="America/New_York")


class Clock:
    """Real time that a test moves by hand (epoch seconds)."""

    def __init__(self, at: float = 1_795_300_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def client_of(sandbox: Sandbox) -> AsyncWebClient:
    """Slack's own client, with the sandbox as its Slack."""
    return AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)


def address_of(sandbox: Sandbox, file_id: str) -> str:
    """Where a file is downloaded from."""
    file = file_json(sandbox.workspace, sandbox.workspace.files[file_id])
    return str(file["url_private_download"])


def new_app(sandbox: Sandbox, **options: Any) -> AsyncApp:
    """A Bolt app for the sandbox's workspace."""
    client = client_of(sandbox)
    return AsyncApp(client=client, signing_secret=sandbox.signing_secret, **options)


@asynccontextmanager
async def socket_of(app: AsyncApp, sandbox: Sandbox) -> AsyncIterator[AsyncSocketModeHandler]:
    """One more Socket Mode connection of the app."""
    before = sandbox.sockets.count
    handler = AsyncSocketModeHandler(app, sandbox.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await sandbox.until(lambda: sandbox.sockets.count == before + 1)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def serving(handler: Callable[..., Any] | web.Application) -> AsyncIterator[str]:
    """An HTTP server for a web application, or for one handler; its request URL."""
    if isinstance(handler, web.Application):
        application = handler
    else:
        application = web.Application()
        application.router.add_post("/slack/events", handler)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def connected(app: AsyncApp, sandbox: Sandbox, over: Over) -> AsyncIterator[None]:
    """The app, reached over the given transport."""
    if over == "socket":
        async with socket_of(app, sandbox):
            yield
        return
    async with serving(app.web_app(path="/slack/events")) as url:
        sandbox.deliver_to(url)
        yield


def button(action_id: str, **more: Any) -> dict[str, Any]:
    """A button element."""
    text = {"type": "plain_text", "text": action_id}
    return {"type": "button", "action_id": action_id, "text": text, **more}


def actions(*elements: dict[str, Any], block_id: str = "row") -> dict[str, Any]:
    """An actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str) -> dict[str, Any]:
    """A section of text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def options(*values: str) -> list[dict[str, Any]]:
    """Options named after their values."""
    return [{"text": {"type": "plain_text", "text": v.title()}, "value": v} for v in values]


def text_input(block_id: str, **more: Any) -> dict[str, Any]:
    """An input block with one line of text."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": block_id.title()},
        "element": {"type": "plain_text_input", "action_id": "text", **more.pop("element", {})},
        **more,
    }


def modal(*blocks: dict[str, Any], callback_id: str = "edit", **more: Any) -> dict[str, Any]:
    """A modal that can be submitted."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": "Edit"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: dict[str, Any]) -> dict[str, Any]:
    """A Home view."""
    return {"type": "home", "blocks": list(blocks)}
