"""What the product is measured beside: Bolt as its documentation shows it, and nothing else.

`python -m bench.bare KIND API_PORT DATABASE` serves on a free port and prints it. KIND: `nothing`
has a listener that does nothing; `insert` one that keeps the event in one raw, durable insert
before it is answered; `model` is a process that has loaded SQLModel, made its table and listens.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.slack import SIGNING_SECRET, TOKEN, serve

TABLE = "CREATE TABLE IF NOT EXISTS kept (event_id VARCHAR(64) PRIMARY KEY, payload TEXT)"
INSERT = "INSERT INTO kept (event_id, payload) VALUES ({0}, {0}) ON CONFLICT DO NOTHING"


def _app(api_port: str, *, answer_last: bool) -> AsyncApp:
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        del os.environ[name]
    return AsyncApp(
        client=AsyncWebClient(token=TOKEN, base_url=f"http://127.0.0.1:{api_port}/api/"),
        signing_secret=SIGNING_SECRET,
        process_before_response=answer_last,
    )


async def _nothing(api_port: str, _url: str) -> AsyncApp:
    app = _app(api_port, answer_last=False)

    async def on_message() -> None:
        pass

    app.event("message")(on_message)
    return app


async def _insert(api_port: str, url: str) -> AsyncApp:
    app = _app(api_port, answer_last=True)
    keep = await (_sqlite(url) if url.startswith("sqlite") else _postgres(url))

    async def on_message(body: Mapping[str, Any]) -> None:
        await keep(body["event_id"], json.dumps(body))

    app.event("message")(on_message)
    return app


async def _sqlite(url: str) -> Any:
    import aiosqlite  # noqa: PLC0415 - each process loads what it measures

    file = await aiosqlite.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):  # as the product sets them
        await file.execute(f"PRAGMA {pragma}")
    await file.execute(TABLE)

    async def keep(*row: str) -> None:
        await file.execute(INSERT.format("?"), row)

    return keep


async def _postgres(url: str) -> Any:
    from psycopg_pool import AsyncConnectionPool  # noqa: PLC0415

    pool = AsyncConnectionPool(url, min_size=10, open=False, kwargs={"autocommit": True})
    await pool.open(wait=True)
    async with pool.connection() as connection:
        await connection.execute(TABLE)

    async def keep(*row: str) -> None:
        async with pool.connection() as connection:
            await connection.execute(INSERT.format("%s"), row)

    return keep


async def _model(api_port: str, url: str) -> AsyncApp:
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415
    from sqlmodel import Field, SQLModel  # noqa: PLC0415
    from sqlmodel.ext.asyncio.session import AsyncSession  # noqa: PLC0415

    class Kept(SQLModel, table=True):
        event_id: str = Field(primary_key=True)
        payload: str

    engine = create_async_engine(url.replace("sqlite", "sqlite+aiosqlite", 1))
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    app = _app(api_port, answer_last=True)

    async def on_message(body: Mapping[str, Any]) -> None:
        async with AsyncSession(engine) as session:
            session.add(Kept(event_id=body["event_id"], payload=json.dumps(body)))
            await session.commit()

    app.event("message")(on_message)
    return app


async def _run(kind: str, api_port: str, url: str) -> None:
    makers = {"nothing": _nothing, "insert": _insert, "model": _model}
    app = await makers[kind](api_port, url)
    _, port = await serve(app.web_app("/slack/events"))
    print(json.dumps({"event": "ready", "port": port}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(*sys.argv[1:]))
