"""What a unit of work says: messages queued with the change that caused them, and shown anew.

The queue they stand in, and its sender's side, is `storage.outbox`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from storage import outbox
from storage.repository import Repository
from storage.tables import Outbox


class Messages(Repository):
    """The bot's messages to the members of one workspace."""

    async def say(
        self,
        member_id: int,
        kind: str,
        dedupe_key: str,
        now: datetime,
        values: Mapping[str, Any] | None = None,
        *,
        entry_id: int | None = None,
        thread_ts: str | None = None,
    ) -> int | None:
        """Queue a message into a member's DM; None where this key has been said.

        `now` is real time. It is sent once the unit is committed, rendered as things are then.
        """
        return await outbox.add(
            self._session,
            workspace_id=self._workspace_id,
            member_id=member_id,
            lane=f"member:{member_id}",
            dedupe_key=dedupe_key,
            kind=kind,
            values=dict(values or {}),
            entry_id=entry_id,
            thread_ts=thread_ts,
            now=now,
        )

    async def show_anew(
        self,
        now: datetime,
        *,
        entry_id: int | None = None,
        kinds: Collection[str] = (),
        ids: Collection[int] = (),
    ) -> None:
        """Have messages rendered anew from the state as it is once this unit is committed."""
        await outbox.touch(
            self._session,
            workspace_id=self._workspace_id,
            now=now,
            entry_id=entry_id,
            kinds=kinds,
            ids=ids,
        )

    async def show_said(self, dedupe_key: str, now: datetime) -> None:
        """Have the message that was said under this key rendered anew, if it was said."""
        query = select(Outbox.id).where(
            Outbox.workspace_id == self._workspace_id, Outbox.dedupe_key == dedupe_key
        )
        known = (await self._session.exec(query)).one_or_none()
        if known is not None:
            await self.show_anew(now, ids=[known])

    async def show_home(self, member_id: int, now: datetime, *, opened: bool = False) -> None:
        """Have the member's Home shown anew: from when they first `opened` it on."""
        query = self._mine(member_id).where(Outbox.kind == "home")
        known = (await self._session.exec(query)).one_or_none()
        if known is not None:
            await self.show_anew(now, ids=[known])
        elif opened:
            await self.say(member_id, "home", f"home:{member_id}", now)

    async def newest_note(self, member_id: int, entry_id: int) -> int | None:
        """The note about an entry that was queued last: the only one whose buttons are live."""
        query = select(func.max(Outbox.id)).where(
            Outbox.workspace_id == self._workspace_id,
            Outbox.member_id == member_id,
            Outbox.entry_id == entry_id,
            Outbox.kind == "note",
        )
        return (await self._session.exec(query)).one()

    async def about_entry(self, channel: str, ts: str) -> int | None:
        """The entry that a message of ours, or the thread on it, is about."""
        query = select(Outbox.entry_id).where(
            Outbox.workspace_id == self._workspace_id, Outbox.channel == channel, Outbox.ts == ts
        )
        return (await self._session.exec(query)).first()

    def _mine(self, member_id: int):  # type: ignore[no-untyped-def]
        return (
            select(Outbox.id)
            .where(
                Outbox.workspace_id == self._workspace_id,
                Outbox.member_id == member_id,
            )
            .order_by(col(Outbox.id))
        )
