"""Who on a page of a sweep may be due a nudge: most members, most of the time, are due nothing.

Every trigger says itself whom it may apply to (`Trigger.may_apply`); here facts are read for that,
in few statements for a page, and the triggers are asked, first of all who share facts and then of
each member who is left. Nobody is passed over to whom `bot.policy` would send something.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlmodel import Session

from bot.policy.frameworks.framework import Framework
from bot.policy.nudges.candidate_facts import Need, OpenItem, OwnFacts, SharedFacts, shared_facts
from bot.policy.nudges.decision import is_paused, spent_since
from bot.policy.nudges.repetition import MemberCalendar, Repetition, rests
from bot.policy.nudges.trigger import Trigger
from bot.policy.nudges.usual_hour import into_shift, place_in_hour, shift_day, usual_time
from bot.policy.scheme_facts import (
    RecordedCycles,
    WorkplaceSettings,
)
from bot.policy.schemes.pack import Pack
from bot.policy.vocabulary import Cadence, OpeningAnswer
from bot.policy.working_time import WorkingTime, is_working, local
from bot.services.context.working_time import working_time
from bot.services.nudges.candidate_enrolment import CandidateEnrolment, other_categories
from bot.services.nudges.candidate_items import days_looked_at, evidence_dates, open_items
from bot.services.nudges.candidate_subjects import (
    by_groups,
    by_subjects,
    subjects_in_cycles,
)
from bot.services.schemes.assessment import (
    cycles_of,
)
from bot.services.schemes.standings import RHYTHM_DAYS, counted
from storage.aggregates import Sums
from storage.nudges.sweeps import (
    Candidate,
    Flags,
    YearsWeight,
    flags_between,
    last_days_of,
    sent_to,
    sums_of,
    weights_of,
    without_evaluation,
)

REMEMBERED = timedelta(days=400)
"""How far back nudges matter: a yearly one must not come twice. Those that were not answered do
however old they are.
"""

_NOTHING: frozenset[OpenItem] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkspaceRules:
    """A workspace's rules and settings, read once for a sweep; `frameworks`: those loaded there."""

    packs: Mapping[str, Pack]
    workplace: WorkplaceSettings
    frameworks: tuple[Framework, ...] = ()


class _AtWork(NamedTuple):
    """A candidate who is at work at the moment, on their own today."""

    candidate: Candidate
    today: date
    at_usual_hour: bool


class _Question(NamedTuple):
    """Whether a trigger may apply to a candidate, once what it needs was read."""

    candidate: Candidate
    shared: SharedFacts
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for the triggers that need more than the page: by enrolment or by member.

    `others` are the same member's enrolments in other categories of a scheme of hours.
    """

    weights: Mapping[int, Sequence[YearsWeight]] = field(default_factory=dict)
    last_days: Mapping[int, date] = field(default_factory=dict)
    unevaluated: frozenset[int] = frozenset()
    subjects: Mapping[int, Sequence[Sums]] = field(default_factory=dict)
    others: Mapping[int, Sequence[Candidate]] = field(default_factory=dict)

    def own(self, question: _Question) -> OwnFacts:
        """The candidate's own facts, as far as the trigger needs them."""
        candidate, shared, trigger = question
        number = candidate.enrolment_id or 0
        enrolment = CandidateEnrolment(candidate, shared.today, self.others.get(number, ()))
        if trigger.needs == "credits":
            sums = self.subjects.get(number)
            if sums is None:
                return OwnFacts(enrolment, weights=_weights(self.weights.get(number, ()), shared))
            that_count = [
                (one.cycle, one.year, one.weight) for one in sums if one.state == "counted"
            ]
            return OwnFacts(
                enrolment,
                weights=_weights(that_count, shared),
                subjects=subjects_in_cycles(sums, shared),
            )
        if trigger.needs == "activity":
            member = candidate.member_id
            return OwnFacts(
                enrolment, activity=(self.last_days.get(member), member in self.unevaluated)
            )
        return OwnFacts(enrolment)


def candidates(
    session: Session,
    page: Sequence[Candidate],
    workspaces: Mapping[str, WorkspaceRules],
    now: datetime,
    triggers: Sequence[Trigger],
) -> list[int]:
    """The members on a page who have to be evaluated, by number."""
    at_work = _at_work(page, now)
    if not at_work:
        return []
    numbers = [one.candidate.member_id for one in at_work]
    flags = flags_between(
        session,
        min(numbers),
        max(numbers),
        spent_since=spent_since(now),
        runs_out=days_looked_at(now),
    )
    running_out = evidence_dates(flags)
    asked = _Asked()
    to_read: list[_Question] = []
    for question in _questions(at_work, flags, workspaces, triggers):
        if question.trigger.needs is None:
            candidate, shared, _ = question
            dates = running_out.get(candidate.member_id, ())
            enrolment = CandidateEnrolment(candidate, shared.today)
            asked.ask(question, OwnFacts(enrolment, running_out=dates))
        else:
            to_read.append(question)
    to_read = [one for one in to_read if one.candidate.member_id not in asked.found]
    read = _read(session, to_read, at_work, now)
    for question in to_read:
        asked.ask(question, read.own(question))
    return sorted(asked.found | _not_resting(session, asked.repeated, now))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the triggers have said: who has to be evaluated, and whom a trigger applies to unless it
    was said lately.
    """

    found: set[int] = field(default_factory=set)
    repeated: list[tuple[_Question, Repetition]] = field(default_factory=list)

    def ask(self, question: _Question, own: OwnFacts) -> None:
        """Ask a trigger about a candidate."""
        candidate, shared, trigger = question
        if candidate.member_id in self.found or not trigger.may_apply(shared, own):
            return
        again = trigger.repetitions(candidate.enrolment_id or 0, shared, own)
        if not again:
            self.found.add(candidate.member_id)
        self.repeated.extend((question, one) for one in again)


def _at_work(page: Sequence[Candidate], now: datetime) -> list[_AtWork]:
    """Those who are at work and have not paused."""

    @cache  # colleagues keep the same hours
    def shift(
        zone: str, start: int, end: int, days: str, country: str | None
    ) -> tuple[date, WorkingTime, int, int] | None:
        """The member's today, and the weekday and the minute of their shift; None outside it."""
        working = working_time(zone, start, end, days, country)
        wall = local(now, working.tz)
        if not is_working(wall, working):
            return None
        return wall.date(), working, shift_day(wall, working).weekday(), into_shift(wall, working)

    @cache
    def hour(
        chosen: int | None, place: int, *hours: *tuple[str, int, int, str, str | None]
    ) -> tuple[date, bool] | None:
        """The member's today, and whether their usual hour has come; None outside their shift."""
        found = shift(*hours)
        if found is None:
            return None
        today, working, weekday, minute = found
        usual = usual_time(chosen, place, working)
        return today, minute >= usual.begins and weekday in usual.days

    at_work: list[_AtWork] = []
    for one in page:
        found = hour(
            one.usual_hour,
            place_in_hour(one.member_id),
            one.zone,
            one.work_start,
            one.work_end,
            one.work_days,
            one.country,
        )
        if found is not None and not is_paused(one.paused_until, found[0]):
            at_work.append(_AtWork(one, *found))
    return at_work


def _questions(
    at_work: Sequence[_AtWork],
    flags: Flags,
    workspaces: Mapping[str, WorkspaceRules],
    triggers: Sequence[Trigger],
) -> Iterator[_Question]:
    """The triggers that may apply to each, by the facts that they share with others."""
    items = open_items(flags, {one.candidate.member_id: one.today for one in at_work})

    known: dict[tuple[object, ...], tuple[SharedFacts, list[Trigger]]] = {}
    for one, today, at_usual_hour in at_work:
        group = (  # as in `_Group`; nearly everybody comes by here, and plain tuples are quick
            one.workspace_id,
            one.pack,
            one.cycle_start if one.earlier is None else cycles_of(one),
            one.joined_on,
            _opening_answer(one),
            one.outcomes is not None,
            one.cadence,
            today,
            at_usual_hour,
            one.member_id not in flags.spent,
            items.get(one.member_id, _NOTHING),
        )
        asked = known.get(group)
        if asked is None:
            rules = workspaces[one.workspace_id]
            asked = known[group] = _asked_of(_Group._make(group), rules, triggers)
        shared, may_apply = asked
        for trigger in may_apply:
            yield _Question(one, shared, trigger)


class _Group(NamedTuple):
    """What decides about the facts that members share: on a page there are few combinations."""

    workspace_id: str
    pack: str | None
    cycles: date | RecordedCycles | None  # the start alone, where nothing else is recorded
    joined_on: date | None
    opening_answer: OpeningAnswer
    has_outcomes: bool
    cadence: Cadence
    today: date
    at_usual_hour: bool
    budget_left: bool
    open_items: frozenset[OpenItem]


def _asked_of(
    group: _Group, rules: WorkspaceRules, triggers: Sequence[Trigger]
) -> tuple[SharedFacts, list[Trigger]]:
    """The facts that such members share, and the triggers that these do not rule out."""
    shared = shared_facts(
        group.today,
        rules.workplace,
        pack=None if group.pack is None else rules.packs.get(group.pack),
        cycles=(
            group.cycles
            if isinstance(group.cycles, RecordedCycles)
            else RecordedCycles(group.cycles)
        ),
        joined_on=group.joined_on,
        opening_answer=group.opening_answer,
        has_outcomes=group.has_outcomes,
        cadence=group.cadence,
        open_items=group.open_items,
        budget_left=group.budget_left,
        at_usual_hour=group.at_usual_hour,
    )
    left = [one for one in triggers if one.may_be_heard(shared) and one.may_apply(shared, None)]
    return shared, left


def _opening_answer(candidate: Candidate) -> OpeningAnswer:
    if candidate.opening_on is not None:
        return "given"
    return "declined" if candidate.opening_declined else "pending"


def _read(
    session: Session, questions: Sequence[_Question], at_work: Sequence[_AtWork], now: datetime
) -> _Read:
    """What the triggers need, of those about whom they ask for it."""
    asking: dict[Need, list[_Question]] = {"credits": [], "activity": []}
    for one in questions:
        if one.trigger.needs is not None:
            asking[one.trigger.needs].append(one)
    last_days, unevaluated = _activity(session, asking["activity"], now)
    of_groups = [one.candidate for one in asking["credits"] if by_groups(one.shared)]
    in_parts = {
        one.candidate.enrolment_id or 0
        for one in asking["credits"]
        if by_subjects(one.shared) or by_groups(one.shared)
    }
    # Asked though there are none: a page takes as many statements whatever schemes are on it.
    sums = sums_of(session, sorted(in_parts)) if asking["credits"] else {}
    return _Read(
        _weights_of(session, asking["credits"], in_parts),
        last_days,
        unevaluated,
        {one: sums.get(one, ()) for one in in_parts},
        other_categories(of_groups, [one.candidate for one in at_work]),
    )


def _weights_of(
    session: Session, questions: Sequence[_Question], in_parts: Collection[int]
) -> Mapping[int, Sequence[YearsWeight]]:
    """What counts in their cycles, by enrolment, but for those that are read in parts."""
    if not questions:
        return {}
    enrolments, cycles = set(), set()
    for candidate, shared, _ in questions:
        enrolments.add(candidate.enrolment_id or 0)
        progress = shared.previous or shared.progress
        cycles.add(0 if progress is None else progress.place.cycle or 0)
    return weights_of(session, sorted(enrolments.difference(in_parts)), min(cycles))


def _weights(weights: Sequence[YearsWeight], shared: SharedFacts) -> tuple[int, int, int]:
    """What counts in the cycle, in its year and in the cycle before."""
    if shared.progress is None:
        return 0, 0, 0
    in_cycle, in_year = counted(weights, shared.progress.place)
    before = 0 if shared.previous is None else counted(weights, shared.previous.place)[0]
    return in_cycle, in_year, before


def _activity(
    session: Session, questions: Sequence[_Question], now: datetime
) -> tuple[Mapping[int, date], frozenset[int]]:
    """Their last days of doing something, and who has something that may want an evaluation."""
    if not questions:
        return {}, frozenset()
    members = sorted({one.candidate.member_id for one in questions})
    settings = [one.shared.workplace for one in questions]
    quiet = max(one.rhythm_days for one in settings)
    young = min(one.evaluation_days for one in settings)
    # A day more on either side: it is not the same day everywhere.
    return (
        last_days_of(session, members, now.date() - timedelta(days=quiet + 1)),
        without_evaluation(
            session,
            members,
            now.date() - timedelta(days=RHYTHM_DAYS + 1),
            now.date() - timedelta(days=young - 1),
        ),
    )


def _not_resting(
    session: Session, asked: Sequence[tuple[_Question, Repetition]], now: datetime
) -> set[int]:
    """Those to whom it was not said so lately, nor left unanswered so often, that it rests."""
    if not asked:
        return set()
    members = sorted({question.candidate.member_id for question, _ in asked})
    sent = sent_to(session, members, now - REMEMBERED)
    found = set()
    for (candidate, shared, trigger), repetition in asked:
        theirs = sent.get(candidate.member_id, ())
        of_kind = [one for one in theirs if one.kind == trigger.kind]
        answered_at = theirs[0].last_active_at if theirs else None
        calendar = MemberCalendar(candidate.zone, shared.today)
        if rests(repetition, of_kind, answered_at, shared.cadence, calendar) is None:
            found.add(candidate.member_id)
    return found
