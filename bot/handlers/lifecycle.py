"""What becomes of people in Slack: renamed, moved, made a guest, gone."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.handlers.reception import Reception, profile_of, visit_of
from bot.services.people import know


def register(app: AsyncApp, reception: Reception) -> None:
    """One listener: Slack tells of every change of a user in the same way."""

    async def on_change(
        event: Mapping[str, Any], body: Mapping[str, Any], context: AsyncBoltContext
    ) -> None:
        visit = visit_of(body, context)
        if not await reception.office.is_known(visit.actor):
            return  # whoever never spoke to us is none of our business
        async with reception.office.desk(visit.actor, visit.origin) as desk:
            await know(desk, profile_of(event["user"]))
            await desk.commit()

    app.event("user_change")(on_change)
