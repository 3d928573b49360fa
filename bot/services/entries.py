"""What becomes of an entry: begun, answered, saved, edited, withdrawn, restored, taken back.

Each change of a logged entry is a revision in the member's chain. Nothing here decides what an
entry is worth (`assessing`), what is asked (`dialogue`) or how it looks (`bot.ui`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.conversation.activities import formality_of
from bot.conversation.dates import read_dates
from bot.conversation.dialogue import (
    Answered,
    AskedAnother,
    Discarded,
    Effect,
    KeepAnswer,
    Nothing,
    Opened,
    PutOff,
    Resumed,
    Saved,
    Skipped,
    TakeBack,
    Undone,
    WentBack,
)
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.conversation.questions import QuestionId
from bot.conversation.reading import Reading
from bot.policy.vocabulary import Stage
from bot.services import onboarding
from bot.services.assessing import assess_again
from bot.services.desk import Desk, Office
from bot.services.dialogue import (
    Dialogue,
    advance,
    dialogue_about,
    hold,
    keep,
    let_go,
    words_in,
)
from bot.services.refused import Refused
from bot.services.revisions import chain_revision, fields_of
from storage import sweeps
from storage.records import EntryRecord
from storage.vocabulary import EntryStatus

OPEN: tuple[EntryStatus, ...] = ("draft", "planned")
DISCARDED_KEPT = timedelta(days=30)
"""For so long a discarded draft can be brought back."""

SAVED: tuple[EntryStatus, ...] = ("logged", "withdrawn")


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


async def find(desk: Desk, entry_id: int) -> EntryRecord:
    """The member's own entry. Raises Refused where it is gone, or somebody else's."""
    entry = await desk.work.entries.get(entry_id, desk.member.id)
    if entry is None:
        raise Refused("not_your_entry")
    return entry


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
        dialogue = await _keep_problem(desk, dialogue, problem)
    await advance(desk, dialogue, Opened(desk.now))
    await desk.work.messages.say(
        desk.member.id, "card", f"card:{entry.id}", desk.real, entry_id=entry.id
    )
    await touched(desk, entry)
    return entry


async def answer(
    desk: Desk,
    entry: EntryRecord,
    words: str,
    *,
    private: bool = False,
    about: QuestionId | None = None,
    thread_ts: str | None = None,
    quietly: bool = False,
) -> EntryRecord:
    """Keep an answer. `about` is the question where the surface knows it (a modal, a button).

    `quietly`: the surface shows the change itself, so that no note is posted for it.
    """
    dialogue = await dialogue_about(desk, entry)
    asked = about or dialogue.state.pending
    if asked in ("minutes", "date"):
        problem = await _fact(desk, dialogue, asked, words)
        if problem is not None:
            await touched(desk, entry)
            if not quietly:
                await _note(desk, entry, thread_ts)
            return entry
        dialogue = await dialogue_about(desk, await find(desk, entry.id))
    dialogue, effects = await advance(
        desk, dialogue, Answered(words, desk.now, private=private, question=about)
    )
    kept = next((effect for effect in effects if isinstance(effect, KeepAnswer)), None)
    if kept is None:
        # The draft was discarded meanwhile: the words are kept with it, for Undo to bring back.
        kept = KeepAnswer("more", "evaluate", words, private, adds=bool(entry.evaluate))
    entry = await find(desk, entry.id)
    if kept.stage is not None:
        entry = await _keep_words(desk, dialogue, entry, kept.stage, kept)
    elif kept.question == "title":
        entry = await _change(desk, entry, "typed", title=words.strip())
    await _changed(desk, entry, "edited")
    if not quietly:
        await _note(desk, entry, thread_ts)
    return entry


async def skip(desk: Desk, entry: EntryRecord) -> None:
    """Never ask the pending question again for this entry."""
    await _step(desk, entry, Skipped(desk.now))


async def put_off(desk: Desk, entry: EntryRecord) -> None:
    """Ask the pending question later, in Home and as one nudge."""
    await _step(desk, entry, PutOff(desk.now))


async def go_back(desk: Desk, entry: EntryRecord) -> None:
    """Ask the question before once more."""
    await _step(desk, entry, WentBack(desk.now))


async def ask_another(desk: Desk, entry: EntryRecord) -> None:
    """Ask the next most useful question, up to the dialogue's limit."""
    await _step(desk, entry, AskedAnother(desk.now))


async def resume(desk: Desk, entry: EntryRecord) -> None:
    """Take up what an entry waits for, or what was put off."""
    await _step(desk, entry, Resumed(desk.now))


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
    entry = await _to(desk, entry, "logged", logged_at=desk.now)
    await chain_revision(desk, entry, "saved")
    await assess_again(desk, [entry])
    noted = await desk.work.messages.newest_note(desk.member.id, entry.id)
    if by_word or noted is None:
        await _note(desk, entry, thread_ts)
    else:
        await touched(desk, entry)
    await onboarding.offer(desk)
    return entry


async def discard(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Drop a draft or a plan; it can be brought back for 30 days."""
    if entry.status not in OPEN:
        raise Refused("already_discarded" if entry.status == "discarded" else "already_saved")
    await advance(desk, await dialogue_about(desk, entry), Discarded(desk.now))
    entry = await _to(desk, entry, "discarded")
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
    entry = await _to(desk, entry, "planned" if future else "draft")
    await touched(desk, entry)
    return entry


async def withdraw(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Take a logged entry out of every total; it can be restored."""
    if entry.status != "logged":
        raise Refused("not_saved")
    entry = await _to(desk, entry, "withdrawn")
    await chain_revision(desk, entry, "withdrawn")
    await assess_again(desk, [entry])
    await touched(desk, entry)
    return entry


async def restore(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """Put a withdrawn entry back."""
    if entry.status != "withdrawn":
        raise Refused("not_withdrawn")
    entry = await _to(desk, entry, "logged")
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
    entry = await _change(desk, entry, "edited", **different)
    dialogue = await dialogue_about(desk, entry)
    for field, column in (("minutes", "minutes"), ("start", "start_date")):
        if column in different:
            dialogue = await let_go(desk, dialogue, field=field)
    await _next_fact(desk, dialogue)
    await _changed(desk, entry, "edited")
    return entry


async def reread(desk: Desk, entry: EntryRecord, reading: Reading, text: str) -> EntryRecord:
    """The message that began a draft was edited: read again what was not set by hand."""
    read_again = {
        name: value
        for name, value in _content_read(reading).items()
        if entry.provenance.get(name, "read") == "read"
    }
    entry = await _change(desk, entry, "read", source_text=text, **read_again)
    for url in reading.links:
        await desk.work.entries.add_evidence(entry.id, "link", url, desk.now)
    dialogue = await dialogue_about(desk, entry)
    dialogue = await let_go(desk, await let_go(desk, dialogue, field="minutes"), field="start")
    for problem in reading.problems:
        dialogue = await _keep_problem(desk, dialogue, problem)
    await _next_fact(desk, dialogue)
    await _changed(desk, entry, "edited")
    return entry


async def say_whether_in_opening(
    desk: Desk,
    entry: EntryRecord,
    pack: str,
    already: bool,
) -> EntryRecord:
    """The answer to "Already in those 25?": whether the opening balance holds this activity."""
    entry = await _change(desk, entry, "", in_opening={**entry.in_opening, pack: already})
    await _changed(desk, entry, None)
    return entry


async def did_it(desk: Desk, entry: EntryRecord) -> EntryRecord:
    """A planned activity was done: it is a draft now, dated today at the latest."""
    if entry.status != "planned":
        raise Refused("not_planned")
    start = min(entry.start_date or desk.today, desk.today)
    end = max(start, min(entry.end_date or start, desk.today))
    entry = await _to(desk, entry, "draft", start_date=start, end_date=end)
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


# --- What the changes above have in common ----------------------------------------------------


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


async def _fact(desk: Desk, dialogue: Dialogue, asked: QuestionId, words: str) -> Problem | None:
    """Set a duration or a date from the member's words, or keep what stands in the way."""
    entry = dialogue.entry
    if asked == "minutes":
        minutes = read_duration(
            words, working_day=desk.working_day, start=entry.start_date, end=entry.end_date
        )
        if isinstance(minutes, Problem):
            await _keep_problem(desk, dialogue, minutes, said=words)
            return minutes
        entry = await _change(desk, entry, "typed", minutes=minutes)
        await let_go(desk, await dialogue_about(desk, entry), field="minutes")
        return None
    days = read_dates(words, desk.now, desk.zone, planned=entry.status == "planned")
    if isinstance(days, Problem):
        await _keep_problem(desk, dialogue, days, said=words)
        return days
    entry = await _change(desk, entry, "typed", start_date=days[0], end_date=days[1])
    await let_go(desk, await dialogue_about(desk, entry), field="start")
    return None


async def _keep_problem(
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


async def _keep_words(
    desk: Desk, dialogue: Dialogue, entry: EntryRecord, stage: Stage, kept: KeepAnswer
) -> EntryRecord:
    before = words_in(entry, stage)
    dialogue = replace(
        dialogue, held=tuple(one for one in dialogue.held if one["kind"] != "before")
    )
    await hold(
        desk,
        dialogue,
        "before",
        stage=stage,
        words=before,
        private_stages=list(entry.private_stages),
    )
    private = set(entry.private_stages) | ({stage} if kept.private else set())
    words = f"{before}\n{kept.words}" if kept.adds and before else kept.words
    return await _change(desk, entry, "typed", **{stage: words}, private_stages=sorted(private))


async def _next_fact(desk: Desk, dialogue: Dialogue) -> None:
    """Close a pending question that a form has answered, and ask for what is still missing."""
    dialogue = await dialogue_about(desk, await find(desk, dialogue.entry.id))
    pending = dialogue.state.pending
    answered = {
        "title": dialogue.entry.title,
        "date": dialogue.entry.start_date,
        "minutes": dialogue.entry.minutes,
        "reflect": dialogue.entry.reflect,
        "plan": dialogue.entry.plan,
        "act": dialogue.entry.act,
        "evaluate": dialogue.entry.evaluate,
    }
    if pending is not None and answered.get(pending):
        closed = replace(
            dialogue.state,
            pending=None,
            pending_since=None,
            answered=dialogue.state.answered | {pending},
        )
        dialogue = replace(dialogue, state=closed)
        await keep(desk, dialogue)
        if pending in ("title", "date", "minutes") and dialogue.entry.status in OPEN:
            await advance(desk, dialogue, Opened(desk.now))


async def _step(desk: Desk, entry: EntryRecord, event: Any) -> tuple[Effect, ...]:
    _, effects = await advance(desk, await dialogue_about(desk, entry), event)
    nothing = next((effect for effect in effects if isinstance(effect, Nothing)), None)
    if nothing is not None:
        raise Refused(nothing.why)
    await touched(desk, entry)
    return effects


async def _change(desk: Desk, entry: EntryRecord, how: str, **columns: Any) -> EntryRecord:
    provenance = dict(entry.provenance)
    if how:
        provenance |= dict.fromkeys(columns, how)
    changed = await desk.work.entries.change(entry, desk.now, provenance=provenance, **columns)
    assert changed is not None  # noqa: S101 - the member is locked, so nobody was in between
    return changed


async def _to(desk: Desk, entry: EntryRecord, status: EntryStatus, **columns: Any) -> EntryRecord:
    changed = await desk.work.entries.change(entry, desk.now, status=status, **columns)
    assert changed is not None  # noqa: S101 - as above
    return changed


async def _changed(desk: Desk, entry: EntryRecord, revision: str | None) -> None:
    """After a change of content: a revision and a new assessment where it is logged."""
    if entry.status == "logged":
        if revision is not None:
            await chain_revision(desk, entry, "edited")
        await assess_again(desk, [entry])
    await touched(desk, entry)


async def _note(desk: Desk, entry: EntryRecord, thread_ts: str | None) -> None:
    """Post the live note below the conversation; the one before it falls silent."""
    before = await desk.work.messages.newest_note(desk.member.id, entry.id)
    await desk.reply("note", entry_id=entry.id, thread_ts=thread_ts)
    if before is not None:
        await desk.work.messages.show_anew(desk.real, ids=[before])
    await touched(desk, entry)


async def _undo_logged(desk: Desk, entry: EntryRecord) -> EntryRecord:
    chain = [
        one
        for one in await desk.work.entries.revisions(desk.member.id)
        if one.entry_id == entry.id and one.content is not None
    ]
    if len(chain) > 1 and chain[-1].kind == "edited":
        before = chain[-2].content
        assert before is not None  # noqa: S101 - filtered above
        entry = await _change(desk, entry, "edited", **fields_of(before))
        await _changed(desk, entry, "edited")
        return entry
    if chain and chain[-1].kind == "saved":
        entry = await _to(desk, entry, "draft", logged_at=None)
        await chain_revision(desk, entry, "withdrawn")
        await assess_again(desk, [entry])
        dialogue = await dialogue_about(desk, entry)
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
            entry = await _change(
                desk,
                entry,
                "typed",
                **{before["stage"]: before["words"] or None},
                private_stages=list(before["private_stages"]),
            )
        elif taken.question == "title":
            entry = await _change(desk, entry, "typed", title=None)
        elif taken.question == "date":
            entry = await _change(desk, entry, "typed", start_date=None, end_date=None)
        elif taken.question == "minutes":
            entry = await _change(desk, entry, "typed", minutes=None)
    await touched(desk, entry)
    return entry


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
