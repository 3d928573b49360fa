"""With whom the member shares what, as their own pages show it; sharing is done in `sharing`."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.policy.access import Subject
from bot.policy.sharing import Shared, is_open
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from storage.row_types import MemberRecord
from storage.sharing.shares import ShareRecord

SHARED_ENTRY: Final = "shared entry "
"""What a line in the access log says was looked at, with the entry's number behind it."""
SHARED_RECORD: Final = "shared record"
"""The same of a page of the record."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One share that holds. `entry_id` and `title` are None for the whole record; `title` too where
    the entry has none.
    """

    share_id: int
    viewer_id: int
    viewer: str
    entry_id: int | None
    title: str | None
    private_too: bool
    last_day: date


def facts_of(share: ShareRecord) -> Shared:
    """A share as the policy sees it."""
    return Shared(
        share.viewer_id,
        share.entry_id,
        share.private_too,
        share.last_day,
        ended=share.ended_at is not None,
    )


def owners_today(ctx: MemberContext, owner: MemberRecord) -> date:
    """The day it is where the owner of a record lives: shares go by their days."""
    return ctx.now.astimezone(ZoneInfo(owner.zone)).date()


def subject(
    owner: MemberRecord, share: ShareRecord, today: date, *, asked: bool = False
) -> Subject:
    """The owner of a share as the subject of an action of the one it is with; `today` is the
    owner's own day.
    """
    return Subject(
        owner.id, viewer_id=share.viewer_id, share_open=is_open(facts_of(share), today), asked=asked
    )


def open_shares(ctx: MemberContext) -> tuple[ShareLine, ...]:
    """What the context's member shares today, the oldest first."""
    kept = [one for one in ctx.work.shares.not_ended(ctx.member.id) if _holds(ctx, one)]
    if not kept:
        return ()
    people = ctx.work.members.many(list({one.viewer_id for one in kept}))
    entries = {
        number: ctx.work.entries.get(number, ctx.member.id)
        for number in {one.entry_id for one in kept}
        if number is not None
    }
    titles = {number: entry.title for number, entry in entries.items() if entry is not None}
    return tuple(
        ShareLine(
            share_id=one.id,
            viewer_id=one.viewer_id,
            viewer=name_of(people[one.viewer_id]),
            entry_id=one.entry_id,
            title=None if one.entry_id is None else titles.get(one.entry_id),
            private_too=one.private_too,
            last_day=one.last_day,
        )
        for one in kept
        if not people[one.viewer_id].deactivated
    )


def shares_of_entry(ctx: MemberContext, entry_id: int) -> tuple[ShareLine, ...]:
    """Those of them that show one entry."""
    return tuple(one for one in open_shares(ctx) if one.entry_id in (None, entry_id))


def _holds(ctx: MemberContext, share: ShareRecord) -> bool:
    return is_open(facts_of(share), ctx.today)
