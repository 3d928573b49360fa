"""Custom steps of workflows: run by a person, told to the app, completed or failed by it. Of a
workflow there is the app's one step and nothing else.

Source: https://docs.slack.dev/workflows/workflow-steps, reference/events/function_executed,
reference/methods/functions.completeSuccess and .completeError.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sandbox import events
from sandbox.events import Event
from sandbox.manifest import Function, Manifest, Parameter
from sandbox.model import Execution, NotPossible, Refused
from sandbox.postings import Postings
from sandbox.state import Workspace, new_id


class Workflows:
    """The runs of the app's steps."""

    def __init__(
        self,
        workspace: Workspace,
        manifest: Manifest,
        tell: Callable[[Event], None],
        postings: Postings,
    ) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._tell = tell
        self._postings = postings

    def run(self, user_id: str, callback_id: str, inputs: Mapping[str, str]) -> Execution:
        """Run a step with these inputs, as they were typed. NotPossible where Workflow Builder
        would not have it."""
        function = self._manifest.function(callback_id)
        if function is None:
            raise NotPossible(f"The app has no step {callback_id!r}.")
        if not self._manifest.is_org_ready:
            raise NotPossible("Steps are for apps that are ready for a whole organisation.")
        execution = Execution(
            id=new_id("Fx"),
            workflow_id=new_id("Wx"),
            callback_id=callback_id,
            user_id=user_id,
            inputs=_given(function.inputs, inputs),
            token=f"xwfp-{secrets.token_hex(16)}",
        )
        self._put(execution)
        self._tell(events.function_executed(self._workspace, function, execution))
        return execution

    def is_token(self, token: str) -> bool:
        """Whether it is the token of a step that is running."""
        executions = self._workspace.executions.values()
        return any(one.token == token and one.status == "running" for one in executions)

    def complete(self, execution_id: str, outputs: Mapping[str, Any]) -> None:
        """The app has done its step. Refused where it is not running, or an output is missing."""
        execution = self._running(execution_id)
        function = self._function(execution)
        missing = [one.name for one in function.outputs if one.is_required]
        if any(name not in outputs for name in missing):
            raise Refused("parameter_validation_failed")
        self._put(replace(execution, status="completed", outputs=dict(outputs)))

    def fail(self, execution_id: str, error: str) -> None:
        """The app could not do its step; whoever ran the workflow reads why from Slackbot."""
        execution = self._running(execution_id)
        self._put(replace(execution, status="failed", error=error))
        title = self._function(execution).title
        self._postings.post_ephemeral(
            self._workspace.dm_of(execution.user_id).id,
            to=execution.user_id,
            text=f"The step “{title}” of your workflow failed: {error}",
            by_slack=True,
        )

    def _put(self, execution: Execution) -> None:
        self._workspace.executions[execution.id] = execution
        self._workspace.feed.changed("executions")

    def _function(self, execution: Execution) -> Function:
        function = self._manifest.function(execution.callback_id)
        if function is None:
            raise Refused("function_execution_not_found")
        return function

    def _running(self, execution_id: str) -> Execution:
        execution = self._workspace.executions.get(execution_id)
        if execution is None:
            raise Refused("function_execution_not_found")
        if execution.status != "running":
            raise Refused("execution_not_in_running_state")
        return execution


def _given(parameters: tuple[Parameter, ...], typed: Mapping[str, str]) -> dict[str, Any]:
    unknown = typed.keys() - {one.name for one in parameters}
    if unknown:
        raise NotPossible(f"The step does not take {', '.join(sorted(unknown))}.")
    given: dict[str, Any] = {}
    for one in parameters:
        words = typed.get(one.name, "").strip()
        if words:
            given[one.name] = _value(one, words)
        elif one.is_required:
            raise NotPossible(f"{one.title or one.name}: this is needed.")
    return given


def _value(parameter: Parameter, words: str) -> Any:
    if parameter.type not in ("boolean", "integer", "number"):
        return words
    try:
        return json.loads(words)
    except ValueError:
        raise NotPossible(f"{parameter.title or parameter.name}: {parameter.type}.") from None
