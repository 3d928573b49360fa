"""Corrections by message: an open entry is changed at once, a saved one once that is said."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.conversation.parts import Correction, Part
from bot.conversation.problems import Problem
from bot.conversation.subjects import SubjectNamed
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import entries, large_qualifications
from bot.services.record.entry_changes import OPEN, find
from bot.services.record.entry_diff import Change, plain
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    ask_about,
    close,
    remember_declined,
    settle,
    to_hold,
)
from bot.services.record.incoming.noted import Noted
from bot.services.schemes.subjects import subjects_told
from storage.row_types import EntryRecord


def correct_facts(
    ctx: MemberContext, heard: Heard, part: Part, correction: Correction, noted: Noted
) -> None:
    """Correct an open entry; of a saved one it is asked whether to change it. Raises Refused."""
    thread_ts = heard.message.thread_ts
    if part.entry is None:
        raise Refused("nothing_to_correct")
    entry = find(ctx, part.entry)
    if correction.what == "credits":
        ctx.reply("say", {"sentence": "credits_from_time"}, thread_ts=thread_ts)
        return
    if correction.problem is not None:
        _say_problem(ctx, entry, correction.problem, thread_ts)
        return
    correction = _with_its_subjects(ctx, entry, correction)
    if correction.what == "subjects" and not correction.subjects and not entry.subjects:
        ctx.reply("say", {"sentence": "groups_alike"}, thread_ts=thread_ts)
        return
    named = is_out_of_sight(heard, entry)
    if entry.status in OPEN:
        corrected, changes = correct(ctx, entry, correction)
        if changes:
            noted.change(corrected, changes, named=named)
        else:
            noted.stands(corrected, change_of(corrected, correction), named=named)
    elif entry.status == "logged":
        if _changes(entry, correction):
            ask_to_change(ctx, entry, correction, heard, named=named)
        else:
            noted.stands(entry, change_of(entry, correction), named=named)
    else:
        ctx.reply(
            "offer",
            {"sentence": "discarded_already", "entry": entry.id},
            entry_id=entry.id,
            thread_ts=thread_ts,
        )


def _with_its_subjects(
    ctx: MemberContext, entry: EntryRecord, correction: Correction
) -> Correction:
    """What is told of subjects, as what they are then. Raises Refused."""
    if correction.told is None:
        return correction
    found = subjects_told(ctx, entry, correction.told)
    if found is None:
        raise Refused("subjects_beyond" if entry.minutes else "subjects_of_no_length")
    return replace(correction, told=None, subjects=found)


def _say_problem(
    ctx: MemberContext, entry: EntryRecord, problem: Problem, thread_ts: str | None
) -> None:
    values = {"kind": problem.kind, "field": problem.field, "words": problem.words}
    ctx.reply("problem", values, entry_id=entry.id, thread_ts=thread_ts)


def is_out_of_sight(heard: Heard, entry: EntryRecord) -> bool:
    """Whether another's card or note is the newest, so that it has to be said which is meant."""
    context = heard.context
    newest = context.thread or context.last or context.about
    return newest != entry.id and len(context.entries) > 1


def correct(
    ctx: MemberContext, entry: EntryRecord, correction: Correction
) -> tuple[EntryRecord, tuple[Change, ...]]:
    """Change the facts that a correction names; the entry, and what is different in it."""
    return entries.edit(ctx, entry, _columns(correction)), _changes(entry, correction)


def _columns(correction: Correction) -> dict[str, Any]:
    match correction.what:
        case "minutes":
            return {"minutes": correction.minutes}
        case "days":
            return {"start_date": correction.start, "end_date": correction.end}
        case "title":
            return {"title": correction.words}
        case "provider":
            return {"provider": correction.words}
        case "type":
            return {"type": correction.words}
        case "subjects":
            named = ({"name": one.name, "minutes": one.minutes} for one in correction.subjects)
            return {"subjects": tuple(named)}
        case _:
            return {}


def change_of(entry: EntryRecord, correction: Correction) -> Change:
    """What a correction changes in an entry."""
    columns = _columns(correction)
    before = tuple(getattr(entry, name) for name in columns)
    after = tuple(columns.values())
    match correction.what:
        case "days":
            return Change("days", before, after)
        case "minutes" | "title" | "provider" | "type" | "subjects" as field:
            return Change(field, before[0], after[0])
        case other:
            raise TypeError(f"{other} is no fact.")


def _changes(entry: EntryRecord, correction: Correction) -> tuple[Change, ...]:
    change = change_of(entry, correction)
    return () if change.before == change.after else (change,)


def ask_to_change(
    ctx: MemberContext,
    entry: EntryRecord,
    correction: Correction,
    heard: Heard,
    *,
    named: bool = False,
) -> None:
    """A saved entry is changed only once its member has said yes; `named`: it is said which."""
    shown: dict[str, Any] = {
        "change": change_of(entry, correction).to_dict(),
        "buttons": ["Yes", "No"],
    }
    lost = large_qualifications.credits_ended(
        ctx, entry, large_qualifications.as_changed(entry, _columns(correction))
    )
    if lost is not None:
        shown["lost"] = lost
    if named and entry.title:
        shown["title"] = entry.title
    _close_older(ctx, entry, correction)
    held = to_hold(
        ctx, heard, f"change:{correction.what}", heard.message.text, _as_held(entry, correction)
    )
    ask_about(ctx, held, shown, entry, heard.message.thread_ts)


def _close_older(ctx: MemberContext, entry: EntryRecord, correction: Correction) -> None:
    """A newer correction of the same fact closes the question about an older one."""
    for older in ctx.work.held.all_of(ctx.member.id):
        if (older.values.get("what"), older.values.get("entry")) == (correction.what, entry.id):
            close(ctx, older.key, older.values)


def _as_held(entry: EntryRecord, correction: Correction) -> dict[str, Any]:
    """A correction in plain values: see `settle_change`."""
    return {
        "what": correction.what,
        "entry": entry.id,
        "minutes": correction.minutes,
        "start": plain(correction.start),
        "end": plain(correction.end),
        "words": correction.words,
        "subjects": [[one.name, one.minutes] for one in correction.subjects],
        "labels": ["Yes", "No"],
    }


def settle_change(ctx: MemberContext, key: str, *, yes: bool) -> None:
    """The member has said whether a saved entry is to be changed."""
    held = ctx.work.held.get(ctx.member.id, key)
    if held is None:
        raise Refused("settled_already")
    if held.values.get("choices"):
        settle(ctx, key, "reread" if yes else "forget")
        return
    close(ctx, key, held.values)
    if not yes:
        remember_declined(ctx, held)
        return
    entry = find(ctx, int(held.values["entry"]))
    correction = Correction(
        held.values["what"],
        minutes=held.values["minutes"],
        start=_day(held.values["start"]),
        end=_day(held.values["end"]),
        words=held.values["words"],
        subjects=tuple(SubjectNamed(*one) for one in held.values.get("subjects", ())),
    )
    corrected, changes = correct(ctx, entry, correction)
    noted = Noted()
    noted.change(corrected, changes, large_qualifications.credits_ended(ctx, entry, corrected))
    noted.tell(ctx, None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
