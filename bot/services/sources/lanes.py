"""A statement on its way into its member's own lane, as an event of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.services.context.member_context import Actor, ContextFactory
from storage.queues.inbox import OwnEvent, put_all_within
from storage.sources.statements import Recipient, StatementRecord
from storage.unit_of_work import UnitOfWork, unit_of_work

SOURCE_DRAFT: Final = "cpdbot.source_draft"
"""The type of the event that has a statement drafted (`statement`)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by both clocks."""

    real: datetime
    calendar: datetime


def announce(work: UnitOfWork, queued: Sequence[tuple[int, int, Recipient]], now: Moment) -> None:
    """Tell the lanes of their members of statements that are queued in this unit: each by its
    number, and how often it was queued so far.
    """
    events = [
        OwnEvent(
            f"{SOURCE_DRAFT}:{number}:{times}",
            Actor(work.workspace_id, recipient.slack_id).lane,
            {"type": SOURCE_DRAFT, "statement": number},
        )
        for number, times, recipient in queued
    ]
    put_all_within(work.session, work.workspace_id, events, now.real, now.calendar)


def _queue(work: UnitOfWork, one: StatementRecord, recipient: Recipient, now: Moment) -> None:
    """Have a waiting statement drafted in its member's lane, in this unit's transaction."""
    times = one.times_queued + 1
    changed = work.statements.change(
        one, state="queued", member_id=recipient.member_id, times_queued=times, not_before=None
    )
    if not changed:
        return
    announce(work, [(one.id, times, recipient)], now)


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
        _queue(work, one, recipient, now)
    return len(found)
