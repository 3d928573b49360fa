"""From being started to answering the first request, beside a bare Bolt and SQLModel process."""

import asyncio
from collections.abc import Mapping
from time import perf_counter
from typing import Any

import aiohttp

from bench.databases import Databases
from bench.measuring import median
from bench.processes import ours, server


def measure(databases: Databases, rounds: int) -> dict[str, Any]:
    """Medians in milliseconds, the two started in turn. Both databases have their tables."""
    return asyncio.run(
        _measure(databases.empty("sqlite", "start"), databases.plain("sqlite", "model"), rounds)
    )


async def _measure(url: str, bare: str, rounds: int) -> dict[str, Any]:
    async with server("-m", "bench.slack") as api:
        found: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(rounds + 1):
            found["bare"].append(
                await _started("-m", "bench.baseline", "model", str(api.port), bare)
            )
            found["ours"].append(await _started("-m", "bot", "serve", env=ours(api, url)))
    # The first of each compiles what the others find compiled, and makes the bare one's table.
    return {who: median(taken[1:]) * 1000 for who, taken in found.items()}


async def _started(*command: str, env: Mapping[str, str] | None = None) -> float:
    began = perf_counter()
    async with (
        server(*command, env=env) as started,
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{started.port}/healthz"),
    ):
        return perf_counter() - began
