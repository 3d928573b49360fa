"""Where a member is reached: their DM with the bot, opened once and remembered."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack import ask
from storage.database import Database
from storage.outbox import OutboxItem
from storage.unit_of_work import look, unit_of_work


@dataclass(frozen=True, slots=True)
class Address:
    """A member's Slack id and DM. `remembered`: Slack was not asked for it just now."""

    user_id: str
    channel: str
    remembered: bool


class Addresses:
    """The members' DMs."""

    def __init__(self, database: Database, client: AsyncWebClient, seconds: float) -> None:
        self._database = database
        self._client = client
        self._seconds = seconds

    async def user_id(self, item: OutboxItem) -> str:
        """The member's Slack id."""
        return (await self._member(item))[0]

    async def of(self, item: OutboxItem) -> Address:
        """Where the item goes. Raises a `SlackTrouble`."""
        user_id, channel = await self._member(item)
        channel = item.channel or channel
        if channel is not None:
            return Address(user_id, channel, remembered=True)
        return await self.opened(item, user_id)

    async def opened(self, item: OutboxItem, user_id: str) -> Address:
        """The DM as Slack gives it now, remembered from here on. Raises a `SlackTrouble`."""
        answer = await ask(
            "conversations.open", self._client.conversations_open(users=user_id), self._seconds
        )
        channel = str(answer["channel"]["id"])
        async with unit_of_work(self._database, item.workspace_id) as work:
            await work.members.change(item.member_id, im_channel=channel)
            await work.commit()
        return Address(user_id, channel, remembered=False)

    async def _member(self, item: OutboxItem) -> tuple[str, str | None]:
        async with look(self._database, item.workspace_id) as work:
            member = await work.members.get(item.member_id)
        if member is None:  # the row goes when the member goes: it was cut under us
            raise LookupError(f"Member {item.member_id} is gone.")
        return member.slack_id, member.im_channel
