"""When in the day something is asked, what waits for quiet to end, and what is told together."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.policy.nudges.decision import decide, due, due_together, prompts, still_due
from bot.policy.nudges.nudge_facts import (
    FollowUp,
    ManagerReminder,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.scheme_facts import (
    CycleOutcome,
    EnrolmentFacts,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import EndedCycle, standing
from bot.policy.working_time import WorkingTime

WORKPLACE = WorkplaceSettings()
WEDNESDAY = date(2026, 11, 25)
SATURDAY = date(2026, 11, 28)
EARLY_IN_KOLKATA = WorkingTime(tz="Asia/Kolkata", start=time(6), end=time(14))
TO_MIDNIGHT = WorkingTime(start=time(15), end=time(0))
NIGHTS = WorkingTime(start=time(22), end=time(6))
HALF_AN_HOUR = WorkingTime(start=time(9), end=time(9, 30))


def first_asked(facts: NudgeFacts, begin: date) -> str:
    """The first moment of two weeks at which planned activities are asked about, on the clock."""
    zone = ZoneInfo(facts.working_time.tz)
    at = datetime.combine(begin, time(), zone).astimezone(UTC)
    for _ in range(14 * 24 * 12):
        if prompts(facts, at):
            return f"{at.astimezone(zone):%-d %b, %H:%M}"
        at += timedelta(minutes=5)
    return "never"


@pytest.mark.parametrize(
    ("working", "day", "asked"),
    [
        (WorkingTime(), WEDNESDAY, "25 Nov, 16:00"),
        (EARLY_IN_KOLKATA, WEDNESDAY, "25 Nov, 13:00"),
        (TO_MIDNIGHT, WEDNESDAY, "25 Nov, 23:00"),
        (NIGHTS, WEDNESDAY, "26 Nov, 00:00"),
        (HALF_AN_HOUR, WEDNESDAY, "25 Nov, 09:00"),
        (WorkingTime(), SATURDAY, "30 Nov, 09:00"),
        (WorkingTime(holidays={WEDNESDAY}), WEDNESDAY, "26 Nov, 09:00"),
    ],
)
def test_what_was_planned_is_asked_about_once_it_may_have_happened(
    working: WorkingTime, day: date, asked: str
) -> None:
    """In the last hour at work of its day; of a day off, as the next one at work begins."""
    activity = NudgeFacts(7, working, planned=(PlannedActivity(1, day),))
    how_it_went = NudgeFacts(7, working, follow_ups=(FollowUp(3, 1, day, how_it_went=True),))
    assert first_asked(activity, WEDNESDAY) == asked
    assert first_asked(how_it_went, WEDNESDAY) == asked


def test_a_reminder_comes_as_its_day_begins_and_with_what_else_comes_that_day() -> None:
    reminder = FollowUp(3, 1, WEDNESDAY)
    facts = NudgeFacts(7, WorkingTime(), follow_ups=(reminder,))
    assert first_asked(facts, WEDNESDAY) == "25 Nov, 09:00"
    both = replace(facts, planned=(PlannedActivity(2, WEDNESDAY),))
    assert first_asked(both, WEDNESDAY) == "25 Nov, 16:00"
    [prompt] = prompts(both, datetime(2026, 11, 25, 16, tzinfo=UTC))
    assert (prompt.entry_ids, prompt.follow_ups) == ((2,), (reminder,))


NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def waiting(**changes: object) -> NudgeFacts:
    """Somebody with a draft, of whom a manager has asked to be reminded."""
    facts = NudgeFacts(7, WorkingTime(), drafts=(OpenEntry(1, NOON - timedelta(hours=1)),))
    return replace(facts, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("quiet", ["snoozed_until", "paused_until"])
@pytest.mark.parametrize("into_it", [0, 1, 20])
def test_a_reminder_of_a_manager_waits_for_quiet_to_end_and_then_goes(
    quiet: str, into_it: int
) -> None:
    """A snooze of a month is a day longer than a reminder keeps otherwise."""
    over = NOON.date() + timedelta(days=31)
    asked = ManagerReminder(5, 99, NOON + timedelta(days=into_it))
    facts = waiting(reminders=(asked,), **{quiet: over})
    for days in range(into_it, 31):
        at = NOON + timedelta(days=days)
        found = due(facts, at, WORKPLACE)
        assert found is None, at
    found = due(facts, NOON + timedelta(days=33), WORKPLACE)  # a Monday
    assert found is not None
    assert found.kind == "manager_reminder"
    assert still_due(found, facts, NOON + timedelta(days=33), WORKPLACE) == "send"


def test_quiet_that_came_later_does_not_bring_back_an_old_reminder() -> None:
    asked = ManagerReminder(5, 99, NOON - timedelta(days=50))
    facts = waiting(reminders=(asked,), snoozed_until=NOON.date() - timedelta(days=1))
    found = due(facts, NOON, WORKPLACE)
    assert found is None or found.kind != "manager_reminder"


LAST_DAY = date(2028, 5, 31)
DAY_AFTER = datetime(2028, 6, 1, 9, tzinfo=UTC)


def ended(number: int, pack: str = "imi-register", *, credits: int = 40) -> SchemeFacts:
    """A scheme whose cycle has just ended short."""
    enrolment = EnrolmentFacts(
        pack,
        date(2025, 6, 1),
        date(2025, 6, 1),
        OpeningBalance(date(2025, 6, 1), 0, 0),
        opening_answer="given",
    )
    totals = Totals(0, 0, ended_weight=credits * 6000)
    found = standing(totals, enrolment, DAY_AFTER.date(), load_packs()[pack], WORKPLACE)
    assert found.ended is not None
    return SchemeFacts(number, enrolment, found)


def test_cycles_of_two_schemes_that_ended_short_are_told_at_one_moment() -> None:
    facts = NudgeFacts(7, WorkingTime(), schemes=(ended(1), ended(2, "generic-30-90")))
    both = due_together(facts, DAY_AFTER, WORKPLACE)
    told_of = [(one.kind, one.enrolment_id) for one in both]
    assert told_of == [("cycle_ended", 1), ("cycle_ended", 2)]
    assert len({one.period for one in both}) == 2
    decision = decide(facts, DAY_AFTER, WORKPLACE)
    assert (decision.nudge, *decision.beside) == both
    assert decision.held == ()
    told = tuple(SentNudge(one.kind, one.period, DAY_AFTER, counted=False) for one in both)
    facts = replace(facts, sent=told)
    assert all(still_due(one, facts, DAY_AFTER, WORKPLACE) == "send" for one in both)
    tomorrow = DAY_AFTER + timedelta(days=1)
    assert due_together(facts, tomorrow, WORKPLACE) == ()


def test_nothing_else_comes_with_a_cycle_that_ended_short() -> None:
    drafts = (OpenEntry(4, DAY_AFTER - timedelta(days=9)),)
    facts = NudgeFacts(7, WorkingTime(), schemes=(ended(1),), drafts=drafts)
    [only] = due_together(facts, DAY_AFTER, WORKPLACE)
    assert only.kind == "cycle_ended"
    [draft] = due_together(replace(facts, schemes=()), DAY_AFTER, WORKPLACE)
    assert draft.kind == "old_draft"


def showing(amount: int, *, counted: int = 79, declined: bool = False) -> EndedCycle | None:
    """A cycle that ended with so many credits by the bot's count and others in the account."""
    outcome = CycleOutcome(date(2025, 6, 1), showed=amount * 100, showed_on=DAY_AFTER.date())
    enrolment = EnrolmentFacts(
        "imi-register",
        date(2025, 6, 1),
        date(2025, 6, 1),
        opening_answer="declined" if declined else "pending",
        outcomes=(outcome,),
    )
    totals = Totals(0, 0, ended_weight=counted * 6000)
    pack = load_packs()["imi-register"]
    return standing(totals, enrolment, DAY_AFTER.date(), pack, WORKPLACE).ended


@pytest.mark.parametrize("amount", [0, 70, 89])
@pytest.mark.parametrize("declined", [True, False])
def test_a_cycle_that_ended_has_the_credits_that_its_account_shows(
    amount: int, declined: bool
) -> None:
    found = showing(amount, declined=declined)
    assert found is not None
    assert (found.credits, found.declined) == (amount * 100, False)


@pytest.mark.parametrize(("amount", "counted"), [(90, 79), (120, 79), (70, 90)])
def test_it_did_not_end_short_where_the_account_shows_the_minimum_or_it_is_logged_here(
    amount: int, counted: int
) -> None:
    assert showing(amount, counted=counted) is None
