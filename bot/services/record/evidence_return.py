"""Files of evidence handed back: asked for, and brought into the member's conversation by a job."""

from dataclasses import dataclass
from typing import Final

from bot.services.context import jobs
from bot.services.context.jobs import JobKind
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.refused import Refused
from bot.services.record.evidence import file_name, mark
from storage.queues.jobs import JobRecord
from storage.record.stored_files import hash_in
from storage.row_types import EntryRecord

KIND: Final = "hand_back"
"""The kind of the job that brings a file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be brought: whose it is, its hash and what it is called."""

    member_id: int
    slack_id: str
    im_channel: str | None
    sha256: str
    name: str


def ask_for_file(ctx: MemberContext, entry: EntryRecord, marked: str) -> None:
    """Have a file of the entry's evidence, known by its mark, brought into the member's DM.

    Raises Refused where the entry does not bear it any more: file_gone.
    """
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    found = next((one for one in borne if one.kind == "file" and mark(one) == marked), None)
    if found is None:
        raise Refused("file_gone")
    jobs.ask(ctx, KIND, {"entry": entry.id, "sha256": hash_in(found.url)})


def wanted(
    contexts: ContextFactory, workspace_id: str, member_id: int, entry_id: int, sha256: str
) -> Wanted | None:
    """What a job is to bring; None where it is not the member's evidence any more."""
    with contexts.read_by_id(workspace_id, member_id) as ctx:
        if ctx is None or ctx.work.entries.get(entry_id, member_id) is None:
            return None
        borne = ctx.work.entries.evidence([entry_id])[entry_id]
        found = next(
            (one for one in borne if one.kind == "file" and hash_in(one.url) == sha256), None
        )
        if found is None:
            return None
        member = ctx.member
        return Wanted(member.id, member.slack_id, member.im_channel, sha256, file_name(found.name))


def _hand_back_failed(job: JobRecord) -> str | None:
    if job.state == "aside":
        return "hand_back_failed"
    return "file_not_kept" if job.result.get("gone") else None


JOB_KINDS: Final = (JobKind(KIND, failure=_hand_back_failed),)
