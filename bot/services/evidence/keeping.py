"""A file becomes evidence of an entry, or is it no longer: what the draft lacks is filled in from a
certificate, and goes with it; what contradicts is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.dialogue import Opened
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.evidence import checking
from bot.services.evidence.facts import columns_of, missing_in, supposed_title
from bot.services.record import entries, question_queue
from bot.services.record.dialogue import advance, dialogue_about
from bot.services.record.entries import Source
from bot.services.record.entry_changes import OPEN, content_changed, find
from bot.services.record.evidence import (
    RECOGNISED,
    File,
    attach_file,
    file_name,
    mark,
    set_evidence,
)
from bot.services.schemes.account_facts import CERTIFICATE, CHOSEN, SUPPOSED, TOLD, TOLD_BY, told_by
from storage.record.stored_files import hash_in
from storage.row_types import EntryRecord, EvidenceRecord

KEPT: Final = "files_kept"
"""The kind of the message that says which files an entry bears now."""
TOLD_OF: Final = "files_told"
"""The kind of the message in which sentences about files name them."""
LAST: Final = "files_for"
"""What was kept last, put aside for whoever says right after that it was for another."""
NOT_KEPT: Final = "files_not_kept"
"""That a file was not kept, put aside for whoever says "undo" right after."""
FROM_CERTIFICATE: Final = "your certificate"
"""By what a draft of a certificate says where it comes from."""
FROM_PICTURE: Final = "your certificate, read off the picture, so look twice"
"""The same where its words were recognised on a picture."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a group of files does: the key that what it makes is made once under, and the thread
    that is answered in.
    """

    key: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class LetGo:
    """An entry after files were taken from it; `facts` are the columns that went with them, and
    `discarded` says that it was a draft made of them alone.
    """

    entry: EntryRecord
    facts: tuple[str, ...] = ()
    discarded: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON takes it; the entry by its title."""
        facts = [*self.facts]
        return {"title": self.entry.title or "", "facts": facts, "discarded": self.discarded}


def keep_for(
    ctx: MemberContext,
    entry: EntryRecord,
    files: Sequence[File],
    keeping: Keeping,
    before: LetGo | None = None,
) -> EntryRecord:
    """Files as evidence of an entry, and say so; the entry as it is then. `before`: the entry that
    they were taken from for it.
    """
    new = [one for one in files if attach_file(ctx, entry, one, runs_out=_runs_out(one))]
    if not new:
        tell_of_files(ctx, "file_there_already", files, keeping.thread_ts)
        return entry
    entry, filled = _fill(ctx, find(ctx, entry.id), new)
    last_days = [on for one in new if (on := _runs_out(one)) is not None]
    hashes = [one.sha256 for one in new]
    values = {
        "entry": entry.id,
        "hashes": hashes,
        "runs_out": min(last_days).isoformat() if last_days else None,
        "filled": filled,
        "recognised": any(is_recognised(one) for one in new),
        "before": None if before is None else before.plain(),
        "turn": ctx.origin.key,
    }
    ctx.reply(KEPT, values, entry_id=entry.id, thread_ts=keeping.thread_ts)
    aside = {"entry": entry.id, "hashes": hashes, "turn": ctx.origin.key}
    ctx.work.held.put_aside(ctx.member.id, LAST, ctx.now, aside)
    checking.check(ctx, entry, hashes, keeping.thread_ts)
    return entry


def tell_of_files(
    ctx: MemberContext,
    sentence: str,
    files: Sequence[File],
    thread_ts: str | None = None,
    **values: Any,
) -> None:
    """Say a sentence about files, which are named in it."""
    names = [file_name(one.name) for one in files]
    said = {"sentence": sentence, "names": names, "values": values}
    ctx.reply(TOLD_OF, {"lines": [said]}, thread_ts=thread_ts)


def draft_of(ctx: MemberContext, file: File, keeping: Keeping) -> EntryRecord:
    """A draft from a certificate, with its file: what it tells are facts, what was learnt is asked
    as of every draft, once what contradicts has been. What is asked about already comes first.
    """
    asked = question_queue.asked_now(ctx)
    certificate = _certificate(file)
    told = {} if certificate is None else columns_of(certificate, ctx.today)
    supposed = _supposed(certificate)
    called = {**told, **supposed}
    source = Source(keeping.key, called.get("title", ""))
    by = FROM_PICTURE if is_recognised(file) else FROM_CERTIFICATE
    entry = entries.begin_told(ctx, called, source, by, ask=False, supposed=[*supposed])
    attach_file(ctx, entry, file, runs_out=_runs_out(file))
    entry = find(ctx, entry.id)
    contradicts = checking.check(ctx, entry, [file.sha256], keeping.thread_ts)
    if asked is not None or contradicts:
        question_queue.wait_behind(ctx, asked or entry, entry)
    else:
        advance(ctx, dialogue_about(ctx, entry), Opened(ctx.now))
    return find(ctx, entry.id)


def is_recognised(file: File) -> bool:
    """Whether what was read in it are words recognised on a picture."""
    return file.facts is not None and bool(file.facts.get(RECOGNISED))


def is_of_certificate(entry: EntryRecord) -> bool:
    """Whether a certificate has made it."""
    return told_by(entry) in (FROM_CERTIFICATE, FROM_PICTURE)


def let_go_of(ctx: MemberContext, entry: EntryRecord, hashes: Sequence[str]) -> LetGo:
    """An entry bears these files no more, and says no more what was known of them alone; a draft
    that was made of them, and has nothing else in it, goes. The files are kept for a while, for an
    undo. What is saved was confirmed by saving it, and stays.
    """
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    taken = [one for one in borne if one.kind == "file" and hash_in(one.url) in hashes]
    if not set_evidence(ctx, entry, dropped={mark(one) for one in taken}, added=()):
        return LetGo(entry)
    content_changed(ctx, entry, "edited")
    checking.take_back(ctx, entry, hashes)
    entry = find(ctx, entry.id)
    if entry.status not in OPEN:
        return LetGo(entry)
    if is_of_certificate(entry) and _is_untouched(ctx, entry):
        return LetGo(entries.discard(ctx, entry), discarded=True)
    return _without_facts(ctx, entry, taken)


def _without_facts(
    ctx: MemberContext, entry: EntryRecord, taken: Sequence[EvidenceRecord]
) -> LetGo:
    """Facts that these told go, unless another certificate of the entry tells them, too; what is
    needed of them is asked for.
    """
    filled = {CERTIFICATE, SUPPOSED}
    if is_of_certificate(entry):
        filled.add(TOLD)
    left = ctx.work.entries.evidence([entry.id])[entry.id]
    told, still = (
        [one for plain in some for one in _known(ctx, plain.facts)] for some in (taken, left)
    )
    gone = [
        name
        for name, value in dict.fromkeys(told)
        if getattr(entry, name) == value
        and (name, value) not in still
        and entry.provenance.get(name) in filled
    ]
    if not gone:
        return LetGo(entry)
    title = entry.title
    known = {name: how for name, how in entry.provenance.items() if name not in gone}
    entry = entries.edit(ctx, entry, {**dict.fromkeys(gone), "provenance": known}, how="")
    for plain in left:
        entry = _fill_from(ctx, entry, plain.facts)[0]
    _ask_for_them(ctx, entry)
    return LetGo(replace(find(ctx, entry.id), title=title), tuple(gone))


def _ask_for_them(ctx: MemberContext, entry: EntryRecord) -> None:
    """What an entry lacks again is asked for, behind whatever is asked already."""
    asked = question_queue.asked_now(ctx)
    if asked is None:
        advance(ctx, dialogue_about(ctx, entry), Opened(ctx.now))


def _is_untouched(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether all there is in a draft was told by a certificate."""
    if any(getattr(entry, stage) for stage in STAGES):
        return False
    if ctx.work.entries.evidence([entry.id])[entry.id]:
        return False
    told = {how for name, how in entry.provenance.items() if name != TOLD_BY}
    return told <= {TOLD, CERTIFICATE, CHOSEN, SUPPOSED}


def _columns(ctx: MemberContext, facts: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    """What a certificate tells of an entry, column by column."""
    if facts is None:
        return []
    return [*columns_of(Certificate.of_plain(facts), ctx.today).items()]


def _known(ctx: MemberContext, facts: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    """The same, with what it is only supposed to tell."""
    certificate = None if facts is None else Certificate.of_plain(facts)
    return [*_columns(ctx, facts), *_supposed(certificate).items()]


def _supposed(certificate: Certificate | None) -> dict[str, str]:
    """The columns that a certificate is only supposed to tell."""
    title = "" if certificate is None else supposed_title(certificate)
    return {"title": title} if title else {}


def _fill(
    ctx: MemberContext, entry: EntryRecord, files: Sequence[File]
) -> tuple[EntryRecord, list[str]]:
    """Facts that a draft lacks, from its certificates, in their order; which those were."""
    filled: list[str] = []
    for one in files:
        entry, some = _fill_from(ctx, entry, one.facts)
        filled += some
    return entry, filled


def _fill_from(
    ctx: MemberContext, entry: EntryRecord, facts: Mapping[str, Any] | None
) -> tuple[EntryRecord, list[str]]:
    missing = missing_in(entry, dict(_columns(ctx, facts)))
    if missing:
        entry = entries.edit(ctx, entry, missing, how=CERTIFICATE)
    return entry, [*missing]


def _certificate(file: File) -> Certificate | None:
    return None if file.facts is None else Certificate.of_plain(file.facts)


def _runs_out(file: File) -> date | None:
    certificate = _certificate(file)
    found = None if certificate is None else certificate.expiry
    return None if found is None else found.value
