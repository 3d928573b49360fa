"""What a log line holds, and what it never does."""

import asyncio
import gc
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot import logs
from bot.handlers import bolt
from tests.integration.app.clients import Nowhere


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The log of a process at its most talkative."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("debug", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def only_line(written: io.StringIO) -> dict[str, Any]:
    [line] = written.getvalue().splitlines()
    parsed: dict[str, Any] = json.loads(line)
    return parsed


def test_a_line_is_json_with_its_moment_its_place_and_its_facts(written: io.StringIO) -> None:
    structlog.get_logger("bot.somewhere").warning("Slack asks us to wait", row=7)
    line = only_line(written)
    assert line["event"] == "Slack asks us to wait"
    assert (line["row"], line["level"], line["logger"]) == (7, "warning", "bot.somewhere")
    assert line["timestamp"].endswith("Z")


def test_an_error_is_told_by_type_and_place_and_not_by_what_it_quotes(
    written: io.StringIO,
) -> None:
    log = structlog.get_logger("bot.somewhere")
    try:
        try:
            int("my secret reflection")
        except ValueError as error:
            raise RuntimeError("my secret reflection") from error
    except RuntimeError as error:
        log.warning("something unexpected", exc_info=error)
    line = only_line(written)
    assert [each["type"] for each in line["error"]] == [
        "builtins.RuntimeError",
        "builtins.ValueError",
    ]
    assert "test_logs.py" in line["error"][0]["at"][0]
    assert "secret" not in written.getvalue()


def test_a_librarys_error_is_told_in_the_same_way(written: io.StringIO) -> None:
    try:
        int("my secret reflection")
    except ValueError:
        logging.getLogger("slack_bolt.App").exception("Failed to run listener")
    assert only_line(written)["error"][0]["type"] == "builtins.ValueError"
    assert "secret" not in written.getvalue()


@pytest.mark.parametrize("library", ["slack_sdk", "slack_bolt", "aiosqlite", "sqlalchemy.engine"])
def test_libraries_do_not_say_what_they_send_and_store(written: io.StringIO, library: str) -> None:
    logging.getLogger(library).debug("data: my secret reflection")
    logging.getLogger(library).info("data: my secret reflection")
    assert written.getvalue() == ""


# A word that nobody may read, and all that Bolt's own warnings print of a request.
SECRET = "xylophone"
UNHEARD: list[dict[str, Any]] = [
    {"type": SECRET, "team": {"id": "T1"}, "user": {"id": "U1"}},
    {"type": "event_callback", "team_id": "T1", "event": {"type": SECRET, "user": "U1"}},
    {"command": f"/{SECRET}", "text": SECRET, "team_id": "T1", "user_id": "U1"},
    {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "actions": [{"type": "button", "action_id": SECRET, "block_id": SECRET, "value": SECRET}],
    },
    {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {"type": "modal", "callback_id": SECRET, "private_metadata": SECRET},
    },
    {"type": "shortcut", "callback_id": SECRET, "team": {"id": "T1"}, "user": {"id": "U1"}},
]


@pytest.mark.parametrize("body", UNHEARD, ids=lambda body: body.get("type", "command"))
async def test_bolts_warning_of_a_request_that_nobody_listens_to_holds_nothing_of_it(
    written: io.StringIO, body: dict[str, Any]
) -> None:
    unheard = bolt.app(Nowhere())
    answer = await unheard.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
    assert answer.status == 404
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(line["level"], line["logger"]) for line in lines] == [
        ("warning", "slack_bolt.AsyncApp")
    ]
    assert "async_app.py" in lines[0]["at"]
    assert SECRET not in written.getvalue()


async def test_what_a_listener_of_bolts_raises_is_told_by_type_alone(written: io.StringIO) -> None:
    app = bolt.app(Nowhere())

    @app.command(re.compile(""))
    async def fails(_body: dict[str, Any]) -> None:
        raise KeyError(SECRET)

    body = {"command": "/cpd", "text": SECRET, "team_id": "T1", "user_id": "U1"}
    await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    told = [each["type"] for line in lines for each in line.get("error", ())]
    assert "builtins.KeyError" in told
    assert SECRET not in written.getvalue()


@pytest.mark.parametrize(
    "library",
    [
        "slack_bolt.AsyncMessage",
        "slack_sdk.web.async_client",
        "slack_sdk.socket_mode.aiohttp",
        "cpdbot:AsyncApp",
        "cpdbot",
        "asyncio",
        "aiohttp.client",
        "aiohttp.server",
        "sqlalchemy.pool.impl.QueuePool",
        "psycopg",
        "apscheduler.executors.default",
        "concurrent.futures",
        "botany",
    ],
)
@pytest.mark.parametrize("level", ["warning", "error", "critical"])
def test_a_library_is_told_by_level_name_and_place(
    written: io.StringIO, library: str, level: str
) -> None:
    getattr(logging.getLogger(library), level)("refused: %s", {"text": SECRET})
    line = only_line(written)
    assert (line["level"], line["logger"]) == (level, library)
    assert "test_logs.py" in line["at"]
    assert SECRET not in written.getvalue()


async def test_an_error_that_nobody_waited_for_is_told_by_its_type(written: io.StringIO) -> None:
    """Asyncio's own words hold the error's, which may quote somebody."""

    async def fails() -> None:
        raise KeyError(SECRET)

    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    del task
    gc.collect()
    line = only_line(written)
    assert line["error"][0]["type"] == "builtins.KeyError"
    assert SECRET not in written.getvalue()


def test_a_statement_that_fails_is_told_without_its_parameters(written: io.StringIO) -> None:
    """SQLAlchemy's errors hold the statement and what it was given, unless told to hide that."""
    engine = create_engine("sqlite://")
    failing = text("SELECT :word FROM nowhere")
    with engine.connect() as connection, pytest.raises(OperationalError) as failed:
        connection.execute(failing, {"word": SECRET})
    engine.dispose()
    assert SECRET in str(failed.value)
    structlog.get_logger("storage.somewhere").error("a unit failed", exc_info=failed.value)
    logging.getLogger("sqlalchemy.pool").error("%s", failed.value, exc_info=failed.value)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    told = [line["error"][0]["type"] for line in lines]
    assert told == ["sqlalchemy.exc.OperationalError"] * 2
    assert SECRET not in written.getvalue()


async def test_a_request_that_fails_is_told_without_its_address(written: io.StringIO) -> None:
    async def fails(request: web.Request) -> web.Response:
        raise KeyError(request.path)

    app = web.Application()
    app.router.add_get("/{rest:.*}", fails)
    async with TestServer(app) as server, ClientSession() as http:
        address = server.make_url(f"/{SECRET}").with_query(text=SECRET)
        async with http.get(address, headers={"x-text": SECRET}) as answer:
            assert answer.status == 500
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(f"GET /{SECRET} HTTP/1.1\r\n{SECRET}\r\n\r\n".encode())
        assert b"400" in await reader.readline()
        writer.close()
        await writer.wait_closed()
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert "builtins.KeyError" in [each["type"] for line in lines for each in line["error"]]
    assert SECRET not in written.getvalue()


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-abcd",
        "xapp-1-A02-abc",
        "xoxe.xoxb-1-abc",
        "https://hooks.slack.com/commands/T1/2/abc",
        "https://hooks.slack.com/actions/T1/2/abc",
        "wss://wss-primary.slack.com/link/?ticket=abc&app_id=1",
        "postgresql://bot:abc@db/cpdbot",
    ],
)
def test_secrets_are_hidden_wherever_they_stand(written: io.StringIO, secret: str) -> None:
    log = structlog.get_logger("bot.somewhere")
    log.warning(f"refused {secret}", where=[secret], about={"url": secret})
    logging.getLogger("storage.somewhere").warning("refused %s", secret)
    assert written.getvalue().count("[hidden]") == 4
    assert "abc" not in written.getvalue()
