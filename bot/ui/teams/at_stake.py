"""What is at stake for the people on a manager's page, and in how many of them what is missing."""

from collections.abc import Sequence
from typing import Final

from bot.figures import day
from bot.services.teams.at_stake import Concerned, SchemeAtStake, SchemeGaps
from bot.services.teams.team_view import TeamPage
from bot.ui.kit.blocks import Block, context, section
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import bold, person
from bot.ui.schemes.standing import extended_words, follows_words

SCHEMES_MOST: Final = 4
_NAMED_MOST = 2
_TITLE_MOST = 50


def at_stake(page: TeamPage) -> list[Block]:
    """Nothing where nobody on the page has anything at stake, or a gap."""
    blocks: list[Block] = []
    if page.at_stake:
        shown = page.at_stake[:SCHEMES_MOST]
        lines = [bold("At stake"), *(line for one in shown for line in scheme_lines(one))]
        if more := len(page.at_stake) - len(shown):
            lines.append(f"{more} more")
        blocks.append(section("\n".join(lines), "team:stake"))
    if page.gaps:
        blocks.append(context("\n".join(gaps_lines(page.gaps)), "team:gaps"))
    return blocks


def scheme_lines(one: SchemeAtStake) -> tuple[str, str]:
    """Which scheme, and what it would stop; then for whom, and when."""
    head = f"{bold(brief(one.title, _TITLE_MOST))}: {follows_words(one.follows)}"
    if one.through:
        head += f", as it needs {brief(one.through, _TITLE_MOST)}"
    named = [_concerned(each) for each in one.people[:_NAMED_MOST]]
    if others := len(one.people) - len(named):
        named.append(f"{others} more")
    return head, "; ".join(named)


def gaps_lines(schemes: Sequence[SchemeGaps]) -> list[str]:
    """ "People with gaps: credits 3, evidence 1."; of several a line each, with its name."""
    lines = []
    for one in schemes[:SCHEMES_MOST]:
        of = f", {brief(one.title, _TITLE_MOST)}" if len(schemes) > 1 else ""
        counts = ", ".join(f"{gap} {count}" for gap, count in one.counts)
        lines.append(f"People with gaps{of}: {counts}.")
    more = len(schemes) - SCHEMES_MOST
    return [*lines, f"{more} more"] if more > 0 else lines


def _concerned(one: Concerned) -> str:
    name = person(one.name)
    if one.removed:
        return f"{name}: removed, they say"
    on = day(one.last_day)
    if one.extended:
        return f"{name}: {extended_words(one.until)}, they say; ended short on {on}"
    return f"{name}: ended short on {on}" if one.ended else f"{name} by {on}"
