"""A statement on its way into its member's own lane, as an event of ours."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.services.context.member_context import Actor, ContextFactory
from storage.queues.inbox import put_within
from storage.sources.statements import Recipient, StatementRecord
from storage.unit_of_work import UnitOfWork, unit_of_work

SOURCE_DRAFT: Final = "cpdbot.source_draft"
"""The type of the event that has a statement drafted (`statement`)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by both clocks."""

    real: datetime
    calendar: datetime


def queue(
    work: UnitOfWork, one: StatementRecord, recipient: Recipient, now: Moment
) -> StatementRecord:
    """Have a waiting statement drafted in its member's lane, in this unit's transaction."""
    times = one.times_queued + 1
    changed = work.statements.change(
        one, state="queued", member_id=recipient.member_id, times_queued=times, not_before=None
    )
    if not changed:
        return one
    put_within(
        work.session,
        workspace_id=work.workspace_id,
        event_id=f"{SOURCE_DRAFT}:{one.id}:{times}",
        lane=Actor(work.workspace_id, recipient.slack_id).lane,
        body={"type": SOURCE_DRAFT, "statement": one.id},
        real=now.real,
        calendar=now.calendar,
    )
    return replace(
        one, state="queued", member_id=recipient.member_id, times_queued=times, not_before=None
    )


def release(contexts: ContextFactory, workspace_id: str) -> int:
    """Queue a page of what waits in a workspace although it is known whose it is, and they keep a
    record here; how many.
    """
    now = Moment(contexts.clocks.real(), contexts.clocks.calendar())
    with unit_of_work(contexts.database, workspace_id) as work:
        count = release_in(work, now)
        work.commit()
    return count


def release_in(work: UnitOfWork, now: Moment, person_id: int | None = None) -> int:
    """The same in a unit that was opened for something else; or of one of a source's people."""
    found = work.statements.releasable(now.calendar.date(), person_id)
    for one, recipient in found:
        queue(work, one, recipient, now)
    return len(found)
