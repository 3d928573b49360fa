"""Files that are still being read: an undo is about them, and they can be let go of meanwhile."""

from datetime import datetime
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Say, say
from bot.services.evidence.arrivals import jobs_of, said_key, say_how_far
from bot.services.evidence.left_words import ask_about_words
from bot.services.evidence.results import LEFT, TOLD, is_fresh, is_open
from bot.services.record.file_requests import KIND, Purpose, group_of, prefix_of
from bot.services.record.undo_steps import UndoStep
from storage.queues.jobs import JobRecord


def forget(ctx: MemberContext, group: str) -> None:
    """Nothing becomes of files that were dropped together, as long as one of them is being read: a
    table that has begun to arrive is left, and bytes that nothing bears are swept. Raises
    Refused("file_read_already").
    """
    together = jobs_of(ctx, group)
    still = [one for one in together if is_open(one)]
    if not still:
        raise Refused("file_read_already")
    purpose = Purpose.of_plain(still[0].values["purpose"])
    for job in together:
        if is_fresh(job):
            ctx.work.jobs.settle(job.id, {TOLD: True})
        begun = ctx.work.imports.begun_by(f"{KIND}:{job.id}")
        if begun is not None and begun.state == "arriving":
            ctx.work.imports.change(begun, state="discarded", ended_at=ctx.now)
    ctx.work.jobs.cancel_group(ctx.member.id, KIND, prefix_of(group), {LEFT: True})
    ctx.work.messages.show_said(said_key(group), ctx.real)
    ask_about_words(ctx, purpose.words, purpose.thread_ts)


def _newest(ctx: MemberContext) -> JobRecord | None:
    """The file that was dropped last of those that are still being read."""
    still = [one for one in ctx.work.jobs.of_member(ctx.member.id, KIND) if is_open(one)]
    return still[-1] if still else None


def _dropped_at(ctx: MemberContext) -> datetime | None:
    """When that was, by the calendar: jobs are kept by real time."""
    newest = _newest(ctx)
    return None if newest is None else ctx.now - (ctx.real - newest.created_at)


def _say_so(ctx: MemberContext) -> Say | None:
    """Nothing that was done before is taken back in its place: the button stands beside how far it
    is.
    """
    newest = _newest(ctx)
    if newest is None:
        return None
    group = group_of(newest.key)
    say_how_far(ctx, group, None)
    return say("file_being_read" if len(jobs_of(ctx, group)) == 1 else "files_being_read")


UNDO_STEPS: Final = (UndoStep("file_being_read", 4, _dropped_at, _say_so),)
