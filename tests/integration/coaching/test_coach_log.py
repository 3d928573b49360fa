"""What the log holds of requests to the coach: nothing."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from tests.integration.coaching.bad_server import BadServer, cuts_off, hangs_up, says, sends
from tests.integration.coaching.harness import Asker


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.configure("debug", written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def test_no_request_is_logged_at_the_finest_level(
    server: BadServer, asker: Asker, log: io.StringIO
) -> None:
    behaviours = (
        says('{"missing": "Secret."}'),
        says("Secret."),
        sends(b"Secret.", 400),
        sends(b"Secret.", 500),
        sends(b"Secret.", 302, Location="http://[secret"),
        cuts_off,
        hangs_up,
    )
    for behaviour in behaviours:
        server.will(behaviour)
        await asker.outcome()
    assert len(server.bodies) > len(behaviours)
    logging.getLogger("bot").debug("heard")
    assert [line for line in log.getvalue().splitlines() if "heard" not in line] == []
    assert "heard" in log.getvalue()
