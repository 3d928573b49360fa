"""A category's subjects that are short as the cycle's end comes near, and once it is over."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.members import settings
from sandbox import Message
from tests.harness import ANA, IDA, MAX, Harness, Member, buttons, harness_at, reads
from tests.scenario.schemes.test_subjects import ACCOUNT, CAMERAS, CODES, EXAMPLE, RADAR

ADAS, ELECTRIC = "imi-techsafe/ADAS", "imi-techsafe/electrified vehicles"
BEGAN = date(2025, 3, 20)
"""Its cycle ends on Sunday, 19 March 2028; that of the register later."""

FRIDAY = datetime(2028, 3, 3, 10, 0, tzinfo=UTC)
TWO_WEEKS_LEFT = datetime(2028, 3, 6, 15, 0, tzinfo=UTC)
ONE_WEEK_LEFT = datetime(2028, 3, 13, 15, 0, tzinfo=UTC)
OVER = datetime(2028, 3, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def garage(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Ana is in the register and in two categories, of which one has its framework loaded; her
    manager is Max.
    """
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=FRIDAY) as harness:
        await harness.enrolled(ANA)
        with harness.open(ANA) as ctx:
            for scheme in (ADAS, ELECTRIC):
                settings.enrol(ctx, scheme)
                settings.set_cycle_start(ctx, scheme, BEGAN)
        ida = harness.member(IDA)
        await ida.command("admin load")
        await ida.submit({"part_1": EXAMPLE.read_text()})
        await ida.submit()
        ana = harness.member(ANA)
        await ana.command("settings")
        await ana.press(ana.whispers()[-1], "manager")
        await ana.submit({"manager": MAX.id})
        await harness.member(MAX).click("Accept")
        await harness.move_to(FRIDAY + timedelta(minutes=5))
        yield harness


def told_of_end(member: Member) -> list[Message]:
    """Every message about the category's end; the register's comes near, too."""
    said = "Your CPD cycle ends soon, and something is still to go."
    return [one for one in member.heard if one.text == said and "ADAS" in reads(one)]


def asked(member: Member) -> list[Message]:
    return [one for one in member.heard if one.text == "A word about your last CPD cycle."]


async def saved(ana: Member, words: str) -> None:
    await ana.write(words)
    await ana.write(ACCOUNT)
    await ana.write("save")


async def listed(harness: Harness) -> str:
    page: str = await harness.member(MAX).command(name="/cpd-team")
    return page


async def test_near_the_end_what_is_short_is_named_and_what_is_not_loaded_is_not(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await garage.move_to(TWO_WEEKS_LEFT)
    nudge = told_of_end(ana)[-1]
    said = reads(nudge)
    assert "IMI TechSafe: ADAS cycle ends in 13 days, on 19 Mar 2028" in said
    assert f"short of {RADAR} by 20 min, of {CODES} by 1.25 credits and of 1 more" in said
    await ana.click("Why did I get this?", nudge)
    assert "had 13 days left, with 3 subjects to go" in ana.last_whisper
    await saved(ana, "1h radar course today")
    await garage.move_to(ONE_WEEK_LEFT)
    again = told_of_end(ana)[-1]
    assert "6 days" in reads(again)
    assert RADAR not in reads(again)
    assert f"of {CAMERAS} by 8 h 30 min" in reads(again)
    await garage.move_to(OVER)
    assert "electrified vehicles" not in " ".join(reads(one) for one in ana.heard)


async def test_without_the_register_nobody_is_nudged_about_what_needs_it(garage: Harness) -> None:
    ana = garage.member(ANA)
    before = len(told_of_end(ana))
    await ana.write("IMI removed me from the register on 1 March")
    await garage.move_to(TWO_WEEKS_LEFT)
    await garage.move_to(ONE_WEEK_LEFT)
    assert len(told_of_end(ana)) == before
    await ana.write("I'm back on the register")
    await garage.move_to(ONE_WEEK_LEFT + timedelta(days=4, hours=1))
    assert len(told_of_end(ana)) == before + 1


async def test_a_manager_reads_what_is_at_stake_and_by_when(garage: Harness) -> None:
    page = await listed(garage)
    lines = page.splitlines()
    at = lines.index("*IMI TechSafe: ADAS*: TechSafe recognition removed")
    assert lines[at + 1] == "Ana by 19 Mar 2028"
    assert "People with gaps, IMI TechSafe: ADAS: subject 1." in lines
    assert "short, cycle ends in 16 days" in page


async def test_once_it_is_over_it_is_asked_what_was_decided_of_the_recognition(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await garage.move_to(OVER)
    [question] = asked(ana)
    said = reads(question)
    assert "Your IMI TechSafe: ADAS cycle ended on 19 Mar 2028, by my count short of" in said
    assert "Its policy, for that alone: TechSafe recognition removed. Any news?" in said
    assert buttons(question)[:5] == [
        "Nothing yet",
        "Still recognised",
        "Extended",
        "Removed",
        "More to add",
    ]
    assert "cycle ended short on 19 Mar 2028: 3 of 4 subjects, no news yet" in await listed(garage)
    assert "Any news?" in await ana.command("status")
    await ana.click("Removed", question)
    assert "You told me on 20 Mar 2028: removed." in reads(asked(ana)[-1])
    status = await ana.command("status")
    assert status.count("Removed since 20 Mar 2028") >= 1
    register = next(part for part in status.split("*") if "of 30 this year" in part)
    assert "Removed" not in register
    stake = "*IMI TechSafe: ADAS*: TechSafe recognition removed\nAna: removed, they say"
    assert stake in await listed(garage)
    await ana.write("am I behind on ADAS?")
    assert "IMI TechSafe: ADAS was removed on 20 Mar 2028, as I was told" in ana.last
    for weeks in (2, 5, 9):
        await garage.move_to(OVER + timedelta(weeks=weeks))
    assert len(asked(ana)) == 1


async def test_it_is_answered_in_words_and_taken_back(garage: Harness) -> None:
    ana = garage.member(ANA)
    await garage.move_to(OVER)
    await ana.write("I kept my recognition")
    assert "Noted: still recognised." in ana.last
    assert "You told me on 20 Mar 2028: still recognised." in reads(asked(ana)[-1])
    await ana.write("undo")
    assert "Any news?" in reads(asked(ana)[-1])


async def test_what_is_added_late_ends_the_asking(garage: Harness) -> None:
    ana = garage.member(ANA)
    await garage.move_to(OVER)
    said = reads(asked(ana)[-1])
    assert RADAR in said
    await saved(ana, "1h radar course on 16 March")
    await garage.quiet()
    assert RADAR not in reads(asked(ana)[-1])


async def test_what_is_left_is_asked_in_words(garage: Harness) -> None:
    ana = garage.member(ANA)
    for question in ("what am I short of in TechSafe?", "which subjects are left?"):
        await ana.write(question)
        assert "*IMI TechSafe: ADAS*: short of" in ana.last
        assert "not known; its subjects are not loaded." in ana.last
    await ana.write("am I behind on ADAS?")
    short = f"0 of 4 subjects met; short of {RADAR} by 20 min and of 2 more"
    assert f"{short}, to 19 Mar 2028." in ana.last
    await ana.write("am I behind on electrified vehicles?")
    assert "IMI TechSafe: electrified vehicles asks for" in ana.last


async def test_more_hours_of_a_subject_are_supposed(garage: Harness) -> None:
    ana = garage.member(ANA)
    await ana.write("what if I do 6 more hours of cameras?")
    said = reads(ana.heard[-1])
    assert f"With 6 h more of cameras*, IMI TechSafe: ADAS: {CAMERAS} 6 h of 8 h 30 min" in said
    await ana.write("what if I do 6 more hours of ADAS?")
    said = reads(ana.heard[-1])
    assert "With 6 h more of adas*, IMI TechSafe: ADAS: 1 of 4 subjects met" in said
