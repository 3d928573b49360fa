"""A standing in one line, as `docs/rules.md` defines its figures; nothing is worked out here."""

from collections.abc import Sequence

from bot.policy.standing import Standing
from bot.services.standings import SchemeStanding
from bot.ui.escape import escape
from bot.ui.words import credits, day, listed, near_day, number, scheme_body, several

LINES_MOST = 3

_RESTS_ON = {
    "credit.base_per_hour": "credits by the hour (assumed)",
    "year.start": "years that run from the cycle’s start (assumed)",
    "year.recommended": "the recommendation (assumed)",
    "cycle.minimum": "the minimum (assumed)",
}
_BAR = 10


def standing_parts(one: SchemeStanding, *, forecast: bool = True) -> tuple[str, str]:
    """The line in two halves, for where it takes two: the year, and the cycle with what waits.

    Without `forecast` it says nothing of what the present rate comes to: just after saving,
    what was done is news enough.
    """
    standing = one.standing
    match standing.kind:
        case "target":
            first, second = _target(standing, forecast=forecast)
        case "provisional":
            first, second = _provisional(standing, one.title)
        case "rhythm":
            return _rhythm(standing, one.title)
        case "not_known":
            return _not_known(one), ""
    return first, " ".join(filter(None, (second, _waiting(standing))))


def standing_line(one: SchemeStanding, *, forecast: bool = True) -> str:
    """One scheme's standing in one line."""
    return " ".join(filter(None, standing_parts(one, forecast=forecast)))


def standing_lines(standings: Sequence[SchemeStanding], most: int = LINES_MOST) -> list[str]:
    """A line for each scheme, named where there are several; three at most, then "and 1 more"."""
    if len(standings) < 2:
        return [standing_line(one) for one in standings]
    lines = [f"*{escape(one.title)}*: {standing_line(one)}" for one in standings[:most]]
    if len(standings) > most:
        lines.append(f"and {len(standings) - most} more")
    return lines


def assumption_line(standings: Sequence[SchemeStanding]) -> str:
    """What the figures rest on that nobody has confirmed; empty where there is nothing."""
    keys = {
        key
        for one in standings
        if one.standing.kind in ("target", "provisional")
        for key in one.standing.assumed
        # The calendar year stands in for the CPD year while the start is not known.
        if not (key == "year.start" and one.standing.kind == "provisional")
    }
    phrases = [words for key, words in _RESTS_ON.items() if key in keys]
    return f"The figures rest on {listed(phrases)}." if phrases else ""


def brought_in_line(one: SchemeStanding) -> str:
    """The opening balance with its label; empty where there is none."""
    enrolment = one.enrolment
    if enrolment.opening_on is None or one.standing.kind not in ("target", "provisional"):
        return ""
    amount = credits(enrolment.opening_cycle or 0)
    return f"{amount} of {day(enrolment.opening_on)} were brought in, not checked by me."


def bar(part: int, whole: int) -> str:
    """A row of ten squares. The words beside it say the same."""
    filled = 0 if whole <= 0 else max(0, min(_BAR, part * _BAR // whole))
    return "▰" * filled + "▱" * (_BAR - filled)


def bars(standing: Standing) -> str:
    """Year and cycle as rows of squares; empty where the scheme has no target or none is known."""
    if standing.kind != "target":
        return ""
    year = bar(standing.year_credits or 0, standing.recommended or 0)
    cycle = bar(standing.cycle_credits or 0, standing.minimum or 0)
    return f"{year}  year\n{cycle}  cycle"


def _target(standing: Standing, *, forecast: bool) -> tuple[str, str]:
    year = f"This year {number(standing.year_credits or 0)} of the recommended "
    year += number(standing.recommended or 0)
    cycle, minimum = number(standing.cycle_credits or 0), number(standing.minimum or 0)
    end = "" if standing.last_day is None else day(standing.last_day)
    if standing.minimum_met:
        return f"Minimum met: {cycle} of {minimum} for the cycle to {end}.", f"{year}."
    left = f"Cycle {cycle} of the minimum {minimum}, {number(standing.short or 0)} to go by {end}."
    if standing.at_risk and forecast:
        left += f" At this rate about {standing.forecast_about or 0} by then."
    if standing.behind_in == "this year":
        gap = max(1, standing.year_gap_about or 0)
        return f"{year}, about {gap} behind the recommended pace.", left
    if standing.behind_in == "earlier years":
        gap = max(1, standing.cycle_gap_about or 0)
        return f"This year on pace; about {gap} behind from earlier years.", left
    return f"{year}, on pace.", left


def _provisional(standing: Standing, title: str) -> tuple[str, str]:
    earned = standing.year_credits or 0
    unit = "credit" if earned == 100 else "credits"
    minimum = "minimum" if standing.minimum is None else number(standing.minimum)
    return (
        f"{number(earned)} provisional {unit} in {standing.year} (calendar year).",
        f"Tell me when your {escape(scheme_body(title))} cycle began and I can say where you "
        f"stand against the {minimum}.",
    )


def _rhythm(standing: Standing, title: str) -> tuple[str, str]:
    """No word of credits: the scheme has none."""
    no_points = f"{escape(scheme_body(title))} asks for no points or hours."
    count, last = standing.entries_12_months or 0, standing.last_entry
    if not count or last is None:
        return "No entries in 12 months yet.", no_points
    when = near_day(last, standing.today)
    line = several(count, "entry", "entries") + " in 12 months, "
    line += f"on {when}" if count == 1 else f"the last on {when}"
    without = standing.without_evaluation or 0
    if count == 1 and without:
        line += "; it has no evaluation yet"
    elif without:
        line += f"; {without} {'has' if without == 1 else 'have'} no evaluation yet"
    return f"{line}.", no_points


def _not_known(one: SchemeStanding) -> str:
    if one.standing.reason == "framework not loaded":
        return "Not known yet: the subjects that it asks for are not loaded here."
    start = one.enrolment.cycle_start
    if start is not None and start > one.standing.today:
        return f"Not known yet: the cycle begins on {day(start)}."
    return "Not known yet."


def _waiting(standing: Standing) -> str:
    if standing.waiting_credits:
        verb = "waits" if standing.waiting_credits == 100 else "wait"
        return f"{number(standing.waiting_credits)} more {verb} for one line."
    if standing.waiting_count:
        verb = "waits" if standing.waiting_count == 1 else "wait"
        return f"{several(standing.waiting_count, 'entry', 'entries')} {verb} for what is missing."
    return ""
