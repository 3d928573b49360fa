"""How messages that come by themselves are rendered, as things are at that moment, and how pages
about them look.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.nudges import actions as planning
from bot.services.nudges import message_kinds as kinds
from bot.services.nudges import weekly_review, write_ups
from bot.services.nudges.delivery_hooks import asked_in
from bot.services.nudges.sent_nudges import SETTLED, became_of
from bot.services.schemes.account_facts import is_private
from bot.services.schemes.assessment import worth_of
from bot.services.schemes.standings import standings_of
from bot.ui.kit.message_renderers import MessageRenderer, Rendered, gone, words_gone
from bot.ui.kit.page_looks import MessageLook
from bot.ui.nudges import nudge_texts
from bot.ui.nudges.weekly_review import review
from storage.queues.outbox import OutboxItem
from storage.row_types import EntryRecord, NudgeRecord


def _nudge(ctx: MemberContext, item: OutboxItem) -> Rendered:
    found = ctx.work.nudges.get(item.values["nudge_id"])
    if found is None:
        return gone(item)
    entries = [
        entry
        for entry_id in found.values.get("entries", ())
        if (entry := ctx.work.entries.get(entry_id, ctx.member.id)) is not None
    ]
    view = _nudge_view(ctx, found, entries)
    if item.ts is not None and found.kind != "planned":
        became = became_of(ctx, found, view.standing, entries)
        if became is not None and became.what in SETTLED and not found.values.get("settled"):
            ctx.work.nudges.mark_done(found)
        view = replace(view, became=became)
    return nudge_texts.nudge(found, view)


def _nudge_view(
    ctx: MemberContext, nudge: NudgeRecord, entries: Sequence[EntryRecord]
) -> nudge_texts.NudgeView:
    """A nudge as things are now."""
    standings = standings_of(ctx)
    about = (one for one in standings if nudge.enrolment_id in (None, one.enrolment.id))
    manager = None
    if nudge.kind == "manager_reminder":
        manager = ctx.work.members.get(nudge.values.get("why", {}).get("manager_id", 0))
    return nudge_texts.NudgeView(
        today=ctx.today,
        standing=next(about, None),
        named=len(standings) > 1,
        entries=entries,
        missing=_missing(ctx, nudge, entries),
        follow_ups=_follow_ups(ctx, nudge),
        manager_name=(manager.name or manager.slack_id) if manager else "",
        turn=ctx.work.nudges.count_before(nudge),
        times=write_ups.offered(ctx, nudge) if nudge.kind == "behind" else (),
    )


def _missing(ctx: MemberContext, nudge: NudgeRecord, entries: Sequence[EntryRecord]) -> str:
    """What the entry waits for that a nudge names."""
    if nudge.kind != "waiting_entry" or not entries:
        return ""
    missing = (
        question
        for one in worth_of(ctx, entries[:1])[entries[0].id]
        for question in one.assessment.missing_questions
    )
    return next(missing, "")


def _write_up(ctx: MemberContext, item: OutboxItem) -> Rendered:
    found = write_ups.view(ctx, item.values["write_up_id"])
    return gone(item) if found is None else nudge_texts.write_up(found)


def _follow_ups(ctx: MemberContext, nudge: NudgeRecord) -> list[nudge_texts.FollowUpView]:
    """What the nudge asks after; a plan's words only where they were typed in the conversation."""
    views = []
    for number, entry_id in asked_in(ctx.work, nudge):
        one = ctx.work.follow_ups.get(number, ctx.member.id)
        entry = ctx.work.entries.get(entry_id, ctx.member.id)
        if one is None or entry is None:
            continue
        private = ctx.member.private_reflections or is_private(entry, "plan")
        views.append(
            nudge_texts.FollowUpView(
                one,
                title=entry.title or "",
                words="" if private else entry.plan or "",
                planned_on=one.created_at.astimezone(ctx.zone).date(),
                put_off=one.day.isoformat() > nudge.period.partition("~")[0],
            )
        )
    return views


def _review(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Rendered anew only to lose the words that it shows."""
    if item.ts is not None:
        return words_gone()
    return review(weekly_review.review_view(ctx)).without(ctx.refused_blocks)


MESSAGES: Final = (
    MessageRenderer(kinds.NUDGE, _nudge),
    MessageRenderer(kinds.WRITE_UP, _write_up),
    MessageRenderer(kinds.REVIEW, _review),
)

PAGES: Final = (MessageLook(planning.Snoozed, lambda page, _: nudge_texts.snoozed(page.day)),)
