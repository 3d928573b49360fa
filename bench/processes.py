"""Servers as processes of their own: started, asked for their port and their CPU time, ended."""

import asyncio
import json
import os
import sys
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from bench.slack import SIGNING_SECRET, TOKEN

ROOT: Final = Path(__file__).parents[1]
PYTHON: Final = Path(sys.executable)
_PATIENCE: Final = 60.0
_LINES: Final = 10
"""Of what a server says, for whoever looks into a failure."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is up, on a port of loopback."""

    port: int
    _process: psutil.Process

    @property
    def cpu(self) -> float:
        """Seconds that the process has computed so far, for itself and in the kernel."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """The memory that the process holds now."""
        return float(self._process.memory_info().rss) / 1024**2

    @property
    def peak_megabytes(self) -> float:
        """The most that it has held so far, where the platform tells; else what it holds now."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return self.megabytes
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def server(
    *arguments: str, env: Mapping[str, str] | None = None, python: Path = PYTHON
) -> AsyncIterator[Server]:
    """Runs Python with these arguments until the block is left; it says in a line of JSON that it
    is ready, and on which port.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    process = await asyncio.create_subprocess_exec(
        python,
        *arguments,
        cwd=ROOT,
        env={**kept, **(env or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said: deque[str] = deque(maxlen=_LINES)
    try:
        async with asyncio.timeout(_PATIENCE):
            port = await _port(process)
        listening = asyncio.create_task(_listen(process, said))
        yield Server(port, psutil.Process(process.pid))
        listening.cancel()
    except Exception as error:
        error.add_note("".join([f"The last that {arguments[-1]} said:\n", *said]))
        raise
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def ours(api: Server, url: str) -> dict[str, str]:
    """The environment of `cpdbot serve` over signed HTTP; it sweeps at its start alone."""
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{api.port}/api/",
        "CPDBOT_DATABASE_URL": url,
        "CPDBOT_MODE": "http",
        "CPDBOT_PORT": "0",
        "CPDBOT_TICK_SECONDS": "86400",
    }


@asynccontextmanager
async def serving(
    api: Server,
    url: str,
    *,
    files: Path = ROOT,
    python: Path = PYTHON,
    env: Mapping[str, str] | None = None,
    **options: Any,
) -> AsyncIterator[Server]:
    """`bench.serving` with these options, of this release or of another: its files, and the Python
    that has its packages.
    """
    async with server(
        "-P",
        str(ROOT / "bench/serving.py"),
        json.dumps(options),
        env={**ours(api, url), "PYTHONPATH": str(files), **(env or {})},
        python=python,
    ) as started:
        yield started


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


async def _listen(process: asyncio.subprocess.Process, said: deque[str]) -> None:
    """A full pipe would hold the server up."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    async for raw in process.stdout:
        said.append(raw.decode())
