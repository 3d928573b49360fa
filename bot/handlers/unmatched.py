"""What nobody listens to: answered all the same, so that no command or click meets silence.

Registered after every other listener: Bolt runs the first that matches.
"""

import re
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.surfaces import show
from bot.ui.blocks import Content

log = structlog.get_logger(__name__)

UNKNOWN_COMMAND = "I don't know this command. `/cpd help` says what I can do."
OUTDATED = "This comes from an earlier version of me. `/cpd help` says what I can do now."
FORM_OUTDATED = "This form comes from an earlier version of me. Copy your words and open it again."

_ANY = re.compile("", re.DOTALL)

Body = Mapping[str, Any]


def register(app: AsyncApp) -> None:
    """Adds the last listeners."""
    app.command(_ANY)(_command)
    app.shortcut(_ANY)(_click)
    app.action(_ANY)(_click)
    app.view_submission(_ANY)(_submission)
    app.view_closed(_ANY)(_unheard)
    app.options(_ANY)(_options)
    app.event(_ANY)(_unheard)


def acknowledged(answer: BoltResponse) -> BoltResponse:
    """The answer for Slack: to a request that nobody took, 200 instead of Bolt's 404.

    Slack counts a 404 as a failure, repeats it, and in the end stops sending.
    """
    return BoltResponse(status=200) if answer.status == 404 else answer


async def _command(ack: AsyncAck, command: Body) -> None:
    log.warning("a command that nobody listens to", command=command["command"])
    await ack(text=UNKNOWN_COMMAND, response_type="ephemeral")


async def _click(
    ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond | None
) -> None:
    action = (body.get("actions") or [body])[0]
    log.warning(
        "a click that nobody listens to",
        action=action.get("action_id") or action.get("callback_id"),
    )
    await show(Content(OUTDATED, ()), body, client, respond)
    await ack()


async def _submission(ack: AsyncAck, view: Body) -> None:
    """Keeps the form open: what was typed into it stands nowhere else."""
    log.warning("a form that nobody listens to", callback_id=view.get("callback_id"))
    fields = view.get("state", {}).get("values", {})
    if fields:
        await ack(response_action="errors", errors={next(iter(fields)): FORM_OUTDATED})
    else:
        await ack()


async def _options(ack: AsyncAck) -> None:
    await ack(options=[])


async def _unheard(ack: AsyncAck) -> None:
    await ack()
