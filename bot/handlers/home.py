"""The App Home being opened. What stands on it is clicked like anything else."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.reception import Reception


def register(app: AsyncApp, reception: Reception) -> None:
    """Slack tells of every visit, and of both tabs."""

    async def on_opened(
        event: Mapping[str, Any],
        body: Mapping[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        if event.get("tab") != "home":
            return
        async with reception.desk(body, context, client) as desk:
            await desk.work.messages.show_home(desk.member.id, desk.real, opened=True)
            await desk.commit()

    app.event("app_home_opened")(on_opened)
