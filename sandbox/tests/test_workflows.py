"""Custom steps of workflows: run by people, told to the app, ended by it."""

import json
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, TOM, client_of, new_app, socket_of
from page_visit import GRANTED, Visit, visiting
from sandbox import NotPossible, Sandbox

STEP = {
    "title": "Draft an entry",
    "description": "Puts a draft into somebody's record",
    "input_parameters": {
        "user_id": {
            "type": "slack#/types/user_id",
            "title": "Who",
            "description": "Whose draft it is",
            "is_required": True,
            "name": "user_id",
        },
        "minutes": {"type": "integer", "title": "Minutes"},
    },
    "output_parameters": {
        "entry": {"type": "string", "title": "Entry", "description": "", "is_required": True}
    },
}
MANIFEST: dict[str, Any] = GRANTED | {
    "functions": {"draft": STEP},
    "settings": GRANTED["settings"]
    | {
        "org_deploy_enabled": True,
        "event_subscriptions": {"bot_events": ["function_executed"]},
    },
}


async def code_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    """What a call is answered: "ok" or Slack's code."""
    try:
        await client.api_call(method, json=arguments)
    except SlackApiError as error:
        return str(error.response["error"])
    return "ok"


async def run(visit: Visit, **inputs: str) -> dict[str, Any]:
    """The event of a step that Priya ran."""
    await visit.sandbox.person(PRIYA.id).run_workflow("draft", inputs)
    await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
    event: dict[str, Any] = visit.app.last("events_api")["event"]
    return event


async def test_the_app_is_told_what_the_step_was_given() -> None:
    async with visiting(manifest=MANIFEST) as visit:
        event = await run(visit, user_id=TOM.id, minutes="90")
    assert event.keys() == {
        "type",
        "function",
        "inputs",
        "function_execution_id",
        "workflow_execution_id",
        "event_ts",
        "bot_access_token",
    }
    assert event["type"] == "function_executed"
    assert event["inputs"] == {"user_id": TOM.id, "minutes": 90}
    assert event["function"].keys() == {
        "id",
        "callback_id",
        "title",
        "description",
        "type",
        "input_parameters",
        "output_parameters",
        "app_id",
        "date_created",
        "date_updated",
        "date_deleted",
    }
    assert (event["function"]["callback_id"], event["function"]["type"]) == ("draft", "app")
    assert event["function"]["input_parameters"][0] == {
        "type": "slack#/types/user_id",
        "name": "user_id",
        "description": "Whose draft it is",
        "title": "Who",
        "is_required": True,
    }


async def test_the_app_completes_a_step_once_with_the_steps_own_token() -> None:
    async with visiting(manifest=MANIFEST) as visit:
        event = await run(visit, user_id=TOM.id)
        execution_id = event["function_execution_id"]
        client = AsyncWebClient(token=event["bot_access_token"], base_url=visit.sandbox.api_url)
        done = {"function_execution_id": execution_id, "outputs": {"entry": "17"}}
        wrong = {"function_execution_id": execution_id, "outputs": {}}
        assert await code_of(client, "functions.completeSuccess", **wrong) == (
            "parameter_validation_failed"
        )
        assert await code_of(client, "functions.completeSuccess", **done) == "ok"
        assert await code_of(client, "functions.completeSuccess", **done) == "invalid_auth"
        bot = client_of(visit.sandbox)
        assert await code_of(bot, "functions.completeSuccess", **done) == (
            "execution_not_in_running_state"
        )
        assert await code_of(
            bot, "functions.completeError", function_execution_id="Fx0", error="x"
        ) == ("function_execution_not_found")
        execution = visit.sandbox.workspace.executions[execution_id]
    assert (execution.status, execution.outputs) == ("completed", {"entry": "17"})


async def test_who_ran_a_step_that_failed_reads_why() -> None:
    async with visiting(manifest=MANIFEST) as visit:
        event = await run(visit, user_id=TOM.id)
        failed = {"function_execution_id": event["function_execution_id"], "error": "No record."}
        assert await code_of(client_of(visit.sandbox), "functions.completeError", **failed) == "ok"
        [message] = visit.sandbox.person(PRIYA.id).messages()
    assert message.text == "The step “Draft an entry” of your workflow failed: No record."


async def test_what_workflow_builder_would_not_take_is_not_run() -> None:
    async with visiting(manifest=MANIFEST) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        for callback_id, inputs in (
            ("another", {}),
            ("draft", {}),
            ("draft", {"user_id": TOM.id, "minutes": "long"}),
            ("draft", {"user_id": TOM.id, "colour": "red"}),
        ):
            with pytest.raises(NotPossible):
                await priya.run_workflow(callback_id, inputs)
    settings = MANIFEST["settings"] | {"org_deploy_enabled": False}
    async with visiting(manifest=MANIFEST | {"settings": settings}) as visit:
        with pytest.raises(NotPossible, match="whole organisation"):
            await visit.sandbox.person(PRIYA.id).run_workflow("draft", {"user_id": TOM.id})


async def test_a_bolt_app_hears_and_completes_a_step() -> None:
    async with Sandbox(MANIFEST, [PRIYA, TOM]) as sandbox:
        app = new_app(sandbox)

        @app.function("draft")
        async def draft(inputs: dict[str, Any], complete: Any) -> None:
            await complete({"entry": inputs["user_id"]})

        async with socket_of(app, sandbox):
            execution = await sandbox.person(PRIYA.id).run_workflow("draft", {"user_id": TOM.id})
            await sandbox.until(
                lambda: sandbox.workspace.executions[execution.id].status == "completed"
            )
        assert sandbox.workspace.executions[execution.id].outputs == {"entry": TOM.id}
        [call] = sandbox.calls_of("functions.completeSuccess")
    assert json.loads(call.arguments["outputs"]) == {"entry": TOM.id}


async def test_on_the_page_a_step_is_filled_in_and_run() -> None:
    async with visiting(manifest=MANIFEST) as visit:
        page = await visit.see(f"/as/{PRIYA.id}/c/{visit.sandbox.person(PRIYA.id).dm.id}")
        assert "Run workflow" in page
        fields = {"callback_id": "draft", "input:user_id": TOM.id, "input:minutes": ""}
        await visit.do(f"/as/{PRIYA.id}/workflow", **fields)
        [execution] = visit.sandbox.workspace.executions.values()
        missing = fields | {"input:user_id": ""}
        notice, _ = await visit.do(f"/as/{PRIYA.id}/workflow", **missing)
    assert (execution.user_id, execution.inputs) == (PRIYA.id, {"user_id": TOM.id})
    assert "Who: this is needed." in notice
