"""Answers about evidence that runs out: a piece by its name, or what does in a stretch of days."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.conversation.asking import Asked, Period
from bot.conversation.asking.words import CLASSES, words_of
from bot.conversation.text import folded
from bot.policy.evidence_dates import REMEMBERED_DAYS, RUNS_OUT_DAYS, RunningOut
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Offer, explained
from bot.services.record.running_out import running_out

NAMED: Final = 3
"""Pieces that an answer names with their days."""

_SOON: Final = frozenset({"soon", "now"})
"""Words that ask for what is near alone."""

_SAYS_NOTHING: Final = frozenset(CLASSES["evidence"].split()) | {"and", "or", "the", "of", "in"}
"""Words of a name by which no piece is told from another."""


def runs_out(ctx: MemberContext, asked: Asked) -> Explained:
    """When the evidence of entries with such a title holds last; without a name, all of it."""
    wanted = frozenset(asked.words.split()) - _SAYS_NOTHING
    if not wanted:
        return running_out_in(ctx, asked)
    found = [one for one in running_out(ctx) if wanted <= _words(one.title)]
    return _told(_nearest_first(found, ctx.today), ctx.today) or explained("no_last_day")


def running_out_in(ctx: MemberContext, asked: Asked) -> Explained:
    """What runs out, or has run out, in the days that were asked about; else all that has a last
    day, the next first.
    """
    (first, last), during = _stretch(asked, ctx.today)
    found = [one for one in running_out(ctx) if first <= one.last_day <= last]
    told = _told(_nearest_first(found, ctx.today), ctx.today, during)
    if asked.words in _SOON:
        during = f"in the next {RUNS_OUT_DAYS[-1]} days"
    return told or explained("nothing_runs_out", during=during)


def _told(found: Sequence[RunningOut], today: date, during: str = "") -> Explained | None:
    if not found:
        return None
    one = found[0]
    if len(found) > 1:
        dates = [
            [each.title, each.last_day.isoformat(), *(["passed"] if each.last_day < today else [])]
            for each in found[:NAMED]
        ]
        return explained(
            "several_run_out",
            Offer("entry", one.entry_id),
            count=len(found),
            dates=dates,
            during=during,
        )
    left = (one.last_day - today).days
    name = "ran_out" if left < 0 else "runs_out"
    return explained(
        name,
        Offer("entry", one.entry_id),
        evidence_of=one.title,
        on=one.last_day.isoformat(),
        in_days=left,
    )


def _nearest_first(found: Sequence[RunningOut], today: date) -> list[RunningOut]:
    """What is to come first, then what has passed, the latest first."""
    to_come = [one for one in found if one.last_day >= today]
    return [*to_come, *(one for one in reversed(found) if one.last_day < today)]


def _stretch(asked: Asked, today: date) -> tuple[Period, str]:
    """First and last day that were asked about, and how they are said."""
    if asked.words == "thisyear":
        return _year(today.year), "this year"
    if asked.words.endswith("next year"):
        return _year(today.year + 1), "next year"
    if asked.words.endswith("next month"):
        return _month(_month(today)[1] + timedelta(days=1)), "next month"
    if asked.period is not None:
        return _to_its_end(asked.period, today)
    if asked.words in _SOON:
        since = today - timedelta(days=REMEMBERED_DAYS)
        return (since, today + timedelta(days=RUNS_OUT_DAYS[-1])), ""
    return (date.min, date.max), ""


def _to_its_end(period: Period, today: date) -> tuple[Period, str]:
    """Questions of what was logged end today; of what runs out, with the month or the year."""
    first, last = period
    if (first.month, first.day) == (1, 1) and last in (first, today, _year(first.year)[1]):
        return _year(first.year), f"in {first.year}"
    if first.day == 1 and last == today and first == _month(today)[0]:
        return _month(today), "this month"
    return period, "in those days"


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def _month(day: date) -> Period:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _words(title: str | None) -> frozenset[str]:
    """A title's words as those of a question come."""
    return frozenset(words_of(folded(title or ""))[0].split())


ANSWERS: Final = (
    Answer("runs_out", runs_out),
    Answer("running_out", running_out_in),
)
