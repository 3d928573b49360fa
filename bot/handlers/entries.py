"""Clicks on cards, notes and questions, and the modals that belong to one entry."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.handlers.reception import Reception
from bot.handlers.surfaces import Errors, Modal, Shown, on_click, on_submit
from bot.services import capture, entries
from bot.services.cards import CardView, card_view
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.ui.ids import Act, Callback, Click, Meta
from bot.ui.modals.entry import (
    answer_modal,
    edit_modal,
    new_date_modal,
    read_answer,
    read_edit,
    read_new_date,
)
from storage.records import EntryRecord

Done = Callable[[Desk, EntryRecord], Awaitable[Any]]

_DONE: Mapping[Act, Done] = {
    Act.SAVE: entries.save,
    Act.SKIP: entries.skip,
    Act.LATER: entries.put_off,
    Act.DISCARD: entries.discard,
    Act.DROP_IT: entries.discard,
    Act.UNDO: entries.bring_back,
    Act.ASK_ANOTHER: entries.ask_another,
    Act.WITHDRAW: entries.withdraw,
    Act.RESTORE: entries.restore,
    Act.DID_IT: entries.did_it,
}

_HELD: Mapping[Act, capture.Choice] = {
    Act.NEW_ENTRY: "new",
    Act.MY_ANSWER: "answer",
    Act.AGAIN: "again",
    Act.SAME: "same",
    Act.UPDATE: "update",
    Act.LEAVE_IT: "leave",
}


def register(app: AsyncApp, reception: Reception) -> None:
    """Everything that is clicked or submitted about one entry."""
    for act in (*_DONE, Act.MORE):
        on_click(app, reception, act, _done)
    for act in _HELD:
        on_click(app, reception, act, _settle)
    on_click(app, reception, Act.CHOOSE, _choose)
    on_click(app, reception, Act.PICK_DATE, _pick_date)
    on_click(app, reception, Act.IN_OPENING, _in_opening)
    on_click(app, reception, Act.NOT_IN_OPENING, _in_opening)
    on_click(app, reception, Act.EDIT, _edit)
    on_click(app, reception, Act.ANSWER, _answer)
    on_click(app, reception, Act.ADD_IT, _add_it)
    on_click(app, reception, Act.NEW_DATE, _new_date)
    on_submit(app, reception, Callback.EDIT, _edited)
    on_submit(app, reception, Callback.ANSWER, _answered)
    on_submit(app, reception, Callback.NEW_DATE, _moved)


async def _entry(desk: Desk, meta: Meta) -> EntryRecord:
    if meta.entry is None:
        raise Refused("old_button")
    return await entries.find(desk, meta.entry)


async def _view(desk: Desk, meta: Meta) -> CardView:
    return await card_view(desk, await _entry(desk, meta))


async def _done(desk: Desk, click: Click) -> Shown:
    do = _DONE.get(click.act)
    if do is None:
        raise Refused("old_button")
    await do(desk, await _entry(desk, click.meta))
    return None


async def _settle(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    await capture.settle(desk, entry, click.meta.key or "", _HELD[click.act])
    return None


async def _choose(desk: Desk, click: Click) -> Shown:
    await entries.answer(
        desk,
        await _entry(desk, click.meta),
        click.meta.answer or "",
        about=click.meta.question,
        quietly=True,
    )
    return None


async def _pick_date(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    if click.picked:
        await entries.answer(desk, entry, click.picked, about="date", quietly=True)
    return None


async def _in_opening(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    await entries.say_whether_in_opening(
        desk, entry, click.meta.pack or "", already=click.act is Act.IN_OPENING
    )
    return None


async def _edit(desk: Desk, click: Click) -> Shown:
    return Modal(edit_modal(await _view(desk, click.meta)))


async def _answer(desk: Desk, click: Click) -> Shown:
    return Modal(answer_modal(await _view(desk, click.meta), private=True))


async def _add_it(desk: Desk, click: Click) -> Shown:
    """Open exactly what is missing: the one question that the entry waits for."""
    entry = await _entry(desk, click.meta)
    await entries.resume(desk, entry)
    view = await _view(desk, click.meta)
    return Modal(answer_modal(view, private=view.by_modal))


async def _new_date(desk: Desk, click: Click) -> Shown:
    return Modal(new_date_modal(await _view(desk, click.meta)))


async def _edited(desk: Desk, meta: Meta, values: Mapping[str, Any]) -> Shown:
    changes = read_edit(values, now=desk.now, zone=desk.zone, working_day=desk.working_day)
    if isinstance(changes, Errors):
        return changes
    await entries.edit(desk, await _entry(desk, meta), changes)
    return None


async def _answered(desk: Desk, meta: Meta, values: Mapping[str, Any]) -> Shown:
    words = read_answer(values)
    await entries.answer(
        desk, await _entry(desk, meta), words, private=meta.do is Act.ANSWER, about=meta.question
    )
    return None


async def _moved(desk: Desk, meta: Meta, values: Mapping[str, Any]) -> Shown:
    day: date = read_new_date(values)
    await entries.new_date(desk, await _entry(desk, meta), day)
    return None
