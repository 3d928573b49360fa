"""How the process is, for whoever runs it: /healthz and /metrics over HTTP.

Slack's requests come in elsewhere (`bot.handlers.http_endpoint`), through the same server.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from aiohttp import web

from bot.clock import Clock
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues.queue import QueueCounts

CHECK_SECONDS = 2.0

Check = Callable[[], Awaitable[None]]
"""Returns when all is well. Raises `Unwell`, or `StorageUnavailable`."""


class Unwell(Exception):  # noqa: N818 - the answer to "how are you?"
    """Something that the process needs is missing; the text says what, for an operator."""


class Health:
    """Routes for an aiohttp application."""

    def __init__(
        self,
        checks: Mapping[str, Check],
        metrics: Metrics,
        *,
        database: Database,
        counts: Mapping[str, Callable[[], QueueCounts]],
        real_time: Clock,
    ) -> None:
        self._checks = checks
        self._metrics = metrics
        self._database = database
        self._counts = counts
        self._real_time = real_time

    def routes(self) -> list[web.RouteDef]:
        """GET /healthz and GET /metrics."""
        return [web.get("/healthz", self._healthz), web.get("/metrics", self._show_metrics)]

    async def _healthz(self, _request: web.Request) -> web.Response:
        """200 where everything is well, else 503; what is wrong is named."""
        outcomes = await asyncio.gather(*(_outcome(check) for check in self._checks.values()))
        found = dict(zip(self._checks, outcomes, strict=True))
        well = all(outcome == "ok" for outcome in outcomes)
        shape = {"status": "ok" if well else "unwell", **found}
        return web.json_response(shape, status=200 if well else 503)

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        body = self._metrics.expose(await self._gauges())
        return web.Response(body=body, content_type="text/plain", charset="utf-8")

    async def _gauges(self) -> dict[str, tuple[str, float]]:
        """How the queues stand; nothing where the database does not say."""
        gauges: dict[str, tuple[str, float]] = {}
        try:
            for name, count in self._counts.items():
                counts = await asyncio.wrap_future(self._database.read(count, first=True))
                gauges |= self._queue(name, counts)
        except StorageUnavailable:
            return {}
        return gauges

    def _queue(self, name: str, counts: QueueCounts) -> dict[str, tuple[str, float]]:
        waited = self._real_time() - counts.oldest if counts.oldest else timedelta()
        return {
            f"{name}_open": (f"Rows of the {name} that are not done.", counts.open),
            f"{name}_aside": (f"Rows of the {name} that an operator has to look at.", counts.aside),
            f"{name}_oldest_seconds": (
                f"How long the oldest open row of the {name} has been waiting.",
                max(0.0, waited.total_seconds()),
            ),
        }


async def _outcome(check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except TimeoutError:
        return "no answer"
    except (Unwell, StorageUnavailable) as error:
        return str(error)
    return "ok"
