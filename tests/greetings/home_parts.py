"""What the room shows on Home."""

from typing import Final

from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.ui.kit.blocks import Block, section
from bot.ui.kit.home_sections import HomeContext, HomeSection


def _greeted(ctx: MemberContext) -> str:
    return ctx.member.name or ""


GREETED: Final = HomePart("greeted", _greeted)

HOME_PARTS: Final = (GREETED,)


def _blocks(home: HomeContext) -> list[Block]:
    return [section(f"Good morning, {home.view[GREETED]}.", "home:greeting")]


HOME_SECTIONS: Final = (HomeSection("greeting", 65, _blocks),)
