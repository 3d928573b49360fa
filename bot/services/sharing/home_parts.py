"""What Home shows of what the member shares, and of what is shared with them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.record.shared_with import ShareLine, open_shares
from bot.services.sharing.viewing import SharedToMe, shared_to


@dataclass(frozen=True, slots=True)
class HomeSharing:
    """With whom the member shares what, and what others share with them: no word of theirs."""

    mine: tuple[ShareLine, ...]
    theirs: tuple[SharedToMe, ...]
    today: date


def _read(ctx: MemberContext) -> HomeSharing:
    """Nothing is read for whoever shares nothing, and has nothing shared with them."""
    if not ctx.work.files.of(ctx.member.id).shares:
        return HomeSharing((), (), ctx.today)
    return HomeSharing(open_shares(ctx), shared_to(ctx), ctx.today)


SHARING: Final = HomePart("sharing", _read)

HOME_PARTS: Final = (SHARING,)
