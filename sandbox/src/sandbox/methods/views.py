"""views.*: the calls. `surfaces` carries them out."""

from __future__ import annotations

from typing import Any

from sandbox.calls import Call, Method
from sandbox.model import Payload, View
from sandbox.slack_objects import view_json


def _given(call: Call) -> Any:
    call.required("view")
    return call.decoded("view", "invalid_arguments")


def _shown(call: Call, view: View) -> Payload:
    return {"view": view_json(call.workspace, view)}


def open_view(call: Call) -> Payload:
    """views.open."""
    given = _given(call)
    return _shown(call, call.context.surfaces.open(call.required("trigger_id"), given))


def push(call: Call) -> Payload:
    """views.push."""
    given = _given(call)
    return _shown(call, call.context.surfaces.push(call.required("trigger_id"), given))


def update(call: Call) -> Payload:
    """views.update, by view_id or external_id."""
    if call.optional("external_id") is None:
        call.required("view_id")
    return _shown(
        call,
        call.context.surfaces.update(
            call.optional("view_id"),
            call.optional("external_id"),
            call.optional("hash"),
            _given(call),
        ),
    )


def publish(call: Call) -> Payload:
    """views.publish."""
    given = _given(call)
    return _shown(
        call,
        call.context.surfaces.publish(call.required("user_id"), call.optional("hash"), given),
    )


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
