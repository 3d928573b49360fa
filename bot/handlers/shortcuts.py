"""The shortcuts: "Log CPD" from anywhere, and "Log this as CPD" on somebody's message."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.reception import Reception
from bot.handlers.surfaces import Clicked, Modal, Shown, Submission, Submitted, show
from bot.services import capture, entries
from bot.services.desk import Desk
from bot.services.entries import Source
from bot.ui.escape import unescape
from bot.ui.help import draft_made
from bot.ui.ids import Act, Callback, Click
from bot.ui.modals import Mistakes, log_modal, read_log

LOG_CPD = "log_cpd"
LOG_MESSAGE = "log_message"

Body = Mapping[str, Any]


def register(app: AsyncApp, reception: Reception) -> None:
    """The two shortcuts of app.yaml, and the form behind the first."""

    async def log_cpd(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=log_modal())
        await ack()

    async def log_message(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """The message's words and link go into the draft; who wrote it does not."""
        message = body["message"]
        link = await _permalink(client, body["channel"]["id"], message["ts"])
        async with reception.desk(body, context, client) as desk:
            await capture.capture(
                desk,
                unescape(message.get("text") or ""),
                Source(
                    key=desk.origin.key,
                    text=unescape(message.get("text") or ""),
                    from_message=link,
                ),
            )
            await desk.commit()
        made = draft_made(context.bot_user_id)
        await show(made, body, client, context.respond)
        await ack()

    app.shortcut(LOG_CPD)(log_cpd)
    app.shortcut(LOG_MESSAGE)(log_message)


async def _open(_desk: Desk, _click: Click) -> Shown:
    return Modal(log_modal())


async def _logged(desk: Desk, form: Submission) -> Shown:
    read = read_log(form.values, desk.now, desk.zone)
    if isinstance(read, Mistakes):
        return read
    source = Source(key=desk.origin.key, text=read.sentence)
    entry = await capture.capture(desk, read.sentence, source)
    await entries.edit(desk, entry, read.details)
    return None


async def _permalink(client: AsyncWebClient, channel: str, ts: str) -> str | None:
    """A link to a message; none where the bot may not see it."""
    try:
        answer = await client.chat_getPermalink(channel=channel, message_ts=ts)
    except SlackApiError:
        return None
    return str(answer["permalink"])


CLICKS: Mapping[Act, Clicked] = {Act.LOG: _open}

FORMS: Mapping[Callback, Submitted] = {Callback.LOG: _logged}
