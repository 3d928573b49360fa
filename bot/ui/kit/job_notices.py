"""What the message says that announced slow work, by the kind of job: each room declares its own in
a tuple `JOB_NOTICES`; which there are is found by discovery.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.ui.kit.message_renderers import GONE, PACKAGE, Rendered
from storage.queues.jobs import JobRecord


@dataclass(frozen=True, slots=True)
class JobNotice:
    """How jobs of one kind are announced: how far they are, and how they ended."""

    kind: str
    render: Callable[[MemberContext, JobRecord], Rendered]


def announced(ctx: MemberContext, job: JobRecord) -> Rendered:
    """What is said of a job now; nothing of a kind that only another release knows."""
    notice = job_notices().get(job.kind)
    return GONE if notice is None else notice.render(ctx, job)


@cache
def job_notices(*packages: str) -> Mapping[str, JobNotice]:
    """Those of these packages' rooms by kind, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("JOB_NOTICES", JobNotice, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.kind)
