"""Nudges on Home: what they have gone quiet about, and times that the member chose."""

from typing import Final

from bot.services.nudges import actions as planning
from bot.services.nudges.home_parts import QUIET_ABOUT, WRITE_UPS, ChosenTime
from bot.ui.kit.blocks import Block, actions, button, section
from bot.ui.kit.formatting import bold, spoken_time
from bot.ui.kit.home_sections import HomeContext, HomeSection
from bot.ui.nudges.quiet import quiet_blocks
from bot.ui.record.home_sections import PLANNED


def _quiet(home: HomeContext) -> list[Block]:
    """Below the next step, where there is one."""
    return [] if home.is_new else quiet_blocks(home.view[QUIET_ABOUT])


def _write_ups(home: HomeContext) -> list[Block]:
    return [block for one in home.view[WRITE_UPS] for block in _to_write_up(one)]


def _to_write_up(one: ChosenTime) -> list[Block]:
    """A time that was chosen, with no word of what was typed with it."""
    number, place = one.write_up, f"home:write-up:{one.write_up}"
    said = "You asked me to come back to this" if one.private else bold("Write one up")
    return [
        section(f"{said}\n{spoken_time(one.at)}", place),
        *actions(
            f"{place}:actions",
            [
                button("Open" if one.private else "Now", planning.AskToWriteUp(number)),
                button("Another time", planning.AskWhenToWriteUp(write_up=number)),
                button("Do not come back to it", planning.DropWriteUp(write_up=number)),
            ],
        ),
    ]


HOME_SECTIONS: Final = (
    HomeSection("quiet", 40, _quiet),
    HomeSection("write_ups", 80, _write_ups, PLANNED),
)
