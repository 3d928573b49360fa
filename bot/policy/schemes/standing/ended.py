"""The cycle before today's: whether it ended short, and what its member has said of that."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from bot.policy.frameworks.progress import SubjectStandings, nearest_first, subject_standings_of
from bot.policy.scheme_facts import (
    CycleOutcome,
    EndedFigures,
    EnrolmentFacts,
    OpeningBalance,
    RecordedCycles,
    SubjectTotal,
)
from bot.policy.schemes.cycles import START_SLACK, same_cycle
from bot.policy.schemes.dated_cycles import place_of, places_before
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import registration_on
from bot.policy.schemes.standing.cycle_ends import NO_NEWS, EndedCycle
from bot.policy.schemes.standing.progress import (
    CycleProgress,
    credits_of,
    cycle_progress,
    minimum_of,
    missing,
    previous_cycle,
)
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import OutcomeAnswer

CORRECTED_BY: Final = timedelta(days=7)
"""By so much a start is corrected, and what was said of the cycle's end stands all the same."""

KnownT = TypeVar("KnownT")


def ended_cycle(
    enrolment: EnrolmentFacts, weight: int, today: date, pack: Pack
) -> EndedCycle | None:
    """The cycle before today's, if the member was enrolled in it and it ended short.

    `weight` is what counts in it. It is judged by the rules and the minimum of its own last day.
    """
    progress = previous_cycle(pack, enrolment.cycles, enrolment.joined_on, today)
    if progress is None:
        return _kept(enrolment, today, pack)
    if not enrolment.enrolled_at(progress.last_day):
        return None
    categories = enrolment.categories_on(progress.last_day)
    short_by = ended_short(progress, weight, enrolment.openings, categories)
    minimum = minimum_of(progress, categories)
    if not short_by or minimum is None:
        return None
    outcome = _outcome(progress, enrolment.outcomes)
    declined = outcome.declined or enrolment.opening_answer == "declined"
    outcome = _extended_before(enrolment, outcome, progress.last_day)
    return _ended(
        outcome,
        progress.place.borders[0],
        EndedFigures(progress.last_day, minimum - short_by, minimum),
        pack,
        declined=declined
        and progress.terms.account
        and _brought_in(progress, enrolment.openings) is None,
    )


def ended_by_subjects(
    enrolment: EnrolmentFacts, totals: Iterable[SubjectTotal], today: date, pack: Pack
) -> EndedCycle | None:
    """The same under a scheme that goes by subjects: the cycle before today's, if something was
    known to be short of a subject that the framework of its last day asks for.

    `totals` are that cycle's. Without a framework for that day nothing is known of it, so that it
    did not end short.
    """
    progress = previous_cycle(pack, enrolment.cycles, enrolment.joined_on, today)
    if progress is None:
        return _kept(enrolment, today, pack)
    if not enrolment.enrolled_at(progress.last_day):
        return None
    found = subjects_in(progress, pack, enrolment.category, totals)
    short_of = nearest_first(one for one in found.subjects if one.asked)
    if not short_of:
        return None
    asked = sum(one.asked for one in found.subjects)
    outcome = _outcome(progress, enrolment.outcomes)
    ended = _ended(
        _extended_before(enrolment, outcome, progress.last_day),
        progress.place.borders[0],
        EndedFigures(progress.last_day, asked - len(short_of), asked),
        pack,
        declined=False,
    )
    return None if ended is None else replace(ended, short_of=short_of)


def subjects_in(
    progress: CycleProgress, pack: Pack, category: str, totals: Iterable[SubjectTotal]
) -> SubjectStandings:
    """A category's subjects in a cycle with these totals, by the framework of the day from which
    it is seen: today, or of one that is over its last.
    """
    return subject_standings_of(
        pack.frameworks,
        category,
        totals,
        weighted=progress.terms.rate is not None,
        cycle_end=progress.place.borders[-1],
        today=progress.today,
    )


def is_short_of_subjects(
    progress: CycleProgress, pack: Pack, category: str, totals: Iterable[SubjectTotal]
) -> bool:
    """Whether something is known to be short of one of them."""
    found = subjects_in(progress, pack, category, totals)
    return any(one.asked and one.short for one in found.subjects)


def _kept(enrolment: EnrolmentFacts, today: date, pack: Pack) -> EndedCycle | None:
    """One whose figures were kept when another start took its place."""
    kept = kept_outcome(pack, enrolment.cycles, enrolment.enrolled_at, today, enrolment.outcomes)
    if kept is None or kept.figures is None:
        return None
    outcome = _extended_before(enrolment, kept, kept.figures.last_day)
    return _ended(outcome, kept.start, kept.figures, pack, declined=kept.declined)


def _ended(
    outcome: CycleOutcome, start: date, figures: EndedFigures, pack: Pack, *, declined: bool
) -> EndedCycle | None:
    """None where the scheme's own account shows the minimum for it, as the member has told."""
    amount = figures.credits if outcome.showed is None else outcome.showed
    if amount >= figures.minimum:
        return None
    failure = pack.rule("failure", figures.last_day)
    return EndedCycle(
        start=start,
        last_day=figures.last_day,
        credits=amount,
        minimum=figures.minimum,
        consequence=pack.word("failure", figures.last_day),
        consequence_unknown=failure is not None and failure.value is None,
        in_hours=terms(pack, figures.last_day).by_hours,
        in_subjects=terms(pack, figures.last_day).framework,
        told_on=outcome.told_on,
        answer=outcome.answer,
        answered_on=outcome.answered_on,
        answered_at=outcome.answered_at,
        declined=declined and outcome.showed is None,
        showed_on=outcome.showed_on,
        until=outcome.until,
    )


def _extended_before(
    enrolment: EnrolmentFacts, outcome: CycleOutcome, last_day: date
) -> CycleOutcome:
    """The same where the member told before the cycle's end that it was extended beyond that: this
    is the answer until they give, or take back, another.
    """
    category = enrolment.category or None
    told = registration_on(enrolment.registration, enrolment.pack, category, last_day).decided_by
    if outcome.answer is not None or told is None or told.until is None:
        return outcome
    later = outcome.answered_at is not None and outcome.answered_at > told.recorded_at
    of_it = same_cycle(told.on, last_day) and told.until > last_day
    if later or told.told_by != "member" or not of_it:
        return outcome
    return replace(
        outcome,
        answer="extended",
        answered_on=told.recorded_at.date(),
        answered_at=told.recorded_at,
        until=told.until,
    )


@dataclass(frozen=True, slots=True)
class EarlierCycle:
    """A cycle that is over, with what counts in it in hundredths; `minimum` None: not known.

    `in_subjects`: the scheme goes by subjects, and the two are how many of those that are asked for
    are not known to be short, of how many. `showed`: the credits are what the scheme's own account
    shows for it, as the member told. `kept`: they are as they stood when another start took its
    place. `declined`: what that account showed is not known, so that they are what is logged here.
    `answer`: what they say followed, `until` the last day of what was extended, where they told it.
    """

    start: date
    last_day: date
    credits: int
    minimum: int | None
    showed: bool = False
    kept: bool = False
    declined: bool = False
    answer: OutcomeAnswer | None = None
    in_subjects: bool = False
    until: date | None = None


def earlier_cycles(
    enrolment: EnrolmentFacts, weights: Mapping[int, int], today: date, pack: Pack
) -> tuple[EarlierCycle, ...]:
    """The enrolment's cycles before today's, the latest first, each by the rules and the minimum of
    its own last day; `weights` by the number of the cycle. One in which the member was not enrolled
    is none of theirs; of one that was cut short, which is one with something in it, the minimum is
    not known.
    """
    found = []
    for progress in _cycles_before(enrolment, today, pack):
        weight = weights.get(progress.cycle, 0)
        if weight or not progress.place.cut_short:
            found.append(_earlier(enrolment, progress, weight))
    return _with_kept(enrolment, found, in_subjects=False)


def earlier_by_subjects(
    enrolment: EnrolmentFacts,
    totals: Mapping[int, Sequence[SubjectTotal]],
    today: date,
    pack: Pack,
) -> tuple[EarlierCycle, ...]:
    """The same under a scheme that goes by subjects, with what each has by the number of the cycle.
    Where no framework is loaded for a cycle's last day, how many were asked for is not known.
    """
    found = []
    for progress in _cycles_before(enrolment, today, pack):
        own, cut_short = totals.get(progress.cycle, ()), progress.place.cut_short
        if cut_short and not own:
            continue
        subjects = subjects_in(progress, pack, enrolment.category, own).subjects
        asked = [one for one in subjects if one.asked]
        outcome = _outcome(progress, enrolment.outcomes)
        found.append(
            EarlierCycle(
                start=progress.place.borders[0],
                last_day=progress.last_day,
                credits=sum(not one.short for one in asked),
                minimum=None if cut_short else len(asked) or None,
                answer=outcome.answer,
                until=outcome.until,
                in_subjects=True,
            )
        )
    return _with_kept(enrolment, found, in_subjects=True)


def _cycles_before(enrolment: EnrolmentFacts, today: date, pack: Pack) -> Iterator[CycleProgress]:
    """Those in which the member was enrolled, the latest first."""
    enrolled_first = min([enrolment.enrolled_on, *(one.first for one in enrolment.earlier_spells)])
    for place in places_before(pack, enrolment.cycles, today):
        last_day = place.borders[-1] - timedelta(days=1)
        if last_day < enrolled_first:
            break
        progress = cycle_progress(pack, enrolment.cycles, enrolment.joined_on, last_day)
        if progress is not None and enrolment.enrolled_at(last_day):
            yield progress


def _with_kept(
    enrolment: EnrolmentFacts, found: Sequence[EarlierCycle], *, in_subjects: bool
) -> tuple[EarlierCycle, ...]:
    """These, and those whose figures were kept when another start took their place."""
    border = enrolment.cycle_start or date.max
    kept = [
        EarlierCycle(
            start=one.start,
            last_day=one.figures.last_day,
            credits=one.figures.credits if one.showed is None else one.showed,
            minimum=one.figures.minimum,
            showed=one.showed is not None,
            kept=True,
            declined=one.declined and one.showed is None,
            answer=one.answer,
            until=one.until,
            in_subjects=in_subjects,
        )
        for one in enrolment.outcomes
        if one.figures is not None and one.figures.last_day < border + START_SLACK
        if not any(same_cycle(one.start, other.start) for other in found)
    ]
    return tuple(sorted([*found, *kept], key=lambda one: one.start, reverse=True))


def _earlier(enrolment: EnrolmentFacts, progress: CycleProgress, weight: int) -> EarlierCycle:
    outcome = _outcome(progress, enrolment.outcomes)
    opening = _brought_in(progress, enrolment.openings)
    amount, _ = credits_of((weight, 0), opening, progress.place)
    declined = outcome.declined or enrolment.opening_answer == "declined"
    showed = outcome.showed is not None
    return EarlierCycle(
        start=progress.place.borders[0],
        last_day=progress.last_day,
        credits=amount if outcome.showed is None else outcome.showed,
        minimum=progress.minimum,
        showed=showed,
        declined=declined and progress.terms.account and opening is None and not showed,
        answer=outcome.answer,
        until=outcome.until,
    )


def kept_outcome(
    pack: Pack,
    cycles: RecordedCycles,
    enrolled_at: Callable[[date], bool],
    today: date,
    outcomes: Iterable[CycleOutcome],
) -> CycleOutcome | None:
    """The cycle before today's, where the recorded start is that of today's and the figures of the
    one before were kept; None where there is none at whose end the member was enrolled, as
    `enrolled_at` says of a day.
    """
    place = place_of(pack, cycles, today)
    if place is None or place.cycle != 0 or place.cycle_start is None:
        return None
    border = place.cycle_start + START_SLACK
    return max(
        (
            one
            for one in outcomes
            if one.figures is not None
            if one.figures.last_day < border and enrolled_at(one.figures.last_day)
        ),
        key=lambda one: one.start,
        default=None,
    )


def ended_short(
    progress: CycleProgress, weight: int, openings: Sequence[OpeningBalance], categories: int = 1
) -> int:
    """By how much a cycle that is over ended short, in hundredths (under a scheme of hours, in
    minutes); 0 if it did not, or if its minimum is not known. Of `openings` the first that lies in
    it counts; the member was in so many `categories` of the scheme.
    """
    opening = _brought_in(progress, openings)
    amount, _ = credits_of((weight, 0), opening, progress.place)
    return missing(minimum_of(progress, categories), amount) or 0


def _brought_in(
    progress: CycleProgress, openings: Sequence[OpeningBalance]
) -> OpeningBalance | None:
    """The first of them whose day lies in the cycle."""
    start, end = progress.place.borders[0], progress.place.borders[-1]
    return next((one for one in openings if start <= one.on < end), None)


def may_ask_about(
    progress: CycleProgress, enrolled_at: Callable[[date], bool], outcomes: Iterable[CycleOutcome]
) -> bool:
    """Whether a cycle that is over would be asked about if it ended short: the member was
    enrolled at its end, as `enrolled_at` says of a day, and has no news of it yet.
    """
    answer = _outcome(progress, outcomes).answer
    return answer in NO_NEWS and enrolled_at(progress.last_day)


def _outcome(progress: CycleProgress, outcomes: Iterable[CycleOutcome]) -> CycleOutcome:
    """What is known of the cycle, though its start was corrected since. What was read and said
    well before it was over was of another.
    """
    start = progress.place.borders[0]
    found = nearest(start, {one.start: one for one in outcomes}) or CycleOutcome(start)
    said = found.answered_on or found.told_on
    if said is not None and too_early(said, progress.last_day):
        return replace(found, told_on=None, answer=None, answered_on=None, until=None)
    return found


def too_early(said: date, last_day: date) -> bool:
    """Whether something was said so long before a cycle's last day that it was not of its end: by
    more than the few days by which a start is usually corrected.
    """
    return said < last_day - CORRECTED_BY


def nearest(start: date, known: Mapping[date, KnownT]) -> KnownT | None:
    """What is kept of the cycle that began on a day, by the starts as they were recorded; None
    where each of them is another cycle's.
    """
    near = [one for one in known if same_cycle(one, start)]
    return known[min(near, key=lambda one: abs((one - start).days))] if near else None
