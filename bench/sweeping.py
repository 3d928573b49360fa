"""The nudge sweep of one release over one database, once for each line that is read.

`python -P bench/sweeping.py ADDRESS CALENDAR`. Which release it is says PYTHONPATH: nothing of
`bench` is imported, so that the one before can sweep in the same way. Each line on standard input
has a line of JSON for an answer, `Swept`.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any

if __name__ == "__main__":
    gc.disable()  # what is loaded is never garbage, as in `cpdbot serve`

from sqlalchemy import Engine, event
from sqlmodel import col, delete

import bot.app  # noqa: F401 - loads all in the order in which a process of that release does
from bot.clock import Clocks
from bot.delivery import sweeps
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.services.nudges import due_nudges
from storage.engine.database import Database
from storage.tables import Nudge, Outbox


@dataclass(frozen=True, slots=True)
class Swept:
    """A sweep that queues what is due that afternoon, and one after it that finds nothing new.

    Seconds by the clock, and those that the process has computed itself. `statements` are those
    with which a page was asked who is due: how many there are for queueing rests on how many are.
    """

    queued: int
    seconds: float
    cpu: float
    quiet: float
    quiet_cpu: float
    statements: int
    pages: int


def sweep(contexts: ContextFactory) -> Swept:
    """As if nobody had been told anything that day."""
    database = contexts.database
    pages = -(-due_nudges.last_member(contexts) // due_nudges.PAGE)
    with database.transaction() as session:
        connection = session.connection()
        connection.execute(delete(Outbox))
        connection.execute(delete(Nudge).where(col(Nudge.at) == contexts.clocks.calendar()))
        session.commit()
    asked = _statements(contexts)
    queued, seconds, cpu = _timed(contexts)
    _, quiet, quiet_cpu = _timed(contexts)
    return Swept(queued, seconds, cpu, quiet, quiet_cpu, asked, pages)


def _timed(contexts: ContextFactory) -> tuple[int, float, float]:
    began, computing = perf_counter(), process_time()
    queued = asyncio.run(sweeps.nudges(contexts))
    return queued, perf_counter() - began, process_time() - computing


def _statements(contexts: ContextFactory) -> int:
    """How many ask who is due, while nobody has been told."""

    async def due() -> None:
        async for _ in sweeps.due_by_page(contexts, contexts.clocks.calendar()):
            pass

    with _counted() as sent:
        asyncio.run(due())
    return len(sent)


@contextmanager
def _counted() -> Iterator[list[str]]:
    """What this process sends meanwhile, but for the beginning of transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def main(address: str, calendar: str) -> None:
    """Until there are no more lines."""
    now = datetime.fromisoformat(calendar).astimezone(UTC)
    database = Database(address)
    try:
        contexts = ContextFactory(database, Clocks(calendar=lambda: now), load_packs())
        gc.freeze()
        gc.enable()
        for _ in sys.stdin:
            print(json.dumps(asdict(sweep(contexts))), flush=True)
    finally:
        database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
