"""A glance says what the whole standing says: a sweep passes people over by it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.causes import at_ease, causes
from bot.policy.facts import EnrolmentFacts, OpeningBalance, Totals, WorkplaceSettings
from bot.policy.nudge_facts import NudgeFacts, SchemeFacts
from bot.policy.pack import Pack
from bot.policy.pack_file import load_packs
from bot.policy.standing import Glance, course_of, glance, standing
from bot.policy.working_time import WorkingTime
from tests.unit.policy.test_properties import packs

TODAY = date(2026, 11, 21)
near = st.integers(-1500, 30).map(lambda days: TODAY + timedelta(days=days))
weights = st.integers(0, 9000 * 60)
settings = st.builds(
    WorkplaceSettings, behind_credits=st.integers(0, 3000), behind_days=st.integers(0, 400)
)
openings = st.builds(OpeningBalance, on=near, cycle=st.integers(0, 9000), year=st.integers(0, 3000))


enrolments = st.builds(
    EnrolmentFacts,
    pack=st.just("any"),
    enrolled_on=near,
    cycle_start=st.none() | near,
    opening=st.none() | openings,
    joined_on=st.none() | near,
)


@given(packs, enrolments, weights, weights, settings)
def test_a_glance_agrees_with_the_standing(
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
    seen = glance(course, cycle_weight, year_weight, enrolment.opening, workplace)
    assert seen == Glance(whole.behind, whole.year_days_left or 0, whole.cycle_days_left or 0)


@given(st.none() | near, weights, weights, settings)
def test_who_is_at_ease_at_a_glance_has_no_cause_for_a_nudge(
    start: date | None, cycle_weight: int, year_weight: int, workplace: WorkplaceSettings
) -> None:
    pack = load_packs()["imi-register"]
    enrolment = EnrolmentFacts(pack.name, TODAY, start)
    course = course_of(pack, start, None, TODAY)
    if course is None or not at_ease(glance(course, cycle_weight, year_weight, None, workplace)):
        return
    whole = standing(Totals(cycle_weight, year_weight), enrolment, TODAY, pack, workplace)
    facts = NudgeFacts(1, WorkingTime(), schemes=(SchemeFacts(1, enrolment, whole),))
    assert not list(causes(facts, datetime(2026, 11, 20, 10, tzinfo=UTC), workplace))
