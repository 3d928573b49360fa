"""Events at the door: which are kept, for whom, as of which day; what if they cannot be kept."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks
from bot.handlers import bolt
from bot.handlers.intake import Door, Idle
from bot.metrics import Metrics
from sandbox.events import Event, app_home_opened, envelope, message_changed, user_changed
from sandbox.server import Sandbox
from storage.engine.errors import Reason, StorageUnavailable
from storage.queues.inbox import InboxItem
from storage.queues.inbox_writer import Arrival, Kept
from tests.running import ANA, BEN, Echo, running

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
IN_THE_DEMO = timedelta(days=100)
BOT = "U0CPDBOT00"


class KeptHere:
    """An inbox that is a list; `trouble` is what it fails with."""

    def __init__(self, trouble: Reason | None = None) -> None:
        self.arrivals: list[Arrival] = []
        self._trouble = trouble

    def put(self, arrival: Arrival) -> "Future[Kept]":
        kept: Future[Kept] = Future()
        if self._trouble is not None:
            kept.set_exception(StorageUnavailable(self._trouble))
            return kept
        known = any(arrival.event_id == each.event_id for each in self.arrivals)
        self.arrivals.append(arrival)
        kept.set_result(Kept(None if known else len(self.arrivals)))
        return kept

    def leased(self, arrival: Arrival, kept: Kept) -> InboxItem | None:
        del arrival, kept
        return None


@dataclass(frozen=True)
class Us:
    """Who the bot is in every workspace."""

    bot_user_id: str = BOT
    web: AsyncWebClient = field(default_factory=lambda: AsyncWebClient(token="xoxb-1"))

    def of(self, workspace_id: str) -> "Us":
        del workspace_id
        return self


def door(kept: KeptHere) -> Door:
    """What Slack talks to; its calendar is ahead, as in the demo."""
    clocks = Clocks(calendar=lambda: NOW + IN_THE_DEMO, real=lambda: NOW)
    return Door(bolt.app(Us()), kept, Idle(), clients=Us(), clocks=clocks, metrics=Metrics())


def body(event: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": dict(event),
    } | changes


def message(**changes: Any) -> dict[str, Any]:
    at = f"{NOW.timestamp():.6f}"
    return {
        "type": "message",
        "channel_type": "im",
        "user": "U1",
        "text": "2h on brakes",
        "ts": at,
        "event_ts": at,
    } | changes


async def status_of(kept: KeptHere, payload: dict[str, Any]) -> int:
    return (await door(kept).answer(payload)).status


async def test_an_event_is_kept_as_it_came() -> None:
    kept = KeptHere()
    payload = body(message())
    assert await status_of(kept, payload) == 200
    [arrival] = kept.arrivals
    assert (arrival.workspace_id, arrival.event_id, arrival.lane) == ("T1", "Ev1", "T1:U1")
    assert json.loads(arrival.payload) == payload
    assert arrival.received_at == NOW
    assert arrival.calendar_at == NOW + IN_THE_DEMO


@pytest.mark.parametrize("reason", ["locked", "gone", "read_only"])
async def test_slack_is_asked_to_come_again_when_an_event_cannot_be_kept(reason: Reason) -> None:
    assert await status_of(KeptHere(reason), body(message())) == 503


@pytest.mark.parametrize(
    "event",
    [
        message(bot_id="B9"),
        message(subtype="bot_message"),
        message(user=BOT),
        message(user="USLACKBOT"),
        message(subtype="message_changed", user=None, message={"user": "U1", "bot_id": "B9"}),
        message(subtype="message_changed", message={"user": BOT}),
        message(subtype="message_deleted", previous_message={"user": BOT, "bot_id": "B9"}),
        {"type": "user_change", "user": {"id": BOT}},
    ],
)
async def test_what_a_bot_wrote_is_acked_and_dropped(event: dict[str, Any]) -> None:
    kept = KeptHere()
    assert await status_of(kept, body(event)) == 200
    assert kept.arrivals == []


@pytest.mark.parametrize(
    ("event", "author"),
    [
        (message(), "U1"),
        (message(subtype="message_changed", user="U9", message={"user": "U2"}), "U2"),
        (message(subtype="message_deleted", user="U9", previous_message={"user": "U2"}), "U2"),
        ({"type": "user_change", "user": {"id": "U3", "name": "x"}}, "U3"),
        ({"type": "app_home_opened", "user": "U4"}, "U4"),
        ({"type": "team_rename"}, ""),
    ],
)
async def test_an_event_keeps_the_order_of_the_person_it_is_about(
    event: dict[str, Any], author: str
) -> None:
    kept = KeptHere()
    await status_of(kept, body(event))
    assert [arrival.lane for arrival in kept.arrivals] == [f"T1:{author}"]


@pytest.mark.parametrize(
    ("late", "taken_off"),
    [
        (timedelta(hours=20), timedelta(hours=20)),
        (timedelta(days=7), timedelta(days=7)),
        (timedelta(days=8), timedelta()),
        (-timedelta(minutes=2), timedelta()),
    ],
)
async def test_a_message_that_comes_late_means_its_own_day(
    late: timedelta, taken_off: timedelta
) -> None:
    kept = KeptHere()
    written_at = f"{(NOW - late).timestamp():.6f}"
    await status_of(kept, body(message(ts=written_at, event_ts=written_at)))
    assert kept.arrivals[0].calendar_at == NOW + IN_THE_DEMO - taken_off


@pytest.mark.parametrize("at", ["", "yesterday", "1e400", "nan", None, []])
async def test_an_event_with_no_readable_moment_is_of_now(at: object) -> None:
    kept = KeptHere()
    await status_of(kept, body(message(ts=at, event_ts=at)))
    assert kept.arrivals[0].calendar_at == NOW + IN_THE_DEMO


@pytest.mark.parametrize(
    ("changes", "workspace"),
    [
        ({}, "T1"),
        ({"authorizations": [{"team_id": "T2", "is_enterprise_install": False}]}, "T2"),
        (
            {
                "authorizations": [
                    {"team_id": None, "enterprise_id": "E1", "is_enterprise_install": True}
                ]
            },
            "E1",
        ),
    ],
)
async def test_an_event_belongs_to_the_workspace_that_installed_us(
    changes: dict[str, Any], workspace: str
) -> None:
    kept = KeptHere()
    await status_of(kept, body(message(), **changes))
    assert [arrival.workspace_id for arrival in kept.arrivals] == [workspace]


async def test_every_event_that_the_sandbox_sends_finds_its_author() -> None:
    async with Sandbox(users=[ANA, BEN]) as sandbox:
        ana, workspace = sandbox.person(ANA.id), sandbox.workspace
        before = await ana.say("1h")
        events: list[Event] = [
            message_changed(workspace, before, replace(before, text="2h")),
            app_home_opened(workspace, ANA.id, "home"),
            user_changed(workspace, ANA),
        ]
        kept = KeptHere()
        for event in events:
            await status_of(kept, envelope(workspace, event.payload))
    assert [arrival.lane for arrival in kept.arrivals] == [f"T0SANDBOX:{ANA.id}"] * 3


async def test_an_event_that_met_a_locked_database_is_handled_once_when_it_comes_again(
    sqlite_url: str,
) -> None:
    echo = Echo()
    file = sqlite_url.removeprefix("sqlite:///")
    async with (
        Sandbox(users=[ANA], retry_delays=(60, 60, 60)) as sandbox,
        running(sandbox, sqlite_url, echo),
    ):
        ana = sandbox.person(ANA.id)
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        with closing(connection) as somebody_else:
            # In a thread: the process under test runs in this one, and may be writing.
            await asyncio.to_thread(somebody_else.execute, "BEGIN EXCLUSIVE")
            await ana.say("1h on brakes")
            await sandbox.until(lambda: sandbox.delivery.waiting == 1)
            [refused] = sandbox.delivery.attempts
            somebody_else.execute("ROLLBACK")
        assert refused.failure == "http_error"
        sandbox.delivery.retry_now()
        await sandbox.until(lambda: len(ana.messages()) == 2)
        await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert echo.handled == ["1h on brakes"]


async def test_an_event_that_comes_twice_is_handled_once(sqlite_url: str) -> None:
    echo = Echo()
    async with Sandbox(users=[ANA]) as sandbox, running(sandbox, sqlite_url, echo):
        ana = sandbox.person(ANA.id)
        await ana.say("1h on brakes")
        await sandbox.until(lambda: len(ana.messages()) == 2)
        [attempt] = [each for each in sandbox.delivery.attempts if each.event.get("user") == ANA.id]
        again = envelope(sandbox.workspace, attempt.event) | {"event_id": attempt.event_id}
        sandbox.delivery.send_body(again)
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        await ana.say("2h on paint")
        await sandbox.until(lambda: len(ana.messages()) == 4)
    assert echo.handled == ["1h on brakes", "2h on paint"]
