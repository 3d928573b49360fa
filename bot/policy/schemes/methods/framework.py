"""The subjects of a framework document. This version loads none, so that nothing is known."""

from datetime import date

from bot.policy.schemes.assess import by_framework
from bot.policy.schemes.method import Method, Sight
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing.assembly import not_known
from bot.policy.schemes.standing.kinds import NotKnownStanding


def _says_so(pack: Pack, on: date) -> bool:
    return pack.rule("framework.subjects", on) is not None


def _standing(sight: Sight) -> NotKnownStanding:
    return not_known(sight, "framework not loaded")


METHODS = (
    Method(
        kind="framework",
        order=10,
        says_so=_says_so,
        needs=("framework.subjects",),
        worth_rests_on=(),
        minimum="cycle.minimum",
        counts=False,
        assess=by_framework,
        standing=_standing,
        nudges=frozenset(),
    ),
)
