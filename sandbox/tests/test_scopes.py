"""A token that lacks what the manifest asks for, as after an install from an older manifest."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, address_of, client_of
from page_visit import GRANTED, visiting
from sandbox import Sandbox, Upload

ASKED_FOR = ["chat:write", "files:read", "files:write", "im:history", "im:write"]


async def missing(client: AsyncWebClient, method: str, **arguments: Any) -> tuple[str, str]:
    """The scopes that a refused call needed, and those that it had."""
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, data=arguments)
    answer = refused.value.response
    assert (answer["ok"], answer["error"]) == (False, "missing_scope")
    return answer["needed"], answer["provided"]


async def test_every_method_that_needs_a_scope_misses_it_until_it_is_given_back() -> None:
    async with Sandbox(users=[PRIYA], scopes=ASKED_FOR) as sandbox:
        client = client_of(sandbox)
        sandbox.scopes.take_away("files:write", "im:history")
        left = "chat:write,files:read,im:write"
        for method in ("getUploadURLExternal", "completeUploadExternal", "delete"):
            assert await missing(client, f"files.{method}") == ("files:write", left)
        needed, _ = await missing(client, "conversations.history", channel="D1")
        assert "im:history" in needed.split(",")
        answer = await client.chat_postMessage(channel=PRIYA.id, text="still allowed")
        assert answer.headers["x-oauth-scopes"] == left
        assert sandbox.manifest.scopes == frozenset(ASKED_FOR)
        sandbox.scopes.give_back("files:write")
        await client.files_getUploadURLExternal(filename="a.csv", length=3)
        assert sandbox.scopes.granted == [s for s in ASKED_FOR if s != "im:history"]


async def test_a_scope_that_nobody_asked_for_is_not_given() -> None:
    async with Sandbox(users=[PRIYA], scopes=["im:write"]) as sandbox:
        sandbox.scopes.give_back("chat:write")
        await missing(client_of(sandbox), "chat.postMessage", channel=PRIYA.id, text="x")


async def test_an_app_without_a_manifest_can_lack_a_scope_too() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        sandbox.scopes.take_away("chat:write")
        await missing(client, "chat.postMessage", channel=PRIYA.id, text="x")
        await client.conversations_open(users=PRIYA.id)


async def test_without_the_scope_no_event_comes_and_no_file_is_read() -> None:
    async with visiting(manifest=GRANTED) as visit:
        sandbox, priya = visit.sandbox, visit.sandbox.person(PRIYA.id)
        sandbox.scopes.take_away("im:history", "files:read")
        said = await priya.say("nobody hears me", files=[Upload("a.txt", b"a")])
        assert sandbox.delivery.is_idle
        assert visit.app.heard == []
        url = address_of(sandbox, said.file_ids[0])
        async with aiohttp.ClientSession() as session:
            headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
            answer = await (await session.get(url, headers=headers)).read()
    assert answer.startswith(b"<!DOCTYPE html>")
