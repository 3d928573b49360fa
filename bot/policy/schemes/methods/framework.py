"""The subjects of a category's framework document, each with its own minimum in a cycle.

An entry counts by the tests that the pack names, to the subjects that its member chose. Without a
framework in force on a day, nothing is known of what was done on it.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.policy.frameworks.framework import Framework, folded, framework_on
from bot.policy.frameworks.progress import SubjectStandings, subject_standings_of
from bot.policy.schemes.assess import by_tests, without_credits
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.entry_tests import Case, Finding
from bot.policy.schemes.method import Method, Sight
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import good_standing, registration_on
from bot.policy.schemes.standing.assembly import END_IS_NEAR, not_known
from bot.policy.schemes.standing.ended import ended_by_subjects
from bot.policy.schemes.standing.kinds import (
    ENDED_SHORT,
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    FrameworkStanding,
    NotKnownStanding,
)
from bot.policy.schemes.subjects import shares
from bot.policy.schemes.terms import terms

NO_SUBJECT: Final = "framework.subjects:none"
"""The finding that an entry, or a part of it, is of no subject yet."""


def _says_so(pack: Pack, on: date) -> bool:
    return pack.rule("framework.subjects", on) is not None


def _assess(case: Case) -> Assessment:
    """By the tests, once a framework is in force on the entry's day."""
    day = case.entry.done_on or date.max
    framework = framework_on(case.pack.frameworks, case.enrolment.category, day)
    if framework is None:
        return _not_loaded(case)
    found = by_tests(case)
    findings = (*found.findings, *_subjects(case, framework, day), *_requirements(case))
    return replace(found, findings=findings, by_subjects=True)


def _not_loaded(case: Case) -> Assessment:
    """Schemes whose subjects stand in a framework document that is not loaded: not known.

    In no total and asking the member for nothing, since no line of theirs would settle it.
    """
    title = scheme_title(case.pack.title, case.enrolment.category)
    findings = [
        case.finding(
            "framework.subjects",
            "not_known",
            "framework not loaded",
            f"I cannot say yet: the subjects that {title} asks for are not loaded.",
        )
    ]
    findings += _requirements(case)
    return without_credits(case, "outside", findings, (), case.place)


def _requirements(case: Case) -> list[Finding]:
    """How the member stands, on the entry's day, in the schemes that this one needs."""
    return [_required(case, needed) for needed in case.terms.requires]


def _required(case: Case, needed: str) -> Finding:
    """Whether the member is in good standing in another scheme which this one needs, on the
    entry's day. Where nothing was told, whoever is in that scheme is taken to be.
    """
    enrolment, name = case.enrolment, case.pack.titles.get(needed, needed)
    title = scheme_title(case.pack.title, enrolment.category)
    day = case.entry.done_on or date.max
    enrolled = needed in enrolment.also_enrolled_in
    told = registration_on(enrolment.registration, needed, None, day).decided_by is not None
    match good_standing(enrolment.registration, (needed,), day, enrolment.also_enrolled_in):
        case "met" if enrolled:
            return case.finding("requires", "met", "✓", f"You are in {name} too.")
        case "met":
            return case.finding("requires", "met", "✓", f"You are registered: {name}.")
        case "missing":
            sentence = f"{title} also needs {name}, from which you were removed."
            return case.finding("requires", "missing", "removed", sentence)
        case "not known" if told:
            sentence = f"{title} also needs {name}; how you stand there is not known."
            return case.finding("requires", "not_known", "not known", sentence)
        case "not known":
            sentence = f"{title} also needs {name}, which you have not told me of."
            return case.finding("requires", "missing", "missing", sentence)


def _subjects(case: Case, framework: Framework, day: date) -> list[Finding]:
    """To which subject how many of its minutes go, by which version. That there is none is no
    reason to wait: it counts to none.
    """
    since = "" if framework.valid_from is None else f", in force from {_day(framework.valid_from)}"
    source = f"{framework.source}, version {framework.version}{since}"
    known = {one.key: one.name for one in framework.subjects_on(day)}
    found = []
    for name, minutes in shares(case.entry.subjects, case.minutes):
        subject = known.get(folded(name))
        if subject is not None:
            key, said = f"framework.subjects:{subject}", f"{minutes} min of {subject}."
            found.append(Finding(key, "met", "✓", said, source))
        elif name:
            said = f"{name} is no subject of {framework.category}: that counts to none."
            key = f"framework.subjects:{name}"
            found.append(Finding(key, "warning", "no such subject", said, source))
        else:
            said = "No subject yet, so that it counts to none: choose one with Edit."
            if case.entry.subjects and minutes:
                said = f"{minutes} min are of no subject, and count to none."
            found.append(Finding(NO_SUBJECT, "warning", "no subject yet", said, source))
    return found


def _day(when: date) -> str:
    return f"{when.day} {when:%b} {when.year}"


def _standing(sight: Sight) -> FrameworkStanding | NotKnownStanding:
    """Each subject's sum against its minimum; nothing is said of a pace: none is asked for."""
    enrolment, today, pack = sight.enrolment, sight.today, sight.pack
    in_force = terms(pack, today)
    framework = framework_on(pack.frameworks, enrolment.category, today)
    if framework is None:
        return not_known(sight, "framework not loaded")
    place = place_of(pack, enrolment.cycles, today)
    if place is None:
        return not_known(sight, "the cycle has not begun")
    if place.cycle is None or place.cycle_start is None or place.cycle_end is None:
        unknown = "length" if in_force.length is None else "start"
        return not_known(sight, f"cycle {unknown} not known")
    found = subject_standings_of(
        pack.frameworks,
        enrolment.category,
        sight.totals.subjects,
        weighted=in_force.rate is not None,
        cycle_end=place.cycle_end,
        today=today,
    )
    days_left = (place.cycle_end - today).days - 1
    rank = _rank(found, days_left)
    ended = ended_by_subjects(enrolment, sight.totals.ended_subjects, today, pack)
    without_news = ended is not None and ended.open
    return FrameworkStanding(
        pack=enrolment.pack,
        today=today,
        waiting_count=sight.totals.waiting_count,
        urgency=(ENDED_SHORT if without_news else rank, days_left),
        manager_rank=ENDED_SHORT if ended is not None and ended.shown_to_managers else rank,
        category=enrolment.category,
        cycle=place.cycle,
        cycle_start=place.cycle_start,
        cycle_end=place.cycle_end,
        last_day=place.cycle_end - timedelta(days=1),
        days_left=days_left,
        judged_on=found.judged_on,
        version=framework.version,
        source=framework.source,
        valid_from=framework.valid_from,
        subjects=found.subjects,
        met=found.met,
        without_minutes=found.counted_without.minutes,
        ended=ended,
    )


def _rank(found: SubjectStandings, days_left: int) -> int:
    """By the calendar alone: a cycle that is not over is short of nothing until its end is near."""
    verdicts = [one.met for one in found.subjects if one.asked]
    if False in verdicts and days_left <= END_IS_NEAR:
        return SHORT_AND_NEAR
    return ON_PACE if verdicts and None not in verdicts else NOT_KNOWN


METHODS = (
    Method(
        kind="framework",
        order=10,
        says_so=_says_so,
        needs=("framework.subjects",),
        worth_rests_on=(),
        minimum="cycle.minimum",
        counts=False,
        assess=_assess,
        standing=_standing,
        nudges=frozenset({"cycle_ended", "cycle_end"}),
    ),
)
