"""Nudges over time: what never happens, whatever the member does, and the look before sending."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.nudges.decision import decide, due, goes_quiet, prompts, still_due
from bot.policy.nudges.nudge_facts import (
    FollowUp,
    ManagerReminder,
    Nudge,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.nudges.repetition import back_off
from bot.policy.nudges.suppression import Held
from bot.policy.nudges.triggers.cycle_end import snooze_ends
from bot.policy.nudges.triggers.planned import FOLLOW_UPS_AT_ONCE
from bot.policy.nudges.usual_hour import UsualTime, has_come, into_shift, is_its_day, usual_time
from bot.policy.scheme_facts import EnrolmentFacts, OpeningBalance, Totals, WorkplaceSettings
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import standing
from bot.policy.vocabulary import CADENCES, Cadence, NudgeKind
from bot.policy.working_time import WorkingTime, is_working, local, next_working_moment
from tests.properties import examples

WORKPLACE = WorkplaceSettings()
LONDON = WorkingTime()
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def scheme(
    number: int, start: date | None, today: date, credits: int, pack: str = "imi-register"
) -> SchemeFacts:
    enrolment = EnrolmentFacts(
        pack,
        date(2025, 6, 1),
        start,
        OpeningBalance(date(2025, 6, 1), 0, 0),
        opening_answer="given",
    )
    sums = Totals(credits * 6000, min(credits, 8) * 6000, last_entry=date(2026, 1, 1))
    return SchemeFacts(
        number, enrolment, standing(sums, enrolment, today, load_packs()[pack], WORKPLACE)
    )


def behind(now: datetime = MONDAY, **changes: Any) -> NudgeFacts:
    facts = NudgeFacts(
        member_id=7,
        working_time=LONDON,
        schemes=(scheme(1, date(2025, 6, 1), now.date(), 33),),
    )
    return replace(facts, **changes)


def planned_prompt(facts: NudgeFacts, now: datetime) -> Nudge | None:
    """What comes beside the nudge, of which there is one kind."""
    found = prompts(facts, now)
    assert len(found) <= 1
    return found[0] if found else None


def sent(nudge: Nudge, at: datetime) -> SentNudge:
    return SentNudge(nudge.kind, nudge.period, at, nudge.counted)


def days_between(earlier: datetime, later: datetime) -> int:
    """In the member's own days."""
    return (local(later, LONDON.tz).date() - local(earlier, LONDON.tz).date()).days


@dataclass
class Life:
    """A member through the months: what happens on which day of the simulation."""

    answers: set[int]
    drafts: set[int]
    reminders: set[int]
    planned: set[int]
    cadence: Cadence
    log: list[tuple[Nudge, datetime]] = field(default_factory=list)

    def live(self, begin: datetime, days: int) -> None:
        sent_so_far: tuple[SentNudge, ...] = ()
        last_answer = None
        drafts: tuple[OpenEntry, ...] = ()
        reminders: tuple[ManagerReminder, ...] = ()
        planned: tuple[PlannedActivity, ...] = ()
        for hour in range(0, days * 24, 3):
            now, day = begin + timedelta(hours=hour), hour // 24
            if hour % 24 == 0 and day in self.drafts:
                drafts = (*drafts, OpenEntry(day, now))
            if hour % 24 == 0 and day in self.reminders:
                reminders = (*reminders, ManagerReminder(day, 99, now))
            if hour % 24 == 0 and day in self.planned:
                planned = (*planned, PlannedActivity(day, now.date()))
            if hour % 24 == 15 and day in self.answers:
                last_answer = now
            today = local(now, LONDON.tz).date()
            facts = NudgeFacts(
                member_id=7,
                working_time=LONDON,
                cadence=self.cadence,
                last_interaction_at=last_answer,
                schemes=(
                    scheme(1, date(2024, 6, 1), today, 60),
                    scheme(2, None, today, 3, "generic-30-90"),
                    scheme(3, None, today, 0, "cmi"),
                ),
                drafts=drafts,
                reminders=reminders,
                planned=planned,
                sent=sent_so_far,
            )
            for nudge in (due(facts, now, WORKPLACE), planned_prompt(facts, now)):
                if nudge is None:
                    continue
                self.log.append((nudge, now))
                sent_so_far = (*sent_so_far, sent(nudge, now))
                asked = set(nudge.entry_ids) if nudge.kind == "planned" else set()
                planned = tuple(p for p in planned if p.entry_id not in asked)


lives = st.builds(
    Life,
    answers=st.sets(st.integers(0, 150)),
    drafts=st.sets(st.integers(0, 150), max_size=30),
    reminders=st.sets(st.integers(0, 150), max_size=10),
    planned=st.sets(st.integers(0, 150), max_size=20),
    cadence=st.sampled_from(CADENCES),
)


@settings(max_examples=examples(25), deadline=None)
@given(lives)
def test_whatever_happens_the_promises_hold(life: Life) -> None:
    """Five months to the end of a cycle that stays short, looked at every three hours."""
    life.live(datetime(2027, 1, 4, tzinfo=UTC), 148)
    counted = [at for nudge, at in life.log if nudge.counted]
    assert all(days_between(earlier, later) >= 7 for earlier, later in pairwise(counted))
    weeks = [nudge.budget_week for nudge, _ in life.log if nudge.counted]
    assert len(weeks) == len(set(weeks))
    keys = [(nudge.kind, nudge.period) for nudge, _ in life.log]
    assert len(keys) == len(set(keys))
    assert all(is_working(local(at, LONDON.tz), LONDON) for _, at in life.log)
    own = [at.date() for nudge, at in life.log if nudge.kind != "planned"]
    assert len(own) == len(set(own))
    for kind in {nudge.kind for nudge, _ in life.log} - {"cycle_ended", "cycle_end", "planned"}:
        backs_off(life, [at for nudge, at in life.log if nudge.kind == kind])
    steps = [nudge.period for nudge, _ in life.log if nudge.kind == "cycle_end"]
    assert [step.rpartition(":")[2] for step in steps] == ["90", "30", "14", "7", "2"]
    if life.cadence == "cycle_end":
        assert {n.kind for n, _ in life.log} <= {"cycle_end", "manager_reminder", "planned"}


def backs_off(life: Life, times: list[datetime]) -> None:
    """What was not answered comes again at growing intervals, and then no more."""
    steps, unanswered = back_off(life.cadence), 0
    for earlier, later in pairwise(times):
        unanswered = 0 if life_answered(life, earlier, later) else unanswered + 1
        assert unanswered <= len(steps)
        if unanswered:
            assert days_between(earlier, later) >= steps[unanswered - 1]


def life_answered(life: Life, earlier: datetime, later: datetime) -> bool:
    begin = datetime(2027, 1, 4, 15, tzinfo=UTC)
    return any(earlier < begin + timedelta(days=day) <= later for day in life.answers)


@given(st.integers(0, 7 * 24 - 1), st.integers(0, 60))
def test_two_tickers_that_saw_the_same_facts_spend_the_same_week(
    hours: int, minutes_apart: int
) -> None:
    """The second one still sees the draft alone, the first already a manager's reminder."""
    first_time = MONDAY + timedelta(hours=hours)
    second_time = first_time + timedelta(minutes=minutes_apart)
    seen = NudgeFacts(
        member_id=7,
        working_time=LONDON,
        drafts=(OpenEntry(1, MONDAY - timedelta(days=3)),),
        sent=(SentNudge("behind", "1@x", MONDAY - timedelta(days=8), counted=True),),
        last_interaction_at=MONDAY - timedelta(days=7),
    )
    fresher = replace(seen, reminders=(ManagerReminder(5, 99, first_time),))
    one, two = due(fresher, first_time, WORKPLACE), due(seen, second_time, WORKPLACE)
    if one is not None and two is not None:
        assert (one.kind, two.kind) == ("manager_reminder", "old_draft")
        assert one.budget_week == two.budget_week


def test_a_nudge_tells_why_in_plain_values() -> None:
    nudge = due(behind(), MONDAY, WORKPLACE)
    assert nudge is not None
    assert nudge.why == {
        "behind_in": "this year",
        "year_gap": 638,
        "cycle_gap": 1138,
        "at_risk": True,
        "cadence": "light",
        "unanswered": 0,
        "again_after": 28,
    }
    assert nudge.deadline == date(2028, 5, 31)


def test_before_sending_it_is_still_due_though_its_own_row_is_there() -> None:
    nudge = due(behind(), MONDAY, WORKPLACE)
    assert nudge is not None
    facts = behind(sent=(sent(nudge, MONDAY),))
    assert due(facts, MONDAY, WORKPLACE) is None
    assert still_due(nudge, facts, MONDAY, WORKPLACE) == "send"


@pytest.mark.parametrize(
    "change",
    [
        {"paused_until": date(2026, 12, 1)},
        {"snoozed_until": date(2026, 12, 1)},
        {"deactivated": True},
        {"cadence": "cycle_end"},
        {"schemes": ()},
        {"schemes": (scheme(1, date(2025, 6, 1), MONDAY.date(), 92),)},
    ],
    ids=["paused", "snoozed", "left", "cadence", "not enrolled", "caught up"],
)
def test_before_sending_it_is_cancelled_when_its_reason_has_gone(change: dict[str, Any]) -> None:
    nudge = due(behind(), MONDAY, WORKPLACE)
    assert nudge is not None
    assert still_due(nudge, behind(**change), MONDAY, WORKPLACE) == "cancel"


def test_before_sending_in_the_evening_it_is_kept_for_later() -> None:
    nudge = due(behind(), MONDAY, WORKPLACE)
    assert nudge is not None
    assert still_due(nudge, behind(), MONDAY + timedelta(hours=9), WORKPLACE) == "later"


def test_a_step_of_the_cycle_s_end_is_cancelled_when_the_next_has_come() -> None:
    then = datetime(2028, 5, 16, 10, tzinfo=UTC)
    later = then + timedelta(days=1)

    def facts(now: datetime) -> NudgeFacts:
        return behind(now, schemes=(scheme(1, date(2025, 6, 1), now.date(), 80),))

    nudge = due(facts(then), then, WORKPLACE)
    assert nudge is not None
    assert nudge.period == "1:2028-06-01:30"
    assert still_due(nudge, facts(later), later, WORKPLACE) == "cancel"


def test_a_question_what_an_entry_changed_is_cancelled_once_that_one_is_answered() -> None:
    def facts(oldest: int) -> NudgeFacts:
        enrolment = EnrolmentFacts("cmi", date(2025, 6, 1))
        sums = Totals(
            entries_12_months=8,
            last_entry=date(2026, 11, 19),
            without_evaluation=2,
            unevaluated_since=date(2026, 10, 1),
            unevaluated_entry=oldest,
        )
        cmi = standing(sums, enrolment, MONDAY.date(), load_packs()["cmi"], WORKPLACE)
        return behind(schemes=(SchemeFacts(1, enrolment, cmi),))

    nudge = due(facts(41), MONDAY, WORKPLACE)
    assert nudge is not None
    assert nudge.entry_ids == (41,)
    assert still_due(nudge, facts(41), MONDAY, WORKPLACE) == "send"
    assert still_due(nudge, facts(42), MONDAY, WORKPLACE) == "cancel"


def test_a_planned_prompt_is_cancelled_when_all_of_it_was_done_meanwhile() -> None:
    sunday = MONDAY.date() - timedelta(days=1)
    planned = (PlannedActivity(1, sunday), PlannedActivity(2, sunday))
    prompt = planned_prompt(behind(planned=planned), MONDAY)
    assert prompt is not None
    assert prompt.entry_ids == (1, 2)
    one_left = behind(planned=(replace(planned[1], asked=True),))
    assert still_due(prompt, one_left, MONDAY, WORKPLACE) == "send"
    assert still_due(prompt, behind(), MONDAY, WORKPLACE) == "cancel"


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.integers(0, 40), max_size=30),
    st.lists(st.integers(0, 40), max_size=5),
    st.integers(0, 20),
)
def test_what_a_member_asked_for_comes_once_on_its_day_or_the_next_at_work(
    days: list[int], planned_on: list[int], paused: int
) -> None:
    """Somebody who answers nothing, looked at every hour of seven weeks."""
    begin = datetime(2026, 11, 23, tzinfo=UTC)
    until = begin.date() + timedelta(days=paused)
    wanted = tuple(
        FollowUp(number, number, begin.date() + timedelta(days=day))
        for number, day in enumerate(days)
    )
    planned = tuple(
        PlannedActivity(100 + number, begin.date() + timedelta(days=day))
        for number, day in enumerate(planned_on)
    )
    said: list[tuple[Nudge, datetime]] = []
    for hour in range(49 * 24):
        now = begin + timedelta(hours=hour)
        asked = {one.id for nudge, _ in said for one in nudge.follow_ups}
        named = {number for nudge, _ in said for number in nudge.entry_ids}
        facts = behind(
            now,
            follow_ups=tuple(one for one in wanted if one.id not in asked),
            planned=tuple(one for one in planned if one.entry_id not in named),
            sent=tuple(sent(nudge, at) for nudge, at in said),
            paused_until=until,
        )
        nudge = planned_prompt(facts, now)
        if nudge is not None:
            said.append((nudge, now))
    numbers = [one.id for nudge, _ in said for one in nudge.follow_ups]
    assert sorted(numbers) == [one.id for one in wanted]
    assert len({at.date() for _, at in said}) == len(said)
    for nudge, at in said:
        assert is_working(local(at, LONDON.tz), LONDON)
        assert at.date() >= until
        assert not nudge.counted
        assert len(nudge.follow_ups) <= FOLLOW_UPS_AT_ONCE
    if len(wanted) <= FOLLOW_UPS_AT_ONCE:
        for nudge, at in said:
            for one in nudge.follow_ups:
                due_from = datetime.combine(max(one.on, until), time(), UTC)
                first = next_working_moment(due_from, LONDON)
                assert first is not None
                assert first.date() == at.date()


def test_a_follow_up_is_cancelled_when_it_was_answered_meanwhile() -> None:
    both = (FollowUp(1, 1, MONDAY.date()), FollowUp(2, 2, MONDAY.date()))
    prompt = planned_prompt(behind(follow_ups=both), MONDAY)
    assert prompt is not None
    assert prompt.follow_ups == both
    assert still_due(prompt, behind(follow_ups=both[1:]), MONDAY, WORKPLACE) == "send"
    assert still_due(prompt, behind(), MONDAY, WORKPLACE) == "cancel"


def test_a_manager_s_reminder_of_a_month_ago_is_no_longer_passed_on() -> None:
    asked = MONDAY - timedelta(days=31)
    facts = behind(reminders=(ManagerReminder(5, 99, asked),))
    nudge = due(facts, MONDAY, WORKPLACE)
    assert nudge is not None
    assert nudge.kind == "behind"


def test_what_went_unanswered_is_told_with_the_nudge_and_the_last_one_says_so() -> None:
    told: tuple[SentNudge, ...] = ()
    at, whys = MONDAY, []
    for days in (0, 28, 56):
        at += timedelta(days=days)
        nudge = due(behind(at, sent=told), at, WORKPLACE)
        assert nudge is not None
        told = (*told, sent(nudge, at))
        whys.append((nudge.why["unanswered"], nudge.why["again_after"], goes_quiet(nudge)))
    assert whys == [(0, 28, False), (1, 56, False), (2, 0, True)]
    for days in range(1, 75):
        later = at + timedelta(days=days)
        assert due(behind(later, sent=told), later, WORKPLACE) is None
    answered = behind(later, sent=told, last_interaction_at=later - timedelta(hours=1))
    assert due(answered, later, WORKPLACE) is not None


def test_a_snooze_does_not_hold_the_next_message_about_the_cycle_s_end() -> None:
    now = datetime(2028, 5, 17, 10, tzinfo=UTC)
    facts = behind(
        now,
        schemes=(scheme(1, date(2025, 6, 1), now.date(), 80),),
        snoozed_until=date(2028, 6, 10),
        sent=(
            SentNudge(
                "cycle_end", "1:2028-06-01:30", now - timedelta(days=16), counted=True, snoozed=True
            ),
        ),
    )
    nudge = due(facts, now, WORKPLACE)
    assert nudge is not None
    assert nudge.period == "1:2028-06-01:14"
    assert still_due(nudge, facts, now, WORKPLACE) == "send"
    told = (*facts.sent, replace(sent(nudge, now), snoozed=True))
    tomorrow = now + timedelta(days=1)
    facts = replace(facts, sent=told, schemes=(scheme(1, date(2025, 6, 1), tomorrow.date(), 80),))
    assert due(facts, tomorrow, WORKPLACE) is None


def test_a_snooze_ends_in_time_for_the_cycle_s_end() -> None:
    today = date(2028, 4, 20)
    near = scheme(1, date(2025, 6, 1), today, 80).standing
    far = scheme(1, date(2026, 6, 1), today, 30).standing
    met = scheme(1, date(2025, 6, 1), today, 92).standing
    wished = date(2028, 5, 20)
    assert snooze_ends(wished, [far, near]) == date(2028, 5, 1)  # 30 days before 31 May
    assert snooze_ends(wished, [far, met]) == wished
    assert snooze_ends(date(2028, 4, 27), [near]) == date(2028, 4, 27)


def usual(**changes: Any) -> NudgeFacts:
    """The same, to be told at half past one on Mondays to Thursdays."""
    return behind(usual=usual_time(None, 0, LONDON), **changes)


@pytest.mark.parametrize(
    ("day", "clock", "comes"),
    [(23, (13, 29), False), (23, (13, 30), True), (26, (16, 59), True), (27, (14, 0), False)],
    ids=["before it", "at it", "Thursday, late", "Friday"],
)
def test_the_usual_hour_is_early_afternoon_from_monday_to_thursday(
    day: int, clock: tuple[int, int], comes: bool
) -> None:
    now = datetime(2026, 11, day, *clock, tzinfo=UTC)
    decision = decide(usual(now=now), now, WORKPLACE)
    assert (decision.nudge is not None) == comes
    assert [held.because for _, held in decision.held] == ([] if comes else ["usual hour"])


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        (datetime(2028, 5, 17, 9, tzinfo=UTC), False),
        (datetime(2028, 5, 17, 13, tzinfo=UTC), True),
        (datetime(2028, 5, 18, 8, 5, tzinfo=UTC), True),
        (datetime(2028, 5, 1, 10, tzinfo=UTC), False),
        (datetime(2028, 5, 2, 8, 5, tzinfo=UTC), True),
    ],
    ids=["its day, in the morning", "its day", "missed", "30 days before", "the day after"],
)
def test_a_deadline_s_message_comes_at_the_usual_hour_and_missed_at_the_first_working_moment(
    now: datetime, comes: bool
) -> None:
    facts = usual(now=now, schemes=(scheme(1, date(2025, 6, 1), now.date(), 80),))
    assert (due(facts, now, WORKPLACE) is not None) == comes


def test_two_days_before_the_end_on_a_friday_it_does_not_wait_until_it_is_too_late() -> None:
    now = datetime(2028, 5, 26, 14, tzinfo=UTC)
    facts = usual(now=now, schemes=(scheme(1, date(2025, 5, 29), now.date(), 80),))
    nudge = due(facts, now, WORKPLACE)
    assert nudge is not None
    assert nudge.why["days_left"] == 2


def test_a_decision_says_what_is_held_back_and_until_when() -> None:
    last = SentNudge("behind", "1@first+1#0.2", MONDAY - timedelta(days=3), counted=True)
    facts = behind(drafts=(OpenEntry(4, MONDAY - timedelta(days=9)),), sent=(last,))
    decision = decide(facts, MONDAY, WORKPLACE)
    assert decision.nudge is None
    assert decision.silence is None
    assert [(reason.kind, held) for reason, held in decision.held] == [
        ("old_draft", Held("budget", date(2026, 11, 27))),
        ("behind", Held("said", date(2026, 12, 18))),
    ]
    paused = decide(replace(facts, paused_until=date(2026, 12, 1)), MONDAY, WORKPLACE)
    assert paused.silence == Held("paused", date(2026, 12, 1))
    gone = decide(replace(facts, deactivated=True), MONDAY, WORKPLACE)
    assert gone.silence == Held("left")
    assert gone.held == ()


@settings(max_examples=examples(25), deadline=None)
@given(lives)
def test_a_decision_and_its_reasons_never_disagree(life: Life) -> None:
    """What `decide` sends is what `due` sends."""
    life.live(datetime(2027, 1, 4, tzinfo=UTC), 40)
    told: tuple[SentNudge, ...] = ()
    for nudge, at in life.log:
        facts = behind(at, sent=told, drafts=(OpenEntry(1, MONDAY),))
        assert decide(facts, at, WORKPLACE).nudge == due(facts, at, WORKPLACE)
        told = (*told, sent(nudge, at))


zones = st.sampled_from(
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "No/Where", ""]
)
hours = st.times().map(lambda t: time(t.hour, t.minute // 15 * 15))
working_times = st.builds(
    WorkingTime,
    tz=zones,
    start=hours,
    end=hours,
    days=st.frozensets(st.integers(0, 6)),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20),
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are given without a zone


@given(instants, working_times)
def test_the_next_working_moment_is_one_and_never_past(now: datetime, working: WorkingTime) -> None:
    found = next_working_moment(now, working)
    if found is None:
        assert not working.days
        return
    assert found >= now
    assert is_working(local(found, working.tz), working)


def next_usual_moment(now: datetime, usual: UsualTime, working: WorkingTime) -> datetime | None:
    """The first instant (UTC) from `now` on at which a nudge may come; None for who never works.

    To the minute: the first one at which `has_come` and `is_its_day` both hold.
    """
    moment = next_working_moment(now, working)
    for _ in range(100):
        if moment is None:
            return None
        wall = local(moment, working.tz)
        missing = usual.begins - into_shift(wall, working)
        if is_its_day(wall, usual, working):
            later = moment + timedelta(minutes=max(0, missing))
            if has_come(local(later, working.tz), usual, working):
                return later
        end = wall.replace(hour=working.end.hour, minute=working.end.minute)
        rest = into_shift(end, working) or 24 * 60
        rest -= into_shift(wall, working)
        moment = next_working_moment(moment + timedelta(minutes=rest), working)
    return None


@given(instants, working_times, st.integers(0, 500), st.none() | st.integers(0, 24 * 60 - 1))
def test_the_usual_hour_comes_on_every_day_of_work_that_it_is_meant_for(
    now: datetime, working: WorkingTime, member: int, hour: int | None
) -> None:
    meant = usual_time(hour, member, working)
    found = next_usual_moment(now, meant, working)
    if found is None:
        assert not working.days
        return
    wall = local(found, working.tz)
    assert found >= now
    assert has_come(wall, meant, working)
    assert is_its_day(wall, meant, working)


@given(instants, working_times)
def test_nobody_works_before_their_next_working_moment(now: datetime, working: WorkingTime) -> None:
    found = next_working_moment(now, working)
    looked_at = now
    while found is not None and looked_at < min(found, now + timedelta(days=3)):
        assert not is_working(local(looked_at, working.tz), working)
        looked_at += timedelta(minutes=45)


def test_somebody_who_works_on_no_day_has_no_working_moment() -> None:
    assert next_working_moment(MONDAY, WorkingTime(days=frozenset())) is None


def test_a_zone_nobody_knows_is_read_as_utc() -> None:
    assert local(MONDAY, "Middle/Earth").hour == 10


@pytest.mark.parametrize(
    ("hour", "comes"), [(9, False), (14, True)], ids=["in the morning", "at the usual hour"]
)
def test_what_was_asked_on_the_member_s_own_first_day_after_the_end_was_asked(
    hour: int, comes: bool
) -> None:
    sydney = WorkingTime(tz="Australia/Sydney")
    zone = ZoneInfo(sydney.tz)
    now = datetime(2028, 7, 5, hour, tzinfo=zone).astimezone(UTC)
    asked_at = datetime(2028, 6, 1, 9, 30, tzinfo=zone).astimezone(UTC)
    assert asked_at.date() == date(2028, 5, 31)
    facts = behind(
        working_time=sydney,
        usual=usual_time(None, 0, sydney),
        schemes=(scheme(1, date(2025, 6, 1), date(2028, 7, 5), 0),),
        sent=(SentNudge("cycle_ended", "1@2028-06-01", asked_at, counted=False),),
    )
    assert (due(facts, now, WORKPLACE) is not None) == comes


@pytest.mark.parametrize(
    ("kind", "about", "days", "due_again"),
    [
        ("behind", "1@first+1", 27, False),
        ("behind", "1@first+1", 28, True),
        ("old_draft", "9", 6, False),
        ("old_draft", "9", 7, True),
    ],
    ids=["the same, early", "the same", "the week's budget, early", "the week's budget"],
)
def test_intervals_are_days_whatever_the_hour_was_the_last_time(
    kind: NudgeKind, about: str, days: int, due_again: bool
) -> None:
    """Told at 15:40, they may be told at 9:40: an earlier usual hour takes effect at once."""
    told = datetime(2026, 11, 23, 15, 40, tzinfo=UTC)
    now = datetime(2026, 11, 23, 9, 40, tzinfo=UTC) + timedelta(days=days)
    last = SentNudge(kind, about, told, counted=True)
    facts = behind(now, sent=(last,), last_interaction_at=told + timedelta(minutes=1))
    assert (due(facts, now, WORKPLACE) is not None) == due_again


def test_no_nudge_comes_on_the_day_of_a_weekly_review() -> None:
    assert due(behind(), MONDAY, WORKPLACE) is not None
    assert due(behind(reviewed_on=MONDAY.date()), MONDAY, WORKPLACE) is None
    assert due(behind(reviewed_on=MONDAY.date() - timedelta(days=1)), MONDAY, WORKPLACE) is not None
