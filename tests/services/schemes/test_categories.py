"""Two categories of a scheme that counts credits: each has its own answers, totals and nudges."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.clock import Clocks
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import TargetStanding
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.members import settings
from bot.services.record.entries import say_whether_in_opening
from bot.services.schemes.assessment import worth_of
from bot.services.schemes.standings import standings_of
from tests.services.harness import TODAY, ServiceHarness

EV, ADAS = "imi-register/electrified vehicles", "imi-register/ADAS"


@pytest.fixture
def counting(harness: ServiceHarness) -> ServiceHarness:
    """The register's rules, by TechSafe's categories, in both of which Ana has an account."""
    packs = load_packs()
    register = packs["imi-register"]
    rules = {**register.rules, "categories": packs["imi-techsafe"].rules["categories"]}
    clocks = Clocks(calendar=lambda: harness.now, real=lambda: harness.now)
    harness.contexts = ContextFactory(
        harness.database,
        clocks,
        {**packs, "imi-register": replace(register, rules=rules)},
        harness.admins,
    )
    with harness.open() as ctx:
        for scheme, credits in ((EV, 1000), (ADAS, 2000)):
            settings.enrol(ctx, scheme)
            settings.set_cycle_start(ctx, scheme, date(2025, 6, 1))
            settings.set_opening(ctx, scheme, cycle=credits, year=credits)
    return harness


def totals(ctx: MemberContext) -> dict[str, int]:
    """What counts in the cycle, in hundredths, by scheme."""
    return {
        one.enrolment.scheme: one.standing.cycle_credits
        for one in standings_of(ctx)
        if isinstance(one.standing, TargetStanding)
    }


def test_an_answer_about_one_balance_says_nothing_of_the_others(counting: ServiceHarness) -> None:
    with counting.open() as ctx:
        entry = counting.logged(ctx, on=TODAY)
        states = {one.title: one.assessment.state for one in worth_of(ctx, [entry])[entry.id]}
        assert set(states.values()) == {"waiting"}
        assert totals(ctx) == {EV: 1000, ADAS: 2000}
        entry = say_whether_in_opening(ctx, entry, ADAS, already=False)
        assert totals(ctx) == {EV: 1000, ADAS: 2200}
        say_whether_in_opening(ctx, entry, EV, already=True)
        assert totals(ctx) == {EV: 1000, ADAS: 2200}


def test_a_category_that_is_left_takes_nothing_from_the_other(counting: ServiceHarness) -> None:
    with counting.open() as ctx:
        entry = counting.logged(ctx, on=TODAY)
        for scheme in (EV, ADAS):
            entry = say_whether_in_opening(ctx, entry, scheme, already=False)
        settings.leave(ctx, EV)
        assert totals(ctx) == {ADAS: 2200}
        settings.enrol(ctx, EV)
        assert totals(ctx) == {EV: 1200, ADAS: 2200}


def test_each_has_nudges_of_its_own(counting: ServiceHarness) -> None:
    """At the end of both cycles each comes in its turn, about its own enrolment."""
    with counting.open() as ctx:
        numbers = {one.id for one in ctx.work.enrolments.of(ctx.member.id)}
    counting.now = datetime(2028, 5, 24, 14, 0, tzinfo=UTC)  # a Wednesday, seven days before
    counting.sweep()
    first = {row[0] for row in counting.query("SELECT enrolment_id FROM nudge")}
    counting.everything_is_sent()
    counting.now = datetime(2028, 5, 25, 14, 0, tzinfo=UTC)
    counting.sweep()
    rows = counting.query("SELECT enrolment_id, period FROM nudge ORDER BY id")
    assert len(first) == 1
    assert {number for number, _ in rows} == numbers
    assert len({period for _, period in rows}) == len(rows)
