"""Events, as a real Bolt app gets them over both transports."""

import asyncio
from typing import Any

import pytest

from bolt_app import (
    BOTH,
    PRIYA,
    TOM,
    Over,
    client_of,
    connected,
    new_app,
)
from sandbox import Sandbox, Upload

pytestmark = pytest.mark.parametrize("over", BOTH)


async def heard_by_bot(sandbox: Sandbox, over: Over, do: Any, count: int = 1) -> list[Any]:
    """What a Bolt app hears (whole bodies) when `do` is done."""
    heard: list[Any] = []
    app = new_app(sandbox, ignoring_self_events_enabled=False)

    async def hear(body: dict[str, Any]) -> None:
        heard.append(body)

    names = ("message", "app_home_opened", "user_change", "app_mention", "file_shared")
    for name in names:
        app.event(name)(hear)
    async with connected(app, sandbox, over):
        await do()
        await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert len(heard) == count
    return heard


def of_subtype(subtype: str | None, bodies: list[Any]) -> dict[str, Any]:
    """The one event of that subtype."""
    (event,) = [b["event"] for b in bodies if b["event"].get("subtype") == subtype]
    found: dict[str, Any] = event
    return found


async def test_what_somebody_types_reaches_the_bot_in_slacks_shape(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        body, *_ = await heard_by_bot(
            sandbox, over, lambda: priya.say("R&D <b> https://bosch.com/a?b=1&c=2.")
        )
        message = priya.messages()[0]
    assert body["type"] == "event_callback"
    assert body["team_id"] == sandbox.workspace.team.id
    assert body["authorizations"][0]["user_id"] == sandbox.workspace.bot.id
    event = body["event"]
    assert event["text"] == "R&amp;D &lt;b&gt; <https://bosch.com/a?b=1&amp;c=2>."
    assert event["blocks"][0]["elements"][0]["elements"][1] == {
        "type": "link",
        "url": "https://bosch.com/a?b=1&c=2",
    }
    expected = {
        "type": "message",
        "user": PRIYA.id,
        "ts": message.ts,
        "event_ts": message.ts,
        "client_msg_id": message.client_msg_id,
        "channel": priya.dm.id,
        "channel_type": "im",
        "team": sandbox.workspace.team.id,
    }
    assert expected.items() <= event.items()
    assert "bot_id" not in event


async def test_the_bot_hears_its_own_messages_with_its_bot_id(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        body, *_ = await heard_by_bot(
            sandbox,
            over,
            lambda: client_of(sandbox).chat_postMessage(channel=PRIYA.id, text="hello"),
        )
    assert body["event"]["bot_id"] == sandbox.workspace.bot_id
    assert body["event"]["user"] == sandbox.workspace.bot.id


async def test_an_edit_comes_as_message_changed_with_both_texts(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)

        async def say_and_edit() -> None:
            await priya.edit(await priya.say("2h course"), "3h course")

        bodies = await heard_by_bot(sandbox, over, say_and_edit, count=2)
        message = priya.messages()[0]
    event = of_subtype("message_changed", bodies)
    assert event["hidden"] is True
    assert event["previous_message"]["text"] == "2h course"
    assert event["message"]["text"] == "3h course"
    assert event["message"]["edited"]["user"] == PRIYA.id
    assert event["message"]["ts"] == message.ts != event["ts"]
    assert "user" not in event


async def test_a_deleted_message_comes_as_message_deleted(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)

        async def say_and_delete() -> None:
            await priya.delete(await priya.say("oops"))

        bodies = await heard_by_bot(sandbox, over, say_and_delete, count=2)
        assert priya.messages() == []
    event = of_subtype("message_deleted", bodies)
    assert event["deleted_ts"] == of_subtype(None, bodies)["ts"]
    assert event["previous_message"]["text"] == "oops"


async def test_a_deleted_message_with_replies_leaves_a_tombstone(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)

        async def delete_the_root() -> None:
            root = await priya.say("root")
            await priya.say("reply", thread_ts=root.ts)
            await priya.delete(root)

        bodies = await heard_by_bot(sandbox, over, delete_the_root, count=3)
        assert [m.text for m in priya.messages()] == ["This message was deleted.", "reply"]
    assert of_subtype("message_changed", bodies)["message"]["subtype"] == "tombstone"


async def test_a_file_comes_as_file_share_with_its_private_address(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        bodies = await heard_by_bot(
            sandbox,
            over,
            lambda: priya.say(
                "my certificate", files=[Upload("c.pdf", b"%PDF", "application/pdf")]
            ),
            count=2,
        )
    event = of_subtype("file_share", bodies)
    shared = of_subtype(None, bodies)
    assert event["text"] == "my certificate"
    assert shared["type"] == "file_shared"
    assert (shared["file_id"], shared["channel_id"], shared["user_id"]) == (
        event["files"][0]["id"],
        priya.dm.id,
        PRIYA.id,
    )
    file = event["files"][0]
    assert (file["name"], file["size"], file["mimetype"]) == ("c.pdf", 4, "application/pdf")
    assert file["url_private_download"].startswith(sandbox.workspace.base_url)


async def test_opening_home_and_messages_tells_the_tab(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)

        async def look_round() -> None:
            await priya.open_home()
            await priya.open_messages()

        bodies = await heard_by_bot(sandbox, over, look_round, count=2)
    assert {body["event"]["tab"] for body in bodies} == {"home", "messages"}
    assert {body["event"]["channel"] for body in bodies} == {priya.dm.id}


async def test_a_deactivated_user_comes_as_user_change(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:

        async def deactivate() -> None:
            sandbox.change_user(PRIYA.id, deleted=True)

        body, *_ = await heard_by_bot(sandbox, over, deactivate)
    assert body["event"]["user"]["deleted"] is True
    assert "tz" not in body["event"]["user"]


async def test_a_channel_tells_the_bot_only_what_its_subscriptions_name(over: Over) -> None:
    manifest = {"settings": {"event_subscriptions": {"bot_events": ["message.im"]}}}
    async with Sandbox(manifest, [PRIYA, TOM], scopes=["im:history"]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        room = sandbox.workspace.add_channel("garage", [PRIYA.id, TOM.id])

        async def talk() -> None:
            await priya.say("not for the bot", channel=room.id)
            sandbox.change_user(TOM.id, real_name="Thomas Reed")

        await heard_by_bot(sandbox, over, talk, count=0)


async def test_without_the_history_scope_no_messages_come(over: Over) -> None:
    async with Sandbox(users=[PRIYA], scopes=["chat:write"]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        await heard_by_bot(sandbox, over, lambda: priya.say("hello"), count=0)


async def test_naming_the_bot_in_a_channel_is_a_mention(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        room = sandbox.workspace.add_channel("garage", [PRIYA.id])
        bodies = await heard_by_bot(
            sandbox, over, lambda: priya.say("@bot help", channel=room.id), count=2
        )
    mention = next(b["event"] for b in bodies if b["event"]["type"] == "app_mention")
    assert mention["text"] == f"<@{sandbox.workspace.bot.id}> help"


async def test_an_event_that_nobody_acknowledges_is_repeated_and_then_given_up(over: Over) -> None:
    patience = 0.05 if over == "socket" else 5.0  # a 404 must come, however busy the machine
    async with Sandbox(users=[PRIYA], ack_seconds=patience, retry_delays=(0.0, 60.0)) as sandbox:
        app = new_app(sandbox)  # no listener: Bolt answers 404, or nothing on a socket
        async with connected(app, sandbox, over):
            await sandbox.person(PRIYA.id).say("hello")
            await sandbox.until(lambda: len(sandbox.delivery.attempts) == 2)
            await sandbox.until(lambda: sandbox.delivery.waiting == 1)
            sandbox.delivery.retry_now()
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    reason = "timeout" if over == "socket" else "http_error"
    attempts = sandbox.delivery.attempts
    assert [(a.number, a.failure) for a in attempts] == [(0, reason), (1, reason), (2, reason)]
    assert len({a.event_id for a in attempts}) == 1


async def test_a_repetition_says_its_number_and_why(over: Over) -> None:
    async with Sandbox(users=[PRIYA], ack_seconds=0.5, retry_delays=(0.0,)) as sandbox:
        heard: list[tuple[str, str]] = []
        enough = asyncio.Event()
        app = new_app(sandbox, process_before_response=True)

        @app.event("message")
        async def slow_at_first(request: Any) -> None:
            number = request.headers.get("x-slack-retry-num", ["0"])[0]
            heard.append((number, request.headers.get("x-slack-retry-reason", [""])[0]))
            if len(heard) == 1:
                await enough.wait()

        async with connected(app, sandbox, over):
            await sandbox.person(PRIYA.id).say("hello")
            await sandbox.until(lambda: sandbox.delivery.is_idle)
            enough.set()
    assert heard == [("0", ""), ("1", "timeout" if over == "socket" else "http_timeout")]
    assert sandbox.delivery.attempts[-1].failure is None
