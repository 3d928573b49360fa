"""A nudge on its way: whether it is still due, and what follows once it is sent, or is not.

What has become of one that stands is `sent_nudges`'s; when one comes is decided in `bot.policy`.
"""

from datetime import date
from typing import Final

from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.nudges import weekly_review
from bot.services.nudges.due_nudges import recheck
from bot.services.nudges.sent_nudges import older_than
from bot.services.record.follow_ups import next_working_day
from bot.services.schemes import cycle_outcomes
from storage.queues.outbox import OutboxItem
from storage.row_types import NudgeRecord
from storage.unit_of_work import UnitOfWork

GONE: Final = "what it shows is gone"

_LEFT_OUT: Final = frozenset({"discarded", "withdrawn"})
"""Nothing is asked after entries that are this."""


def still_due(contexts: ContextFactory, ctx: MemberContext, item: OutboxItem) -> str | None:
    """Policy is asked once more before a nudge goes: caught up, paused or left, it does not."""
    nudge = ctx.work.nudges.get(item.values["nudge_id"])
    if nudge is None or nudge.cancelled:
        return GONE
    verdict = recheck(contexts, ctx.work.session, nudge)
    if verdict == "send":
        return None
    return "outside working hours" if verdict == "later" else "no longer due"


def was_sent(contexts: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    """It counts from now on, older ones that said the same are shown anew, and what it asks after
    was asked.
    """
    work.nudges.delivered(item.values["nudge_id"], contexts.clocks.calendar())
    found = work.nudges.get(item.values["nudge_id"])
    if found is not None and found.kind == "manager_reminder":
        work.nudges.mark_reminders_passed_on(item.member_id)
    for older in older_than(work.files.of(item.member_id), item.values["nudge_id"]):
        work.messages.show_said(f"nudge:{older}", contexts.clocks.real())
    work.write()
    if found is not None and found.kind == cycle_outcomes.NUDGE:
        _read_of_ended_cycle(contexts, work, found)
    if found is not None and found.values.get("follow_ups"):
        shown = asked_in(work, found)
        work.nudges.keep_follow_ups(found, shown)
        work.follow_ups.were_asked([number for number, _ in shown], item.member_id)


def _read_of_ended_cycle(contexts: ContextFactory, work: UnitOfWork, nudge: NudgeRecord) -> None:
    why = nudge.values.get("why", {})
    start, last_day = why.get("start"), why.get("ended_on")
    ctx = contexts.read_in(work, nudge.member_id)
    for enrolment in work.enrolments.of(nudge.member_id):
        if ctx is not None and start and last_day and enrolment.id == nudge.enrolment_id:
            days = date.fromisoformat(start), date.fromisoformat(last_day)
            cycle_outcomes.told(work, enrolment, *days, ctx.today)


def was_cancelled(_office: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    """A nudge that did not go spends nobody's budget."""
    found = work.nudges.get(item.values["nudge_id"])
    if found is not None and not found.cancelled:
        work.nudges.cancel(found)


def was_given_up(contexts: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    """What it was to ask after is asked on the next working day."""
    if item.ts is not None:
        return
    found = work.nudges.get(item.values["nudge_id"])
    ctx = contexts.read_in(work, item.member_id)
    if found is None or ctx is None:
        return
    for number, _ in found.values.get("follow_ups", ()):
        one = work.follow_ups.get(number, item.member_id)
        if one is not None and one.state == "agreed":
            work.follow_ups.change(one, day=next_working_day(ctx))


def asked_in(work: UnitOfWork, nudge: NudgeRecord) -> list[tuple[int, int]]:
    """What a nudge asks after, as it shows: by number, with its entry's."""
    asked = []
    for number, entry_id in nudge.values.get("follow_ups", ()):
        entry = work.entries.get(entry_id, nudge.member_id)
        if entry is not None and entry.status not in _LEFT_OUT:
            asked.append((number, entry_id))
    return asked


def write_up_still_due(_office: ContextFactory, ctx: MemberContext, item: OutboxItem) -> str | None:
    """Whether the member still wants to write it up at this time."""
    one = ctx.work.write_ups.get(item.values["write_up_id"], ctx.member.id)
    if one is None:
        return GONE
    return None if one.state == "asked" else "no longer due"


def review_still_due(_office: ContextFactory, ctx: MemberContext, _item: OutboxItem) -> str | None:
    """Whether the member still wants a review, and may have it now."""
    wanted = ctx.member.weekly_review and not weekly_review.is_too_late(ctx)
    return None if wanted else "not wanted now"


def review_comes_again(_office: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    """A review that did not go has its turn on another day."""
    weekly_review.think_again(work, item.member_id)
