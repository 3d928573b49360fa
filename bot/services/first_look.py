"""Who on a page of a sweep may be due a nudge: most members, most of the time, are due nothing.

Nobody is passed over to whom `bot.policy` would send something, and asking is a fraction of asking
it. What is cheap is asked first; what a page shares, such as a cycle's start, is worked out once.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from sqlmodel import Session

from bot.policy.causes import Repeated, behind_state, deadline_near, outside_budget, rhythm_kept
from bot.policy.facts import WorkplaceSettings
from bot.policy.nudges import is_paused, said_enough, spent_since
from bot.policy.pack import Pack, terms
from bot.policy.standing import (
    NO_NEWS,
    Course,
    course_of,
    ended_short,
    is_behind,
    kept_outcome,
    last_course,
    may_ask_about,
)
from bot.policy.usual_hour import into_shift, place_in_hour, shift_day, usual_time
from bot.policy.working_time import WorkingTime, is_working, local
from bot.services.assessing import opening_of, openings_of, outcomes_of
from bot.services.settings import working_time
from bot.services.standings import RHYTHM_DAYS, counted
from storage.sweeps import (
    Seat,
    Signs,
    last_days_of,
    said_to,
    signs_between,
    weights_of,
    without_evaluation,
)

REMEMBERED = timedelta(days=400)
"""How far back nudges matter: a yearly one must not come twice. Those that were not answered do
however old they are.
"""


@dataclass(frozen=True, slots=True)
class House:
    """A workspace's rules and settings, read once for a sweep."""

    rules: Mapping[str, Pack]
    workplace: WorkplaceSettings


@dataclass(frozen=True, slots=True)
class _Awake:
    """A seat whose member is at work at the moment, on their own today. `hears`: their usual hour
    has come.
    """

    seat: Seat
    today: date
    house: House
    hears: bool


@dataclass(frozen=True, slots=True)
class _Questions:
    """What has to be read before more can be said: by what the scheme asks for."""

    paced: list[tuple[_Awake, Course]] = field(default_factory=list)
    ended: list[tuple[_Awake, Course]] = field(default_factory=list)
    rhythmic: list[_Awake] = field(default_factory=list)
    repeated: list[tuple[Seat, Repeated, str]] = field(default_factory=list)


def may_be_due(
    session: Session, seats: Sequence[Seat], houses: Mapping[str, House], now: datetime
) -> list[int]:
    """The members on a page who have to be looked at closely, by number."""
    awake = _awake(seats, houses, now)
    if not awake:
        return []
    today = {one.seat.member_id: one.today for one in awake}
    hear = {one.seat.member_id for one in awake if one.hears}
    signs = signs_between(session, min(today), max(today), spent_since=spent_since(now))
    found = set(_asked_about(signs, today, hear))
    questions = _Questions()
    for one in awake:
        member_id = one.seat.member_id
        if member_id not in found and _deadline_or_question(
            one, questions, free=member_id not in signs.spent
        ):
            found.add(member_id)
    _ask_weights(session, questions)
    _ask_rhythm(session, questions, now)
    found |= _not_said_enough(session, questions.repeated, houses, now, today)
    return sorted(found)


def _awake(seats: Sequence[Seat], houses: Mapping[str, House], now: datetime) -> list[_Awake]:
    @cache  # colleagues keep the same hours
    def at_work(
        zone: str, start: int, end: int, days: str, country: str | None
    ) -> tuple[date, WorkingTime, int, int] | None:
        """The member's today, and the weekday and the minute of their shift; None outside it."""
        working = working_time(zone, start, end, days, country)
        wall = local(now, working.tz)
        if not is_working(wall, working):
            return None
        return wall.date(), working, shift_day(wall, working).weekday(), into_shift(wall, working)

    @cache
    def hears(
        hours: tuple[str, int, int, str, str | None], hour: int | None, place: int
    ) -> tuple[date, bool] | None:
        """The member's today, and whether their usual hour has come; None outside their shift."""
        found = at_work(*hours)
        if found is None:
            return None
        today, working, weekday, minute = found
        usual = usual_time(hour, place, working)
        return today, minute >= usual.begins and weekday in usual.days

    awake: list[_Awake] = []
    for seat in seats:
        hours = seat.zone, seat.work_start, seat.work_end, seat.work_days, seat.country
        found = hears(hours, seat.usual_hour, place_in_hour(seat.member_id))
        if found is not None and not is_paused(seat.paused_until, found[0]):
            awake.append(_Awake(seat, found[0], houses[seat.workspace_id], found[1]))
    return awake


def _asked_about(signs: Signs, today: Mapping[int, date], hear: Set[int]) -> Iterator[int]:
    """Those who may be asked about something of their own, and those whose manager has asked: but
    for what was planned, at the hour at which they `hear`.
    """
    for member_id, status, day in signs.asked_about:
        if member_id not in today:
            continue
        if status == "planned":
            if day is None or day <= today[member_id]:
                yield member_id
        elif member_id in hear and member_id not in signs.spent:
            yield member_id
    yield from (signs.reminded & hear) - signs.spent


def _deadline_or_question(one: _Awake, questions: _Questions, *, free: bool) -> bool:
    """Whether the scheme's days alone may be a cause; if not, what else has to be asked is noted.

    `free`: the week's budget is not spent. A deadline's message that was missed waits for no usual
    hour.
    """
    seat, today, house = one.seat, one.today, one.house
    if seat.pack is None or seat.pack not in house.rules:
        return False
    pack = house.rules[seat.pack]
    course = course_of(pack, seat.cycle_start, seat.joined_on, today)
    if course is not None:
        ended = last_course(pack, seat.cycle_start, seat.joined_on, today)
        if ended is not None and may_ask_about(ended, seat.enrolled_on or today, outcomes_of(seat)):
            questions.ended.append((one, ended))
        if ended is None and _kept_open(seat, pack, today):
            questions.repeated.append((seat, "cycle_ended", ""))
        if not free:
            return outside_budget(course.cycle_days_left)
        if deadline_near(course.cycle_days_left, course.year_days_left):
            return True
        if one.hears and not (course.terms.account and seat.opening_declined):
            questions.paced.append((one, course))
    elif free and one.hears and terms(pack, today).has_target:
        questions.repeated.append((seat, "cycle_start_unknown", ""))
    elif free and one.hears and terms(pack, today).by_rhythm:
        questions.rhythmic.append(one)
    return False


def _kept_open(seat: Seat, pack: Pack, today: date) -> bool:
    """Whether there is no news of a cycle that ended short before the recorded start."""
    if not seat.outcomes:
        return False
    enrolled_on = seat.enrolled_on or today
    found = kept_outcome(pack, seat.cycle_start, enrolled_on, today, outcomes_of(seat))
    return found is not None and found.answer in NO_NEWS


def _ask_weights(session: Session, questions: _Questions) -> None:
    """Who is behind, or had a cycle that ended short, may have been told so: that is the question
    left.
    """
    asked = [*questions.paced, *questions.ended]
    enrolments = {one.seat.enrolment_id or 0 for one, _ in asked}
    oldest = min((course.place.cycle or 0 for _, course in asked), default=0)
    weights = weights_of(session, sorted(enrolments), oldest)
    for one, course in questions.ended:
        seat = one.seat
        in_cycle, _ = counted(weights.get(seat.enrolment_id or 0, ()), course.place)
        if ended_short(course, in_cycle, openings_of(seat)):
            questions.repeated.append((seat, "cycle_ended", ""))
    for one, course in questions.paced:
        seat, place = one.seat, course.place
        in_cycle, in_year = counted(weights.get(seat.enrolment_id or 0, ()), place)
        if is_behind(course, in_cycle, in_year, opening_of(seat), one.house.workplace):
            questions.repeated.append((seat, "behind", behind_state(place.cycle, place.year)))


def _ask_rhythm(session: Session, questions: _Questions, now: datetime) -> None:
    """Who has kept nothing for long, or not evaluated something, may have been told so."""
    if not questions.rhythmic:
        return
    members = [one.seat.member_id for one in questions.rhythmic]
    quiet = max(one.house.workplace.rhythm_days for one in questions.rhythmic)
    # A day more: it is not the same day everywhere.
    last = last_days_of(session, members, now.date() - timedelta(days=quiet + 1))
    young = min(one.house.workplace.evaluation_days for one in questions.rhythmic)
    unevaluated = without_evaluation(
        session,
        members,
        now.date() - timedelta(days=RHYTHM_DAYS + 1),
        now.date() - timedelta(days=young - 1),
    )
    for one in questions.rhythmic:
        seat = one.seat
        if not rhythm_kept(last.get(seat.member_id), 0, one.today, one.house.workplace):
            questions.repeated.append((seat, "rhythm", ""))
        if seat.member_id in unevaluated:
            questions.repeated.append((seat, "missing_evaluation", ""))


def _not_said_enough(
    session: Session,
    repeated: Sequence[tuple[Seat, Repeated, str]],
    houses: Mapping[str, House],
    now: datetime,
    today: Mapping[int, date],
) -> set[int]:
    """Those of them to whom something was not said so lately, nor left unanswered so often, that
    it rests.
    """
    if not repeated:
        return set()
    said = said_to(session, [seat.member_id for seat, _, _ in repeated], now - REMEMBERED)

    def rests(seat: Seat, kind: Repeated, state: str) -> bool:
        theirs = said.get(seat.member_id, ())
        return said_enough(
            theirs,
            kind,
            seat.enrolment_id or 0,
            state,
            answered_at=theirs[0].last_active_at if theirs else None,
            cadence=seat.cadence,
            zone=seat.zone,
            today=today[seat.member_id],
            settings=houses[seat.workspace_id].workplace,
        )

    return {seat.member_id for seat, kind, state in repeated if not rests(seat, kind, state)}
