"""Triggers: a cheap no is never wrong, whatever the facts are, and each is found by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from bot.policy.evidence_dates import RunningOut, not_replaced
from bot.policy.frameworks.framework import Framework, Subject, SubjectUnit
from bot.policy.nudges.candidate_facts import OpenItem, OwnFacts, SharedFacts, shared_facts
from bot.policy.nudges.decision import due, is_paused, prompts, spent_since
from bot.policy.nudges.nudge_facts import (
    FollowUp,
    ManagerReminder,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.nudges.repetition import MemberCalendar, rests
from bot.policy.nudges.trigger import PromptTrigger, ReasonTrigger, Trigger
from bot.policy.nudges.triggers import TRIGGERS, in_order
from bot.policy.nudges.usual_hour import UsualTime, has_come, is_its_day
from bot.policy.scheme_facts import (
    CycleOutcome,
    EndedFigures,
    EnrolmentFacts,
    Leave,
    OpeningBalance,
    OtherCategory,
    Spell,
    SubjectTotal,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.method import methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import (
    ENDED_SHORT,
    HoursStanding,
    cycle_progress,
    is_behind,
    less_leave,
    shortfalls,
    standing,
)
from bot.policy.schemes.standing.progress import minimum_of
from bot.policy.vocabulary import (
    LEAVE_KINDS,
    NUDGE_KINDS,
    OUTCOME_ANSWERS,
    STATES,
    Cadence,
    NudgeKind,
)
from bot.policy.working_time import WorkingTime, is_working, local
from tests.standings import target
from tests.unit.policy.test_properties import packs

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 10, tzinfo=UTC)
LONDON = WorkingTime()

LONG_AGO = date(2000, 1, 1)
CATEGORY = "ADAS"
NAMES = ("Radar", "Cameras", "Software")


def loaded(pack: Pack, minimums: Sequence[int | None], since: date | None) -> Pack:
    """The pack with a framework in force from a day on, of subjects with these minimums."""
    units: Sequence[SubjectUnit] = ("hours", "credits", "hours")
    version = Framework(
        pack=pack.name,
        category=CATEGORY,
        version="1",
        source="a test",
        checked_on=LONG_AGO,
        valid_from=since,
        subjects=tuple(
            Subject(name, minimum, unit)
            for name, minimum, unit in zip(NAMES, minimums, units, strict=False)
        ),
    )
    return replace(pack, frameworks=(version,))


frameworks = st.builds(
    loaded,
    st.just(load_packs()["imi-techsafe"]),
    st.lists(st.none() | st.integers(1, 600), max_size=3),
    st.none() | st.integers(-1500, 30).map(lambda days: TODAY + timedelta(days=days)),
)
schemes = packs | frameworks
subject_totals = st.lists(
    st.builds(
        SubjectTotal,
        st.sampled_from(("", "radar", *NAMES, "Welding")),
        st.sampled_from(STATES),
        st.integers(0, 900),
        st.integers(0, 90_000),
        st.integers(0, 3),
    ),
    max_size=5,
).map(tuple)
OFFSETS = st.integers(0, 1000)
near = st.integers(-1500, 30).map(lambda days: TODAY + timedelta(days=days))
ends_soon = st.builds(
    lambda years, days: date(2026 - years, 11, 19) + timedelta(days=days),
    st.integers(1, 6),
    st.integers(-40, 95),
)
starts = st.none() | near | ends_soon
weights = st.integers(0, 9000 * 60) | st.integers(0, 3000 * 60)
moments = st.integers(0, 120 * 24).map(lambda hours: NOW - timedelta(hours=hours))
settings = st.builds(
    WorkplaceSettings,
    behind_credits=st.integers(0, 3000),
    behind_days=st.integers(0, 400),
    rhythm_days=st.integers(1, 200),
    evaluation_days=st.integers(0, 100),
)
openings = st.builds(
    OpeningBalance, on=near, cycle=st.integers(0, 9000), year=st.none() | st.integers(0, 3000)
)
outcomes = st.lists(
    st.builds(
        CycleOutcome,
        start=near | ends_soon,
        answer=st.none() | st.sampled_from(OUTCOME_ANSWERS),
        answered_on=st.none() | near,
        figures=st.none()
        | st.builds(
            EndedFigures, last_day=near, credits=st.integers(0, 5000), minimum=st.just(9000)
        ),
    ),
    max_size=2,
).map(tuple)
leaves = st.lists(
    st.builds(Leave, st.sampled_from(LEAVE_KINDS), start=near, end=st.none() | near), max_size=2
).map(tuple)
sent = st.lists(
    st.builds(
        SentNudge,
        kind=st.sampled_from(get_args(NudgeKind)),
        period=st.sampled_from(
            ("1", "1@first+1", "1@2026-10-01+2#0.1", "1@first+2#1.2", "2", "1:2027-01-01:30")
        ),
        sent_at=moments,
        counted=st.booleans(),
        snoozed=st.booleans(),
    ),
    max_size=4,
).map(tuple)


@dataclass(frozen=True)
class Situation:
    """A member, once with all that decides about them and once with what a sweep reads first."""

    facts: NudgeFacts
    workplace: WorkplaceSettings
    shared: SharedFacts
    own: OwnFacts


spells = st.lists(near, max_size=4, unique=True).map(
    lambda days: tuple(map(Spell, sorted(days)[::2], sorted(days)[1::2]))
)
"""Times in a scheme before it was left and taken up again."""


@st.composite
def enrolments(draw: st.DrawFn, pack: Pack) -> EnrolmentFacts:
    opening = draw(st.none() | openings)
    return EnrolmentFacts(
        pack.name,
        enrolled_on=draw(near),
        cycle_start=draw(starts),
        opening=opening,
        opening_answer="given" if opening else draw(st.sampled_from(("pending", "declined"))),
        joined_on=draw(st.none() | near),
        outcomes=draw(outcomes),
        category=CATEGORY,
        leaves=draw(leaves),
        other_categories=tuple(
            OtherCategory(f"group {number}", since)
            for number, since in enumerate(draw(st.lists(near, max_size=2)))
        ),
        earlier_spells=draw(spells),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    pack, workplace = draw(schemes), draw(settings)
    enrolment, cadence = draw(enrolments(pack)), draw(st.sampled_from(get_args(Cadence)))
    cycle_weight, ended_weight = draw(weights), draw(weights)
    year_weight = draw(st.integers(0, cycle_weight))
    last, oldest = draw(st.none() | near), draw(st.none() | near)
    subjects = draw(subject_totals), draw(subject_totals)
    totals = Totals(
        cycle_weight,
        year_weight,
        ended_weight=ended_weight,
        last_entry=last,
        without_evaluation=int(oldest is not None),
        unevaluated_since=oldest,
        subjects=subjects[0],
        ended_subjects=subjects[1],
    )
    pieces = draw(st.lists(st.builds(RunningOut, st.integers(1, 3), near), max_size=2))
    usual = draw(st.none() | st.builds(UsualTime, st.integers(0, 240), st.just(frozenset({0, 3}))))
    facts = NudgeFacts(
        1,
        LONDON,
        usual=usual,
        cadence=cadence,
        last_interaction_at=draw(st.none() | moments),
        snoozed_until=draw(st.none() | near),
        schemes=(SchemeFacts(1, enrolment, standing(totals, enrolment, TODAY, pack, workplace)),),
        waiting=tuple(draw(st.lists(st.builds(OpenEntry, st.integers(1, 9), moments), max_size=1))),
        drafts=tuple(draw(st.lists(st.builds(OpenEntry, st.integers(1, 9), moments), max_size=1))),
        planned=tuple(
            draw(st.lists(st.builds(PlannedActivity, st.integers(1, 9), near), max_size=1))
        ),
        follow_ups=tuple(
            draw(
                st.lists(
                    st.builds(FollowUp, st.just(4), st.just(1), near, st.booleans()), max_size=1
                )
            )
        ),
        reminders=tuple(
            draw(st.lists(st.builds(ManagerReminder, st.just(1), st.just(2), moments), max_size=1))
        ),
        running_out=not_replaced(pieces),
        sent=draw(sent),
    )
    asked = oldest is not None and (TODAY - oldest).days >= workplace.evaluation_days
    return Situation(
        facts,
        workplace,
        shared_of(facts, pack, workplace),
        OwnFacts(
            enrolment,
            (cycle_weight, year_weight, ended_weight),
            (last, asked),
            subjects,
            [(each.entry_id, each.last_day) for each in pieces],
        ),
    )


def shared_of(facts: NudgeFacts, pack: Pack, workplace: WorkplaceSettings) -> SharedFacts:
    [scheme] = facts.schemes
    enrolment, wall = scheme.enrolment, local(NOW, LONDON.tz)
    found: dict[OpenItem, bool] = {
        "draft": bool(facts.drafts),
        "waiting": bool(facts.waiting),
        "planned": any(one.on <= TODAY for one in facts.planned)
        or any(one.on <= TODAY for one in facts.follow_ups),
        "reminder": bool(facts.reminders),
        "evidence": any(0 <= (one.last_day - TODAY).days <= 90 for one in facts.running_out),
    }
    usual = facts.usual
    return shared_facts(
        TODAY,
        workplace,
        pack=pack,
        cycles=enrolment.cycles,
        joined_on=enrolment.joined_on,
        opening_answer=enrolment.opening_answer,
        has_outcomes=bool(enrolment.outcomes),
        cadence=facts.cadence,
        open_items=frozenset(item for item, there in found.items() if there),
        budget_left=not any(one.counted and one.sent_at > spent_since(NOW) for one in facts.sent),
        at_usual_hour=usual is None
        or (has_come(wall, usual, LONDON) and is_its_day(wall, usual, LONDON)),
    )


def fires(trigger: Trigger, one: Situation) -> bool:
    if isinstance(trigger, PromptTrigger):
        return trigger.prompt(one.facts, NOW) is not None
    assert isinstance(trigger, ReasonTrigger)
    return bool(trigger.check(one.facts, NOW, one.workplace))


def may_apply(trigger: Trigger, one: Situation) -> bool:
    return trigger.may_apply(one.shared, None) and trigger.may_apply(one.shared, one.own)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda one: one.kind)
@given(one=situations())
def test_what_a_trigger_finds_it_has_not_ruled_out(trigger: Trigger, one: Situation) -> None:
    found = fires(trigger, one)
    event(f"it finds something: {found}")
    assert may_apply(trigger, one) or not found


@given(situations())
def test_who_is_sent_something_is_a_candidate(one: Situation) -> None:
    """The budget, the hour, the cadence and what was said before rule out nobody either."""
    facts = one.facts
    nudge = due(facts, NOW, one.workplace)
    for found in (nudge, *prompts(facts, NOW)):
        if found is None:
            continue
        event(f"sent: {found.kind}")
        [trigger] = [each for each in TRIGGERS if each.kind == found.kind]
        assert trigger.may_be_heard(one.shared)
        assert may_apply(trigger, one)
        repetitions = trigger.repetitions(1, one.shared, one.own)
        of_kind = [each for each in facts.sent if each.kind == found.kind]
        calendar = MemberCalendar(LONDON.tz, TODAY)
        answered_at = facts.last_interaction_at
        assert not repetitions or any(
            rests(each, of_kind, answered_at, facts.cadence, calendar) is None
            for each in repetitions
        )


@given(situations(), st.integers(1, 5))
def test_who_has_spent_the_week_is_told_of_an_end_alone(one: Situation, days_ago: int) -> None:
    last = SentNudge("manager_reminder", "9", NOW - timedelta(days=days_ago), counted=True)
    facts = replace(one.facts, sent=(*one.facts.sent, last))
    nudge = due(facts, NOW, one.workplace)
    assert nudge is None or not nudge.counted
    assert nudge is None or nudge.kind in ("cycle_end", "cycle_ended")


@given(schemes, st.data())
def test_pace_and_shortfall_are_those_of_the_whole_standing(
    pack: Pack, data: st.DataObject
) -> None:
    enrolment, workplace = data.draw(enrolments(pack)), data.draw(settings)
    cycle_weight, year_weight = data.draw(weights), data.draw(weights)
    whole = standing(Totals(cycle_weight, year_weight), enrolment, TODAY, pack, workplace)
    progress = cycle_progress(pack, enrolment.cycles, enrolment.joined_on, TODAY)
    if progress is None or progress.terms.framework:
        assert whole.kind not in ("target", "hours")
        return
    assert whole.kind in ("target", "hours")
    if isinstance(whole, HoursStanding):
        minimum = minimum_of(progress, enrolment.categories_on(TODAY))
        assert minimum == whole.minimum
        assert not is_behind(progress, cycle_weight, year_weight, None, workplace)
        assert progress.cycle_days_left == whole.days_left
        return
    whole = target(whole)
    progress = less_leave(progress, enrolment.leaves)
    found = is_behind(progress, cycle_weight, year_weight, enrolment.opening, workplace)
    assert whole.declined or found == whole.behind
    assert not (whole.declined and whole.behind)
    missing = shortfalls(progress, cycle_weight, year_weight, enrolment.opening)
    assert missing == (whole.short, whole.below_recommendation)
    assert progress.cycle_days_left == whole.cycle_days_left
    assert progress.year_days_left == whole.year_days_left


@given(situations(), st.integers(-80, 80), st.none() | near)
def test_nothing_goes_to_somebody_who_is_not_at_work_or_has_paused(
    one: Situation, hours: int, paused_until: date | None
) -> None:
    now = NOW + timedelta(hours=hours)
    wall = local(now, LONDON.tz)
    assume(not is_working(wall, LONDON) or is_paused(paused_until, wall.date()))
    facts = NudgeFacts(
        1,
        LONDON,
        paused_until=paused_until,
        schemes=one.facts.schemes,
        planned=(PlannedActivity(1, date(2026, 11, 1)),),
    )
    assert due(facts, now, one.workplace) is None
    assert prompts(facts, now) == ()


def test_every_kind_of_nudge_has_its_trigger_in_the_order_of_the_rules() -> None:
    assert tuple(one.kind for one in TRIGGERS) == NUDGE_KINDS


@pytest.mark.parametrize("same", ["kind", "order"])
def test_two_triggers_do_not_share_a_kind_or_a_place_in_the_order(same: str) -> None:
    first, second, *_ = TRIGGERS

    class Copy(type(second)):  # type: ignore[misc]
        kind = first.kind if same == "kind" else second.kind
        order = first.order if same == "order" else 999

    copied: Sequence[Trigger] = [first, Copy()]
    with pytest.raises(ValueError, match=f"2 triggers have the {same}"):
        in_order(copied)


@given(situations())
def test_what_is_due_about_a_scheme_is_what_its_method_names(one: Situation) -> None:
    of_some_method = frozenset(kind for each in methods().values() for kind in each.nudges)
    for trigger in TRIGGERS:
        if trigger.kind in of_some_method and fires(trigger, one):
            assert one.shared.concerns(trigger.kind), trigger.kind


@given(one=situations())
def test_a_framework_that_is_not_loaded_is_nudged_about_by_no_amount(one: Situation) -> None:
    [scheme] = one.facts.schemes
    assume(scheme.standing.kind == "not_known")
    for trigger in TRIGGERS:
        if trigger.kind in ("cycle_end", "cycle_ended"):
            assert not fires(trigger, one)
    assert scheme.standing.deadline is None
    assert scheme.standing.ended is None


@given(frameworks, subject_totals, st.data())
def test_a_cycle_ends_short_where_a_subject_of_its_last_day_is_known_to_be(
    pack: Pack, totals: tuple[SubjectTotal, ...], data: st.DataObject
) -> None:
    """By the standing of its own last day, whatever has been loaded since."""
    start = date(2022, 6, 1)
    last_day, later = date(2025, 5, 31), date(2025, 6, 1) + timedelta(days=data.draw(OFFSETS))
    enrolment = EnrolmentFacts(pack.name, start, cycle_start=start, category=CATEGORY)
    on_its_last_day = standing(
        Totals(subjects=totals), enrolment, last_day, pack, WorkplaceSettings()
    )
    found = standing(
        Totals(ended_subjects=totals), enrolment, later, pack, WorkplaceSettings()
    ).ended
    short = on_its_last_day.deadline is not None and bool(on_its_last_day.deadline.short)
    event(f"short: {short}")
    assert (found is not None) == short
    if found is None or on_its_last_day.deadline is None:
        return
    assert found.short_of == on_its_last_day.deadline.short_of
    assert found.minimum - found.credits == len(found.short_of)
    assert (found.last_day, found.in_subjects, found.consequence) == (
        last_day,
        True,
        "TechSafe recognition removed",
    )
    told = [
        replace(enrolment, outcomes=(CycleOutcome(start, told_on=later, answer=answer),))
        for answer in (None, "nothing", "removed", "registered")
    ]
    ranks = [
        standing(Totals(ended_subjects=totals), one, later, pack, WorkplaceSettings()).manager_rank
        for one in told
    ]
    assert ranks[:3] == [ENDED_SHORT] * 3
    assert ranks[3] != ENDED_SHORT


@given(frameworks, subject_totals)
def test_what_is_short_is_said_nearest_first_and_once_a_step(
    pack: Pack, totals: tuple[SubjectTotal, ...]
) -> None:
    """Each step before the end is a matter of its own, for as long as something is short."""
    [trigger] = [each for each in TRIGGERS if each.kind == "cycle_end"]
    assert isinstance(trigger, ReasonTrigger)
    pack = replace(pack, frameworks=tuple(replace(one, valid_from=None) for one in pack.frameworks))
    start = date(2024, 1, 1)
    enrolment = EnrolmentFacts(pack.name, start, cycle_start=start, category=CATEGORY)
    subjects = set()
    for left in (91, 90, 31, 30, 14, 7, 2, 0):
        today = date(2026, 12, 31) - timedelta(days=left)
        now = standing(Totals(subjects=totals), enrolment, today, pack, WorkplaceSettings())
        facts = NudgeFacts(1, LONDON, schemes=(SchemeFacts(1, enrolment, now),))
        found = trigger.check(facts, NOW, WorkplaceSettings())
        assert now.deadline is not None
        short_of = now.deadline.short_of
        assert bool(found) == (bool(short_of) and left <= 90)
        sizes = [(one.short or 0) / (60 if one.unit == "hours" else 100) for one in short_of]
        assert sizes == sorted(sizes)
        assert all(one.asked for one in short_of)
        subjects |= {(one.subject, one.why["short_subjects"]) for one in found}
    of_steps = [90, 30, 14, 7, 2] if short_of else []
    assert subjects == {(f"1:2027-01-01:{step}", len(short_of)) for step in of_steps}


def in_groups(today: date, *numbers: int) -> NudgeFacts:
    """Somebody in so many groups of the MOT scheme, with an hour this year."""
    pack, hour = load_packs()["dvsa-mot"], Totals(60 * 60, 60 * 60)
    began = date(2026, 4, 1)
    others = tuple(OtherCategory(f"group {number}", began) for number in numbers[1:])
    enrolled = EnrolmentFacts("dvsa-mot", began, other_categories=others)
    now = standing(hour, enrolled, today, pack, WorkplaceSettings())
    return NudgeFacts(
        1, LONDON, schemes=tuple(SchemeFacts(number, enrolled, now) for number in numbers)
    )


@pytest.mark.parametrize("numbers", [(4,), (4, 7)])
def test_the_end_of_a_year_of_hours_is_said_once_for_all_groups(numbers: tuple[int, ...]) -> None:
    [trigger] = [each for each in TRIGGERS if each.kind == "cycle_end"]
    assert isinstance(trigger, ReasonTrigger)
    early, late = (
        trigger.check(in_groups(today, *numbers), NOW, WorkplaceSettings())
        for today in (date(2026, 12, 30), date(2026, 12, 31))
    )
    assert early == []
    [reason] = late
    assert reason.enrolment_id == 4
    assert reason.why["short_minutes"] == 180 * len(numbers) - 60
    assert reason.deadline == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("kind", "today"),
    [
        ("cycle_end", date(2026, 12, 31)),
        ("cycle_end", date(2027, 3, 31)),
        ("cycle_ended", date(2027, 4, 1)),
        ("cycle_ended", date(2028, 3, 31)),
    ],
)
def test_of_testers_those_alone_are_candidates_whose_groups_are_short(
    kind: NudgeKind, today: date
) -> None:
    """Every tester was one from January to March, and whenever they had been enrolled for a year:
    a sweep read everything about all of them.
    """
    begun, pack = date(2026, 4, 1), load_packs()["dvsa-mot"]
    shared = shared_facts(today, WorkplaceSettings(), pack=pack)
    [trigger] = [each for each in TRIGGERS if each.kind == kind]
    assert trigger.may_apply(shared, None)
    both, later = (OtherCategory("group B", day) for day in (begun, date(2028, 4, 1)))
    for others, minutes, expected in (
        ((), {"": 180}, False),
        ((), {"group A": 180}, False),
        ((), {"group B": 180}, True),
        ((both,), {"": 180}, True),
        ((both,), {"": 360}, False),
        ((both,), {"group A": 360}, True),
        ((both,), {"group A": 300, "": 180}, False),
        ((later,), {"": 180}, False),
    ):
        enrolled = EnrolmentFacts("dvsa-mot", begun, category="group A", other_categories=others)
        weight = 60 * sum(minutes.values())
        subjects = [SubjectTotal(of, "counted", n, n * 60, 1) for of, n in minutes.items()]
        own = OwnFacts(enrolled, (weight, weight, weight), subjects=(subjects, subjects))
        assert trigger.may_apply(shared, own) is expected, (others, minutes)
