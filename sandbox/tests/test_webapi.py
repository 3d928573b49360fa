"""The Web API through Slack's own client: what it gives, and what it refuses with which code."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, TOM, Clock, actions, button, client_of, section
from sandbox import Sandbox, User

META = {"event_type": "cpdbot", "event_payload": {"id": "7"}}


async def code_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    """What a call with a JSON body is answered: "ok" or Slack's code."""
    try:
        await client.api_call(method, json=arguments)
    except SlackApiError as error:
        return str(error.response["error"])
    return "ok"


async def code_of_form(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    """The same for a call that sends a form."""
    try:
        await client.api_call(method, data=arguments)
    except SlackApiError as error:
        return str(error.response["error"])
    return "ok"


# Tokens and scopes


async def test_a_call_needs_the_token_of_its_kind() -> None:
    async with Sandbox() as sandbox:
        bot, app = client_of(sandbox), sandbox.app_token
        nobody = AsyncWebClient(base_url=sandbox.api_url)
        stranger = AsyncWebClient(token="xoxb-else", base_url=sandbox.api_url)
        swapped = AsyncWebClient(token=app, base_url=sandbox.api_url)
        assert await code_of(bot, "auth.test") == "ok"
        assert await code_of(nobody, "auth.test") == "not_authed"
        assert await code_of(stranger, "auth.test") == "invalid_auth"
        assert await code_of(swapped, "auth.test") == "not_allowed_token_type"
        assert await code_of(bot, "apps.connections.open") == "not_allowed_token_type"
        assert await code_of(swapped, "apps.connections.open") == "ok"
        assert await code_of_form(nobody, "auth.test", token=sandbox.bot_token) == "ok"
        async with aiohttp.ClientSession() as session:
            in_json = {"token": sandbox.bot_token}
            answer = await (await session.post(sandbox.api_url + "auth.test", json=in_json)).json()
        assert answer["error"] == "not_authed"
        assert sandbox.bot_token not in str([call.arguments for call in sandbox.calls])


async def test_methods_that_the_sandbox_does_not_serve_are_unknown() -> None:
    async with Sandbox() as sandbox:
        assert await code_of(client_of(sandbox), "reactions.add") == "unknown_method"


async def test_a_missing_scope_is_named_and_every_answer_tells_the_granted_ones() -> None:
    async with Sandbox(users=[PRIYA], scopes=["im:write", "chat:write"]) as sandbox:
        client = client_of(sandbox)
        answer = await client.auth_test()
        with pytest.raises(SlackApiError) as refused:
            await client.users_info(user=PRIYA.id)
        dm = sandbox.person(PRIYA.id).dm.id
        assert await code_of_form(client, "conversations.history", channel=dm) == "missing_scope"
    assert answer.headers["x-oauth-scopes"] == "chat:write,im:write"
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "users:read"
    assert refused.value.response["provided"] == "chat:write,im:write"


async def test_reading_methods_do_not_take_json() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        assert await code_of(client, "users.info", user=PRIYA.id) == "invalid_arguments"
        assert await code_of_form(client, "users.info", user=PRIYA.id) == "ok"


async def test_a_body_that_is_no_json_object_is_refused() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        headers = {
            "Authorization": f"Bearer {sandbox.bot_token}",
            "Content-Type": "application/json",
        }
        url = sandbox.api_url + "chat.postMessage"
        codes = [
            (await (await session.post(url, data=raw, headers=headers)).json())["error"]
            for raw in ("{", "[]")
        ]
    assert codes == ["invalid_json", "json_not_object"]


# Posting


async def test_blocks_come_as_json_or_as_text_in_a_form() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        await client.chat_postMessage(channel=PRIYA.id, text="a", blocks=[section("one")])
        await client.api_call(
            "chat.postMessage",
            data={
                "channel": PRIYA.id,
                "text": "b",
                "blocks": '[{"type":"section","text":{"type":"mrkdwn","text":"two"}}]',
            },
        )
        shown = sandbox.person(PRIYA.id).messages()
    assert [m.blocks[0]["text"]["text"] for m in shown] == ["one", "two"]
    assert all(m.blocks[0]["block_id"] for m in shown)
    assert float(shown[0].ts) < float(shown[1].ts)


async def test_what_slack_refuses_in_a_post_is_refused_with_its_code() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        room = sandbox.workspace.add_channel("garage", [PRIYA.id], with_bot=False)
        secret = sandbox.workspace.add_channel("hr", [PRIYA.id], private=True, with_bot=False)
        dm = sandbox.person(PRIYA.id).dm.id

        async def post(**arguments: Any) -> str:
            return await code_of(client, "chat.postMessage", **{"channel": dm, **arguments})

        assert await post() == "no_text"
        assert await post(text="x", blocks="[") == "invalid_blocks_format"
        assert await post(text="x", blocks=[section("x" * 3001)]) == "invalid_blocks"
        assert await post(text="x", blocks=[{"type": "hologram"}]) == "invalid_blocks"
        assert await post(text="x", channel="C0NOWHERE0") == "channel_not_found"
        assert await post(text="x", channel=secret.id) == "channel_not_found"
        assert await post(text="x", channel=room.id) == "not_in_channel"
        assert await post(text="x", thread_ts="1.000001") == "thread_not_found"
        assert sandbox.workspace.messages_in(dm) == []


async def test_a_refusal_says_where_the_blocks_are_wrong() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        with pytest.raises(SlackApiError) as refused:
            await client_of(sandbox).chat_postMessage(
                channel=PRIYA.id, text="x", blocks=[section("x" * 3001)]
            )
    assert "/blocks/0/text" in refused.value.response["response_metadata"]["messages"][0]


async def test_the_same_client_msg_id_twice_is_a_duplicate() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        one = {"text": "hello", "client_msg_id": "0b6f6ab2-53ae-5c3e-9f4a-0d3b6d1a2c11"}

        async def post(channel: str) -> str:
            return await code_of(client, "chat.postMessage", channel=channel, **one)

        assert [await post(PRIYA.id), await post(PRIYA.id)] == ["ok", "duplicate_message"]
        assert await post(TOM.id) == "ok"
        message = sandbox.person(PRIYA.id).messages()[0]
        await client.chat_delete(channel=message.channel_id, ts=message.ts)
        assert await post(PRIYA.id) == "duplicate_message"
        assert sandbox.person(PRIYA.id).messages() == []


async def test_a_bot_changes_and_deletes_its_own_messages_only() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        priya = sandbox.person(PRIYA.id)
        hers = await priya.say("mine")
        at = {"channel": priya.dm.id, "ts": hers.ts}
        nothing = {"channel": priya.dm.id, "ts": "1.000001"}
        assert await code_of(client, "chat.update", **at, text="x") == "cant_update_message"
        assert await code_of(client, "chat.delete", **at) == "cant_delete_message"
        assert await code_of(client, "chat.update", **nothing, text="x") == "message_not_found"
        assert await code_of(client, "chat.delete", **nothing) == "message_not_found"
        whispered = await client.chat_postEphemeral(
            channel=priya.dm.id, user=PRIYA.id, text="only you"
        )
        at = {"channel": priya.dm.id, "ts": whispered["message_ts"]}
        assert await code_of(client, "chat.update", **at, text="x") == "message_not_found"
        assert priya.messages()[0].text == "mine"


async def test_text_without_blocks_removes_them_and_marks_the_message_edited() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        posted = await client.chat_postMessage(
            channel=PRIYA.id, text="a", blocks=[section("a")], metadata=META
        )
        at = {"channel": posted["channel"], "ts": posted["ts"]}

        async def updated(**arguments: Any) -> dict[str, Any]:
            answer = await client.api_call("chat.update", json={**at, **arguments})
            message: dict[str, Any] = answer["message"]
            return message

        with_blocks = await updated(text="b", blocks=[section("b")])
        assert "edited" not in with_blocks
        assert with_blocks["metadata"] == META
        assert with_blocks["blocks"][0]["text"]["text"] == "b"
        text_only = await updated(text="c", metadata={})
        assert "blocks" not in text_only
        assert "metadata" not in text_only
        assert text_only["edited"]["user"] == sandbox.workspace.bot.id


async def test_an_ephemeral_message_is_seen_by_one_and_in_no_history() -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        client = client_of(sandbox)
        room = sandbox.workspace.add_channel("garage", [PRIYA.id])
        await client.chat_postEphemeral(channel=room.id, user=PRIYA.id, text="only you")
        history = await client.conversations_history(channel=room.id)
        arguments = {"channel": room.id, "user": TOM.id, "text": "x"}
        assert await code_of(client, "chat.postEphemeral", **arguments) == "user_not_in_channel"
        assert [m.text for m in sandbox.person(PRIYA.id).messages(room.id)] == ["only you"]
    assert history["messages"] == []


async def test_permalinks_read_as_slacks() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        posted = await client.chat_postMessage(channel=PRIYA.id, text="a")
        dm, ts = posted["channel"], posted["ts"]
        reply = await client.chat_postMessage(channel=dm, text="b", thread_ts=ts)
        links = [
            (await client.chat_getPermalink(channel=dm, message_ts=m["ts"]))["permalink"]
            for m in (posted, reply)
        ]
    root = f"https://sandbox.slack.com/archives/{dm}/p"
    assert links[0] == root + ts.replace(".", "")
    assert links[1] == f"{root}{reply['ts'].replace('.', '')}?thread_ts={ts}&cid={dm}"


async def test_posts_faster_than_one_a_second_are_rate_limited_after_a_burst() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA, TOM], enforce_rate_limits=True, real_time=clock) as sandbox:
        client = client_of(sandbox)
        for _ in range(3):
            await client.chat_postMessage(channel=PRIYA.id, text="x")
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=PRIYA.id, text="x")
        await client.chat_postMessage(channel=TOM.id, text="x")
        clock.at += 1
        await client.chat_postMessage(channel=PRIYA.id, text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert refused.value.response.headers["Retry-After"] == "1"


# Reading


async def test_metadata_is_whole_only_when_it_is_asked_for() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        posted = await client.chat_postMessage(channel=PRIYA.id, text="a", metadata=META)
        dm = posted["channel"]
        plain = await client.conversations_history(channel=dm)
        full = await client.conversations_history(channel=dm, include_all_metadata=True)
        thread = await client.conversations_replies(
            channel=dm, ts=posted["ts"], include_all_metadata=True
        )
    assert plain["messages"][0]["metadata"] == {"event_type": "cpdbot"}
    assert full["messages"][0]["metadata"] == META
    assert thread["messages"][0]["metadata"] == META


async def test_history_is_newest_first_without_replies_and_in_pages() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        posts = [await client.chat_postMessage(channel=PRIYA.id, text=t) for t in "abcde"]
        dm = posts[0]["channel"]
        await client.chat_postMessage(channel=dm, text="reply", thread_ts=posts[0]["ts"])
        texts: list[list[str]] = []
        cursor = ""
        while cursor or not texts:
            page = await client.conversations_history(channel=dm, limit=2, cursor=cursor)
            texts.append([m["text"] for m in page["messages"]])
            cursor = page["response_metadata"]["next_cursor"] if page["has_more"] else ""
        root = page["messages"][0]
        assert await code_of_form(
            client, "conversations.history", channel=dm, cursor="nonsense"
        ) == ("invalid_cursor")
    assert texts == [["e", "d"], ["c", "b"], ["a"]]
    assert (root["reply_count"], root["thread_ts"]) == (1, root["ts"])


@pytest.mark.parametrize(
    ("oldest", "latest", "inclusive", "expected"),
    [
        (1, None, False, "edc"),
        (1, None, True, "edcb"),
        (None, 3, False, "cba"),
        (1, 3, True, "dcb"),
        (1, 3, False, "c"),
    ],
)
async def test_history_between_two_moments(
    oldest: int | None, latest: int | None, inclusive: bool, expected: str
) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        posts = [await client.chat_postMessage(channel=PRIYA.id, text=t) for t in "abcde"]
        page = await client.conversations_history(
            channel=posts[0]["channel"],
            oldest=None if oldest is None else posts[oldest]["ts"],
            latest=None if latest is None else posts[latest]["ts"],
            inclusive=inclusive,
        )
    assert "".join(m["text"] for m in page["messages"]) == expected


async def test_a_thread_is_read_from_its_root_on() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        priya = sandbox.person(PRIYA.id)
        root = await priya.say("root")
        reply = await priya.say("reply", thread_ts=root.ts)
        await priya.say("to the reply", thread_ts=reply.ts)
        dm = priya.dm.id
        thread = await client.conversations_replies(channel=dm, ts=root.ts)
        page = await client.conversations_replies(channel=dm, ts=root.ts, limit=2)
        after = await client.conversations_replies(channel=dm, ts=root.ts, oldest=reply.ts)
        missing = {"channel": dm, "ts": "1.000001"}
        assert await code_of_form(client, "conversations.replies", **missing) == "thread_not_found"
    assert [m["text"] for m in thread["messages"]] == ["root", "reply", "to the reply"]
    assert {m["thread_ts"] for m in thread["messages"]} == {root.ts}
    assert [m["text"] for m in page["messages"]] == ["root", "reply"]
    assert page["has_more"] is True
    assert [m["text"] for m in after["messages"]] == ["root", "to the reply"]


async def test_a_dm_is_opened_once_and_not_with_everybody() -> None:
    gone = User("U0GONE", "gone", "Gone", deleted=True)
    async with Sandbox(users=[PRIYA, TOM, gone]) as sandbox:
        client = client_of(sandbox)
        first = await client.conversations_open(users=PRIYA.id)
        again = await client.conversations_open(users=[PRIYA.id])
        bot = sandbox.workspace.bot.id
        codes = {
            users: await code_of(client, "conversations.open", users=users)
            for users in ("", "U0NOBODY", gone.id, bot, f"{PRIYA.id},{TOM.id}")
        }
        info = await client.conversations_info(channel=first["channel"]["id"])
    assert first["channel"]["id"].startswith("D")
    assert again["channel"]["id"] == first["channel"]["id"]
    assert (first.get("already_open"), again["already_open"]) == (None, True)
    assert list(codes.values()) == [
        "users_list_not_supplied",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "too_many_users",
    ]
    assert (info["channel"]["is_im"], info["channel"]["user"]) == (True, PRIYA.id)


async def test_a_user_is_read_with_zone_and_rights() -> None:
    admin = User("U0ADA", "ada", "Ada Okoro", tz="Asia/Kolkata", is_admin=True)
    async with Sandbox(users=[PRIYA, TOM, admin]) as sandbox:
        client = client_of(sandbox)
        user = (await client.users_info(user=admin.id))["user"]
        assert await code_of_form(client, "users.info", user="U0NOBODY") == "user_not_found"
        names: list[str] = []
        async for page in await client.users_list(limit=2):
            names += [member["name"] for member in page["members"]]
    assert (user["tz"], user["tz_offset"], user["is_admin"]) == ("Asia/Kolkata", 19800, True)
    assert user["profile"]["real_name"] == "Ada Okoro"
    assert (user["profile"]["first_name"], user["profile"]["last_name"]) == ("Ada", "Okoro")
    assert "email" not in user["profile"]
    assert names == ["slackbot", "bot", "priya", "tom", "ada"]


async def test_somebody_is_found_by_their_address_with_its_own_scope() -> None:
    ada = User("U0ADA", "ada", "Ada Okoro", email="Ada@Example.com")
    gone = User("U0GONE", "gone", "Gone", deleted=True, email="gone@example.com")
    async with Sandbox(users=[PRIYA, ada, gone]) as sandbox:
        client = client_of(sandbox)
        user = (await client.users_lookupByEmail(email="ada@example.com"))["user"]
        method = "users.lookupByEmail"
        for email in ("gone@example.com", "nobody@example.com"):
            assert await code_of_form(client, method, email=email) == "users_not_found"
        sandbox.scopes.take_away("users:read.email")
        assert await code_of_form(client, method, email="ada@example.com") == "missing_scope"
    assert user["id"] == ada.id


async def test_elements_without_ids_get_some() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        unnamed = {k: v for k, v in button("x").items() if k != "action_id"}
        row = {k: v for k, v in actions(unnamed).items() if k != "block_id"}
        answer = await client_of(sandbox).chat_postMessage(channel=PRIYA.id, text="x", blocks=[row])
    block = answer["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
