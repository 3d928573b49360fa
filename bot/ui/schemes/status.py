"""Standing in messages: `/cpd`, `/cpd status`."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.figures import several
from bot.policy.schemes.standing import CreditStanding
from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.services.schemes.standings import SchemeStanding, told_once
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, scheme_body
from bot.ui.kit.progress_bar import LEGEND, has_pace, picture
from bot.ui.schemes.ended_cycle import ended_blocks, extended_line, last_cycle
from bot.ui.schemes.registration import removed_line
from bot.ui.schemes.standing import (
    assumption_line,
    brought_in_line,
    groups_line,
    leave_line,
    standing_line,
)

MOST: Final = 8
"""Schemes in one message or window: with all that may stand under each, as many blocks as fit."""

NO_SCHEME = "You are in no scheme yet. Tell me which one, and I can say where you stand."


def status(
    standings: Sequence[SchemeStanding], doubted: Mapping[str, int] = MappingProxyType({})
) -> Content:
    """Where the member stands in each scheme, with what the figures rest on, and how many entries
    of a pack an auditor doubts.
    """
    if not standings:
        return Content(
            NO_SCHEME,
            [
                section(NO_SCHEME, "standing:none"),
                *actions("standing:actions", [button("Add a scheme", members.AskForScheme())]),
            ],
        )
    standings = told_once(standings)
    blocks: list[Block] = []
    for one in standings[:MOST]:
        blocks += standing_blocks(one, "standing")
        if doubts := doubted.get(one.enrolment.pack):
            words = doubt_line(doubts)
            blocks.append(context(words, f"standing:{one.enrolment.id}:doubted"))
    if len(standings) > MOST:
        blocks.append(context(f"and {len(standings) - MOST} more", "standing:more"))
    marked = any(has_pace(one.standing) for one in standings[:MOST])
    small = [LEGEND if marked else "", assumption_line(standings)]
    if any(small):
        blocks.append(context("\n".join(filter(None, small)), "standing:assumed"))
    return Content("Where you stand.", blocks)


def doubt_line(entries: int) -> str:
    """What an audit round's decision says beside a total that it does not change."""
    return f"Your auditor doubts {several(entries, 'entry', 'entries')}. The total stays as it is."


def standing_blocks(
    one: SchemeStanding, surface: str, *, besides: Element | None = None
) -> list[Block]:
    """One scheme: a picture, the same in words, and the button that opens what it misses, unless
    that is offered `besides` already.
    """
    place = f"{surface}:{one.enrolment.id}"
    missing = [each for each in _missing(one) if each and not _same(each, besides)]
    squares = picture(one.standing)
    ended = None if one.removed else one.standing.ended_unanswered
    if ended is not None:
        title = section(f"{bold(escape(one.title))}\n{squares}", f"{place}:line")
        return [title, *ended_blocks(one, ended, f"{place}:ended", *missing)]
    lines = [bold(escape(one.title)), *filter(None, [squares, standing_line(one)])]
    blocks: list[Block] = [section("\n".join(lines), f"{place}:line")]
    brought_in = brought_in_line(one)
    if brought_in:
        blocks.append(context(brought_in, f"{place}:brought-in"))
    if by_group := groups_line(one):
        blocks.append(context(by_group, f"{place}:groups"))
    if left_out := leave_line(one):
        blocks.append(context(left_out, f"{place}:leave"))
    if removed := removed_line(one):
        blocks.append(context(removed, f"{place}:removed"))
    if extended := extended_line(one):
        blocks.append(context(extended, f"{place}:extended"))
    return [*blocks, *actions(f"{place}:actions", [*missing, last_cycle(one), _mirror(one)])]


def _mirror(one: SchemeStanding) -> Element | None:
    """Opens the record beside the qualities that the scheme names; None where it names none."""
    if not one.qualities:
        return None
    words = f"{scheme_body(one.title)}’s qualities"
    return button(words, record.ShowQualities(one.enrolment.id))


def _same(one: Element, other: Element | None) -> bool:
    return other is not None and one["action_id"] == other["action_id"]


def brief(standings: Sequence[SchemeStanding]) -> list[Block]:
    """The most urgent scheme's standing, for the head of the help page."""
    if not standings:
        return [section(NO_SCHEME, "standing:brief")]
    line = standing_line(standings[0], forecast=False)
    if len(standings) > 1:
        line = f"{bold(escape(standings[0].title))}: {line}"
    return [section(line, "standing:brief")]


def _missing(one: SchemeStanding) -> list[Element | None]:
    """What would make the standing known, where the member can say it."""
    scheme = one.enrolment.scheme
    body = scheme_body(one.title)
    buttons: list[Element | None] = []
    if one.standing.lacks_start:
        buttons.append(
            button("Set date", members.AskForCycle(scheme), spoken=f"Set {body} cycle start")
        )
    if one.standing.opening_pending and isinstance(one.standing, CreditStanding):
        buttons.append(button(f"What my {body} account shows", members.AskForOpening(scheme)))
    return buttons
