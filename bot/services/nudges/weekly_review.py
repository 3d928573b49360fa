"""The weekly review: whose turn it is, and what there is to say of a week. The words are the ui's.

When one comes is decided in `bot.policy.nudges.weekly_review`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.policy.nudges.usual_hour import usual_time
from bot.policy.nudges.weekly_review import QUIET, Week, has_its_turn, may_go, week_before
from bot.policy.working_time import local
from bot.services.context.home_parts import HomeView
from bot.services.context.leaves import quiet
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.working_time import working_time, working_time_of
from bot.services.members.home import home_view
from bot.services.record.card_view import CardView, card_views
from bot.services.record.home_parts import ENTRIES
from storage.nudges import sweeps
from storage.nudges.sweeps import Reviewed
from storage.row_types import EntryRecord
from storage.unit_of_work import UnitOfWork

KIND: Final = "review"
"""What its message is queued as."""

PAGE: Final = 1000
"""Members who want a review, read together."""

_PLANNED_AHEAD: Final = timedelta(days=20)
"""From the reviewed week's Monday on: this week and the next are told of."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A member's week: what was saved in it (the first one first), where they stand, what is
    planned this week and the next (the nearest first), and their Home, for what waits.
    """

    today: date
    week: Week
    saved: tuple[CardView, ...]
    planned: tuple[EntryRecord, ...]
    home: HomeView


def whose_turn(contexts: ContextFactory, after: int) -> tuple[list[Reviewed], int | None]:
    """Members whose turn it is now, of those numbered behind `after`; and behind whom to go on, or
    None where these were the last.
    """
    now = contexts.clocks.calendar()
    with contexts.database.snapshot() as session:
        page = sweeps.wanting_review(session, after, PAGE, now)
        nudged = sweeps.nudged_last(session, [one.member_id for one in page])
    turn = [one for one in page if _has_its_turn(one, nudged.get(one.member_id), now)]
    return turn, page[-1].member_id if len(page) == PAGE else None


def think_of(contexts: ContextFactory, one: Reviewed) -> bool:
    """Queue a member's review, or note that there is nothing to say this week; whether it was
    queued.
    """
    with contexts.open_by_id(one.workspace_id, one.member_id, Origin("review")) as ctx:
        if ctx is None or not ctx.member.weekly_review:
            return False
        ctx.change_member(reviewed_on=ctx.today)
        said = None
        if _something_to_say(ctx, review_view(ctx)):
            key = f"{KIND}:{ctx.member.id}:{ctx.today.isoformat()}"
            said = ctx.work.messages.say(ctx.member.id, KIND, key, ctx.real)
        ctx.commit()
    return said is not None


def review_view(ctx: MemberContext) -> ReviewView:
    """The week before the member's today."""
    week = week_before(ctx.today)
    since, until = (
        datetime.combine(day, time(), ctx.zone)
        for day in (week.monday, week.sunday + timedelta(days=1))
    )
    saved = ctx.work.entries.logged_between(ctx.member.id, since, until)
    planned = ctx.work.entries.list(
        ctx.member.id,
        ["planned"],
        since=ctx.today,
        until=week.monday + _PLANNED_AHEAD,
    )
    home = home_view(ctx)
    return ReviewView(
        today=ctx.today,
        week=week,
        saved=tuple(card_views(ctx, list(saved))),
        planned=tuple(reversed(planned)),
        home=home,
    )


def is_too_late(ctx: MemberContext) -> bool:
    """Whether a review that is about to go has to wait for another day."""
    member = ctx.member
    wall = local(ctx.now, member.zone)
    paused = quiet(member.paused_until, member.leaves, wall.date())
    return not may_go(wall, working_time_of(member), paused)


def think_again(work: UnitOfWork, member_id: int) -> None:
    """It was not sent: its turn comes once more, on another day of the week."""
    member = work.members.get(member_id)
    if member is not None:
        work.members.change(member, reviewed_on=None)
        work.write()


def _something_to_say(ctx: MemberContext, view: ReviewView) -> bool:
    entries = view.home[ENTRIES]
    if view.saved or view.planned or entries.waiting or entries.drafts:
        return True
    active = ctx.member.last_active_at
    return active is not None and ctx.now - active < QUIET


def _has_its_turn(one: Reviewed, nudged_at: datetime | None, now: datetime) -> bool:
    working = working_time(one.zone, one.work_start, one.work_end, one.work_days, one.country)
    wall = local(now, one.zone)
    return has_its_turn(
        wall,
        usual_time(one.usual_hour, one.member_id, working),
        working,
        reviewed_on=one.reviewed_on,
        paused_until=quiet(one.paused_until, one.leaves, wall.date()),
        nudged_on=nudged_at and local(nudged_at, one.zone).date(),
    )
