"""Clicks, commands and shortcuts, as a real Bolt app gets them over both transports."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import (
    BOTH,
    PRIYA,
    TOM,
    Clock,
    Over,
    actions,
    button,
    client_of,
    connected,
    modal,
    new_app,
    options,
    section,
    text_input,
)
from sandbox import Message, NotPossible, Sandbox

UNANSWERED = {"socket": 0.05, "http": 30.0}
"""Seconds within which nobody acknowledges; over HTTP the app answers 404, in its own time."""


@pytest.fixture(params=BOTH)
def over(request: pytest.FixtureRequest) -> Over:
    chosen: Over = request.param
    return chosen


async def card(sandbox: Sandbox, *elements: dict[str, Any], **more: Any) -> Message:
    """A message of the bot's in Priya's DM, with these elements."""
    await client_of(sandbox).chat_postMessage(
        channel=PRIYA.id, text="card", blocks=[section("card"), actions(*elements)], **more
    )
    return sandbox.person(PRIYA.id).messages()[-1]


async def test_a_click_says_where_by_whom_and_on_what(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        bodies: list[Any] = []
        app = new_app(sandbox)

        @app.action("save")
        async def save(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            bodies.append(body)

        message = await card(sandbox, button("save", value="7", style="primary"))
        async with connected(app, sandbox, over):
            outcome = await sandbox.person(PRIYA.id).click(message, "save")
    assert outcome.ok
    body = bodies[0]
    assert body["type"] == "block_actions"
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel_id, "name": "directmessage"}
    assert body["message"]["ts"] == message.ts
    assert body["user"]["id"] == PRIYA.id
    assert body["team"]["id"] == sandbox.workspace.team.id
    assert body["state"] == {"values": {}}
    action = body["actions"][0]
    assert (action["value"], action["style"], action["block_id"]) == ("7", "primary", "row")
    assert action["action_ts"]


async def test_choices_carry_what_was_picked_and_stay_in_the_state(over: Over) -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        bodies: list[Any] = []
        app = new_app(sandbox)

        async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            bodies.append(body)

        for name in ("more", "how_long", "when", "who", "which"):
            app.action(name)(hear)
        message = await card(
            sandbox,
            {"type": "overflow", "action_id": "more", "options": options("skip", "later")},
            {"type": "static_select", "action_id": "how_long", "options": options("30", "60")},
            {"type": "datepicker", "action_id": "when", "initial_date": "2026-11-20"},
            {"type": "users_select", "action_id": "who"},
            {"type": "checkboxes", "action_id": "which", "options": options("a", "b", "c")},
        )
        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            await priya.choose(message, "more", "later")
            await priya.choose(message, "how_long", "60")
            await priya.choose(message, "when", "2026-11-21")
            await priya.choose(message, "who", TOM.id)
            await priya.choose(message, "which", ["a", "c"])
    overflow, select, date, user, boxes = (body["actions"][0] for body in bodies)
    assert overflow["selected_option"]["value"] == "later"
    assert select["selected_option"] == options("60")[0]
    assert (date["selected_date"], date["initial_date"]) == ("2026-11-21", "2026-11-20")
    assert user["selected_user"] == TOM.id
    assert [o["value"] for o in boxes["selected_options"]] == ["a", "c"]
    first, last = bodies[0]["state"]["values"]["row"], bodies[-1]["state"]["values"]["row"]
    assert first["how_long"] == {"type": "static_select", "selected_option": None}
    assert first["when"] == {"type": "datepicker", "selected_date": "2026-11-20"}
    assert last["when"] == {"type": "datepicker", "selected_date": "2026-11-21"}
    assert last["how_long"]["selected_option"]["value"] == "60"
    assert "more" not in last


async def test_a_click_on_a_card_that_was_redrawn_still_reaches_the_bot(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        clicks: list[str] = []
        app = new_app(sandbox)

        @app.action("save")
        async def save(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
            await ack()
            clicks.append(body["trigger_id"])
            await client.chat_update(
                channel=body["channel"]["id"], ts=body["message"]["ts"], text="saved", blocks=[]
            )

        stale = await card(sandbox, button("save"))
        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            await asyncio.gather(priya.click(stale, "save"), priya.click(stale, "save"))
            await sandbox.until(lambda: len(sandbox.calls_of("chat.update")) == 2)
        fresh = priya.messages()[-1]
        with pytest.raises(NotPossible, match="no 'save'"):
            await priya.click(fresh, "save")
    assert len(set(clicks)) == 2
    assert fresh.text == "saved"


async def test_a_click_on_a_deleted_message_does_not_happen() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        message = await card(sandbox, button("save"))
        await client_of(sandbox).chat_delete(channel=message.channel_id, ts=message.ts)
        with pytest.raises(NotPossible, match="deleted"):
            await sandbox.person(PRIYA.id).click(message, "save")


async def test_a_click_that_nobody_acknowledges_shows_slacks_words(over: Over) -> None:
    async with Sandbox(users=[PRIYA], ack_seconds=UNANSWERED[over]) as sandbox:
        message = await card(sandbox, button("save"))
        async with connected(new_app(sandbox), sandbox, over):
            outcome = await sandbox.person(PRIYA.id).click(message, "save")
    words = {
        "socket": "Operation timed out. Apps need to respond within 3 seconds.",
        "http": "This app responded with Status Code 404.",
    }
    assert outcome.error == words[over]
    assert not outcome.ok


async def test_a_trigger_opens_one_modal_and_only_within_three_seconds() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        client = client_of(sandbox)
        view = modal(text_input("title"))

        async def code(trigger_id: str) -> str:
            try:
                await client.views_open(trigger_id=trigger_id, view=view)
            except SlackApiError as error:
                return str(error.response["error"])
            return "ok"

        trigger = sandbox.workspace.issue_trigger(PRIYA.id)
        assert [await code(trigger), await code(trigger)] == ["ok", "exchanged_trigger_id"]
        late = sandbox.workspace.issue_trigger(PRIYA.id)
        clock.at += 3.1
        assert await code(late) == "expired_trigger_id"
        assert await code("1.2.abc") == "invalid_trigger_id"


async def test_a_command_comes_escaped_and_answers_at_once(over: Over) -> None:
    manifest = {
        "features": {
            "slash_commands": [
                {"command": "/cpd-team", "should_escape": True},
                {"command": "/plain", "should_escape": False},
            ]
        }
    }
    async with Sandbox(manifest, [PRIYA, TOM]) as sandbox:
        commands: list[dict[str, Any]] = []
        app = new_app(sandbox)

        async def hear(ack: AsyncAck, command: dict[str, Any]) -> None:
            commands.append(command)
            await ack(text="done", blocks=[section("*done*")])

        app.command("/cpd-team")(hear)
        app.command("/plain")(hear)
        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            outcome = await priya.command("/cpd-team", " assign @tom & @nobody ")
            await priya.command("/plain", "@tom <b>")
        with pytest.raises(NotPossible, match="not a valid command"):
            await priya.command("/other")
    assert commands[0]["text"] == f"assign <@{TOM.id}|tom> &amp; @nobody"
    assert commands[1]["text"] == "@tom &lt;b&gt;"
    assert (commands[0]["channel_id"], commands[0]["user_id"]) == (priya.dm.id, PRIYA.id)
    assert outcome.message is not None
    assert (outcome.message.text, outcome.message.visible_to) == ("done", PRIYA.id)
    assert outcome.message in priya.messages()


async def test_a_command_in_a_channel_answers_its_person_alone(over: Over) -> None:
    async with Sandbox(users=[PRIYA, TOM]) as sandbox:
        room = sandbox.workspace.add_channel("garage", [PRIYA.id, TOM.id], with_bot=False)
        app = new_app(sandbox)

        @app.command("/cpd")
        async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack()
            await respond("for you")
            await respond("for all", response_type="in_channel")

        priya, tom = sandbox.person(PRIYA.id), sandbox.person(TOM.id)
        async with connected(app, sandbox, over):
            outcome = await priya.command("/cpd", "status", channel=room.id)
            await sandbox.until(lambda: len(priya.messages(room.id)) == 2)
    assert outcome.message is None
    assert [m.text for m in priya.messages(room.id)] == ["for you", "for all"]
    assert [m.text for m in tom.messages(room.id)] == ["for all"]


async def test_a_command_that_nobody_serves_fails_in_slacks_words(over: Over) -> None:
    async with Sandbox(users=[PRIYA], ack_seconds=UNANSWERED[over]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        async with connected(new_app(sandbox), sandbox, over):
            outcome = await priya.command("/cpd")
        code = {"socket": "operation_timeout", "http": "http_client_error"}[over]
        assert outcome.error == f'/cpd failed with the error "{code}"'
        assert priya.messages()[-1].text == outcome.error


async def test_a_command_whose_answer_slack_refuses_fails_with_slacks_code(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        app = new_app(sandbox)

        @app.command("/cpd")
        async def answer(ack: AsyncAck) -> None:
            await ack(text="x", blocks=[section("x" * 3001)])

        async with connected(app, sandbox, over):
            outcome = await sandbox.person(PRIYA.id).command("/cpd")
    assert outcome.error == '/cpd failed with the error "invalid_blocks"'


async def test_shortcuts_come_with_what_they_were_used_on(over: Over) -> None:
    manifest = {
        "features": {
            "shortcuts": [
                {"name": "Log CPD", "type": "global", "callback_id": "log"},
                {"name": "Log this", "type": "message", "callback_id": "log_message"},
            ]
        },
        "settings": {"interactivity": {"is_enabled": True}},
    }
    async with Sandbox(manifest, [PRIYA, TOM]) as sandbox:
        room = sandbox.workspace.add_channel("garage", [PRIYA.id, TOM.id], with_bot=False)
        bodies: list[Any] = []
        app = new_app(sandbox)

        async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            bodies.append(body)

        app.shortcut("log")(hear)
        app.shortcut("log_message")(hear)
        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            talk = await sandbox.person(TOM.id).say("toolbox talk at 9", channel=room.id)
            assert (await priya.global_shortcut("log")).ok
            assert (await priya.message_shortcut("log_message", talk)).ok
        with pytest.raises(NotPossible):
            await priya.global_shortcut("log_message")
    first, second = bodies
    assert (first["type"], first["callback_id"]) == ("shortcut", "log")
    assert "channel" not in first
    assert (second["type"], second["message_ts"]) == ("message_action", talk.ts)
    assert second["message"]["text"] == "toolbox talk at 9"
    assert second["channel"] == {"id": room.id, "name": "garage"}
    assert {"trigger_id", "response_url"} <= second.keys()


async def test_an_ephemeral_message_is_changed_through_its_response_url(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        bodies: list[Any] = []
        app = new_app(sandbox)

        @app.command("/cpd")
        async def answer(ack: AsyncAck) -> None:
            await ack(text="sure?", blocks=[actions(button("yes"))])

        @app.action("yes")
        async def yes(ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any]) -> None:
            await ack()
            bodies.append(body)
            await respond("done", replace_original=True)

        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            outcome = await priya.command("/cpd")
            assert outcome.message is not None
            await priya.click(outcome.message, "yes")
            await sandbox.until(lambda: priya.messages()[-1].text == "done")
    assert len(priya.messages()) == 1
    assert priya.messages()[0].visible_to == PRIYA.id
    assert bodies[0]["container"]["is_ephemeral"] is True
    assert "message" not in bodies[0]


async def test_a_response_url_serves_five_times_within_half_an_hour() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        channel = sandbox.person(PRIYA.id).dm.id
        key = sandbox.workspace.issue_response_url(PRIYA.id, channel)
        late = sandbox.workspace.issue_response_url(PRIYA.id, channel)

        async def answers(key: str) -> tuple[int, str]:
            respond = AsyncRespond(response_url=f"{sandbox.workspace.base_url}/response/{key}")
            response = await respond("hello")
            return response.status_code, response.body

        for _ in range(5):
            assert await answers(key) == (200, "ok")
        assert await answers(key) == (404, '{"ok": false, "error": "used_url"}')
        clock.at += 30 * 60 + 1
        assert await answers(late) == (404, '{"ok": false, "error": "expired_url"}')


async def test_interactions_are_not_sent_to_an_app_that_takes_none() -> None:
    manifest = {"settings": {"interactivity": {"is_enabled": False}}}
    async with Sandbox(manifest, [PRIYA], scopes=["chat:write"]) as sandbox:
        message = await card(sandbox, button("save"))
        outcome = await sandbox.person(PRIYA.id).click(message, "save")
    assert outcome.error == "This app is not configured to handle interactive responses."


async def test_what_slacks_client_does_not_allow_raises() -> None:
    manifest = {"features": {"app_home": {"messages_tab_enabled": False}}}
    async with Sandbox(manifest, [PRIYA, replace(TOM, deleted=True)]) as sandbox:
        priya = sandbox.person(PRIYA.id)
        with pytest.raises(NotPossible, match="turned off"):
            await priya.say("hello")
        with pytest.raises(NotPossible, match="no Home tab"):
            await priya.open_home()
        room = sandbox.workspace.add_channel("garage", [PRIYA.id, TOM.id])
        elsewhere = sandbox.workspace.add_channel("elsewhere", [])
        for text, channel, words in (
            ("  ", room.id, "nothing to send"),
            ("/cpd", room.id, "as a command"),
            ("hello", elsewhere.id, "not in this conversation"),
        ):
            with pytest.raises(NotPossible, match=words):
                await priya.say(text, channel=channel)
        with pytest.raises(NotPossible, match="deactivated"):
            await sandbox.person(TOM.id).say("hello", channel=room.id)
        message = await priya.say("mine", channel=room.id)
        with pytest.raises(NotPossible, match="own messages"):
            await sandbox.person(TOM.id).edit(message, "his")
