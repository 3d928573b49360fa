"""What the bot's address answers to requests of every kind, whatever they mean."""

import ast
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

import bot
from sandbox.server import Sandbox
from sandbox.signed_http import FORM, JSON, signature, signed_headers
from tests.running import ANA, running

Posted = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(users=[ANA]) as running_sandbox:
        yield running_sandbox


@pytest.fixture
async def post(sandbox: Sandbox, sqlite_url: str) -> AsyncIterator[Posted]:
    """Posts a body, signed as Slack signs unless told otherwise; the status and the answer."""
    async with (
        running(sandbox, sqlite_url, None) as runtime,
        aiohttp.ClientSession() as http,
    ):
        url = f"http://127.0.0.1:{runtime.port}/slack/events"

        async def send(
            body: bytes,
            content_type: str = JSON,
            *,
            age: int = 0,
            secret: str = sandbox.signing_secret,
            without: str = "",
            **changed: str,
        ) -> tuple[int, str]:
            headers = signed_headers(secret, int(time.time()) - age, body, content_type)
            headers |= {f"x-slack-{name.replace('_', '-')}": text for name, text in changed.items()}
            headers.pop(without, None)
            async with http.post(url, data=body, headers=headers) as answer:
                return answer.status, await answer.text()

        yield send


def event(**changes: Any) -> bytes:
    """An event of a type that we do not know."""
    body = {
        "type": "event_callback",
        "team_id": "T0SANDBOX",
        "event_id": "Ev1",
        "event": {"type": "emoji_changed", "event_ts": "1.2"},
    }
    return json.dumps(body | changes).encode()


def clicked(payload: dict[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


async def test_a_signed_request_is_taken(post: Posted) -> None:
    assert (await post(event()))[0] == 200


@pytest.mark.parametrize("age", [290, -290])
async def test_five_minutes_are_allowed_for_the_way(post: Posted, age: int) -> None:
    assert (await post(event(), age=age))[0] == 200


@pytest.mark.parametrize("age", [301, -310])
async def test_a_request_of_another_time_is_turned_away(post: Posted, age: int) -> None:
    assert (await post(event(), age=age))[0] == 401


async def test_a_wrong_signature_is_turned_away(post: Posted) -> None:
    assert (await post(event(), secret="somebody else's"))[0] == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v1=00", "v0=\u00e9", "x" * 5000])
async def test_what_is_no_signature_is_turned_away(post: Posted, signature: str) -> None:
    assert (await post(event(), signature=signature))[0] == 401


@pytest.mark.parametrize("moment", ["", "now", "1e9", "-5", "\u0661\u0662", "9" * 400])
async def test_what_is_no_moment_is_turned_away(post: Posted, moment: str) -> None:
    assert (await post(event(), request_timestamp=moment))[0] == 401


async def test_a_signature_is_of_one_body_alone(post: Posted, sandbox: Sandbox) -> None:
    moment = int(time.time())
    others = signature(sandbox.signing_secret, moment, b"somebody else's body")
    assert (await post(event(), request_timestamp=str(moment), signature=others))[0] == 401


def test_slacks_signatures_are_checked_by_slacks_own_library() -> None:
    """A comparison of our own would be one more that can be wrong; the sandbox has another. Those
    of other systems are not Slack's, and have one of their own.
    """
    of_sources = Path(bot.__path__[0]) / "handlers" / "drafts" / "signing.py"
    assert of_sources.is_file()
    imported = {
        name
        for layer in ("handlers", "delivery", "app", "cli")
        for path in (Path(bot.__path__[0]) / layer).rglob("*.py")
        if path != of_sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None), *(each.name for each in node.names))
    }
    assert "slack_sdk.signature" in imported
    assert "hmac" not in imported


@pytest.mark.parametrize("header", ["x-slack-signature", "x-slack-request-timestamp"])
async def test_a_request_without_a_signature_is_turned_away(post: Posted, header: str) -> None:
    assert (await post(event(), without=header))[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[1, 2]",
        b'"a word"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_json_object_is_refused(post: Posted, body: bytes) -> None:
    assert (await post(body))[0] == 400


@pytest.mark.parametrize("body", [b"payload=no+json", b"payload=%5B1%5D"])
async def test_a_form_whose_payload_is_no_object_is_refused(post: Posted, body: bytes) -> None:
    assert (await post(body, FORM))[0] == 400


async def test_more_than_a_megabyte_is_refused(post: Posted) -> None:
    assert (await post(event(padding="x" * 1_000_001)))[0] == 413


async def test_slack_can_verify_the_address(post: Posted) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}).encode()
    status, answer = await post(body)
    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1aB"})


async def test_a_request_of_no_known_kind_is_acked(post: Posted) -> None:
    assert (await post(b'{"type": "something_new", "team_id": "T0SANDBOX"}'))[0] == 200


@pytest.mark.parametrize("changes", [{"event": None}, {"event_id": None}])
async def test_an_event_without_its_parts_is_acked_and_forgotten(
    post: Posted, changes: dict[str, Any]
) -> None:
    assert (await post(event(**changes)))[0] == 200


@pytest.mark.parametrize("changes", [{"event": [1]}, {"event": "x"}, {"event_id": 5}])
async def test_an_event_whose_parts_are_of_another_kind_is_refused(
    post: Posted, changes: dict[str, Any]
) -> None:
    assert (await post(event(**changes)))[0] == 400


async def test_a_command_that_nobody_listens_to_gets_a_sentence(
    sandbox: Sandbox, post: Posted
) -> None:
    body = urlencode(
        {
            "command": "/cpd-unheard-of",
            "text": "x",
            "team_id": "T0SANDBOX",
            "user_id": ANA.id,
            "trigger_id": "1.2.3",
        }
    ).encode()
    status, answer = await post(body, FORM)
    assert status == 200
    said = json.loads(answer)
    assert said["response_type"] == "ephemeral"
    assert "/cpd help" in said["text"]


@pytest.mark.parametrize("half", ["%ED%A0%BD", "%F0%9F", "%00"])
async def test_half_a_character_in_a_command_is_read_as_one_that_cannot_be(
    sandbox: Sandbox, post: Posted, half: str
) -> None:
    command = f"command=%2Fcpd&text={half}&team_id=T0SANDBOX&user_id={ANA.id}&trigger_id=1.2.3"
    status, answer = await post(command.encode(), FORM)
    assert status == 200
    assert "I do not know “\ufffd" in json.loads(answer)["text"]


async def test_a_click_that_nobody_listens_to_gets_a_sentence(
    sandbox: Sandbox, post: Posted
) -> None:
    ana = sandbox.person(ANA.id)
    dm = ana.dm
    key = sandbox.workspace.issue_response_url(ANA.id, dm.id)
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX"},
        "user": {"id": ANA.id},
        "trigger_id": sandbox.workspace.issue_trigger(ANA.id),
        "response_url": f"{sandbox.workspace.base_url}/response/{key}",
        "actions": [{"type": "button", "action_id": "long_gone", "block_id": "b"}],
    }
    assert (await post(clicked(payload), FORM))[0] == 200
    await sandbox.until(ana.messages)
    assert "an older message" in ana.messages()[-1].text


async def test_a_form_that_nobody_takes_stays_open_with_its_words(post: Posted) -> None:
    payload = {
        "type": "view_submission",
        "team": {"id": "T0SANDBOX"},
        "user": {"id": ANA.id},
        "trigger_id": "1.2.3",
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": "long_gone",
            "state": {"values": {"answer": {"text": {"type": "plain_text_input", "value": "w"}}}},
        },
    }
    status, answer = await post(clicked(payload), FORM)
    assert status == 200
    told = json.loads(answer)
    assert told["response_action"] == "errors"
    assert "Copy your words" in told["errors"]["answer"]


@pytest.mark.parametrize("trigger", ["", "&trigger_id=" + "9" * 300])
async def test_commands_are_told_apart_whatever_their_trigger(
    sandbox: Sandbox, database_url: str, trigger: str
) -> None:
    ana = sandbox.person(ANA.id)
    async with (
        running(sandbox, database_url, None) as runtime,
        aiohttp.ClientSession() as http,
    ):
        for number, text in enumerate(["1 h course on cranes", "2 h course on hoists"]):
            known_as = trigger and f"{trigger}{number}"
            body = f"command=%2Fcpd&text=log+{text}&team_id=T0SANDBOX&user_id={ANA.id}{known_as}"
            sent = body.replace(" ", "+").encode()
            headers = signed_headers(sandbox.signing_secret, int(time.time()), sent, FORM)
            url = f"http://127.0.0.1:{runtime.port}/slack/events"
            async with http.post(url, data=sent, headers=headers) as answer:
                assert answer.status == 200
        await sandbox.until(lambda: len(ana.messages()) == 2)
    assert "cranes" in str(ana.messages()[0].blocks)
    assert "hoists" in str(ana.messages()[1].blocks)
