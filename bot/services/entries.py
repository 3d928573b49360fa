"""What becomes of an entry: begun, saved, edited, withdrawn, restored, planned and done.

Each change of a logged entry is a revision in the member's chain. Nothing here decides what an
entry is worth (`assessing`), what is asked (`dialogue`) or how it looks (`bot.ui`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.conversation.activities import formality_of
from bot.conversation.dialogue import Discarded, Opened, Resumed, Saved, Undone
from bot.conversation.reading import Reading
from bot.services import onboarding
from bot.services.answering import ask_for_what_is_missing
from bot.services.assessing import assess_again
from bot.services.changes import (
    OPEN,
    SAVED,
    change,
    changed,
    keep_problem,
    post_note,
    touched,
    turn,
)
from bot.services.desk import Desk, Office
from bot.services.dialogue import advance, dialogue_about, let_go
from bot.services.refused import Refused
from bot.services.revisions import chain_revision
from storage import sweeps
from storage.records import EntryRecord
from storage.vocabulary import EntryStatus

DISCARDED_KEPT = timedelta(days=30)
"""For so long a discarded draft can be brought back."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry came from. `key` is unique to it: what it makes is made once."""

    key: str
    text: str
    channel: str | None = None
    ts: str | None = None
    links: tuple[str, ...] = ()
    from_message: str | None = None
    """A permalink to somebody's message that gave rise to the entry."""


async def begin(desk: Desk, reading: Reading, source: Source) -> EntryRecord:
    """A draft (or a plan) from what was read, its card in the DM, its first question asked."""
    status: EntryStatus = "planned" if reading.intent == "plan" else "draft"
    content = _content_read(reading)
    entry = await desk.work.entries.add(
        desk.member.id,
        status,
        desk.now,
        source_key=source.key,
        source_text=source.text,
        source_channel=source.channel,
        source_ts=source.ts,
        provenance=dict.fromkeys((name for name, value in content.items() if value), "read"),
        **content,
    )
    if entry is None:
        made = await desk.work.entries.made_by(source.key, desk.member.id)
        assert made is not None  # noqa: S101 - its key is taken, and keys hold a member's own origin
        return made
    for url in (*reading.links, *source.links):
        await desk.work.entries.add_evidence(entry.id, "link", url, desk.now)
    if source.from_message:
        await desk.work.entries.add_evidence(entry.id, "message", source.from_message, desk.now)
    dialogue = await dialogue_about(desk, entry)
    for problem in reading.problems:
        dialogue = await keep_problem(desk, dialogue, problem)
    await advance(desk, dialogue, Opened(desk.now))
    await desk.work.messages.say(
        desk.member.id, "card", f"card:{entry.id}", desk.real, entry_id=entry.id
    )
    await touched(desk, entry)
    return entry


async def save(
    desk: Desk, entry: EntryRecord, *, by_word: bool = False, thread_ts: str | None = None
) -> EntryRecord:
    """Log a draft: from here on it counts, or waits. Raises Refused where it is not a draft.

    The live note turns into what came of it; a word typed below it gets a note of its own.
    """
    if entry.status == "logged":
        raise Refused("already_saved")
    if entry.status == "discarded":
        raise Refused("discarded_meanwhile")
    if entry.status == "withdrawn":
        raise Refused("withdrawn_meanwhile")
    if entry.status == "planned":
        raise Refused("planned_not_done")
    if not entry.title:
        raise Refused("no_title_yet")
    if entry.start_date is None:
        raise Refused("no_date_yet")
    if entry.start_date > desk.today:
        raise Refused("still_to_come")
    dialogue = await dialogue_about(desk, entry)
    await advance(desk, dialogue, Saved(desk.now))
    entry = await turn(desk, entry, "logged", logged_at=desk.now)
    await chain_revision(desk, entry, "saved")
    await assess_again(desk, [entry])
    noted = await desk.work.messages.newest_note(desk.member.id, entry.id)
    if by_word or noted is None:
        await post_note(desk, entry, thread_ts)
    else:
        await touched(desk, entry)
    await onboarding.offer(desk)
    return entry


async def discard(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Drop a draft or a plan; it can be brought back for 30 days."""
    if entry.status not in OPEN:
        raise Refused("already_discarded" if entry.status == "discarded" else "already_saved")
    await advance(desk, await dialogue_about(desk, entry), Discarded(desk.now))
    entry = await turn(desk, entry, "discarded")
    await touched(desk, entry)
    return entry


async def bring_back(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Undo a discarding: the draft is open again, its question with it."""
    if entry.status != "discarded":
        raise Refused("not_discarded")
    dialogue = await dialogue_about(desk, entry)
    if dialogue.state.status == "discarded":
        await advance(desk, dialogue, Undone(desk.now))
    future = entry.start_date is not None and entry.start_date > desk.today
    entry = await turn(desk, entry, "planned" if future else "draft")
    await touched(desk, entry)
    return entry


async def withdraw(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Take a logged entry out of every total; it can be restored."""
    if entry.status != "logged":
        raise Refused("not_saved")
    entry = await turn(desk, entry, "withdrawn")
    await chain_revision(desk, entry, "withdrawn")
    await assess_again(desk, [entry])
    await touched(desk, entry)
    return entry


async def restore(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Put a withdrawn entry back."""
    if entry.status != "withdrawn":
        raise Refused("not_withdrawn")
    entry = await turn(desk, entry, "logged")
    await chain_revision(desk, entry, "restored")
    await assess_again(desk, [entry])
    await touched(desk, entry)
    return entry


async def edit(desk: Desk, entry: EntryRecord, changes: Mapping[str, Any]) -> EntryRecord:
    """Set fields by hand, whatever the entry's state: what was typed in a form is never lost.

    `changes` names columns of the entry; dates come as `start_date` and `end_date`. An activity
    that was planned and is now in the past stays planned until the member says it was done.
    """
    different = {name: value for name, value in changes.items() if getattr(entry, name) != value}
    if not different:
        return entry
    if different.get("type") and "formality" not in different:
        different["formality"] = formality_of(different["type"]) or entry.formality
    entry = await change(desk, entry, "edited", **different)
    dialogue = await dialogue_about(desk, entry)
    for field, column in (("minutes", "minutes"), ("start", "start_date")):
        if column in different:
            dialogue = await let_go(desk, dialogue, field=field)
    await ask_for_what_is_missing(desk, dialogue)
    await changed(desk, entry, "edited")
    return entry


async def reread(desk: Desk, entry: EntryRecord, reading: Reading, text: str) -> EntryRecord:
    """The message that began a draft was edited: read again what was not set by hand."""
    read_again = {
        name: value
        for name, value in _content_read(reading).items()
        if entry.provenance.get(name, "read") == "read"
    }
    entry = await change(desk, entry, "read", source_text=text, **read_again)
    for url in reading.links:
        await desk.work.entries.add_evidence(entry.id, "link", url, desk.now)
    dialogue = await dialogue_about(desk, entry)
    dialogue = await let_go(desk, await let_go(desk, dialogue, field="minutes"), field="start")
    for problem in reading.problems:
        dialogue = await keep_problem(desk, dialogue, problem)
    await ask_for_what_is_missing(desk, dialogue)
    await changed(desk, entry, "edited")
    return entry


async def say_whether_in_opening(
    desk: Desk,
    entry: EntryRecord,
    pack: str,
    already: bool,
) -> EntryRecord:
    """The answer to "Already in those 25?": whether the opening balance holds this activity."""
    entry = await change(desk, entry, "", in_opening={**entry.in_opening, pack: already})
    await changed(desk, entry, None)
    return entry


async def did_it(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """A planned activity was done: it is a draft now, dated today at the latest."""
    if entry.status != "planned":
        raise Refused("not_planned")
    start = min(entry.start_date or desk.today, desk.today)
    end = max(start, min(entry.end_date or start, desk.today))
    entry = await turn(desk, entry, "draft", start_date=start, end_date=end)
    dialogue = await dialogue_about(desk, entry)
    await advance(desk, dialogue, Resumed(desk.now))
    await desk.work.messages.say(
        desk.member.id, "card", f"card:{entry.id}:done", desk.real, entry_id=entry.id
    )
    await touched(desk, entry)
    return entry


async def new_date(desk: Desk, entry: EntryRecord, day: date) -> EntryRecord:
    """A planned activity has moved to another day."""
    if entry.status != "planned":
        raise Refused("not_planned")
    return await edit(desk, entry, {"start_date": day, "end_date": day})


async def logged_in(
    desk: Desk, year: int | None, limit: int, offset: int
) -> tuple[tuple[EntryRecord, ...], int]:
    """Saved entries of a calendar year (None: of all), the latest first, and how many there are."""
    since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    found = await desk.work.entries.list(
        desk.member.id, SAVED, since=since, until=until, limit=limit, offset=offset
    )
    return found, await desk.work.entries.count(desk.member.id, SAVED, since=since, until=until)


async def forget_discarded(office: Office) -> int:
    """Remove drafts that were discarded 30 days ago, in every workspace; how many."""
    before = office.clocks.calendar() - DISCARDED_KEPT
    async with office.database.transaction() as session:
        gone = await sweeps.forget_discarded(session, before)
        await session.commit()
    return gone


def _content_read(reading: Reading) -> dict[str, Any]:
    return {
        "title": reading.title.value,
        "start_date": reading.start.value,
        "end_date": reading.end.value,
        "minutes": reading.minutes.value,
        "type": reading.type.value,
        "formality": reading.formality.value,
        "provider": reading.provider.value,
    }
