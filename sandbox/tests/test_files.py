"""Files uploaded, looked at and deleted, and messages deleted, as everybody sees it."""

import json
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, TOM, address_of, client_of
from page_visit import GRANTED, visiting
from sandbox import Message, Sandbox, Upload


async def code_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    """What a call is answered: "ok" or Slack's code."""
    try:
        await client.api_call(method, data=arguments)
    except SlackApiError as error:
        return str(error.response["error"])
    return "ok"


async def export(sandbox: Sandbox, name: str = "record.json") -> Message:
    """A file of the bot's, shared in Priya's DM."""
    priya = sandbox.person(PRIYA.id)
    await client_of(sandbox).files_upload_v2(
        channel=priya.dm.id, content="{}", filename=name, initial_comment="Here it is."
    )
    return priya.messages()[-1]


async def test_a_file_is_described_while_it_is_there() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        (file_id,) = (await export(sandbox)).file_ids
        described = await client.files_info(file=file_id)
        await client.files_delete(file=file_id)
        assert await code_of(client, "files.info", file=file_id) == "file_deleted"
        assert await code_of(client, "files.info", file="F0NOWHERE0") == "file_not_found"
    assert described["file"]["id"] == file_id
    assert (described["file"]["name"], described["file"]["size"]) == ("record.json", 2)


async def test_a_deleted_file_is_gone_and_its_message_says_so() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client, priya = client_of(sandbox), sandbox.person(PRIYA.id)
        message = await export(sandbox)
        kept = await export(sandbox, "kept.json")
        (file_id,) = message.file_ids
        address = address_of(sandbox, file_id)
        with sandbox.workspace.feed.subscribe() as changes:
            await client.files_delete(file=file_id)
            assert await anext(changes) == f"channel:{priya.dm.id}"
        assert list(sandbox.workspace.files) == list(kept.file_ids)
        assert list(sandbox.workspace.file_contents) == list(kept.file_ids)
        after = priya.messages()[0]
        assert (after.text, after.file_ids) == ("Here it is.", ())
        assert after.deleted_file_ids == (file_id,)
        history = await client.conversations_history(channel=priya.dm.id)
        assert [m["files"][0].get("mode") for m in history["messages"]] == ["hosted", "tombstone"]
        assert history["messages"][1]["files"] == [{"id": file_id, "mode": "tombstone"}]
        async with aiohttp.ClientSession() as session:
            headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
            assert (await session.get(address, headers=headers)).status == 404


async def test_only_a_file_of_the_bots_that_is_there_is_deleted() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        elsewhere = sandbox.workspace.add_channel("hr", [TOM.id], private=True, with_bot=False)
        (mine,) = (await export(sandbox)).file_ids
        upload = Upload("c.pdf", b"%PDF")
        hers = await sandbox.person(PRIYA.id).say("", files=[upload])
        his = await sandbox.person(TOM.id).say("", channel=elsewhere.id, files=[upload])
        announced = await client.files_getUploadURLExternal(filename="a.csv", length=3)

        async def delete(file_id: str) -> str:
            return await code_of(client, "files.delete", file=file_id)

        assert await delete(hers.file_ids[0]) == "cant_delete_file"
        assert await delete(his.file_ids[0]) == "file_not_found"
        assert await delete("F0NOWHERE0") == "file_not_found"
        assert await delete(announced["file_id"]) == "file_not_found"
        assert [await delete(mine), await delete(mine)] == ["ok", "file_deleted"]
        assert len(sandbox.workspace.files) == 2


async def test_deleting_needs_the_scope_to_write() -> None:
    async with Sandbox(users=[PRIYA], scopes=["im:write"]) as sandbox:
        client = client_of(sandbox)
        for method in ("files.delete", "files.info", "chat.delete"):
            assert await code_of(client, method, file="F1", channel="D1", ts="1.1") == (
                "missing_scope"
            )


async def test_the_bot_hears_that_a_file_is_gone_where_it_asked_to() -> None:
    async with visiting(manifest=GRANTED) as visit:
        message = await export(visit.sandbox)
        await client_of(visit.sandbox).files_delete(file=message.file_ids[0])
        await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
        event = visit.app.last("events_api")["event"]
    assert (event["type"], event["subtype"]) == ("message", "message_changed")
    assert event["message"]["files"] == [{"id": message.file_ids[0], "mode": "tombstone"}]
    assert event["previous_message"]["files"][0]["mode"] == "hosted"


async def test_the_page_shows_that_a_file_was_deleted() -> None:
    async with visiting(manifest=GRANTED) as visit:
        message = await export(visit.sandbox)
        await client_of(visit.sandbox).files_delete(file=message.file_ids[0])
        page = await visit.see(f"/as/{PRIYA.id}/c/{message.channel_id}")
    assert "This file was deleted." in page
    assert message.file_ids[0] not in page


async def test_a_deleted_file_stays_deleted_over_a_restart(tmp_path: Path) -> None:
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        with sandbox.workspace.feed.subscribe() as changes:
            gone, kept = await export(sandbox), await export(sandbox)
            async for region in changes:
                if region == "kept":
                    break
        assert {path.name for path in (tmp_path / "files").iterdir()} == {
            *gone.file_ids,
            *kept.file_ids,
        }
        await client_of(sandbox).files_delete(file=gone.file_ids[0])
    assert [path.name for path in (tmp_path / "files").iterdir()] == list(kept.file_ids)
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        assert sandbox.person(PRIYA.id).messages()[0].deleted_file_ids == gone.file_ids
        assert list(sandbox.workspace.files) == list(kept.file_ids)
        again = await code_of(client_of(sandbox), "files.delete", file=gone.file_ids[0])
    assert again == "file_deleted"


async def test_a_deleted_message_is_gone_and_everybody_is_told() -> None:
    async with visiting(manifest=GRANTED) as visit:
        client, priya = client_of(visit.sandbox), visit.sandbox.person(PRIYA.id)
        posted = await client.chat_postMessage(channel=PRIYA.id, text="a")
        at = {"channel": posted["channel"], "ts": posted["ts"]}
        with visit.sandbox.workspace.feed.subscribe() as changes:
            assert await code_of(client, "chat.delete", **at) == "ok"
            assert await anext(changes) == f"channel:{priya.dm.id}"
        assert priya.messages() == []
        history = await client.conversations_history(channel=priya.dm.id)
        assert history["messages"] == []
        assert await code_of(client, "chat.delete", **at) == "message_not_found"
        assert await code_of(client, "chat.delete", **{**at, "channel": "C0NOWHERE0"}) == (
            "channel_not_found"
        )
        await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
        event = visit.app.last("events_api")["event"]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", posted["ts"])


async def test_a_deleted_message_with_replies_leaves_a_stone() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client, priya = client_of(sandbox), sandbox.person(PRIYA.id)
        message = await export(sandbox)
        await client.files_delete(file=message.file_ids[0])
        await priya.say("thanks", thread_ts=message.ts)
        at = {"channel": message.channel_id, "ts": message.ts}
        assert await code_of(client, "chat.delete", **at) == "ok"
        stone, reply = priya.messages()
        assert (stone.subtype, stone.text) == ("tombstone", "This message was deleted.")
        assert (stone.file_ids, stone.deleted_file_ids) == ((), ())
        assert reply.text == "thanks"
        assert await code_of(client, "chat.delete", **at) == "cant_delete_message"


async def test_a_file_is_uploaded_shared_and_read_only_with_token_and_scope() -> None:
    granted = ["files:write", "files:read", "chat:write"]
    for scopes, expected in ((granted, b'{"a": 1}'), (granted[:1], b"<!DOCTYPE html>")):
        async with Sandbox(users=[PRIYA], scopes=scopes) as sandbox:
            priya = sandbox.person(PRIYA.id)
            await client_of(sandbox).files_upload_v2(
                channel=priya.dm.id,
                content='{"a": 1}',
                filename="record.json",
                title="Your record",
                initial_comment="Here it is.",
            )
            message = priya.messages()[-1]
            file = sandbox.workspace.files[message.file_ids[0]]
            assert (message.text, message.subtype) == ("Here it is.", "file_share")
            assert (file.name, file.title, file.size) == ("record.json", "Your record", 8)
            url = address_of(sandbox, file.id)
            async with aiohttp.ClientSession() as session:
                headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
                with_token = await (await session.get(url, headers=headers)).read()
                without = await (await session.get(url)).read()
        assert with_token.startswith(expected)
        assert without.startswith(b"<!DOCTYPE html>")


async def test_an_upload_that_never_arrived_cannot_be_completed() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        announced = await client.files_getUploadURLExternal(filename="a.csv", length=3)
        async with aiohttp.ClientSession() as session:
            short = await session.post(announced["upload_url"], data=b"12")
        files = [{"id": announced["file_id"]}]
        assert await code_of(client, "files.completeUploadExternal", files=json.dumps(files)) == (
            "file_not_found"
        )
    assert short.status == 400
