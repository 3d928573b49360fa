"""Modals and Home: opened, pushed, updated, published, answered, with Slack's refusals.
`refusals` decides what a view may hold; `people` fills one in.

Source: https://docs.slack.dev/surfaces/modals and reference/methods/views.open, .push, .update,
.publish.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from sandbox.forms import initial_state, kept_state, placed
from sandbox.model import MODAL_STACK_LIMIT, Payload, Refused, View
from sandbox.refusals import check_view
from sandbox.scopes import Scopes
from sandbox.slack_objects import named_blocks
from sandbox.state import TRIGGER_SECONDS, Workspace, new_id


class Surfaces:
    """Every modal and Home of the workspace, as the bot changes them."""

    def __init__(
        self,
        workspace: Workspace,
        scopes: Scopes,
        *,
        home_enabled: bool,
        trigger_seconds: float = TRIGGER_SECONDS,
    ) -> None:
        self._trigger_seconds = trigger_seconds
        self._workspace = workspace
        self._scopes = scopes
        self._home_enabled = home_enabled

    # The four methods

    def open(self, trigger_id: str, given: object) -> View:
        """views.open: a new modal, in place of whatever stack was open."""
        definition = self._checked(given, "modal")
        user_id = self._spend(trigger_id)
        view = self._new(user_id, definition, below=None)
        self._workspace.put_modals(user_id, [view])
        return view

    def push(self, trigger_id: str, given: object) -> View:
        """views.push: a new modal on top of the person's stack."""
        definition = self._checked(given, "modal")
        return self._push(self._spend(trigger_id), definition)

    def update(
        self, view_id: str | None, external_id: str | None, given_hash: str | None, given: object
    ) -> View:
        """views.update: other content for an open view; fields that stay keep their values."""
        view = self._find(view_id, external_id)
        if given_hash is not None and given_hash != view.hash:
            raise Refused("hash_conflict")
        return self._replace(view, self._checked(given, view.type, beside=view.id))

    def publish(self, user_id: str, given_hash: str | None, given: object) -> View:
        """views.publish: a person's Home."""
        if not self._home_enabled:
            raise Refused("not_enabled")
        if user_id not in self._workspace.users:
            raise Refused("user_not_found")
        before = self._workspace.homes.get(user_id)
        if given_hash is not None and (before is None or before.hash != given_hash):
            raise Refused("hash_conflict")
        definition = self._checked(given, "home", beside=before.id if before else None)
        if before is not None:
            return self._replace(before, definition)
        view = self._new(user_id, definition, below=None)
        self._workspace.put_home(view)
        return view

    # The answer to a submission

    def answer_submission(self, view: View, payload: Any) -> Mapping[str, str]:
        """Do what the bot's acknowledgement of a submission says; the field errors it holds.

        Raises Refused where Slack would show that something went wrong.
        """
        if not payload:
            self.remove(view)
            return {}
        if not isinstance(payload, dict):
            raise Refused("invalid_response")
        match payload.get("response_action"):
            case "errors":
                return self._show_errors(view, payload.get("errors"))
            case "update":
                self._replace(view, self._checked(payload.get("view"), "modal", beside=view.id))
            case "push":
                self._push(view.user_id, self._checked(payload.get("view"), "modal"))
            case "clear":
                self._workspace.put_modals(view.user_id, [])
            case _:
                raise Refused("invalid_response_action")
        return {}

    def remove(self, view: View) -> None:
        """Take a modal off its stack."""
        stack = self._workspace.modals.get(view.user_id, [])
        self._workspace.put_modals(view.user_id, [v for v in stack if v.id != view.id])

    def _show_errors(self, view: View, errors: Any) -> Mapping[str, str]:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
            # An error on a block that is no input of the view cannot be shown anywhere.
            raise Refused("invalid_response_errors")
        current = self._workspace.find_view(view.id)
        if current is not None:
            self._workspace.put_view(replace(current, errors=errors, trouble=None))
        return errors

    # What they share

    def _checked(
        self, given: object, surface: Literal["modal", "home"], beside: str | None = None
    ) -> Payload:
        refusal = check_view(given, surface=surface)
        if refusal is not None:
            raise Refused(refusal.code, refusal.messages)
        if not isinstance(given, dict):
            raise Refused("invalid_arguments")
        asks_for_files = any(p.type == "file_input" for p in placed(given["blocks"]))
        if asks_for_files and not self._scopes.grants("files:read"):
            # That it needs the scope is documented, how it is refused is not.
            raise Refused("missing_scope", needed="files:read")
        other = self._by_external_id(given.get("external_id"))
        if other is not None and other.id != beside:
            raise Refused("duplicate_external_id")
        return given | {"blocks": named_blocks(given["blocks"])}

    def _spend(self, trigger_id: str) -> str:
        trigger = self._workspace.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._workspace.real_time() - trigger.issued > self._trigger_seconds:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user_id

    def _push(self, user_id: str, definition: Payload) -> View:
        stack = self._workspace.modals.get(user_id, [])
        if not stack:
            raise Refused("not_found")
        if len(stack) >= MODAL_STACK_LIMIT:
            raise Refused("push_limit_reached")
        view = self._new(user_id, definition, below=stack[-1])
        self._workspace.put_modals(user_id, [*stack, view])
        return view

    def _new(self, user_id: str, definition: Payload, below: View | None) -> View:
        view_id = new_id("V")
        return View(
            id=view_id,
            type=definition["type"],
            user_id=user_id,
            definition=definition,
            hash=self._hash(),
            root_view_id=below.root_view_id if below else view_id,
            previous_view_id=below.id if below else None,
            state=initial_state(definition["blocks"]),
        )

    def _replace(self, view: View, definition: Payload) -> View:
        current = self._workspace.find_view(view.id)
        if current is None:
            raise Refused("not_found")
        after = replace(
            current,
            definition=definition,
            hash=self._hash(),
            state=kept_state(definition["blocks"], current.state),
            errors={},
            trouble=None,
        )
        self._workspace.put_view(after)
        return after

    def _find(self, view_id: str | None, external_id: str | None) -> View:
        view = self._workspace.find_view(view_id) if view_id else self._by_external_id(external_id)
        if view is None:
            raise Refused("not_found")
        return view

    def _by_external_id(self, external_id: str | None) -> View | None:
        if not external_id:
            return None
        return next(
            (v for v in self._workspace.views if v.definition.get("external_id") == external_id),
            None,
        )

    def _hash(self) -> str:
        return f"{int(self._workspace.real_time())}.{secrets.token_hex(4)}"
