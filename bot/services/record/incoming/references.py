"""References to another entry: "the same again", "as above, but 2 hours"."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.conversation.durations import as_typed
from bot.conversation.parts import Correction, Part, Referred
from bot.services.context.member_context import MemberContext
from bot.services.record import entries, large_qualifications
from bot.services.record.entry_diff import plain
from bot.services.record.incoming.corrections import change_of, correct
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    Choices,
    HeldChoice,
    ask_by_choice,
    entry_of,
    source_of,
)
from bot.services.record.incoming.interpretation import RECENT
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.unclear import ask
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


def refer(ctx: MemberContext, heard: Heard, part: Part, referred: Referred, noted: Noted) -> None:
    """A draft like the one before, without its account; its day is asked for. "As above, but 2
    hours" may be another, or that one put right: it is asked which.
    """
    recent = [
        entry
        for entry in ctx.work.entries.recent(ctx.member.id, RECENT)
        if entry.status in ("draft", "planned", "logged") and entry.title
    ]
    if not recent and referred.what == "as_above":
        ask(ctx, heard, heard.understanding.words(part.span), "words")
        return
    if not recent:
        ctx.reply("say", {"sentence": "nothing_to_repeat"}, thread_ts=heard.message.thread_ts)
        return
    changes = _as_columns(referred)
    if referred.what == "as_above" and changes:
        _ask_which(ctx, heard, recent[0], changes)
        return
    entry = entries.begin_like(ctx, recent[0], heard.message.source, **_as_columns(referred))
    noted.begun.append(entry.id)


def _as_columns(referred: Referred) -> dict[str, Any]:
    said = {"minutes": referred.minutes, "start": referred.start, "end": referred.end}
    return {name: value for name, value in said.items() if value is not None}


def _ask_which(
    ctx: MemberContext, heard: Heard, last: EntryRecord, changes: Mapping[str, Any]
) -> None:
    """ "[Change it to 2 h] [Another entry, 2 h]"."""
    value = _said_of(changes)
    values = {"entry": last.id, "changes": {name: plain(one) for name, one in changes.items()}}
    choices: dict[str, str] = {
        f"Change it to {value}": "change",
        f"Another entry, {value}": "another",
    }
    asked = Choices(choices, {"sentence": "ask_as_above"}, values, last)
    ask_by_choice(ctx, heard, heard.message.text, asked)


def _said_of(changes: Mapping[str, Any]) -> str:
    minutes, start = changes.get("minutes"), changes.get("start")
    parts = [as_typed(minutes)] if minutes is not None else []
    return ", ".join([*parts, *([f"{start.day} {start:%b}"] if start is not None else [])])


def _begin_another(ctx: MemberContext, held: Held) -> None:
    entries.begin_like(ctx, entry_of(ctx, held), source_of(ctx, held), **_changes_held(held))


def _change_as_above(ctx: MemberContext, held: Held) -> None:
    """The member said that the one before is meant, so that a saved one is changed, too."""
    entry, said = entry_of(ctx, held), _changes_held(held)
    noted = Noted()
    corrections = []
    if "minutes" in said:
        corrections.append(Correction("minutes", minutes=said["minutes"]))
    if "start" in said:
        corrections.append(Correction("days", start=said["start"], end=said.get("end")))
    for correction in corrections:
        before = entry
        entry, changes = correct(ctx, before, correction)
        if changes:
            noted.change(entry, changes, large_qualifications.credits_ended(ctx, before, entry))
        else:
            noted.stands(entry, change_of(entry, correction))
    noted.tell(ctx, None)


def _changes_held(held: Held) -> dict[str, Any]:
    kept: Mapping[str, Any] = held.values["changes"]
    days = {name: date.fromisoformat(kept[name]) for name in ("start", "end") if name in kept}
    return {**({"minutes": kept["minutes"]} if "minutes" in kept else {}), **days}


CHOICES: Final = (
    HeldChoice("change", _change_as_above),
    HeldChoice("another", _begin_another),
)
