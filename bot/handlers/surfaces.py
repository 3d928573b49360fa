"""How listeners are made: a click, a submission or a command becomes one call of a service.

Parse, call, render, ack: what all listeners share stands here once; which service answers what
stands in the modules beside this one, each with a `register`. The ack comes last: Bolt forgets it
where something goes wrong after it, and the person would read that nothing was done.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.mentions import chosen_in, mentioned_in
from bot.handlers.reception import People, Reception
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.ui.blocks import Content, View
from bot.ui.ids import Act, Callback, Click, Meta, read_click
from bot.ui.modals import Mistakes, aside
from bot.ui.modals.values import Values
from bot.ui.sentences import refusal

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Modal:
    """A view to open (on top of the one that was clicked in, if it was in a modal)."""

    view: View


@dataclass(frozen=True, slots=True)
class Update:
    """New content for the modal that was clicked in, or submitted."""

    view: View


Shown = Content | Modal | Update | Mistakes | None
"""What a person is shown at once, beside what the outbox brings: nothing, mostly."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal's fields as they were submitted; `people` are those chosen in it."""

    meta: Meta
    values: Values
    people: People


@dataclass(frozen=True, slots=True)
class Command:
    """What stands behind a slash command; `people` are those mentioned in it."""

    text: str
    people: People
    bot_user_id: str


Clicked = Callable[[Desk, Click], Awaitable[Shown]]
Submitted = Callable[[Desk, Submission], Awaitable[Shown]]
Commanded = Callable[[Desk, Command], Awaitable[Shown]]


def on_clicks(app: AsyncApp, reception: Reception, clicks: Mapping[Act, Clicked]) -> None:
    """Have each meaning answered by its function, wherever its element stands.

    What was chosen from an overflow has the meaning of its option.
    """

    async def listener(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        click = read_click(body["actions"][0])
        do = clicks.get(click.act)
        if do is None:
            raise Refused("old_button")
        async with reception.desk(body, context, client) as desk:
            shown = await do(desk, click)
            await desk.commit()
        await show(shown, body, client, context.respond)
        await ack()

    for act in (*clicks, Act.MORE):
        app.action(act.pattern)(listener)


def on_submit(app: AsyncApp, reception: Reception, callback: Callback, do: Submitted) -> None:
    """Have `do` take what was typed into this modal. What it refuses stays in the modal."""

    async def listener(
        ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        view = body["view"]
        values = view["state"]["values"]
        try:
            submission = Submission(
                Meta.from_json(view.get("private_metadata")),
                values,
                await reception.people(client, chosen_in(values)),
            )
            async with reception.desk(body, context, client) as desk:
                shown = await do(desk, submission)
                if not isinstance(shown, Mistakes):
                    await desk.commit()
        except Refused as refused:
            if not values:
                raise
            shown = Mistakes({next(iter(values)): refusal(refused)})
        match shown:
            case Mistakes(by_block):
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
        text = body.get("text") or ""
        people = await reception.people(client, mentioned_in(text))
        async with reception.desk(body, context, client) as desk:
            shown = await do(desk, Command(text, people, context.bot_user_id or ""))
            await desk.commit()
        if isinstance(shown, Content):
            await ack(text=shown.text, blocks=list(shown.blocks), response_type="ephemeral")
            return
        await show(shown, body, client, context.respond)
        await ack()

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
