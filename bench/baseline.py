"""What the product is measured beside: Bolt as its documentation shows it, and nothing else.

`python -m bench.baseline KIND API_PORT DATABASE` serves on a free port and prints it. KIND:
`nothing` has a listener that does nothing; `insert` one that keeps the event in one raw, durable
insert before it is answered; `reply` one that posts a message after that; `model` is a process that
has loaded SQLModel, made its table and listens.
"""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.slack import SIGNING_SECRET, TOKEN, serve

CONNECTIONS: Final = 10

TABLE: Final = "CREATE TABLE IF NOT EXISTS kept (event_id VARCHAR(64) PRIMARY KEY, payload TEXT)"
INSERT: Final = "INSERT INTO kept (event_id, payload) VALUES ({0}, {0}) ON CONFLICT DO NOTHING"


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
    keep = await _keeper(url)

    async def on_message(body: Mapping[str, Any]) -> None:
        await keep(body["event_id"], json.dumps(body))

    app.event("message")(on_message)
    return app


async def _reply(api_port: str, url: str) -> AsyncApp:
    """What is kept is answered 200, and replied to afterwards, as the product does it."""
    app = _app(api_port, answer_last=True)
    keep = await _keeper(url)
    replying: set[asyncio.Task[Any]] = set()

    async def on_message(body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await keep(body["event_id"], json.dumps(body))
        posting = client.chat_postMessage(channel=body["event"]["channel"], text="Kept.")
        task = asyncio.create_task(posting)
        replying.add(task)
        task.add_done_callback(replying.discard)

    app.event("message")(on_message)
    return app


Keep = Callable[[str, str], Awaitable[None]]


async def _keeper(url: str) -> Keep:
    return _sqlite(url) if url.startswith("sqlite") else await _postgres(url)


def _sqlite(url: str) -> Keep:
    """SQLite's one writer has a thread of its own, or the loop would wait for the disk."""
    path = url.removeprefix("sqlite:///")
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):  # as the product sets them
        file.execute(f"PRAGMA {pragma}")
    file.execute(TABLE)
    thread = ThreadPoolExecutor(1)

    async def keep(*row: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(thread, file.execute, INSERT.format("?"), row)

    return keep


async def _postgres(url: str) -> Keep:
    import psycopg  # noqa: PLC0415 - each process loads what it measures

    free: asyncio.Queue[Any] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await psycopg.AsyncConnection.connect(url, autocommit=True))
    first = await free.get()
    await first.execute(TABLE)
    free.put_nowait(first)

    async def keep(*row: str) -> None:
        connection = await free.get()
        try:
            await connection.execute(INSERT.format("%s"), row)
        finally:
            free.put_nowait(connection)

    return keep


async def _model(api_port: str, url: str) -> AsyncApp:
    from sqlalchemy import create_engine  # noqa: PLC0415
    from sqlmodel import Field, Session, SQLModel  # noqa: PLC0415

    class Kept(SQLModel, table=True):
        event_id: str = Field(primary_key=True)
        payload: str

    engine = create_engine(url)
    SQLModel.metadata.create_all(engine)
    app = _app(api_port, answer_last=True)

    def keep(event_id: str, payload: str) -> None:
        with Session(engine) as session:
            session.add(Kept(event_id=event_id, payload=payload))
            session.commit()

    async def on_message(body: Mapping[str, Any]) -> None:
        await asyncio.to_thread(keep, body["event_id"], json.dumps(body))

    app.event("message")(on_message)
    return app


async def _run(kind: str, api_port: str, url: str) -> None:
    makers = {"nothing": _nothing, "insert": _insert, "reply": _reply, "model": _model}
    app = await makers[kind](api_port, url)
    _, port = await serve(app.web_app("/slack/events"))
    print(json.dumps({"event": "ready", "port": port}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(*sys.argv[1:]))
