"""Who listens to what: each thing that app.yaml or a button announces, and nothing else."""

import gc
import inspect
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from structlog.testing import capture_logs

from bot.clock import Clocks
from bot.handlers import bolt
from bot.handlers.events import SUBSCRIBED
from bot.handlers.interactions import ANSWER_SECONDS, SHORTCUTS, Interactions
from bot.handlers.payloads import STEP
from bot.handlers.profiles import Client, Clients
from bot.manifest import load_manifest, with_workflow
from bot.metrics import Metrics
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.services.dispatch import Dispatcher
from bot.services.dispatch.action import named
from bot.services.dispatch.command_parser import commands
from bot.ui.kit.ids import Callback
from bot.ui.kit.page_looks import looks
from bot.ui.kit.pages import readers
from storage.engine.database import Database
from tests.integration.app.clients import Nowhere, Unreached
from tests.patience import PATIENCE

WHO: Mapping[str, Any] = {
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "team_id": "T1",
    "user_id": "U1",
    "trigger_id": "1.1",
}
NOBODY = "that nobody listens to"


@asynccontextmanager
async def listening(
    url: str, clients: Clients, answer_within: float = ANSWER_SECONDS
) -> AsyncIterator[tuple[AsyncApp, bolt.Running]]:
    """Our app, and what counts its listeners."""
    database, running = Database(url), bolt.Running(Metrics())
    ours = bolt.app(clients)
    running.watch(ours)
    contexts = ContextFactory(database, Clocks(), load_packs())
    Interactions(Dispatcher(contexts), clients, answer_within).register(ours)
    yield ours, running
    database.close()


@pytest.fixture
async def app(sqlite_url: str) -> AsyncIterator[AsyncApp]:
    """Ours, in a workspace where Slack does not answer."""
    async with listening(sqlite_url, Nowhere()) as (ours, _):
        yield ours


async def heard(app: AsyncApp, body: Mapping[str, Any]) -> tuple[int, list[str]]:
    """The status of the answer, and what was logged of nobody listening."""
    with capture_logs() as lines:
        answer = await app.async_dispatch(
            AsyncBoltRequest(mode="socket_mode", body={**WHO, **body})
        )
    return answer.status, [line["event"] for line in lines if NOBODY in line["event"]]


def test_what_the_manifest_announces_has_a_listener_and_the_other_way_round() -> None:
    manifest = load_manifest()
    assert commands().names == set(manifest.commands)
    assert set(SHORTCUTS) == set(manifest.shortcuts)
    # Slack sends "message.im" as an event of the type "message".
    assert {event.partition(".")[0] for event in manifest.events} == SUBSCRIBED
    second = with_workflow(manifest.source)["settings"]["event_subscriptions"]["bot_events"]
    assert set(second) - set(manifest.events) == {STEP}


@pytest.mark.parametrize("callback_id", load_manifest().shortcuts)
async def test_each_shortcut_of_the_manifest_is_heard(app: AsyncApp, callback_id: str) -> None:
    kind = {"global": "shortcut", "message": "message_action"}[
        load_manifest().shortcuts[callback_id]
    ]
    message = {"text": "2h on brakes today", "ts": "1.1"}
    body = {"type": kind, "callback_id": callback_id, "message": message, "channel": {"id": "C1"}}
    assert await heard(app, body) == (200, [])


@pytest.mark.parametrize("command", load_manifest().commands)
async def test_each_command_of_the_manifest_is_heard(app: AsyncApp, command: str) -> None:
    assert await heard(app, {"command": command, "text": "help"}) == (200, [])


@pytest.mark.parametrize(
    ("words", "said"), [("help", "Write me a sentence"), ("admin members", "dministrator")]
)
async def test_a_command_that_takes_long_is_acknowledged_and_answered_after_it(
    sqlite_url: str, words: str, said: str
) -> None:
    """Slack shows nothing of an acknowledgement that comes too late."""
    told: list[Mapping[str, Any]] = []

    async def listen(request: web.Request) -> web.Response:
        told.append(await request.json())
        return web.Response(text="ok")

    slack = web.Application()
    slack.router.add_post("/", listen)
    async with (
        TestServer(slack) as server,
        listening(sqlite_url, Nowhere(), answer_within=0) as (app, running),
    ):
        body = {"command": "/cpd", "text": words, "response_url": str(server.make_url("/"))}
        asked = AsyncBoltRequest(mode="socket_mode", body={**WHO, **body})
        answer = await app.async_dispatch(asked)
        await running.drain(PATIENCE)
    assert (answer.status, answer.body) == (200, "")
    [one] = told
    assert said in json.dumps(one, ensure_ascii=False)
    assert one["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"command": "/of-tomorrow", "text": ""}, "a command that nobody listens to"),
        ({"type": "shortcut", "callback_id": "of_tomorrow"}, "a shortcut that nobody listens to"),
        (
            {
                "type": "view_submission",
                "view": {"type": "modal", "callback_id": "of_tomorrow", "state": {"values": {}}},
            },
            "a form that nobody listens to",
        ),
    ],
    ids=["command", "shortcut", "form"],
)
async def test_what_nobody_announced_is_answered_and_an_operator_hears_of_it(
    app: AsyncApp, body: Mapping[str, Any], told: str
) -> None:
    assert await heard(app, body) == (200, [told])


@pytest.mark.parametrize(
    "body",
    [
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "of_tomorrow"}]},
        {"type": "view_closed", "view": {"type": "modal", "callback_id": "of_tomorrow"}},
        {"type": "block_suggestion", "action_id": "of_tomorrow", "block_id": "b", "value": ""},
        {"type": "event_callback", "event": {"type": "of_tomorrow", "user": "U1"}},
    ],
    ids=lambda body: str(body["type"]),
)
async def test_every_kind_of_payload_is_answered(app: AsyncApp, body: Mapping[str, Any]) -> None:
    assert await heard(app, body) == (200, [])


class Removed(Nowhere):
    """A workspace that is known so many times, and then no more."""

    def __init__(self, times: int) -> None:
        self._times = times

    def of(self, workspace_id: str) -> Client:
        if self._times == 0:
            raise KeyError(workspace_id)
        self._times -= 1
        return super().of(workspace_id)


class Clumsy(AsyncWebClient):
    """Trips over every modal."""

    async def views_open(self, **_kwargs: Any) -> AsyncSlackResponse:
        raise ZeroDivisionError


class Tripping(Nowhere):
    """A client like that for every workspace."""

    def of(self, workspace_id: str) -> Client:
        del workspace_id
        return Unreached(Clumsy("xoxb-none"))


MISTAKES = "a request was not answered"


@pytest.mark.parametrize(
    "clients",
    [Removed(0), Removed(1), Tripping()],
    ids=["before it is dealt with", "before its ack", "after its ack"],
)
async def test_a_request_over_which_we_trip_is_acknowledged_and_an_operator_hears_of_it(
    sqlite_url: str, clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt takes back what it has not yet sent of an acknowledgement, and waits for another."""
    shortcut = {"type": "shortcut", "callback_id": "log_cpd", "user": {"id": "U1"}}
    with capture_logs() as lines:
        async with listening(sqlite_url, clients) as (app, running):
            body = {**WHO, **shortcut}
            asked = AsyncBoltRequest(mode="socket_mode", body=body)
            answer = await app.async_dispatch(asked)
            await running.drain(PATIENCE)
    gc.collect()  # a listener that failed with nobody to hear it would tell of that now
    assert answer.status == 200
    assert [line["event"] for line in lines if line["log_level"] == "error"] == [MISTAKES]
    assert [each.name for each in caplog.records if each.name == "asyncio"] == []


def test_each_meaning_of_a_click_can_be_done() -> None:
    assert [name for name, kind in named().items() if inspect.isabstract(kind)] == []


def test_each_form_is_read_by_somebody_and_the_other_way_round() -> None:
    # Home is no form, and a page or what is only said aside has nothing to submit.
    forms = {one.callback for one in looks().forms.values() if one.callback}
    assert set(readers()) == forms
    assert set(Callback) - {Callback.HOME, Callback.ASIDE, Callback.PAGE} <= forms
