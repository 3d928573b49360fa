"""The cycles of a scheme that are over, a line each."""

from typing import Final

from bot.figures import day, several
from bot.policy.schemes.standing import EarlierCycle
from bot.services.schemes.history import CycleHistory
from bot.ui.kit.blocks import Block, Content, context, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, scheme_body
from bot.ui.schemes.ended_cycle import what_followed
from bot.ui.schemes.standing import amount_of

SHOWN: Final = 10
"""Cycles that are shown, the latest: thirty years of them."""


def history(view: CycleHistory) -> Content:
    """ "1 Jun 2022 to 31 May 2025: 92 of 90."."""
    title = f"{escape(view.title)}, earlier cycles"
    lines = [_line(one, account=view.account) for one in view.cycles[:SHOWN]]
    words = "\n".join(lines) or "None that I know of: your first one here is under way."
    blocks: list[Block] = [section(f"{bold(title)}\n{words}", "cycles:lines")]
    if view.account and lines:
        body = escape(scheme_body(view.title))
        blocks.append(context(f"By my count; {body} goes by your {body} account.", "cycles:count"))
    return Content("Your earlier cycles.", blocks)


def _line(one: EarlierCycle, *, account: bool) -> str:
    said = f"{day(one.start)} to {day(one.last_day)}: {_amount(one)}"
    if one.showed:
        said += " as your account shows"
    elif one.declined:
        said += " logged here"
    if one.answer is not None:
        followed = what_followed(
            one.answer, until=one.until, account=account, recognition=one.in_subjects
        )
        said += f"; you told me: {followed}"
    return f"{said}."


def _amount(one: EarlierCycle) -> str:
    """ "92 of 90"; by subjects "short of 1 of 3 subjects"."""
    if not one.in_subjects:
        return amount_of(one.credits, one.minimum)
    if one.minimum is None:
        return "what was asked for is not known"
    short = one.minimum - one.credits
    asked = several(one.minimum, "subject")
    return f"short of {short} of {asked}" if short else f"short of none of {asked}"
