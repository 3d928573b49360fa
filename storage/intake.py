"""The inbox's insert, durable and in bulk: what arrives while one commit runs shares the next.

An event's ack waits for this, so it goes around ORM and session: SQLite by a connection and a
thread of its own, PostgreSQL by one statement over arrays. Nothing else about the inbox is here.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from storage.database import Database, identity, sqlite_options, translated
from storage.errors import StorageUnavailable, sqlite_reason

BATCH = 256  # arrivals in one commit
# Whoever commits copies the log into the file now and then. The workers do that; the acks wait
# for nobody, unless the workers have stopped and the log has grown to some 40 MB.
_CHECKPOINT_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it came. `lane`: whose order it must keep; `calendar_at`: the day it was for
    the rules, `received_at`: real time.
    """

    workspace_id: str
    event_id: str
    lane: str
    payload: str
    received_at: datetime
    calendar_at: datetime


class Writer(Protocol):
    """Writes a batch in one durable commit and says of each whether it was new."""

    async def write(self, batch: Sequence[Arrival]) -> list[bool]: ...
    async def close(self) -> None: ...


class Intake:
    """Gathers arrivals into batches, one commit at a time."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[tuple[Arrival, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, arrival: Arrival) -> bool:
        """Durable when it returns; False where the event is known. Raises `StorageUnavailable`."""
        outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, outcome))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await outcome

    async def close(self) -> None:
        """Waits for what is being written."""
        if self._writing is not None:
            await self._writing
        await self._writer.close()

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            error = await self._write(batch)
            if error is not None and len(batch) > 1 and not isinstance(error, StorageUnavailable):
                for each in batch:  # one of them cannot be kept: the others must not pay for it
                    await self._write([each])
        self._writing = None
