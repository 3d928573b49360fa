"""Evidence of the member's that runs out: what is near its last day, and what has passed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.policy.evidence_dates import REMEMBERED_DAYS, RUNS_OUT_DAYS, RunningOut, not_replaced
from bot.services.context.member_context import MemberContext
from storage.record.overviews import RunsOut


@dataclass(frozen=True, slots=True)
class NearDates:
    """What runs out within 90 days, the nearest first; and what ran out in the 90 days before, the
    latest first.
    """

    to_come: tuple[RunningOut, ...] = ()
    passed: tuple[RunningOut, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is any of either."""
        return bool(self.to_come or self.passed)


NOTHING_NEAR: Final = NearDates()


def running_out(ctx: MemberContext) -> tuple[RunningOut, ...]:
    """All evidence of saved entries with a last day, whenever that is, but for what something newer
    has taken the place of; by last day.
    """
    return _not_replaced(ctx.work.overviews.running_out(ctx.member.id, date.min))


def remembered_since(today: date) -> date:
    """The first day of which it is still shown that evidence ran out."""
    return today - timedelta(days=REMEMBERED_DAYS)


def near_dates(rows: Sequence[RunsOut], today: date) -> NearDates:
    """What is near its last day, seen from a day; `rows` are all from `remembered_since` on."""
    first, last = remembered_since(today), today + timedelta(days=RUNS_OUT_DAYS[-1])
    found = [one for one in _not_replaced(rows) if first <= one.last_day <= last]
    return NearDates(
        tuple(one for one in found if one.last_day >= today),
        tuple(one for one in reversed(found) if one.last_day < today),
    )


def _not_replaced(rows: Sequence[RunsOut]) -> tuple[RunningOut, ...]:
    return not_replaced(RunningOut(one.entry_id, one.last_day, one.title) for one in rows)
