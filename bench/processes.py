"""Servers as processes of their own: started, asked for their port, ended."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bench.slack import SIGNING_SECRET, TOKEN

ROOT: Final = Path(__file__).parents[1]
_PATIENCE: Final = 60.0


@asynccontextmanager
async def server(*command: str, env: Mapping[str, str] | None = None) -> AsyncIterator[int]:
    """Runs `python -m command`; the port that it says it is ready on, in a line of JSON."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *command,
        cwd=ROOT,
        env={**kept, **(env or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            port = await _port(process)
        listening = asyncio.create_task(_drop(process))
        yield port
        listening.cancel()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def ours(api_port: int, url: str) -> dict[str, str]:
    """The environment of `cpdbot serve` over signed HTTP; it sweeps at its start alone."""
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{api_port}/api/",
        "CPDBOT_DATABASE_URL": url,
        "CPDBOT_MODE": "http",
        "CPDBOT_PORT": "0",
        "CPDBOT_TICK_SECONDS": "86400",
    }


async def _port(process: asyncio.subprocess.Process) -> int:
    said = []
    assert process.stdout is not None  # noqa: S101 - it was asked for
    async for raw in process.stdout:
        line = raw.decode()
        said.append(line)
        told = json.loads(line) if line.startswith("{") else {}
        if told.get("event") == "ready":
            return int(told["port"])
    raise RuntimeError("A server did not start:\n" + "".join(said))


async def _drop(process: asyncio.subprocess.Process) -> None:
    """A full pipe would hold the server up."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    async for _ in process.stdout:
        pass
