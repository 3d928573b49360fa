"""Modals and Home: filled in by a person, driven by a real Bolt app over both transports."""

from functools import partial
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import (
    BOTH,
    PRIYA,
    Over,
    actions,
    button,
    client_of,
    connected,
    home,
    modal,
    new_app,
    options,
    section,
    text_input,
)
from sandbox import Sandbox, View
from sandbox.client_errors import TROUBLE
from sandbox.forms import REQUIRED


@pytest.fixture(params=BOTH)
def over(request: pytest.FixtureRequest) -> Over:
    chosen: Over = request.param
    return chosen


async def open_modal(sandbox: Sandbox, view: dict[str, Any]) -> View:
    """A modal on Priya's screen."""
    trigger = sandbox.workspace.issue_trigger(PRIYA.id)
    await client_of(sandbox).views_open(trigger_id=trigger, view=view)
    shown = sandbox.person(PRIYA.id).modal
    assert shown is not None
    return shown


def answering(sandbox: Sandbox, bodies: list[Any], **answer: Any) -> AsyncApp:
    """An app that acknowledges the submission of "edit" with `answer`."""
    app = new_app(sandbox)

    @app.view("edit")
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack(**answer)

    return app


async def test_a_submission_carries_what_stands_in_each_field(over: Over) -> None:
    view = modal(
        text_input("title", element={"initial_value": "Course"}),
        text_input("note", optional=True),
        {
            "type": "input",
            "block_id": "minutes",
            "label": {"type": "plain_text", "text": "Minutes"},
            "element": {
                "type": "number_input",
                "action_id": "n",
                "is_decimal_allowed": False,
                "min_value": "1",
            },
        },
        {
            "type": "input",
            "block_id": "kind",
            "label": {"type": "plain_text", "text": "Kind"},
            "element": {
                "type": "static_select",
                "action_id": "k",
                "options": options("formal", "informal"),
                "initial_option": options("formal")[0],
            },
        },
        private_metadata="draft 7",
    )
    async with Sandbox(users=[PRIYA]) as sandbox:
        bodies: list[Any] = []
        async with connected(answering(sandbox, bodies), sandbox, over):
            await open_modal(sandbox, view)
            outcome = await sandbox.person(PRIYA.id).submit({"minutes": "120", "k": "informal"})
        assert outcome.ok
        assert sandbox.person(PRIYA.id).modal is None
    body = bodies[0]
    assert (body["type"], body["view"]["private_metadata"]) == ("view_submission", "draft 7")
    assert body["response_urls"] == []
    assert body["view"]["state"]["values"] == {
        "title": {"text": {"type": "plain_text_input", "value": "Course"}},
        "note": {"text": {"type": "plain_text_input", "value": None}},
        "minutes": {"n": {"type": "number_input", "value": "120"}},
        "kind": {"k": {"type": "static_select", "selected_option": options("informal")[0]}},
    }


async def test_slacks_client_keeps_back_a_form_that_is_not_complete(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        bodies: list[Any] = []
        async with connected(answering(sandbox, bodies), sandbox, over):
            await open_modal(sandbox, modal(text_input("title")))
            outcome = await sandbox.person(PRIYA.id).submit()
            assert outcome.errors == {"title": REQUIRED}
            assert bodies == []
            await sandbox.person(PRIYA.id).submit({"title": "Course"})
    assert len(bodies) == 1


async def test_errors_keep_the_modal_open_with_what_was_typed(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        app = answering(
            sandbox, [], response_action="errors", errors={"title": "Too short, I am afraid."}
        )
        async with connected(app, sandbox, over):
            await open_modal(sandbox, modal(text_input("title")))
            outcome = await sandbox.person(PRIYA.id).submit({"title": "x"})
        shown = sandbox.person(PRIYA.id).modal
    assert outcome.errors == {"title": "Too short, I am afraid."}
    assert shown is not None
    assert shown.errors == outcome.errors
    assert shown.state["title"]["text"]["value"] == "x"


async def test_an_answer_can_update_push_and_clear(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        answers: list[dict[str, Any]] = [
            {"response_action": "update", "view": modal(text_input("title"), section("again"))},
            {"response_action": "push", "view": modal(section("on top"))},
            {"response_action": "clear"},
        ]
        app = new_app(sandbox)

        @app.view("edit")
        async def submitted(ack: AsyncAck) -> None:
            await ack(**answers.pop(0))

        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            first = await open_modal(sandbox, modal(text_input("title")))
            await priya.submit({"title": "kept"})
            updated = priya.modal
            await priya.submit()
            pushed = priya.modal
            await priya.submit()
    assert updated is not None
    assert (updated.id, len(updated.blocks)) == (first.id, 2)
    assert updated.hash != first.hash
    assert updated.state["title"]["text"]["value"] == "kept"
    assert pushed is not None
    assert (pushed.previous_view_id, pushed.root_view_id) == (first.id, first.id)
    assert priya.modal is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"no_such_block": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "vanish"},
    ],
)
async def test_an_answer_that_slack_cannot_use_shows_trouble(
    answer: dict[str, Any], over: Over
) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        async with connected(answering(sandbox, [], **answer), sandbox, over):
            await open_modal(sandbox, modal(text_input("title")))
            outcome = await sandbox.person(PRIYA.id).submit({"title": "typed"})
        shown = sandbox.person(PRIYA.id).modal
    assert outcome.error == TROUBLE
    assert shown is not None
    assert shown.trouble == TROUBLE
    assert shown.state["title"]["text"]["value"] == "typed"


async def test_a_submission_that_nobody_acknowledges_shows_trouble(over: Over) -> None:
    async with (
        Sandbox(users=[PRIYA], ack_seconds=0.05) as sandbox,
        connected(new_app(sandbox), sandbox, over),
    ):
        await open_modal(sandbox, modal(text_input("title")))
        outcome = await sandbox.person(PRIYA.id).submit({"title": "typed"})
    assert outcome.error == TROUBLE


def more_pushes_than(sandbox: Sandbox, count: int) -> bool:
    return len(sandbox.calls_of("views.push")) > count


async def test_a_click_in_a_modal_carries_the_view_and_can_push_up_to_three(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        bodies: list[Any] = []
        codes: list[str] = []
        app = new_app(sandbox)
        view = modal(actions(button("more")))

        @app.action("more")
        async def more(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
            await ack()
            bodies.append(body)
            try:
                await client.views_push(trigger_id=body["trigger_id"], view=view)
            except SlackApiError as error:
                codes.append(error.response["error"])

        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            root = await open_modal(sandbox, view)
            for _ in range(3):
                pushes = len(sandbox.calls_of("views.push"))
                assert priya.modal is not None
                await priya.click(priya.modal, "more")
                await sandbox.until(partial(more_pushes_than, sandbox, pushes))
    assert codes == ["push_limit_reached"]
    assert len(sandbox.workspace.modals[PRIYA.id]) == 3
    assert bodies[0]["container"] == {"type": "view", "view_id": root.id}
    assert "response_url" not in bodies[0]
    assert "message" not in bodies[0]


async def test_closing_is_told_where_the_view_asks_for_it(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        closed: list[Any] = []
        app = new_app(sandbox)

        @app.view_closed("edit")
        async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            closed.append(body)

        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            await open_modal(sandbox, modal(section("quiet")))
            await priya.close()
            assert closed == []
            await open_modal(sandbox, modal(section("loud"), notify_on_close=True))
            await priya.close()
    assert (closed[0]["type"], closed[0]["is_cleared"]) == ("view_closed", False)
    assert "trigger_id" not in closed[0]
    assert priya.modal is None


async def test_an_update_wants_the_hash_of_what_is_shown_and_an_open_view() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        view = await open_modal(sandbox, modal(text_input("title")))

        async def code(**arguments: Any) -> str:
            try:
                await client.views_update(view=modal(section("new")), **arguments)
            except SlackApiError as error:
                return str(error.response["error"])
            return "ok"

        assert await code(view_id=view.id, hash=view.hash) == "ok"
        assert await code(view_id=view.id, hash=view.hash) == "hash_conflict"
        assert await code(view_id=view.id) == "ok"
        await sandbox.person(PRIYA.id).close()
        assert await code(view_id=view.id) == "not_found"


async def test_home_is_published_per_person_and_told_when_it_is_opened(over: Over) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        heard: list[Any] = []
        app = new_app(sandbox)

        @app.event("app_home_opened")
        async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
            heard.append(event)
            await client.views_publish(user_id=event["user"], view=home(section("standing")))

        priya = sandbox.person(PRIYA.id)
        async with connected(app, sandbox, over):
            await priya.open_home()
            await sandbox.until(lambda: priya.home)
            await priya.open_home()
            await sandbox.until(lambda: len(sandbox.calls_of("views.publish")) == 2)
    assert "view" not in heard[0]
    assert heard[1]["view"]["type"] == "home"
    assert priya.home is not None
    assert priya.home.id == heard[1]["view"]["id"]


async def test_home_refuses_a_stale_hash_and_an_unknown_person() -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)

        async def code(user_id: str, **arguments: Any) -> str:
            try:
                await client.views_publish(user_id=user_id, view=home(section("x")), **arguments)
            except SlackApiError as error:
                return str(error.response["error"])
            return "ok"

        assert await code(PRIYA.id) == "ok"
        published = sandbox.person(PRIYA.id).home
        assert published is not None
        assert await code(PRIYA.id, hash=published.hash) == "ok"
        assert await code(PRIYA.id, hash=published.hash) == "hash_conflict"
        assert await code("U0NOBODY") == "user_not_found"
