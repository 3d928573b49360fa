"""How messages that come by themselves are rendered, as things are at that moment, and how pages
about them look.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.services import weekly_review, write_ups
from bot.services.accounts import is_private
from bot.services.assessing import worth_of
from bot.services.desk import Desk
from bot.services.dispatch import members
from bot.services.nudged import SETTLED, became_of
from bot.services.nudges import messages as kinds
from bot.services.nudges.sending import asked_in
from bot.services.standings import standings_of
from bot.ui import nudges
from bot.ui.message_renderers import MessageRenderer, Rendered, gone, words_gone
from bot.ui.page_looks import MessageLook
from bot.ui.review import review
from storage.outbox import OutboxItem
from storage.records import EntryRecord, NudgeRecord


def _nudge(desk: Desk, item: OutboxItem) -> Rendered:
    found = desk.work.nudges.get(item.values["nudge_id"])
    if found is None:
        return gone(item)
    entries = [
        entry
        for entry_id in found.values.get("entries", ())
        if (entry := desk.work.entries.get(entry_id, desk.member.id)) is not None
    ]
    view = _nudge_view(desk, found, entries)
    if item.ts is not None and found.kind != "planned":
        became = became_of(desk, found, view.standing, entries)
        if became is not None and became.what in SETTLED and not found.values.get("settled"):
            desk.work.nudges.settle(found)
        view = replace(view, became=became)
    return nudges.nudge(found, view)


def _nudge_view(desk: Desk, nudge: NudgeRecord, entries: Sequence[EntryRecord]) -> nudges.NudgeView:
    """A nudge as things are now."""
    standings = standings_of(desk)
    about = (one for one in standings if nudge.enrolment_id in (None, one.enrolment.id))
    manager = None
    if nudge.kind == "manager_reminder":
        manager = desk.work.members.get(nudge.values.get("why", {}).get("manager_id", 0))
    return nudges.NudgeView(
        today=desk.today,
        standing=next(about, None),
        named=len(standings) > 1,
        entries=entries,
        missing=_missing(desk, nudge, entries),
        follow_ups=_follow_ups(desk, nudge),
        manager_name=(manager.name or manager.slack_id) if manager else "",
        turn=desk.work.nudges.told_before(nudge),
        times=write_ups.offered(desk, nudge) if nudge.kind == "behind" else (),
    )


def _missing(desk: Desk, nudge: NudgeRecord, entries: Sequence[EntryRecord]) -> str:
    """What the entry waits for that a nudge names."""
    if nudge.kind != "waiting_entry" or not entries:
        return ""
    missing = (
        question
        for one in worth_of(desk, entries[:1])[entries[0].id]
        for question in one.assessment.missing_questions
    )
    return next(missing, "")


def _write_up(desk: Desk, item: OutboxItem) -> Rendered:
    found = write_ups.view(desk, item.values["write_up_id"])
    return gone(item) if found is None else nudges.write_up(found)


def _follow_ups(desk: Desk, nudge: NudgeRecord) -> list[nudges.FollowUpView]:
    """What the nudge asks after; a plan's words only where they were typed in the conversation."""
    views = []
    for number, entry_id in asked_in(desk.work, nudge):
        one = desk.work.follow_ups.get(number, desk.member.id)
        entry = desk.work.entries.get(entry_id, desk.member.id)
        if one is None or entry is None:
            continue
        private = desk.member.private_reflections or is_private(entry, "plan")
        views.append(
            nudges.FollowUpView(
                one,
                title=entry.title or "",
                words="" if private else entry.plan or "",
                planned_on=one.created_at.astimezone(desk.zone).date(),
                put_off=one.day.isoformat() > nudge.period.partition("~")[0],
            )
        )
    return views


def _review(desk: Desk, item: OutboxItem) -> Rendered:
    """Rendered anew only to lose the words that it shows."""
    if item.ts is not None:
        return words_gone()
    return review(weekly_review.review_view(desk)).without(desk.refused_blocks)


MESSAGES: Final = (
    MessageRenderer(kinds.NUDGE, _nudge),
    MessageRenderer(kinds.WRITE_UP, _write_up),
    MessageRenderer(kinds.REVIEW, _review),
)

PAGES: Final = (MessageLook(members.Snoozed, lambda page, _: nudges.snoozed(page.day)),)
