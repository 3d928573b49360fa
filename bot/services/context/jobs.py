"""Slow work as the product sees it: asked for, announced, and what came of it told.

Doing it is `bot.delivery`'s. Each room declares its kinds of jobs in a tuple `JOB_KINDS`. A job
that was announced and then fails is told once, with what to do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.context.message_kinds import PACKAGE
from storage.queues.jobs import JobRecord
from storage.vocabulary import JOB_OPEN

ANNOUNCED: Final = "job"
"""The kind of the message on which an announced job's progress stands; it holds the `job_id`."""

ENDED: Final = "cpdbot.job_ended"
"""The type of the event that says, in its member's lane, that a job has ended (`job_id`)."""


def _nothing(_job: JobRecord) -> None:
    return None


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job, as its room declares it.

    `announced`: a message tells how far it has come. `failure` names the sentence that the member
    is owed about one that has ended; None where all is well. `on_ended` is what follows, in the
    member's own lane.
    """

    name: str
    announced: bool = False
    failure: Callable[[JobRecord], str | None] = _nothing
    on_ended: Callable[[MemberContext, JobRecord], None] | None = None


@cache
def job_kinds(*packages: str) -> Mapping[str, JobKind]:
    """The kinds of these packages' rooms by name, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("JOB_KINDS", JobKind, *(packages or (PACKAGE,)))
    return by_name(found, lambda kind: kind.name)


def ask(ctx: MemberContext, kind: str, values: Mapping[str, Any] | None = None) -> int | None:
    """Queue a job, once for this origin and kind, and announce it if that is its kind's way.

    The job's number; None where it was asked for before.
    """
    return ask_once(ctx, kind, f"{kind}:{ctx.origin.key}", values)


def ask_once(
    ctx: MemberContext, kind: str, key: str, values: Mapping[str, Any] | None = None
) -> int | None:
    """The same, once for a key."""
    job_id = ctx.work.jobs.ask(ctx.member.id, kind, key, ctx.real, values or {})
    if job_id is not None and job_kinds(*ctx.rooms)[kind].announced:
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


def under_way(ctx: MemberContext, kind: str) -> bool:
    """Whether a job of this kind of the member's has still to be done."""
    return any(is_open(job) for job in ctx.work.jobs.of_member(ctx.member.id, kind))


def is_open(job: JobRecord) -> bool:
    """Whether it has still to be done."""
    return job.state in JOB_OPEN


def ended(ctx: MemberContext, job_id: int) -> None:
    """A job of the member's has ended: show it where it was announced, tell a failure, and do what
    follows.
    """
    job = ctx.work.jobs.get(job_id)
    if job is None or job.member_id != ctx.member.id:
        return
    kind = job_kinds(*ctx.rooms).get(job.kind)
    if kind is None:
        return  # a newer release's
    if kind.announced:
        ctx.work.messages.show_said(announcement(job_id), ctx.real)
    sentence = kind.failure(job)
    if sentence is not None:
        ctx.reply("say", {"sentence": sentence})
    if kind.on_ended is not None:
        kind.on_ended(ctx, job)
