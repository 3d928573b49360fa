"""What somebody would lose under a scheme, and by when: in the scheme's own words, if it has any.

The scheme's body decides what follows, and nothing here does: a standing is by the bot's count.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    SHORT_AND_NEAR,
    Standing,
)

_RANKS: Final = (ENDED_SHORT, SHORT_AND_NEAR, AT_RISK, BEHIND)


@dataclass(frozen=True, slots=True)
class AtStake:
    """What follows where a minimum is not reached on `last_day`.

    `follows` is the rule `failure` of that day, empty where it has no value: not known. `ended`:
    that day is over, and the cycle ended short. `removed`: it has followed already, as the member
    says. `extended`: they say that it was extended, `until` this day if they told one.
    """

    last_day: date
    follows: str
    ended: bool = False
    removed: bool = False
    extended: bool = False
    until: date | None = None


def at_stake(standing: Standing, pack: Pack, *, removed: bool = False) -> AtStake | None:
    """What is at stake for somebody who ended short, or is short of the minimum and near its end,
    at risk or behind; None for anybody else.

    `removed`: they were removed, and are not back, so that nothing is left to lose but what they
    have read of a cycle that ended short.
    """
    if standing.manager_rank not in _RANKS:
        return None
    ended = standing.ended
    if standing.manager_rank == ENDED_SHORT and ended is not None:
        return AtStake(
            ended.last_day,
            ended.consequence,
            ended=True,
            removed=ended.answer == "removed",
            extended=ended.answer == "extended",
            until=ended.until,
        )
    deadline = standing.deadline
    if removed or deadline is None or not deadline.short:
        return None
    return AtStake(deadline.last_day, pack.word("failure", deadline.last_day))
