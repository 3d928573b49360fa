"""Answers about the member's cycle, the days that are left of it, and the credits to go.

Figures are those of `bot.policy.schemes.standing`; what is not known is said to be so.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.conversation.groups import find_groups
from bot.conversation.subjects import categories_named
from bot.policy.frameworks.framework import folded
from bot.policy.frameworks.progress import nearest_first
from bot.policy.schemes.standing import (
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
)
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer
from bot.services.schemes.answers import framework
from bot.services.schemes.member_schemes import (
    LINES,
    Scheme,
    no_scheme,
    not_known_line,
    of_schemes,
    unknown_rule,
)


def cycle_end(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _end_line)


def cycle_start(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _start_line)


def days_left(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _days_line)


def credits_left(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _each(schemes, _left_line)


def subjects_left(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What is short in the subjects of the schemes that go by them, or of the category that was
    named; to somebody who is in none, what these schemes ask for.
    """
    theirs = [one for one in schemes if one.terms.framework]
    meant = categories_named(asked.words, [one.one.enrolment.category for one in theirs])
    named = [one for one in theirs if one.one.enrolment.category in meant]
    if not theirs:
        return framework(ctx, asked)
    if asked.words and not named:
        return _each(schemes, _left_line)
    return _each(named or theirs, _left_line)


def _each(
    schemes: Sequence[Scheme], line: Callable[[Scheme], tuple[Line, Offer | None]]
) -> Explained:
    """A line for each of the most urgent schemes, and what the first of them lacks."""
    if not schemes:
        return no_scheme()
    pairs = [line(one) for one in schemes[:LINES]]
    offers = [offer for _, offer in pairs if offer is not None]
    if len(schemes) == 1:
        return Explained((pairs[0][0],), tuple(offers))
    # One source is enough where one scheme is said beside another: each has its own in Details.
    lines = [
        Line(said.name, {**said.values, "named": True}, "" if number else said.source)
        for number, (said, _) in enumerate(pairs)
    ]
    if len(schemes) > LINES:
        lines.append(Line("more", {"more": len(schemes) - LINES}))
    return Explained(tuple(lines), tuple(offers[:1]))


def _of_cycles(
    schemes: Sequence[Scheme], line: Callable[[Scheme], tuple[Line, Offer | None]]
) -> Explained:
    """The same of the schemes that have a cycle, where one has."""
    known = [one for one in schemes if one.window and one.window.cycle_start]
    return _each(known or [one for one in schemes if one.terms.length] or schemes, line)


def _known_cycle(
    scheme: Scheme, known: Callable[[Scheme, date, date], Line]
) -> tuple[Line, Offer | None]:
    """What `known` says of a cycle's first and last day; else what stands in the way."""
    if not scheme.terms.length:
        if unknown_rule(scheme) == "cycle.length":
            return _not_known(scheme)
        return Line("no_cycle", {"title": scheme.title}, scheme.source("unit")), None
    place, start = scheme.window, scheme.one.enrolment.cycle_start
    if place is not None and place.cycle_start and place.cycle_end:
        return known(scheme, place.cycle_start, place.cycle_end - timedelta(days=1)), None
    if start is not None and start > scheme.standing.today:
        values = {"title": scheme.title, "start": start.isoformat()}
        return Line("cycle_to_come", values, scheme.source("cycle.start")), None
    unknown = {"title": scheme.title, "years": scheme.terms.length}
    return (
        Line("cycle_unknown", unknown, scheme.source("cycle.length")),
        Offer("set_date", scheme.one.enrolment.scheme),
    )


def _end_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    def line(scheme: Scheme, first: date, last: date) -> Line:
        values = {
            "title": scheme.title,
            "start": first.isoformat(),
            "end": last.isoformat(),
            "left": (last - scheme.standing.today).days,
        }
        if scheme.terms.by_hours:
            return Line("year_ends", values, scheme.source("year.start"))
        return Line("cycle_end", values, scheme.source("cycle.length"))

    return _known_cycle(scheme, line)


def _start_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    def line(scheme: Scheme, first: date, _last: date) -> Line:
        place = scheme.window
        values = {
            "title": scheme.title,
            "start": first.isoformat(),
            "year": place.year if place else 1,
            "year_start": place.year_start.isoformat() if place else first.isoformat(),
        }
        if scheme.terms.by_hours:
            return Line("year_began", values, scheme.source("year.start"))
        return Line("cycle_start", values, scheme.source("cycle.start"))

    return _known_cycle(scheme, line)


def _days_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    def line(scheme: Scheme, _first: date, last: date) -> Line:
        today, place = scheme.standing.today, scheme.window
        year_last = place.year_end - timedelta(days=1) if place else last
        values = {
            "title": scheme.title,
            "end": last.isoformat(),
            "left": (last - today).days,
            "year_left": (year_last - today).days,
        }
        if scheme.terms.by_hours:
            return Line("year_days_left", values, scheme.source("year.start"))
        return Line("days_left", values, scheme.source("cycle.length"))

    return _known_cycle(scheme, line)


def _left_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    now = scheme.standing
    if scheme.one.removed:
        return _removed(scheme), None
    match now:
        case TargetStanding():
            return _left_of_target(scheme, now)
        case HoursStanding():
            return _left_of_hours(scheme, now), None
        case FrameworkStanding():
            return _left_of_subjects(scheme, now), None
        case ProvisionalStanding():
            values = {
                "title": scheme.title,
                "minimum": now.minimum,
                "credits": now.year_credits,
                "year": now.year,
            }
            line = Line("left_unknown", values, scheme.source("cycle.minimum"))
            return line, Offer("set_date", scheme.one.enrolment.scheme)
        case RhythmStanding():
            return Line("no_target", {"title": scheme.title}, scheme.source("unit")), None
        case NotKnownStanding():
            return _not_known(scheme)


def _left_of_target(scheme: Scheme, now: TargetStanding) -> tuple[Line, Offer | None]:
    source = scheme.source("cycle.minimum")
    values: dict[str, Any]
    if scheme.account_not_told:
        return _logged_here(scheme, now)
    if now.minimum is None:
        values = {"title": scheme.title, "cycle": now.cycle_credits}
        return Line("left_no_minimum", values, source), None
    values = {
        "title": scheme.title,
        "minimum": now.minimum,
        "end": now.last_day.isoformat(),
        "short": now.short,
        "below": now.below_recommendation,
        "recommended": now.recommended,
    }
    met = "left_met" if now.minimum_met else "left"
    below = "" if now.below_recommendation else "_year_met"
    if now.below_recommendation is None:
        below = "_year_unknown"
    return Line(f"{met}{below}", values, source), None


def _left_of_hours(scheme: Scheme, now: HoursStanding) -> Line:
    source = scheme.source("year.minimum")
    values = {
        "title": scheme.title,
        "minutes": now.minutes,
        "asked": now.minimum,
        "to_go": now.short,
        "end": now.last_day.isoformat(),
    }
    if now.minimum is None:
        return Line("hours_no_minimum", values, source)
    if now.short and now.short_in:
        return Line("hours_left_group", {**values, "group": now.short_in}, source)
    return Line("hours_left" if now.short else "hours_met", values, source)


def group_hours(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How many hours one of the member's groups has, by name and with what names none; where no
    group is meant, what is left.
    """
    by_hours = [one for one in schemes if isinstance(one.standing, HoursStanding)]
    if not by_hours:
        return credits_left(ctx, asked, schemes)
    pack = by_hours[0].pack
    known = pack.categories(ctx.today) or ()
    called = pack.called_categories(ctx.today)
    phrases = (f"group {asked.words}", f"class {asked.words}")
    meant = next(filter(None, (find_groups(one, known, called) for one in phrases)), ())
    if not meant:
        return credits_left(ctx, asked, schemes)
    lines = [_of_group(by_hours, one.name) for one in meant[:LINES]]
    return Explained(tuple(lines))


def _of_group(by_hours: Sequence[Scheme], name: str) -> Line:
    own = {folded(one.one.enrolment.category): one for one in by_hours}
    scheme = own.get(folded(name)) or own.get("")  # "": it is not known which one they are in
    if scheme is None:
        return Line("not_in_group", {"group": name, "title": by_hours[0].title})
    now = scheme.standing
    if not isinstance(now, HoursStanding) or now.minimum is None or scheme.one.removed:
        return _left_line(scheme)[0]
    if len(now.together.groups) < 2:
        known = bool(folded(scheme.one.enrolment.category))
        alone = {
            "group": name,
            "minutes": now.minutes,
            "asked": now.minimum,
            "end": now.last_day.isoformat(),
        }
        said = "group_hours_alone" if known else "group_hours_unknown"
        return Line(said, alone, scheme.source("year.minimum"))
    of_it = next(one for one in now.together.groups if folded(one.name) == folded(name))
    values = {
        "group": of_it.name,
        "minutes": of_it.minutes,
        "asked": of_it.needed,
        "either": now.together.either,
        "in_all": [now.minutes, now.minimum],
        "end": now.last_day.isoformat(),
    }
    return Line("group_hours", values, scheme.source("year.minimum"))


def _left_of_subjects(scheme: Scheme, now: FrameworkStanding) -> Line:
    """Each subject is its own; those that are short are named, the nearest first."""
    short_of = nearest_first(now.short_of)
    values: dict[str, Any] = {
        "title": scheme.title,
        "met": sum(one.met is True for one in now.asked),
        "asked_for": len(now.asked),
        "end": now.last_day.isoformat(),
    }
    if not short_of:
        known = now.met is not None
        return Line("subjects_met" if known else "subjects_not_known", values, now.source)
    values["lacks"] = [[one.subject, one.unit, one.short or 0] for one in short_of]
    return Line("subjects_short", values, now.source)


def _removed(scheme: Scheme) -> Line:
    """Nothing is due of somebody who was removed, until they tell that they are back."""
    registered = scheme.one.registered
    event = None if registered is None else registered.state.decided_by
    on = None if event is None else event.on.isoformat()
    recognition = registered is not None and registered.recognition
    name = "left_recognition_removed" if recognition else "left_removed"
    return Line(name, {"title": scheme.title, "on": on}, scheme.source("failure"))


def _logged_here(scheme: Scheme, now: TargetStanding) -> tuple[Line, Offer | None]:
    values = {"title": scheme.title, "credits": now.year_credits, "cycle": now.cycle_credits}
    line = Line("logged_here", values, scheme.source("cycle.start"))
    return line, Offer("opening", scheme.one.enrolment.scheme)


def _not_known(scheme: Scheme) -> tuple[Line, Offer | None]:
    return not_known_line(scheme), None


ANSWERS: Final = (
    Answer("cycle_end", of_schemes(cycle_end)),
    Answer("cycle_start", of_schemes(cycle_start)),
    Answer("days_left", of_schemes(days_left)),
    Answer("credits_left", of_schemes(credits_left)),
    Answer("group_hours", of_schemes(group_hours)),
    Answer("subjects_left", of_schemes(subjects_left)),
)
