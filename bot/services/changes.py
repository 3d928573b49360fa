"""How an entry is changed: found, written, assessed anew, chained, and shown wherever it shows.

What changes, and when that is allowed, is `entries`'s, `answering`'s and `undoing`'s.
"""

from typing import Any

from bot.conversation.problems import Problem
from bot.services.assessing import assess_again
from bot.services.desk import Desk
from bot.services.dialogue import Dialogue, hold, let_go
from bot.services.refused import Refused
from bot.services.revisions import chain_revision
from storage.records import EntryRecord
from storage.vocabulary import EntryStatus

OPEN: tuple[EntryStatus, ...] = ("draft", "planned")
SAVED: tuple[EntryStatus, ...] = ("logged", "withdrawn")


async def find(desk: Desk, entry_id: int) -> EntryRecord:
    """The member's own entry. Raises Refused where it is gone, or somebody else's."""
    entry = await desk.work.entries.get(entry_id, desk.member.id)
    if entry is None:
        raise Refused("not_your_entry")
    return entry


async def change(desk: Desk, entry: EntryRecord, how: str, **columns: Any) -> EntryRecord:
    """Set columns of an entry; `how` goes into their provenance, unless it is empty."""
    provenance = dict(entry.provenance)
    if how:
        provenance |= dict.fromkeys(columns, how)
    changed = await desk.work.entries.change(entry, desk.now, provenance=provenance, **columns)
    assert changed is not None  # noqa: S101 - the member is locked, so nobody was in between
    return changed


async def turn(desk: Desk, entry: EntryRecord, status: EntryStatus, **columns: Any) -> EntryRecord:
    """Move an entry into another state."""
    changed = await desk.work.entries.change(entry, desk.now, status=status, **columns)
    assert changed is not None  # noqa: S101 - as above
    return changed


async def changed(desk: Desk, entry: EntryRecord, revision: str | None) -> None:
    """After a change of content: a revision and a new assessment where it is logged."""
    if entry.status == "logged":
        if revision is not None:
            await chain_revision(desk, entry, "edited")
        await assess_again(desk, [entry])
    await touched(desk, entry)


async def touched(desk: Desk, entry: EntryRecord) -> None:
    """Have everything that shows this entry shown anew: its card, its live note, Home."""
    messages = desk.work.messages
    await messages.show_anew(desk.real, entry_id=entry.id, kinds=("card",))
    note = await messages.newest_note(desk.member.id, entry.id)
    if note is not None:
        await messages.show_anew(desk.real, ids=[note])
    for nudge in await desk.work.nudges.about_entry(desk.member.id, entry.id):
        await messages.show_said(f"nudge:{nudge}", desk.real)
    await messages.show_home(desk.member.id, desk.real)


async def post_note(desk: Desk, entry: EntryRecord, thread_ts: str | None) -> None:
    """Post the live note below the conversation; the one before it falls silent."""
    before = await desk.work.messages.newest_note(desk.member.id, entry.id)
    await desk.reply("note", entry_id=entry.id, thread_ts=thread_ts)
    if before is not None:
        await desk.work.messages.show_anew(desk.real, ids=[before])
    await touched(desk, entry)


async def keep_problem(
    desk: Desk, dialogue: Dialogue, problem: Problem, said: str = ""
) -> Dialogue:
    """Keep what stands in the way of a field, with all that was `said` of it."""
    dialogue = await let_go(desk, dialogue, field=problem.field)
    return await hold(
        desk,
        dialogue,
        "problem",
        about=problem.kind,
        field=problem.field,
        words=problem.words,
        said=said,
    )
