"""How messages about a member's audit, and a round's jobs, are rendered, as things are then."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.services.audits import message_kinds as kinds
from bot.services.audits import reading_views, rounds
from bot.services.audits.reading_views import OwnAudit
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.ui.audits import own_pages, words
from bot.ui.kit.blocks import Content
from bot.ui.kit.job_notices import JobNotice
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, gone
from bot.ui.kit.said import plainly
from storage.queues.jobs import JobRecord
from storage.queues.outbox import OutboxItem


def _audit(ctx: MemberContext, item: OutboxItem) -> OwnAudit | None:
    try:
        return reading_views.own_audit(ctx, int(item.values["selection"]))
    except Refused:
        return None


def _of_audit(
    build: Callable[[OwnAudit], Content], ctx: MemberContext, item: OutboxItem
) -> Rendered:
    audit = _audit(ctx, item)
    if audit is None or audit.selection.state == "erased":
        return gone(item)
    return build(audit)


def _question(ctx: MemberContext, item: OutboxItem) -> Rendered:
    audit = _audit(ctx, item)
    if audit is None or audit.selection.state == "erased":
        return gone(item)
    return own_pages.question(audit, int(item.values["number"]))


def _job(ctx: MemberContext, job: JobRecord) -> Rendered:
    """How far a job of a round's is, without a name."""
    _, round_id, do, *_ = f"{job.key}:::".split(":")
    known = ctx.work.audit_rounds.get(int(round_id)) if round_id.isdecimal() else None
    if known is None or do not in _DOES:
        return GONE
    what = _DOES[do]
    number = known.round.number
    if job.state == "done":
        state = words.ROUND_STATES[known.round.state]
        if job.result.get("refused"):
            return plainly(f"Round {number}: I could not {what}.", f"job:{job.id}")
        return plainly(
            f"Round {number}: done ({what}). It is {state}. `/cpd-team audit` shows it.",
            f"job:{job.id}",
        )
    if job.state in ("aside", "cancelled"):
        return plainly(f"Round {number}: I could not {what}.", f"job:{job.id}")
    done = job.progress.get("done")
    so_far = f" {done:,} so far." if done else ""
    return plainly(f"Round {number}: {what}.{so_far}", f"job:{job.id}")


_DOES: Final = {
    "count": "go through everybody",
    "freeze": "freeze the population",
    "ids": "make the ids",
    "draw": "make the draw",
    "tell": "tell those drawn",
}

MESSAGES: Final = (
    MessageRenderer(kinds.TOLD, partial(_of_audit, own_pages.told)),
    MessageRenderer(kinds.REMINDER, partial(_of_audit, own_pages.reminder)),
    MessageRenderer(kinds.NOT_HANDED_IN, partial(_of_audit, own_pages.not_handed_in)),
    MessageRenderer(kinds.QUESTION, _question),
    MessageRenderer(kinds.DECISION, partial(_of_audit, own_pages.decision)),
    MessageRenderer(kinds.APPEAL_DECISION, partial(_of_audit, own_pages.appeal_decision)),
)

JOB_NOTICES: Final = (JobNotice(rounds.KIND, _job),)
