"""What Home shows of the record: drafts, what waits, plans and the latest entries."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.record.card_view import CardView, card_views
from bot.services.record.entered import counted_bodies, missing_at
from bot.services.record.entries import HELD_FOR
from bot.services.record.running_out import NOTHING_NEAR, NearDates, near_dates, remembered_since
from storage.record.entries import Listing
from storage.row_types import EntryRecord

RECENT = 5
DRAFTS = 5
WAITING = 3
PLANNED = 5


@dataclass(frozen=True, slots=True)
class HomeEntries:
    """The entries on a member's Home. Lists are cut short; the counts say how many there are."""

    drafts: tuple[CardView, ...]
    draft_count: int
    waiting: tuple[CardView, ...]
    """Saved entries that count for nothing until their member adds something."""
    planned: tuple[EntryRecord, ...]
    recent: tuple[CardView, ...]
    """Logged and withdrawn entries that wait for nothing, the latest first."""
    logged_count: int
    quiet_until_opened: bool
    """Nothing has been logged yet: Home says how to begin."""
    without_evidence: int = 0
    running_out: NearDates = NOTHING_NEAR
    not_entered: tuple[tuple[str, int], ...] = ()
    """By body, how many entries of the cycle do not stand in its account, where any do not."""
    unplaced: int = 0
    """How many times it was asked which entry files are for, and not answered."""
    unplaced_until: date | None = None
    """Until when the first of these files are kept."""

    @property
    def is_empty(self) -> bool:
        """Whether no word of the member's about an activity is on it."""
        shown = self.drafts, self.waiting, self.planned, self.recent, self.running_out.any
        return not any(shown)


def home_entries(ctx: MemberContext) -> HomeEntries:
    """All of them in a handful of statements, however many sections show them."""
    member, work = ctx.member, ctx.work
    drafts, waiting, recent, planned = work.entries.lists(
        member.id,
        (
            Listing(("draft",), DRAFTS),
            Listing(("logged",), WAITING, waiting=True),
            Listing(("logged", "withdrawn"), RECENT, waiting=False),
            Listing(("planned",), PLANNED, since=ctx.today - timedelta(days=366), earliest=True),
        ),
    )
    overview = work.overviews.of(member.id, remembered_since(ctx.today))
    counts = overview.counts
    cards = iter(card_views(ctx, [*drafts, *waiting, *recent]))
    logged = counts.get("logged", 0)
    return HomeEntries(
        drafts=tuple(islice(cards, len(drafts))),
        draft_count=counts.get("draft", 0),
        waiting=tuple(islice(cards, len(waiting))),
        planned=planned,
        recent=tuple(cards),
        logged_count=logged,
        quiet_until_opened=logged == 0 and not drafts,
        without_evidence=overview.without_evidence,
        running_out=near_dates(overview.running_out, ctx.today),
        not_entered=_not_entered(ctx) if logged else (),
        unplaced=overview.unplaced,
        unplaced_until=(
            None if overview.unplaced_since is None else (overview.unplaced_since + HELD_FOR).date()
        ),
    )


def _not_entered(ctx: MemberContext) -> tuple[tuple[str, int], ...]:
    counted = ((body, len(missing_at(ctx, body))) for body in counted_bodies(ctx))
    return tuple((body, count) for body, count in counted if count)


ENTRIES: Final = HomePart("entries", home_entries)

HOME_PARTS: Final = (ENTRIES,)
