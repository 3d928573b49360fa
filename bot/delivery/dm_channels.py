"""Where a member is reached: their DM with the bot, opened once and remembered."""

from asyncio import wrap_future
from typing import Final

from bot.delivery.clients import Clients
from bot.delivery.slack import ask
from storage.engine.database import Database
from storage.unit_of_work import unit_of_work

OPEN: Final = "conversations.open"


class Addresses:
    """The members' DMs. A message brings the one that is remembered along."""

    def __init__(self, database: Database, clients: Clients, seconds: float) -> None:
        self._database = database
        self._clients = clients
        self._seconds = seconds

    async def opened(self, workspace_id: str, member_id: int, user_id: str) -> str:
        """The DM as Slack gives it now, remembered from here on. Raises a `SlackTrouble`."""
        web = self._clients.of(workspace_id).web
        call = web.conversations_open(users=user_id)
        answer = await ask(OPEN, call, self._seconds)
        channel = str(answer["channel"]["id"])

        def remember() -> None:
            with unit_of_work(self._database, workspace_id) as work:
                member = work.members.get(member_id)
                if member is not None:
                    work.members.change(member, im_channel=channel)
                    work.commit()

        await wrap_future(self._database.write(remember))
        return channel
