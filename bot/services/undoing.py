"""Taking back the member's last change, whatever it was."""

from dataclasses import replace

from bot.conversation.dialogue import TakeBack, Undone
from bot.services.assessing import assess_again
from bot.services.changes import OPEN, change, changed, touched, turn
from bot.services.desk import Desk
from bot.services.dialogue import advance, dialogue_about, keep
from bot.services.entries import bring_back, discard, restore, withdraw
from bot.services.refused import Refused
from bot.services.revisions import chain_revision, fields_of
from storage.records import EntryRecord


async def undo(desk: Desk) -> EntryRecord:
    """Take back the member's last change, whatever it was. Raises Refused where there is none."""
    entry = await desk.work.entries.last_changed(desk.member.id)
    if entry is None:
        raise Refused("nothing_to_undo")
    if entry.status == "discarded":
        return await bring_back(desk, entry)
    if entry.status == "withdrawn":
        return await restore(desk, entry)
    if entry.status == "logged":
        return await _undo_logged(desk, entry)
    return await _undo_step(desk, entry)


async def _undo_logged(desk: Desk, entry: EntryRecord) -> EntryRecord:
    chain = [
        one
        for one in await desk.work.entries.revisions(desk.member.id)
        if one.entry_id == entry.id and one.content is not None
    ]
    if len(chain) > 1 and chain[-1].kind == "edited":
        before = chain[-2].content
        assert before is not None  # noqa: S101 - filtered above
        entry = await change(desk, entry, "edited", **fields_of(before))
        await changed(desk, entry, "edited")
        return entry
    if chain and chain[-1].kind == "saved":
        entry = await turn(desk, entry, "draft", logged_at=None)
        await chain_revision(desk, entry, "withdrawn")
        await assess_again(desk, [entry])
        dialogue, _ = await advance(desk, await dialogue_about(desk, entry), Undone(desk.now))
        if dialogue.state.status != "draft":  # something was answered since, and taken back
            await keep(desk, replace(dialogue, state=replace(dialogue.state, status="draft")))
        await touched(desk, entry)
        return entry
    return await withdraw(desk, entry)


async def _undo_step(desk: Desk, entry: EntryRecord) -> EntryRecord:
    dialogue = await dialogue_about(desk, entry)
    before = next((one for one in dialogue.held if one["kind"] == "before"), None)
    _, effects = await advance(desk, dialogue, Undone(desk.now))
    taken = next((effect for effect in effects if isinstance(effect, TakeBack)), None)
    if taken is None:
        if entry.status in OPEN:
            return await discard(desk, entry)
        raise Refused("nothing_to_undo")
    if taken.step == "answer":
        if before is not None and taken.question not in ("title", "date", "minutes"):
            entry = await change(
                desk,
                entry,
                "typed",
                **{before["stage"]: before["words"] or None},
                private_stages=list(before["private_stages"]),
            )
        elif taken.question == "title":
            entry = await change(desk, entry, "typed", title=None)
        elif taken.question == "date":
            entry = await change(desk, entry, "typed", start_date=None, end_date=None)
        elif taken.question == "minutes":
            entry = await change(desk, entry, "typed", minutes=None)
    await touched(desk, entry)
    return entry
