"""How messages about a member's audit, and a round's jobs, are rendered, as things are then."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.services.audits import audit_actions as auditing
from bot.services.audits import body_audit_views, notices, reading_views, rounds
from bot.services.audits import handling_actions as handling
from bot.services.audits import lead_actions as leading
from bot.services.audits import message_kinds as kinds
from bot.services.audits.body_audit_views import BodyAuditView
from bot.services.audits.reading_views import OwnAudit
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.scheme_names import body_of
from bot.ui.audits import body_audit_pages, own_pages, words
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.job_notices import JobNotice
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, gone
from bot.ui.kit.said import plainly
from bot.ui.kit.sentences import sentence
from storage.audits.records import RoundRecord
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
        body = body_of(ctx, known.scheme)
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
    if item.values.get("none"):
        return body_audit_pages.none_known()
    return body_audit_pages.which(str(item.values["due_on"]))


def _notice(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """One sentence, and what it is about to open while that is still to be done."""
    words_ = sentence(str(item.values["sentence"]), number=str(item.values["number"]))
    selection, round_id = int(item.values["selection"]), int(item.values["round"])
    opened = {
        "round": ("Show", leading.ShowRound(round_id)),
        "drawn": ("Those drawn", leading.ShowDrawn(round_id)),
        "read": ("Read", auditing.ShowReading(selection)),
        "name_who_decides": ("Name who decides", handling.AskForReader(selection, of_appeal=True)),
    }
    opens = notices.opens(ctx, item.values)
    elements = [button(*opened[opens])] if opens is not None else []
    blocks = [section(words_, "audit:notice"), *actions("audit:notice-do", elements)]
    return Content(words_, blocks)


def _job(ctx: MemberContext, job: JobRecord) -> Rendered:
    """How far a job of a round's is, without a name; once it has ended, the round to be opened."""
    _, round_id, key, *_ = f"{job.key}:::".split(":")
    known = ctx.work.audit_rounds.get(int(round_id)) if round_id.isdecimal() else None
    work = _WORK.get(key)
    if known is None or work is None:
        return GONE
    counts = ctx.work.audit_rounds.counts(known.id) if key == "count" else None
    head = f"Round {known.round.number}"
    if job.state in ("done", "aside", "cancelled"):
        done = None
        if job.state == "done" and not job.result.get("refused"):
            done = work.done(known, 0 if counts is None else counts.in_it)
        cancelled = known.round.state == "cancelled"
        otherwise = "it was cancelled." if cancelled else f"I could not {work.what}."
        words_ = f"{head}: {done or otherwise}"
        show = button("Show", leading.ShowRound(known.id), spoken=f"Show {head.lower()}")
        blocks = [section(words_, f"job:{job.id}"), *actions(f"job:{job.id}-do", [show])]
        return Content(words_, blocks)
    so_far = f" {job.progress['done']:,} so far." if job.progress.get("done") else ""
    return plainly(f"{head}: I am {work.doing}.{so_far}", f"job:{job.id}")


@dataclass(frozen=True, slots=True)
class _Work:
    """What a job does, in words: "I could not …", "I am …", and what has come of it, given the
    round and how many are in; None where nothing has.
    """

    what: str
    doing: str
    done: Callable[[RoundRecord, int], str | None]


def _counted(known: RoundRecord, in_it: int) -> str | None:
    verb = "is" if in_it == 1 else "are"
    gone_through = f"everybody was gone through; {in_it:,} {verb} in."
    return gone_through if known.counted_on is not None else None


def _frozen(known: RoundRecord, _in_it: int) -> str | None:
    frozen = known.round.frozen
    if frozen is None:
        return None
    return (
        f"the population is frozen, with {words.people(frozen.count)} in and {frozen.size:,} to be "
        "drawn. Next, two people each commit to a seed."
    )


def _ids_made(known: RoundRecord, _in_it: int) -> str | None:
    if not any(one.ids_hash for one in known.round.attempts):
        return None
    return "the ids are made. Next, both reveal their seeds."


def _was_drawn(known: RoundRecord, _in_it: int) -> str | None:
    if not words.was_drawn(known.round):
        return None
    return f"the draw is made: {words.drawn(known.round)}. Next, you tell them."


def _told(known: RoundRecord, _in_it: int) -> str | None:
    return "those drawn are told." if known.round.state in ("open", "closed") else None


_WORK: Final = {
    "count": _Work("go through everybody", "going through everybody", _counted),
    "freeze": _Work("freeze the population", "freezing the population", _frozen),
    "ids": _Work("make the ids", "making the ids", _ids_made),
    "draw": _Work("make the draw", "making the draw", _was_drawn),
    "tell": _Work("tell those drawn", "telling those drawn", _told),
}

MESSAGES: Final = (
    MessageRenderer(kinds.TOLD, partial(_of_audit, own_pages.told)),
    MessageRenderer(kinds.REMINDER, partial(_of_audit, own_pages.reminder)),
    MessageRenderer(kinds.NOT_HANDED_IN, partial(_of_audit, own_pages.not_handed_in)),
    MessageRenderer(kinds.NOTICE, _notice),
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
