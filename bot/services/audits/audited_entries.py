"""The entries that an audit is about, a workplace's or a body's: saved, and of its days."""

from datetime import date
from typing import Final

from bot.services.context.member_context import MemberContext
from storage.row_types import EntryRecord

PAGE: Final = 500


def audited_entries(ctx: MemberContext, first: date, last: date) -> tuple[EntryRecord, ...]:
    """The member's saved entries whose last day lies in these days, by their days."""
    found: list[EntryRecord] = []
    offset = 0
    while page := ctx.work.entries.list(ctx.member.id, ["logged"], limit=PAGE, offset=offset):
        found += [one for one in page if _lies_in(one, first, last)]
        offset += len(page)
    return tuple(sorted(found, key=lambda one: (one.end_date or first, one.id)))


def _lies_in(entry: EntryRecord, first: date, last: date) -> bool:
    day = entry.end_date or entry.start_date
    return day is not None and first <= day <= last
