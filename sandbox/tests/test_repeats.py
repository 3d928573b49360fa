"""A client_msg_id that comes again: every answer that Slack may give to it."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, TOM, client_of, section
from sandbox import Sandbox
from sandbox.faults import DUPLICATE_ANSWERS, DuplicateAnswer

ONE = "0b6f6ab2-53ae-5c3e-9f4a-0d3b6d1a2c11"
REFUSALS = ("duplicate_message", "duplicate_message_not_found", "duplicate_channel_not_found")


async def post(client: AsyncWebClient, channel: str = PRIYA.id, **more: Any) -> dict[str, Any]:
    """What a post with that one client_msg_id is answered."""
    arguments = {"channel": channel, "client_msg_id": ONE, "text": "hello", **more}
    try:
        answer = await client.api_call("chat.postMessage", json=arguments)
    except SlackApiError as error:
        return dict(error.response.data)
    return dict(answer.data)  # type: ignore[arg-type]  # JSON, so a dictionary


@pytest.mark.parametrize("code", REFUSALS)
async def test_each_refusal_can_be_chosen_and_posts_nothing(code: DuplicateAnswer) -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.duplicate_answer = code
        assert (await post(client))["ok"]
        for _ in range(2):
            again = await post(client)
            assert (again["ok"], again["error"]) == (False, code)
        assert (await post(client, TOM.id))["ok"]
        assert len(sandbox.person(PRIYA.id).messages()) == 1


async def test_the_first_message_can_be_the_answer_as_it_is_now() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.duplicate_answer = "ok"
        first = await post(client)
        at = {"channel": first["channel"], "ts": first["ts"]}
        await client.chat_update(**at, text="saved", blocks=[section("saved")])
        again = await post(client)
        assert {name: again[name] for name in at} == at
        assert (again["ok"], again["message"]["text"]) == (True, "saved")
        assert len(sandbox.person(PRIYA.id).messages()) == 1


async def test_the_id_of_a_deleted_message_stays_used() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client, priya = client_of(sandbox), sandbox.person(PRIYA.id)
        first = await post(client)
        await client.chat_delete(channel=first["channel"], ts=first["ts"])
        answers: list[str] = []
        for answer in DUPLICATE_ANSWERS:
            sandbox.faults.duplicate_answer = answer
            answers.append((await post(client))["error"])
        assert priya.messages() == []
    assert answers == ["duplicate_message_not_found", *REFUSALS]


async def test_the_stone_over_a_thread_is_not_the_first_message() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.duplicate_answer = "ok"
        first = await post(client)
        await sandbox.person(PRIYA.id).say("a reply", thread_ts=first["ts"])
        await client.chat_delete(channel=first["channel"], ts=first["ts"])
        assert (await post(client))["error"] == "duplicate_message_not_found"


async def test_an_id_stays_used_over_a_restart(tmp_path: Path) -> None:
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        first = await post(client_of(sandbox))
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        sandbox.faults.duplicate_answer = "ok"
        assert (await post(client_of(sandbox)))["ts"] == first["ts"]


async def answers_drawn(seed: int | None, posts: int = 24) -> list[str]:
    """What a sandbox with that seed answers to the same post, again and again."""
    async with Sandbox(users=[PRIYA], seed=seed) as sandbox:
        client = client_of(sandbox)
        await post(client)
        return [(await post(client)).get("error", "ok") for _ in range(posts)]


async def test_a_seed_draws_an_answer_for_each_repeat_and_always_the_same_ones() -> None:
    drawn = await answers_drawn(7)
    assert set(drawn) == set(DUPLICATE_ANSWERS)
    assert await answers_drawn(7) == drawn
    assert await answers_drawn(8) != drawn
    assert set(await answers_drawn(None, posts=3)) == {"duplicate_message"}


async def test_a_chosen_answer_goes_before_the_seeds() -> None:
    async with Sandbox(users=[PRIYA], seed=7) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.duplicate_answer = "duplicate_channel_not_found"
        await post(client)
        answers = {(await post(client))["error"] for _ in range(8)}
    assert answers == {"duplicate_channel_not_found"}
