"""Faults: calls that fail, vanish, or are held before or after they are carried out."""

import asyncio
from collections.abc import Callable

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bolt_app import PRIYA, TOM, client_of, home, section
from sandbox import Sandbox
from sandbox.faults import RESPONSE_URL, Fault, Faults


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


@pytest.mark.parametrize(
    ("break_it", "status"),
    [
        (lambda faults: faults.server_error("views.publish", times=None), 500),
        (lambda faults: faults.rate_limited("views.publish", retry_after=9, times=None), 429),
        (lambda faults: faults.error("views.publish", "internal_error", times=None), 200),
    ],
)
async def test_every_call_of_a_method_fails_until_that_is_stopped(
    break_it: Callable[[Faults], Fault], status: int
) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        view = home(section("standing"))
        fault = break_it(sandbox.faults)
        for _ in range(3):
            with pytest.raises(SlackApiError) as refused:
                await client.views_publish(user_id=PRIYA.id, view=view)
            assert refused.value.response.status_code == status
            assert refused.value.response.headers.get("Retry-After") == (
                "9" if status == 429 else None
            )
        await client.chat_postMessage(channel=PRIYA.id, text="other methods go on")
        assert fault.struck == 3
        assert sandbox.person(PRIYA.id).home is None
        fault.stop()
        await client.views_publish(user_id=PRIYA.id, view=view)


async def test_only_the_calls_that_match_fail() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.server_error(
            "chat.postMessage", times=None, matching=lambda call: call["channel"] == PRIYA.id
        )
        sandbox.faults.rate_limited(
            "chat.postMessage", matching=lambda call: call["channel"] == TOM.id
        )
        sandbox.faults.error("views.publish", "fatal_error", matching=lambda call: "hash" in call)
        await client.views_publish(user_id=PRIYA.id, view=home())
        statuses: list[int] = []
        for user in (PRIYA, TOM, TOM, PRIYA):
            try:
                answer = await client.chat_postMessage(channel=user.id, text="x")
            except SlackApiError as error:
                answer = error.response
            statuses.append(answer.status_code)
    assert statuses == [500, 429, 200, 500]


async def test_a_method_stays_silent_until_its_calls_are_released() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        silence = sandbox.faults.hold("chat.update", times=None)
        posted = [await client.chat_postMessage(channel=u.id, text="x") for u in (PRIYA, TOM)]
        updates = [
            asyncio.create_task(client.chat_update(channel=p["channel"], ts=p["ts"], text="y"))
            for p in posted
        ]
        await silence.reached(2)
        assert {call["channel"] for call in silence.calls} == {p["channel"] for p in posted}
        assert [sandbox.person(u.id).messages()[0].text for u in (PRIYA, TOM)] == ["x", "x"]
        silence.release()
        assert all(answer["ok"] for answer in await asyncio.gather(*updates))
        again = await client.chat_update(channel=posted[0]["channel"], ts=posted[0]["ts"], text="z")
        assert again["ok"]
        assert len(silence.calls) == 2


@pytest.mark.parametrize(("late", "shown"), [(True, 1), (False, 0)])
async def test_a_call_that_its_caller_gave_up_is_carried_out_late_or_never(
    late: bool, shown: int
) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        silence = sandbox.faults.hold("chat.postMessage", times=None)
        post = asyncio.create_task(
            client_of(sandbox).chat_postMessage(channel=PRIYA.id, text="late")
        )
        await silence.reached()
        post.cancel()
        await asyncio.gather(post, return_exceptions=True)
        if late:
            silence.release()
        else:
            silence.drop()
        await sandbox.until(lambda: sandbox.calls_of("chat.postMessage"))
        assert len(sandbox.person(PRIYA.id).messages()) == shown


async def test_what_was_set_for_one_method_is_stopped_by_its_name() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        held = sandbox.faults.hold("chat.postMessage", times=None)
        sandbox.faults.server_error("chat.postMessage", times=None)
        sandbox.faults.server_error("users.info", times=None)
        post = asyncio.create_task(client.chat_postMessage(channel=PRIYA.id, text="x"))
        await held.reached()
        sandbox.faults.stop("chat.postMessage")
        await post
        await client.chat_postMessage(channel=PRIYA.id, text="y")
        with pytest.raises(SlackApiError):
            await client.users_info(user=PRIYA.id)
        sandbox.faults.clear()
        await client.users_info(user=PRIYA.id)


async def test_of_several_faults_the_oldest_strikes_first() -> None:
    async with Sandbox() as sandbox:
        sandbox.faults.error("auth.test", "fatal_error", times=2)
        sandbox.faults.error("*", "internal_error", times=None)
        codes: list[str] = []
        for _ in range(4):
            with pytest.raises(SlackApiError) as refused:
                await client_of(sandbox).auth_test()
            codes.append(refused.value.response["error"])
    assert codes == ["fatal_error", "fatal_error", "internal_error", "internal_error"]
