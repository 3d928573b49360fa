"""What is particular to each transport: signatures and headers here, sockets coming and going
there."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bolt_app import PRIYA, client_of, new_app, serving, socket_of
from sandbox import Sandbox


def recorder(
    received: list[tuple[web.Request, bytes]], answer: Callable[[], web.Response]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def record(request: web.Request) -> web.Response:
        received.append((request, await request.read()))
        return answer()

    return record


async def test_requests_are_signed_over_the_raw_body() -> None:
    received: list[tuple[web.Request, bytes]] = []
    async with (
        Sandbox(users=[PRIYA], signing_secret="s3cret") as sandbox,
        serving(recorder(received, web.Response)) as url,
    ):
        sandbox.deliver_to(url)
        await sandbox.person(PRIYA.id).say("£ and ✓")
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        await sandbox.person(PRIYA.id).command("/cpd", "log x")
    for request, raw in received:
        assert SignatureVerifier("s3cret").is_valid_request(raw, dict(request.headers))
        assert not SignatureVerifier("other").is_valid_request(raw, dict(request.headers))
    (event, event_raw), (command, command_raw) = received
    assert event.content_type == "application/json"
    assert json.loads(event_raw)["event"]["text"] == "£ and ✓"
    assert command.content_type == "application/x-www-form-urlencoded"
    assert parse_qs(command_raw.decode())["text"] == ["log x"]


async def test_a_bot_can_ask_not_to_be_sent_an_event_again() -> None:
    received: list[tuple[web.Request, bytes]] = []
    refuse = recorder(received, lambda: web.Response(status=503, headers={"x-slack-no-retry": "1"}))
    async with Sandbox(users=[PRIYA]) as sandbox, serving(refuse) as url:
        sandbox.deliver_to(url)
        await sandbox.person(PRIYA.id).say("hello")
        await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert len(received) == 1


async def test_a_redirect_is_no_acknowledgement() -> None:
    received: list[tuple[web.Request, bytes]] = []
    redirect = recorder(received, lambda: web.Response(status=302, headers={"Location": "/"}))
    async with Sandbox(users=[PRIYA], retry_delays=()) as sandbox, serving(redirect) as url:
        sandbox.deliver_to(url)
        await sandbox.person(PRIYA.id).say("hello")
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        assert sandbox.delivery.attempts[0].failure == "http_error"


async def test_a_bot_that_is_down_gets_the_event_when_it_is_back() -> None:
    received: list[tuple[web.Request, bytes]] = []
    async with Sandbox(users=[PRIYA]) as sandbox:
        sandbox.deliver_to("http://127.0.0.1:9/slack/events")
        await sandbox.person(PRIYA.id).say("hello")
        await sandbox.until(lambda: len(sandbox.delivery.attempts) == 2)
        async with serving(recorder(received, web.Response)) as url:
            sandbox.deliver_to(url)
            await sandbox.until(lambda: sandbox.delivery.waiting == 1)
            sandbox.delivery.retry_now()
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    request, _ = received[0]
    assert request.headers["x-slack-retry-num"] == "2"
    assert request.headers["x-slack-retry-reason"] == "connection_failed"


async def test_each_payload_goes_to_one_of_several_connections() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox, AsyncExitStack() as stack:
        heard: list[str] = []

        def app_named(name: str) -> Any:
            app = new_app(sandbox)

            @app.event("message")
            async def hear(event: dict[str, Any]) -> None:
                heard.append(f"{name} {event['text']}")

            return app

        for name in ("a", "b"):
            await stack.enter_async_context(socket_of(app_named(name), sandbox))
        for text in "1234":
            await sandbox.person(PRIYA.id).say(text)
        await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert sorted(line[-1] for line in heard) == ["1", "2", "3", "4"]
    assert {line[0] for line in heard} == {"a", "b"}


async def test_a_connection_that_breaks_before_its_ack_leaves_the_event_to_another() -> None:
    async with Sandbox(users=[PRIYA], retry_delays=(0.0, 60.0)) as sandbox:
        url = (await client_of(sandbox).apps_connections_open(app_token=sandbox.app_token))["url"]
        async with aiohttp.ClientSession() as session:
            socket = await session.ws_connect(url)
            hello = await socket.receive_json()
            await sandbox.person(PRIYA.id).say("hello")
            envelope = await socket.receive_json()
            await socket.close()  # without an acknowledgement, as a killed process
        await sandbox.until(lambda: sandbox.delivery.waiting == 1)
        app = new_app(sandbox)
        heard: list[Any] = []

        @app.event("message")
        async def hear(body: dict[str, Any]) -> None:
            heard.append(body["event_id"])

        async with socket_of(app, sandbox):
            sandbox.delivery.retry_now()
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    assert heard == [envelope["payload"]["event_id"]]
    assert sandbox.delivery.attempts[0].failure == "connection_failed"


async def test_a_socket_address_is_good_for_one_connection() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        url = (await client_of(sandbox).apps_connections_open(app_token=sandbox.app_token))["url"]
        async with session.ws_connect(url):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(url)
    assert refused.value.status == 403


async def test_slacks_client_reconnects_when_told_to_refresh() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        heard: list[str] = []
        app = new_app(sandbox)

        @app.event("message")
        async def hear(event: dict[str, Any]) -> None:
            heard.append(event["text"])

        async with socket_of(app, sandbox):
            await sandbox.sockets.disconnect("refresh_requested")
            assert sandbox.sockets.count == 0
            await sandbox.until(lambda: sandbox.sockets.count == 1)
            await sandbox.person(PRIYA.id).say("still there?")
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert heard == ["still there?"]


async def test_an_envelope_takes_an_answer_only_where_slack_takes_one() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox, aiohttp.ClientSession() as session:
        url = (await client_of(sandbox).apps_connections_open(app_token=sandbox.app_token))["url"]
        async with session.ws_connect(url) as socket:
            await socket.receive_json()
            command = asyncio.create_task(sandbox.person(PRIYA.id).command("/cpd"))
            envelope = await socket.receive_json()
            await socket.send_json(
                {"envelope_id": envelope["envelope_id"], "payload": {"text": "hello"}}
            )
            outcome = await command
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert outcome.message is not None
    assert outcome.message.text == "hello"


async def test_a_warned_connection_gets_nothing_more_while_another_is_there() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox, aiohttp.ClientSession() as session:
        client = client_of(sandbox)

        async def connect() -> aiohttp.ClientWebSocketResponse:
            answer = await client.apps_connections_open(app_token=sandbox.app_token)
            socket = await session.ws_connect(answer["url"])
            await socket.receive_json()
            return socket

        old = await connect()
        await sandbox.sockets.disconnect("warning")
        warning = await old.receive_json()
        new = await connect()
        for _ in range(2):
            await sandbox.person(PRIYA.id).say("hello")
            envelope = await new.receive_json()
            await new.send_json({"envelope_id": envelope["envelope_id"]})
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        await old.close()
    assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
    assert [a.failure for a in sandbox.delivery.attempts] == [None, None]


async def test_a_socket_can_be_cut_or_closed_for_good() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        client = client_of(sandbox)
        for end in ("cut", "link_disabled"):
            answer = await client.apps_connections_open(app_token=sandbox.app_token)
            socket = await session.ws_connect(answer["url"])
            await socket.receive_json()
            if end == "cut":
                sandbox.sockets.cut()
            else:
                await sandbox.sockets.disconnect("link_disabled")
                assert (await socket.receive_json())["reason"] == "link_disabled"
            last = await socket.receive()
            assert last.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
            await sandbox.until(lambda: sandbox.sockets.count == 0)


async def test_an_eleventh_connection_is_turned_away() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        client = client_of(sandbox)
        sockets = []
        for _ in range(11):
            answer = await client.apps_connections_open(app_token=sandbox.app_token)
            sockets.append(await session.ws_connect(answer["url"]))
        greetings = [await socket.receive_json() for socket in sockets]
    assert [g["type"] for g in greetings] == ["hello"] * 10 + ["disconnect"]
    assert greetings[10]["reason"] == "too_many_websockets"


async def test_an_acknowledgement_that_is_nonsense_or_late_does_no_harm() -> None:
    async with Sandbox(users=[PRIYA], retry_delays=(0.0,)) as sandbox:
        answer = await client_of(sandbox).apps_connections_open(app_token=sandbox.app_token)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(answer["url"]) as socket,
        ):
            await socket.receive_json()
            await sandbox.person(PRIYA.id).say("hello")
            envelope = await socket.receive_json()
            for nonsense in ("{", "[]", '{"envelope_id": "of-nobody"}'):
                await socket.send_str(nonsense)
            for _ in range(2):
                await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert [a.failure for a in sandbox.delivery.attempts] == [None]
