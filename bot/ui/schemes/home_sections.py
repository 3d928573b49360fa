"""Where the member stands, on Home."""

from typing import Final

from bot.figures import several
from bot.policy.schemes.standing import HoursStanding, TargetStanding
from bot.services.record import actions as record
from bot.services.schemes.home_parts import STANDINGS
from bot.services.schemes.standings import SchemeStanding, told_once
from bot.ui.kit.blocks import Block, actions, button, context, section
from bot.ui.kit.home_sections import Heading, HomeContext, HomeSection
from bot.ui.kit.progress_bar import LEGEND, has_pace
from bot.ui.schemes.status import standing_blocks

_STANDINGS_MOST: Final = 3


def _standing(home: HomeContext) -> list[Block]:
    """The schemes, the most urgent first; what the next step offers is not offered twice."""
    standings = told_once(home.view[STANDINGS])
    if home.is_new and not standings:
        return []
    blocks: list[Block] = []
    shown = standings[:_STANDINGS_MOST]
    for one in shown:
        blocks += standing_blocks(one, "scheme", besides=home.offered)
        left = _days_left(one)
        if left:
            blocks.append(context(left, f"home:{one.enrolment.id}:left"))
    if not shown:
        blocks.append(section("You are in no scheme yet.", "home:no-scheme"))
    if len(standings) > len(shown):
        more = button(f"All {len(standings)} schemes", record.ShowStanding())
        blocks += actions("home:more", [more])
    if any(has_pace(one.standing) for one in shown):
        blocks.append(context(LEGEND, "home:legend"))
    return blocks


def _days_left(one: SchemeStanding) -> str:
    """Days to the ends of year and cycle, and what the present rate comes to."""
    standing = one.standing
    if isinstance(standing, HoursStanding) and not standing.ended_unanswered:
        if not standing.days_left:
            return "Today is the last day of this year."
        return f"{several(standing.days_left, 'day')} left in this year."
    if not isinstance(standing, TargetStanding) or standing.ended_unanswered or one.removed:
        return ""
    in_cycle = standing.cycle_days_left
    if not in_cycle:
        return "Today is the last day of your cycle."
    in_year = "Today is the last day of this year"
    if standing.year_days_left:
        in_year = f"{several(standing.year_days_left, 'day')} left in this year"
    parts = [in_year, f"{in_cycle:,} in the cycle"]
    if standing.year_days_left == in_cycle:
        parts = [f"{several(in_cycle, 'day')} left in this year and in the cycle"]
    if standing.forecast_about is not None and not standing.minimum_met and not standing.at_risk:
        parts.append(f"at this rate about {standing.forecast_about} by its end")
    return f"{', '.join(parts)}."


HOME_SECTIONS: Final = (
    HomeSection("standing", 20, _standing, Heading("Where you stand", "home:standing")),
)
