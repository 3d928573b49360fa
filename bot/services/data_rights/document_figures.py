"""The figures of a document: what a period adds up to, and where the member stood when it was made.

Nothing is decided here: sums are of what was assessed, and standings are the rules'.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.documents.model import Entry, Figure, FigureUnit
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import (
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    Standing,
    TargetStanding,
)
from bot.policy.vocabulary import STATES, State
from bot.services.schemes.standings import SchemeStanding


def period_totals(one: SchemeStanding, entries: Sequence[Entry]) -> tuple[Figure, ...]:
    """How many entries, and what counts, waits and lies outside: credits where the scheme counts
    them, rounded once for each total; else time where it counts that; else nothing more.
    """
    worth = [each for entry in entries for each in entry.worth if each.scheme == one.title]
    worth = [each for each in worth if not each.not_loaded]
    found = [Figure("entries", len(entries), "entries")]
    in_credits = any(each.credits is not None for each in worth)
    in_time = isinstance(one.standing, HoursStanding | FrameworkStanding)
    if not (in_credits or in_time):
        return tuple(found)
    for state in STATES:
        mine = [each for each in worth if each.state == state]
        if not mine and state != "counted":
            continue
        if in_credits:
            amount = credits_hundredths(sum(each.weight for each in mine))
            found.append(_total(state, amount, "credits"))
        else:
            found.append(_total(state, sum(each.minutes for each in mine), "minutes"))
    return tuple(found)


def _total(state: State, amount: int, unit: FigureUnit) -> Figure:
    return Figure(state, amount, unit)


def standing_figures(now: Standing, pack: Pack) -> tuple[Figure, ...]:
    """Where the member stands, with the rules that ask for it."""
    match now:
        case TargetStanding():
            return _target(now, pack)
        case HoursStanding():
            hours = Figure("year_hours", now.minutes, "minutes", now.minimum)
            left = Figure("days_left_year", now.days_left, "days")
            return (_asked(hours, "year.minimum", now.today, pack), left)
        case FrameworkStanding():
            return _framework(now)
        case ProvisionalStanding():
            return (Figure("calendar_year", now.year_credits, "credits"),)
        case RhythmStanding():
            return (
                Figure("entries_12_months", now.entries_12_months, "entries"),
                Figure("without_evaluation", now.without_evaluation, "entries"),
            )
        case _:
            return ()


def standing_then(then: Standing, now: Standing, pack: Pack) -> tuple[Figure, ...]:
    """What a year or a cycle that is over came to, each figure with its days; days left only of a
    cycle that still runs. `then`: as its last day sees the record of today.
    """
    match then:
        case TargetStanding():
            year, cycle, _ = _target(then, pack)
            year = replace(year, first=then.year_start, last=then.year_end - _ONE_DAY)
            if isinstance(now, TargetStanding) and now.cycle_start == then.cycle_start:
                return (year, cycle, _target(now, pack)[-1])
            return (year, replace(cycle, first=then.cycle_start, last=then.last_day))
        case HoursStanding():
            hours, _ = standing_figures(then, pack)
            return (replace(hours, first=then.year_start, last=then.last_day),)
        case ProvisionalStanding():
            [year] = standing_figures(then, pack)
            return (replace(year, first=then.year_start, last=then.year_end - _ONE_DAY),)
        case FrameworkStanding():
            runs = isinstance(now, FrameworkStanding) and now.cycle_start == then.cycle_start
            return standing_figures(now, pack) if runs else _framework(then)[:-1]
        case NotKnownStanding():
            return ()
        case _:
            return standing_figures(now, pack)


_ONE_DAY = timedelta(days=1)


def year_figure(then: TargetStanding, pack: Pack) -> Figure:
    """What one CPD year of a cycle came to, as its last day sees the record of today."""
    year, *_ = _target(then, pack)
    last = then.year_end - _ONE_DAY
    return replace(year, name="cpd_year", number=then.year, first=then.year_start, last=last)


def _target(now: TargetStanding, pack: Pack) -> tuple[Figure, ...]:
    left = Figure("days_left", now.cycle_days_left, "days")
    if now.declined:  # what the body's account shows is not known, so that nothing is held to it
        return (
            Figure("year_logged", now.year_credits, "credits"),
            Figure("cycle_logged", now.cycle_credits, "credits"),
            left,
        )
    return (
        _asked(
            Figure("year", now.year_credits, "credits", now.recommended),
            "year.recommended",
            now.today,
            pack,
        ),
        _asked(
            Figure("cycle", now.cycle_credits, "credits", now.minimum),
            "cycle.minimum",
            now.today,
            pack,
        ),
        left,
    )


def _framework(now: FrameworkStanding) -> tuple[Figure, ...]:
    subjects = (
        Figure(
            "subject",
            one.counted,
            "minutes" if one.unit == "hours" else "credits",
            one.needed,
            asked=one.asked,
            source=now.source,
            version=now.version,
            group=one.subject,
        )
        for one in now.subjects
    )
    return (*subjects, Figure("days_left", now.days_left, "days"))


def _asked(figure: Figure, key: str, today: date, pack: Pack) -> Figure:
    """The figure with the rule that asks for it."""
    rule = pack.rule(key, today)
    if rule is None:
        return replace(figure, asked=True)
    return replace(
        figure, asked=True, source=rule.source, version=pack.version, assumed=rule.assumed
    )
