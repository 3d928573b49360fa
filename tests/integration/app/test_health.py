"""How a process says that it is well, and what it counts."""

import asyncio
from asyncio import wrap_future
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.app.health import Check, Health, Unwell
from bot.clock import real_time
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues.inbox import Inbox
from storage.queues.inbox_writer import Arrival
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox


async def well() -> None:
    """Nothing is wrong."""


async def gone() -> None:
    raise StorageUnavailable("gone")


async def deaf() -> None:
    raise Unwell("not connected")


class Served:
    """A process that serves nothing but its health."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.inbox = Inbox(database)
        self.metrics = Metrics()
        self.now = now

    async def ping(self) -> None:
        """The check of the database that the process makes."""
        await wrap_future(self.database.read(self.database.ping))

    async def get(self, path: str, checks: Mapping[str, Check]) -> tuple[int, str]:
        health = Health(
            checks,
            self.metrics,
            database=self.database,
            counts={
                "inbox": self.inbox.counts,
                "outbox": Outbox(self.database).counts,
                "job": Jobs(self.database).counts,
            },
            real_time=lambda: self.now,
        )
        server = web.Application()
        server.add_routes(health.routes())
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
            async with aiohttp.ClientSession() as http, http.get(url) as answer:
                return answer.status, await answer.text()
        finally:
            await runner.cleanup()


@pytest.fixture
async def served(sqlite_url: str) -> AsyncIterator[Served]:
    database = Database(sqlite_url)
    served = Served(database, real_time())
    yield served
    await asyncio.to_thread(served.inbox.close)
    await asyncio.to_thread(database.close)


async def test_all_is_well_when_everything_is(served: Served) -> None:
    checks: dict[str, Check] = {"database": served.ping, "socket": well}
    status, text = await served.get("/healthz", checks)
    assert status == 200
    assert text == '{"status": "ok", "database": "ok", "socket": "ok"}'


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ({"database": gone, "socket": well}, '"database": "The database is not where it was."'),
        ({"database": well, "socket": deaf}, '"socket": "not connected"'),
    ],
)
async def test_what_is_missing_is_named(
    served: Served, checks: Mapping[str, Check], told: str
) -> None:
    status, text = await served.get("/healthz", checks)
    assert status == 503
    assert told in text
    assert '"status": "unwell"' in text


async def test_counters_timings_and_queues_are_told_to_prometheus(served: Served) -> None:
    arrived = served.now - timedelta(seconds=90)
    await wrap_future(served.inbox.put(Arrival("T1", "Ev1", "T1:U1", "{}", arrived, arrived)))
    served.metrics.count("events", "kept")
    served.metrics.count("events", "kept", 2)
    served.metrics.time("ack", 0.02)
    served.metrics.time("ack", 4)
    status, text = await served.get("/metrics", {})
    lines = text.splitlines()
    assert status == 200
    for line in (
        'cpdbot_events_total{outcome="kept"} 3.0',
        'cpdbot_ack_seconds_bucket{le="0.01"} 0.0',
        'cpdbot_ack_seconds_bucket{le="0.025"} 1.0',
        'cpdbot_ack_seconds_bucket{le="+Inf"} 2.0',
        "cpdbot_ack_seconds_sum 4.02",
        "cpdbot_inbox_open 1.0",
        "cpdbot_inbox_oldest_seconds 90.0",
        "cpdbot_outbox_open 0.0",
        "cpdbot_job_open 0.0",
        "cpdbot_job_aside 0.0",
    ):
        assert line in lines


async def test_metrics_are_told_even_when_the_database_is_gone(
    served: Served, sqlite_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    served.database.path.rename(tmp_path_factory.mktemp("elsewhere") / "moved.db")
    served.metrics.count("events", "refused")
    status, text = await served.get("/metrics", {})
    assert status == 200
    assert 'cpdbot_events_total{outcome="refused"} 1.0' in text
    assert "cpdbot_inbox_open" not in text
