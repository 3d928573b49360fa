"""functions.*: ending a custom step of a workflow.

Source: https://docs.slack.dev/reference/methods/functions.completeSuccess, .completeError.
"""

from __future__ import annotations

from sandbox.calls import Call, Method
from sandbox.model import Payload, Refused


def complete_success(call: Call) -> Payload:
    """functions.completeSuccess."""
    execution_id = call.required("function_execution_id")
    call.required("outputs")
    outputs = call.decoded("outputs", "invalid_arguments")
    if not isinstance(outputs, dict):
        raise Refused("invalid_arguments")
    call.context.workflows.complete(execution_id, outputs)
    return {}


def complete_error(call: Call) -> Payload:
    """functions.completeError."""
    call.context.workflows.fail(call.required("function_execution_id"), call.required("error"))
    return {}


METHODS = {
    "functions.completeSuccess": Method(complete_success),
    "functions.completeError": Method(complete_error),
}
