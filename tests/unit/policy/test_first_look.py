"""A sweep's first look passes over nobody whom the whole policy would nudge."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.causes import Repeated, behind_state, causes, deadline_near, rhythm_kept
from bot.policy.facts import (
    CycleOutcome,
    EnrolmentFacts,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.nudge_facts import NudgeFacts, PlannedActivity, SchemeFacts, SentNudge
from bot.policy.nudges import due, is_paused, planned_prompt, said_enough, spent_since
from bot.policy.pack import Pack
from bot.policy.pack_file import load_packs
from bot.policy.standing import (
    course_of,
    ended_short,
    is_behind,
    last_course,
    may_ask_about,
    standing,
)
from bot.policy.vocabulary import OUTCOME_ANSWERS, Cadence, NudgeKind
from bot.policy.working_time import WorkingTime, is_working, local
from tests.unit.policy.test_properties import packs

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
IMI = load_packs()["imi-register"]
CMI = load_packs()["cmi"]
NOTHING = OpeningBalance(TODAY, 0, 0)

near = st.integers(-1500, 30).map(lambda days: TODAY + timedelta(days=days))
weights = st.integers(0, 9000 * 60)
settings = st.builds(
    WorkplaceSettings, behind_credits=st.integers(0, 3000), behind_days=st.integers(0, 400)
)
openings = st.builds(
    OpeningBalance,
    on=near,
    cycle=st.integers(0, 9000),
    year=st.none() | st.integers(0, 3000),
)

enrolments = st.builds(
    EnrolmentFacts,
    pack=st.just("any"),
    enrolled_on=near,
    cycle_start=st.none() | near,
    opening=st.none() | openings,
    joined_on=st.none() | near,
)
sent = st.lists(
    st.builds(
        SentNudge,
        kind=st.sampled_from(get_args(NudgeKind)),
        period=st.sampled_from(
            ("1", "1@first+1", "1@2026-10-01+2#0.1", "1@first+2#1.2", "2", "1:2027-01-01:30")
        ),
        sent_at=st.integers(0, 120 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
        counted=st.booleans(),
        snoozed=st.booleans(),
    ),
    max_size=4,
).map(tuple)
answers = st.none() | st.integers(0, 120 * 24).map(lambda hours: NOW - timedelta(hours=hours))
habits = st.tuples(st.sampled_from(get_args(Cadence)), answers)
"""A member's cadence, and when they answered last."""


def imi(start: date | None, weight: int, workplace: WorkplaceSettings) -> SchemeFacts:
    """An enrolment with that much in its cycle, and as much of it in the year."""
    enrolment = EnrolmentFacts(IMI.name, TODAY - timedelta(days=400), start, NOTHING)
    whole = standing(Totals(weight, weight), enrolment, TODAY, IMI, workplace)
    return SchemeFacts(1, enrolment, whole)


def asked_about_the_last(start: date | None) -> bool:
    """Whether that enrolment's last cycle, with nothing in it, is asked about."""
    ended = last_course(IMI, start, None, TODAY)
    return ended is not None and may_ask_about(ended, TODAY - timedelta(days=400), ())


@given(
    near,
    near,
    st.none() | openings,
    weights,
    st.lists(
        st.builds(CycleOutcome, start=near, answer=st.none() | st.sampled_from(OUTCOME_ANSWERS)),
        max_size=2,
    ).map(tuple),
)
def test_a_cycle_that_ended_short_without_news_is_found_by_its_weight_alone(
    start: date,
    enrolled_on: date,
    opening: OpeningBalance | None,
    weight: int,
    outcomes: tuple[CycleOutcome, ...],
) -> None:
    enrolment = EnrolmentFacts(IMI.name, enrolled_on, start, opening, outcomes=outcomes)
    totals = Totals(ended_weight=weight)
    whole = standing(totals, enrolment, TODAY, IMI, WorkplaceSettings())
    ended = last_course(IMI, start, None, TODAY)
    found = (
        ended is not None
        and may_ask_about(ended, enrolled_on, outcomes)
        and ended_short(ended, weight, enrolment.openings) > 0
    )
    assert found == (whole.ended is not None and whole.ended.open)


@given(packs, enrolments, weights, weights, settings)
def test_who_is_behind_is_so_in_the_whole_standing(
    pack: Pack,
    enrolment: EnrolmentFacts,
    cycle_weight: int,
    year_weight: int,
    workplace: WorkplaceSettings,
) -> None:
    whole = standing(Totals(cycle_weight, year_weight), enrolment, TODAY, pack, workplace)
    course = course_of(pack, enrolment.cycle_start, enrolment.joined_on, TODAY)
    assert (course is not None) == (whole.kind == "target")
    if course is None:
        return
    found = is_behind(course, cycle_weight, year_weight, enrolment.opening, workplace)
    assert whole.declined or found == whole.behind
    assert not (whole.declined and whole.behind)
    assert course.cycle_days_left == whole.cycle_days_left
    assert course.year_days_left == whole.year_days_left


@given(st.none() | near, weights, settings)
def test_who_is_not_behind_and_far_from_every_deadline_has_no_cause(
    start: date | None, weight: int, workplace: WorkplaceSettings
) -> None:
    course = course_of(IMI, start, None, TODAY)
    if (
        course is None
        or is_behind(course, weight, weight, None, workplace)
        or deadline_near(course.cycle_days_left, course.year_days_left)
        or asked_about_the_last(start)
    ):
        return
    facts = NudgeFacts(1, WorkingTime(), schemes=(imi(start, weight, workplace),))
    assert not list(causes(facts, NOW, workplace))


@given(st.none() | near, weights, settings, sent, habits)
def test_who_was_told_lately_or_often_enough_is_not_told_again(
    start: date | None,
    weight: int,
    workplace: WorkplaceSettings,
    told: tuple[SentNudge, ...],
    habit: tuple[Cadence, datetime | None],
) -> None:
    cadence, answered_at = habit
    course = course_of(IMI, start, None, TODAY)
    if course is not None and deadline_near(course.cycle_days_left, course.year_days_left):
        return
    kind: Repeated = "cycle_start_unknown" if course is None else "behind"
    state = "" if course is None else behind_state(course.place.cycle, course.place.year)
    facts = NudgeFacts(
        1,
        WorkingTime(),
        cadence=cadence,
        last_interaction_at=answered_at,
        schemes=(imi(start, weight, workplace),),
        sent=told,
    )
    if enough(facts, kind, state, workplace):
        nudge = due(facts, NOW, workplace)
        assert nudge is None or (nudge.kind == "cycle_ended" and asked_about_the_last(start))


def enough(facts: NudgeFacts, kind: Repeated, state: str, workplace: WorkplaceSettings) -> bool:
    """What a sweep's first look makes of what was said."""
    return said_enough(
        facts.sent,
        kind,
        1,
        state,
        answered_at=facts.last_interaction_at,
        cadence=facts.cadence,
        zone=facts.working_time.tz,
        today=TODAY,
        settings=workplace,
    )


@given(near, st.integers(0, 1), settings, sent, habits)
def test_who_was_told_enough_of_what_was_not_kept_or_not_evaluated_is_not_told_again(
    last: date,
    unevaluated: int,
    workplace: WorkplaceSettings,
    told: tuple[SentNudge, ...],
    habit: tuple[Cadence, datetime | None],
) -> None:
    cadence, answered_at = habit
    enrolment = EnrolmentFacts(CMI.name, TODAY - timedelta(days=400))
    totals = Totals(last_entry=last, without_evaluation=unevaluated)
    whole = standing(totals, enrolment, TODAY, CMI, workplace)
    facts = NudgeFacts(
        1,
        WorkingTime(),
        cadence=cadence,
        last_interaction_at=answered_at,
        schemes=(SchemeFacts(1, enrolment, whole),),
        sent=told,
    )
    kept = rhythm_kept(last, 0, TODAY, workplace)
    if (kept or enough(facts, "rhythm", "", workplace)) and (
        not unevaluated or enough(facts, "missing_evaluation", "", workplace)
    ):
        assert due(facts, NOW, workplace) is None


@given(near, weights, settings, sent)
def test_who_has_spent_the_week_is_told_of_an_end_within_a_fortnight_alone(
    start: date, weight: int, workplace: WorkplaceSettings, told: tuple[SentNudge, ...]
) -> None:
    if not any(one.counted and one.sent_at > spent_since(NOW) for one in told):
        return
    facts = NudgeFacts(
        1,
        WorkingTime(),
        last_interaction_at=NOW,
        schemes=(imi(start, weight, workplace),),
        sent=told,
    )
    nudge = due(facts, NOW, workplace)
    assert nudge is None or not nudge.counted
    assert nudge is None or nudge.kind in ("cycle_end", "cycle_ended")


@given(st.integers(-80, 80), st.none() | near)
def test_nothing_goes_to_somebody_who_is_not_at_work_or_has_paused(
    hours: int, paused_until: date | None
) -> None:
    now = NOW + timedelta(hours=hours)
    wall = local(now, WorkingTime().tz)
    if is_working(wall, WorkingTime()) and not is_paused(paused_until, wall.date()):
        return
    facts = NudgeFacts(
        1,
        WorkingTime(),
        paused_until=paused_until,
        schemes=(imi(date(2025, 6, 1), 0, WorkplaceSettings()),),
        planned=(PlannedActivity(1, date(2026, 11, 1)),),
    )
    assert due(facts, now, WorkplaceSettings()) is None
    assert planned_prompt(facts, now) is None
