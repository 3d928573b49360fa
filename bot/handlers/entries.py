"""Clicks on cards, notes and questions, and the modals that belong to one entry."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.conversation.questions import QUESTION_IDS, QuestionId
from bot.handlers.surfaces import Clicked, Modal, Shown, Submission, Submitted
from bot.services import answering, capture, entries
from bot.services.changes import find
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about
from bot.services.refused import Refused
from bot.ui.ids import Act, Callback, Click, Meta
from bot.ui.modals import (
    Mistakes,
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
    Act.SKIP: answering.skip,
    Act.LATER: answering.put_off,
    Act.DISCARD: entries.discard,
    Act.DROP_IT: entries.discard,
    Act.UNDO: entries.bring_back,
    Act.ASK_ANOTHER: answering.ask_another,
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


async def _entry(desk: Desk, meta: Meta) -> EntryRecord:
    if meta.entry is None:
        raise Refused("old_button")
    return await find(desk, meta.entry)


async def _done(desk: Desk, click: Click) -> Shown:
    await _DONE[click.act](desk, await _entry(desk, click.meta))
    return None


async def _settle(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    await capture.settle(desk, entry, click.meta.key or "", _HELD[click.act])
    return None


async def _choose(desk: Desk, click: Click) -> Shown:
    await answering.answer(
        desk,
        await _entry(desk, click.meta),
        click.meta.answer or "",
        about=_asked(click.meta),
        quietly=True,
    )
    return None


async def _pick_date(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    if click.picked:
        await answering.answer(desk, entry, click.picked, about="date", quietly=True)
    return None


async def _in_opening(desk: Desk, click: Click) -> Shown:
    entry = await _entry(desk, click.meta)
    await entries.say_whether_in_opening(
        desk, entry, click.meta.pack or "", already=click.act is Act.IN_OPENING
    )
    return None


async def _edit(desk: Desk, click: Click) -> Shown:
    return Modal(edit_modal(await _entry(desk, click.meta)))


async def _answer(desk: Desk, click: Click) -> Shown:
    return await _question(desk, await _entry(desk, click.meta))


async def _add_it(desk: Desk, click: Click) -> Shown:
    """Open exactly what is missing: the one question that the entry waits for."""
    entry = await _entry(desk, click.meta)
    await answering.resume(desk, entry)
    return await _question(desk, entry)


async def _question(desk: Desk, entry: EntryRecord) -> Shown:
    put = (await dialogue_about(desk, entry)).open_question
    if put is None:
        raise Refused("no_question")
    return Modal(answer_modal(entry.id, put))


async def _new_date(desk: Desk, click: Click) -> Shown:
    return Modal(new_date_modal(await _entry(desk, click.meta), desk.today))


async def _edited(desk: Desk, form: Submission) -> Shown:
    entry = await _entry(desk, form.meta)
    changes = read_edit(form.values, entry, desk.now, desk.zone)
    if isinstance(changes, Mistakes):
        return changes
    await entries.edit(desk, entry, changes)
    return None


async def _answered(desk: Desk, form: Submission) -> Shown:
    entry = await _entry(desk, form.meta)
    words = read_answer(
        form.values,
        form.meta.question,
        desk.now,
        desk.zone,
        start=entry.start_date,
        end=entry.end_date,
        planned=entry.status == "planned",
    )
    if isinstance(words, Mistakes):
        return words
    await answering.answer(desk, entry, words, private=True, about=_asked(form.meta))
    return None


async def _moved(desk: Desk, form: Submission) -> Shown:
    day = read_new_date(form.values, desk.now, desk.zone)
    if isinstance(day, Mistakes):
        return day
    await entries.new_date(desk, await _entry(desk, form.meta), day)
    return None


def _asked(meta: Meta) -> QuestionId:
    """The question that a button or a modal is about. Raises Refused for an unknown one."""
    for known in QUESTION_IDS:
        if known == meta.question:
            return known
    raise Refused("old_button")


CLICKS: Mapping[Act, Clicked] = {
    **dict.fromkeys(_DONE, _done),
    **dict.fromkeys(_HELD, _settle),
    Act.CHOOSE: _choose,
    Act.PICK_DATE: _pick_date,
    Act.IN_OPENING: _in_opening,
    Act.NOT_IN_OPENING: _in_opening,
    Act.EDIT: _edit,
    Act.ANSWER: _answer,
    Act.ADD_IT: _add_it,
    Act.NEW_DATE: _new_date,
}

FORMS: Mapping[Callback, Submitted] = {
    Callback.EDIT: _edited,
    Callback.ANSWER: _answered,
    Callback.NEW_DATE: _moved,
}
