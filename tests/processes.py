"""The bot as processes of their own, for tests: commands started, listened to, ended, killed.

What runs the bot in the test's own process lives in `running` and `harness`.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import aiohttp

from bot import cli
from bot.app import Role
from sandbox import Sandbox
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]

_READY_MADE = multiprocessing.get_context("forkserver")
_READY_MADE.set_forkserver_preload(
    [
        "bot.app",
        "bot.clock_offset_file",
        "bot.cli",
        "sqlalchemy.dialects.postgresql.psycopg",
        "sqlalchemy.dialects.sqlite.pysqlite",
    ]
)


class Process:
    """`cpdbot serve`, or another command, with what it wrote to its log. `wait` returns its exit
    status.
    """

    def __init__(self, pid: int, errors: asyncio.StreamReader, wait: Callable[[], int]) -> None:
        self._pid = pid
        self._errors = errors
        self._wait = wait
        self._status: int | None = None
        self._reading = asyncio.create_task(self._read())
        self._ready = asyncio.Event()
        self.log: list[dict[str, Any]] = []
        self.other: list[str] = []
        self.port = 0

    async def _read(self) -> None:
        async for raw in self._errors:
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
        async with asyncio.timeout(PATIENCE):
            await self._ready.wait()
        assert self.port, self.other

    @property
    def pid(self) -> int:
        """Its number."""
        return self._pid

    def terminate(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end."""
        os.kill(self._pid, by)

    async def ended(self) -> int:
        """Its exit status."""
        async with asyncio.timeout(PATIENCE):
            await self._reading  # up to its end, which it does not outlive by much
            self._status = await asyncio.to_thread(self._wait)
        return self._status

    async def kill(self) -> None:
        """SIGKILL, if it still runs; returns once it is gone."""
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            await self.ended()

    async def get(self, path: str) -> tuple[int, str]:
        """What it answers: status and body."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as http, http.get(url) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def served(
    sandbox: Sandbox,
    database_url: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    *,
    role: Role = "all",
    from_scratch: bool = False,
) -> AsyncIterator[Process]:
    """`cpdbot serve` beside the sandbox, in Socket Mode by default; killed in the end.

    Unless it is to be started `from_scratch`, it branches off a process that has loaded all of the
    bot's modules and done nothing with them: loading takes longer than most tests.
    """
    given = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    given |= {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "SLACK_API_URL": sandbox.api_url,
        "CPDBOT_DATABASE_URL": database_url,
        "CPDBOT_PORT": "0",
        "CPDBOT_MODE": "socket",
        "CPDBOT_HOME_SECONDS": "0",
        **settings,
    }
    start = _started if from_scratch else _branched_off
    async with _begun(start, ("serve", "--role", role), given) as process:
        yield process


@asynccontextmanager
async def commanded(
    args: Sequence[str], database_url: str, settings: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Process]:
    """Any other command of `cpdbot`, branched off as well; killed in the end if not before."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    given |= {"CPDBOT_DATABASE_URL": database_url, **settings}
    async with _begun(_branched_off, args, given) as process:
        yield process


_Start = Callable[[Sequence[str], Mapping[str, str], Connection], tuple[int, Callable[[], int]]]


@asynccontextmanager
async def _begun(
    start: _Start, args: Sequence[str], environment: Mapping[str, str]
) -> AsyncIterator[Process]:
    reading, writing = multiprocessing.Pipe(duplex=False)
    with writing:
        pid, wait = await asyncio.to_thread(start, args, environment, writing)
    errors = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(errors), reading
    )
    process = Process(pid, errors, wait)
    try:
        yield process
    finally:
        await process.kill()
        transport.close()


def _started(
    args: Sequence[str], environment: Mapping[str, str], errors: Connection
) -> tuple[int, Callable[[], int]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *args], cwd=ROOT, env=environment, stderr=errors.fileno()
    )
    return process.pid, process.wait


def _branched_off(
    args: Sequence[str], environment: Mapping[str, str], errors: Connection
) -> tuple[int, Callable[[], int]]:
    process = _READY_MADE.Process(target=_run, args=(args, environment, errors))
    process.start()
    assert process.pid is not None

    def wait() -> int:
        process.join()
        assert process.exitcode is not None
        return process.exitcode

    return process.pid, wait


def _run(args: Sequence[str], environment: Mapping[str, str], errors: Connection) -> NoReturn:
    """What `python -m bot` does, in a process that has loaded it."""
    os.dup2(errors.fileno(), sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(environment)
    raise SystemExit(cli.run(args))
