"""A start recorded later, another length, a scheme taken up again: what counted goes on counting
in its own cycle, and what no longer counts in today's is told.
"""

from datetime import UTC, date, datetime

from bot.services.admin.rules import change_rule
from bot.services.members import settings
from tests.harness import ANA, IDA, Harness, Member, harness_at, reads

IMI = "imi-register"
OURS = "generic-30-90"


async def earlier(ana: Member) -> str:
    await ana.command("settings")
    await ana.click("Earlier cycles", ana.whispers()[-1])
    return reads(ana.whispers()[-1])


async def test_a_start_moved_over_what_counted_says_what_that_takes_away(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2025, 6, 1), opening=(0, 0))
        await harness.logged(ANA, days_ago=20, minutes=300)
        await harness.logged(ANA, days_ago=100, minutes=120)
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2026, 1, 1))
        await harness.quiet()
        said = ana.last
        assert "now begins on 1 Jan 2026" in said
        assert "of the 7 that it had, 5 are left" in said
        assert "It all stays in your record." in said
        await ana.write("undo")
        assert "The start of your cycle is put back as it was." in ana.last
        assert "7 of 90 in your cycle" in await ana.command("status")


async def test_a_start_by_which_a_cycle_ended_short_says_so_and_is_taken_back(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2026, 7, 2, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2025, 6, 1), opening=(0, 0))
        await harness.move_to(datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
        await harness.logged(ANA, days_ago=20, minutes=300)
        await harness.logged(ANA, days_ago=100, minutes=120)
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2023, 10, 1))
        await harness.quiet()
        assert (
            "From 1 Oct 2023, your IMI register cycle ended 30 Sep 2026, short by my count: 2 "
            "of 90. Today’s is reckoned from 1 Oct 2026, with 5."
        ) in ana.last
        assert "ended on 30 Sep 2026" in await ana.command("status")
        await ana.write("undo")
        assert "The start of your cycle is put back as it was." in ana.last
        assert "7 of 90 in your cycle" in await ana.command("status")
        assert "1 Jun 2025" in await ana.command("settings")


async def test_of_a_start_from_which_todays_cycle_is_reckoned_both_are_named(
    database_url: str,
) -> None:
    """Whoever came after the end of the cycle before is asked nothing of it."""
    async with harness_at(database_url, now=datetime(2026, 11, 2, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2025, 6, 1), opening=(0, 0))
        await harness.logged(ANA, days_ago=20, minutes=300)
        await harness.logged(ANA, days_ago=100, minutes=120)
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2023, 10, 1))
        await harness.quiet()
        assert "Counted from 1 Oct 2023, today’s cycle under IMI register" in ana.last
        assert "began on 1 Oct 2026, as I reckon it" in ana.last
        assert "of the 7 that it had, 5 are left" in ana.last


async def test_undo_of_a_start_drops_the_figures_that_it_had_kept(database_url: str) -> None:
    async with harness_at(database_url, now=datetime(2028, 6, 5, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2025, 6, 1), opening=(0, 0))
        await harness.move_to(datetime(2028, 9, 4, 9, 0, tzinfo=UTC))
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            before = ctx.work.enrolments.of(ctx.member.id)[0]
            settings.set_cycle_start(ctx, IMI, None)
            assert ctx.work.enrolments.of(ctx.member.id)[0] != before
        await ana.write("undo")
        with harness.open(ANA) as ctx:
            assert ctx.work.enrolments.of(ctx.member.id)[0] == before


async def test_a_start_moved_back_takes_nothing_away_and_says_nothing(harness: Harness) -> None:
    await harness.enrolled(ANA, cycle_start=date(2026, 1, 1), opening=(0, 0))
    await harness.logged(ANA, days_ago=20, minutes=300)
    ana = harness.member(ANA)
    before = len(ana.heard)
    with harness.open(ANA) as ctx:
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
    await harness.quiet()
    assert len(ana.heard) == before


async def test_a_start_recorded_at_a_cycles_end_leaves_the_one_before_as_it_was(
    database_url: str,
) -> None:
    """The account shows a start that is some days from the reckoned one."""
    async with harness_at(database_url, now=datetime(2025, 5, 20, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2022, 6, 1), opening=(95, 30))
        await harness.move_to(datetime(2025, 7, 1, 9, 0, tzinfo=UTC))
        await harness.logged(ANA, days_ago=26, minutes=120)  # 5 Jun
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2025, 6, 13))
        assert "1 Jun 2022 to 12 Jun 2025: 97 of 90." in await earlier(ana)
        assert "13 Jun 2025" in await ana.command("settings")
        await harness.move_to(datetime(2028, 7, 1, 9, 0, tzinfo=UTC))
        said = await earlier(ana)
        assert "13 Jun 2025 to 12 Jun 2028: 0 of 90" in said
        assert "1 Jun 2022 to 12 Jun 2025: 97 of 90." in said


async def test_another_length_leaves_what_counted_in_the_cycle_that_runs(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2027, 3, 1, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, OURS, cycle_start=date(2025, 6, 1), opening=None)
        await harness.logged(ANA, days_ago=30, minutes=300)
        await harness.logged(ANA, days_ago=500, minutes=120)
        ana = harness.member(ANA)
        assert "7 of 90 in your cycle" in await ana.command("status")
        with harness.open(IDA) as ctx:
            change_rule(ctx, OURS, "cycle.length", value="2", since=date(2027, 1, 1))
        await harness.move_to(datetime(2027, 3, 2, 9, 0, tzinfo=UTC))
        assert "7 of 90 in your cycle" in await ana.command("status")
        await harness.move_to(datetime(2030, 6, 3, 9, 0, tzinfo=UTC))
        said = await earlier(ana)
        assert "1 Jun 2028 to 31 May 2030: 0 of 90" in said
        assert "1 Jun 2025 to 31 May 2028: 7 of 90" in said


async def test_a_scheme_left_and_taken_up_again_keeps_the_cycles_before(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2025, 5, 1, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2022, 6, 1), opening=(95, 30))
        await harness.move_to(datetime(2025, 9, 1, 9, 0, tzinfo=UTC))
        with harness.open(ANA) as ctx:
            settings.leave(ctx, IMI)
        await harness.move_to(datetime(2033, 2, 1, 9, 0, tzinfo=UTC))
        with harness.open(ANA) as ctx:
            settings.enrol(ctx, IMI)
        ana = harness.member(ANA)
        said = await earlier(ana)
        assert "1 Jun 2022 to 31 May 2025: 95 of 90." in said
        assert "2028" not in said
        assert "2031" not in said
        assert "ended short" not in await ana.command("status")


async def test_a_cycle_that_ended_short_is_asked_about_though_the_scheme_was_left_since(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2025, 5, 20, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2022, 6, 1), opening=(79, 30))
        ana = harness.member(ANA)
        await harness.move_to(datetime(2025, 6, 10, 9, 0, tzinfo=UTC))
        assert "79 of 90" in await ana.command("status")
        with harness.open(ANA) as ctx:
            settings.leave(ctx, IMI)
        await harness.move_to(datetime(2025, 9, 1, 9, 0, tzinfo=UTC))
        with harness.open(ANA) as ctx:
            settings.enrol(ctx, IMI)
        assert "Your cycle ended on 31 May 2025; I count 79 of 90" in await ana.command("status")


async def test_a_start_that_is_not_known_for_a_while_leaves_the_cycles_before_it(
    database_url: str,
) -> None:
    """ "I don't know yet", and then the start again: what was recorded before stands."""
    async with harness_at(database_url, now=datetime(2022, 9, 1, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2022, 6, 1), opening=(0, 0))
        await harness.move_to(datetime(2025, 9, 1, 9, 0, tzinfo=UTC))
        for days in (400, 401, 402, 403):
            await harness.logged(ANA, days_ago=days, minutes=24 * 60)
        ana = harness.member(ANA)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2025, 6, 13))
        before = await earlier(ana)
        assert "1 Jun 2022 to 12 Jun 2025: 96 of 90." in before
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, None)
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2025, 6, 13))
        assert await earlier(ana) == before
