"""The run of a workflow's step: what it was given is checked, a draft is made in a unit of its
person's own, and Slack is told that the step is done.

Both are done until the event is finished: the draft once, by the run's id; and telling Slack again
what it knows changes nothing. What a workflow is told does not depend on who its person is.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Literal

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.handlers.payloads import Event, at, reason_of, words_at
from bot.handlers.profiles import Clients
from bot.manifest import STEP_ID
from bot.services.context.member_context import Actor, Origin
from bot.services.dispatch import Dispatcher
from bot.services.places.steps import DraftFromStep, Given, NotGiven, given_in, has_run, note_run
from storage.queues.inbox import InboxItem

log = structlog.get_logger(__name__)

SECONDS: Final = 5.0
"""For one call."""

TRIED_FOR: Final = timedelta(minutes=15)
"""For so long Slack is told how a step ended (real time); a run's own token holds no longer."""

NO_STEP: Final = "This step is not known here. Bring the app’s manifest up to date."

_SETTLED: Final = frozenset({"execution_not_in_running_state", "function_execution_not_found"})
"""Slack knows already, or has given the run up."""

_REFUSED: Final = frozenset(
    {"access_denied", "parameter_validation_failed", "missing_scope", "unknown_method"}
)
"""What Slack would say again: https://docs.slack.dev/reference/methods/functions.completeError"""


class WorkflowSteps:
    """One for a process."""

    def __init__(self, dispatcher: Dispatcher, clients: Clients) -> None:
        self._dispatcher = dispatcher
        self._clients = clients
        self._noted: set[str] = set()

    async def deal(self, item: InboxItem, event: Event) -> Literal["nothing", "later"]:
        """Deals with a run: "nothing" once it is still to be finished, "later" while Slack cannot
        be told. Raises what goes wrong.
        """
        run = words_at(event, "function_execution_id")
        if not run:
            return "nothing"
        error = ""
        if words_at(event, "function", "callback_id") == STEP_ID:
            inputs = at(event, "inputs")
            given = inputs if isinstance(inputs, Mapping) else {}
            try:
                await self._draft(item, run, given_in(given, item.calendar_at.date()))
            except NotGiven as not_given:
                error = str(not_given)
            await self._note(item.workspace_id)
        else:
            error = NO_STEP
        return await self._end(item, run, error)

    async def _draft(self, item: InboxItem, run: str, given: Given) -> None:
        actor = Actor(item.workspace_id, given.person)
        origin = Origin(f"step:{run}", at=item.calendar_at)
        action = DraftFromStep(run, given)
        database = self._dispatcher.contexts.database
        drafting = partial(self._dispatcher.run, actor, origin, action)
        await wrap_future(database.write(drafting, lane=actor.lane))

    async def _note(self, workspace_id: str) -> None:
        """That the step is in use, for `cpdbot doctor`."""
        if workspace_id in self._noted:
            return
        contexts = self._dispatcher.contexts
        database = contexts.database
        if not await wrap_future(database.read(partial(has_run, contexts, workspace_id))):
            await wrap_future(database.write(partial(note_run, contexts, workspace_id)))
        self._noted.add(workspace_id)

    async def _end(self, item: InboxItem, run: str, error: str) -> Literal["nothing", "later"]:
        web = self._clients.of(item.workspace_id).web
        ending = (
            web.functions_completeError(function_execution_id=run, error=error)
            if error
            else web.functions_completeSuccess(function_execution_id=run, outputs={})
        )
        reason = await _reason(ending)
        if not reason or reason in _SETTLED:
            return "nothing"
        log.warning("Slack was not told how a step ended", reason=reason)
        if reason in _REFUSED or self._is_too_late(item.received_at):
            return "nothing"
        return "later"

    def _is_too_late(self, received_at: datetime) -> bool:
        return self._dispatcher.contexts.clocks.real() - received_at >= TRIED_FOR


async def _reason(call: Any) -> str:
    """Why a call did not work; empty where it did."""
    try:
        async with asyncio.timeout(SECONDS):
            await call
    except (SlackClientError, ClientError, OSError, TimeoutError, AttributeError) as error:
        return reason_of(error)
    return ""
