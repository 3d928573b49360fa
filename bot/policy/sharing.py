"""What a member shares with one named person: until when, which entries, and which of their words.

Pure. Who may look is `bot.policy.access`'s, by what is worked out here; a share that is over, or
was taken back, shows nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from bot.policy.months import months_on
from bot.policy.vocabulary import STAGES, Stage

SharePeriod = Literal["day", "week", "month"]
PERIODS: Final[tuple[SharePeriod, ...]] = get_args(SharePeriod)

LONGEST: Final = timedelta(days=366)
"""How far ahead the last day of a share may lie."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One share as far as looking turns on it.

    `entry_id`: the one entry that it shows, or None for the record: every saved entry. `last_day`:
    the last of the member's own days on which it holds. `ended`: it was taken back, or given up.
    """

    viewer_id: int
    entry_id: int | None
    private_too: bool
    last_day: date
    ended: bool = False


def last_day(today: date, period: SharePeriod) -> date:
    """The last day of a share that begins today: a day, a week or a month later; in a shorter
    month its last day.
    """
    match period:
        case "day":
            return today + timedelta(days=1)
        case "week":
            return today + timedelta(days=7)
        case "month":
            return months_on(today, 1)


def is_open(share: Shared, today: date) -> bool:
    """Whether a share holds on one of the member's own days: up to and with its last."""
    return not share.ended and today <= share.last_day


def covers(share: Shared, entry_id: int) -> bool:
    """Whether an entry is among what a share shows."""
    return share.entry_id is None or share.entry_id == entry_id


def stages_shown(shares: Iterable[Shared], private: Iterable[Stage]) -> tuple[Stage, ...]:
    """The stages of an entry that these open shares of one person show together, in the order of
    the dialogue; none where there is no share. `private`: those that were typed privately.
    """
    found = tuple(shares)
    if not found:
        return ()
    hidden = frozenset() if any(one.private_too for one in found) else frozenset(private)
    return tuple(stage for stage in STAGES if stage not in hidden)
