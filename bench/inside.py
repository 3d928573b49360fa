"""The bot in the process that measures it, where its statements can be counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bench.slack import SIGNING_SECRET, TOKEN, WebApi, serve
from bot import logs
from bot.app import Role, Runtime, build
from bot.clock import Clocks
from bot.settings import Settings


@asynccontextmanager
async def running(
    url: str, now: datetime, api: WebApi, *, role: Role = "all", **changes: Any
) -> AsyncIterator[Runtime]:
    """A bot that is up, beside a stand-in for Slack; its calendar stands still."""
    logs.configure("warning")
    runner, port = await serve(api.application())
    given: dict[str, Any] = {
        "bot_token": TOKEN,
        "signing_secret": SIGNING_SECRET,
        "api_url": f"http://127.0.0.1:{port}/api/",
        "database_url": url,
        "mode": "http",
        "port": 0,
        "tick_seconds": 86400,
    }
    settings = Settings(_env_file=None, **(given | changes))
    runtime = build(settings, Clocks(calendar=lambda: now), role=role)
    process = asyncio.create_task(runtime.run())
    ready = asyncio.create_task(runtime.ready.wait())
    await asyncio.wait({process, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if process.done():
        process.result()
    try:
        yield runtime
    finally:
        runtime.stop()
        await process
        await runner.cleanup()
