"""The cycles that are over stand with their days and what counts in them."""

from datetime import UTC, date, datetime

from bot.services.members import settings
from tests.harness import ANA, Harness, Member, buttons, harness_at, reads

IMI = "imi-register"


async def earlier(ana: Member) -> str:
    await ana.command("settings")
    await ana.click("Earlier cycles", ana.whispers()[-1])
    return reads(ana.whispers()[-1])


async def test_each_has_its_days_and_what_counts_in_it(database_url: str) -> None:
    async with harness_at(database_url, now=datetime(2022, 5, 1, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2019, 6, 1), opening=(91, 30))
        await harness.move_to(datetime(2022, 5, 20, 9, 0, tzinfo=UTC))
        await harness.logged(ANA, days_ago=2, minutes=60)
        await harness.move_to(datetime(2024, 3, 4, 9, 0, tzinfo=UTC))
        await harness.logged(ANA, days_ago=20, minutes=120)
        await harness.move_to(datetime(2025, 7, 1, 9, 0, tzinfo=UTC))
        ana = harness.member(ANA)
        said = await earlier(ana)
        assert "1 Jun 2022 to 31 May 2025: 2 of 90.\n1 Jun 2019 to 31 May 2022: 92 of 90." in said
        assert "By my count; IMI goes by your IMI account." in said
        await ana.command("status")
        await ana.click("Extended", ana.whispers()[-1])
        assert "31 May 2025: 2 of 90; you told me: extended." in await earlier(ana)


async def test_one_whose_place_another_start_took_keeps_its_figures(sqlite_url: str) -> None:
    async with harness_at(sqlite_url, now=datetime(2025, 5, 1, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2022, 6, 1), opening=(20, 5))
        await harness.move_to(datetime(2025, 10, 1, 9, 0, tzinfo=UTC))
        with harness.open(ANA) as ctx:
            settings.set_cycle_start(ctx, IMI, date(2025, 8, 1))
        assert "1 Jun 2022 to 31 May 2025: 20 of 90." in await earlier(harness.member(ANA))


async def test_in_a_first_cycle_there_is_nothing_to_open(
    harness: Harness, technician: Member
) -> None:
    await technician.command("settings")
    assert "Earlier cycles" not in buttons(technician.whispers()[-1])
