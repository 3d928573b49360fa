"""What a log line holds, and what it never does."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs


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
    logging.getLogger("slack_sdk").warning("refused %s", secret)
    assert written.getvalue().count("[hidden]") == 4
    assert "abc" not in written.getvalue()
