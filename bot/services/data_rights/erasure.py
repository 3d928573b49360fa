"""Erasing a member's record: what goes and what stays said first, then done once and for all.

The hashes of the chain stay, so that nobody can claim afterwards that it held something else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.archive.chain import WHOLE_RECORD
from bot.services.audits import erasing as audits
from bot.services.audits.erasing import Waits
from bot.services.context import jobs
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.data_rights.audit_pack import KIND as AUDIT_PACK
from bot.services.data_rights.badges import KIND as BADGE
from bot.services.data_rights.document_request import KIND as DOCUMENT
from bot.services.data_rights.export import KIND as EXPORT
from bot.services.members.manager import manager_view
from bot.services.record.evidence_return import KIND as HAND_BACK
from bot.services.record.file_requests import KIND as FILE
from bot.services.record.revisions import chain
from bot.services.sharing.shares import stop_everything
from bot.services.teams.links import end_link
from storage.data_rights.member_data import Erased
from storage.queues.jobs import JobRecord
from storage.unit_of_work import UnitOfWork, look
from storage.vocabulary import JOB_OPEN

_BRINGS: Final = (EXPORT, HAND_BACK, DOCUMENT, AUDIT_PACK, BADGE)

_OF_FILES: Final = (HAND_BACK, DOCUMENT, AUDIT_PACK, BADGE)

_EVERY_JOB: Final = 2**63 - 1
"""Beyond the number of any job."""

PAGE: Final = 200
"""Entries, and revisions, that are erased together: an ack must get in between."""

CONFIRMATION: Final = "erase my record"
"""What the member types, in whatever case."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """What would go and what would stay, counted."""

    entries: int
    """Drafts, plans and withdrawn ones with them."""
    evidence: int
    """Links."""
    revisions: int
    """Whose words go; their hashes stay."""
    jobs: int
    schemes: int
    messages: int
    """Messages of the bot about entries, which will say that they were erased."""
    access_lines: int
    """Stay: who looked at the record, and when."""
    manager_name: str | None
    """Whose view of the member ends."""
    files: int
    """Files that were brought into the conversation, which are deleted in Slack."""
    export_under_way: bool
    """An export was asked for and has not arrived yet: erasing waits for it."""
    file_under_way: bool = False
    """The same of a file of evidence, of a document, of a badge, or of a pack for an audit."""
    kept_files: int = 0
    """Files that are evidence, or about to be."""
    waits: tuple[Waits, ...] = ()
    """What audit rounds that are open still need, why, and until when at the latest."""
    confirmation: str = CONFIRMATION
    """What to type."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.entries or self.revisions or self.jobs or self.schemes or self.kept_files)


def erasure_view(ctx: MemberContext) -> ErasureView:
    """What would go and what would stay of the member's record."""
    counts = ctx.work.member_data.counts(ctx.member.id, ctx.kinds.showing_words)
    manager = manager_view(ctx)
    brought = _bringing(ctx.work, ctx.member.id)
    return ErasureView(
        entries=counts.entries,
        evidence=counts.evidence,
        revisions=counts.revisions,
        jobs=counts.jobs,
        schemes=counts.enrolments,
        messages=counts.messages,
        access_lines=counts.access_lines,
        manager_name=manager.name if manager else None,
        files=len(_files(ctx.work, ctx.member.id, brought)),
        export_under_way=_under_way(brought, EXPORT),
        file_under_way=any(_under_way(brought, kind) for kind in _OF_FILES),
        kept_files=counts.files,
        waits=audits.waits(ctx),
    )


def erase(ctx: MemberContext, typed: str) -> ErasureView:
    """Erase the member's record; what goes. Again, it finds nothing and changes nothing.

    Every word of the member's goes: entries with their dialogues and evidence, the contents of
    revisions, jobs, messages not yet sent, events not yet worked off; at once as far as a page
    holds, the rest by a job, which also takes files out of Slack and the evidence store. Settings
    are as they were at first, the manager's view ends. Hashes stay, with a last revision that says
    what happened. Raises Refused: not_confirmed (`confirmation`), export_under_way,
    file_under_way.
    """
    if " ".join(typed.split()).strip("“”\"'.").casefold() != CONFIRMATION:
        raise Refused("not_confirmed", confirmation=CONFIRMATION)
    gone = erasure_view(ctx)
    if gone.export_under_way:
        raise Refused("export_under_way")
    if gone.file_under_way:
        raise Refused("file_under_way")
    work, member_id, kinds = ctx.work, ctx.member.id, ctx.kinds.showing_words
    link = work.teams.manager_of(member_id)
    if link is not None:
        end_link(ctx, link)
    stop_everything(ctx)
    up_to = Erased(work.member_data.last_entry(member_id), ctx.member.chain_length)
    work.jobs.cancel(member_id)
    work.jobs.forget_results(member_id, FILE, _EVERY_JOB)
    work.member_data.erase_page(member_id, up_to, PAGE, ctx.real, kinds)
    if gone.entries or gone.revisions:
        chain(ctx, WHOLE_RECORD, "erased", {"entries": gone.entries})
    work.write()
    audits.ask(ctx)
    work.held.erase(member_id)
    work.issued_badges.drop(member_id)
    work.statements.forget_member(member_id, ctx.member.slack_id)
    work.member_data.reset_settings(member_id)
    work.member_data.forget_messages(member_id, ctx.real, kinds)
    item = ctx.origin.item
    work.member_data.forget_events(ctx.member.slack_id, but=item.id if item else None)
    jobs.ask(ctx, "erase", {"entry": up_to.entry, "revision": up_to.revision})
    ctx.reply("erased")
    ctx.show_home()
    return gone


def erase_more(contexts: ContextFactory, workspace_id: str, member_id: int, up_to: Erased) -> int:
    """Another page of an erasure that was begun; how many rows it concerned, none at its end."""
    with contexts.open_by_id(workspace_id, member_id, Origin(f"erase:{member_id}")) as ctx:
        if ctx is None:
            return 0
        kinds = ctx.kinds.showing_words
        erased = ctx.work.member_data.erase_page(member_id, up_to, PAGE, ctx.real, kinds)
        erased = erased or _erase_changes(ctx, up_to)
        ctx.commit()
    return erased


def _erase_changes(ctx: MemberContext, up_to: Erased) -> int:
    """Words of entries that were changed before their page was reached; of how many entries."""
    changed = ctx.work.member_data.changed_since(ctx.member.id, up_to)
    ctx.work.member_data.forget_changes(ctx.member.id, up_to)
    for entry_id in changed:
        chain(ctx, entry_id, "erased", {"entries": 1})
    return len(changed)


def exported_files(
    contexts: ContextFactory, workspace_id: str, member_id: int, before: int
) -> tuple[str, ...]:
    """The ids in Slack of every file that was brought to a member before job `before`, which
    erases: it may be done long after, and a record begun anew may have been exported by then.
    """
    with look(contexts.database, workspace_id) as work:
        brought = _bringing(work, member_id)
        return _files(work, member_id, [job for job in brought if job.id < before])


def forget_exports(
    contexts: ContextFactory, workspace_id: str, member_id: int, before: int
) -> None:
    """Those files are gone, or told to be left: nothing is known of them any more."""
    with contexts.open_by_id(workspace_id, member_id, Origin(f"erase:{member_id}")) as ctx:
        if ctx is not None:
            for kind in _BRINGS:
                ctx.work.jobs.forget_results(member_id, kind, before)
            ctx.work.member_data.forget_exports(member_id)
            ctx.commit()


def forget_files(
    contexts: ContextFactory, workspace_id: str, member_id: int, before: datetime
) -> None:
    """No file is known any more that was there when the record was erased, at this moment (real
    time): a release that knows no files may have begun it.
    """
    with contexts.open_by_id(workspace_id, member_id, Origin(f"erase:{member_id}")) as ctx:
        if ctx is not None:
            ctx.work.stored_files.drop(member_id, before)
            ctx.commit()


def _under_way(brought: Iterable[JobRecord], kind: str) -> bool:
    return any(job.kind == kind and job.state in JOB_OPEN for job in brought)


def _bringing(work: UnitOfWork, member_id: int) -> list[JobRecord]:
    """The jobs that bring, or have brought, files into the member's conversation."""
    return [job for kind in _BRINGS for job in work.jobs.of_member(member_id, kind)]


def _files(work: UnitOfWork, member_id: int, exports: Iterable[JobRecord]) -> tuple[str, ...]:
    """Those of jobs, and those that releases before 0.2 sent as messages."""
    by_jobs = tuple(file for job in exports for file in job.result.get("files", ()))
    return (*by_jobs, *work.member_data.exported_before(member_id))
