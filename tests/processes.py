"""The bot as processes of their own, for tests: `cpdbot serve` started, listened to, ended, killed.

What runs the bot in the test's own process lives in `running` and `world`.
"""

import asyncio
import atexit
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp

from bot.start import Role
from sandbox import Sandbox

ROOT = Path(__file__).parents[1]
STARTING = 60.0  # seconds; a busy machine takes its time


class Process:
    """`cpdbot serve`, with what it wrote to its log."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._reading = asyncio.create_task(self._read())
        self._ready = asyncio.Event()
        self.log: list[dict[str, Any]] = []
        self.other: list[str] = []
        self.port = 0

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for raw in self._process.stderr:
            line = raw.decode().strip()
            if not line.startswith("{"):
                self.other.append(line)
                continue
            told = json.loads(line)
            self.log.append(told)
            if told["event"] == "ready":
                self.port = told["port"]
                self._ready.set()
        self._ready.set()

    async def ready(self) -> None:
        """Returns once it can be reached."""
        async with asyncio.timeout(STARTING):
            await self._ready.wait()
        assert self.port, self.other

    def terminate(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end."""
        self._process.send_signal(by)

    async def ended(self) -> int:
        """Its exit status."""
        async with asyncio.timeout(STARTING):
            status = await self._process.wait()
            await self._reading
        return status

    async def kill(self) -> None:
        """SIGKILL, if it still runs; returns once it is gone."""
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()

    async def get(self, path: str) -> tuple[int, str]:
        """What it answers: status and body."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as http, http.get(url) as answer:
            return answer.status, await answer.text()


@cache
def _compiled() -> Mapping[str, str]:
    """Lets processes share what they compile, where compiled files may not be kept: each would
    take twice as long to start.
    """
    if not sys.dont_write_bytecode:
        return {}
    folder = tempfile.mkdtemp(prefix="cpdbot-compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}


@asynccontextmanager
async def served(
    sandbox: Sandbox,
    database_url: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    *,
    role: Role = "all",
) -> AsyncIterator[Process]:
    """`cpdbot serve` beside the sandbox, in Socket Mode by default; killed in the end."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    given |= {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "SLACK_API_URL": sandbox.api_url,
        "CPDBOT_DATABASE_URL": database_url,
        "CPDBOT_PORT": "0",
        "CPDBOT_MODE": "socket",
    }
    process = Process(
        await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "serve", "--role", role),
            cwd=ROOT,
            env={**given, **_compiled(), **settings},
            stderr=asyncio.subprocess.PIPE,
        )
    )
    try:
        yield process
    finally:
        await process.kill()
