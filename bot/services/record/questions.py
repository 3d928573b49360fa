"""Answers from the member's own record: cycle, days, credits left, what was logged or waits.

Figures are those of `bot.policy.schemes.standing`; what is not known is said to be so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import Window, window
from bot.policy.schemes.pack import Pack, Terms, terms
from bot.policy.schemes.standing import Standing
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.answers import Explained, Line, Offer, explained
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.records import AssessmentRecord, EntryRecord

LINES: Final = 2
"""Schemes that an answer speaks of: the most urgent; more stand in Home."""

_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Scheme:
    """One of the member's schemes, with what today's rules of it are."""

    one: SchemeStanding
    pack: Pack
    terms: Terms
    window: Window | None
    """Today's cycle and year; provisional while the start is not known."""

    @property
    def standing(self) -> Standing:
        return self.one.standing

    @property
    def title(self) -> str:
        return self.one.title

    @property
    def account_not_told(self) -> bool:
        """Whether the scheme keeps an account that decides, and the member has not said (or would
        not say) what it shows: then nothing is known of pace or of what is short.
        """
        return self.one.enrolment.opening_on is None and self.terms.account and self.terms.counts

    def source(self, key: str) -> str:
        """Where a rule of the scheme stands."""
        rule = self.pack.rule(key, self.standing.today)
        return "" if rule is None else rule.source


def schemes_of(ctx: MemberContext) -> tuple[Scheme, ...]:
    """The desk's member's schemes, the most urgent first."""
    found = []
    for one in standings_of(ctx):
        pack = ctx.rules[one.enrolment.pack]
        in_force = terms(pack, ctx.today)
        place = window(one.enrolment.cycle_start, in_force.length, ctx.today)
        found.append(Scheme(one, pack, in_force, place))
    return tuple(found)


def cycle_end(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _end_line)


def cycle_start(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _start_line)


def days_left(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _of_cycles(schemes, _days_line)


def credits_left(_context: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    return _each(schemes, _left_line)


def logged(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How much was logged in a stretch of days, in this cycle, or in all."""
    first, last, when = _stretch(ctx, asked, schemes)
    found = _all_logged(ctx, first, last)
    if not found:
        return explained("nothing_logged", **when)
    values: dict[str, Any] = {
        "entries": len(found),
        "minutes": sum(entry.minutes or 0 for entry in found),
        **when,
    }
    offer = Offer("list")
    counting = next((one for one in schemes if one.terms.counts), None)
    if counting is None:
        return explained("logged", offer, **values)
    worth = _assessed(ctx, found, counting)
    counted = credits_hundredths(sum(one.weight for one in worth if one.state == "counted"))
    waits = sum(one.state == "waiting" for one in worth)
    values |= {"credits": counted, "title": counting.title}
    source = counting.source("credit.base_per_hour")
    if waits:
        return explained("logged_some_wait", offer, source=source, waits=waits, **values)
    return explained("logged_counted", offer, source=source, **values)


def waiting(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What is saved and counts for nothing yet, and why."""
    found = _all_logged(ctx)
    if not found:
        return explained("nothing_saved")
    kept = ctx.work.assessments.of_entries([entry.id for entry in found])
    waits = [
        (entry, next(one for one in kept[entry.id] if one.state == "waiting"))
        for entry in found
        if any(one.state == "waiting" for one in kept.get(entry.id, ()))
    ]
    if not waits:
        return explained("nothing_waits")
    entry, assessment = waits[0]
    scheme = next((one for one in schemes if one.one.enrolment.id == assessment.enrolment_id), None)
    missing = assessment.missing[0] if assessment.missing else "save"
    day = entry.end_date or entry.start_date
    return explained(
        "waits" if len(waits) == 1 else "several_wait",
        Offer("add", entry.id),
        source=scheme.source("entry.tests") if scheme else "",
        count=len(waits),
        on=day.isoformat() if day else "",
        missing=missing,
    )


def no_scheme() -> Explained:
    """Nothing is known of somebody who is in no scheme."""
    return explained("no_scheme", Offer("scheme"))


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
        if scheme.standing.unknown == "cycle.length":
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
        Offer("set_date", scheme.pack.name),
    )


def _end_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    def line(scheme: Scheme, first: date, last: date) -> Line:
        values = {
            "title": scheme.title,
            "start": first.isoformat(),
            "end": last.isoformat(),
            "left": (last - scheme.standing.today).days,
        }
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
        return Line("days_left", values, scheme.source("cycle.length"))

    return _known_cycle(scheme, line)


def _left_line(scheme: Scheme) -> tuple[Line, Offer | None]:
    now = scheme.standing
    source = scheme.source("cycle.minimum")
    match now.kind:
        case "target" if scheme.account_not_told:
            return _logged_here(scheme)
        case "target" if now.minimum is None:
            values = {"title": scheme.title, "cycle": now.cycle_credits}
            return Line("left_no_minimum", values, source), None
        case "target":
            values = {
                "title": scheme.title,
                "minimum": now.minimum,
                "end": now.last_day.isoformat() if now.last_day else "",
                "short": now.short,
                "below": now.below_recommendation,
                "recommended": now.recommended,
            }
            met = "left_met" if now.minimum_met else "left"
            below = "" if now.below_recommendation else "_year_met"
            if now.below_recommendation is None:
                below = "_year_unknown"
            return Line(f"{met}{below}", values, source), None
        case "provisional":
            values = {
                "title": scheme.title,
                "minimum": now.minimum,
                "credits": now.year_credits,
                "year": now.year,
            }
            return Line("left_unknown", values, source), Offer("set_date", scheme.pack.name)
        case "rhythm":
            return Line("no_target", {"title": scheme.title}, scheme.source("unit")), None
        case _:
            return _not_known(scheme)


def _logged_here(scheme: Scheme) -> tuple[Line, Offer | None]:
    now = scheme.standing
    values = {"title": scheme.title, "credits": now.year_credits, "cycle": now.cycle_credits}
    line = Line("logged_here", values, scheme.source("cycle.start"))
    return line, Offer("opening", scheme.pack.name)


def not_known_line(scheme: Scheme) -> Line:
    """What stands in the way of an answer about a scheme."""
    if scheme.terms.framework:
        return Line("framework", {"title": scheme.title}, scheme.source("framework.subjects"))
    start = scheme.one.enrolment.cycle_start
    if scheme.standing.unknown:
        return Line("not_said", {"title": scheme.title, "key": scheme.standing.unknown})
    if start is not None and start > scheme.standing.today:
        values = {"title": scheme.title, "start": start.isoformat()}
        return Line("cycle_to_come", values, scheme.source("cycle.start"))
    return Line("not_known", {"title": scheme.title})


def _not_known(scheme: Scheme) -> tuple[Line, Offer | None]:
    return not_known_line(scheme), None


def _all_logged(
    ctx: MemberContext, since: date | None = None, until: date | None = None
) -> list[EntryRecord]:
    """Every saved entry of these days, the latest first."""
    found: list[EntryRecord] = []
    while len(found) % _PAGE == 0:
        some = ctx.work.entries.list(
            ctx.member.id,
            ["logged"],
            since=since,
            until=until,
            limit=_PAGE,
            offset=len(found),
        )
        if not some:
            break
        found += some
    return found


def _stretch(
    ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]
) -> tuple[date | None, date | None, dict[str, Any]]:
    """First and last day that were asked about, and how they are named."""
    today = ctx.today.isoformat()
    if asked.period is not None:
        first, last = asked.period
        return first, last, {"first": first.isoformat(), "last": last.isoformat(), "today": today}
    place = next((one.window for one in schemes if one.window and one.window.cycle_start), None)
    if asked.words == "year":
        first = date(ctx.today.year, 1, 1) if place is None else place.year_start
        when: dict[str, Any] = {"first": first.isoformat(), "last": today, "today": today}
        return first, ctx.today, when | {"year_of": place is not None}
    if asked.words == "cycle" and place is not None and place.cycle_start is not None:
        first, last = place.cycle_start, ctx.today
        return first, last, {"first": first.isoformat(), "last": today, "cycle_of": True}
    return None, None, {"first": "", "last": ""}


def _assessed(
    ctx: MemberContext, found: Sequence[EntryRecord], scheme: Scheme
) -> list[AssessmentRecord]:
    kept = ctx.work.assessments.of_entries([entry.id for entry in found])
    number = scheme.one.enrolment.id
    return [one for some in kept.values() for one in some if one.enrolment_id == number]
