"""Several threads at once, and waiting for what another thread does: no sleeping anywhere."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from threading import Barrier, Condition, Event
from typing import TypeVar

from storage.engine.database import POSTGRES_THREADS, Database
from storage.engine.errors import StorageUnavailable
from storage.engine.signals import Signal
from tests.patience import PATIENCE

T = TypeVar("T")


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What the calls return, each made on a thread of its own once all threads stand ready."""
    ready = Barrier(len(calls))

    def make(call: Callable[[], T]) -> T:
        ready.wait(PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(make, calls, timeout=PATIENCE))


def patiently(db: Database, unit: Callable[[], T]) -> T:
    """What a unit returns, tried again while another process has the file: SQLite lets the
    luckiest go first.
    """
    while True:
        with suppress(StorageUnavailable):
            return db.write(unit).result(PATIENCE)


@contextmanager
def held_up(database: Database) -> Iterator[None]:
    """Every thread that writes is taken: whatever is asked for meanwhile waits for the end."""
    gate = Event()
    for _ in range(POSTGRES_THREADS):
        database.write(partial(gate.wait, PATIENCE), first=True)
    try:
        yield
    finally:
        gate.set()


class Heard:
    """How often a signal was set since this was made."""

    def __init__(self, signal: Signal) -> None:
        self.times = 0
        self._changed = Condition()
        self.stop = signal.listen(self._hear)

    def _hear(self) -> None:
        with self._changed:
            self.times += 1
            self._changed.notify_all()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Whether it was set at least once."""
        with self._changed:
            return self._changed.wait_for(lambda: self.times > 0, seconds)
