"""What `cpdbot serve` runs, with its calendar set, so that no measurement depends on its day.

`python -P bench/serving.py OPTIONS`, where OPTIONS is a JSON object of `Options`' fields. Which
release runs is said by PYTHONPATH: nothing of `bench` is imported, so that the one before can be
served in the same way.
"""

import asyncio
import gc
import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    gc.disable()  # what is loaded is never garbage, as in `cpdbot serve`

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from bot import logs
from bot.app import build
from bot.clock import Clocks, real_time
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """`calendar` is the moment that the calendar shows at `at` (seconds since 1970; when the
    process starts, by default), from where it goes `speed` times as fast as the machine's clock.

    With `each_a_token` every workspace has an installation of its own. `switch_seconds` is the
    interpreter's switch interval, where it is not to be the product's own. `units` is a file that
    is written at the end: how long each unit of work held its connection, and computed.
    """

    calendar: str
    at: float = field(default_factory=time.time)
    speed: float = 1.0
    each_a_token: bool = False
    switch_seconds: float | None = None
    units: str | None = None


@dataclass(slots=True)
class Units:
    """Units of work by what they may do: pairs of seconds held, and seconds computed meanwhile.

    A unit is measured from the moment at which it is lent a connection until it gives it back,
    which on SQLite is as long as nobody else can write.
    """

    writing: list[tuple[float, float]] = field(default_factory=list)
    reading: list[tuple[float, float]] = field(default_factory=list)
    _lent: dict[int, tuple[float, float]] = field(default_factory=dict)
    _reads: set[int] = field(default_factory=set)

    def listen(self) -> None:
        """Measures from now on, for as long as the process runs."""
        event.listen(Pool, "checkout", self._out)
        event.listen(Pool, "checkin", self._in)
        event.listen(Engine, "before_cursor_execute", self._begun)

    def _out(self, *_about: Any) -> None:
        thread = threading.get_ident()
        self._reads.discard(thread)
        self._lent[thread] = time.perf_counter(), time.thread_time()

    def _in(self, *_about: Any) -> None:
        thread = threading.get_ident()
        since = self._lent.pop(thread, None)
        if since is None:
            return
        held, computed = time.perf_counter() - since[0], time.thread_time() - since[1]
        (self.reading if thread in self._reads else self.writing).append((held, computed))

    def _begun(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == "BEGIN":  # SQLite's readers begin so; PostgreSQL's units all count as one
            self._reads.add(threading.get_ident())

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps({"writing": self.writing, "reading": self.reading}))


def calendar(options: Options) -> Callable[[], datetime]:
    """The calendar that was asked for."""
    start = datetime.fromisoformat(options.calendar).astimezone(UTC)

    def now() -> datetime:
        return start + timedelta(seconds=(time.time() - options.at) * options.speed)

    return now


def installations() -> Any:
    """A store of installations that knows every workspace, each by a token of its own."""
    from bot.delivery.clients import Identity, Installation  # noqa: PLC0415 - not in each release

    class Installations:
        def of(self, workspace_id: str) -> Installation:
            identity = Identity(workspace_id, "Bench", "B0BENCH", "U0BENCHBOT")
            return Installation(f"xoxb-{workspace_id}", identity)

    return Installations()


async def serve(options: Options) -> None:
    """Runs until SIGTERM."""
    more = {"installations": installations()} if options.each_a_token else {}
    settings = Settings(_env_file=None)
    runtime = build(settings, Clocks(calendar(options), real_time), **more)
    runtime.stop_on_signals()
    running = asyncio.create_task(runtime.run())
    await asyncio.wait(
        {running, asyncio.create_task(runtime.ready.wait())}, return_when=asyncio.FIRST_COMPLETED
    )
    if options.switch_seconds is not None:
        sys.setswitchinterval(options.switch_seconds)
    await running


def main() -> None:
    """Serves, and writes down what was measured."""
    options = Options(**json.loads(sys.argv[1]))
    logs.configure("info")
    units = Units()
    if options.units:
        units.listen()
    gc.freeze()
    gc.enable()
    asyncio.run(serve(options))
    if options.units:
        units.write(Path(options.units))


if __name__ == "__main__":
    main()
