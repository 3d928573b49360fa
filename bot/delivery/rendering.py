"""What a queued message says: its kind and values turned into content, as things are now.

Words and blocks are `bot.ui`'s; what is true now is read by services.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.outgoing import Home, Nothing, Outgoing, Post, Upload
from bot.services import export
from bot.services.cards import card_view, note_view
from bot.services.desk import Desk, Office
from bot.services.home import home_view
from bot.services.nudging import ask_again
from bot.services.onboarding import onboarding_view
from bot.services.people import may_administer
from bot.services.settings import settings_view
from bot.services.standings import standings_of
from bot.services.team_links import LinkView, link_view, notice_delivered
from bot.ui import choices, notices, nudges
from bot.ui.blocks import Content
from bot.ui.card import card
from bot.ui.help import help_page
from bot.ui.home import home
from bot.ui.note import note
from bot.ui.onboarding import welcome
from bot.ui.said import said
from bot.ui.status import status
from storage.outbox import OutboxItem
from storage.records import EntryRecord
from storage.unit_of_work import UnitOfWork

Render = Callable[[Desk, OutboxItem], Awaitable[Outgoing]]

_LINK_NOTICES: Mapping[str, Callable[[LinkView], Content]] = {
    "team_ask": notices.team_ask,
    "team_notice": notices.team_notice,
    "team_accepted": notices.team_accepted,
    "team_declined": notices.team_declined,
    "team_disputed": notices.team_disputed,
}

_GONE = Nothing("what it shows is gone")


class Rendering:
    """The renderer that delivery is given: a function for each kind of message."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kinds: Mapping[str, Render] = {
            "card": _card,
            "note": _note,
            "which": _choice,
            "again": _choice,
            "update": _choice,
            "say": _say,
            "status": _status,
            "help": _help,
            "home": _home,
            "onboarding": _onboarding,
            "nudge": self._nudge,
            export.KIND: _export,
            "erased": _erased,
            **dict.fromkeys(_LINK_NOTICES, _link_notice),
        }

    async def render(self, item: OutboxItem) -> Outgoing:
        """What to send now. A message whose subject is gone, or no longer due, is taken back."""
        if item.kind == "nudge" and item.ts is None:
            settled = await self._settled(item)
            if settled is not None:
                return settled
        async with self._office.reading_desk(item.workspace_id, item.member_id) as desk:
            if desk is None:
                return _GONE
            return await self._kinds[item.kind](desk, item)

    async def sent(self, session: AsyncSession, item: OutboxItem, channel: str, ts: str) -> None:
        """What follows from having been said, in the transaction that marks it as sent."""
        del channel, ts
        work = UnitOfWork(session, item.workspace_id)
        now = self._office.clocks.calendar()
        if item.kind == "nudge" and item.ts is None:
            await work.nudges.delivered(item.values["nudge_id"], now)
            found = await work.nudges.get(item.values["nudge_id"])
            if found is not None and found.kind == "manager_reminder":
                await work.nudges.settle_reminders(item.member_id)
        elif item.kind == "team_notice" and item.ts is None:
            await notice_delivered(work, item.values["link_id"], now)

    async def taken_back(self, session: AsyncSession, item: OutboxItem) -> None:
        """A nudge that did not go spends nobody's budget."""
        if item.kind != "nudge":
            return
        work = UnitOfWork(session, item.workspace_id)
        found = await work.nudges.get(item.values["nudge_id"])
        if found is not None and not found.cancelled:
            await work.nudges.cancel(found)

    async def _settled(self, item: OutboxItem) -> Nothing | None:
        """Policy is asked once more before a nudge goes: caught up, paused or left, it does not."""
        async with self._office.reading_desk(item.workspace_id, item.member_id) as desk:
            found = desk and await desk.work.nudges.get(item.values["nudge_id"])
        if not found or found.cancelled:
            return _GONE
        verdict = await ask_again(self._office, found)
        if verdict == "send":
            return None
        return Nothing("outside working hours" if verdict == "later" else "no longer due")

    async def _nudge(self, desk: Desk, item: OutboxItem) -> Outgoing:
        found = await desk.work.nudges.get(item.values["nudge_id"])
        if found is None:
            return _GONE
        entries = [
            entry
            for entry_id in found.values.get("entries", ())
            if (entry := await desk.work.entries.get(entry_id, desk.member.id)) is not None
        ]
        reminder = (await desk.work.nudges.reminders([desk.member.id])).get(desk.member.id)
        standing = next(
            (
                one
                for one in await standings_of(desk)
                if found.enrolment_id in (None, one.enrolment.id)
            ),
            None,
        )
        content = nudges.nudge(
            found,
            today=desk.today,
            standing=standing,
            entries=entries,
            manager_name=reminder.manager_name if reminder else "",
        )
        return _post(content, "nudge_id")


def _post(content: Content, *keep: str) -> Post:
    return Post(content.text, content.blocks, keep=frozenset(keep))


async def _entry(desk: Desk, item: OutboxItem) -> EntryRecord | None:
    if item.entry_id is None:
        return None
    return await desk.work.entries.get(item.entry_id, desk.member.id)


async def _card(desk: Desk, item: OutboxItem) -> Outgoing:
    entry = await _entry(desk, item)
    return _post(card(await card_view(desk, entry)) if entry else notices.erased())


async def _note(desk: Desk, item: OutboxItem) -> Outgoing:
    entry = await _entry(desk, item)
    return _post(note(await note_view(desk, entry, item.id)) if entry else notices.erased())


async def _choice(desk: Desk, item: OutboxItem) -> Outgoing:
    """A question about held words; settled once they are held no longer."""
    entry = await _entry(desk, item)
    if entry is None:
        return _post(notices.erased())
    key: str = item.values["held"]
    held = await desk.work.entries.conversation(entry.id, desk.member.id)
    settled = not any(one.get("key") == key for one in held.held)
    ask = {"which": choices.which, "again": choices.again, "update": choices.update}[item.kind]
    return _post(ask(entry.id, key, settled=settled), "held")


async def _say(_desk: Desk, item: OutboxItem) -> Outgoing:
    values: dict[str, Any] = dict(item.values)
    name = str(values.pop("sentence"))
    return _post(said(name, **values))


async def _status(desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(status(await standings_of(desk)))


async def _help(desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(help_page(administrator=await may_administer(desk, desk.admins)))


async def _home(desk: Desk, _item: OutboxItem) -> Outgoing:
    view = await home_view(desk, desk.admins)
    asked = await onboarding_view(desk)
    return Home(home(view, await settings_view(desk), None if asked.step == "done" else asked))


async def _onboarding(desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(welcome(await onboarding_view(desk)))


async def _export(desk: Desk, item: OutboxItem) -> Outgoing:
    made = await export.export_file(desk, item.values["format"])
    return Upload(made.filename, made.filename, made.content, said("exported").text)


async def _erased(_desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(notices.record_erased())


async def _link_notice(desk: Desk, item: OutboxItem) -> Outgoing:
    view = await link_view(desk.work, item.values["link_id"])
    if view is None:
        return _GONE
    return _post(_LINK_NOTICES[item.kind](view), "link_id")
