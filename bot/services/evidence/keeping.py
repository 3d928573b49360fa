"""A file becomes evidence of an entry: what the draft lacks is filled in from a certificate, and
what contradicts is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.conversation.certificates.certificate import Certificate
from bot.services.context.member_context import MemberContext
from bot.services.evidence.facts import columns_of, missing_in, what_contradicts
from bot.services.record import entries, question_queue
from bot.services.record.entries import Source
from bot.services.record.entry_changes import content_changed, find
from bot.services.record.evidence import File, attach_file, mark, set_evidence
from bot.services.schemes.account_facts import CERTIFICATE
from storage.record.held_messages import Held
from storage.record.stored_files import hash_in
from storage.row_types import EntryRecord

KEPT: Final = "files_kept"
"""The kind of the message that says which files an entry bears now."""
ASK: Final = "file_ask"
"""The kind of the message that asks about a file."""
LAST: Final = "files_for"
"""What was kept last, put aside for whoever says right after that it was for another."""
FROM_CERTIFICATE: Final = "your certificate"
"""By what a draft of a certificate says where it comes from."""
CHECK: Final = "cert"
"""What the keys of questions about what a certificate contradicts begin with."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a group of files does: the key that what it makes is made once under, and the thread
    that is answered in.
    """

    key: str
    thread_ts: str | None = None


def keep_for(
    ctx: MemberContext, entry: EntryRecord, files: Sequence[File], keeping: Keeping
) -> EntryRecord:
    """Files as evidence of an entry, and say so; the entry as it is then."""
    new = [one for one in files if attach_file(ctx, entry, one, runs_out=_runs_out(one))]
    if not new:
        ctx.reply("say", {"sentence": "file_there_already"}, thread_ts=keeping.thread_ts)
        return entry
    entry, filled = _fill(ctx, find(ctx, entry.id), new)
    last_days = [on for one in new if (on := _runs_out(one)) is not None]
    values = {
        "entry": entry.id,
        "hashes": [one.sha256 for one in new],
        "runs_out": min(last_days).isoformat() if last_days else None,
        "filled": filled,
        "turn": ctx.origin.key,
    }
    ctx.reply(KEPT, values, entry_id=entry.id, thread_ts=keeping.thread_ts)
    aside = {"entry": entry.id, "hashes": values["hashes"]}
    ctx.work.held.put_aside(ctx.member.id, LAST, ctx.now, aside)
    _check(ctx, entry, new, keeping)
    return entry


def draft_of(ctx: MemberContext, file: File, keeping: Keeping) -> EntryRecord:
    """A draft from a certificate, with its file: what it tells are facts, what was learnt is asked
    as of every draft. One that is asked about already comes first.
    """
    asked = question_queue.asked_now(ctx)
    certificate = _certificate(file)
    told = {} if certificate is None else columns_of(certificate, ctx.today)
    source = Source(keeping.key, told.get("title", ""))
    entry = entries.begin_told(ctx, told, source, FROM_CERTIFICATE, ask=asked is None)
    if asked is not None and asked.id != entry.id:
        question_queue.wait_behind(ctx, asked, entry)
    attach_file(ctx, entry, file, runs_out=_runs_out(file))
    _check(ctx, find(ctx, entry.id), [file], keeping)
    return find(ctx, entry.id)


def let_go_of(ctx: MemberContext, entry: EntryRecord, hashes: Sequence[str]) -> None:
    """An entry bears these files no more. They are kept for a while, for an undo."""
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    marks = {mark(one) for one in borne if one.kind == "file" and hash_in(one.url) in hashes}
    if set_evidence(ctx, entry, dropped=marks, added=()):
        content_changed(ctx, entry, "edited")


def _fill(
    ctx: MemberContext, entry: EntryRecord, files: Sequence[File]
) -> tuple[EntryRecord, list[str]]:
    """Facts that a draft lacks, from its certificates, in their order; which those were."""
    filled: list[str] = []
    for one in files:
        certificate = _certificate(one)
        if certificate is None:
            continue
        missing = missing_in(entry, columns_of(certificate, ctx.today))
        if missing:
            entry = entries.edit(ctx, entry, missing, how=CERTIFICATE)
            filled += missing
    return entry, filled


def _check(ctx: MemberContext, entry: EntryRecord, files: Sequence[File], keeping: Keeping) -> None:
    """Ask what contradicts, one thing after the other."""
    found: list[Mapping[str, Any]] = []
    for one in files:
        certificate = _certificate(one)
        if certificate is not None:
            contradicted = what_contradicts(ctx, certificate, entry)
            found += [{**about, "sha256": one.sha256} for about in contradicted]
    ask_next(ctx, entry, found, keeping)


def ask_next(
    ctx: MemberContext, entry: EntryRecord, found: Sequence[Mapping[str, Any]], keeping: Keeping
) -> None:
    """Ask about the first of what contradicts; the rest waits with it."""
    if not found:
        return
    first, *rest = found
    labels, choices = _ANSWERS[first["about"]]
    values = {
        "entry": entry.id,
        "finding": dict(first),
        "rest": [dict(one) for one in rest],
        "labels": list(labels),
        "choices": list(choices),
        "thread_ts": keeping.thread_ts,
    }
    key = f"{CHECK}:{first['about']}:{keeping.key}"[:150]
    held = Held(f"{key}:{len(rest)}", "", None, values, ctx.now)
    ask_question(ctx, held, entry, keeping.thread_ts)


def ask_question(
    ctx: MemberContext, held: Held, entry: EntryRecord | None, thread_ts: str | None
) -> None:
    """Ask about a file; each choice can be typed as well."""
    number = ctx.reply(
        ASK, {"key": held.key}, entry_id=entry.id if entry else None, thread_ts=thread_ts
    )
    values = {**held.values, "message": number}
    ctx.work.held.hold(ctx.member.id, held.key, held.text, held.held_at, ts=held.ts, values=values)


_ANSWERS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "person": (("It is mine", "Not mine"), ("cert_leave", "cert_out")),
    "days": (("Use its date", "Keep mine"), ("cert_take", "cert_leave")),
    "minutes": (("Use its length", "Keep mine"), ("cert_take", "cert_leave")),
    "between": (("Use its times", "Keep mine"), ("cert_take", "cert_leave")),
    "expired": (("Keep it", "Take it away"), ("cert_leave", "cert_out")),
}
"""What can be said of each contradiction: the labels, and the choices that they are."""


def _certificate(file: File) -> Certificate | None:
    return None if file.facts is None else Certificate.of_plain(file.facts)


def _runs_out(file: File) -> date | None:
    certificate = _certificate(file)
    found = None if certificate is None else certificate.expiry
    return None if found is None else found.value
