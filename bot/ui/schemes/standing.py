"""A standing in one line, as `docs/rules.md` defines its figures; nothing is worked out here."""

from collections.abc import Sequence
from datetime import date

from bot.figures import capital, credits, day, duration, listed, number, several
from bot.policy.schemes.rules import NOT_SAID
from bot.policy.schemes.standing import (
    CreditStanding,
    EndedCycle,
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
)
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import near_day, scheme_body
from bot.ui.schemes.registration import lacks_line, removed_since
from bot.ui.schemes.subject_words import lacks_of, short_of_words, subjects_of

_FOLLOWS_MOST = 60
_RESTS_ON = {
    "cycle.length": "the length of a cycle (assumed)",
    "credit.base_per_hour": "credits by the hour (assumed)",
    "year.start": "years that run from the cycle’s start (assumed)",
    "year.recommended": "the recommendation (assumed)",
    "cycle.minimum": "the minimum (assumed)",
    "year.minimum": "what a year asks for (assumed)",
}
_GROUP_MOST = 60
_ENDED_WORDS = 12
"""Words that may say in which subjects a cycle ended short, their names apart."""

PACES = {
    "on pace": "on pace",
    "early": "early days",
    "between": "near the pace",
    "behind": "behind",
    "not known": "not known",
}
"""How somebody stands, in the words of a manager's list."""


def standing_line(one: SchemeStanding, *, forecast: bool = True) -> str:
    """One scheme's standing in one line.

    Without `forecast` it says nothing of what the present rate comes to: just after saving,
    what was done is news enough.
    """
    standing = one.standing
    ended = None if one.removed else standing.ended_unanswered
    if ended is not None:
        return ended_line(one, ended) if forecast else ended_in_short(ended)
    line = figures_line(one, forecast=forecast)
    if not one.removed and isinstance(standing, CreditStanding | HoursStanding | FrameworkStanding):
        return " ".join(filter(None, (line, _waiting(one, standing))))
    return line


def figures_line(one: SchemeStanding, *, forecast: bool = True) -> str:
    """The same without what may have a message of its own: what waits, a cycle that has ended."""
    line = " ".join(filter(None, (_figures(one, forecast=forecast), lacks_line(one))))
    if one.registered is None or not one.registered.removed:
        return line
    return f"{removed_since(one.registered.state)}. {line}"


def _figures(one: SchemeStanding, *, forecast: bool) -> str:
    standing = one.standing
    match standing:
        case TargetStanding() if one.removed and not standing.declined:
            return f"{capital(_this_year(standing))}, {_in_cycle(standing)} in the cycle."
        case TargetStanding():
            return _target(one, standing, forecast=forecast)
        case HoursStanding():
            return _hours(standing)
        case FrameworkStanding():
            return _of_subjects(standing)
        case ProvisionalStanding():
            return _provisional(standing)
        case RhythmStanding():
            return _rhythm(standing, one.title)
        case NotKnownStanding():
            return _not_known(one, standing)


def assumption_line(standings: Sequence[SchemeStanding]) -> str:
    """What the figures rest on that nobody has confirmed; empty where there is nothing."""
    keys = {
        key
        for one in standings
        if isinstance(one.standing, CreditStanding | HoursStanding)
        for key in one.standing.assumed
        # The calendar year stands in for the CPD year while the start is not known.
        if not (key == "year.start" and isinstance(one.standing, ProvisionalStanding))
    }
    phrases = [words for key, words in _RESTS_ON.items() if key in keys]
    return f"The figures rest on {listed(phrases)}." if phrases else ""


def brought_in_line(one: SchemeStanding) -> str:
    """The opening balance with its label; empty where there is none in the cycle that runs."""
    enrolment = one.enrolment
    if not enrolment.opening_cycle or enrolment.opening_on is None:
        return ""
    standing = one.standing
    if not isinstance(standing, CreditStanding):
        return ""
    if isinstance(standing, TargetStanding) and enrolment.opening_on < standing.cycle_start:
        return ""
    amount = credits(enrolment.opening_cycle or 0)
    return f"{amount} of {day(enrolment.opening_on)} were brought in, not checked by me."


def leave_line(one: SchemeStanding) -> str:
    """That days of leave are left out of the pace; empty where none have passed."""
    standing = one.standing
    if not isinstance(standing, TargetStanding) or not standing.leave_days or one.removed:
        return ""
    return f"{several(standing.leave_days, 'day')} of leave are left out of the pace."


def _target(one: SchemeStanding, standing: TargetStanding, *, forecast: bool) -> str:
    if standing.declined:
        return logged_here(standing)
    year, cycle = _this_year(standing), _in_cycle(standing)
    if standing.minimum_met:
        met = f"{cycle} by my count, to {day(standing.last_day)}"
        return f"{met}{goes_by_account(one, '; ')}. {capital(year)}."
    match standing.behind_in:
        case "this year":
            gap = max(1, standing.year_gap_about or 0)
            said = f"{year}, about {gap} behind its pace; {cycle} in your cycle."
        case "earlier years":
            gap = max(1, standing.cycle_gap_about or 0)
            said = f"{year}; {cycle} in your cycle, about {gap} behind its pace."
        case "nowhere":
            pace = f", {PACES[standing.pace]}" if standing.pace in ("on pace", "early") else ""
            said = f"{year}, {cycle} in your cycle{pace}."
    if forecast and standing.at_risk and standing.forecast_about:
        about, minimum = standing.forecast_about, number(standing.minimum or 0)
        said += f" At this rate about {about} of {minimum} by {day(standing.last_day)}."
    return capital(said)


def ended_line(one: SchemeStanding, ended: EndedCycle, body: str = "") -> str:
    """What the bot knows of a cycle that ended short, and what the policy says of that; `body`:
    whose it is, where nothing else says so.
    """
    if ended.in_subjects:
        return _subjects_ended_line(ended, body)
    amount, minimum = amounts(ended)
    counted = "logged here are" if ended.declined else "I count"
    but = goes_by_account(one, ", but ", "account there")
    if ended.showed_on is not None:
        counted, but = "your account shows", ""
    said = f"Your {_of(body)}{span(ended)} ended on {day(ended.last_day)}; "
    said += f"{counted} {amount} of {minimum}{but}."
    if ended.consequence:
        said += f" Under {minimum} its policy is: {ended.consequence}."
    elif ended.consequence_unknown:
        said += " What follows is not known."
    return said


def _subjects_ended_line(ended: EndedCycle, body: str) -> str:
    """Of what it was short by the bot's count, and what the policy says of this recognition."""
    said = f"Your {_of(body)}cycle ended on {day(ended.last_day)}, by my count {_short_of(ended)}."
    if ended.consequence:
        said += f" Its policy, for that alone: {ended.consequence}."
    elif ended.consequence_unknown:
        said += " What follows is not known."
    return said


def ended_in_short(ended: EndedCycle, body: str = "") -> str:
    """The same where something else is the news."""
    if ended.in_subjects:
        return f"Your last {_of(body)}cycle ended {_short_of(ended)}."
    amount, minimum = amounts(ended)
    if ended.declined:
        return f"Your last {_of(body)}cycle ended; logged here are {amount} of {minimum}."
    return f"Your last {_of(body)}{span(ended)} ended short: {amount} of {minimum}."


def _short_of(ended: EndedCycle) -> str:
    if ended.short_of:
        return short_of_words(lacks_of(ended.short_of), words=_ENDED_WORDS)
    return f"short: {ended_figures(ended)}"


def ended_figures(ended: EndedCycle) -> str:
    """ "79 of 90", "2 of 3 subjects": what was counted, or in how many subjects it was short."""
    if ended.in_subjects:
        return f"{ended.minimum - ended.credits} of {several(ended.minimum, 'subject')}"
    return " of ".join(amounts(ended))


def amounts(ended: EndedCycle) -> tuple[str, str]:
    """What was counted in it, and what was asked for, in credits or in hours."""
    written = duration if ended.in_hours else number
    return written(ended.credits), written(ended.minimum)


def extended_words(until: date | None) -> str:
    """ "extended to 31 Mar 2027", "extended" where its last day was not told."""
    return "extended" if until is None else f"extended to {day(until)}"


def follows_words(follows: str) -> str:
    """What follows where a minimum is not reached, in the scheme's own words if it has any."""
    return brief(follows, _FOLLOWS_MOST) or "what follows is not known"


def span(ended: EndedCycle) -> str:
    """What it was: a cycle, or under a scheme of hours a year by itself."""
    return "year" if ended.in_hours else "cycle"


def _of(body: str) -> str:
    return f"{body} " if body else ""


def _hours(standing: HoursStanding) -> str:
    """ "1 h 30 min of 3 h this year, to 31 Mar 2027.", and which group is short if only one is."""
    short_in = bool(standing.short and standing.short_in)
    words = f"{hours_of(standing, short=short_in)} this year, to {day(standing.last_day)}"
    return f"{words}; {to_go(standing)}." if short_in else f"{words}."


def groups_line(one: SchemeStanding) -> str:
    """ "Of 3 h each: group A 5 h, group B 1 h, either 30 min."; empty where nothing names one."""
    standing = one.standing
    if not isinstance(standing, HoursStanding) or not standing.by_group:
        return ""
    together = standing.together
    each = together.groups[0].needed
    parts = [
        f"{brief(group.name, _GROUP_MOST)} {duration(group.minutes)}" for group in together.groups
    ]
    if together.either:
        which = "either" if len(together.groups) == 2 else "any"
        parts.append(f"{which} {duration(together.either)}")
    said = ", ".join(parts)
    return f"{capital(said)}." if each is None else f"Of {duration(each)} each: {said}."


def to_go(standing: HoursStanding) -> str:
    """ "2 h to go", "2 h to go for group B" where that is the one that is short."""
    words = f"{duration(standing.short or 0)} to go"
    if not standing.short_in or not standing.short:
        return words
    return f"{words} for {brief(standing.short_in, _GROUP_MOST)}"


def hours_of(standing: HoursStanding, *, short: bool = False) -> str:
    """ "1 h 30 min of 3 h", "2 h of 6 h for both categories"; in `short` without these."""
    done = duration(standing.minutes)
    if standing.minimum is None:
        return f"{done} (how much is asked for is not known)"
    if short:
        return f"{done} of {duration(standing.minimum)}"
    together = {1: "", 2: " for both categories"}.get(standing.categories, " for all categories")
    return f"{done} of {duration(standing.minimum)}{together}"


def _of_subjects(standing: FrameworkStanding) -> str:
    """ "1 of 3 subjects met; short of Radar by 20 min, to 31 May 2028."."""
    return f"{subjects_of(standing)}, to {day(standing.last_day)}."


def logged_here(standing: TargetStanding) -> str:
    """The figures of somebody who did not say what the scheme's own account shows."""
    year, cycle = number(standing.year_credits or 0), number(standing.cycle_credits)
    return f"Logged here: {year} this year, {cycle} in the cycle."


def amount_of(amount: int | None, whole: int | None) -> str:
    """ "8 of 30", with "not known" for what is not."""
    return f"{known(amount)} of {known(whole)}"


def known(amount: int | None) -> str:
    """An amount of credits, or that it is not known."""
    return "not known" if amount is None else number(amount)


def goes_by_account(one: SchemeStanding, before: str = "", there: str = "") -> str:
    """That the scheme's body goes by its own account; empty where it keeps none."""
    if not one.standing.account:
        return ""
    body = escape(scheme_body(one.title))
    return f"{before}{body} goes by your {there or f'{body} account'}"


def _this_year(standing: TargetStanding) -> str:
    if standing.year_credits is None:
        return "this year’s credits are not known"
    year = number(standing.year_credits)
    if standing.recommended is None:
        return f"{year} this year (how many are recommended is not known)"
    return f"{year} of {number(standing.recommended)} this year"


def _in_cycle(standing: TargetStanding) -> str:
    cycle = number(standing.cycle_credits)
    if standing.minimum is None:
        return f"{cycle} (the minimum is not known)"
    return f"{cycle} of {number(standing.minimum)}"


def _provisional(standing: ProvisionalStanding) -> str:
    earned = f"{credits(standing.year_credits or 0)} in {standing.year}."
    if standing.reason == "cycle length not known":
        return f"{earned} How long a cycle runs is not known."
    return f"{earned} Tell me when your cycle began and I can say where you stand."


def _rhythm(standing: RhythmStanding, title: str) -> str:
    """No word of credits: the scheme has none."""
    no_points = f"{escape(scheme_body(title))} asks for no points, hours or number."
    count, last = standing.entries_12_months, standing.last_entry
    if not count or last is None:
        return f"No entries in 12 months yet. {no_points}"
    when = near_day(last, standing.today)
    line = several(count, "entry", "entries") + " in 12 months, "
    line += f"on {when}" if count == 1 else f"the last on {when}"
    without = standing.without_evaluation
    if count == 1 and without:
        line += "; it does not say yet what changed"
    elif without:
        line += f"; {without} {'does' if without == 1 else 'do'} not say yet what changed"
    return f"{line}. {no_points}"


def _not_known(one: SchemeStanding, standing: NotKnownStanding) -> str:
    if standing.reason == "cycle start not known":
        return "Not known yet. Tell me when your cycle began and I can say where you stand."
    if standing.reason == "framework not loaded":
        return "Not known yet: the subjects that it asks for are not loaded here."
    if standing.unknown:
        return f"Not known: the rules I hold do not say {not_said(standing.unknown)}."
    start = one.enrolment.cycle_start
    if start is not None and start > standing.today:
        return f"Not known yet: the cycle begins on {day(start)}."
    return "Not known yet."


def not_said(key: str) -> str:
    """What a rule without a value would have said, for the end of a sentence."""
    return NOT_SAID.get(key, "what I would need")


def _waiting(
    one: SchemeStanding, standing: CreditStanding | HoursStanding | FrameworkStanding
) -> str:
    count = standing.waiting_count
    if isinstance(standing, FrameworkStanding):
        verb = "waits" if count == 1 else "wait"
        return f"{several(count, 'entry', 'entries')} {verb} for what is missing." if count else ""
    if isinstance(standing, HoursStanding):
        which = "an entry says" if count == 1 else "entries say"
        waits = duration(standing.waiting_minutes)
        return f"{waits} more counts once {which} what is missing." if count else ""
    if standing.waiting_credits:
        more = credits(standing.waiting_credits)
        if brought_in_line(one):
            verb = "waits" if standing.waiting_credits == 100 else "wait"
            which = "its" if count == 1 else "their"
            return f"{more} more {verb}: for {which} sentence, or whether you brought them in."
        verb = "counts" if standing.waiting_credits == 100 else "count"
        which = "an entry has its sentence" if count == 1 else "entries have their sentence"
        return f"{more} more {verb} once {which}."
    if count:
        verb = "waits" if count == 1 else "wait"
        return f"{several(count, 'entry', 'entries')} {verb} for what is missing."
    return ""
