"""Who listens to what: each thing that app.yaml or a button announces, and nothing else."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from structlog.testing import capture_logs

from bot.clock import Clocks
from bot.handlers import bolt
from bot.handlers.events import SUBSCRIBED
from bot.handlers.interactions import SHORTCUTS, Interactions
from bot.manifest import load_manifest
from bot.policy.pack_file import load_packs
from bot.services.desk import Office
from bot.services.dispatch import Dispatcher
from bot.services.dispatch.action import named
from bot.services.dispatch.commands import COMMANDS
from bot.ui.ids import Callback
from bot.ui.modals import READ
from storage.database import Database
from tests.unit.clients import Nowhere

WHO: Mapping[str, Any] = {
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "team_id": "T1",
    "user_id": "U1",
    "trigger_id": "1.1",
}
NOBODY = "that nobody listens to"


@pytest.fixture
def app(sqlite_url: str) -> Iterator[AsyncApp]:
    """Ours, in a workspace where Slack does not answer."""
    database, clients = Database(sqlite_url), Nowhere()
    ours = bolt.app(clients)
    office = Office(database, Clocks(), load_packs())
    Interactions(Dispatcher(office), clients).register(ours)
    yield ours
    database.close()


async def heard(app: AsyncApp, body: Mapping[str, Any]) -> tuple[int, list[str]]:
    """The status of the answer, and what was logged of nobody listening."""
    with capture_logs() as lines:
        answer = await app.async_dispatch(
            AsyncBoltRequest(mode="socket_mode", body={**WHO, **body})
        )
    return answer.status, [line["event"] for line in lines if NOBODY in line["event"]]


def test_what_the_manifest_announces_has_a_listener_and_the_other_way_round() -> None:
    manifest = load_manifest()
    assert set(COMMANDS) == set(manifest.commands)
    assert set(SHORTCUTS) == set(manifest.shortcuts)
    # Slack sends "message.im" as an event of the type "message".
    assert {event.partition(".")[0] for event in manifest.events} == SUBSCRIBED


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


def test_each_meaning_of_a_click_can_be_done() -> None:
    assert [name for name, kind in named().items() if inspect.isabstract(kind)] == []


def test_each_form_is_read_by_somebody_and_the_other_way_round() -> None:
    # Home is no form, and what is only said aside has nothing to submit.
    assert set(READ) == set(Callback) - {Callback.HOME, Callback.ASIDE}
