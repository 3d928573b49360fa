"""Hours in each year, and each year by itself: the time that entries took, without any rate.

A year begins on the same civil day for everybody. A vehicle group or the like is a category of the
enrolment: each asks for its own number, so that in two of them twice as much is asked for. Time
counts once: for the group that its member named, else for whichever of theirs needs it.
"""

from typing import Final

from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import EnrolmentFacts
from bot.policy.schemes.assess import groups_known
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.credits import credits_hundredths, weight
from bot.policy.schemes.entry_tests import Case, Finding
from bot.policy.schemes.group_hours import HoursTogether, hours_in_year, naming_groups
from bot.policy.schemes.method import Method, Sight, unit_is
from bot.policy.schemes.standing.assembly import END_IS_NEAR, not_known
from bot.policy.schemes.standing.cycle_ends import EndedCycle
from bot.policy.schemes.standing.ended import ended_cycle
from bot.policy.schemes.standing.kinds import (
    ENDED_SHORT,
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    HoursStanding,
    NotKnownStanding,
)
from bot.policy.schemes.standing.progress import cycle_progress, previous_cycle
from bot.policy.schemes.subjects import shares
from bot.policy.schemes.word_count import has_words
from bot.policy.vocabulary import Question, State

_RATE: Final = 60
"""Weight of an hour's minutes: as much as makes a sum of weights a sum of minutes."""


def _assess(case: Case) -> Assessment:
    """What is saved, and holds what the scheme asks a record to hold, counts as long as it took."""
    entry, place, minutes = case.entry, case.place, case.minutes
    findings = [case.not_known(key) for key in case.terms.unknown]
    if not case.terms.unknown:
        findings += [*_recorded(case), *_groups(case)]
    questions = _questions(case)
    state: State = "waiting" if questions else "counted"
    known = place is not None or entry.done_on is None or entry.future
    if entry.status == "withdrawn" or not known or case.terms.unknown:
        state, questions = "outside", ()
    return Assessment(
        state=state,
        minutes=minutes,
        rate=None,
        weight=0 if state == "outside" else weight(minutes, _RATE),
        credits=None,
        cycle=None if place is None else place.cycle,
        year=None if place is None else place.year,
        provisional=place is not None and place.provisional,
        findings=tuple(findings),
        missing_questions=questions,
        assumed=False,
        pack_version=case.pack.version,
        in_hours=True,
    )


def _recorded(case: Case) -> list[Finding]:
    """What the scheme asks a record to hold, as far as it is not there. How something was done is
    remarked on alone: an account may say it in words that nothing here finds.
    """
    lacks = _lacks(case)
    found = [
        case.finding(f"entry.fields:{name}", "missing", "missing", _WANTED[name])
        for name in case.terms.fields
        if name in lacks and name != "how"
    ]
    if "how" in lacks:
        found.append(case.finding("entry.fields:how", "warning", "how not said", _WANTED["how"]))
    if not found:
        found.append(case.finding("entry.fields", "met", "✓", "It has what a record has to hold."))
    return found


def _groups(case: Case) -> list[Finding]:
    """For which groups it counts: said of whoever is in several, and of one that is none of theirs.
    That none is named is no reason to wait.
    """
    entry, enrolment = case.entry, case.enrolment
    known = groups_known(enrolment, case.pack, entry.done_on)
    named = naming_groups(entry.subjects, known)
    own = {folded(enrolment.category), *(folded(one.name) for one in enrolment.other_categories)}
    found = []
    for name, minutes in shares(named, case.minutes):
        if folded(name) in own and len(own) > 1:
            said = f"{minutes} min for {name}."
            found.append(case.finding(f"categories:{name}", "met", "✓", said))
        elif name and folded(name) not in own:
            said = f"You are not in {name}: {minutes} min count for none."
            found.append(case.finding(f"categories:{name}", "warning", "not yours", said))
        elif not name and minutes and len(own) > 1:
            said = f"{minutes} min name none, and count for whichever needs them."
            found.append(case.finding("categories:none", "met", "✓", said))
    return found


_WANTED: Final = {
    "date": "Tell me when you did it.",
    "length": "Tell me how long it took.",
    "topics": "Say what it was about.",
    "what": "Say what it was.",
    "how": "Say how you did it: a course, reading, a talk with a colleague.",
    "learnt": "Add one line of your own: what you learnt.",
}


def _lacks(case: Case) -> frozenset[str]:
    """Of all that a scheme can ask for, what the entry does not hold."""
    entry = case.entry
    done = entry.done_on is not None and not (entry.future and entry.status != "planned")
    how = has_words(entry.act) or has_words(entry.provider) or bool(entry.type or entry.formality)
    there = {
        "date": done,
        "length": bool(case.minutes),
        "topics": has_words(entry.title),
        "what": has_words(entry.title),
        "how": how,
        "learnt": has_words(entry.reflect) or has_words(entry.evaluate),
    }
    return frozenset(name for name, held in there.items() if not held)


def _questions(case: Case) -> tuple[Question, ...]:
    """What would settle the entry. Day and length are asked for whatever the scheme says: without
    them it lies in no year, and is of no length.
    """
    lacks, asked = _lacks(case), frozenset(case.terms.fields)
    wanted: list[tuple[Question, bool]] = [
        ("title", bool(lacks & asked & {"topics", "what"})),
        ("date", "date" in lacks),
        ("minutes", "length" in lacks),
        ("evaluate", "learnt" in lacks & asked),
        ("save", case.entry.status in ("draft", "planned")),
    ]
    return tuple(question for question, needed in wanted if needed)


def _standing(sight: Sight) -> HoursStanding | NotKnownStanding:
    """This year's hours against what is asked for; nothing is said of a pace, since none is asked
    for within a year.
    """
    totals, enrolment, today, pack = sight.totals, sight.enrolment, sight.today, sight.pack
    progress = cycle_progress(pack, enrolment.cycles, enrolment.joined_on, today)
    if progress is None:
        return not_known(sight, "the year is not known")
    together = hours_in_year(
        totals.subjects, totals.cycle_weight, enrolment.groups_on(today), progress.minimum
    )
    short = together.short
    ended = _ended(sight)
    settled = _settled(together, enrolment)
    rank = _rank(progress.cycle_days_left, 0 if settled else short)
    return HoursStanding(
        pack=enrolment.pack,
        today=today,
        waiting_count=totals.waiting_count,
        urgency=(ENDED_SHORT if _is_open(ended) else rank, progress.cycle_days_left),
        manager_rank=ENDED_SHORT if ended is not None and ended.shown_to_managers else rank,
        cycle=progress.cycle,
        year_start=progress.place.borders[0],
        year_end=progress.place.borders[-1],
        last_day=progress.last_day,
        days_left=progress.cycle_days_left,
        minutes=together.minutes,
        minimum=together.needed,
        short=short,
        categories=len(together.groups),
        together=together,
        settled=settled,
        waiting_minutes=credits_hundredths(totals.waiting_weight),
        ended=ended,
        assumed=progress.terms.assumed,
    )


def _settled(together: HoursTogether, enrolment: EnrolmentFacts) -> bool:
    """Whether what names the enrolment's own group reaches its number, whatever the others lack."""
    own = folded(enrolment.category)
    return any(folded(one.name) == own and one.short == 0 for one in together.groups)


def _ended(sight: Sight) -> EndedCycle | None:
    """The year before, where it ended short and this enrolment's group was not settled by name."""
    totals, enrolment, today, pack = sight.totals, sight.enrolment, sight.today, sight.pack
    weight_of_all = totals.ended_weight
    before = previous_cycle(pack, enrolment.cycles, enrolment.joined_on, today)
    if before is not None:
        groups = enrolment.groups_on(before.last_day)
        together = hours_in_year(totals.ended_subjects, weight_of_all, groups, before.minimum)
        if _settled(together, enrolment) and len(groups) > 1:
            return None
        weight_of_all = weight(together.minutes, _RATE)
    return ended_cycle(enrolment, weight_of_all, today, pack)


def _rank(days_left: int, short: int | None) -> int:
    """By the calendar alone: a year that is not over is short of nothing until its end is near. A
    group that has its own hours by name is short of nothing, whatever the others lack.
    """
    if short is None:
        return NOT_KNOWN
    return SHORT_AND_NEAR if short and days_left <= END_IS_NEAR else ON_PACE


def _is_open(ended: EndedCycle | None) -> bool:
    return ended is not None and ended.open


METHODS = (
    Method(
        kind="hours",
        order=30,
        says_so=unit_is("hours"),
        needs=("year.start", "year.minimum", "entry.fields"),
        worth_rests_on=("year.start", "entry.fields"),
        minimum="year.minimum",
        counts=True,
        assess=_assess,
        standing=_standing,
        nudges=frozenset({"cycle_ended", "cycle_end"}),
    ),
)
