"""How messages about a member's audit, and a round's jobs, are rendered, as things are then."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.services.audits import body_audit_views, body_audits, reading_views, rounds
from bot.services.audits import message_kinds as kinds
from bot.services.audits.body_audit_views import BodyAuditView
from bot.services.audits.reading_views import OwnAudit
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.ui.audits import body_audit_pages, own_pages, words
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


def _of_body_audit(
    build: Callable[[MemberContext, BodyAuditView], Content], ctx: MemberContext, item: OutboxItem
) -> Rendered:
    """One that was dropped is said to be: an undo may bring it back."""
    known = ctx.work.body_audits.get(int(item.values["audit"]))
    if known is None or known.member_id != ctx.member.id:
        return gone(item)
    if known.state == "dropped":
        body = body_audits.body_of(ctx, known.scheme)
        return body_audit_pages.dropped(body)
    return build(ctx, body_audit_views.view_of(ctx, known.id))


def _plain(
    build: Callable[[BodyAuditView], Content],
) -> Callable[[MemberContext, BodyAuditView], Content]:
    """What is built from a page alone."""
    return lambda _, view: build(view)


def _body_audit_reminder(ctx: MemberContext, view: BodyAuditView) -> Content:
    if view.audit.state != "preparing":
        return body_audit_pages.sent(view)
    return body_audit_pages.reminder(view, body_audit_views.counts_of(ctx, view.audit))


def _which_body(_context: MemberContext, item: OutboxItem) -> Rendered:
    return body_audit_pages.which(str(item.values["due_on"]))


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
    MessageRenderer(kinds.BODY_AUDIT, partial(_of_body_audit, _plain(body_audit_pages.told))),
    MessageRenderer(kinds.BODY_AUDIT_REMINDER, partial(_of_body_audit, _body_audit_reminder)),
    MessageRenderer(
        kinds.BODY_AUDIT_ASKED,
        partial(_of_body_audit, _plain(body_audit_pages.asked_what_came)),
    ),
    MessageRenderer(kinds.BODY_AUDIT_SENT, partial(_of_body_audit, _plain(body_audit_pages.sent))),
    MessageRenderer(
        kinds.BODY_AUDIT_OUTCOME, partial(_of_body_audit, _plain(body_audit_pages.outcome))
    ),
    MessageRenderer(kinds.WHICH_BODY, _which_body),
)

JOB_NOTICES: Final = (JobNotice(rounds.KIND, _job),)
