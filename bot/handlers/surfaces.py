"""How listeners are made: a click, a submission or a command becomes one call of a service.

Ack, parse, call, render: what all listeners share stands here once; which service answers what
stands in the modules beside this one, each with a `register`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.reception import Reception
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.ui.blocks import Content
from bot.ui.ids import Act, Callback, Click, Meta, read_click
from bot.ui.modals.aside import aside
from bot.ui.sentences import sentence

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Modal:
    """A view to open (on top of the one that was clicked in, if it was in a modal)."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """New content for the modal that was clicked in, or submitted."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Errors:
    """What keeps a modal open: a sentence by block_id."""

    by_block: Mapping[str, str]


Shown = Content | Modal | Update | Errors | None
"""What a person is shown at once, beside what the outbox brings: nothing, mostly."""

Clicked = Callable[[Desk, Click], Awaitable[Shown]]
Submitted = Callable[[Desk, Meta, Mapping[str, Any]], Awaitable[Shown]]
Commanded = Callable[[Desk, str], Awaitable[Shown]]


def on_click(app: AsyncApp, reception: Reception, act: Act, do: Clicked) -> None:
    """Have `do` answer every element of this meaning, wherever it stands."""

    async def listener(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        click = read_click(body["actions"][0])
        async with reception.desk(body, context, client) as desk:
            shown = await do(desk, click)
            await desk.commit()
        await ack()
        await show(shown, body, client, context.respond)

    app.action(act.pattern)(listener)


def on_submit(app: AsyncApp, reception: Reception, callback: Callback, do: Submitted) -> None:
    """Have `do` take what was typed into this modal. What it refuses stays in the modal."""

    async def listener(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        view = body["view"]
        values = view["state"]["values"]
        try:
            async with reception.desk(body, context, client) as desk:
                shown = await do(desk, Meta.from_json(view.get("private_metadata")), values)
                if not isinstance(shown, Errors):
                    await desk.commit()
        except Refused as refused:
            if not values:
                raise
            shown = Errors({next(iter(values)): sentence(refused.sentence, **refused.values)})
        match shown:
            case Errors(by_block):
                await ack(response_action="errors", errors=dict(by_block))
            case Update(changed):
                await ack(response_action="update", view=changed)
            case Modal(pushed):
                await ack(response_action="push", view=pushed)
            case Content(text):
                await ack(response_action="update", view=aside(text))
            case None:
                await ack()

    app.view(callback.value)(listener)


def on_command(app: AsyncApp, reception: Reception, command: str, do: Commanded) -> None:
    """Have `do` answer a slash command; only the person who typed it sees the answer."""

    async def listener(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        async with reception.desk(body, context, client) as desk:
            shown = await do(desk, body.get("text") or "")
            await desk.commit()
        if isinstance(shown, Content):
            await ack(text=shown.text, blocks=list(shown.blocks), response_type="ephemeral")
            return
        await ack()
        await show(shown, body, client, context.respond)

    app.command(command)(listener)


async def show(
    shown: Shown, body: Body, client: AsyncWebClient, respond: AsyncRespond | None
) -> None:
    """Show something to the person on the surface where they are."""
    in_modal = (body.get("view") or {}).get("type") == "modal"
    match shown:
        case Modal(view) if in_modal:
            await client.views_push(trigger_id=body["trigger_id"], view=view)
        case Modal(view):
            await client.views_open(trigger_id=body["trigger_id"], view=view)
        case Update(view):
            current = body["view"]
            await client.views_update(view_id=current["id"], hash=current["hash"], view=view)
        case Content(text, blocks) if body.get("response_url") and respond is not None:
            await respond(
                text=text, blocks=list(blocks), response_type="ephemeral", replace_original=False
            )
        case Content(text) if in_modal:
            await client.views_push(trigger_id=body["trigger_id"], view=aside(text))
        case Content(text):
            await client.views_open(trigger_id=body["trigger_id"], view=aside(text))
        case _:
            return
