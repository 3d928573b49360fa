"""Faults: calls that fail, vanish, or are held before or after they are carried out."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.faults import RESPONSE_URL
from tests.unit.sandbox.core_bot import PRIYA, TOM, client_of


async def test_the_next_call_is_rate_limited_and_the_one_after_is_not() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.rate_limited("chat.postMessage", retry_after=7)
        await client.auth_test()
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=PRIYA.id, text="x")
        await client.chat_postMessage(channel=PRIYA.id, text="x")
        assert len(sandbox.person(PRIYA.id).messages()) == 1
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"


async def test_a_server_error_can_come_before_or_after_the_work() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        for after, shown in ((False, 0), (True, 1)):
            sandbox.faults.server_error("chat.postMessage", status=503, after=after)
            with pytest.raises(SlackApiError) as refused:
                await client.chat_postMessage(channel=PRIYA.id, text="x")
            assert refused.value.response.status_code == 503
            assert len(sandbox.person(PRIYA.id).messages()) == shown
        assert [call.status for call in sandbox.calls_of("chat.postMessage")] == [503, 503]


async def test_any_code_can_be_given_to_any_method() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        sandbox.faults.error("*", "account_inactive", times=2)
        for _ in range(2):
            with pytest.raises(SlackApiError, match="account_inactive"):
                await client_of(sandbox).auth_test()
        await client_of(sandbox).auth_test()


async def test_a_dropped_call_may_have_done_its_work() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        for after, shown in ((False, 0), (True, 1)):
            client = client_of(sandbox)
            client.retry_handlers = []
            sandbox.faults.drop("chat.postMessage", after=after)
            with pytest.raises(aiohttp.ClientError):
                await client.chat_postMessage(channel=PRIYA.id, text="x")
            assert len(sandbox.person(PRIYA.id).messages()) == shown
        assert [call.answer for call in sandbox.calls_of("chat.postMessage")] == [None, None]


async def test_a_held_call_waits_and_goes_on_when_released() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        hold = sandbox.faults.hold(
            "chat.postMessage", matching=lambda arguments: arguments["channel"] == PRIYA.id
        )
        await client.chat_postMessage(channel=TOM.id, text="not held")
        post = asyncio.create_task(client.chat_postMessage(channel=PRIYA.id, text="held"))
        await hold.reached()
        assert hold.arguments["text"] == "held"
        assert sandbox.person(PRIYA.id).messages() == []
        hold.release()
        assert (await post)["ok"]
        assert len(sandbox.person(PRIYA.id).messages()) == 1


async def test_a_call_held_after_its_work_can_be_dropped() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        client.retry_handlers = []
        hold = sandbox.faults.hold("chat.postMessage", after=True)
        post = asyncio.create_task(client.chat_postMessage(channel=PRIYA.id, text="held"))
        await hold.reached()
        assert len(sandbox.person(PRIYA.id).messages()) == 1
        hold.drop()
        with pytest.raises(aiohttp.ClientError):
            await post


async def test_stopping_the_sandbox_lets_go_of_held_calls() -> None:
    sandbox = Sandbox(users=[PRIYA])
    await sandbox.start()
    client = client_of(sandbox)
    client.retry_handlers = []
    hold = sandbox.faults.hold("chat.postMessage")
    post = asyncio.create_task(client.chat_postMessage(channel=PRIYA.id, text="held"))
    await hold.reached()
    await sandbox.stop()
    with pytest.raises(aiohttp.ClientError):
        await post


async def test_posts_to_a_response_url_can_fail_as_well() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox, aiohttp.ClientSession() as session:
        priya = sandbox.person(PRIYA.id)
        key = sandbox.workspace.issue_response_url(PRIYA.id, priya.dm.id)
        sandbox.faults.server_error(RESPONSE_URL)
        url = f"{sandbox.workspace.base_url}/response/{key}"
        statuses = [(await session.post(url, json={"text": "x"})).status for _ in range(2)]
    assert statuses == [500, 200]
    assert len(priya.messages()) == 1
