"""What a certificate contradicts, or is only supposed to say, is asked, one thing after the other,
and never beside another question: it waits for that one's answer, and an entry's own question waits
for it.

What waits is named alone. Whether it still contradicts is looked at when it is asked, since the
entry may have been changed, and the file taken away.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.conversation.certificates.certificate import Certificate
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.after_action import AfterAction
from bot.services.evidence.facts import what_contradicts
from bot.services.record import question_queue
from bot.services.record.dialogue import FILE_CHECKS, Dialogue, dialogue_about, hold, let_go
from bot.services.record.evidence import file_name
from bot.services.record.incoming.held_words import let_go as let_go_of_words
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

ASK: Final = "file_ask"
"""The kind of the message that asks about a file."""
CHECK: Final = "cert"
"""What the keys of questions about what a certificate contradicts begin with."""
STILL_MINE: Final = "draft"
"""What is asked about a draft whose certificate was somebody else's, and that has words in it."""

ALIVE: Final = ("draft", "planned", "logged", "withdrawn")
"""Entries that bear files."""

CAN_BE_SAID: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "flaw": (("Keep it", "Take it away"), ("cert_leave", "cert_out")),
    "person": (("It is mine", "Not mine"), ("cert_leave", "cert_out")),
    "called": (("Yes", "No"), ("cert_named", "cert_untitled")),
    "days": (("Use its date", "Keep mine"), ("cert_take", "cert_leave")),
    "minutes": (("Use its length", "Keep mine"), ("cert_take", "cert_leave")),
    "between": (("Use its times", "Keep mine"), ("cert_take", "cert_leave")),
    "expired": (("Keep it", "Take it away"), ("cert_leave", "cert_out")),
    STILL_MINE: (("Keep the draft", "Discard it"), ("cert_leave", "cert_discard")),
}
"""What can be said of each contradiction: the labels, and the choices that they are."""


def check(
    ctx: MemberContext, entry: EntryRecord, hashes: Sequence[str], thread_ts: str | None
) -> bool:
    """Ask what contradicts in these files of an entry, at once where nothing else is asked; whether
    there is anything.
    """
    found = [
        {"entry": entry.id, "sha256": one, "about": about["about"], "thread_ts": thread_ts}
        for one in hashes
        for about in _contradicted(ctx, entry, one)
    ]
    if not found:
        return False
    asked = question_queue.asked_now(ctx)
    dialogue = dialogue_about(ctx, asked or entry)
    waiting, since = _waiting(dialogue)
    dialogue = _keep(ctx, dialogue, [*waiting, *found], since)
    if asked is None:
        _ask_next(ctx, dialogue)
    return True


def go_on(ctx: MemberContext, held: Held) -> None:
    """What was asked has its answer: the next is asked, or what was waiting for it."""
    beside = ctx.work.entries.get(int(held.values["beside"]), ctx.member.id)
    if beside is not None:
        _ask_next(ctx, dialogue_about(ctx, beside))


def take_back(ctx: MemberContext, entry: EntryRecord, hashes: Sequence[str]) -> None:
    """What is asked about files that an entry bears no longer is asked no more."""
    for held in ctx.work.held.all_of(ctx.member.id):
        of_them = held.values.get("entry") == entry.id and held.values.get("sha256") in hashes
        if held.key.startswith(f"{CHECK}:") and of_them:
            let_go_of_words(ctx, held.key)
            go_on(ctx, held)


def finding_of(ctx: MemberContext, held: Held, entry: EntryRecord) -> Mapping[str, Any] | None:
    """What was asked, as it is now; None where it contradicts no longer."""
    about, sha256 = held.values["finding"]["about"], held.values["sha256"]
    found = _contradicted(ctx, entry, sha256)
    return next((one for one in found if one["about"] == about), None)


def ask_whether_it_stays(ctx: MemberContext, held: Held, entry: EntryRecord, title: str) -> None:
    """A draft lost its certificate, and has its member's words in it: whether it stays is theirs to
    say, before anything else is asked. `title` is what it was called by.
    """
    beside = ctx.work.entries.get(int(held.values["beside"]), ctx.member.id) or entry
    one = {
        "entry": entry.id,
        "sha256": held.values["sha256"],
        "about": STILL_MINE,
        "finding": {"about": STILL_MINE, "title": title},
        "thread_ts": held.values.get("thread_ts"),
    }
    dialogue = dialogue_about(ctx, beside)
    waiting, _ = _waiting(dialogue)
    _put(ctx, dialogue, entry, one, waiting)


def ask_question(
    ctx: MemberContext, held: Held, entry: EntryRecord | None, thread_ts: str | None
) -> None:
    """Ask about a file; each choice can be typed as well."""
    number = ctx.reply(
        ASK, {"key": held.key}, entry_id=entry.id if entry else None, thread_ts=thread_ts
    )
    values = {**held.values, "message": number}
    ctx.work.held.hold(ctx.member.id, held.key, held.text, held.held_at, ts=held.ts, values=values)


def ask_what_waits(ctx: MemberContext) -> None:
    """Ask what waited, wherever this unit has left nothing else to be asked."""
    for entry_id in tuple(ctx.left_unasked):
        entry = ctx.work.entries.get(entry_id, ctx.member.id)
        if entry is None or entry_id in ctx.asked_besides:
            continue
        dialogue = dialogue_about(ctx, entry)
        waiting, _ = _waiting(dialogue)
        if waiting and dialogue.state.open is None and not dialogue.asks_of_a_file(ctx.now):
            _ask_next(ctx, dialogue)


def _ask_next(ctx: MemberContext, dialogue: Dialogue) -> None:
    """Ask the first that still contradicts. Where none does, what waited behind may be asked."""
    waiting, _ = _waiting(dialogue)
    for place, one in enumerate(waiting, 1):
        entry = ctx.work.entries.get(int(one["entry"]), ctx.member.id)
        if entry is None or entry.status not in ALIVE:
            continue
        found = _contradicted(ctx, entry, one["sha256"])
        finding = next((it for it in found if it["about"] == one["about"]), None)
        if finding is not None:
            _put(ctx, dialogue, entry, {**one, "finding": finding}, waiting[place:])
            return
    _keep(ctx, dialogue, (), None)
    ctx.left_unasked.add(dialogue.entry.id)
    ctx.work.messages.show_entry(dialogue.entry.id, ctx.real)  # its note says what comes next


def _put(
    ctx: MemberContext,
    beside: Dialogue,
    entry: EntryRecord,
    one: Mapping[str, Any],
    rest: Sequence[Mapping[str, Any]],
) -> None:
    labels, choices = CAN_BE_SAID[one["about"]]
    values = {
        "entry": entry.id,
        "sha256": one["sha256"],
        "name": _called(ctx, one["sha256"]),
        "beside": beside.entry.id,
        "finding": dict(one["finding"]),
        "labels": list(labels),
        "choices": list(choices),
        "thread_ts": one.get("thread_ts"),
    }
    key = f"{CHECK}:{one['about']}:{entry.id}:{one['sha256']}"
    let_go_of_words(ctx, key)
    _keep(ctx, beside, rest, ctx.now.isoformat())
    ask_question(ctx, Held(key, "", None, values, ctx.now), entry, one.get("thread_ts"))


def _called(ctx: MemberContext, sha256: str) -> str:
    """What a file is called."""
    kept = ctx.work.stored_files.of(ctx.member.id, [sha256]).get(sha256)
    return file_name(kept.name) if kept is not None and kept.name else ""


def _waiting(dialogue: Dialogue) -> tuple[list[Mapping[str, Any]], str | None]:
    """What waits with an entry, and since when something of it is asked."""
    kept = dialogue.held_words(FILE_CHECKS)
    return ([], None) if kept is None else (list(kept["waiting"]), kept["asked_at"])


def _keep(
    ctx: MemberContext,
    dialogue: Dialogue,
    waiting: Sequence[Mapping[str, Any]],
    asked_at: str | None,
) -> Dialogue:
    if dialogue.held_words(FILE_CHECKS) is not None:
        dialogue = let_go(ctx, dialogue, key=FILE_CHECKS)
    if not waiting and asked_at is None:
        return dialogue
    some = [dict(one) for one in waiting]
    return hold(ctx, dialogue, "file_checks", key=FILE_CHECKS, waiting=some, asked_at=asked_at)


def _contradicted(ctx: MemberContext, entry: EntryRecord, sha256: str) -> list[dict[str, Any]]:
    """What a file of an entry contradicts; nothing where the entry bears it no longer."""
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    facts = next((one.facts for one in borne if one.sha256 == sha256), None)
    if facts is None:
        return []
    return what_contradicts(ctx, Certificate.of_plain(facts), entry)


AFTER_ACTION: Final = (AfterAction("next_file_check", ask_what_waits, order=9),)
