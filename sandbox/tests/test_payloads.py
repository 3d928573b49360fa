"""What an interaction carries, field by field: nothing that Slack leaves out.

Sources: https://docs.slack.dev/reference/interaction-payloads, and the payloads in the tests and
types of slackapi/bolt-python and slackapi/bolt-js.
"""

import pytest

from bolt_app import (
    PRIYA,
    TOM,
    actions,
    button,
    client_of,
    home,
    modal,
    section,
    text_input,
)
from page_visit import GRANTED, Visit, visiting
from sandbox import Message
from sandbox.model import Payload

ALWAYS = {
    "type",
    "team",
    "user",
    "api_app_id",
    "token",
    "enterprise",
    "is_enterprise_install",
}
IN_VIEW = ALWAYS | {"container", "trigger_id", "view", "actions"}
ON_MESSAGE = ALWAYS | {"container", "trigger_id", "channel", "state", "response_url", "actions"}
VIEW = {
    "id",
    "team_id",
    "type",
    "blocks",
    "private_metadata",
    "callback_id",
    "state",
    "hash",
    "title",
    "clear_on_close",
    "notify_on_close",
    "close",
    "submit",
    "previous_view_id",
    "root_view_id",
    "app_id",
    "external_id",
    "app_installed_team_id",
    "bot_id",
}
ROW = actions(button("go"))


async def click_on(visit: Visit, message: Message) -> Payload:
    """What a click on a message's button brings."""
    assert (await visit.sandbox.person(PRIYA.id).click(message, "go")).ok
    return visit.app.last("interactive")


async def test_a_click_on_home_carries_the_view_and_no_conversation() -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        await client_of(visit.sandbox).views_publish(user_id=PRIYA.id, view=home(ROW))
        assert priya.home is not None
        assert (await priya.click(priya.home, "go")).ok
        body = visit.app.last("interactive")
    assert body.keys() == IN_VIEW
    assert body["container"] == {"type": "view", "view_id": priya.home.id}
    assert body["view"].keys() == VIEW
    assert (body["view"]["type"], body["view"]["id"]) == ("home", priya.home.id)
    assert (body["view"]["submit"], body["view"]["close"]) == (None, None)
    assert body["view"]["title"]["text"] == "View Title"
    assert body["actions"][0]["action_id"] == "go"


async def test_a_click_in_a_modal_carries_the_view_with_what_stands_in_it() -> None:
    async with visiting(manifest=GRANTED) as visit:
        sandbox, priya = visit.sandbox, visit.sandbox.person(PRIYA.id)
        trigger_id = sandbox.workspace.issue_trigger(PRIYA.id)
        view = modal(text_input("title", element={"initial_value": "two hours"}), ROW)
        await client_of(sandbox).views_open(trigger_id=trigger_id, view=view)
        assert priya.modal is not None
        assert (await priya.click(priya.modal, "go")).ok
        body = visit.app.last("interactive")
    assert body.keys() == IN_VIEW
    assert body["container"] == {"type": "view", "view_id": priya.modal.id}
    assert body["view"].keys() == VIEW
    field = body["view"]["state"]["values"]["title"]["text"]
    assert field == {"type": "plain_text_input", "value": "two hours"}


async def test_a_submission_and_a_closing_carry_the_view_and_no_container() -> None:
    async with visiting(manifest=GRANTED) as visit:
        sandbox, priya = visit.sandbox, visit.sandbox.person(PRIYA.id)
        view = modal(text_input("title", optional=True), notify_on_close=True)
        bodies = []
        for act in (priya.submit, priya.close):
            trigger_id = sandbox.workspace.issue_trigger(PRIYA.id)
            await client_of(sandbox).views_open(trigger_id=trigger_id, view=view)
            await act()
            bodies.append(visit.app.last("interactive"))
    submitted, closed = bodies
    assert submitted.keys() == ALWAYS | {"trigger_id", "view", "response_urls"}
    assert closed.keys() == ALWAYS | {"view", "is_cleared"}


@pytest.mark.parametrize("where", ["alone", "in a thread", "over a thread"])
async def test_a_click_on_a_message_carries_it_and_where_it_stands(where: str) -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        said = await priya.say("2h course")
        posted = await client_of(visit.sandbox).chat_postMessage(
            channel=PRIYA.id,
            text="card",
            blocks=[section("card"), ROW],
            thread_ts=said.ts if where == "in a thread" else None,
        )
        message = priya.messages()[-1]
        if where == "over a thread":
            await priya.say("thanks", thread_ts=message.ts)
        body = await click_on(visit, message)
    threads = {"in a thread": said.ts, "over a thread": posted["ts"]}
    assert body.keys() == ON_MESSAGE | {"message"}
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": False,
        **({"thread_ts": threads[where]} if where in threads else {}),
    }
    assert body["message"]["ts"] == message.ts
    assert body["message"].get("thread_ts") == threads.get(where)
    assert body["channel"] == {"id": message.channel_id, "name": "directmessage"}


async def test_a_click_on_an_ephemeral_message_does_not_carry_it() -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        await client_of(visit.sandbox).chat_postEphemeral(
            channel=priya.dm.id, user=PRIYA.id, text="card", blocks=[ROW]
        )
        body = await click_on(visit, priya.messages()[-1])
    assert body.keys() == ON_MESSAGE
    assert body["container"]["is_ephemeral"] is True


async def test_shortcuts_name_the_person_as_slack_does() -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        room = visit.sandbox.workspace.add_channel("garage", [PRIYA.id, TOM.id])
        talk = await visit.sandbox.person(TOM.id).say("toolbox talk", channel=room.id)
        await priya.global_shortcut("log")
        anywhere = visit.app.last("interactive")
        await priya.message_shortcut("log_this", talk)
        on_message = visit.app.last("interactive")
    common = ALWAYS | {"callback_id", "action_ts", "trigger_id"}
    assert anywhere.keys() == common
    assert anywhere["user"].keys() == {"id", "username", "team_id"}
    assert on_message.keys() == common | {"channel", "message_ts", "message", "response_url"}
    assert on_message["user"].keys() == {"id", "username", "name", "team_id"}
