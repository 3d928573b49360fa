"""An activity over a border of cycles or years: what of it lies where, and the button that changes
it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from bot.figures import day, duration, listed
from bot.policy.schemes.assessed import AssessedPart, Assessment
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.schemes.assessment import Worth
from bot.ui.kit.blocks import Element, button

_PUT_AWAY = ("withdrawn", "discarded")


def split_button(view: CardView) -> Element | None:
    """Split by day, or Keep whole, for what lies over a border under one of the schemes."""
    entry = view.entry
    if entry.status in _PUT_AWAY or not any(one.assessment.borders for one in view.worth):
        return None
    if entry.split_by_day:
        return button("Keep whole", record.KeepWhole(entry.id))
    return button("Split by day", record.SplitByDay(entry.id))


def parts_said(found: Assessment) -> str:
    """ "Split by day: 1 h 20 min in the cycle to 31 May 2027, 40 min in the next."; of what is
    whole, that it is, where it could be split. Empty where no border is.
    """
    if not found.borders:
        return ""
    parts = _by_day(found)
    if len(parts) == 1:
        return f"Counted whole on its last day, though it began before {day(found.borders[-1])}."
    said = [
        f"{duration(one.minutes)} in the {_of(found, one, after)} to {_before(after.first_day)}"
        for one, after in pairwise(parts)
    ]
    return f"Split by day: {', '.join(said)}, {duration(parts[-1].minutes)} in the next."


def split_at(worth: Sequence[Worth]) -> str:
    """ "Split by day at 1 Jun 2027.", of the first scheme that splits it; else empty."""
    split = (_by_day(one.assessment) for one in worth)
    parts = next((parts for parts in split if len(parts) > 1), ())
    firsts = [one.first_day for one in parts[1:] if one.first_day is not None]
    return f"Split by day at {listed([day(first) for first in firsts])}." if firsts else ""


def _by_day(found: Assessment) -> tuple[AssessedPart, ...]:
    """The parts that lie between borders, each with the minutes of all its subjects."""
    return tuple(
        replace(of_it[0], minutes=sum(one.minutes for one in of_it))
        for _, same in groupby(found.parts, key=lambda one: one.last_day)
        if (of_it := [*same])
    )


def _of(found: Assessment, one: AssessedPart, after: AssessedPart) -> str:
    if found.in_hours:
        return "year"
    return "CPD year" if one.cycle == after.cycle else "cycle"


def _before(border: date | None) -> str:
    return "" if border is None else day(border - timedelta(days=1))
