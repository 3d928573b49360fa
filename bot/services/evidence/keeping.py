"""A file becomes evidence of an entry: what the draft lacks is filled in from a certificate, and
what contradicts is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.dialogue import Opened
from bot.services.context.member_context import MemberContext
from bot.services.evidence import checking
from bot.services.evidence.facts import columns_of, missing_in
from bot.services.record import entries, question_queue
from bot.services.record.dialogue import advance, dialogue_about
from bot.services.record.entries import Source
from bot.services.record.entry_changes import content_changed, find
from bot.services.record.evidence import File, attach_file, mark, set_evidence
from bot.services.schemes.account_facts import CERTIFICATE
from storage.record.stored_files import hash_in
from storage.row_types import EntryRecord

KEPT: Final = "files_kept"
"""The kind of the message that says which files an entry bears now."""
LAST: Final = "files_for"
"""What was kept last, put aside for whoever says right after that it was for another."""
FROM_CERTIFICATE: Final = "your certificate"
"""By what a draft of a certificate says where it comes from."""


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
    hashes = [one.sha256 for one in new]
    values = {
        "entry": entry.id,
        "hashes": hashes,
        "runs_out": min(last_days).isoformat() if last_days else None,
        "filled": filled,
        "turn": ctx.origin.key,
    }
    ctx.reply(KEPT, values, entry_id=entry.id, thread_ts=keeping.thread_ts)
    aside = {"entry": entry.id, "hashes": hashes}
    ctx.work.held.put_aside(ctx.member.id, LAST, ctx.now, aside)
    checking.check(ctx, entry, hashes, keeping.thread_ts)
    return entry


def draft_of(ctx: MemberContext, file: File, keeping: Keeping) -> EntryRecord:
    """A draft from a certificate, with its file: what it tells are facts, what was learnt is asked
    as of every draft, once what contradicts has been. What is asked about already comes first.
    """
    asked = question_queue.asked_now(ctx)
    certificate = _certificate(file)
    told = {} if certificate is None else columns_of(certificate, ctx.today)
    source = Source(keeping.key, told.get("title", ""))
    entry = entries.begin_told(ctx, told, source, FROM_CERTIFICATE, ask=False)
    attach_file(ctx, entry, file, runs_out=_runs_out(file))
    entry = find(ctx, entry.id)
    contradicts = checking.check(ctx, entry, [file.sha256], keeping.thread_ts)
    if asked is not None or contradicts:
        question_queue.wait_behind(ctx, asked or entry, entry)
    else:
        advance(ctx, dialogue_about(ctx, entry), Opened(ctx.now))
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


def _certificate(file: File) -> Certificate | None:
    return None if file.facts is None else Certificate.of_plain(file.facts)


def _runs_out(file: File) -> date | None:
    certificate = _certificate(file)
    found = None if certificate is None else certificate.expiry
    return None if found is None else found.value
