"""The bot as a process of its own: started, asked how it is, stopped, and what its log says."""

import json
import re
import signal
from collections.abc import AsyncIterator

import pytest

from bot.manifest import load_manifest
from sandbox import Sandbox
from tests.processes import served
from tests.running import ANA


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(load_manifest().source, users=[ANA]) as running:
        yield running


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_process_answers_tells_how_it_is_and_ends_when_asked(
    sandbox: Sandbox, sqlite_url: str, mode: str
) -> None:
    ana = sandbox.person(ANA.id)
    async with served(sandbox, sqlite_url, {"CPDBOT_MODE": mode}, from_scratch=True) as process:
        await process.ready()
        if mode == "http":
            sandbox.deliver_to(f"http://127.0.0.1:{process.port}/slack/events")
        assert (await process.get("/healthz"))[0] == 200
        await ana.say("2h zebra marker course at Bosch yesterday")
        await sandbox.until(lambda: len(ana.messages()) > 1)
        status, metrics = await process.get("/metrics")
        assert status == 200
        assert 'cpdbot_events_total{outcome="kept"} 1.0' in metrics
        process.terminate()
        assert await process.ended() == 0
    assert [line["event"] for line in process.log] == ["ready", "stopping"]
    assert process.other == []


async def test_a_process_that_is_told_to_stop_finishes_what_it_is_at(
    sandbox: Sandbox, sqlite_url: str
) -> None:
    ana = sandbox.person(ANA.id)
    held = sandbox.faults.hold("chat.postMessage")
    async with served(sandbox, sqlite_url) as process:
        await process.ready()
        await ana.say("2h zebra marker course at Bosch yesterday")
        await held.reached()
        process.terminate(signal.SIGINT)
        await sandbox.until(lambda: sandbox.sockets.count == 0)
        held.release()
        assert await process.ended() == 0
    said = len(ana.messages())
    assert said > 1
    async with served(sandbox, sqlite_url) as process:
        await process.ready()
        await ana.say("3h zebra marker course at Bosch last Monday")
        await sandbox.until(lambda: len(ana.messages()) > said + 1)
    cards = [each for each in ana.messages() if each.bot_id]
    assert len({each.client_msg_id for each in cards}) == len(cards)


async def test_the_log_of_a_process_in_trouble_holds_neither_words_nor_tokens(
    sandbox: Sandbox, sqlite_url: str
) -> None:
    ana = sandbox.person(ANA.id)
    sandbox.faults.server_error("chat.postMessage")
    sandbox.faults.error("users.info", "internal_error")
    talkative = {"CPDBOT_LOG_LEVEL": "debug", "CPDBOT_LOOK_UP_SECONDS": "0.1"}
    async with served(sandbox, sqlite_url, talkative) as process:
        await process.ready()
        await ana.say("2h zebra marker course at Bosch yesterday")
        await sandbox.until(lambda: len(ana.messages()) > 1)
        process.terminate()
        assert await process.ended() == 0
    told = json.dumps(process.log) + "".join(process.other)
    assert "a message may have been sent or not" in told
    assert not re.search("zebra|marker|Bosch", told)
    assert sandbox.bot_token not in told
    assert sandbox.app_token not in told


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
        ({"CPDBOT_DATABASE_URL": "mysql://x"}, "CPDBOT_DATABASE_URL: "),
        ({"CPDBOT_HOST": "192.0.2.1"}, "Port 0 on 192.0.2.1 cannot be used"),
    ],
)
async def test_a_process_that_cannot_start_says_why_in_one_line(
    sandbox: Sandbox, sqlite_url: str, settings: dict[str, str], told: str
) -> None:
    async with served(sandbox, sqlite_url, settings) as process:
        assert await process.ended() == 1
    assert len(process.other) == 1
    assert process.other[0].startswith(f"cpdbot: {told}")


async def test_a_postgresql_that_is_behind_is_left_to_the_operator(
    sandbox: Sandbox, postgres_server: str
) -> None:
    async with served(sandbox, postgres_server) as process:
        assert await process.ended() == 1
    assert process.other == [
        "cpdbot: The database is not at this version's schema. Run: cpdbot migrate"
    ]
