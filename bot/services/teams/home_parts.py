"""What Home shows a manager of their team."""

from typing import Final

from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.context.reports import managed


def _manages(ctx: MemberContext) -> int:
    return len(managed(ctx))


MANAGES: Final = HomePart("manages", _manages)
"""How many people the member manages here."""

HOME_PARTS: Final = (MANAGES,)
