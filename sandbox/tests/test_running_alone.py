"""`python -m sandbox`: a workspace that other processes connect to."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

MANIFEST = """
features: {bot_user: {display_name: helper}, app_home: {messages_tab_enabled: true}}
oauth_config: {scopes: {bot: [chat:write, im:write]}}
"""


async def started(*arguments: str | Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox", *map(str, arguments)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def running(*arguments: str | Path) -> AsyncIterator[dict[str, str]]:
    """What it prints for the app, by name; it is ended as a supervisor ends it."""
    process = await started("--port", "0", *arguments)
    assert process.stdout is not None
    try:
        lines = [await asyncio.wait_for(process.stdout.readline(), 60) for _ in range(5)]
        yield dict(line.decode().strip().split("=", 1) for line in lines[1:])
    finally:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Its exit status, and what it complained of."""
    _, err = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, err.decode()


async def test_what_it_prints_is_what_an_app_needs(tmp_path: Path) -> None:
    manifest = tmp_path / "app.yaml"
    manifest.write_text(MANIFEST)
    async with running("--manifest", manifest) as told:
        client = AsyncWebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        who = await client.auth_test()
        assert (who["user"], who.headers["x-oauth-scopes"]) == ("helper", "chat:write,im:write")
        app = AsyncWebClient(told["SLACK_APP_TOKEN"], base_url=told["SLACK_API_URL"])
        opened = await app.apps_connections_open(app_token=told["SLACK_APP_TOKEN"])
        assert opened["url"].startswith("ws://127.0.0.1:")


async def test_a_workspace_that_is_kept_is_taken_up_again(tmp_path: Path) -> None:
    async with running("--folder", tmp_path) as told:
        client = AsyncWebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        dm = await client.conversations_open(users="U0ALEX")
        await client.chat_postMessage(channel=dm["channel"]["id"], text="Kept for tomorrow.")
    async with running("--folder", tmp_path) as told, ClientSession() as browser:
        page = told["SLACK_API_URL"].replace("/api/", "/as/U0ALEX")
        async with browser.get(page) as response:
            shown = await response.text()
    assert "Kept for tomorrow." in shown


@pytest.mark.parametrize("source", ["- a list", "{", None])
async def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path, source: str | None) -> None:
    manifest = tmp_path / "app.yaml"
    if source is not None:
        manifest.write_text(source)
    status, err = await ended(await started("--manifest", manifest))
    assert status == 2
    assert f"{manifest} cannot be read as a manifest: " in err


async def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, err = await ended(await started("--port", str(taken.getsockname()[1])))
    assert status == 1
    assert "address already in use" in err
    assert "Traceback" not in err
