"""Rows become entries: staged in chunks that nobody sees, and shown by one last step.

What a chunk holds is worked out from a look that locks nobody out; its unit of work only writes,
on condition that nobody else has gone on. Killed anywhere, the next attempt goes on from the last
chunk that was kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from bot.archive.chain import WHOLE_RECORD
from bot.conversation.tables.rows import RowRead
from bot.services.context import jobs
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.importing import archive_entries, archives
from bot.services.importing.archives import ArchiveAbout
from bot.services.importing.arrivals import READ, READ_ARCHIVE
from bot.services.importing.drafts import Drafted, entry_of
from bot.services.importing.kept_worth import rules_of, worth_kept, worth_key
from bot.services.importing.reading import ACCOUNT, PAGE, by_day, is_there, of_rows
from bot.services.importing.worth import first_start, staged_worth
from bot.services.record.revisions import chain, content_of
from bot.services.schemes.assessment import Worth, records_of, worth_of
from storage.importing.records import ImportRecord, RowRecord
from storage.importing.staging import StagedEntry
from storage.queues.jobs import JobRecord
from storage.record.revisions import sealed
from storage.row_types import AssessmentRecord, EntryRecord

CHUNK: Final = 50
"""Entries that are staged in one unit of work: acks wait for it."""

TAKE: Final = "import_take"
"""The job that makes entries of rows."""
TAKE_ARCHIVE: Final = "archive_take"
"""The same of an archive's: a process of a release before leaves it."""
TIDY: Final = "import_tidy"
"""The job that removes what an import needs no more: words, and entries that were undone."""

AGAIN: Final = "again"
"""In the counts: how often the worth had to be worked out anew, since rules or facts had changed.
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next rows as entries; `to` is the last row's number."""

    known: ImportRecord
    staged: tuple[StagedEntry, ...]
    to: int
    rules: str

    @property
    def after(self) -> ImportRecord | Literal[False]:
        """The import once this is kept; False where what it goes by is settled then."""
        return self.rules == self.known.rules and replace(self.known, staged_to=self.to)


@dataclass(frozen=True, slots=True)
class Reassessed:
    """What staged entries are worth by the rules and facts as they are now."""

    known: ImportRecord
    worth: Mapping[int, tuple[AssessmentRecord, ...]]
    to: int


def confirm(ctx: MemberContext, import_id: int, *, own: bool, words_mine: bool) -> None:
    """The member says that they did these themselves, and whether the words are theirs; the rows
    that are taken become entries. Raises Refused: did_you_do_these, import_over, nothing_to_take.
    """
    known = must_be(ctx, import_id, "preview")
    if not own:
        raise Refused("did_you_do_these")
    if known.read_to < known.rows:
        raise Refused("still_reading")
    if not known.counts.get("taken") and not known.counts.get("wanted"):
        raise Refused("nothing_to_take")
    changed = ctx.work.imports.change(
        known,
        {"read_times": known.read_times},
        state="staging",
        words_mine=words_mine,
        confirmed_at=ctx.now,
        rules=rules_of(ctx),
    )
    if not changed:
        raise Refused("import_over")
    _ask_to_take(ctx, known, 0)
    show_preview(ctx, known)


def must_be(ctx: MemberContext, import_id: int, state: str) -> ImportRecord:
    """One of the member's imports, in this state. Raises Refused("import_over")."""
    known = ctx.work.imports.get(import_id, ctx.member.id)
    if known is None or known.state != state:
        raise Refused("import_over")
    return known


def show_preview(ctx: MemberContext, known: ImportRecord) -> None:
    """Have the message that shows what was read shown anew."""
    kind = READ_ARCHIVE if known.kind == "archive" else READ
    show_job(ctx, f"{kind}:{known.id}:{known.read_times}", kind)


def show_taken(ctx: MemberContext, known: ImportRecord) -> None:
    """Have the messages that tell of an import's taking shown anew."""
    for job in _taking_jobs(ctx, known.id):
        show_job(ctx, job.key, job.kind)


def show_job(ctx: MemberContext, key: str, kind: str) -> None:
    """Have the message that announced a job shown anew."""
    for job in ctx.work.jobs.of_member(ctx.member.id, kind):
        if job.key == key:
            ctx.work.messages.show_said(jobs.announcement(job.id), ctx.real)


def next_chunk(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> Chunk | None:
    """The next rows as entries; None where there are no more."""
    return of_rows(
        contexts,
        (workspace_id, known.member_id),
        lambda ctx: ctx.work.imports.taken_rows(known, known.staged_to, CHUNK),
        lambda ctx, rows: _chunk(ctx, known, rows),
    )


def _chunk(ctx: MemberContext, known: ImportRecord, rows: Sequence[RowRecord]) -> Chunk:
    about = archives.about_of(ctx, known)
    drafted: dict[int, Drafted] = {}
    worth: dict[int, tuple[AssessmentRecord, ...]] = {}
    key = worth_key(ctx)
    for row, read in _still_new(ctx, known, rows):
        kept = dict(row.reading or {})
        one = _entry(ctx, known, row, read, about)
        drafted[row.number] = one
        as_shown = worth_kept(kept, one.record, key) if _is_as_shown(known, row, read) else None
        if as_shown is not None:
            worth[one.record.id] = as_shown
    others = [one.record for one in drafted.values() if one.record.id not in worth]
    worth |= {one.id: records_of(one, found) for one, found in _with_worth(ctx, others)}
    evidence = ctx.work.entries.evidence([one.record.id for one in drafted.values()])
    staged = tuple(
        StagedEntry(
            number,
            one.columns,
            evidence[one.record.id],
            sealed(content_of(one.record, evidence[one.record.id])),
            worth[one.record.id],
        )
        for number, one in drafted.items()
    )
    return Chunk(known, staged, rows[-1].number, rules_of(ctx))


def _entry(
    ctx: MemberContext,
    known: ImportRecord,
    row: RowRecord,
    read: RowRead,
    about: ArchiveAbout | None,
) -> Drafted:
    """What a row becomes: of a table as it was read, of an archive as it stands there."""
    account, mine = (row.reading or {}).get(ACCOUNT), bool(known.words_mine)
    if about is None or not row.cells:
        return entry_of(ctx, known, row.number, read, words_mine=mine, account=account)
    return archive_entries.entry_of(
        ctx, known, row.number, row.cells[0], about, words_mine=mine, account=account
    )


def _is_as_shown(known: ImportRecord, row: RowRecord, read: RowRead) -> bool:
    """Whether a row's entry is the one that was assessed to be shown: what was only doubted was
    not, and words that are not the member's fill no stage.
    """
    return row.verdict == "taken" and bool(known.words_mine or not read.stages)


def _with_worth(
    ctx: MemberContext, entries: Sequence[EntryRecord]
) -> Iterator[tuple[EntryRecord, tuple[Worth, ...]]]:
    worth = worth_of(ctx, entries)
    return ((one, worth[one.id]) for one in entries)


def _still_new(
    ctx: MemberContext, known: ImportRecord, rows: Sequence[RowRecord]
) -> list[tuple[RowRecord, RowRead]]:
    """Those of the rows that have not come into the record since they were shown, from another file
    or by the member's own hand; what the member wants all the same is among them.
    """
    read = [(row, RowRead.from_dict(dict(row.reading or {}), "taken", "")) for row in rows]
    days = sorted({one.start for row, one in read if one.start and not row.wanted})
    there = by_day(ctx.work.imports.beside(known, days))
    return [(row, one) for row, one in read if row.wanted or not is_there(one, there)]


def keep_chunk(contexts: ContextFactory, workspace_id: str, chunk: Chunk) -> bool:
    """Keep a chunk, unseen, each entry with the revision that says what was imported; False where
    others went on meanwhile.
    """
    known = chunk.known

    def keep(ctx: MemberContext) -> bool:
        so_far = {"staged_to": known.staged_to}
        if not ctx.work.imports.change(known, so_far, staged_to=chunk.to):
            return False
        if chunk.rules != known.rules:
            _assess_anew(ctx, replace(known, staged_to=chunk.to))
        ids = ctx.work.staging.add(known, chunk.staged, ctx.now)
        contents = [(ids[one.number], one.content) for one in chunk.staged]
        length, head = ctx.work.revisions.append_many(ctx.member, "imported", ctx.now, contents)
        ctx.change_member(chain_length=length, chain_head=head)
        return True

    return _kept(contexts, workspace_id, known, keep)


def _kept(
    contexts: ContextFactory,
    workspace_id: str,
    known: ImportRecord,
    keep: Callable[[MemberContext], bool],
) -> bool:
    """Whether a unit of work has gone on with an import; where it has not, it changes nothing."""
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        if ctx is None or not keep(ctx):
            return False
        ctx.commit()
    return True


def all_staged(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> bool:
    """Every row has its entry and its worth: what is left is to show them."""

    def keep(ctx: MemberContext) -> bool:
        now = ctx.work.imports.get(known.id, known.member_id)
        if now is None or now.state != "staging" or now.counts.get(AGAIN):
            return False
        counts = {**now.counts, **staged_worth(ctx, ctx.work.staging.sums(now, first_start(ctx)))}
        so_far = {"staged_to": known.staged_to}
        return ctx.work.imports.change(now, so_far, state="ready", counts=counts)

    return _kept(contexts, workspace_id, known, keep)


def next_reassessed(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord
) -> Reassessed | None:
    """What the next staged entries are worth now; None where all are assessed anew."""
    with contexts.read_by_id(workspace_id, known.member_id) as ctx:
        if ctx is None:
            return None
        found = ctx.work.staging.entries(known, known.assessed_to, PAGE)
        if not found:
            return None
        worth = worth_of(ctx, found)
        records = {one.id: records_of(one, worth[one.id]) for one in found}
        return Reassessed(known, records, found[-1].id)


def keep_reassessed(contexts: ContextFactory, workspace_id: str, page: Reassessed) -> bool:
    """Keep it; False where others went on meanwhile."""
    known = page.known

    def keep(ctx: MemberContext) -> bool:
        so_far = {"assessed_to": known.assessed_to}
        if not ctx.work.imports.change(known, so_far, assessed_to=page.to):
            return False
        ctx.work.staging.drop_worth([*page.worth])
        ctx.work.staging.add_worth(known, page.worth)
        return True

    return _kept(contexts, workspace_id, known, keep)


def all_reassessed(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> bool:
    """Every staged entry is assessed by what holds now."""
    counts = {name: value for name, value in known.counts.items() if name != AGAIN}
    so_far = {"assessed_to": known.assessed_to}
    return _kept(
        contexts,
        workspace_id,
        known,
        lambda ctx: ctx.work.imports.change(known, so_far, counts=counts, assessed_to=0),
    )


def _assess_anew(ctx: MemberContext, known: ImportRecord) -> bool:
    """What was staged was worked out by something else than what holds now."""
    times = int(known.counts.get(AGAIN, 0)) + 1
    return ctx.work.imports.change(
        known,
        None,
        state="staging",
        rules=rules_of(ctx),
        assessed_to=0,
        counts={**known.counts, AGAIN: times},
    )


def ended(ctx: MemberContext, job: JobRecord) -> None:
    """The job that stages has ended, and this is the member's own lane: the last step. Entries are
    shown and count from here on, all at once; or they are assessed anew first, where rules or facts
    have changed since.
    """
    known = ctx.work.imports.get(int(job.key.split(":")[1]), ctx.member.id)
    if known is None or known.state != "ready" or job.state != "done":
        return
    if known.rules != rules_of(ctx):
        _assess_anew(ctx, known)
        _ask_to_take(ctx, known, job.id)
        return
    shown = ctx.work.staging.show(known)
    # Anybody who reads the chain sees what came in together, and that it was shown.
    content: dict[str, Any] = {"import": known.id, "entries": shown, "words": known.words_mine}
    if known.sha256:
        content["sha256"] = known.sha256
    if known.kind == "archive":
        content["segments"] = archives.seal(ctx, known)
    chain(ctx, WHOLE_RECORD, "imported", content)
    ctx.work.imports.change(known, state="done", ended_at=ctx.now)
    ask_to_tidy(ctx, known, "done")
    ctx.show_home()


def last_job(ctx: MemberContext, import_id: int) -> int | None:
    """The number of the newest job that takes an import in."""
    return max((job.id for job in _taking_jobs(ctx, import_id)), default=None)


def _taking_jobs(ctx: MemberContext, import_id: int) -> list[JobRecord]:
    """The jobs that take an import in, or have tried to."""
    return [
        job
        for kind in (TAKE, TAKE_ARCHIVE)
        for job in ctx.work.jobs.of_member(ctx.member.id, kind)
        if job.key.startswith(f"{kind}:{import_id}:")
    ]


def _ask_to_take(ctx: MemberContext, known: ImportRecord, after: int | None) -> None:
    """Have an import taken in, once behind a job."""
    kind = TAKE_ARCHIVE if known.kind == "archive" else TAKE
    jobs.ask_once(ctx, kind, f"{kind}:{known.id}:{after}", {"import": known.id})


def held_up(ctx: MemberContext, import_id: int) -> ImportRecord:
    """One of the member's imports whose job was given up. Raises Refused("import_over")."""
    known = ctx.work.imports.get(import_id, ctx.member.id)
    number = last_job(ctx, import_id)
    job = ctx.work.jobs.get(number) if number is not None else None
    if known is None or known.state not in ("staging", "ready") or job is None:
        raise Refused("import_over")
    if job.state != "aside":
        raise Refused("import_over")
    return known


def try_again(ctx: MemberContext, import_id: int) -> None:
    """Go on with an import whose job was given up, from the last chunk that was kept. Raises
    Refused("import_over").
    """
    known = held_up(ctx, import_id)
    before = last_job(ctx, import_id)
    _ask_to_take(ctx, known, before)
    if before is not None:
        ctx.work.messages.show_said(jobs.announcement(before), ctx.real)


def ask_to_tidy(ctx: MemberContext, known: ImportRecord, state: str) -> None:
    """Have what an import needs no more removed."""
    jobs.ask_once(ctx, TIDY, f"{TIDY}:{known.id}:{state}", {"import": known.id})
