"""The twins in words of a document's charts."""

from collections.abc import Iterable, Sequence

from bot.documents.charts import Kind, Month
from bot.documents.writing import NOT_SAID
from bot.figures import MONTHS, listed, several


def rhythm_words(months: Sequence[Month], undated: int = 0) -> str:
    """The twin of the chart: how often, the fullest month, and the longest time without any. So
    many entries have no day and are in no month: `undated`.
    """
    beside = f" {several(undated, 'more has', 'more have')} no date." if undated else ""
    return _of_months(months) + beside


def _of_months(months: Sequence[Month]) -> str:
    total = sum(one.entries for one in months)
    if not months or not total:
        return "No entry in these months."
    fullest = max(months, key=lambda one: one.entries)
    as_full = sum(one.entries == fullest.entries for one in months)
    where = month(fullest) if as_full == 1 else f"each of {as_full} months"
    said = (
        f"{several(total, 'entry', 'entries')} in {several(len(months), 'month')}; the most, "
        f"{fullest.entries}, in {where}. "
    )
    empty = [one for one in months if not one.entries]
    if not empty:
        return f"{said}There is an entry in each of these months."
    gap = _longest_gap(months)
    return f"{said}{several(len(empty), 'month')} without an entry" + (
        f", the longest time {gap} months in a row." if gap > 1 else "."
    )


def _longest_gap(months: Iterable[Month]) -> int:
    longest = run = 0
    for one in months:
        run = 0 if one.entries else run + 1
        longest = max(longest, run)
    return longest


def mix_words(kinds: Sequence[Kind], formal: tuple[int, int, int]) -> str:
    """The twin of the other chart."""
    total = sum(one.entries for one in kinds)
    if not total:
        return "No entry, so no kinds."
    parts = [f"{kind_name(one)} {one.entries}" for one in kinds]
    said = f"Of {several(total, 'entry', 'entries')}: {listed(parts)}."
    planned, informal, unknown = formal
    said += f" {planned} formal, {informal} informal"
    return f"{said}, {unknown} not said." if unknown else f"{said}."


def kind_name(kind: Kind) -> str:
    """A kind of activity, or that nobody said."""
    return kind.name or NOT_SAID


def month(one: Month) -> str:
    """ "Nov 2026"."""
    return f"{MONTHS[one.month - 1]} {one.year}"
