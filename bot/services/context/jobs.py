"""Slow work as the product sees it: asked for, announced, and what came of it told.

Doing it is `bot.delivery`'s. A job that was announced and then fails is told once, with what to do.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

from bot.services.context.member_context import MemberContext
from storage.queues.jobs import JobRecord
from storage.vocabulary import JOB_OPEN

JobKind = Literal["export", "erase"]

ANNOUNCED: Final = "job"
"""The kind of the message on which an announced job's progress stands; it holds the `job_id`."""

ENDED: Final = "cpdbot.job_ended"
"""The type of the event that says, in its member's lane, that a job has ended (`job_id`)."""

_ANNOUNCED: Final[frozenset[JobKind]] = frozenset({"export"})


def ask(ctx: MemberContext, kind: JobKind, values: Mapping[str, Any] | None = None) -> int | None:
    """Queue a job, once for this origin, and announce it if that is its kind's way.

    The job's number; None where it was asked for before.
    """
    key = f"{kind}:{ctx.origin.key}"
    job_id = ctx.work.jobs.ask(ctx.member.id, kind, key, ctx.real, values or {})
    if job_id is not None and kind in _ANNOUNCED:
        announce(ctx, job_id)
    return job_id


def announce(ctx: MemberContext, job_id: int) -> None:
    """Post the message on which the job's progress will stand."""
    ctx.work.messages.say(
        ctx.member.id, ANNOUNCED, announcement(job_id), ctx.real, {"job_id": job_id}
    )


def announcement(job_id: int) -> str:
    """What the message that announced a job is known by."""
    return f"job:{job_id}"


def under_way(ctx: MemberContext, kind: JobKind) -> bool:
    """Whether a job of this kind of the member's has still to be done."""
    return any(job.state in JOB_OPEN for job in ctx.work.jobs.of_member(ctx.member.id, kind))


def ended(ctx: MemberContext, job_id: int) -> None:
    """A job of the member's has ended: show it where it was announced, and tell a failure."""
    job = ctx.work.jobs.get(job_id)
    if job is None or job.member_id != ctx.member.id:
        return
    ctx.work.messages.show_said(announcement(job_id), ctx.real)
    sentence = _failure(job)
    if sentence is not None:
        ctx.reply("say", {"sentence": sentence})


def _failure(job: JobRecord) -> str | None:
    """The sentence that a member is owed about a job, by its name."""
    if job.state == "aside":
        return {"export": "export_failed", "erase": "erase_failed"}.get(job.kind)
    if job.kind == "erase" and job.result.get("files_left"):
        return "files_left"
    return None
