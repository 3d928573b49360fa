"""Who looked at a member's record, from their access log: equal looks of one day are one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.services.context.member_context import MemberContext
from bot.services.record.shared_with import SHARED_ENTRY
from storage.row_types import AccessRecord

READ: Final = 30
"""So many of the latest lines of the log are read."""


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looked at on one of the member's own days: `times` times, the last time `at`.

    `or_more`: the log was not read to its end, and there may have been more on that day.
    """

    viewer_name: str
    what: str
    at: datetime
    times: int
    or_more: bool = False


def latest(ctx: MemberContext) -> tuple[AccessRecord, ...]:
    """The latest lines of the member's log, the last first; where one is of an entry that they
    shared, its title stands in the place of its number, nothing where it is gone.
    """
    return tuple(_with_title(ctx, one) for one in ctx.work.teams.access_to(ctx.member.id, READ))


def _with_title(ctx: MemberContext, one: AccessRecord) -> AccessRecord:
    number = one.what.removeprefix(SHARED_ENTRY)
    if number == one.what or not number.isdecimal():
        return one
    entry = ctx.work.entries.get(int(number), ctx.member.id)
    title = (entry.title or "") if entry is not None else ""
    return replace(one, what=f"{SHARED_ENTRY}{title}")


def by_day(log: Sequence[AccessRecord], zone: str) -> tuple[Look, ...]:
    """The looks of a log that was read to `READ` lines, the latest first, as the log is."""
    days: dict[tuple[int, str, date], list[AccessRecord]] = {}
    for one in log:
        on = one.at.astimezone(ZoneInfo(zone)).date()
        days.setdefault((one.viewer_id, one.what, on), []).append(one)
    return tuple(
        Look(same[0].viewer_name, what, same[0].at, len(same), len(same) == len(log) >= READ)
        for (_, what, _), same in days.items()
    )
